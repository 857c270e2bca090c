"""Whether this process can be given work, and if not, why: the answer of `/healthz` (docs/decisions/health.md).

Everything is really tried: a row is written, a file is begun in the evidence store. The outcome is kept for a few
seconds, so that frequent questions cost nothing.
"""

import asyncio
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot.settings import Settings
from bot.telegram.api import Api
from storage.database import Connection, Database
from storage.engine import settings as kept
from storage.engine.addresses import database_file, evidence_folder, parse
from storage.engine.failures import Unusable, fault_of
from storage.evidence.store import EvidenceStore
from storage.evidence.store_faults import StoreFault, fault_of as store_fault_of
from storage.messaging import inbox
from storage.messaging.inbox import Tally

FRESH = 5.0
"""Seconds for which an outcome is kept."""
STORE_FRESH = 60.0
"""Seconds for which a trial of the evidence store is kept, because each one costs money with a bucket."""
PATIENCE = 5.0
"""Seconds after which a trial counts as failed."""
SILENCE = 90.0
"""Seconds without an answer of Telegram while it is asked all the time (a long poll takes 25)."""
WAITING = timedelta(minutes=5)
LOW = 64 * 1024 * 1024
"""Bytes of free room below which a disk counts as full."""

_KEY = "health"


class Role(StrEnum):
    STARTING = "starting"
    STANDBY = "standby"  # another process is active; behind a webhook this one stores all the same
    ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a process says of itself. `reasons` are English sentences without personal data."""

    role: Role
    reasons: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.reasons


class Health:
    """The health of one process. The process sets `role`."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        store: EvidenceStore,
        api: Api,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._database = database
        self._store = store
        self._api = api
        self._clock = clock
        self._monotonic = monotonic
        self._looking = asyncio.Lock()
        self._seen: tuple[float, Condition] | None = None
        self._trial: asyncio.Task[StoreFault | None] | None = None
        self._tried: tuple[float, StoreFault | None] | None = None
        self.role = Role.STARTING
        self.conflict: Callable[[], bool] = lambda: False
        """Whether another process takes this bot's updates."""

    async def look(self) -> Condition:
        """The condition now, or a few seconds ago."""
        async with self._looking:
            now = self._monotonic()
            if self._seen is None or now - self._seen[0] >= FRESH or self._seen[1].role is not self.role:
                store = await self.store_fault()
                found = [await self._database_reason(), store and f"evidence store: {store}", *self._quick_reasons()]
                self._seen = now, Condition(self.role, tuple(reason for reason in found if reason))
            return self._seen[1]

    async def store_fault(self) -> StoreFault | None:
        """Why no evidence can be stored; None when it can. A trial that failed is repeated each time."""
        if self._tried is None or self._monotonic() - self._tried[0] >= STORE_FRESH or self._tried[1]:
            if self._trial is None:
                self._trial = asyncio.create_task(asyncio.to_thread(_try_writing, self._store))
            done, _ = await asyncio.wait([self._trial], timeout=PATIENCE)
            fault = self._trial.result() if done else StoreFault.UNREACHABLE
            self._trial = None if done else self._trial  # one that hangs is not begun a second time
            self._tried = self._monotonic(), fault
        return self._tried[1]

    async def _database_reason(self) -> str:
        """Writes a row, after everything that waits for the writer, and checks that no update waits for too long."""
        at = self._clock()

        def work(conn: Connection) -> Tally:
            kept.put(conn, _KEY, at.isoformat())
            return inbox.tally(conn)

        try:
            async with asyncio.timeout(PATIENCE):
                tally = await self._database.submit(work)
        except TimeoutError:
            return "database: no answer"
        except (Unusable, OSError) as error:
            return f"database: {fault_of(error)}"
        except Exception as error:
            return f"database: {type(error).__name__}"
        late = self.role is Role.ACTIVE and tally.oldest is not None and at - tally.oldest > WAITING
        return f"updates: the oldest of {tally.waiting} waits since {tally.oldest:%H:%M} UTC" if late else ""

    def _quick_reasons(self) -> Iterator[str]:
        if self.role is not Role.ACTIVE:
            yield "standby: another process is active" if self.role is Role.STANDBY else "starting"
        if self._api.token_refused:
            yield "telegram: the token is refused"
        if self.conflict():
            yield "telegram: another process has this token and takes updates"
        silent = self._monotonic() - self._api.answered_at
        if self.role is Role.ACTIVE and not self._settings.webhook_url and silent > SILENCE:
            yield f"telegram: no answer for {silent:.0f} s"
        for name, place in self._places():
            if (free := _free(place)) < LOW:
                yield f"disk: {free // 2**20} MB left for the {name}"

    def _places(self) -> Iterator[tuple[str, Path]]:
        if self._database.dialect == "sqlite":
            yield "database", database_file(parse(self._settings.database_url))
        folder = evidence_folder(self._settings.evidence_url)
        if folder is not None:
            yield "evidence", folder


def _try_writing(store: EvidenceStore) -> StoreFault | None:
    try:
        store.try_writing()
    except OSError as error:
        return store_fault_of(error)
    return None


def _free(place: Path) -> int:
    """Free bytes where a path is or will be."""
    existing = next(path for path in (place.absolute(), *place.absolute().parents) if path.exists())
    return shutil.disk_usage(existing).free
