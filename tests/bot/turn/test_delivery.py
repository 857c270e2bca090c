"""Screens that go: a press on one that was deleted is taken by the live screen below; a file that was only looked at
goes when it is left; an answer to a command stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.flows.base import State, Step, Trace
from bot.flows.events import Begin, Event, File, Tap
from bot.flows.states.contact import Browsing, Summarising
from bot.turn.delivery import Delivery, Left, Place, deliver
from core.screen import Screen, button
from storage.messaging.conversations import Conversation
from storage.messaging.outbox import Call, Kind

A, OLD, BELOW = 1001, 55, 60
NOW = datetime(2026, 12, 14, 8, 0, tzinfo=UTC)
HERE = Browsing(1)
SCREEN = Screen("V02 · Monitoring", ((button("Ubah tingkat", "relevel"),),))


def step(event: Event, place: Place, before: Conversation, state: State = HERE) -> Delivery:
    return deliver(Step(state), SCREEN, Left("✅ V02"), event, place, before, state == HERE, NOW)


def kinds(calls: tuple[Call, ...]) -> list[tuple[Kind, int | None]]:
    return [(call.kind, call.target_message) for call in calls]


def after_a_file() -> Conversation:
    """The file's reply has arrived as message 60; the screen it came from, message 55, is deleted."""
    before = Conversation(A, True, revision=3, live_message=OLD, live_at=NOW)
    drawn = step(File("BERKAS", "F", "Renja.pdf", "application/pdf", 9, message_id=58), Place(58), before)
    assert kinds(drawn.calls) == [(Kind.SEND, None), (Kind.DELETE, OLD)]
    return replace(drawn.conversation, live_message=BELOW)


def test_a_repeated_press_on_the_deleted_screen_sends_no_copy() -> None:
    before = after_a_file()
    drawn = step(Tap("relevel", 0), Place(OLD, "q"), before)
    assert kinds(drawn.calls) == [(Kind.ANSWER, None)]
    assert drawn.conversation.live_message == BELOW


def test_what_a_press_on_the_deleted_screen_leads_to_is_shown_on_the_live_one() -> None:
    drawn = step(Tap("contents:1"), Place(OLD, "q"), after_a_file(), Summarising(1))
    assert kinds(drawn.calls) == [(Kind.ANSWER, None), (Kind.EDIT, BELOW)]


def test_a_screen_that_was_only_shortened_takes_the_press_itself() -> None:
    before = Conversation(A, True, live_message=BELOW, live_at=NOW)
    drawn = step(Tap("relevel", 0), Place(OLD, "q"), before)
    assert kinds(drawn.calls) == [(Kind.ANSWER, None), (Kind.EDIT, OLD), (Kind.EDIT, BELOW)]


def looking(pressed: int, since: timedelta = timedelta(0), known: int | None = OLD) -> Delivery:
    """[Kembali] on a file that was looked at, which is the live screen, or an older message."""
    before = Conversation(A, True, revision=3, live_message=known, live_outbox=None if known else 9, live_media=True)
    tap, place = Tap("back", 3), Place(pressed, "q", media=True)
    left = Left("Salinan bukti V01: SK.pdf", Trace.NOTHING)
    return deliver(Step(Summarising(1)), SCREEN, left, tap, place, replace(before, live_at=NOW - since), False, NOW)


@pytest.mark.parametrize("known", [OLD, None])
def test_a_file_that_was_only_looked_at_goes_when_a_text_takes_its_place(known: int | None) -> None:
    drawn = looking(OLD, known=known)
    assert kinds(drawn.calls) == [(Kind.ANSWER, None), (Kind.SEND, None), (Kind.DELETE, OLD)]
    again = step(Tap("back", 3), Place(OLD, "q", media=True), replace(drawn.conversation, live_message=BELOW))
    assert kinds(again.calls) == [(Kind.ANSWER, None)]  # the second of a double press


def test_a_file_that_is_too_old_to_be_deleted_is_named() -> None:
    *_, left = looking(OLD, timedelta(hours=48)).calls
    assert (left.kind, left.target_message) == (Kind.EDIT, OLD)
    assert left.content.text == "Salinan bukti V01: SK.pdf"


def test_an_older_file_that_is_pressed_loses_its_buttons_and_the_live_one_goes() -> None:
    calls = kinds(looking(40).calls)
    assert calls == [(Kind.ANSWER, None), (Kind.SEND, None), (Kind.STRIP, 40), (Kind.DELETE, OLD)]


def commanded(former: str, state: State = HERE, trace: Trace = Trace.WHOLE) -> Delivery:
    """A command, below an answer with this text."""
    before = Conversation(A, True, revision=0, live_message=OLD, live_at=NOW, buttons="")
    shown = deliver(Step(HERE), Screen(former), Left(""), Begin("skor"), Place(50), before, False, NOW).conversation
    before = replace(shown, live_message=OLD)
    return deliver(Step(state), Screen("48"), Left("", trace), Begin("skor"), Place(58), before, state == HERE, NOW)


def test_an_answer_to_a_command_stays_when_the_next_one_comes() -> None:
    assert kinds(commanded("47", Summarising(1)).calls) == [(Kind.SEND, None)]
    assert kinds(commanded("47").calls) == [(Kind.SEND, None)]  # the same question, another answer
    assert kinds(commanded("48").calls) == [(Kind.SEND, None), (Kind.DELETE, OLD)]
    assert commanded("47").conversation.removed_message is None
