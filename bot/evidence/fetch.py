"""Copies evidence: the bytes of a file recorded by a turn are fetched, examined and stored.

An error concerns only its own file: it is refused and its sender told in the same transaction, or it waits for its next
attempt. OPD take turns, so that the files of one hold up no other's. When the store itself fails, all files wait until
it works again (`bot/evidence/outage.py`).
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from bot.evidence import invited, notices
from bot.evidence.examine import Examiner, NotExamined, Overwhelmed
from bot.evidence.fair_order import EACH, chosen
from bot.evidence.kinds.faults import Examined, FileFault, FileRefused
from bot.evidence.outage import Outage
from bot.holidays.days import days_off
from bot.log import describe, log
from bot.telegram.api import Api
from bot.telegram.errors import ApiError, TelegramRefused
from bot.texts.evidence import faults as texts
from core.assessment.rounds import made_of
from core.facts import Limits
from storage.database import Connection, Database
from storage.evidence import copying, queue as evidence_queue
from storage.evidence.copying import Refusal
from storage.evidence.queue import PAUSES, Fetch
from storage.evidence.refusal import owned
from storage.evidence.store import EvidenceStore, Stored, Writer
from storage.evidence.store_faults import StoreFault, fault_of

AT_ONCE = 8
"""Files of all OPD at a time."""
SWEEP = 1.0
FILE_LIMIT = 1800.0
"""Seconds for one file: 2,000 MB from a Bot API server of one's own."""
LOOKED_AT = 200
"""Rows that are read to fill the free places."""

HEAVY_AFTER, UNSURE_AFTER, BROKEN_AFTER = 2, 4, 3
"""Attempts after which a file is refused that has certainly ended the examining child, that has ended it perhaps only
because the machine was busy, or that met an unforeseen error."""

_NEVER = ("wrong file", "invalid file_id", "file_id doesn't match")


Make = Callable[[str], Awaitable[bytes | None]]
"""Makes the bytes of a file that nobody has sent, by what stands as its number; None where it is known no more."""


