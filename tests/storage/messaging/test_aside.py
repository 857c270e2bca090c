"""Who hears of an update that failed: its sender, the coordinators, the administrators."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, func, insert, select, update

from bot.holidays.days import days_off
from bot.intake.trouble import FailureNotices
from bot.texts import faults
from core.effects import MarkReachable, RetryAll, RetryUpdate
from core.pemda.parts import EVERYTHING
from scheduler.alarms import alarms as alarms_tick
from scheduler.env import TickEnv
from storage import effects
from storage.engine.schema import INBOX, MEMBERSHIP, OUTBOX
from storage.evidence.opening import open_store
from storage.messaging import aside, inbox, outbox
from storage.messaging.contents import Message
from storage.messaging.inbox import Pending, read_arrival
from storage.operations.doctor import examine
from storage.operations.doctor_look import LINES
from storage.pemda import facts as pemda_facts
from tests.storage.region import ADMIN, Region
from tests.ticking import work

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
    trouble = FailureNotices(region.database, frozenset({ADMIN}), lambda: region.now, lambda: None)
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
    assert region.refuses("Citra", RetryUpdate(1))
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


# a burst


def flood(region: Region, account: int, count: int, body: str = "{}") -> list[Pending]:
    """So many updates of one account are set aside."""

    def work(conn: Connection) -> list[Pending]:
        first = 1 + (conn.execute(select(func.max(INBOX.c.id))).scalar() or 0)
        rows = [
            {"id": first + n, "update_id": first + n, "identity": "x", "lane": f"p{account}", "body": body}
            | {"state": "aside", "attempts": 5, "error": "KeyError", "received_at": region.now}
            for n in range(count)
        ]
        conn.execute(insert(INBOX), rows)
        return [Pending(row["id"], row["lane"], body, 5) for row in rows]

    return region.database.write(work)


async def test_a_burst_is_one_alarm_an_hour_that_says_how_many(region: Region) -> None:
    ani = region.person["Ani"] * 11
    trouble = FailureNotices(region.database, frozenset({ADMIN}), lambda: region.now, lambda: None)
    for pending in flood(region, ani, 30):
        await trouble.tell(pending, "KeyError", True)
    alarms = [text for who, text in told(region) if who == "Citra"]
    assert alarms == [f"Dinkes, : kiriman. {FIVE}".replace(", :", ", Ani:")]
    env = TickEnv(frozenset({ADMIN}), days_off)
    assert not region.database.write(lambda conn: work(conn, alarms_tick, region.now, env))
    region.now += timedelta(hours=1)
    assert region.database.write(lambda conn: work(conn, alarms_tick, region.now, env))
    assert not region.database.write(lambda conn: work(conn, alarms_tick, region.now, env))
    texts = [call["payload"]["text"] for call in region.rows(OUTBOX)]
    assert texts[-1] == "⚠️ <b>29 kiriman disisihkan</b>\nBelum berhasil diolah. Semua tetap tersimpan."
    assert buttons(region) == ["list_aside:1"]


async def test_the_last_of_thousands_costs_what_the_first_did(region: Region) -> None:
    """Statements of an alarm, of the coordinator's view, of one that is tried again; rows that are read for a list."""
    ani = region.person["Ani"] * 11
    trouble = FailureNotices(region.database, frozenset({ADMIN}), lambda: region.now, lambda: None)

    def statements(work: Callable[[], object]) -> int:
        seen = 0

        def note(*_: object) -> None:
            nonlocal seen
            seen += 1

        event.listen(Engine, "before_cursor_execute", note)
        try:
            work()
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return seen

    def cost(pending: Pending) -> tuple[int, ...]:
        def alarm() -> None:
            region.database.write(lambda conn: trouble._tell(conn, pending, True, region.now))

        def view() -> None:
            region.database.read(lambda conn: pemda_facts.load(conn, 1, region.now, parts=EVERYTHING))

        def retry() -> None:
            region.do("Citra", RetryUpdate(pending.id))

        region.now += timedelta(hours=2)
        return statements(alarm), statements(view), statements(retry)

    flood(region, ani, aside.SHOWN)
    region.database.read(
        lambda conn: pemda_facts.load(conn, 1, region.now, parts=EVERYTHING)
    )  # instruments are read once
    first = cost(flood(region, ani, 1)[0])
    flood(region, ani, 3000)
    assert cost(flood(region, ani, 1)[0]) == first
    lines = region.database.read(lambda conn: pemda_facts.load(conn, 1, region.now, parts=EVERYTHING))
    assert (len(lines.aside), len(lines.aside) + lines.aside_more) == (aside.SHOWN, aside.COUNTED)
    report = examine(region.database, open_store("file:/nowhere"), region.now)
    assert (report.set_aside, len(report.seen.set_aside)) == (aside.SHOWN + 3000, LINES)


HUGE = (2**63, 2**70, 10**400, 0, -5)


@pytest.mark.parametrize("number", HUGE)
async def test_an_account_that_is_none_makes_nothing_fail(region: Region, number: int) -> None:
    trouble = FailureNotices(region.database, frozenset({ADMIN}), lambda: region.now, lambda: None)
    (pending,) = flood(region, number, 1, '{"message": {"from": {"first_name": 7}}}')
    await trouble.tell(pending, "KeyError", True)
    assert [who for who, _ in told(region)] == ["admin"]
    view = region.database.read(lambda conn: pemda_facts.load(conn, 1, region.now, of_all=True, parts=EVERYTHING))
    assert [line.id for line in view.aside] == [pending.id]
    examine(region.database, open_store("file:/nowhere"), region.now)


def test_all_of_a_list_are_tried_again_with_one_order(region: Region) -> None:
    ours, theirs = flood(region, region.person["Ani"] * 11, 50), flood(region, region.person["Gita"] * 11, 2)
    assert region.refuses("Ani", RetryAll(1))
    region.do("Citra", RetryAll(1))
    states = {row["id"]: row["state"] for row in region.rows(INBOX)}
    assert {states[one.id] for one in ours} == {"waiting"}
    assert {states[one.id] for one in theirs} == {"aside"}


# what waits


def test_what_waits_for_more_than_an_hour_is_seen_by_its_own_coordinators(region: Region) -> None:
    def work(conn: Connection) -> None:
        for name in ("Ani", "Gita"):
            account = region.person[name] * 11
            update_of = json.dumps({"update_id": account, "message": message(account, text="x")})
            inbox.store(conn, [read_arrival(update_of)], region.now, None)
            calls = [
                outbox.Call(account, outbox.Kind.SEND, Message("x"), priority)
                for priority in (outbox.Priority.NOTICE, outbox.Priority.RECORD)
            ]
            outbox.add(conn, calls, region.now, sending=False)

    region.database.write(work)

    def seen(pemda: int) -> list[tuple[str, int]]:
        view = region.database.read(lambda conn: pemda_facts.load(conn, pemda, region.now, parts=EVERYTHING))
        return [(line.kind, line.count) for line in view.waits]

    assert seen(1) == []
    region.now += timedelta(minutes=61)
    assert seen(1) == seen(2) == [("updates", 1), ("calls", 1)]
    report = examine(region.database, open_store("file:/nowhere"), region.now)
    assert [(one.trouble, one.count) for one in report.warnings] == [("updates_late", 2), ("calls_late", 2)]
