"""Presses on a screen that has been deleted since: the live screen below takes them."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.flows.base import Event, File, State, Step, Tap
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
