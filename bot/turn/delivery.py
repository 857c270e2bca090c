"""How a Step reaches the phone: which calls show it, and where the live screen is afterwards. Pure.

A tap edits the pressed message. A text or file gets the new screen below it: the former live screen shrinks to a line
of record when the screen changes, and is deleted when it stays the same or there is nothing to record. Two calls
either way; the second one is a record, which is sent only when the new screen is known to have arrived
(storage/messaging/outbox.py).

A message with a file can take another file, but cannot become a mere text (docs/decisions/screens-with-files.md): a
text screen then comes below it, as after a text. A file that was only looked at is deleted then.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2s

from bot.flows.base import State, Step, Trace
from bot.flows.events import Changed, Event, File, Tap
from core.fit import with_notice
from core.foreign import write_json
from core.screen import ButtonKind, Screen
from storage.messaging.contents import NOTHING, Answer, Message
from storage.messaging.conversations import Conversation
from storage.messaging.outbox import Call, Kind, Priority
from storage.messaging.packing import pack

DELETABLE_FOR = timedelta(hours=47)
"""Bots may delete their own messages for 48 hours (Bot API, deleteMessage); an hour less, for the time until the call
is made."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event came from: its message, the number to answer a tap with, and whether that message is a file."""

    message_id: int | None = None
    callback_id: str | None = None
    media: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What stays of the former live screen: its `trace`. `line` is its line of record."""

    line: str
    trace: Trace = Trace.LINE


@dataclass(frozen=True, slots=True)
class Delivery:
    """The calls in order, and the conversation after them. `live` is the index of the call that sends a new live
    screen, None when the live screen is a message that exists already."""

    calls: tuple[Call, ...]
    conversation: Conversation
    live: int | None = None


def fingerprint(*parts: object) -> str:
    return blake2s(write_json(parts).encode(), digest_size=8).hexdigest()


def meaning(state: State, screen: Screen) -> str:
    """A fingerprint of what the live buttons mean: in two assessments the same items mean two things. The revision
    rises only when this changes.
    """
    items = [button.value for row in screen.rows for button in row if button.kind is ButtonKind.SCREEN]
    about = state.wish().assessment
    return fingerprint(type(state).__name__, items, *(() if about is None else (about,)))


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One screen on its way to one chat."""

    before: Conversation
    place: Place
    message: Message
    shown: str
    left: Left
    now: datetime

    @property
    def chat(self) -> int:
        return self.before.telegram_id

    def send(self) -> Call:
        return Call(self.chat, Kind.SEND, self.message, Priority.SCREEN, again=True, revision=self.message.revision)

    @property
    def is_media(self) -> bool:
        return self.message.media is not None

    def edit(self, message: int | None, outbox: int | None = None) -> Call:
        return Call(
            self.chat,
            Kind.EDIT,
            self.message,
            Priority.SCREEN,
            target_message=message,
            target_outbox=None if message else outbox,
            revision=self.message.revision,
        )

    def shorten(self, known: int | None = None) -> Call:
        """The former live screen becomes a line of record; `known` is its message where a press told it."""
        return replace(
            self._former(Kind.EDIT, known), content=Message(self.left.line, keeps_file=self.before.live_media)
        )

    def leave(self, same: bool = False, known: int | None = None) -> tuple[Call, ...]:
        """The former live screen, when another one or the `same` one has been sent. What is to go is shortened when it
        is too old to be deleted. What stays whole goes only when it would stand there twice.
        """
        if self._stays:
            return ()
        return (self._former(Kind.DELETE, known) if self._goes(same) else self.shorten(known),)

    def removed(self, same: bool, known: int | None) -> int | None:
        """The message that `leave` deletes, where its number is known."""
        return (known or self.before.live_message) if self._goes(same) else None

    @property
    def _stays(self) -> bool:
        return self.left.trace is Trace.WHOLE and self.shown != self.before.shown

    def _goes(self, same: bool) -> bool:
        return (same or self.left.trace is not Trace.LINE) and self._deletable and not self._stays

    @property
    def _deletable(self) -> bool:
        return self.before.live_at is not None and self.now - self.before.live_at < DELETABLE_FOR

    def _former(self, kind: Kind, known: int | None = None) -> Call:
        message = known or self.before.live_message
        outbox = None if message else self.before.live_outbox
        return Call(self.chat, kind, NOTHING, Priority.RECORD, target_message=message, target_outbox=outbox)


def deliver(
    step: Step, screen: Screen, left: Left, event: Event, place: Place, before: Conversation, same: bool, now: datetime
) -> Delivery:
    """The calls for a step. `left` is what stays of the former screen; `same`: the state did not change."""
    buttons = meaning(step.state, screen)
    revision = before.revision if buttons == before.buttons else before.revision + 1
    if step.banner or screen.shorter:
        screen = replace(screen, text=with_notice(screen, step.banner))
    message = Message(screen.text, screen.rows, revision, screen.media)
    drawing = _Drawing(before, place, message, fingerprint(pack(message)), left, now)
    after = replace(before, revision=revision, buttons=buttons, shown=drawing.shown, live_media=drawing.is_media)
    if isinstance(event, Tap):
        if place.message_id is not None and place.message_id == before.removed_message:
            return _answer_removed(step, event, drawing, after)
        on_live = _pressed_live(event, place, before)
        stands = event.revision is None and not on_live and place.media and not drawing.is_media
        step = replace(step, fresh=step.fresh or stands)  # a picture's own buttons go on working
        return _answer_tap(step, drawing, after, on_live, same and before.has_live)
    if step.silent:
        return Delivery((), before)
    if isinstance(event, Changed) or not place.message_id:
        return _redraw(drawing, after)
    came_late = isinstance(event, File) and not event.edited and not step.refused
    return _answer_message(drawing, after, same and before.has_live and not step.refused, came_late)


