"""Invitations: for all OPD or one, for every role, and their revocation (transcript 13_koordinator)."""

from dataclasses import replace
from typing import get_args

from bot.flows.base import Opener, State, Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, opd_of, refused, to_menu
from bot.flows.kit.next_step import next_step
from bot.flows.kit.opd_lists import chosen, drawn
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of
from bot.flows.kit.rows import in_rows
from bot.flows.people.inviting import ask_about, invite, until, wanting
from bot.flows.states.coordinator import ShowingOpd
from bot.flows.states.pemda import INVITATIONS
from bot.flows.states.people import (
    ChoosingField,
    ChoosingInvited,
    ChoosingRole,
    ConfirmingInvitations,
    Inviting,
    ListingInvited,
    Revoking,
)
from bot.texts import common
from bot.texts.pemda import opds as opd_texts
from bot.texts.people import invitations as texts
from core.effects import RevokeInvitations
from core.facts import AdminFacts, Facts
from core.instrument.parts import FIELDS
from core.people.roles import OPD_ROLES, Role
from core.screen import Rows, Screen, button

_States = Inviting | ChoosingInvited | ChoosingField | ChoosingRole | Revoking


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case Inviting():
            return _step_overview(state, event, admin, facts)
        case ChoosingInvited():
            return _step_choice(state, event, admin, facts)
        case ChoosingField():
            return _step_field(state, event)
        case ChoosingRole():
            return _step_role(state, event, admin, facts)
        case Revoking():
            return _step_revoke(state, event, admin)


