"""Between the tick and the sending, after hours, in two Pemda at once, by hand, by two processes."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from bot.holidays.days import days_off
from core.assessment.model import Status
from core.effects import ChangePemda, PutOff, RemindNow
from core.people.roles import Role
from scheduler.clock import Ticker
from scheduler.env import TickEnv
from storage import effects
from storage.database import Database
from storage.engine.schema import MEMBERSHIP, OUTBOX, PERSON, REMINDER
from tests.scheduler.nation import Nation

WITA = ZoneInfo("Asia/Makassar")
DUE = datetime(2026, 12, 14, 16, 0, tzinfo=WITA)
VERIFIED = datetime(2027, 1, 8, 16, 0, tzinfo=WITA)
ANI = 1001  # the contact of OPD 1


def at(day: int, hour: int = 8, minute: int = 31) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=WITA).astimezone(UTC)


def build(database: Database, **zones: ZoneInfo) -> Nation:
    """Two OPD in each Pemda (one of them, unless told otherwise); the opening was told long ago."""
    places = dict(enumerate(zones.values(), start=1)) or {1: WITA}
    nation = Nation(database, datetime(2026, 11, 2, 0, 31, tzinfo=UTC), 2, places)
    nation.build(datetime(2026, 11, 1, tzinfo=UTC), dict.fromkeys(places, DUE), VERIFIED)
    for hour in (0, 1):
        nation.now = datetime(2026, 11, 2, hour, 31, tzinfo=UTC)
        nation.tick()
    nation.database.write(lambda conn: conn.execute(update(PERSON).values(unreachable_since=None)))
    nation.said.clear()
    return nation


def told(nation: Nation, account: int = ANI) -> list[str]:
    return [said.text for said in nation.said if said.account == account]


def states(nation: Nation, account: int = ANI) -> dict[str, str]:
    return {str(row["rule"]): str(row["state"]) for row in nation.rows() if row["telegram_id"] == account}


def person(nation: Nation, account: int) -> int:
    found = select(PERSON.c.id).where(PERSON.c.telegram_id == account)
    return int(nation.database.read(lambda conn: conn.execute(found).scalar_one()))


def test_who_sends_between_the_tick_and_the_sending_hears_nothing(database: Database) -> None:
    nation = build(database)
    nation.now = at(7)
    nation.look()
    nation.becomes(1, 1, Status.SUBMITTED)
    nation.deliver()
    assert told(nation) == []
    assert states(nation)["due-7"] == "moot"
    assert nation.waiting() == 0


def test_it_says_how_things_stand_when_it_leaves(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(7)
    nation.look()
    nation.becomes(1, 1, Status.DRAFT)
    nation.deliver()
    assert "Sudah 0 dari 11" in told(nation)[0]


def test_more_time_between_the_tick_and_the_sending_silences_it_and_reminds_anew(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(7)
    nation.look()
    nation.extends(1, 1, DUE + timedelta(days=7))
    nation.deliver()
    assert told(nation) == []
    nation.now = at(14)
    nation.tick()
    assert "7 hari lagi: Senin, 21 Desember 2026" in told(nation)[0]


def test_who_has_left_the_opd_hears_nothing(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(7)
    nation.look()
    nation.database.write(lambda conn: conn.execute(update(MEMBERSHIP).values(ended_at=nation.now)))
    nation.deliver()
    assert nation.said == []


def test_a_blocked_bot_is_on_record(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.blocked = {ANI}
    nation.now = at(7)
    nation.tick()
    assert states(nation)["due-7"] == "unreachable"


def test_who_is_known_to_be_out_of_reach_is_on_record_without_a_call(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    gone = update(PERSON).where(PERSON.c.telegram_id == ANI).values(unreachable_since=at(1))
    nation.database.write(lambda conn: conn.execute(gone))
    nation.now = at(7)
    nation.look()
    assert states(nation)["due-7"] == "unreachable"
    waiting = select(OUTBOX.c.id).where(OUTBOX.c.chat_id == ANI, OUTBOX.c.state == "waiting")
    assert nation.database.read(lambda conn: conn.execute(waiting).all()) == []


def test_what_did_not_leave_by_day_leaves_the_next_working_morning(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(11, 15, 50)  # a Friday, D-3
    nation.look()
    nation.now = at(11, 19)
    nation.deliver()
    assert nation.said == []
    assert states(nation)["due-3"] == "put_off"
    nation.now = at(14)  # Monday: D0 says it better
    nation.tick()
    assert "hari ini" in told(nation)[0]
    assert states(nation) == {**states(nation), "due-3": "merged", "due+0": "sent"}


def test_what_concerns_the_last_days_leaves_in_the_evening_too(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(13)
    nation.look()
    nation.now = at(13, 19)
    nation.deliver()
    assert "besok" in told(nation)[0]


def test_a_day_without_the_bot_is_made_up_for_the_next_morning_not_at_night(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    for moment in (at(7, 8, 29), at(7, 16), at(7, 23), at(8, 8, 29)):
        nation.now = moment
        nation.tick()
    assert nation.said == []
    nation.now = at(8)
    nation.tick()
    assert len(told(nation)) == 1
    assert "6 hari lagi" in told(nation)[0]


def test_two_pemda_of_one_zone_make_one_message(sqlite_only: Database) -> None:
    nation = build(sqlite_only, one=WITA, two=WITA)
    nation.database.write(lambda conn: nation.join(conn, 2, ANI, Role.CONTACT, 1))
    nation.now = at(7)
    nation.tick()
    assert told(nation) == []  # it waits a moment for the other Pemda
    nation.now = at(7, 8, 34)
    nation.tick()
    assert len(told(nation)) == 1
    assert told(nation)[0].count("tenggat 7 hari lagi") == 2


def test_a_pemda_whose_morning_comes_later_waits_a_day_but_for_the_last_two(sqlite_only: Database) -> None:
    nation = build(sqlite_only, one=WITA, two=ZoneInfo("Asia/Jakarta"))
    nation.database.write(lambda conn: nation.join(conn, 2, ANI, Role.CONTACT, 1))
    for moment in (at(7), at(7, 8, 40), at(7, 9, 31), at(7, 9, 40)):
        nation.now = moment
        nation.tick()
    assert len(told(nation)) == 1
    for moment in (at(8), at(8, 9, 31), at(8, 9, 40)):
        nation.now = moment
        nation.tick()
    assert len(told(nation)) == 2


def test_remind_now_is_that_days_message(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(7, 7, 0)
    opd = nation.database.read(lambda conn: nation.opd(conn, 1, 1))
    nation.do(RemindNow(1, (opd,)))
    nation.deliver()
    nation.now = at(7)
    nation.tick()
    assert len(told(nation)) == 1
    assert states(nation) == {**states(nation), "now": "sent", "due-7": "merged"}


def test_remind_now_is_refused_where_nobody_owes_anything(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(7)
    nation.becomes(1, 1, Status.SUBMITTED)
    opd = nation.database.read(lambda conn: nation.opd(conn, 1, 1))
    with pytest.raises(effects.Refused):
        nation.do(RemindNow(1, (opd,)))


def put_off(nation: Nation, day: date, to: date) -> None:
    actor = effects.Actor(person(nation, ANI), ANI, nation.now)
    nation.database.write(lambda conn: effects.apply(conn, PutOff(day, to), actor))


def test_what_was_put_off_comes_once_more_without_its_button(database: Database) -> None:
    nation = build(database)
    nation.now = at(7)
    nation.tick()
    put_off(nation, date(2026, 12, 7), date(2026, 12, 8))
    put_off(nation, date(2026, 12, 7), date(2026, 12, 8))  # pressed twice
    edits = [row for row in rows(nation) if row["kind"] == "edit"]
    assert [[button[0] for row in edit["payload"]["rows"] for button in row] for edit in edits] == [
        ["Mulai mengisi V01"]
    ]
    nation.deliver()
    for day in (8, 9, 10):
        nation.now = at(day)
        nation.tick()
    assert [text.splitlines()[0] for text in told(nation)] == [
        "<b>Dinas 1 · tenggat 7 hari lagi: Senin, 14 Desember 2026 pukul 16.00 WITA</b>",
        "<b>Dinas 1 · tenggat 6 hari lagi: Senin, 14 Desember 2026 pukul 16.00 WITA</b>",
    ]


def test_what_was_put_off_and_is_no_longer_owed_does_not_come(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(7)
    nation.tick()
    put_off(nation, date(2026, 12, 7), date(2026, 12, 8))
    nation.becomes(1, 1, Status.SUBMITTED)
    nation.now = at(8)
    nation.tick()
    assert len(told(nation)) == 1


def test_nobody_puts_off_for_weeks_or_for_somebody_else(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(7)
    nation.tick()
    with pytest.raises(effects.Refused):
        put_off(nation, date(2026, 12, 7), date(2027, 1, 7))
    actor = effects.Actor(person(nation, 1000), 1000, nation.now)  # another contact, with Ani's button
    order = PutOff(date(2026, 12, 7), date(2026, 12, 8))
    nation.database.write(lambda conn: effects.apply(conn, order, actor))
    assert states(nation)["due-7"] == "sent"


async def test_two_processes_at_the_same_moment_say_it_once(database: Database, database_url: str) -> None:
    """It cannot happen under the serve lock; were it to, the unique key would take back the second one's messages."""
    nation = build(database)
    nation.now = at(7)
    other = Database.open(database_url)
    env = TickEnv(frozenset(), days_off)
    tickers = [
        Ticker(one, lambda: nation.now, env, lambda: None, lambda name, error: None) for one in (database, other)
    ]
    await asyncio.gather(*(ticker.once() for ticker in tickers))
    other.close()
    nation.deliver()
    assert sorted(said.account for said in nation.said) == [1000, ANI, 1500]


