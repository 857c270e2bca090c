"""The inbox on both databases: stored once, worked in order, tried five times, never lost."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from storage.database import Database
from storage.engine.schema import INBOX
from storage.messaging import inbox
from storage.messaging.inbox import Arrival, Pending
from tests.conftest import Clock

ANI, BUDI = "p7001", "p7002"


def arrival(number: int, lane: str = ANI, about: str = "") -> Arrival:
    return Arrival(number, about or f"message:{number}", lane, f'{{"update_id": {number}}}')


def store(database: Database, clock: Clock, *arrivals: Arrival, busy: Sequence[str] = ()) -> list[Pending]:
    return database.write(lambda conn: inbox.store(conn, arrivals, clock(), busy))


def states(database: Database) -> list[tuple[str, int]]:
    rows = select(INBOX.c.state, INBOX.c.attempts).order_by(INBOX.c.id)
    return database.read(lambda conn: [(row.state, row.attempts) for row in conn.execute(rows)])


def revive(database: Database, clock: Clock) -> list[Pending]:
    return database.write(lambda conn: inbox.revive(conn, clock()))


def test_stores_in_order_and_marks_the_head_of_each_idle_lane(database: Database, clock: Clock) -> None:
    new = store(database, clock, arrival(1), arrival(2), arrival(3, BUDI), busy=[])
    assert [(pending.lane, pending.body) for pending in new] == [
        (ANI, '{"update_id": 1}'),
        (ANI, '{"update_id": 2}'),
        (BUDI, '{"update_id": 3}'),
    ]
    assert sorted(pending.id for pending in new) == [pending.id for pending in new]
    assert states(database) == [("running", 0), ("queued", 0), ("running", 0)]


def test_a_busy_lane_only_queues(database: Database, clock: Clock) -> None:
    store(database, clock, arrival(1), busy=[ANI])
    assert states(database) == [("queued", 0)]


def test_a_standby_leaves_all_to_the_active_process(database: Database, clock: Clock) -> None:
    database.write(lambda conn: inbox.store(conn, [arrival(1), arrival(2)], clock(), None))
    assert states(database) == [("waiting", 0), ("waiting", 0)]
    taken = database.write(lambda conn: inbox.queued(conn, 0, []))
    assert [pending.body for pending in taken] == ['{"update_id": 1}', '{"update_id": 2}']
    assert states(database) == [("running", 0), ("queued", 0)]


def test_a_repeat_is_stored_once(database: Database, clock: Clock) -> None:
    assert len(store(database, clock, arrival(1), arrival(1), arrival(2))) == 2
    assert store(database, clock, arrival(2), arrival(1)) == []
    assert states(database) == [("running", 0), ("queued", 0)]


def test_a_repeat_of_something_done_is_recognised(database: Database, clock: Clock) -> None:
    (pending,) = store(database, clock, arrival(1))
    database.write(lambda conn: inbox.finish(conn, pending.id, clock(), None))
    clock.advance(hours=47)
    database.write(lambda conn: inbox.bury(conn, clock()))
    assert store(database, clock, arrival(1)) == []


def test_a_number_used_again_for_something_else_is_no_repeat(database: Database, clock: Clock) -> None:
    assert len(store(database, clock, arrival(500, about="message:7001:1"))) == 1
    assert len(store(database, clock, arrival(500, about="message:7001:2"))) == 1


def test_a_late_update_with_a_lower_number_counts(database: Database, clock: Clock) -> None:
    store(database, clock, arrival(900))
    assert len(store(database, clock, arrival(20))) == 1


def test_the_offset_is_committed_with_the_batch(database: Database, clock: Clock) -> None:
    def cut_off(conn: inbox.Connection) -> None:
        inbox.store(conn, [arrival(1)], clock(), [], offset=2)
        raise OSError("cut off")

    with pytest.raises(OSError, match="cut off"):
        database.write(cut_off)
    assert database.read(inbox.load_offset) is None
    assert states(database) == []
    database.write(lambda conn: inbox.store(conn, [arrival(1)], clock(), [], offset=2))
    assert database.read(inbox.load_offset) == 2


def test_the_offset_may_go_down(database: Database, clock: Clock) -> None:
    database.write(lambda conn: inbox.store(conn, [arrival(900)], clock(), [], offset=901))
    database.write(lambda conn: inbox.store(conn, [arrival(20)], clock(), [], offset=21))
    assert database.read(inbox.load_offset) == 21


def test_finishing_empties_the_body_and_marks_the_next(database: Database, clock: Clock) -> None:
    first, second = store(database, clock, arrival(1), arrival(2))
    database.write(lambda conn: inbox.finish(conn, first.id, clock(), second.id))
    rows = select(INBOX.c.state, INBOX.c.body, INBOX.c.done_at).order_by(INBOX.c.id)
    assert database.read(lambda conn: [tuple(row) for row in conn.execute(rows)]) == [
        ("done", None, clock()),
        ("running", '{"update_id": 2}', None),
    ]


def test_five_attempts_with_growing_pauses(database: Database, clock: Clock) -> None:
    (pending,) = store(database, clock, arrival(1))
    pauses = []
    for error in ("conflict", "parsing", "timeout", "disk"):  # every attempt counts, whatever its cause
        next_at = database.write(lambda conn, error=error: inbox.fail(conn, pending.id, error, clock()))
        pauses.append((next_at - clock()).total_seconds())
        clock.now = next_at
    assert pauses == [1, 4, 15, 60]
    assert database.write(lambda conn: inbox.fail(conn, pending.id, "again", clock())) is None
    assert states(database) == [("aside", 5)]
    assert revive(database, clock) == []


def test_a_death_in_work_costs_one_attempt(database: Database, clock: Clock) -> None:
    first, second = store(database, clock, arrival(1), arrival(2))
    assert revive(database, clock) == [Pending(first.id, ANI, first.body, 1), Pending(second.id, ANI, second.body, 0)]
    assert states(database) == [("running", 1), ("queued", 0)]


def test_five_deaths_in_work_set_the_update_aside_and_let_the_lane_go_on(database: Database, clock: Clock) -> None:
    first, second = store(database, clock, arrival(1), arrival(2))
    pauses = []
    for _ in range(4):
        (head, _) = revive(database, clock)
        pauses.append((head.next_at - clock()).total_seconds() if head.next_at else 0)
        clock.advance(seconds=61)
        database.write(lambda conn: inbox.start(conn, [first.id]))  # the lane begins it when its time has come
    assert pauses == [0, 0, 15, 60]
    assert revive(database, clock) == [
        Pending(first.id, ANI, first.body, 5, aside=True),
        Pending(second.id, ANI, second.body, 0),
    ]
    assert states(database) == [("aside", 5), ("running", 0)]


def test_a_death_during_a_pause_costs_nothing(database: Database, clock: Clock) -> None:
    (pending,) = store(database, clock, arrival(1))
    next_at = database.write(lambda conn: inbox.fail(conn, pending.id, "x", clock()))
    assert revive(database, clock) == [Pending(pending.id, ANI, pending.body, 1, next_at)]


def test_deaths_while_an_update_only_waits_for_its_time_cost_nothing(database: Database, clock: Clock) -> None:
    """Killed in the pause and up again after it, any number of times: no turn was begun in between."""
    (pending,) = store(database, clock, arrival(1))
    next_at = database.write(lambda conn: inbox.fail(conn, pending.id, "x", clock()))
    clock.now = next_at
    for _ in range(8):
        clock.advance(seconds=1)
        assert revive(database, clock) == [Pending(pending.id, ANI, pending.body, 1, next_at)]
    assert states(database) == [("queued", 1)]


def test_what_a_standby_stores_during_the_takeover_is_left_to_the_sweep(
    postgresql_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server a transaction may commit between any two statements of ours: what was not read is not taken."""
    database, standby = Database.open(postgresql_url), Database.open(postgresql_url)
    store(database, clock, arrival(1))
    read = inbox._after_death

    def meanwhile(row: Any, now: datetime) -> tuple[Pending, bool]:
        standby.write(lambda conn: inbox.store(conn, [arrival(2, BUDI)], clock(), None))
        return read(row, now)

    monkeypatch.setattr(inbox, "_after_death", meanwhile)
    assert [pending.lane for pending in revive(database, clock)] == [ANI]
    taken = database.write(lambda conn: inbox.queued(conn, 0, [ANI]))
    assert [pending.lane for pending in taken] == [BUDI]
    standby.close()
    database.close()


