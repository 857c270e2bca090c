"""One update that is not what it should be stops nobody else: not the polling, not the webhook, not its own lane."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import select

from bot import handlers
from bot.app.web import Port, create
from bot.intake.polling import BATCH, Polling
from bot.intake.together import Together
from bot.telegram.api import Api
from bot.telegram.batches import bodies, following
from bot.telegram.errors import TelegramRefused, Unsure
from simulator import Person, Simulator
from simulator.updates import Pending as Queued
from storage.database import Database
from storage.engine.schema import INBOX
from storage.messaging import inbox
from storage.messaging.arrivals import Arrival
from storage.messaging.inbox import Pending, Unreadable
from tests.bot.desk import eventually
from tests.bot.intake.test_intake import SECRET, Lobby
from tests.conftest import Clock

DEEP = "[" * 100_000 + "]" * 100_000
GROUP = '"chat":{"id":-5,"type":"group"},"from":{"id":7,"first_name":"x"}'
ODD = {
    "a reply that is a word": f'{{"message_id":3,{GROUP},"text":"ya","reply_to_message":"x"}}',
    "a reply to a list": f'{{"message_id":3,{GROUP},"text":"ya","reply_to_message":{{"from":[]}}}}',
    "text that is a number": f'{{"message_id":3,{GROUP},"text":7}}',
    "a number of 5,000 digits": f'{{"message_id":{"9" * 5000},{GROUP},"text":"/progres"}}',
    "a chat of 5,000 digits": f'{{"message_id":3,"chat":{{"id":-{"9" * 5000}}},"text":"/progres"}}',
    "an account beyond 2^63": f'{{"message_id":3,"chat":{{"id":{2**63}}},"from":{{"id":{2**63}}},"text":"x"}}',
    "a list": "[]",
    "null": "null",
    "a word": '"\\ud83d"',
    "deep": DEEP,
    "NUL": '{"message_id":"\\u0000","chat":{"id":"\\u0000"}}',
    "a control character": '{"message_id":3,"text":"\x01"}',
    "infinite": '{"message_id":1e999,"chat":{"id":1e999},"from":{"id":-1e999}}',
}


@pytest.fixture
def lobby(database: Database, clock: Clock) -> Lobby:
    return Lobby(database, clock)


@pytest_asyncio.fixture
async def polling(lobby: Lobby, api: Api) -> AsyncIterator[None]:
    task = asyncio.create_task(Polling(api, lobby.intake, None).run())
    yield
    task.cancel()


def said(lobby: Lobby) -> list[str]:
    """Texts of the private messages that were handed over."""
    found = []
    for body in lobby.given:
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            continue
        message = update.get("message")
        if isinstance(message, dict) and "text" in message and message.get("chat", {}).get("type") == "private":
            found.append(message["text"])
    return found


@pytest.mark.parametrize("kind", ["message", "my_chat_member", "callback_query", "channel_post"])
async def test_polling_goes_on_behind_every_odd_update(
    lobby: Lobby, ani: Person, sim: Simulator, polling: None, kind: str
) -> None:
    assert await sim.settled()
    for body in ODD.values():
        sim.world.updates.push(kind, body, "g-5")
        ani.text("sesudahnya")
        assert await sim.settled()
    assert said(lobby) == ["/start", *["sesudahnya"] * len(ODD)]


async def test_all_of_them_in_one_batch_with_somebody_between(
    lobby: Lobby, ani: Person, sim: Simulator, api: Api
) -> None:
    for body in ODD.values():
        sim.world.updates.push("message", body, "g-5")
    ani.text("di tengah")
    sim.world.updates.push("message", ODD["deep"], "g-6")
    task = asyncio.create_task(Polling(api, lobby.intake, None).run())
    assert await sim.settled()
    task.cancel()
    assert said(lobby) == ["/start", "di tengah"]


@dataclass(slots=True, eq=False)
class Numbered(Queued):
    """An update that says another number than Telegram keeps it under."""

    says: str = ""

    @property
    def json(self) -> str:
        return f'{{{self.says}"{self.kind}":{self.body}}}'


def queue(sim: Simulator, says: str) -> None:
    event = sim.world.updates.push("message", '{"message_id":1,"chat":{"id":5,"type":"private"}}', "odd")
    assert event is not None
    odd = Numbered(event.id, event.kind, event.body, event.lane, event.expires, says=says)
    sim.world.updates.events[event.id] = odd


@pytest.mark.parametrize(
    "says",
    [
        "",
        '"update_id":null,',
        '"update_id":"7",',
        '"update_id":-7,',
        f'"update_id":{2**62},',
        f'"update_id":{"9" * 5000},',
    ],
)
async def test_an_odd_number_neither_holds_the_offset_nor_carries_it_away(
    lobby: Lobby, ani: Person, sim: Simulator, polling: None, says: str
) -> None:
    assert await sim.settled()
    queue(sim, says)
    for word in ("satu", "dua", "tiga"):
        ani.text(word)
        await eventually(lambda word=word: said(lobby)[-1] == word)  # type: ignore[misc]
    assert await sim.settled()
    assert lobby.offset() == sim.world.updates.next_id
    assert said(lobby) == ["/start", "satu", "dua", "tiga"]


async def test_a_batch_full_of_updates_without_numbers_is_passed(
    lobby: Lobby, ani: Person, sim: Simulator, api: Api
) -> None:
    task = asyncio.create_task(Polling(api, lobby.intake, None).run())
    assert await sim.settled()
    task.cancel()
    for _ in range(BATCH):
        queue(sim, "")
    ani.text("di belakangnya")
    task = asyncio.create_task(Polling(api, lobby.intake, lobby.offset()).run())
    await eventually(lambda: said(lobby)[-1] == "di belakangnya")
    task.cancel()


@pytest.mark.parametrize(
    ("numbers", "offset", "expected"),
    [
        ([], 500, None),
        ([500, 501], 500, 502),
        ([500, 501, 2**62], 500, 502),
        ([3, 500, 501], 500, 502),
        ([7, 8], 900_000_000, 9),  # begun anew, lower
        ([2**62], 500, 2**62 + 1),
        ([1, 700_000_000, 700_000_001], None, 700_000_002),
    ],
)
def test_the_offset_that_confirms_a_batch(numbers: list[int], offset: int | None, expected: int | None) -> None:
    assert following(numbers, offset) == expected


def test_a_batch_is_taken_apart_whatever_stands_in_it() -> None:
    odd = [f'{{"update_id": {n}, "message": {body}}}' for n, body in enumerate(ODD.values())]
    answer = '{"ok":true,"result":[' + ",".join([*odd, '{"update_id":99,"message":{"text":"]}\\""}}']) + "]}"
    assert bodies(answer.encode()) == [*odd, '{"update_id":99,"message":{"text":"]}\\""}}']
    for nothing in (b"", b"[]", b'{"ok":true}', b'{"ok":true,"result":7}', b"<html>"):
        with pytest.raises(ValueError, match=r"updates|JSON|Expecting"):
            bodies(nothing)


# what the database refuses


async def test_what_the_database_refuses_is_kept_as_words_and_harms_no_other(lobby: Lobby) -> None:
    """Whatever it is: here a lane that was not read with care."""
    bad = Arrival(2**70, "\ud83d", "p1", '{"update_id": 1, "text": "\x00\ud83d"}')
    good = inbox.read_arrival('{"update_id": 2, "message": {"text": "x"}}')
    assert good is not None
    broken = Arrival(7, "\ud83d", "p1", bad.body)
    assert await lobby.intake.store([broken, good], 3) == 2
    rows = lobby.database.read(lambda conn: conn.execute(select(INBOX).order_by(INBOX.c.id)).all())
    assert [row.lane for row in rows] == ["p0", "p0"]
    assert rows[0].body == '{"update_id": 1, "text": "\\x00\\ud83d"}'
    assert lobby.offset() == 3


async def test_where_nothing_can_be_stored_nothing_is_acknowledged(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ValueError

    good = inbox.read_arrival('{"update_id": 2, "message": {"text": "x"}}')
    assert good is not None
    monkeypatch.setattr(inbox, "store", refuse)
    with pytest.raises(ValueError):  # noqa: PT011
        await lobby.intake.store([good], 3)
    assert lobby.offset() is None


# webhook


async def active() -> tuple[str, tuple[str, ...]]:
    return "active", ()


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
async def test_by_webhook_an_odd_update_is_taken_once(lobby: Lobby, body: str) -> None:
    together = Together(lobby.intake.store)

    async def deliver(text: str) -> None:
        arrival = inbox.read_arrival(text)
        if arrival is not None:
            await together.store(arrival)

    port = Port(create(dict, active, deliver, SECRET), "127.0.0.1", 0)
    port.open()
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    await eventually(lambda: port._server.started)
    try:
        async with aiohttp.ClientSession() as telegram:
            for says in ('"update_id":7,', "", '"update_id":"x",'):
                data = f'{{{says}"message":{body}}}'.encode("utf-8", "backslashreplace")
                async with telegram.post(
                    f"http://127.0.0.1:{port.number}/telegram", data=data, headers=headers
                ) as answer:
                    assert answer.status in (200, 400)
                    assert answer.status == 200 or not says
    finally:
        await port.close()


# the lane


async def read(body: str) -> str:
    """What becomes of an update in its lane: the event, "skipped", or "unreadable"."""
    said = []

    async def run(sender: Any, event: Any, place: Any) -> None:
        said.append(repr(event))

    async def skip() -> None:
        said.append("skipped")

    try:
        await handlers.handle(Pending(1, "p7", body), run, skip)
    except Unreadable:
        return "unreadable"
    return said[0]


def private(**fields: Any) -> dict[str, Any]:
    person = {"id": 7, "is_bot": False, "first_name": "Ani"}
    return {"message_id": 3, "date": 1, "chat": {"id": 7, "type": "private"}, "from": person, "text": "x", **fields}


WRONG: dict[str, dict[str, Any]] = {
    "another's private chat": {"from": {"id": 8, "is_bot": False, "first_name": "Budi"}},
    "a group with a person's number": {"chat": {"id": 7, "type": "group"}},
    "an account beyond 2^63": {
        "from": {"id": 2**63, "is_bot": False, "first_name": "x"},
        "chat": {"id": 2**63, "type": "private"},
    },
    "a message number beyond 2^63": {"message_id": 2**63},
    "a fraction": {"message_id": 3.5},
    "a truth": {"message_id": True},
    "null": {"text": None},
    "a list": {"text": ["x"]},
    "a size that is a word": {"text": "", "document": {"file_id": "a", "file_unique_id": "b", "file_size": "7"}},
    "no photo at all": {"photo": []},
    "an album that is a number": {
        "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}],
        "media_group_id": 7,
    },
    "a file's name with NUL": {"document": {"file_id": "\x00", "file_unique_id": "b"}},
    "half an emoji in an album's name": {
        "photo": [{"file_id": "a", "file_unique_id": "b"}],
        "media_group_id": "\ud83d",
    },
    "a mark far outside": {"entities": [{"type": "url", "offset": 2**70, "length": 1}]},
}


@pytest.mark.parametrize("fields", WRONG.values(), ids=WRONG)
async def test_what_a_handler_reads_is_checked_at_the_entrance(fields: dict[str, Any]) -> None:
    assert await read(json.dumps({"update_id": 1, "message": private(**fields)})) == "unreadable"
    assert (await read(json.dumps({"update_id": 1, "message": private()}))).startswith("Text")


async def test_an_update_about_two_things_is_about_none() -> None:
    press = {"id": "9", "from": private()["from"], "chat_instance": "1", "data": "1:x"}
    assert await read(json.dumps({"update_id": 1, "message": private(), "callback_query": press})) == "unreadable"


@pytest.mark.parametrize("digits", ["9" * 5000, "9" * 19, str(2**63), "²", "٣", "-1", ""])
async def test_a_revision_that_is_no_number_is_an_old_press(digits: str) -> None:
    press = {"id": "9", "from": private()["from"], "chat_instance": "1", "data": f"{digits}:V01:3"}
    event = await read(json.dumps({"update_id": 1, "callback_query": press}))
    assert event == "Tap(item='V01:3', revision=-1)"


@pytest.mark.parametrize("words", ["\x00", "a\ud83db", "\ud83d"])
async def test_words_that_no_database_takes_are_cleaned(words: str) -> None:
    fields = {"text": words, "from": {"id": 7, "is_bot": False, "first_name": words}}
    event = await read(json.dumps({"update_id": 1, "message": private(**fields)}))
    press = {"id": "9", "from": private()["from"], "chat_instance": "1", "data": f"1:V01{words}"}
    for said in (event, await read(json.dumps({"update_id": 1, "callback_query": press}))):
        assert said.startswith(("Text", "Tap", "Other"))
        assert "\\x00" not in said
        assert "\\ud83d" not in said


@pytest.mark.parametrize("number", [False, True, 0.0, "0", -1, None, 2**63])
async def test_the_number_of_a_pressed_message_is_a_number(number: object) -> None:
    place = {"message_id": number, "date": 1, "chat": {"id": 7, "type": "private"}}
    press = {"id": "9", "from": private()["from"], "chat_instance": "1", "data": "3:home", "message": place}
    assert await read(json.dumps({"update_id": 1, "callback_query": press})) == "unreadable"
    place["message_id"] = 0  # an old one
    assert (await read(json.dumps({"update_id": 1, "callback_query": press}))).startswith("Tap")


@pytest.mark.parametrize("thread", [True, "5", 2**63, 5.5, []])
async def test_the_topic_of_a_pressed_button_is_a_number(thread: object) -> None:
    chat = {"id": -5, "type": "supergroup", "title": "Tim"}
    place = {"message_id": 4, "date": 1, "chat": chat, "message_thread_id": thread, "is_topic_message": True}
    press = {"id": "9", "from": private()["from"], "chat_instance": "1", "data": "-:x", "message": place}
    assert await read(json.dumps({"update_id": 1, "callback_query": press})) == "unreadable"
    place["message_thread_id"] = 5
    assert (await read(json.dumps({"update_id": 1, "callback_query": press}))).startswith("Press")


# pauses


class Doors:
    """What getUpdates does: failures, one after another."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)

    async def updates(self, params: object, timeout: float) -> list[str]:
        raise self.failures.pop(0) if self.failures else asyncio.CancelledError


async def test_after_a_failure_the_next_try_is_a_second_away_at_most_and_in_an_outage_longer(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    failures = [
        Unsure("cut"),
        TelegramRefused(409, "Conflict: terminated by other getUpdates request"),
        Unsure("status 502"),
    ]
    polling = Polling(Doors(*failures * 10), lobby.intake, None)  # type: ignore[arg-type]
    with pytest.raises(asyncio.CancelledError):
        await polling.run()
    assert len(slept) == 30
    assert max(slept) == 1.0
    polling._answered -= 30
    polling._api = Doors(*failures * 10)  # type: ignore[assignment]
    with pytest.raises(asyncio.CancelledError):
        await polling.run()
    assert max(slept) == 3.0
    polling._answered -= 1000  # an outage that lasts: the pauses grow
    polling._api = Doors(*failures * 10)  # type: ignore[assignment]
    with pytest.raises(asyncio.CancelledError):
        await polling.run()
    assert 3.0 < max(slept) <= 30.0
