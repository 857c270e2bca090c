"""What waits for a coordinator: set-aside updates, unreachable contacts, open questions (transcript 13_koordinator)."""

from typing import get_args

from bot.flows.base import Opener, State, Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, named_by, opener_to, opener_to_row, refused, to_menu
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.states.coordinator import ShowingOpd
from bot.flows.states.lists import Paged
from bot.flows.states.people import ShowingPerson
from bot.flows.states.problems import (
    HandlingAside,
    HandlingDisputed,
    HandlingHeadless,
    HandlingLateFiles,
    HandlingProblems,
    HandlingStuck,
    HandlingUnreachable,
    ListingQuestions,
    ShowingAside,
)
from bot.texts.pemda import problems as texts
from core.effects import DisputeOpd, RetryAll, RetryUpdate, RetryWork, Tell
from core.facts import AdminFacts, AsideLine, Facts
from core.screen import Rows, Screen, button, steady

_Lists = HandlingAside | HandlingStuck | HandlingLateFiles | HandlingUnreachable | HandlingDisputed | HandlingHeadless
_States = HandlingProblems | ShowingAside | _Lists


_LATE_FILES = 6
"""Files on a page."""


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state, event:
        case _, Tap(item="aside"):
            return Step(HandlingAside(admin.pemda_id))
        case _, Tap(item="stuck"):
            return Step(HandlingStuck(admin.pemda_id))
        case _, Tap(item="late"):
            return Step(HandlingLateFiles(admin.pemda_id))
        case _, Tap(item="unreachable"):
            return Step(HandlingUnreachable(admin.pemda_id))
        case _, Tap(item="disputed"):
            return Step(HandlingDisputed(admin.pemda_id))
        case _, Tap(item="headless"):
            return Step(HandlingHeadless(admin.pemda_id))
        case _, Tap(item="questions"):
            return Step(ListingQuestions(admin.pemda_id))
        case _, Tap(parts=("page", _)) if isinstance(state, Paged):
            return in_list(state, event)
        case ((HandlingAside() | ShowingAside()), Tap()):
            return _step_aside(state, event, admin)
        case HandlingStuck(pemda=pemda), Tap(parts=("retry", number)):
            return _step_stuck(pemda, number_of(number), admin)
        case HandlingUnreachable(pemda=pemda), Tap(parts=("opd", number)) if number_of(number) is not None:
            return Step(ShowingOpd(pemda, int(number)))
        case HandlingDisputed(), Tap(parts=("person" | "right" as verb, number)):
            return _step_disputed(verb, number_of(number), admin)
        case _, Tap(item="back"):
            return Step(HandlingProblems(admin.pemda_id))
        case _:
            return by_buttons(state, event)


def _step_aside(state: State, event: Tap, admin: AdminFacts) -> Step:
    waiting = {line.id for line in admin.aside}
    match event.parts:
        case ("retry", "all"):
            said = texts.retried(len(waiting) + admin.aside_more)
            return Step(HandlingAside(admin.pemda_id), (RetryAll(admin.pemda_id),), toast=said)
        case ("retry" | "show", text) if number_of(text) not in waiting:
            return Step(HandlingAside(admin.pemda_id), toast=texts.SOLVED)
        case ("retry", text):
            return Step(HandlingAside(admin.pemda_id), (RetryUpdate(int(text)),), toast=texts.retried(1))
        case ("show", text):
            return Step(ShowingAside(admin.pemda_id, int(text)))
        case ("back",):
            to = HandlingAside if isinstance(state, ShowingAside) else HandlingProblems
            return Step(to(admin.pemda_id))
    return by_buttons(state, event)


def _step_stuck(pemda: int, number: int | None, admin: AdminFacts) -> Step:
    here = HandlingStuck(pemda)
    if number is None or all(line.id != number for line in admin.stuck):
        return Step(here, toast=texts.DONE_MEANWHILE)
    return Step(here, (RetryWork(pemda, number),), toast=texts.TRIED_SOON)


def _step_disputed(verb: str, membership: int | None, admin: AdminFacts) -> Step:
    here = HandlingDisputed(admin.pemda_id)
    line = next((line for line in admin.disputed if line.membership == membership), None)
    if line is None:
        return Step(here, toast=texts.SETTLED)
    if verb == "person":
        return Step(ShowingPerson(admin.pemda_id, line.membership))
    told = Tell((line.person,), texts.confirmed(line), admin.pemda_id)
    return Step(here, (DisputeOpd(line.membership, False), told), toast=texts.CONFIRMED)


# notices


