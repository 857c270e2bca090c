"""A contact was invited for the wrong OPD: they report it, which the welcome and /profil offer, or take the report
back; a coordinator settles it.
"""

from dataclasses import dataclass, replace

from bot.flows.base import State, Step
from bot.flows.events import Begin, Event
from bot.flows.people.home import home
from bot.texts.people import join as texts
from core.effects import DisputeOpd, Effect, TellRole
from core.facts import Facts
from core.people.roles import Membership, Role
from core.screen import Notice, Rows, steady
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Welcoming(State):
    """A new contact reads who runs the bot and what is stored. `assessment` is None while no period is open. `asked`:
    whether the wrong OPD is to be reported; `reported`: it has been, which holds until somebody settles it.
    """

    assessment: int | None
    reported: bool = False
    asked: bool = False

    def wish(self) -> Wish:
        return Wish(self.assessment or None, purpose=self.assessment is None)


def report(state: Welcoming, facts: Facts) -> Step:
    """Reports the wrong OPD. The coordinators are told, with a button to correct it; they are also told when the report
    is taken back.
    """
    mine = newest_contact(facts)
    if mine is None or facts.person is None:
        return home(Begin("mulai"), None, facts)
    reported = not state.reported
    if state.reported and not mine.disputed:  # a coordinator has settled it meanwhile
        return Step(replace(state, reported=False))
    orders = reporting(mine, facts.person.name, reported)
    return Step(replace(state, reported=reported, asked=False), orders, toast=texts.REPORTED_TOAST)


def reporting(mine: Membership, name: str, reported: bool) -> tuple[Effect, ...]:
    """Reports the OPD of this role as wrong, or takes the report back. The coordinators are told of both."""
    if reported:
        rows: Rows = ((steady(texts.SET_RIGHT, "people", mine.pemda_id, mine.id),),)
        told = Notice(texts.wrong_opd(name, mine.opd_name), rows)
    else:
        told = Notice(texts.right_opd(name, mine.opd_name))
    return (DisputeOpd(mine.id, reported), TellRole(mine.pemda_id, Role.COORDINATOR, told))


def wrong(event: Event, state: State | None, facts: Facts) -> Step:
    """ "wrong:<assessment>" on the welcome, which stays as it is: asks below it, because coordinators are told."""
    here = Welcoming(facts.assessment.id if facts.assessment else None)
    if state == replace(here, reported=True) and (mine := newest_contact(facts)) and mine.disputed:
        return Step(state, toast=texts.REPORTED_TOAST)
    return Step(replace(here, asked=True), fresh=True)


def newest_contact(facts: Facts) -> Membership | None:
    """The contact's membership that the welcome is about."""
    opd = facts.assessment.opd.id if facts.assessment else None
    held = [item for item in facts.memberships if item.role is Role.CONTACT and opd in (None, item.opd_id)]
    return held[-1] if held else None
