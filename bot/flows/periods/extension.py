"""More time for one OPD or for all: for which, until when, and taking it back (transcript 13_koordinator)."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, coordinator_opener, opd_of, to_menu
from bot.flows.kit.opd_lists import SEARCH, chosen, drawn
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of
from bot.flows.periods.day import extension, picking, to_contacts
from bot.flows.periods.told import extended, owing, reached
from bot.flows.states.coordinator import ChoosingExtension, Extending, ManagingPeriod, Purpose
from bot.texts import common
from bot.texts.pemda import opds as opd_texts
from bot.texts.periods import period as texts
from core.facts import AdminFacts, Facts, OpdLine
from core.pemda.parts import Part
from core.screen import Rows, Screen, button

_States = ChoosingExtension | Extending


def refusal(admin: AdminFacts) -> str:
    """Why an OPD gets no extension."""
    if admin.period is None:
        return texts.CHOOSE_PERIOD if admin.running else texts.NOTHING_OPEN
    return opd_texts.ALREADY_SENT


def ask_which(admin: AdminFacts) -> Step:
    if not owing(admin):
        why = texts.NOBODY_LEFT if admin.period is not None else refusal(admin)
        return Step(ManagingPeriod(admin.pemda_id), toast=why)
    return Step(ChoosingExtension(admin.pemda_id))


def open_extension(event: Event, state: State | None, admin: AdminFacts, facts: Facts) -> Step:
    """ "extend:<pemda>": for which OPD; "extend:<pemda>:<opd>": until when; with its period where there are several."""
    named = event.parts[2:] if isinstance(event, Tap) else ()
    opd = opd_of(admin, number_of(named[0])) if named else None
    if opd is None:
        return ask_which(admin)
    picking = extension(opd, admin, facts)
    return Step(picking) if picking else Step(ManagingPeriod(admin.pemda_id), toast=refusal(admin))


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ChoosingExtension():
            return _step_choice(state, event, admin, facts)
        case Extending():
            return _step_given(state, event, admin, facts)


def _step_choice(state: ChoosingExtension, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    if isinstance(event, Tap) and event.item == "cancel":
        return Step(ManagingPeriod(state.pemda))
    if isinstance(event, Tap) and event.item == "everybody" and admin.period is not None:
        return Step(picking(Purpose.DUE, admin.period.due.date(), admin, facts))
    if isinstance(event, Text) and (sent := _sent_already(event.text, admin)) is not None:
        return Step(state, banner=opd_texts.sent_already(sent.short))
    answered = chosen(state, event, owing(admin))
    if isinstance(answered, Step):
        return answered
    calendar = extension(answered, admin, facts)
    return Step(calendar) if calendar else Step(state, toast=refusal(admin))


def _sent_already(words: str, admin: AdminFacts) -> OpdLine | None:
    """The one OPD that is typed, if it takes part and owes nothing any more."""
    taking_part = [line for line in admin.opds if line.status is not None]
    meant = SEARCH.meant(words, taking_part)
    return meant if meant is not None and meant not in owing(admin) else None


def _step_given(state: Extending, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    opd, period = opd_of(admin, state.opd), admin.period
    if isinstance(event, Tap) and event.item == "keep":
        return Step(replace(state, asked=False))
    if not isinstance(event, Tap) or event.parts[0] != "undo":
        return by_buttons(state, event)
    if opd is None or opd.assessment is None or period is None:
        return Step(ManagingPeriod(state.pemda), toast=texts.NOTHING_OPEN)
    before = datetime.fromisoformat(state.before) if state.before else None
    former = _former(state, admin)
    if former <= facts.now:
        return Step(replace(state, asked=False), toast=texts.FORMER_IS_PAST)
    if not state.asked:
        return Step(replace(state, asked=True))
    due = common.moment(former, facts.zone_label)
    notice = to_contacts(admin, texts.own_due(opd.short, due), texts.CONTINUE, opd.id)
    banner = texts.extension_undone(opd.short, due, reached(facts, opd))
    return Step(ManagingPeriod(state.pemda), (*extended(opd, before), notice), banner=banner)


def _former(state: Extending, admin: AdminFacts) -> datetime:
    """The due date that the OPD had before, which is the period's where it had none of its own."""
    if state.before or admin.period is None:
        return datetime.fromisoformat(state.before) if state.before else datetime.min.replace(tzinfo=UTC)
    return admin.period.due


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case ChoosingExtension():
            below = (button(texts.EVERYBODY, "everybody"), button(texts.CANCEL, "cancel"))
            return drawn(state, owing(admin), texts.choose_opd(len(owing(admin))), *below)
        case Extending(opd=number) if (opd := opd_of(admin, number)) is not None:
            due = common.moment(opd.due, facts.zone_label) if opd.due else ""
            former, taking_back = _former(state, admin), (button(texts.TAKE_BACK, "undo", opd.id),)
            if state.asked and former > facts.now:
                asks = texts.confirm_taking_back(
                    opd.short, common.moment(former, facts.zone_label), reached(facts, opd)
                )
                return Screen(asks, ((button(texts.KEEP_EXTENSION, "keep"),), taking_back))
            undo: Rows = (taking_back,) if former > facts.now else ()
            return Screen(texts.extended(opd.short, due, reached(facts, opd)), (*undo, (to_menu(admin.pemda_id),)))
    return Screen(opd_texts.GONE, ((to_menu(admin.pemda_id),),))


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"extend": coordinator_opener(open_extension, Part.OPDS)},
)
