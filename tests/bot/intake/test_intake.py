"""Intake: stored and committed before Telegram hears of it, by polling and by webhook."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import func, select

from bot.app.web import Port, create
from bot.intake.intake import Intake, concerns_us, read
from bot.intake.polling import Polling, TokenUnknown
from bot.intake.together import Together
from bot.telegram.api import Api
from simulator import Person, Simulator
from storage.database import Database
from storage.engine.schema import INBOX
from storage.messaging import inbox
from tests.bot.desk import eventually
from tests.conftest import Clock

BOT = 7_000_000_001
SECRET = "rahasia"


class Lobby:
    """An intake whose rows are only counted."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.given: list[str] = []
        self.intake = Intake(database, BOT, clock)
        self.intake.activate(self._give, lambda: ())

    def _give(self, rows: list[inbox.Pending], busy: object) -> None:
        self.given += [row.body for row in rows]

    def texts(self) -> list[str]:
        return [json.loads(body)["message"]["text"] for body in self.given]

    def stored(self) -> int:
        return self.database.read(lambda conn: conn.execute(select(func.count()).select_from(INBOX)).scalar_one())

    def offset(self) -> int | None:
        return self.database.read(inbox.load_offset)


@pytest.fixture
def lobby(sqlite_only: Database, clock: Clock) -> Lobby:
    return Lobby(sqlite_only, clock)


@pytest_asyncio.fixture
async def polling(lobby: Lobby, api: Api) -> AsyncIterator[None]:
    task = asyncio.create_task(Polling(api, lobby.intake, None).run())
    yield
    task.cancel()


async def test_a_batch_is_stored_with_the_next_offset(lobby: Lobby, ani: Person, sim: Simulator, polling: None) -> None:
    ani.text("satu")
    ani.text("dua")
    assert await sim.settled()
    assert lobby.texts() == ["/start", "satu", "dua"]
    assert lobby.offset() == sim.world.updates.next_id


async def test_an_odd_update_stops_nothing(lobby: Lobby, ani: Person, sim: Simulator, polling: None) -> None:
    sim.malformed(ani)
    ani.text("sesudahnya")
    assert await sim.settled()
    assert lobby.stored() == 3


async def test_the_offset_follows_ids_that_restart_lower(
    lobby: Lobby, ani: Person, sim: Simulator, polling: None
) -> None:
    assert await sim.settled()
    before = lobby.offset()
    sim.world.updates.restart_ids("lower")
    ani.text("sesudah sepekan")
    ani.text("lagi")
    assert await sim.settled()
    assert lobby.texts() == ["/start", "sesudah sepekan", "lagi"]
    assert lobby.offset() < before


@pytest.mark.parametrize("fault", ["cut_before", "cut_after", "error_500", "html_502", "error_429"])
async def test_faults_are_waited_out(lobby: Lobby, api: Api, ani: Person, sim: Simulator, fault: str) -> None:
    sim.world.faults.add(fault, "getUpdates", count=1, seconds=1)
    task = asyncio.create_task(Polling(api, lobby.intake, None).run())
    assert await sim.settled()
    task.cancel()
    assert lobby.texts() == ["/start"]