def retry(event: Event, state: State | None, facts: Facts) -> Step:
    """[Coba lagi] on the alarm: "retry", the row of the inbox, and its Pemda where that is known."""
    named = named_by(event, facts)
    if named is None:
        return refused(state, event)
    pemda, number = named
    return Step(HandlingAside(pemda), (RetryUpdate(number),), toast=texts.retried(1))


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case HandlingAside(page=page) if admin.aside:
            return _aside_screen(page, admin, facts)
        case ShowingAside(inbox=number) if (line := _aside(admin, number)) is not None:
            rows = ((button(texts.RETRY, "retry", number),), (button(texts.BACK, "back"), to_menu(admin.pemda_id)))
            return Screen(texts.aside_details(line, facts.now, facts.zone_label), rows)
        case ShowingAside():
            return Screen(texts.SOLVED, ((button(texts.BACK, "back"), to_menu(admin.pemda_id)),))
        case HandlingStuck(page=number) if admin.stuck:
            return _stuck_screen(number, admin, facts)
        case HandlingLateFiles(page=number) if admin.late_files:
            return _late_screen(number, admin, facts)
        case HandlingUnreachable(page=number) if admin.unreachable:
            return _unreachable_screen(number, admin)
        case HandlingDisputed(page=number) if admin.disputed:
            return _disputed_screen(number, admin)
        case HandlingHeadless(page=number) if admin.headless:
            return _headless_screen(number, admin)
        case _:
            return _overview_screen(admin, facts)


def _aside(admin: AdminFacts, number: int) -> AsideLine | None:
    return next((line for line in admin.aside if line.id == number), None)


def _overview_screen(admin: AdminFacts, facts: Facts) -> Screen:
    """Also drawn when the last problem of a kind was solved, with buttons that lead on."""
    kinds = (
        (texts.show_aside, "aside", len(admin.aside) + admin.aside_more),
        (texts.show_stuck, "stuck", len(admin.stuck)),
        (texts.show_late, "late", len(admin.late_files)),
        (texts.show_unreachable, "unreachable", len(admin.unreachable)),
        (texts.show_disputed, "disputed", len(admin.disputed)),
        (texts.show_headless, "headless", len(admin.headless)),
        (texts.show_questions, "questions", len(admin.questions)),
    )
    rows = tuple((button(label(count), item),) for label, item, count in kinds if count)
    total = sum(count for _, _, count in kinds) + len(admin.waits)
    lines = [texts.waits(line, facts.now, facts.zone_label) for line in admin.waits]
    text = "\n".join((texts.title(admin.pemda_name, total), *lines)) if total else texts.NONE
    return Screen(text, (*rows, (to_menu(admin.pemda_id),)))


def _aside_screen(number: int, admin: AdminFacts, facts: Facts) -> Screen:
    page = page_of(admin.aside, number, 1)
    line = page.items[0]
    count = len(admin.aside) + admin.aside_more
    all_of_them: Rows = ((button(texts.retry_all(count), "retry", "all"),),) if count > 1 else ()
    one = (button(texts.RETRY, "retry", line.id), button(texts.DETAILS, "show", line.id))
    last = (button(texts.BACK, "back"), to_menu(admin.pemda_id))
    return Screen(texts.aside(line, facts.now, facts.zone_label), (one, *all_of_them, *page.turner, last))


def _stuck_screen(number: int, admin: AdminFacts, facts: Facts) -> Screen:
    page = page_of(admin.stuck, number, 1)
    line = page.items[0]
    last = (button(texts.BACK, "back"), to_menu(admin.pemda_id))
    rows = ((button(texts.RETRY, "retry", line.id),), *page.turner, last)
    return Screen(texts.stuck(line, facts.now, facts.zone_label), rows)


def _late_screen(number: int, admin: AdminFacts, facts: Facts) -> Screen:
    page = page_of(admin.late_files, number, _LATE_FILES)
    last = (button(texts.BACK, "back"), to_menu(admin.pemda_id))
    return Screen(texts.late(page.items, facts.now, facts.zone_label), (*page.turner, last))


def _unreachable_screen(number: int, admin: AdminFacts) -> Screen:
    page = page_of(admin.unreachable, number, 1)
    line = page.items[0]
    last = (button(texts.BACK, "back"), to_menu(admin.pemda_id))
    return Screen(texts.unreachable(line), ((button(texts.NEW_INVITATION, "opd", line.opd_id),), *page.turner, last))


def _headless_screen(number: int, admin: AdminFacts) -> Screen:
    page = page_of(admin.headless, number, 1)
    line = page.items[0]
    last = (button(texts.BACK, "back"), to_menu(admin.pemda_id))
    way = steady(texts.INVITE_HEAD, "invite_head", line.id, admin.pemda_id)
    return Screen(texts.headless(line), ((way,), *page.turner, last))


def _disputed_screen(number: int, admin: AdminFacts) -> Screen:
    page = page_of(admin.disputed, number, 1)
    line = page.items[0]
    manage, right = button(texts.MANAGE, "person", line.membership), button(texts.RIGHT_OPD, "right", line.membership)
    last = (button(texts.BACK, "back"), to_menu(admin.pemda_id))
    return Screen(texts.disputed(line), ((manage,), (right,), *page.turner, last))


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={
        "retry": Opener(retry),
        "aside": opener_to_row(ShowingAside),
        "list_aside": opener_to(HandlingAside),
        "list_work": opener_to(HandlingStuck),
    },
)
