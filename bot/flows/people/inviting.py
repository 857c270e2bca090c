"""Asks before invitations are made: for one OPD, or for all that still need one. Old ones are replaced only on request
(transcript 13_koordinator).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import get_args

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, opd_of, opener_to, opener_to_row
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import page_of
from bot.flows.states.coordinator import ShowingOpd
from bot.flows.states.people import ConfirmingInvitation, ConfirmingInvitations, Inviting, ListingInvited
from bot.texts import common
from bot.texts.people import invitations as texts
from core.effects import Invite
from core.facts import AdminFacts, Facts, OpdLine
from core.people.roles import OPD_ROLES, Role
from core.screen import Screen, button
from core.written import long_day

_States = ConfirmingInvitation | ConfirmingInvitations | ListingInvited

VALID = timedelta(days=30)
"""How long an invitation is valid where no due date says so."""
_PAGE = 8


def until(admin: AdminFacts, now: datetime, role: Role = Role.CONTACT) -> datetime:
    """Invitations are valid until the role's work in the period is due, else for thirty days."""
    due = admin.coming.ends_for(role) if admin.coming else None
    return due if due is not None and due > now else now + VALID


def invite(
    state: State,
    admin: AdminFacts,
    facts: Facts,
    role: Role,
    opds: Sequence[OpdLine] = (),
    field: str = "",
    *,
    each: bool = False,
) -> Step:
    """Orders the invitations and says so above the screen. They follow as a document, or one for each OPD."""
    expires = until(admin, facts.now, role)
    order = Invite(admin.pemda_id, role, tuple(line.id for line in opds), expires, field=field or None, each=each)
    name = opds[0].short if len(opds) == 1 else ""
    return Step(state, (order,), banner=texts.ordered(role, len(opds), name, field, each))


def wanting(admin: AdminFacts, role: Role) -> tuple[OpdLine, ...]:
    """OPD in which nobody holds the role and nobody has an invitation for it."""
    invited = {one.opd for one in admin.invited if one.role is role}
    return tuple(line for line in admin.opds if not line.has(role) and line.id not in invited)


def ask_about(pemda: int, role: Role, opd: OpdLine, of_opd: bool = False) -> State:
    """The question before one OPD is invited. `of_opd`: asked from the OPD's own page."""
    return ConfirmingInvitation(pemda, role.value, opd.id, of_opd)


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ConfirmingInvitation():
            return _step_one(state, event, admin, facts)
        case ConfirmingInvitations():
            return _step_all(state, event, admin, facts)
        case ListingInvited():
            return _step_list(state, event, admin)


def _step_one(state: ConfirmingInvitation, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    opd = opd_of(admin, state.opd)
    back = ShowingOpd(state.pemda, state.opd) if state.of_opd and opd else Inviting(state.pemda)
    match event:
        case Tap(parts=("invite", _)) if opd is not None:
            return invite(back, admin, facts, Role(state.role), (opd,))
        case Tap(item="cancel"):
            return Step(back)
        case _:
            return by_buttons(state, event)


def _step_all(state: ConfirmingInvitations, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    role = Role(state.role)
    opds = admin.opds if state.everybody else wanting(admin, role)
    match event:
        case Tap(parts=("sheet" | "each" as how, _)) if opds:
            return invite(Inviting(state.pemda), admin, facts, role, opds, each=how == "each")
        case Tap(parts=("sheet" | "each", _)):
            return Step(state, toast=texts.NOBODY_WANTED)
        case Tap(item="everybody"):
            return Step(ConfirmingInvitations(state.pemda, state.role, everybody=True))
        case Tap(item="cancel"):
            return Step(Inviting(state.pemda))
        case _:
            return by_buttons(state, event)


def _step_list(state: ListingInvited, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(parts=("role", role)) if role in OPD_ROLES:
            return Step(ListingInvited(state.pemda, Role(role).value))
        case Tap(item="invite"):
            return Step(ConfirmingInvitations(state.pemda, state.role))
        case Tap(item="back"):
            return Step(Inviting(state.pemda))
        case _:
            return in_list(state, event)


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case ConfirmingInvitation():
            return _one_screen(state, admin)
        case ConfirmingInvitations():
            return _all_screen(state, admin)
        case ListingInvited():
            return _list_screen(state, admin)


def _one_screen(state: ConfirmingInvitation, admin: AdminFacts) -> Screen:
    role, opd = Role(state.role), opd_of(admin, state.opd)
    cancel = button(texts.CANCEL, "cancel")
    if opd is None:
        return Screen(common.NO_OPDS, ((cancel,),))
    old = next((one for one in admin.invited if one.role is role and one.opd == opd.id), None)
    text = texts.confirm_one(role, opd, old is not None, long_day(old.since) if old and old.since else "")
    return Screen(text, ((button(texts.INVITE, "invite", opd.id),), (cancel,)))


def _all_screen(state: ConfirmingInvitations, admin: AdminFacts) -> Screen:
    role = Role(state.role)
    wanted = wanting(admin, role)
    count, of = len(wanted), len(admin.opds)
    cancel = button(texts.CANCEL, "cancel")
    invited = len({one.opd for one in admin.invited if one.role is role})
    if state.everybody:
        text, count = texts.confirm_everybody(role, of, invited), of
    else:
        text = texts.confirm_all(role, count, sum(line.has(role) for line in admin.opds), of)
    ways = ((button(texts.ONE_SHEET, "sheet", count),), (button(texts.EACH, "each", count),)) if count else ()
    again = ((button(texts.again(of - count), "everybody"),),) if count < of else ()
    return Screen(text, (*ways, *again, (cancel,)))


def _list_screen(state: ListingInvited, admin: AdminFacts) -> Screen:
    role = Role(state.role)
    other = Role.CONTACT if role is Role.HEAD else Role.HEAD
    since = {one.opd: one for one in admin.invited if one.role is role}
    unopened = [line for line in admin.opds if not line.has(role) and line.id in since]
    missing, there = wanting(admin, role), [line for line in admin.opds if line.has(role)]
    lines = [texts.missing(line) for line in missing]
    lines += [texts.unopened(line, long_day(at) if (at := since[line.id].since) else "") for line in unopened]
    lines += [texts.there(line, role) for line in there]
    page = page_of(lines, state.page, _PAGE)
    text = texts.listing(role, len(missing), len(unopened), len(there), page.items)
    invite_them = ((button(texts.invite_missing(len(missing)), "invite"),),) if missing else ()
    below = (button(texts.LISTS[other], "role", other.value), button(texts.BACK, "back"))
    return Screen(text, (*invite_them, *page.turner, below))


def _heads(pemda: int) -> State:
    return ConfirmingInvitations(pemda, Role.HEAD.value)


def _head(pemda: int, opd: int) -> State:
    return ConfirmingInvitation(pemda, Role.HEAD.value, opd, of_opd=True)


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"invite_head": opener_to_row(_head), "invite_heads": opener_to(_heads)},
)