def test_revives_everything_open_in_order_of_arrival(database: Database, clock: Clock) -> None:
    stored = store(database, clock, *(arrival(number, f"p{number % 3}") for number in range(12)))
    database.write(lambda conn: inbox.put_internal(conn, 1, "changed", "evidence:5", clock()))
    revived = revive(database, clock)
    assert [pending.id for pending in revived][:12] == [pending.id for pending in stored]
    assert [state for state, _ in states(database)] == ["running"] * 3 + ["queued"] * 10


def test_what_others_put_in_is_swept_once(database: Database, clock: Clock) -> None:
    store(database, clock, arrival(1))
    database.write(lambda conn: inbox.put_internal(conn, 7001, "changed", "evidence:5", clock()))
    swept = database.write(lambda conn: inbox.queued(conn, 0, [ANI]))
    body = {"pandu": {"kind": "changed", "key": "evidence:5", "telegram_id": 7001}}
    assert [(pending.lane, json.loads(pending.body)) for pending in swept] == [(ANI, body)]
    assert database.write(lambda conn: inbox.queued(conn, 0, [ANI])) == []


def test_an_event_of_ours_is_put_once_an_instant(database: Database, clock: Clock) -> None:
    def put() -> None:
        database.write(lambda conn: inbox.put_internal(conn, 7001, "changed", "evidence:5", clock()))

    put()
    put()
    clock.advance(seconds=1)
    put()
    assert len(states(database)) == 2


