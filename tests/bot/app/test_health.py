"""What a process says of its own condition: ready only while it can really store, keep and be reached."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app.health import FRESH, SILENCE, STORE_FRESH, WAITING, Health, Role
from bot.settings import Settings
from bot.telegram.api import Api
from bot.telegram.errors import ApiError
from simulator import Simulator
from storage.database import Database
from storage.evidence.opening import open_store
from storage.evidence.store import EvidenceStore
from storage.messaging import inbox


class Watch:
    """A monotonic clock that moves only when told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Here:
    """A process: its parts and its condition."""

    def __init__(self, database: Database, store: EvidenceStore, api: Api, folder: Path, now: datetime) -> None:
        self.database, self.store, self.api, self.now, self.watch = database, store, api, now, Watch()
        api.answered_at = 0.0
        given = {"database_url": f"sqlite:///{folder}/pandu.db", "evidence_url": f"file:{folder}/evidence"}
        settings = Settings(_env_file=None, **given)  # type: ignore[call-arg, arg-type]
        self.health = Health(settings, database, store, api, lambda: self.now, self.watch)
        self.health.role = Role.ACTIVE

    async def reasons(self, after: float = FRESH) -> tuple[str, ...]:
        self.watch.seconds += after
        return (await self.health.look()).reasons


@pytest.fixture
async def here(database: Database, sim: Simulator, tmp_path: Path, clock: object) -> AsyncIterator[Here]:
    api = Api(sim.url, sim.token)
    yield Here(database, open_store(f"file:{tmp_path}/evidence"), api, tmp_path, clock.now)  # type: ignore[attr-defined]
    await api.close()


async def test_a_sound_process_is_ready(here: Here) -> None:
    assert await here.reasons() == ()
    assert (await here.health.look()).ready


@pytest.mark.parametrize(
    ("role", "reason"), [(Role.STANDBY, "standby: another process is active"), (Role.STARTING, "starting")]
)
async def test_who_is_not_at_work_is_not_ready(here: Here, role: Role, reason: str) -> None:
    here.health.role = role
    assert await here.reasons() == (reason,)


async def test_a_change_of_role_is_seen_at_once(here: Here) -> None:
    here.health.role = Role.STANDBY
    await here.reasons()
    here.health.role = Role.ACTIVE
    assert (await here.health.look()).ready


async def test_a_store_that_is_taken_away_and_comes_back(here: Here, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    assert await here.reasons() == ()
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir()
    folder.rmdir()
    folder.touch()  # a file stands where the folder was
    assert await here.reasons() == ()  # its last trial is still fresh
    assert await here.reasons(STORE_FRESH) == ("evidence store: unwritable",)
    folder.unlink()
    assert await here.reasons() == ()  # what failed is tried again at each look


async def test_a_database_that_refuses_to_be_written(here: Here) -> None:
    if here.database.dialect == "sqlite":
        here.database.write(lambda conn: conn.execute(text("PRAGMA query_only=1")))
    else:
        name = here.database.read(lambda conn: conn.execute(text("SELECT current_database()")).scalar_one())
        read_only = text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        here.database.write(lambda conn: conn.execute(read_only))
        here.database._lines._engine.dispose()  # type: ignore[attr-defined]  # only new connections know of it
    (reason,) = await here.reasons()
    assert reason.startswith("database: ")


async def test_an_update_that_waits_too_long(here: Here) -> None:
    message = {"message_id": 1, "date": 1, "chat": {"id": 9, "type": "private"}, "text": "x"}
    body = json.dumps({"update_id": 7, "message": message})
    here.database.write(lambda conn: inbox.store(conn, [inbox.read_arrival(body)], here.now, None))
    assert await here.reasons() == ()
    here.now += WAITING + timedelta(seconds=1)
    (reason,) = await here.reasons()
    assert reason.startswith("updates: the oldest of 1 waits since 01:00 UTC")


async def test_telegram_silent_and_a_token_taken_back(here: Here, sim: Simulator) -> None:
    assert await here.reasons(SILENCE) == ()
    assert await here.reasons() == (f"telegram: no answer for {SILENCE + FRESH:.0f} s",)
    stranger = Api(sim.url, "1:AAAAAAAAAAAAAAAAAAAA")
    with pytest.raises(ApiError):
        await stranger.call("getMe", {})
    assert stranger.token_refused
    await stranger.close()
    await here.api.call("getMe", {})
    assert not here.api.token_refused


async def test_looks_at_the_same_moment_share_one(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    trials = list[int]()
    monkeypatch.setattr(here.store, "try_writing", lambda: trials.append(1))
    conditions = await asyncio.gather(*(here.health.look() for _ in range(20)))
    assert (len(set(conditions)), len(trials)) == (1, 1)


def test_room_is_reckoned_where_the_files_lie(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.health.shutil.disk_usage", lambda place: type("Usage", (), {"free": 3 * 2**20}))
    wanted = {"disk: 3 MB left for the evidence"} | (
        {"disk: 3 MB left for the database"} if here.database.dialect == "sqlite" else set()
    )
    assert set(here.health._quick_reasons()) == wanted
