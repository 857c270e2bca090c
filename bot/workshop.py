"""Documents on their way out: made while their outbox row waits, sent when the row is claimed again.

So a row counts as being sent only during the upload itself, and a slow drawing holds up nobody's screens.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.api import Upload
from bot.documents import Documents, Made, NotMade
from bot.log import log
from bot.marks import Mark, Marks
from bot.pictures import Picture
from bot.texts import documents as texts
from storage.outbox import Call, Kind, Priority, Result, Sending

MAKING = timedelta(minutes=3)
"""So long the row is not claimed again; after a kill the document is made anew then."""

ATTEMPTS = 3
KEPT = 64
"""Finished documents kept until their row's turn comes; one that had to go is made again."""

_PAUSE = timedelta(seconds=5)


class Workshop:
    """`wake` has the outbox looked into at once."""

    def __init__(
        self, documents: Documents, marks: Marks, clock: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._documents = documents
        self._marks = marks
        self._clock = clock
        self._wake = wake
        self._made: dict[int, Made | Picture] = {}
        self._making: set[int] = set()

    def wants(self, sending: Sending) -> bool:
        """Is there something to be made before this row can be sent?"""
        return "job" in sending.call.payload and sending.id not in self._made

    def take(self, sending: Sending) -> tuple[Call, Upload | None]:
        """The call of a row with what was made for it, handed out once, and the file that goes with it."""
        made = self._made.pop(sending.id, None)
        if made is None:
            return sending.call, None
        return replace(sending.call, payload=made.onto(sending.call)), made.file

    def settled(self, sending: Sending, file_id: str) -> tuple[str, str] | None:
        """A row has been tried; `file_id`: the number of the photo it uploaded, if it did. What is to be kept of it:
        a picture's digest and number."""
        self._made.pop(sending.id, None)
        digest = sending.call.payload.get("digest")
        if digest is None:
            return None
        self._documents.settled(digest, file_id)
        return (digest, file_id) if file_id else None

    async def make(self, sending: Sending) -> None:
        self._marks.add(Mark(Result(sending.id, "waiting", next_at=self._clock() + MAKING)))
        if sending.id in self._making:
            return  # claimed again, it takes so long
        self._making.add(sending.id)
        try:
            made = await self._documents.make(sending.call)
        except NotMade as error:
            log.error("a document cannot be made", row=sending.id, attempt=sending.attempts, reason=str(error))
            self._marks.add(self._not_made(sending))
            return
        finally:
            self._making.discard(sending.id)
        if made is None:
            self._marks.add(Mark(Result(sending.id, "sent")))
            return
        self._made[sending.id] = made
        if len(self._made) > KEPT:  # an edit that a later one replaced is never asked for
            del self._made[next(iter(self._made))]
        self._marks.add(Mark(Result(sending.id, "waiting", next_at=self._clock())))
        await self._marks.written()
        self._wake()

    def _not_made(self, sending: Sending) -> Mark:
        """Tried again a little later; after the last attempt it is given up."""
        if sending.attempts < ATTEMPTS:
            return Mark(Result(sending.id, "waiting", next_at=self._clock() + _PAUSE * sending.attempts))
        result = Result(sending.id, "failed", error="the document could not be made")
        return Mark(result, instead=_instead(sending.call))


def _instead(call: Call) -> tuple[Call, ...]:
    """What stands in its place. A photo's caption with its buttons stands for itself, a result above all; a person is
    told what is missing, a group is spared that."""
    in_group, rows = call.chat_id < 0, []
    text = texts.NOT_DRAWN if call.kind is Kind.EDIT else texts.NOT_MADE
    if call.kind is Kind.PHOTO:
        caption, rows = call.payload["caption"], call.payload["rows"]
        text = caption if in_group else f"{caption}\n\n{texts.NOT_DRAWN}"
    elif in_group:
        return ()
    priority = call.priority if in_group else Priority.NOTICE
    body = {"text": text, "rows": rows, "rev": 0}
    return (Call(call.chat_id, Kind.SEND, body, priority, again=not in_group, thread_id=call.thread_id),)