class StoreFailed(Exception):
    """The store did not accept the bytes; the file is not to blame."""

    def __init__(self, fault: StoreFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who is told of a change: the conversation states that show how far evidence is, and functions to call when rows
    were put into the inbox or the outbox.
    """

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
        examiner: Examiner,
        outage: Outage,
        made: Make | None = None,
    ) -> None:
        self._database = database
        self._api = api
        self._store = store
        self._limits = limits
        self._clock = clock
        self._watchers = watchers
        self._examiner = examiner
        self._outage = outage
        self._made = made
        self._busy: dict[int, tuple[Fetch, asyncio.Task[None]]] = {}
        self._lines: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._served: dict[int, int] = {}
        self._called = asyncio.Event()
        self.stored = self.refused = self.postponed = 0

    def wake(self) -> None:
        """Look for files now, not only with the next sweep."""
        self._called.set()

    async def sweep(self) -> None:
        """Fetches what is due, until cancelled."""
        revived = False
        while True:
            try:
                if not revived:
                    await self._database.submit(lambda conn: evidence_queue.revive(conn, self._clock()), rides=True)
                    revived = True
                await self.look()
            except Exception as error:  # the next look is a second away
                log.warning("evidence to be copied cannot be read", error=describe(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(SWEEP):
                    await self._called.wait()
            self._called.clear()

    async def look(self) -> None:
        """Starts on files that are due, as far as there is room, and counts an attempt of each."""
        now = self._clock()
        room = self._outage.room(AT_ONCE, len(self._busy), now)
        if room <= 0:
            return
        busy = [file for file, _ in self._busy.values()]

        def work(conn: Connection) -> list[Fetch]:
            found = evidence_queue.due(conn, now, LOOKED_AT, EACH)
            return evidence_queue.begin(conn, chosen(found, busy, self._served, room), now)

        for file in await self._database.submit(work, rides=True):
            self._served[file.assessment] = max(self._served.values(), default=0) + 1
            self._busy[file.id] = (file, asyncio.create_task(self._fetch(file)))

    async def stop(self) -> None:
        """Gives up what is under way. It is fetched again after the next start."""
        given_up = dict(self._busy)
        for _, task in given_up.values():
            task.cancel()
        await asyncio.gather(*(task for _, task in given_up.values()), return_exceptions=True)
        if given_up:
            now = self._clock()
            await self._database.submit(lambda conn: evidence_queue.release(conn, given_up, now))

    async def _fetch(self, file: Fetch) -> None:
        try:
            async with asyncio.timeout(FILE_LIMIT):
                await self._settle(file)
        except Exception as error:  # storage, or time: the attempt is counted, the row waits its pause
            log.error("what became of a file cannot be stored", evidence=file.id, error=describe(error))
        finally:
            del self._busy[file.id]
            self.wake()

    async def _settle(self, file: Fetch) -> None:
        """Copies the file and stores the outcome."""
        try:
            if file.attempts > len(PAUSES) + 1:
                raise FileRefused(FileFault.LOST)  # whatever it was, nothing came of any attempt
            kept, found = await self._copy(file)
        except invited.InvitationFound as error:
            await self._refuse(file, error.fault, error.offered)
        except FileRefused as error:
            await self._refuse(file, error.fault)
        except StoreFailed as error:
            await self._wait_for_store(file, error.fault)
        except Exception as error:
            fault = _given_up(error, file.attempts)
            if fault is not None:
                await self._refuse(file, fault)
                return
            reason = str(error) if isinstance(error, ApiError) else describe(error)
            log.warning("a file cannot be copied yet", evidence=file.id, attempt=file.attempts, reason=reason)
            await self._postpone(file)
        else:
            await self._store_row(file, kept, found)
            await self._outage.over()

    async def _store_row(self, file: Fetch, kept: Stored, found: Examined) -> None:
        now, states = self._clock(), self._watchers.states

        def work(conn: Connection) -> bool:
            doubt = found.doubt or ""
            merged = copying.stored(conn, file.id, kept.key, kept.sha256, kept.bytes, found.mime, now, states, doubt)
            if merged is not None:
                notices.merged(conn, merged, now)
            elif found.doubt:
                notices.doubtful(conn, owned(conn, file.id), found.doubt, found.part, now)
            return merged is not None or bool(found.doubt)

        told = await self._database.submit(work, rides=True)
        self.stored += 1
        self._watchers.inbox()
        if told:
            self._watchers.outbox()

    async def _copy(self, file: Fetch) -> tuple[Stored, Examined]:
        """Stores the bytes and examines them. Raises FileRefused, StoreFailed, ApiError, Overwhelmed, NotExamined."""
        if file.size > self._limits.size:
            raise FileRefused(FileFault.TOO_LARGE)
        with _store_at_fault():
            writer = await asyncio.to_thread(self._store.begin)
        with writer:
            await self._download(file, writer)
            with _store_at_fault():
                await asyncio.to_thread(writer.flush)
            async with self._lines[file.assessment]:  # of one office, one file stands in line for the child
                found = await self._examiner.examine(writer.path, self._limits.kinds)
            await invited.look(self._database, found.texts)
            with _store_at_fault():
                return await asyncio.to_thread(writer.commit), found

    async def _download(self, file: Fetch, writer: Writer) -> None:
        size = 0
        try:
            async for chunk in self._chunks(file):
                size += len(chunk)
                if size > self._limits.size:
                    raise FileRefused(FileFault.TOO_LARGE)
                with _store_at_fault():
                    writer.write(chunk)
        except TelegramRefused as error:
            words = error.description.lower()
            if "too big" in words:
                raise FileRefused(FileFault.TOO_LARGE) from None
            if any(part in words for part in _NEVER):
                raise FileRefused(FileFault.LOST) from None
            raise

    async def _chunks(self, file: Fetch) -> AsyncIterator[bytes]:
        """From Telegram, or of a table that the bot makes itself."""
        if made_of(file.file_id) is None or self._made is None:
            async for chunk in self._api.fetch(file.file_id):
                yield chunk
            return
        content = await self._made(file.file_id)
        if content is None:
            raise FileRefused(FileFault.LOST)
        yield content

    async def _wait_for_store(self, file: Fetch, fault: StoreFault) -> None:
        """The attempt does not count. When the store is tried again, other files go first."""
        log.error("the evidence store takes nothing", evidence=file.id, fault=fault)
        then = self._clock() + 2 * self._outage.pause
        await self._database.submit(lambda conn: evidence_queue.release(conn, [file.id], then))
        await self._outage.began(fault, file.assessment)

    async def _refuse(self, file: Fetch, fault: FileFault, invitation: str = "") -> None:
        """`invitation`: the hash of the one that the file brings."""
        now, note = self._clock(), texts.note(fault, file.name)
        off = days_off((now.year, now.year + 1))

        def work(conn: Connection) -> None:
            refusal = copying.refused(conn, file.id, fault, now, note, off, self._watchers.states)
            if refusal is not None:
                notices.refused(conn, refusal, now)
                if invitation:
                    invited.brought(conn, file.id, invitation, now)

        await self._database.submit(work)
        self._told(file, fault)

    async def _postpone(self, file: Fetch) -> None:
        now, note = self._clock(), texts.note(FileFault.LOST, file.name)
        off = days_off((now.year, now.year + 1)) if file.attempts > len(PAUSES) else frozenset()

        def work(conn: Connection) -> bool:
            after = copying.postpone(conn, file.id, now, note, off, self._watchers.states)
            if isinstance(after, Refusal):
                notices.refused(conn, after, now)
            return isinstance(after, Refusal)

        if await self._database.submit(work):
            self._told(file, FileFault.LOST)
        else:
            self.postponed += 1

    def _told(self, file: Fetch, fault: FileFault) -> None:
        self.refused += 1
        log.info("a file was refused", evidence=file.id, reason=fault)
        self._watchers.inbox()
        self._watchers.outbox()


def _given_up(error: Exception, attempts: int) -> FileFault | None:
    """Why the file is refused when the same error happened often enough; None while another attempt may succeed."""
    match error:
        case Overwhelmed(certain=certain):
            return FileFault.HEAVY if attempts >= (HEAVY_AFTER if certain else UNSURE_AFTER) else None
        case NotExamined():
            return FileFault.BROKEN if attempts >= BROKEN_AFTER else None
        case _:
            return None


@contextmanager
def _store_at_fault() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreFailed(fault_of(error)) from None