def test_a_row_numbered_earlier_but_committed_later_is_swept(postgresql_url: str, clock: Clock) -> None:
    database = Database.open(postgresql_url)

    def overtaken(conn: inbox.Connection) -> None:
        inbox.store(conn, [arrival(1)], clock(), None)
        database.write(lambda other: inbox.store(other, [arrival(2, BUDI)], clock(), None))
        assert len(database.write(inbox.queued)) == 1  # the later number is seen first

    database.write(overtaken)
    assert [pending.lane for pending in database.write(inbox.queued)] == [ANI]
    database.close()


def test_retry_gives_a_set_aside_update_fresh_attempts(database: Database, clock: Clock) -> None:
    (pending,) = store(database, clock, arrival(1))
    assert database.write(lambda conn: inbox.retry(conn, pending.id, clock())) is False
    for _ in range(5):
        database.write(lambda conn: inbox.fail(conn, pending.id, "x", clock()))
    assert database.write(lambda conn: inbox.retry(conn, pending.id, clock())) is True
    assert database.write(inbox.queued) == [Pending(pending.id, ANI, pending.body, 0)]


def test_buries_tombstones_after_two_days_and_forgotten_words_after_thirty(database: Database, clock: Clock) -> None:
    stored = store(database, clock, *(arrival(number, f"p{number}") for number in range(4)))
    for pending in stored[:2]:
        database.write(lambda conn, row=pending.id: inbox.finish(conn, row, clock(), None))
    database.write(lambda conn: conn.execute(update(INBOX).where(INBOX.c.id == stored[2].id).values(state="aside")))
    clock.advance(hours=49)
    assert database.write(lambda conn: inbox.bury(conn, clock())) == 2
    assert states(database) == [("aside", 0), ("running", 0)]
    clock.advance(days=29)
    database.write(lambda conn: inbox.bury(conn, clock()))
    assert states(database) == [("done", 0), ("running", 0)]


def test_the_newest_number_is_never_given_again(database: Database, clock: Clock) -> None:
    (pending,) = store(database, clock, arrival(1))
    database.write(lambda conn: inbox.finish(conn, pending.id, clock(), None))
    clock.advance(days=400)
    database.write(lambda conn: inbox.bury(conn, clock()))
    (later,) = store(database, clock, arrival(1, about="message:other"))
    assert later.id > pending.id


def test_tally_counts_what_is_open(database: Database, clock: Clock) -> None:
    assert database.read(inbox.tally) == inbox.Tally(0, 0, None)
    began = clock()
    store(database, clock, arrival(1), arrival(2))
    clock.advance(minutes=5)
    (other,) = store(database, clock, arrival(3, BUDI))
    database.write(lambda conn: conn.execute(update(INBOX).where(INBOX.c.id == other.id).values(state="aside")))
    assert database.read(inbox.tally) == inbox.Tally(2, 1, began)


def test_an_error_that_is_too_long_is_cut(database: Database, clock: Clock) -> None:
    (pending,) = store(database, clock, arrival(1))
    database.write(lambda conn: inbox.fail(conn, pending.id, "x" * 9999, clock()))
    assert database.read(lambda conn: conn.execute(select(INBOX.c.error)).scalar()) == "x" * 2000


def test_thousands_of_updates_are_buried_a_little_at_a_time(sqlite_only: Database, clock: Clock) -> None:
    def fill(conn: inbox.Connection) -> None:
        row = {"lane": ANI, "state": "done", "attempts": 0, "error": "", "received_at": clock(), "done_at": clock()}
        conn.execute(insert(INBOX), [{**row, "update_id": number, "identity": ""} for number in range(2500)])

    sqlite_only.write(fill)
    clock.advance(hours=49)
    counts = [sqlite_only.write(lambda conn: inbox.bury(conn, clock())) for _ in range(4)]
    assert counts == [1000, 1000, 499, 0]
