"""A colleague doubts that somebody who joined belongs to the OPD, and reports it to the coordinators, who decide."""

from dataclasses import dataclass

from bot.flows.base import Flow, Opener, State, Step
from bot.flows.events import Begin, Event, Tap
from bot.flows.kit.outside import Beside, beside, by_buttons, stay
from bot.flows.people.home import home
from bot.texts.people import joined as texts
from core.effects import ReportMember, TellRole
from core.facts import Facts
from core.people.roles import Role
from core.screen import Notice, Screen, button, steady
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Reporting(Beside):
    """Asks whether this person is to be reported; `member` is their membership."""

    member: int = 0

    def wish(self) -> Wish:
        return Wish(self.assessment or None, member=self.member)


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """[Laporkan] on a notice: "stranger", the membership."""
    if facts.member is None:
        return stay(state, toast=texts.GONE)
    here = beside(Reporting, state, facts)
    return Step(Reporting(here.assessment, here.variable, facts.member.membership))


def step(state: State, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(item="cancel"):
            return home(Begin("mulai"), state, facts)
        case Tap(item="report") if facts.member is not None and facts.person is not None:
            return _report(state, facts)
        case Tap(item="report"):
            return Step(home(Begin("mulai"), state, facts).state, toast=texts.GONE)
        case _:
            return by_buttons(state, event)


def _report(state: State, facts: Facts) -> Step:
    one, by = facts.member, facts.person
    assert one is not None
    assert by is not None
    row = (steady(texts.REMOVE, "people", one.pemda_id, one.membership, "remove"),)
    notice = Notice(texts.reported(by.name, one.name, one.role, one.opd_name), (row,))
    orders = (ReportMember(one.membership), TellRole(one.pemda_id, Role.COORDINATOR, notice))
    return Step(home(Begin("mulai"), state, facts).state, orders, toast=texts.REPORTED)


def screen(state: State, facts: Facts) -> Screen:
    cancel = button(texts.CANCEL, "cancel")
    if facts.member is None:
        return Screen(texts.GONE, ((cancel,),))
    text = texts.confirm(facts.member.name, facts.member.role, facts.member.opd_name)
    return Screen(text, ((button(texts.REPORT, "report"),), (cancel,)))


FLOW = Flow(
    states=(Reporting,), step=step, screen=screen, record=texts.RECORD, openers={"stranger": Opener(begin, "member")}
)
