"""The OPD of a Pemda: the list, and one OPD with what can be done about it (transcript 13_koordinator)."""

from dataclasses import replace
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, opd_of, opener_to_row, to_menu
from bot.flows.kit.opd_lists import chosen, drawn
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of
from bot.flows.kit.rows import in_rows
from bot.flows.pemda import leaving
from bot.flows.pemda.opd_sent import taken
from bot.flows.people.inviting import ask_about
from bot.flows.periods import extension as extending
from bot.flows.periods.day import extension
from bot.flows.states.coordinator import AwaitingOpdFile, ListingOpds, ShowingOpd
from bot.flows.states.people import ListingPeople, Revoking
from bot.flows.states.settings import NamingHead
from bot.texts import common
from bot.texts.answers import letter as letter_texts
from bot.texts.pemda import opds as texts, papers as paper_texts
from core.effects import SendEvidence
from core.facts import AdminFacts, Facts
from core.people.roles import Role
from core.screen import Screen, button

_States = ListingOpds | ShowingOpd


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    sent = taken(event, state, admin, facts)
    if sent is not None:
        return sent
    match state:
        case ListingOpds():
            return step_list(state, event, admin)
        case ShowingOpd():
            return _step_one(state, event, admin, facts)


def step_list(state: ListingOpds, event: Event, admin: AdminFacts) -> Step:
    """What the list answers; also to a name that is typed where an OPD or a file is shown."""
    if isinstance(event, Tap) and event.item == "back":
        return Step(AwaitingOpdFile(state.pemda))
    answered = chosen(state, event, admin.opds)
    return answered if isinstance(answered, Step) else Step(ShowingOpd(state.pemda, answered.id))


def _step_one(state: ShowingOpd, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    opd = opd_of(admin, state.opd)
    if opd is None:
        return Step(ListingOpds(state.pemda), toast=texts.GONE)
    match event:
        case Tap(item="list"):
            return Step(ListingOpds(state.pemda))
        case Tap(parts=("period", number)) if any(line.id == number_of(number) for line in admin.running):
            return Step(replace(state, within=number_of(number) or 0))
        case Tap(parts=(_, number)) if number_of(number) != opd.id:
            return by_buttons(state, event)
        case Tap(parts=("invite", _)):
            return Step(ask_about(state.pemda, Role.CONTACT, opd, of_opd=True))
        case Tap(parts=("head", _)):
            return Step(ask_about(state.pemda, Role.HEAD, opd, of_opd=True))
        case Tap(parts=("letter", _)):
            caption = letter_texts.copy_of(opd.short)
            return Step(state, tuple(SendEvidence(one, caption) for one in opd.letters), toast=letter_texts.COMES)
        case Tap(parts=("name_head", _)):
            return Step(NamingHead(state.pemda, opd.id))
        case Tap(parts=("people", _)):
            return Step(ListingPeople(state.pemda, query=opd.short))
        case Tap(parts=("revoke", _)):
            return Step(Revoking(state.pemda, opd.id))
        case Tap(parts=("extend", _)):
            picking = extension(opd, admin, facts)
            return Step(picking) if picking else Step(state, toast=extending.refusal(admin))
        case Tap(parts=("leave_out" | "take_in" | "remove" as verb, _)):
            return leaving.begin(verb, opd, admin, facts)
        case Text(edited=False):
            return step_list(ListingOpds(state.pemda), event, admin)
        case _:
            return by_buttons(state, event)


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case ListingOpds():
            text = texts.listing(admin.pemda_name, len(admin.opds))
            return drawn(state, admin.opds, text, button(texts.BACK, "back"))
        case ShowingOpd():
            return _one_screen(state, admin, facts)


def _one_screen(state: ShowingOpd, admin: AdminFacts, facts: Facts) -> Screen:
    opd = opd_of(admin, state.opd)
    to_list = button(texts.SHOW_LIST, "list")
    if opd is None:
        return Screen(texts.GONE, ((to_list, to_menu(admin.pemda_id)),))
    due = common.moment(opd.due, facts.zone_label) if opd.due else ""
    rows = [
        (button(texts.INVITE, "invite", opd.id),),
        (button(texts.INVITE_HEAD, "head", opd.id), button(texts.REVOKE, "revoke", opd.id)),
        (button(texts.MEMBERS, "people", opd.id), button(paper_texts.NAME_HEAD, "name_head", opd.id)),
        (to_list, to_menu(admin.pemda_id)),
    ]
    if opd.letters:
        rows.insert(0, (button(letter_texts.SEE, "letter", opd.id),))
    extend = (button(texts.EXTEND, "extend", opd.id),) if extension(opd, admin, facts) else ()
    rows[-2:-2] = in_rows([*extend, *leaving.ways(opd, admin)], 2)
    others = [line for line in admin.running if len(admin.running) > 1 and line.id != admin.within]
    rows[-1:-1] = in_rows([button(line.name, "period", line.id) for line in others], 2) if others else ()
    repair = common.moment(opd.repair_due, facts.zone_label) if opd.repair_due else ""
    outside = admin.period is not None and opd.status is None and not opd.left_out
    text = texts.details(opd, due, repair, outside)
    if admin.within and admin.period is not None:
        text = common.of_period(text, admin.period.name)
    return Screen(text, tuple(rows))


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"invite_opd": opener_to_row(ShowingOpd)},
)
