"""Charts on their way out: drawn by the child when they are sent, once for equal numbers, and then sent by the number
Telegram gave the first of them.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.rendering.draw import Drawer
from bot.telegram.api import Upload
from storage.database import Database
from storage.messaging import pictures
from storage.messaging.outbox import Call

T = TypeVar("T")

FILE_NAME = "grafik.png"
KEPT = 16
"""Pictures (at most 150 KB each) kept in memory until nobody can still ask for their bytes."""

PATIENCE = 20.0
"""Seconds a picture waits for its twin to be uploaded, before it is uploaded by itself."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart ready to be sent: by its number at Telegram, else as a file."""

    file: Upload | None
    file_id: str | None = None

    def onto(self, call: Call) -> dict[str, Any]:
        """The payload of the row it was made for."""
        return pictures.with_file(call.payload, self.file_id)


class Pictures:
    def __init__(self, database: Database, drawer: Drawer) -> None:
        self._database = database
        self._drawer = drawer
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._numbers: OrderedDict[str, str] = OrderedDict()
        self._on_the_way: dict[str, asyncio.Event] = {}
        self._turn = asyncio.Lock()

    async def make(self, call: Call) -> Picture:
        """By its number where Telegram has it. Equal ones are not `ready` until this one's number is known, so that it
        is uploaded once. Raises DrawingFailed."""
        digest = call.payload["digest"]
        if digest in self._numbers:
            return Picture(None, self._numbers[digest])
        self._on_the_way.setdefault(digest, asyncio.Event())
        try:
            file_id = await self._database.submit(lambda conn: pictures.known(conn, digest))
            if not file_id:
                return Picture(await self.draw(call.payload))
        except BaseException:
            self.settled(digest, "")
            raise
        self.settled(digest, file_id)
        return Picture(None, file_id)

    async def ready(self, call: Call) -> None:
        """An equal picture on its way has been tried; or it takes too long, and both are uploaded."""
        digest = call.payload["digest"]
        if (twin := self._on_the_way.get(digest)) is not None:
            try:
                async with asyncio.timeout(PATIENCE):
                    await twin.wait()
            except TimeoutError:
                if self._on_the_way.get(digest) is twin:
                    self.settled(digest, "")

    def is_ready(self, call: Call) -> bool:
        return call.payload["digest"] not in self._on_the_way

    async def draw(self, payload: Mapping[str, Any]) -> Upload:
        """The picture of a payload as bytes, whatever Telegram has. Raises DrawingFailed."""
        digest = payload["digest"]
        async with self._turn:
            if digest not in self._drawn:
                _put(self._drawn, digest, await self._drawer.draw(pictures.JOB, payload["chart"]))
            return Upload("photo", FILE_NAME, self._drawn[digest])

    def settled(self, digest: str, file_id: str) -> None:
        """A row with this picture has been tried; `file_id`: the number of the photo it uploaded, if it did."""
        if file_id:
            _put(self._numbers, digest, file_id)
        if (waiting := self._on_the_way.pop(digest, None)) is not None:
            waiting.set()


def _put(kept: OrderedDict[str, T], digest: str, value: T) -> None:
    kept[digest] = value
    if len(kept) > KEPT:
        kept.popitem(last=False)