async def test_a_failed_store_acknowledges_nothing(
    lobby: Lobby, ani: Person, sim: Simulator, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = 0

    def refuse(*_: object) -> None:
        nonlocal tried
        tried += 1
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(inbox, "store", refuse)
        task = asyncio.create_task(Polling(api, lobby.intake, None).run())
        await eventually(lambda: tried)
        assert sim.world.unconfirmed == 1
    assert await sim.settled()
    task.cancel()
    assert lobby.texts() == ["/start"]


async def test_a_second_poller_is_waited_out_and_nothing_is_dropped(
    lobby: Lobby, ani: Person, sim: Simulator, polling: None
) -> None:
    assert await sim.settled()
    await eventually(lambda: sim.world.updates._waiter is not None)
    async with aiohttp.ClientSession() as other, other.post(f"{sim.url}/bot{sim.token}/getUpdates", json={}) as answer:
        assert answer.status == 200
    ani.text("tetap sampai")
    assert await sim.settled()
    assert lobby.texts() == ["/start", "tetap sampai"]
    assert sim.world.updates.dropped == 0


async def test_an_unknown_token_ends_the_polling(lobby: Lobby, sim: Simulator) -> None:
    api = Api(sim.url, "1:AAAAAAAA")
    with pytest.raises(TokenUnknown):
        await Polling(api, lobby.intake, None).run()
    await api.close()


async def test_a_token_that_worked_and_is_refused_now_is_waited_out(
    lobby: Lobby, ani: Person, sim: Simulator, api: Api
) -> None:
    refused, token = list[int](), sim.world.token
    task = asyncio.create_task(Polling(api, lobby.intake, None, None, lambda: refused.append(1)).run())
    assert await sim.settled()
    sim.world.token = "2:another"
    ani.text("tetap sampai")
    await eventually(lambda: len(refused) >= 2)
    sim.world.token = token
    ani.text("berikutnya")
    assert await sim.settled()
    task.cancel()
    assert lobby.texts() == ["/start", "tetap sampai", "berikutnya"]


async def test_group_chatter_is_not_stored(lobby: Lobby, ani: Person, sim: Simulator, polling: None) -> None:
    sim.world.privacy = False
    group = sim.group("Tim", [ani])
    group.text(ani, "selamat pagi semua")
    group.text(ani, "/progres")
    assert await sim.settled()
    kinds = [json.loads(body) for body in lobby.given]
    said = [update["message"].get("text") for update in kinds if "message" in update]
    assert said == ["/start", None, "/progres"]


@pytest.mark.parametrize(
    ("update", "kept"),
    [
        ({"message": {"text": "halo"}}, False),
        ({"message": {"photo": [], "caption": "lihat"}}, False),
        ({"edited_message": {"text": "/progres"}}, False),
        ({"message": {"text": "/progres@pandu_bot"}}, True),
        ({"message": {"text": "baik", "reply_to_message": {"from": {"id": BOT}}}}, True),
        ({"message": {"text": "baik", "reply_to_message": {"from": {"id": 5}}}}, False),
        ({"message": {"text": "baik", "reply_to_message": {"from": {"id": BOT}, "forum_topic_created": {}}}}, False),
        ({"message": {"migrate_to_chat_id": -100}}, True),
        ({"message": {"pinned_message": {}}}, True),
        ({"callback_query": {"data": "-:x"}}, True),
        ({"my_chat_member": {}}, True),
    ],
)
def test_what_concerns_us_in_a_group(update: dict, kept: bool) -> None:
    assert concerns_us({"update_id": 1, **update}, BOT) is kept


# webhook


@pytest_asyncio.fixture
async def hook(lobby: Lobby) -> AsyncIterator[str]:
    together = Together(lobby.intake.store)

    async def deliver(body: str) -> None:
        await together.store(inbox.read_arrival(body))

    figures = lambda: {"updates_total": lobby.intake.stored}  # noqa: E731
    port = Port(create(figures, sound, deliver, SECRET), "127.0.0.1", 0)
    port.open()
    yield f"http://127.0.0.1:{port.number}"
    await port.close()


async def test_deliveries_are_stored_and_acknowledged(
    lobby: Lobby, hook: str, api: Api, ani: Person, sim: Simulator
) -> None:
    await api.call("setWebhook", {"url": f"{hook}/telegram", "secret_token": SECRET})
    for number in range(20):
        ani.text(f"pesan {number}")
    assert await sim.settled()
    assert lobby.texts() == ["/start", *(f"pesan {number}" for number in range(20))]


async def test_deliveries_at_the_same_moment_share_a_commit(
    lobby: Lobby, hook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = []
    store = inbox.store
    monkeypatch.setattr(inbox, "store", lambda *given: commits.append(len(given[1])) or store(*given))
    async with aiohttp.ClientSession() as telegram:
        statuses = await asyncio.gather(*(_post(telegram, hook, number) for number in range(60)))
    assert statuses == [200] * 60
    assert sum(commits) == 60
    assert len(commits) < 40


async def test_a_failing_storage_answers_503_and_telegram_comes_again(
    lobby: Lobby, hook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("disk full")

    async with aiohttp.ClientSession() as telegram:
        with monkeypatch.context() as broken:
            broken.setattr(inbox, "store", refuse)
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            async with telegram.post(f"{hook}/telegram", json=_update(1), headers=headers) as answer:
                assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        assert await _post(telegram, hook, 1) == 200
    assert lobby.stored() == 1


async def test_strangers_giants_and_nonsense_are_turned_away(lobby: Lobby, hook: str) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession() as stranger:
        async with stranger.post(f"{hook}/telegram", json=_update(1)) as answer:
            assert answer.status == 403
        async with stranger.post(f"{hook}/telegram", data=b"x" * 1_100_000, headers=headers) as answer:
            assert answer.status == 413
        async with stranger.post(f"{hook}/telegram", data=b"[]", headers=headers) as answer:
            assert answer.status == 400
        async with stranger.post(f"{hook}/telegram", json={"update_id": 9, "poll": {}}, headers=headers) as answer:
            assert answer.status == 200
    assert lobby.stored() == 1


async def test_a_standby_stores_and_leaves_the_work(lobby: Lobby, hook: str) -> None:
    lobby.intake._work = None
    async with aiohttp.ClientSession() as telegram:
        assert await _post(telegram, hook, 1) == 200
    assert lobby.given == []
    states = lobby.database.read(lambda conn: conn.execute(select(INBOX.c.state)).scalars().all())
    assert states == ["waiting"]


async def test_health_and_metrics(lobby: Lobby, hook: str) -> None:
    async with aiohttp.ClientSession() as supervisor:
        await _post(supervisor, hook, 1)
        async with supervisor.get(f"{hook}/healthz") as answer:
            assert await answer.json() == {"ok": True, "role": "active", "reasons": [], "updates_total": 1}
        async with supervisor.get(f"{hook}/metrics") as answer:
            assert "pandu_updates_total 1.0" in (await answer.text()).splitlines()


def test_what_is_no_update_is_left_out() -> None:
    assert [arrival.update_id for arrival in read(["[]", '{"update_id": 7}', "{}"])] == [7]


async def sound() -> tuple[str, tuple[str, ...]]:
    return "active", ()


def _update(number: int) -> dict:
    chat = {"id": 1000 + number, "type": "private"}
    return {"update_id": number, "message": {"message_id": 1, "chat": chat, "from": {"id": 1000 + number}, "text": "x"}}


async def _post(session: aiohttp.ClientSession, hook: str, number: int) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with session.post(f"{hook}/telegram", json=_update(number), headers=headers) as answer:
        return answer.status
