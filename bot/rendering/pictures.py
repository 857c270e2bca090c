"""Charts: drawn by the child when they are sent, once for equal numbers, then sent by the file_id that Telegram gave
the first of them.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.rendering.draw import Drawer
from bot.rendering.papers import CHART
from bot.telegram.api import Upload
from storage.database import Database
from storage.messaging import contents, pictures
from storage.messaging.contents import Content

T = TypeVar("T")

KEPT = 16
"""Pictures (at most 150 KB each) kept in memory as long as somebody may ask for their bytes."""

PATIENCE = 20.0
"""Seconds that a picture waits for an equal one to be uploaded, before it is uploaded itself."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart ready to be sent: by its file_id, else as a file."""

    file: Upload | None
    file_id: str | None = None

    def onto(self, content: Content) -> Content:
        """What the call carries that it was made for."""
        return replace(content, file_id=self.file_id or "") if isinstance(content, contents.Picture) else content


class Pictures:
    def __init__(self, database: Database, drawer: Drawer) -> None:
        self._database = database
        self._drawer = drawer
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._numbers: OrderedDict[str, str] = OrderedDict()
        self._on_the_way: dict[str, asyncio.Event] = {}
        self._turn = asyncio.Lock()

    async def make(self, wanted: contents.Picture) -> Picture:
        """The picture by its file_id, if Telegram has it. Equal pictures are not `ready` until the file_id of this one
        is known, so that it is uploaded once. Raises DrawingFailed.
        """
        digest = wanted.digest
        if digest in self._numbers:
            return Picture(None, self._numbers[digest])
        self._on_the_way.setdefault(digest, asyncio.Event())
        try:
            file_id = await self._database.submit(lambda conn: pictures.known(conn, digest))
            if not file_id:
                return Picture(await self.draw(wanted))
        except BaseException:
            self.settled(digest, "")
            raise
        self.settled(digest, file_id)
        return Picture(None, file_id)

    async def ready(self, wanted: contents.Picture) -> None:
        """Returns when an equal picture under way was tried, or when that takes too long; then both are uploaded."""
        digest = wanted.digest
        if (twin := self._on_the_way.get(digest)) is not None:
            try:
                async with asyncio.timeout(PATIENCE):
                    await twin.wait()
            except TimeoutError:
                if self._on_the_way.get(digest) is twin:
                    self.settled(digest, "")

    def is_ready(self, wanted: contents.Picture) -> bool:
        return wanted.digest not in self._on_the_way

    async def draw(self, wanted: contents.Picture) -> Upload:
        """The bytes of a picture, whether or not Telegram has it. Raises DrawingFailed."""
        digest = wanted.digest
        async with self._turn:
            if digest not in self._drawn:
                _put(self._drawn, digest, await self._drawer.draw(CHART.render, wanted.chart))
            return Upload("photo", CHART.file_name(wanted), self._drawn[digest])

    def settled(self, digest: str, file_id: str) -> None:
        """To be called when a row with this picture was tried; `file_id` is Telegram's for the photo that it uploaded,
        if it did.
        """
        if file_id:
            _put(self._numbers, digest, file_id)
        if (waiting := self._on_the_way.pop(digest, None)) is not None:
            waiting.set()


def _put(kept: OrderedDict[str, T], digest: str, value: T) -> None:
    kept[digest] = value
    if len(kept) > KEPT:
        kept.popitem(last=False)