def _step_overview(state: Inviting, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match event:
        case Tap(parts=("all" | "one" | "heads" | "list", *_)) if not admin.opds:
            return Step(state, toast=common.NO_OPDS)
        case Tap(parts=("all", _)):
            return Step(ConfirmingInvitations(state.pemda, Role.CONTACT.value))
        case Tap(parts=("one", _)):
            return Step(ChoosingInvited(state.pemda, Role.CONTACT.value))
        case Tap(parts=("heads", _)):
            return Step(ChoosingInvited(state.pemda, Role.HEAD.value))
        case Tap(parts=("list", _)):
            return Step(ListingInvited(state.pemda, Role.CONTACT.value))
        case Tap(parts=("verifiers", _)):
            return Step(ChoosingField(state.pemda))
        case Tap(parts=("others", _)):
            return Step(ChoosingRole(state.pemda))
        case Tap(parts=("revoke", _)):
            return _ask_to_revoke(state, admin)
        case Text(edited=False):
            return _step_choice(ChoosingInvited(state.pemda, Role.CONTACT.value), event, admin, facts)
        case _:
            return by_buttons(state, event)


def _ask_to_revoke(state: State, admin: AdminFacts) -> Step:
    if not admin.open_invitations:
        return Step(state, toast=texts.NOTHING_OPEN)
    return Step(Revoking(admin.pemda_id))


def _step_choice(state: ChoosingInvited, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    role = Role(state.role)
    match event:
        case Tap(item="cancel"):
            return Step(ChoosingField(state.pemda) if state.field else Inviting(state.pemda))
        case Tap(item="whole") if role is Role.VERIFIER:
            return invite(Inviting(state.pemda), admin, facts, role, (), state.field)
        case Tap(item="whole") if admin.opds:
            return Step(ConfirmingInvitations(state.pemda, role.value))
    answered = chosen(state, event, admin.opds)
    if isinstance(answered, Step):
        return answered
    if role in OPD_ROLES:
        return Step(ask_about(state.pemda, role, answered))
    return invite(Inviting(state.pemda), admin, facts, role, (answered,), state.field)


def _step_field(state: ChoosingField, event: Event) -> Step:
    match event:
        case Tap(parts=("field", field)) if field in FIELDS:
            return Step(ChoosingInvited(state.pemda, Role.VERIFIER.value, field))
        case Tap(item="cancel"):
            return Step(Inviting(state.pemda))
        case _:
            return by_buttons(state, event)


def _step_role(state: ChoosingRole, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    offered = [role.value for role, _ in texts.OTHER_ROLES]
    match event:
        case Tap(parts=("role", role)) if role in offered:
            return invite(Inviting(state.pemda), admin, facts, Role(role))
        case Tap(item="cancel"):
            return Step(Inviting(state.pemda))
        case _:
            return by_buttons(state, event)


def _step_revoke(state: Revoking, event: Event, admin: AdminFacts) -> Step:
    opd = opd_of(admin, state.opd)
    back = ShowingOpd(state.pemda, opd.id) if opd else Inviting(state.pemda)
    match event:
        case Tap(item="keep"):
            return Step(back)
        case Tap(parts=("revoke", pemda, number)) if (number_of(pemda), number_of(number)) == (state.pemda, state.opd):
            order = RevokeInvitations(state.pemda, opd.id if opd else None)
            return Step(back, (order,), banner=texts.revoked(opd.short if opd else ""))
        case _:
            return by_buttons(state, event)


def open_revoking(event: Event, state: State | None, facts: Facts) -> Step:
    """[Cabut undangan] below a sheet: "revoke", the Pemda, and the OPD of a sheet of its own. A sheet cannot become a
    screen, so the screen comes below it.
    """
    admin, parts = facts.admin, event.parts if isinstance(event, Tap) else ()
    if admin is None:
        return replace(refused(state, event), fresh=True)
    opd = opd_of(admin, number_of(parts[2])) if len(parts) > 2 else None
    if opd is not None:
        return Step(Revoking(admin.pemda_id, opd.id), fresh=True)
    return replace(_ask_to_revoke(state or Inviting(admin.pemda_id), admin), fresh=True)


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case ChoosingInvited():
            return _choice_screen(state, admin)
        case ChoosingField():
            fields = in_rows([button(field.capitalize(), "field", field) for field in FIELDS], 2)
            return Screen(texts.CHOOSE_FIELD, (*fields, (button(texts.BACK, "cancel"),)))
        case ChoosingRole():
            roles: Rows = tuple((button(label, "role", role.value),) for role, label in texts.OTHER_ROLES)
            return Screen(texts.CHOOSE_ROLE, (*roles, (button(texts.BACK, "cancel"),)))
        case Revoking():
            return _revoke_screen(state, admin)
        case _:
            return _overview_screen(admin, facts)


def _overview_screen(admin: AdminFacts, facts: Facts) -> Screen:
    number, expires = admin.pemda_id, common.day(until(admin, facts.now))
    counts = [
        (role, sum(line.has(role) for line in admin.opds), len(admin.opds), len(wanting(admin, role)))
        for role in (Role.CONTACT, Role.HEAD)
    ]
    unopened = admin.open_invitations + admin.coming_invitations
    return Screen(
        texts.overview(admin.pemda_name, counts, unopened, expires),
        (
            *next_step(admin, "inviting", invited=bool(admin.invited)),
            (button(texts.ALL, "all", number),),
            (button(texts.ONE, "one", number), button(texts.HEADS, "heads", number)),
            (button(texts.VERIFIERS, "verifiers", number), button(texts.OTHERS, "others", number)),
            (button(texts.LIST, "list", number),),
            (button(texts.REVOKE, "revoke", number), to_menu(number)),
        ),
    )


def _choice_screen(state: ChoosingInvited, admin: AdminFacts) -> Screen:
    role = Role(state.role)
    label = texts.ALL if role in OPD_ROLES else texts.NO_HOME
    above = ((button(label, "whole"),),)
    text = texts.pick(role, len(admin.opds), state.field)
    named = opd_texts.name if role is Role.VERIFIER else opd_texts.label
    return drawn(state, admin.opds, text, button(texts.BACK, "cancel"), above=above, label=named)


def _revoke_screen(state: Revoking, admin: AdminFacts) -> Screen:
    opd = opd_of(admin, state.opd)
    name, count = opd.short if opd else "", admin.open_invitations
    revoke = button(texts.revoke(count, name), "revoke", state.pemda, state.opd)
    return Screen(texts.confirm_revoke(count, name), ((revoke,), (button(texts.KEEP, "keep"),)))


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"revoke": Opener(open_revoking, "pemda", INVITATIONS)},
)
