"""Evidence is copied when it is sent: the bytes of a file recorded by a turn are fetched, looked at, and kept.

At most four at once, streamed; a large one through a temporary file. What cannot be fetched is tried again for a day;
what turns out not to be evidence is refused, and its sender told in the same transaction.
"""

import asyncio
import tempfile
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from bot import evidence_files, file_notices
from bot.api import Api, ApiError
from bot.api import Refused as RefusedCall
from bot.evidence_files import Fault, Refused
from bot.holidays import days_off
from bot.log import describe, log
from bot.texts import evidence_faults as texts
from core.facts import Limits
from storage import evidence
from storage.database import Connection, Database
from storage.evidence import Fetch, Refusal
from storage.evidence_refusal import owned
from storage.evidence_store import CHUNK, EvidenceStore, Stored

AT_ONCE = 4
SWEEP = 1.0
FILE_LIMIT = 1800.0
"""Seconds for one file: 2,000 MB from a Bot API server of one's own."""

IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a file that are held in memory on its way; more goes through a temporary file."""

_NEVER = ("wrong file", "invalid file_id", "file_id doesn't match")


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who is to hear of a change: the conversation states that show how far evidence is, and two bells, for rows put
    into the inbox and into the outbox."""

    states: Collection[str]
    inbox: Callable[[], None]
    outbox: Callable[[], None]


class Fetcher:
    def __init__(
        self,
        database: Database,
        api: Api,
        store: EvidenceStore,
        limits: Limits,
        clock: Callable[[], datetime],
        watchers: Watchers,
    ) -> None:
        self._database = database
        self._api = api
        self._store = store
        self._limits = limits
        self._clock = clock
        self._watchers = watchers
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._called = asyncio.Event()
        self.stored = self.refused = self.postponed = 0

    def wake(self) -> None:
        """Look for files now, not only with the next sweep."""
        self._called.set()

    async def sweep(self) -> None:
        """Fetches what is due, until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # the next look is a second away
                log.warning("evidence to be copied cannot be read", error=describe(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(SWEEP):
                    await self._called.wait()
            self._called.clear()

    async def look(self) -> None:
        """Starts on files that are due, as far as there is room."""
        if len(self._busy) >= AT_ONCE:
            return
        now = self._clock()
        found = await self._database.submit(lambda conn: evidence.due(conn, now, AT_ONCE + len(self._busy)), rides=True)
        for file in found:
            if file.id not in self._busy and len(self._busy) < AT_ONCE:
                self._busy[file.id] = asyncio.create_task(self._fetch(file))

    async def stop(self) -> None:
        """Gives up what is under way; it is fetched anew after the next start."""
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _fetch(self, file: Fetch) -> None:
        try:
            async with asyncio.timeout(FILE_LIMIT):
                await self._settle(file)
        except Exception as error:  # storage: the row stays due
            log.error("what became of a file cannot be stored", evidence=file.id, error=describe(error))
            await asyncio.sleep(SWEEP)
        finally:
            del self._busy[file.id]
            self.wake()

    async def _settle(self, file: Fetch) -> None:
        """Copies the file and notes what became of it."""
        try:
            kept, mime, locked = await self._copy(file)
        except Refused as error:
            await self._refuse(file, error.fault)
        except (ApiError, OSError, TimeoutError) as error:
            reason = str(error) if isinstance(error, ApiError) else describe(error)
            log.warning("a file cannot be copied yet", evidence=file.id, attempt=file.attempts + 1, reason=reason)
            await self._postpone(file)
        else:
            await self._store_row(file, kept, mime, locked)

    async def _store_row(self, file: Fetch, kept: Stored, mime: str, locked: bool) -> None:
        now, states = self._clock(), self._watchers.states

        def work(conn: Connection) -> bool:
            merged = evidence.stored(conn, file.id, kept.key, kept.sha256, kept.bytes, mime, now, states)
            if merged is not None:
                file_notices.merged(conn, merged, now)
            elif locked:
                file_notices.locked(conn, owned(conn, file.id), now)
            return merged is not None or locked

        told = await self._database.submit(work, rides=True)
        self.stored += 1
        self._watchers.inbox()
        if told:
            self._watchers.outbox()

    async def _copy(self, file: Fetch) -> tuple[Stored, str, bool]:
        """The bytes, safe in the store, their type, and whether they are under a password.

        Raises Refused, ApiError, OSError.
        """
        if file.size > self._limits.size:
            raise Refused(Fault.TOO_LARGE)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as copy:
            await self._download(file, copy)
            return await asyncio.to_thread(_keep, self._store, copy, self._limits.kinds)

    async def _download(self, file: Fetch, copy: IO[bytes]) -> None:
        size = 0
        try:
            async for chunk in self._api.fetch(file.file_id):
                size += len(chunk)
                if size > self._limits.size:
                    raise Refused(Fault.TOO_LARGE)
                copy.write(chunk)
        except RefusedCall as error:
            words = error.description.lower()
            if "too big" in words:
                raise Refused(Fault.TOO_LARGE) from None
            if any(part in words for part in _NEVER):
                raise Refused(Fault.LOST) from None
            raise

    async def _refuse(self, file: Fetch, fault: Fault) -> None:
        now, note = self._clock(), texts.note(fault, file.name)
        off = days_off((now.year, now.year + 1))

        def work(conn: Connection) -> None:
            refusal = evidence.refused(conn, file.id, fault, now, note, off, self._watchers.states)
            if refusal is not None:
                file_notices.refused(conn, refusal, now)

        await self._database.submit(work)
        self._told(file, fault)

    async def _postpone(self, file: Fetch) -> None:
        now, note = self._clock(), texts.note(Fault.LOST, file.name)
        off = days_off((now.year, now.year + 1)) if file.attempts >= len(evidence.PAUSES) else frozenset()

        def work(conn: Connection) -> bool:
            after = evidence.postpone(conn, file.id, now, note, off, self._watchers.states)
            if isinstance(after, Refusal):
                file_notices.refused(conn, after, now)
            return isinstance(after, Refusal)

        if await self._database.submit(work):
            self._told(file, Fault.LOST)
        else:
            self.postponed += 1

    def _told(self, file: Fetch, fault: Fault) -> None:
        self.refused += 1
        log.info("a file was refused", evidence=file.id, reason=fault)
        self._watchers.inbox()
        self._watchers.outbox()


def _keep(store: EvidenceStore, copy: IO[bytes], kinds: Collection[str]) -> tuple[Stored, str, bool]:
    """Looks at a file and puts it into the store. Raises Refused, OSError."""
    mime, locked = evidence_files.examine(copy, kinds), evidence_files.encrypted(copy)
    copy.seek(0)
    with store.begin() as writer:
        while chunk := copy.read(CHUNK):
            writer.write(chunk)
        return writer.commit(), mime, locked
