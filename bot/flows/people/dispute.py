"""A contact who was invited for the wrong OPD: reported from the welcome, taken back, settled by a coordinator."""

from dataclasses import dataclass, replace

from bot.flows.base import Begin, Event, State, Step
from bot.flows.people.home import home
from bot.texts.people import join as texts
from core.effects import DisputeOpd, TellRole
from core.facts import Facts
from core.people.roles import Membership, Role
from core.screen import Notice, steady
from core.wish import Wish


@dataclass(frozen=True, slots=True)
class Welcoming(State):
    """A new contact reads who runs this and what is kept. `assessment` is None while no period is open."""

    assessment: int | None
    reported: bool = False

    def wish(self) -> Wish:
        return Wish(self.assessment or None)


def report(state: Welcoming, facts: Facts) -> Step:
    """Wrong OPD: nothing is asked, the coordinators are told with a way to set it right. Pressed by mistake: they are
    told that, too."""
    mine = newest_contact(facts)
    if mine is None or facts.person is None:
        return home(Begin("mulai"), None, facts)
    name, order = facts.person.name, (steady(texts.SET_RIGHT, "people", mine.pemda_id, mine.id),)
    if state.reported:
        told = Notice(texts.right_opd(name, mine.opd_name))
    else:
        told = Notice(texts.wrong_opd(name, mine.opd_name), (order,))
    reported = not state.reported
    orders = (DisputeOpd(mine.id, reported), TellRole(mine.pemda_id, Role.COORDINATOR, told))
    return Step(replace(state, reported=reported), orders, toast=texts.REPORTED_TOAST)


def wrong(event: Event, state: State | None, facts: Facts) -> Step:
    """ "wrong:<assessment>" on the welcome; tapped twice, it is reported once."""
    here = Welcoming(facts.assessment.id if facts.assessment else None)
    if state == replace(here, reported=True):
        return Step(state, toast=texts.REPORTED_TOAST)
    return report(here, facts)


def newest_contact(facts: Facts) -> Membership | None:
    """The contact's membership the welcome speaks of."""
    opd = facts.assessment.opd.id if facts.assessment else None
    held = [item for item in facts.memberships if item.role is Role.CONTACT and opd in (None, item.opd_id)]
    return held[-1] if held else None
