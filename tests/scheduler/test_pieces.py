"""One bad piece of a tick harms only itself, whatever it is: counted, tried again after growing pauses, set aside with
an alarm; the others of the same tick go on. A process that dies in a piece has used up one of its attempts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, text, update

from bot.holidays.days import days_off
from scheduler.boards import boards
from scheduler.clock import Ticker
from scheduler.env import Piece, Tick, TickEnv
from scheduler.periods import periods
from scheduler.posts import posts
from scheduler.reminders import reminders
from scheduler.ticks import TICKS
from storage.database import Database
from storage.engine.attempts import WORK
from storage.engine.schema import ASSESSMENT, GUESS, OUTBOX, PEMDA, PERIOD, REMINDER, SETTING, TEAM_GROUP, WORK_ITEM
from storage.engine.settings import put
from storage.messaging import work_items
from tests.conftest import Clock
from tests.scheduler.nation import Nation
from tests.scheduler.test_reminders import DUE, VERIFIED, WITA, at

ADMIN = 99
ENV = TickEnv(frozenset({ADMIN}), days_off)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)

BAD: dict[str, Callable[[Connection], Any]] = {
    "raises": lambda conn: 1 / 0,
    "refused by the database": lambda conn: conn.execute(text("SELECT no_such_column FROM pemda")),
    "a value nothing can hold": lambda conn: conn.execute(insert(GUESS), {"telegram_id": 2**70, "at": NOON}),
    "breaks a rule": lambda conn: [put(conn, "half", "done"), conn.execute(text("INSERT INTO opd (id) VALUES (1)"))],
}


def ticker(database: Database, clock: Callable[[], datetime], **ticks: Tick) -> Ticker:
    rows = tuple((name, SECOND, tick) for name, tick in ticks.items())
    return Ticker(database, clock, ENV, lambda: None, lambda name, error: type(error).__name__, rows)


def does(conn: Connection, key: str) -> bool:
    put(conn, key, "done")
    return False


def three(bad: Callable[[Connection], Any]) -> Tick:
    """The second of three pieces is bad."""

    def tick(conn: Connection, now: datetime, env: TickEnv) -> list[Piece]:
        sound = (Piece(key, None, partial(does, key=key)) for key in ("1", "3"))
        return [next(sound), Piece("2", None, bad), *sound]

    return tick


def kept(database: Database) -> list[str]:
    return database.read(lambda conn: sorted(conn.execute(select(SETTING.c.key)).scalars()))


def items(database: Database) -> list[tuple[str, str, int]]:
    rows = select(WORK_ITEM.c.kind, WORK_ITEM.c.key, WORK_ITEM.c.attempts).order_by(WORK_ITEM.c.id)
    return database.read(lambda conn: [tuple(row) for row in conn.execute(rows)])


def said(database: Database) -> list[str]:
    rows = select(OUTBOX.c.chat_id, OUTBOX.c.payload).order_by(OUTBOX.c.id)
    found = database.read(lambda conn: conn.execute(rows).all())
    return [f"{row.chat_id}: {row.payload['text'].splitlines()[0]}" for row in found]


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
async def test_a_bad_piece_harms_no_other_and_leaves_nothing_half_done(
    database: Database, clock: Clock, bad: Callable[[Connection], Any]
) -> None:
    await ticker(database, clock, one=three(bad), two=three(lambda conn: False)).once()
    assert kept(database) == ["1", "3"]
    assert items(database) == [("one", "2", 1)]


async def test_it_is_tried_after_growing_pauses_then_set_aside_and_told_once(database: Database, clock: Clock) -> None:
    tried: list[datetime] = []

    def bad(conn: Connection) -> bool:
        tried.append(clock())
        raise ZeroDivisionError

    clocked = ticker(database, clock, posts=three(bad))
    begin = clock()
    for _ in range(60 * 30):  # 30 hours, minute by minute
        if clock() - begin < timedelta(hours=3) or clock().minute == 0:
            await clocked.once()
        clock.advance(minutes=1)
    assert [round((when - begin) / timedelta(minutes=1)) for when in tried[:5]] == [0, 1, 6, 21, 81]
    assert len(tried) == 6  # and once a day
    assert said(database) == [f"{ADMIN}: ⚠️ <b>Bot belum berhasil menyiapkan kiriman ke grup</b>"]
    assert database.read(lambda conn: work_items.count(conn, clock())) == 1


async def test_what_goes_well_again_leaves_nothing(database: Database, clock: Clock) -> None:
    bad = [True]

    def sometimes(conn: Connection) -> bool:
        return bool(1 / (0 if bad[0] else 1)) and False

    clocked = ticker(database, clock, one=three(sometimes))
    await clocked.once()
    bad[0] = False
    clock.advance(minutes=2)
    await clocked.once()
    assert items(database) == []


async def test_a_tick_that_cannot_look_is_counted_and_stops_no_other(database: Database, clock: Clock) -> None:
    def blind(conn: Connection, now: datetime, env: TickEnv) -> list[Piece]:
        raise ZeroDivisionError

    await ticker(database, clock, blind=blind, sound=three(lambda conn: False)).once()
    assert kept(database) == ["1", "3"]
    assert items(database) == [("blind", "", 1)]


class Died(BaseException):
    """The process ends here: nothing behind it runs."""


async def test_a_process_that_dies_in_a_piece_counts_it(database: Database, clock: Clock) -> None:
    """Five deaths in the same piece, each time by a process that knows nothing of the former: it is set aside, and
    what comes behind it is done."""

    def deadly(conn: Connection) -> bool:
        raise Died

    for _ in range(WORK.attempts):
        dying = ticker(database, clock, upkeep=three(deadly))
        await dying.revive()
        clock.advance(hours=2)  # behind the pause that follows a third death
        with pytest.raises(Died):
            await dying.once()
        assert "3" not in kept(database)
    after = ticker(database, clock, upkeep=three(deadly))
    await after.revive()
    await after.once()
    assert kept(database) == ["1", "3"]
    assert items(database) == [("upkeep", "2", WORK.attempts)]
    assert said(database) == [f"{ADMIN}: ⚠️ <b>Bot belum berhasil membersihkan data lama</b>"]
    clock.advance(days=3)
    await after.once()  # not by itself: it would take the process along
    assert items(database) == [("upkeep", "2", WORK.attempts)]


def test_every_tick_gives_pieces(sqlite_only: Database, clock: Clock) -> None:
    """So that none is forgotten: each is asked once on an empty database."""
    for name, _, tick in TICKS:
        found = sqlite_only.write(lambda conn, tick=tick: list(tick(conn, clock(), ENV)))  # type: ignore[misc]
        assert all(isinstance(piece, Piece) for piece in found), name


# the real ticks: what is wrong with one Pemda's rows


def spoil(conn: Connection, pemda: int = 1) -> None:
    """A time zone nobody knows: this Pemda cannot be looked at."""
    conn.execute(update(PEMDA).where(PEMDA.c.id == pemda).values(timezone="Asia/Atlantis"))


def two_pemda(database: Database) -> Nation:
    nation = Nation(database, at(1), 2, {1: WITA, 2: WITA})
    nation.now = at(1).replace(month=11)
    nation.build(nation.now - timedelta(days=1), {1: DUE, 2: DUE}, VERIFIED)
    groups = [
        {"pemda_id": pemda, "chat_id": -pemda, "title": "Tim", "bound_at": nation.now - timedelta(days=2)}
        for pemda in (1, 2)
    ]
    database.write(lambda conn: conn.execute(TEAM_GROUP.insert(), groups))
    return nation


@pytest.mark.parametrize("tick", [periods, reminders, boards, posts], ids=lambda tick: tick.__name__)
async def test_one_pemda_that_cannot_be_read_stops_no_other(database: Database, tick: Tick) -> None:
    nation = two_pemda(database)
    monday = (
        VERIFIED + timedelta(days=3) if tick is periods else at(7)
    )  # a period to be closed, or one in its last week
    clocked = ticker(database, Clock(monday), it=tick)
    database.write(spoil)
    await clocked.once()
    failed = {key for _, key, attempts in items(database) if attempts}
    assert len(failed) == 1
    assert _done(nation) != {}


def _done(nation: Nation) -> dict[str, object]:
    """What a tick did for the second Pemda."""

    def read(conn: Connection) -> dict[str, object]:
        closed = conn.execute(select(PERIOD.c.id).where(PERIOD.c.pemda_id == 2, PERIOD.c.status == "closed")).all()
        reminded = conn.execute(select(REMINDER.c.id).where(REMINDER.c.pemda_id == 2)).all()
        posted = conn.execute(select(OUTBOX.c.id).where(OUTBOX.c.chat_id == -2)).all()
        found = {"closed": closed, "reminded": reminded, "posted": posted}
        return {name: value for name, value in found.items() if value}

    return nation.database.read(read)


@pytest.mark.parametrize("where", ["look", "leaving"])
async def test_one_opd_that_cannot_be_read_keeps_no_other_from_being_reminded(database: Database, where: str) -> None:
    nation = two_pemda(database)
    clock = Clock(at(7))
    nation.now = at(7)
    clocked = ticker(database, clock, reminders=reminders)
    if where == "look":
        _spoil_opd(nation)
    await clocked.once()
    if where == "leaving":
        _spoil_opd(nation)
    nation.deliver()
    assert {said.account for said in nation.said} == {1001, 2000, 2001, *_others(nation)}
    assert [key.partition(":")[0] for _, key, attempts in items(database) if attempts]
    assert database.read(lambda conn: work_items.count(conn, clock() + timedelta(hours=2)))


def _spoil_opd(nation: Nation) -> None:
    """The first OPD of the first Pemda is in a state nobody knows; its contact is account 1000."""

    def work(conn: Connection) -> None:
        number = nation.assessment(conn, 1, 0)
        conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == number).values(status="unheard_of"))

    nation.database.write(work)


def _others(nation: Nation) -> set[int]:
    """Second contacts, who are reminded of the first OPD of the second Pemda."""
    return {nation.account(2, 0, second=True)}