def rows(nation: Nation) -> list[dict[str, object]]:
    return nation.database.read(lambda conn: [dict(row._mapping) for row in conn.execute(select(OUTBOX))])


def test_the_log_keeps_what_each_message_was(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.now = at(7)
    nation.tick()
    found = nation.database.read(lambda conn: conn.execute(select(REMINDER).where(REMINDER.c.rule == "due-7")).all())
    assert {row.state for row in found} == {"sent"}
    assert all(row.told_at == nation.now and row.outbox_id for row in found)


BUDI = 1998  # the verifier of the first Pemda


def test_a_verifier_hears_in_the_morning_what_is_new_and_what_waits_since_when(database: Database) -> None:
    nation = build(database)
    nation.now = at(7, 10)
    nation.becomes(1, 1, Status.SUBMITTED, submitted_at=at(1, 10))
    nation.now = at(7, 10, 5)
    nation.tick()
    nation.becomes(1, 0, Status.SUBMITTED, submitted_at=at(7, 15))
    nation.now = at(8)
    nation.tick()
    nation.tick()  # the bot was killed and looks again
    assert told(nation, BUDI)[-1] == (
        "<b>Antrean verifikasi: 2 OPD menunggu Bapak/Ibu</b>\n"
        "Baru: Dinas 0.\n"
        "⚠️ Dinas 1 · menunggu 5 hari kerja, sejak Selasa, 1 Desember 2026"
    )
    assert len([said for said in nation.said if said.account == BUDI and said.at == at(8)]) == 1
    assert nation.said[-1].buttons == ("Buka antrean",)
    for day in (12, 13):  # a weekend
        nation.now = at(day)
        nation.tick()
    assert [said.at for said in nation.said if said.account == BUDI and said.at > at(8)] == []


def test_a_verifier_for_whom_nothing_waits_any_more_hears_nothing(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.becomes(1, 1, Status.SUBMITTED, submitted_at=at(4))
    nation.now = at(7)
    nation.look()
    nation.becomes(1, 1, Status.VERIFIED)
    nation.deliver()
    assert (told(nation, BUDI), states(nation, BUDI)) == ([], {"queue": "moot"})
    nation.now = at(8)
    nation.tick()
    assert told(nation, BUDI) == []


def test_the_queues_of_two_pemda_are_one_message_a_morning_whatever_their_zones(sqlite_only: Database) -> None:
    nation = build(sqlite_only, one=WITA, two=ZoneInfo("Asia/Jakarta"))
    nation.database.write(lambda conn: nation.join(conn, 2, BUDI, Role.VERIFIER, None))
    for pemda in (1, 2):
        nation.becomes(pemda, 1, Status.SUBMITTED, submitted_at=at(4))
    for day in (7, 8, 9):
        for moment in (at(day), at(day, 8, 40), at(day, 9, 31), at(day, 9, 40)):
            nation.now = moment
            nation.tick()
    assert [said.at.day for said in nation.said if said.account == BUDI] == [7, 8, 9]
    assert "Antrean verifikasi: 2 OPD" in told(nation, BUDI)[0]
    assert len(next(said for said in nation.said if said.account == BUDI).buttons) == 2


def test_the_province_hears_of_what_the_region_has_verified(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.do(ChangePemda(1, "province_review", True))
    nation.database.write(lambda conn: nation.join(conn, 1, 4001, Role.PROVINCE, None))
    nation.becomes(1, 1, Status.VERIFIED, submitted_at=at(1), reviewed_at=at(3))
    nation.now = at(7)
    nation.tick()
    assert told(nation, 4001) == [
        "<b>Antrean verifikasi: 1 OPD menunggu Bapak/Ibu</b>\n"
        "• Dinas 1 · menunggu 2 hari kerja, sejak Kamis, 3 Desember 2026"
    ]
    assert told(nation, BUDI) == []


def test_what_is_due_before_work_begins_is_worded_by_the_last_working_morning(sqlite_only: Database) -> None:
    nation = build(sqlite_only)
    nation.extends(1, 1, datetime(2026, 12, 14, 0, 0, tzinfo=WITA))
    for day in (11, 13, 14):
        nation.now = at(day)
        nation.tick()
    friday, sunday, *_ = [said for said in nation.said if said.account == ANI]
    assert "tenggat 2 hari lagi: Minggu, 13 Desember 2026 pukul 24.00 WITA" in friday.text
    assert friday.text.endswith("Hari ini hari kerja terakhir sebelum tenggat.")
    assert friday.buttons == ("Mulai mengisi V01",)
    assert "tenggat hari ini pukul 24.00 WITA" in sunday.text
    assert "hari kerja terakhir" not in sunday.text
