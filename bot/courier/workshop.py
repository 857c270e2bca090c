"""Makes documents while their outbox row waits; they are sent when the row is claimed again.

So a row counts as being sent only during the upload itself, and a slow drawing holds up nobody's screens. Documents are
made one at a time, chat by chat in turn. The beginning is committed first: whatever fails then, even the process, costs
that row an attempt, and after a few attempts it is set aside with an alarm.
"""

from asyncio import CancelledError
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.courier.at_work import AtWork
from bot.courier.fair import FairLock
from bot.courier.marks import Mark, Marks
from bot.log import describe, log
from bot.rendering.documents import FETCHED, Documents, Made, NotMade, title
from bot.rendering.pictures import Picture
from bot.telegram.api import Upload
from bot.texts import documents as texts
from core.screen import Rows
from storage.messaging import contents
from storage.messaging.contents import to_be_made
from storage.messaging.outbox import Call, Kind, Priority, Result, Sending

MAKING = timedelta(minutes=3)
"""How long the row is not claimed again."""

ATTEMPTS = 3
KEPT = 64
"""Finished documents kept until their row is claimed. One that was dropped is made again."""

ALARM_AGAIN = timedelta(hours=1)
"""Between two alarms about documents of one kind."""

_PAUSE = timedelta(seconds=5)
_GROWTH = 3
_FILES = (Kind.DOCUMENT, Kind.PHOTO, Kind.ALBUM)


class Workshop:
    """`wake` has the outbox looked into at once. `admin_ids` are told what was set aside."""

    def __init__(
        self,
        documents: Documents,
        marks: Marks,
        at_work: AtWork,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        admin_ids: Collection[int] = (),
    ) -> None:
        self._documents = documents
        self._marks = marks
        self._at_work = at_work
        self._clock = clock
        self._wake = wake
        self._admin_ids = admin_ids
        self._made: dict[int, Made | Picture] = {}
        self._making: set[int] = set()
        self._drawing, self._fetching = FairLock(), FairLock()
        self._alarmed: dict[str, datetime] = {}

    def wants(self, sending: Sending) -> bool:
        """Whether something must be made before this row can be sent."""
        return to_be_made(sending.call.content) is not None and sending.id not in self._made

    def take(self, sending: Sending) -> tuple[Call, Upload | None]:
        """The call of a row with what was made for it, handed out once, and the file that is sent with it."""
        made = self._made.pop(sending.id, None)
        if made is None:
            return sending.call, None
        return replace(sending.call, content=made.onto(sending.call.content)), made.file

    def settled(self, sending: Sending, file_id: str) -> tuple[str, str] | None:
        """To be called when a row was tried; `file_id` is Telegram's for the photo that it uploaded, if it did. Returns
        a picture's digest and file_id where they are to be kept.
        """
        self._made.pop(sending.id, None)
        picture = sending.call.content
        if not isinstance(picture, contents.Picture):
            return None
        self._documents.settled(picture.digest, file_id)
        return (picture.digest, file_id) if file_id else None

    async def make(self, sending: Sending) -> None:
        """Makes what a row needs. The attempts of the row count how often this was begun and not finished."""
        self._wait(sending, MAKING, sending.attempts - 1)
        if sending.id in self._making:
            return  # claimed again, it takes so long
        self._making.add(sending.id)
        try:
            if sending.attempts > ATTEMPTS:
                await self._set_aside(sending, "the process died each time it was begun")
            else:
                await self._attempt(sending)
        finally:
            self._making.discard(sending.id)

    async def _attempt(self, sending: Sending) -> None:
        try:
            async with self._at_work.shown(sending.call):
                made = await self._in_turn(sending)
        except CancelledError:  # this process ends, and not for the sake of the document
            self._wait(sending, timedelta(0), sending.attempts - 1)
            raise
        except Exception as error:
            reason = str(error) if isinstance(error, NotMade) else describe(error)
            log.error("a document cannot be made", row=sending.id, attempt=sending.attempts, reason=reason)
            if sending.attempts < ATTEMPTS:
                return self._wait(sending, _PAUSE * _GROWTH ** (sending.attempts - 1), sending.attempts)
            return await self._set_aside(sending, reason)
        if made is None:
            return self._marks.add(Mark(Result(sending.id, "sent")))
        self._made[sending.id] = made
        if len(self._made) > KEPT:  # an edit that a later one replaced is never asked for
            del self._made[next(iter(self._made))]
        self._wait(sending, timedelta(0), 0)
        await self._marks.written()
        self._wake()
        return None

    async def _in_turn(self, sending: Sending) -> Made | Picture | None:
        call = sending.call
        lock = self._fetching if isinstance(call.content, FETCHED) else self._drawing
        while True:
            await self._documents.ready(call)
            async with lock.turn(call.chat_id, call.priority):
                if not self._documents.is_ready(call):
                    continue  # an equal picture was drawn meanwhile
                self._wait(sending, MAKING, sending.attempts)
                await self._marks.written()
                return await self._documents.make(call)

    def _wait(self, sending: Sending, span: timedelta, attempts: int) -> None:
        self._marks.add(Mark(Result(sending.id, "waiting", next_at=self._clock() + span, attempts=attempts)))

    async def _set_aside(self, sending: Sending, reason: str) -> None:
        """Gives up. Whoever asked for the document is told what is missing, ADMIN_IDS that something is wrong."""
        told = () if await self._documents.give_up(sending.call) else _instead(sending.call)
        result = Result(sending.id, "failed", error=f"the document could not be made: {reason}")
        log.error("a document was set aside", row=sending.id, reason=reason)
        wanted = to_be_made(sending.call.content)
        self._marks.add(Mark(result, instead=(*told, *(self._alarm(title(wanted)) if wanted else ()))))

    def _alarm(self, what: str) -> tuple[Call, ...]:
        now = self._clock()
        if now < self._alarmed.get(what, now - ALARM_AGAIN) + ALARM_AGAIN:
            return ()
        self._alarmed[what] = now
        return tuple(_notice(account, texts.set_aside(what)) for account in sorted(self._admin_ids))


def not_known(call: Call) -> tuple[Call, ...]:
    """What a person is told about a file that is not sent again although nobody knows whether it arrived."""
    if call.again or call.chat_id < 0 or call.kind not in _FILES:
        return ()
    return (_notice(call.chat_id, texts.NOT_KNOWN),)


def _notice(account: int, text: str) -> Call:
    return Call(account, Kind.SEND, contents.Message(text), Priority.NOTICE, again=True)


def _instead(call: Call) -> tuple[Call, ...]:
    """What is sent in its place: the caption of a photo with its buttons, above all a result; otherwise a person is
    told what is missing, and a group is told nothing.
    """
    in_group = call.chat_id < 0
    rows: Rows = ()
    text = texts.NOT_DRAWN if call.kind is Kind.EDIT else texts.NOT_MADE
    if call.kind is Kind.PHOTO and isinstance(call.content, contents.Picture):
        caption, rows = call.content.caption, call.content.rows
        text = caption if in_group else f"{caption}\n\n{texts.NOT_DRAWN}"
    elif in_group:
        return ()
    priority = call.priority if in_group else Priority.NOTICE
    message = contents.Message(text, rows)
    return (Call(call.chat_id, Kind.SEND, message, priority, again=not in_group, thread_id=call.thread_id),)
