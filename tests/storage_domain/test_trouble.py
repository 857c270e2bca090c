"""Who hears of an update that failed: its sender, the coordinators, the administrators."""

import json
from typing import Any

import pytest
from sqlalchemy import Connection, update

from bot.texts import faults
from bot.trouble import Trouble
from core.effects import MarkReachable, RetryUpdate
from storage import effects, inbox
from storage.inbox import Pending, read_arrival
from storage.schema import INBOX, MEMBERSHIP, OUTBOX
from tests.storage_domain.region import ADMIN, Region

STRANGER = 4711


def message(account: int, **more: Any) -> dict[str, Any]:
    sender = {"id": account, "is_bot": False, "first_name": "Joko"}
    return {"message_id": 9, "date": 1, "chat": {"id": account, "type": "private"}, "from": sender, **more}


async def fails(region: Region, body: dict[str, Any], attempts: int, aside: bool) -> None:
    """The update arrives, fails so often, and is told of."""

    def work(conn: Connection) -> Pending:
        (row,) = inbox.store(conn, [read_arrival(json.dumps({"update_id": 7, **body}))], region.now, ())
        values = {"state": "aside" if aside else "queued", "attempts": attempts}
        conn.execute(update(INBOX).where(INBOX.c.id == row.id).values(values))
        return Pending(row.id, row.lane, row.body, attempts)

    pending = region.database.write(work)
    trouble = Trouble(region.database, frozenset({ADMIN}), lambda: region.now, lambda: None)
    await trouble.tell(pending, "KeyError", aside)


def told(region: Region) -> list[tuple[str, str]]:
    names = {number * 11: name for name, number in region.person.items()} | {ADMIN: "admin", STRANGER: "stranger"}
    return [(names[call["chat_id"]], call["payload"]["text"].splitlines()[-1]) for call in region.rows(OUTBOX)]


def buttons(region: Region) -> list[str]:
    return [item for row in region.rows(OUTBOX)[-1]["payload"]["rows"] for _, item, _ in row]


FIVE = "Lima kali dicoba, belum berhasil diolah. Kiriman tetap tersimpan."
UNREAD = "Isinya tidak terbaca oleh bot. Kiriman tetap tersimpan."


async def test_the_coordinators_of_the_senders_pemda_are_told(region: Region) -> None:
    await fails(region, {"message": message(region.person["Ani"] * 11, text="halo")}, 5, aside=True)
    assert told(region) == [("Ani", faults.KEPT), ("Citra", f"Dinkes, Ani: pesan. {FIVE}")]
    assert buttons(region) == ["retry:1:1", "aside:1:1"]


async def test_what_cannot_be_read_is_told_as_such(region: Region) -> None:
    await fails(region, {"message": message(region.person["Ani"] * 11, text="halo")}, 1, aside=True)
    assert told(region) == [("Ani", faults.KEPT), ("Citra", f"Dinkes, Ani: pesan. {UNREAD}")]


@pytest.mark.parametrize("gone", ["unreachable", "left"])
async def test_without_a_coordinator_within_reach_the_administrators_are_told(region: Region, gone: str) -> None:
    if gone == "unreachable":
        region.do("Citra", MarkReachable(False))
    else:
        ended = update(MEMBERSHIP).where(MEMBERSHIP.c.person_id == region.person["Citra"]).values(ended_at=region.now)
        region.database.write(lambda conn: conn.execute(ended))
    await fails(region, {"message": message(region.person["Ani"] * 11, text="halo")}, 5, aside=True)
    assert told(region) == [("Ani", faults.KEPT), ("admin", f"Dinkes, Ani: pesan. {FIVE}")]


async def test_what_a_stranger_sent_goes_to_the_administrators_who_can_try_again(region: Region) -> None:
    await fails(region, {"message": message(STRANGER, photo=[])}, 5, aside=True)
    assert told(region) == [("stranger", faults.KEPT), ("admin", f"Joko: foto. {FIVE}")]
    assert buttons(region) == ["retry:1:1", "aside:1:1"]
    region.do("Citra", RetryUpdate(1))
    assert region.row(INBOX)["state"] == "aside"
    administrator = effects.Actor(None, ADMIN, region.now, frozenset({ADMIN}))
    region.database.write(lambda conn: effects.apply(conn, RetryUpdate(1), administrator))
    assert region.row(INBOX)["state"] == "waiting"


async def test_what_came_from_a_group_goes_to_the_administrators(region: Region) -> None:
    group = {"message": {**message(STRANGER, text="/progres"), "chat": {"id": -5, "type": "group"}}}
    await fails(region, group, 5, aside=True)
    assert told(region) == [("admin", f"Joko: pesan. {FIVE}")]


async def test_a_press_is_answered_once(region: Region) -> None:
    press = {"callback_query": {"id": "77", "from": message(STRANGER)["from"], "chat_instance": "1", "data": "1:x"}}
    await fails(region, press, 1, aside=True)
    answers = [call for call in region.rows(OUTBOX) if call["kind"] == "answer"]
    assert [call["payload"] for call in answers] == [{"id": "77", "text": faults.KEPT}]


async def test_a_press_that_was_answered_when_it_failed_is_not_answered_again(region: Region) -> None:
    press = {"callback_query": {"id": "77", "from": message(STRANGER)["from"], "chat_instance": "1", "data": "1:x"}}
    await fails(region, press, 5, aside=True)
    assert [call["kind"] for call in region.rows(OUTBOX)] == ["send"]
