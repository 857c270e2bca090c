"""Documents on their way out: made while their outbox row waits, sent when the row is claimed again.

So a row counts as being sent only during the upload itself, and a slow drawing holds up nobody's screens.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.documents import Documents, Made, NotMade
from bot.log import log
from bot.marks import Mark, Marks
from bot.texts import documents as texts
from storage.outbox import Call, Kind, Priority, Result, Sending

MAKING = timedelta(minutes=3)
"""So long the row is not claimed again; after a kill the document is made anew then."""

ATTEMPTS = 3
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
        self._made: dict[int, Made] = {}

    def wants(self, sending: Sending) -> bool:
        """Is there something to be made before this row can be sent?"""
        return "job" in sending.call.payload and sending.id not in self._made

    def take(self, row: int) -> Made | None:
        """The finished document of a row, handed out once."""
        return self._made.pop(row, None)

    async def make(self, sending: Sending) -> None:
        self._marks.add(Mark(Result(sending.id, "waiting", next_at=self._clock() + MAKING)))
        try:
            made = await self._documents.make(sending.call)
        except NotMade as error:
            log.error("a document cannot be made", row=sending.id, attempt=sending.attempts, reason=str(error))
            self._marks.add(self._not_made(sending))
            return
        if made is None:
            self._marks.add(Mark(Result(sending.id, "sent")))
            return
        self._made[sending.id] = made
        self._marks.add(Mark(Result(sending.id, "waiting", next_at=self._clock())))
        await self._marks.written()
        self._wake()

    def _not_made(self, sending: Sending) -> Mark:
        """Tried again a little later; after the last attempt the person is told."""
        if sending.attempts < ATTEMPTS:
            return Mark(Result(sending.id, "waiting", next_at=self._clock() + _PAUSE * sending.attempts))
        words = {"text": texts.NOT_MADE, "rows": [], "rev": 0}
        instead = Call(sending.call.chat_id, Kind.SEND, words, Priority.NOTICE, again=True)
        return Mark(Result(sending.id, "failed", error="the document could not be made"), instead=(instead,))