def _pressed_live(tap: Tap, place: Place, before: Conversation) -> bool:
    """Whether the live screen itself was pressed. While the number of its message is unknown, only the revision tells.
    A steady button has none, and then counts as the live screen's, which has just appeared.
    """
    if before.live_message is None and before.live_outbox is not None:
        return tap.revision in (None, before.revision)
    return before.live_message in (None, place.message_id)


def _answer_removed(step: Step, tap: Tap, drawing: _Drawing, after: Conversation) -> Delivery:
    """A screen was pressed that has been deleted since, by somebody who pressed again before the reply to a file came:
    the live screen below takes the press, and stays as it is where the button is an old one. An edit of the deleted
    screen would only send another copy.
    """
    answer = Call(drawing.chat, Kind.ANSWER, Answer(drawing.place.callback_id or "", step.toast), Priority.ANSWER)
    if step.silent or (drawing.before.has_live and tap.revision not in (None, drawing.before.revision)):
        return Delivery((answer,), drawing.before)
    shown = _redraw(drawing, after)
    return Delivery((answer, *shown.calls), shown.conversation, None if shown.live is None else shown.live + 1)


def _answer_tap(step: Step, drawing: _Drawing, after: Conversation, on_live: bool, same: bool) -> Delivery:
    before, pressed = drawing.before, drawing.place.message_id
    stays = step.silent or (step.fresh and same and came_before(pressed, before))
    stands = stays and before.live_message is not None  # while it is on its way nothing is said of it: it comes
    toast = step.toast or (step.stands if stands else "")
    answer = Call(drawing.chat, Kind.ANSWER, Answer(drawing.place.callback_id or "", toast), Priority.ANSWER)
    if stays:
        return Delivery((answer,), before)
    calls = [answer]
    strip = Call(drawing.chat, Kind.STRIP, NOTHING, Priority.RECORD, target_message=pressed)
    if step.fresh:
        left = [drawing.shorten(pressed)] if step.record else []
        calls += [drawing.send(), *(left if on_live else drawing.leave(same))]
        after = _leaving(drawing, after, same) if not on_live else after
        return Delivery(tuple(calls), _sent(after, drawing.now), live=1)
    if drawing.place.media and not drawing.is_media:
        known = pressed if on_live else None
        calls += [drawing.send(), *(() if on_live else (strip,)), *drawing.leave(known=known)]
        return Delivery(tuple(calls), _sent(_leaving(drawing, after, known=known), drawing.now), live=1)
    if not (on_live and drawing.shown == before.shown and before.live_message is not None):
        calls.append(drawing.edit(pressed))
    if not on_live:
        calls += drawing.leave()
        after = _leaving(drawing, after)
    since = before.live_at if on_live else None
    return Delivery(tuple(calls), replace(after, live_message=pressed, live_outbox=None, live_at=since))


def _redraw(drawing: _Drawing, after: Conversation) -> Delivery:
    """The screen changes by itself: it is edited in place, or sent where there is none."""
    before = drawing.before
    if not before.has_live:
        return Delivery((drawing.send(),), _sent(after, drawing.now), live=0)
    if drawing.shown == before.shown:
        return Delivery((), after)
    if before.live_media and not drawing.is_media:
        return Delivery((drawing.send(), *drawing.leave()), _sent(_leaving(drawing, after), drawing.now), live=0)
    return Delivery((drawing.edit(before.live_message, before.live_outbox),), after)


def _answer_message(drawing: _Drawing, after: Conversation, same: bool, may_stand: bool) -> Delivery:
    """`may_stand`: the screen may stay above a message that came after it was sent."""
    before = drawing.before
    if same and may_stand and came_before(drawing.place.message_id, before):
        return _redraw(drawing, after)
    calls = [drawing.send()]
    if before.has_live:
        calls += drawing.leave(same)
    return Delivery(tuple(calls), _sent(_leaving(drawing, after, same), drawing.now), live=0)


def came_before(message: int | None, before: Conversation) -> bool:
    """Whether the message is above the live screen. A screen whose number is not known yet is younger."""
    return before.live_message is None or (message is not None and message < before.live_message)


def _leaving(drawing: _Drawing, after: Conversation, same: bool = False, known: int | None = None) -> Conversation:
    """After the former live screen is deleted, presses on it may still be under way."""
    return replace(after, removed_message=drawing.removed(same, known) or after.removed_message)


def _sent(after: Conversation, now: datetime) -> Conversation:
    return replace(after, live_message=None, live_outbox=None, live_at=now)
