"""An OPD is removed from the list, or taken out of the open period and let in again (docs/decisions/opd-leaves.md)."""

from dataclasses import replace
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, opd_of, to_menu
from bot.flows.kit.outside import by_buttons
from bot.flows.periods.told import reached
from bot.flows.states.coordinator import LeavingOut, ListingOpds, RemovingOpd, ShowingOpd
from bot.texts.pemda import leaving as texts, opds as opd_texts
from core.assessment.model import Status
from core.effects import Effect, LeaveOut, RemoveOpd, TakeIn, TellOpds
from core.facts import AdminFacts, Facts, OpdLine
from core.pemda.leaving import is_reason
from core.people.roles import Role
from core.screen import Button, Notice, Screen, button, steady

_States = RemovingOpd | LeavingOut
_BOTH = (Role.CONTACT, Role.HEAD)


def ways(opd: OpdLine, admin: AdminFacts) -> tuple[Button, ...]:
    """The buttons of an OPD's card that lead here, or let it take part again."""
    out = button(texts.LEAVE_OUT, "leave_out", opd.id)
    back = button(texts.TAKE_IN_AGAIN if opd.left_out is not None else texts.TAKE_IN, "take_in", opd.id)
    first = (out,) if may_leave(opd, admin) else (back,) if may_take_part(opd, admin) else ()
    return (*first, button(texts.REMOVE, "remove", opd.id)) if opd.bare else first


def may_leave(opd: OpdLine, admin: AdminFacts) -> bool:
    return admin.period is not None and opd.status not in (None, Status.FINAL)


def may_take_part(opd: OpdLine, admin: AdminFacts) -> bool:
    """Whether it was left out, or never chosen, and free of another period by the same instrument."""
    period = admin.period
    if period is None:
        return False
    if opd.left_out is None and (opd.assessment is not None or not period.chosen or period.narrowed):
        return False
    return not admin.in_the_way(period.instrument, period.opens, period.verification_due, (opd.id,), besides=period.id)


def begin(verb: str, opd: OpdLine, admin: AdminFacts, facts: Facts) -> Step:
    """What a press of one of these buttons leads to."""
    here = ShowingOpd(admin.pemda_id, opd.id)
    if verb == "remove":
        return Step(RemovingOpd(admin.pemda_id, opd.id)) if opd.bare else Step(here, toast=texts.NOT_BARE)
    if verb == "leave_out":
        out = LeavingOut(admin.pemda_id, opd.id)
        return Step(out) if may_leave(opd, admin) else Step(here, toast=texts.NOT_NOW)
    if admin.period is None or not may_take_part(opd, admin):
        return Step(here, toast=texts.NOT_NOW)
    words = texts.taken_in_notice(opd, admin.period.name)
    notice = Notice(words, ((steady(texts.OPEN, "choose" if len(admin.running) > 1 else "start"),),))
    orders: tuple[Effect, ...] = (TakeIn(admin.period.id, opd.id), _tell(admin, opd, notice))
    return Step(here, orders, banner=texts.taken_in(opd, admin.period.name))


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    opd = opd_of(admin, state.opd)
    if opd is None:
        return Step(ListingOpds(state.pemda), toast=opd_texts.GONE)
    here = ShowingOpd(state.pemda, state.opd)
    match state, event:
        case _, Tap(item="cancel"):
            return Step(here)
        case RemovingOpd(), Tap(item="remove"):
            return _removed(opd, admin) if opd.bare else Step(here, toast=texts.NOT_BARE)
        case LeavingOut(reason=reason), Tap(item="leave_out") if reason:
            return _left_out(opd, reason, admin) if may_leave(opd, admin) else Step(here, toast=texts.NOT_NOW)
        case LeavingOut(), Text(words, edited=False):
            said = " ".join(words.split())
            return Step(replace(state, reason=said)) if is_reason(said) else Step(state, banner=texts.NEED_REASON)
        case _:
            return by_buttons(state, event)


def _removed(opd: OpdLine, admin: AdminFacts) -> Step:
    told = _tell(admin, opd, Notice(texts.removed_notice(opd, admin.pemda_name)))
    return Step(ListingOpds(admin.pemda_id), (told, RemoveOpd(opd.id)), banner=texts.removed(opd))


def _left_out(opd: OpdLine, reason: str, admin: AdminFacts) -> Step:
    assert admin.period is not None
    told = _tell(admin, opd, Notice(texts.left_out_notice(opd, admin.period.name, reason)))
    orders: tuple[Effect, ...] = (LeaveOut(admin.period.id, opd.id, reason), told)
    return Step(ShowingOpd(admin.pemda_id, opd.id), orders, banner=texts.left_out(opd, admin.period.name))


def _tell(admin: AdminFacts, opd: OpdLine, notice: Notice) -> TellOpds:
    return TellOpds(admin.pemda_id, _BOTH, ((opd.id, notice),))


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    opd = opd_of(admin, state.opd)
    if opd is None:
        return Screen(opd_texts.GONE, ((to_menu(admin.pemda_id),),))
    told, cancel = reached(facts, opd, heads=True), (button(texts.CANCEL, "cancel"),)
    if isinstance(state, RemovingOpd):
        return Screen(texts.confirm_removal(opd, told), (cancel, (button(texts.REMOVE, "remove"),)))
    period = admin.period.name if admin.period else ""
    if not state.reason:
        return Screen(texts.ask_reason(opd, period), (cancel,))
    confirm = button(texts.LEAVE_OUT, "leave_out")
    return Screen(texts.confirm_leaving(opd, period, state.reason, told), (cancel, (confirm,)))


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=opd_texts.RECORD)
