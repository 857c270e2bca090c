"""Buttons of a reminder that open no screen: put off until tomorrow, ask for more time (transcript 12_pengingat)."""

from datetime import date

from bot.flows.base import Flow, Opener, State, Step
from bot.flows.contact import going
from bot.flows.events import Event, Tap
from bot.flows.kit.calendar import day_of
from bot.flows.kit.outside import Outside
from bot.flows.kit.paging import in_period
from bot.texts import common
from bot.texts.answers import contents
from bot.texts.reminders import messages as texts
from core.assessment.model import OPEN_FOR_ANSWERS, PeriodStatus, Status
from core.effects import AskForTime, PutOff
from core.facts import Facts
from core.pemda.naming import office
from core.people.roles import Role
from core.screen import Notice, steady


def put_off(event: Event, state: State | None, facts: Facts) -> Step:
    """ "later:<day>:<next working day>": both were known when the reminder was sent."""
    days = [day_of(part) for part in event.parts[1:3]] if isinstance(event, Tap) else []
    match days:
        case [date() as day, date() as to] if facts.person is not None and facts.now.date() < to:
            return _beside(state, texts.put_off(to, facts.zone_label), PutOff(day, to))
        case _:
            return _beside(state, texts.TOO_LATE_TO_PUT_OFF)


def ask_for_time(event: Event, state: State | None, facts: Facts) -> Step:
    """ "more_time:<assessment>": the coordinators are told, with a button to the calendar."""
    a = facts.assessment
    if a is None or not isinstance(event, Tap) or event.parts[1:2] != (str(a.id),):
        return _beside(state, contents.GONE)
    owed = a.status in OPEN_FOR_ANSWERS or a.status is Status.AWAITING_HEAD
    if not owed or a.period.status is not PeriodStatus.OPEN or not going.holds(facts, a, Role.CONTACT):
        return _beside(state, texts.NO_MORE_TIME)
    if a.instrument.subject != "opd":  # more time is given for all of them
        words = texts.asked_for_all(office(a.opd.name), a.instrument.subject, a.due, facts.zone_label)
    else:
        codes = a.instrument.codes
        done = len(codes) - len(a.incomplete)
        words = texts.asked_for_time(a.opd.short, a.due, done, len(codes), facts.zone_label)
    period = (in_period(a.period.id),) if a.period.several else ()
    notice = Notice(words, ((steady(texts.EXTEND, "extend", a.pemda_id, a.opd.id, *period),),))
    if a.period.several:
        notice = Notice(common.of_period(words, a.period.name), notice.rows)
    return _beside(state, texts.ASKED_FOR_TIME, AskForTime(a.id, notice))


def _beside(state: State | None, toast: str, *effects: PutOff | AskForTime) -> Step:
    """The state does not change."""
    return Step(state or Outside(), tuple(effects), toast=toast, silent=True)


FLOW: Flow[State] = Flow(
    openers={
        "later": Opener(put_off),
        "more_time": Opener(ask_for_time, "assessment"),
    }
)
