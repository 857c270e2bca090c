"""A whole year by a moved clock (on PostgreSQL its busy months): three Pemda, one a zone, 55 OPD each; every
reminder once, none to those who owe nothing, none on days off but the last two, merged after downtime, none doubled
after a takeover, anew after an extension. Counts by rule are printed (-s) and worked out here a second time, by hand.
"""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta

from bot.holidays.days import days_off
from core.assessment.model import Status
from storage.database import Database
from tests.scheduler.nation import NEVER, OPDS, ZONES, Nation, moments

OPENS = datetime(2026, 11, 1, tzinfo=UTC)  # midnight on the wall of each zone, a Sunday: told on Monday
DUE = {pemda: datetime(2026, 12, 14, 16, 0, tzinfo=zone) for pemda, zone in ZONES.items()}  # a Monday
VERIFIED = datetime(2027, 1, 8, 9, 0, tzinfo=UTC)
DOWN = (datetime(2026, 12, 14, 12, 0, tzinfo=UTC), datetime(2026, 12, 17, 23, 30, tzinfo=UTC))
"""Nobody at the wheel from Monday evening until Friday morning: +1 (Tuesday) and +3 (Thursday) fall into it."""

DAYS = {
    "opening": date(2026, 11, 2),
    "due-30": date(2026, 11, 13),  # Saturday 14: the working day before
    "due-14": date(2026, 11, 30),
    "due-7": date(2026, 12, 7),
    "due-3": date(2026, 12, 11),
    "due-1": date(2026, 12, 13),  # a Sunday, and yet it goes
    "due+0": date(2026, 12, 14),
    "due+1": date(2026, 12, 18),  # Tuesday 15, made up for
    "due+3": date(2026, 12, 18),  # Thursday 17, made up for
    "due+7": date(2026, 12, 21),
}
EXTENDED, LONGER = 10, datetime(2026, 12, 10, 3, 0, tzinfo=UTC)
"""OPD 10 never sends; on 10 December it gets a week more: Monday 21 December."""

DAYS_AFTER = {
    "due-7": date(2026, 12, 14),
    "due-3": date(2026, 12, 18),
    "due-1": date(2026, 12, 20),
    "due+0": date(2026, 12, 21),
    "due+1": date(2026, 12, 22),
    "due+3": date(2026, 12, 28),  # Thursday 24 and Friday 25 are days off, then a weekend
    "due+7": date(2026, 12, 28),
}


UNSEEN = frozenset(date(2026, 12, day) for day in (15, 16, 17))
"""Mornings within the downtime, which are not made up for."""

QUEUE_DAYS = range(1, 60)


def mornings(pemda: int) -> list[date]:
    """Working mornings on which something waits for the verifier, from the first submission until the period ends."""
    off, first = days_off((2026, 2027)), date(2026, 11, 20)
    days = (first + timedelta(days=later) for later in QUEUE_DAYS)
    open_days = (day for day in days if at_look(pemda, day) < VERIFIED and day not in UNSEEN)
    return [day for day in open_days if day.weekday() < 5 and day not in off]


def sends(pemda: int, k: int) -> datetime:
    """When an OPD sends, or its head approves."""
    zone = ZONES[pemda]
    return (
        NEVER,
        datetime(2026, 11, 20, 10, 0, tzinfo=zone),
        datetime(2026, 12, 10, 10, 0, tzinfo=zone),
        datetime(2026, 12, 14, 10, 0, tzinfo=zone),
        datetime(2026, 12, 18, 10, 0, tzinfo=zone),
    )[k % 5]


def asks_head(pemda: int, k: int) -> datetime:
    """In Pemda 2 heads approve in the bot; OPD 3, 13, ... wait for theirs from 9 December on."""
    return datetime(2026, 12, 9, 10, 0, tzinfo=ZONES[pemda]) if pemda == 2 and k % 10 == 3 else NEVER


def contacts(k: int) -> int:
    return 2 if k % 5 == 0 else 1


def at_look(pemda: int, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 30, tzinfo=ZONES[pemda])


def expected() -> Counter[str]:
    """Rows of the log by rule, worked out from the calendar of this test alone."""
    count: Counter[str] = Counter()
    for pemda in ZONES:
        for k in range(OPDS):
            begun = min(sends(pemda, k), asks_head(pemda, k))
            for rule, day in DAYS.items():
                moved = k == EXTENDED and at_look(pemda, day) > LONGER
                if not moved and begun > at_look(pemda, day):
                    count[rule] += contacts(k)
            if k == EXTENDED:
                for rule in DAYS_AFTER:
                    count[rule] += contacts(k)
            if k % 10 == 3 and begun > at_look(pemda, DAYS["due-3"]):
                count["guidance-3"] += 1
            for days in (-3, -1, 0):
                day = DAYS[f"due{days:+d}"]
                if asks_head(pemda, k) < at_look(pemda, day) < sends(pemda, k):
                    count[f"approval{days:+d}"] += 1
            count["overdue+7"] += sends(pemda, k) == NEVER
        count["queue"] += len(mornings(pemda))
        count["return+2"] += 1
        count["return+5"] += 1
        count["repair+1"] += 1  # OPD 11, due on 30 December, never repairs
        count["unrepaired+1"] += 1
    return count


def test_a_whole_year(database: Database, database_url: str) -> None:
    nation = Nation(database, datetime(2026, 6, 30, 22, 0, tzinfo=UTC))
    nation.build(OPENS, DUE, VERIFIED)
    nation.in_bot(2)
    successor = Database.open(database_url)
    events = sorted(_events(nation), key=lambda event: event[0])
    first, days = (date(2026, 7, 1), 365) if database.dialect == "sqlite" else (date(2026, 10, 30), 75)
    for at in moments(first, days):
        while events and events[0][0] <= at:
            nation.now, happen = events.pop(0)
            happen()
        nation.now = at
        if not DOWN[0] < at < DOWN[1]:
            nation.tick(database, successor)  # and at every moment another process takes over
    successor.close()
    _every_reminder_once(nation)
    _nobody_is_pressed(nation)
    _days_of_one_who_never_sends(nation)


def _events(nation: Nation):  # type: ignore[no-untyped-def]
    for pemda, zone in ZONES.items():
        for k in range(OPDS):
            began = datetime(2026, 11, 10, 9, 0, tzinfo=zone)
            yield began, lambda p=pemda, k=k: nation.becomes(p, k, Status.DRAFT)
            if asks_head(pemda, k) != NEVER:
                yield asks_head(pemda, k), lambda p=pemda, k=k: nation.becomes(p, k, Status.AWAITING_HEAD)
            at = sends(pemda, k)
            if at != NEVER:
                yield at, lambda p=pemda, k=k, at=at: nation.becomes(p, k, Status.SUBMITTED, submitted_at=at)
        longer = DUE[pemda] + timedelta(days=7)
        yield LONGER, lambda p=pemda, due=longer: nation.extends(p, EXTENDED, due)
        until = datetime(2026, 12, 30, 16, 0, tzinfo=zone)
        returned = datetime(2026, 12, 21, 10, 0, tzinfo=zone)
        for k in (11, 16):
            yield returned, lambda p=pemda, k=k, due=until: nation.returns(p, k, due)
        yield returned + timedelta(days=1), lambda p=pemda: nation.repairs(p, 16)


def _every_reminder_once(nation: Nation) -> None:
    rows = nation.rows()
    count = Counter(str(row["rule"]) for row in rows)
    told = Counter(str(row["rule"]) for row in rows if row["state"] == "sent")
    print(f"\n{len(nation.said)} messages, {len(rows)} reminders")
    for rule in sorted(count):
        print(f"  {rule:12} {count[rule]:5} reminders, {told[rule]:5} said, {count[rule] - told[rule]:4} merged")
    assert count == expected()
    assert {row["state"] for row in rows} == {"sent", "merged"}
    keys = Counter((row["subject"], row["person_id"], row["rule"], row["due_at"]) for row in rows)
    assert set(keys.values()) == {1}
    assert nation.waiting() == 0


def _nobody_is_pressed(nation: Nation) -> None:
    """One message a person a day, at working hours of working days, to those who owe."""
    off = days_off((2026, 2027))
    days: Counter[tuple[int, date]] = Counter()
    for said in nation.said:
        pemda, k = said.account // 1000, said.account % 1000 % 500
        local = said.at.astimezone(ZONES[pemda])
        days[said.account, local.date()] += 1
        assert (local.hour, local.minute) in ((8, 31), (9, 31), (10, 31), (8, 30)), (local, said.text)
        last_days = "besok pukul" in said.text or "hari ini pukul" in said.text
        assert last_days or (local.weekday() < 5 and local.date() not in off), (local, said.text)
        queue = said.account == nation.verifier(pemda)
        assert (last_days or queue) == ("Ingatkan besok" not in said.buttons)
        if k < OPDS and "perbaikan" not in said.text:
            assert said.at < sends(pemda, k), (local, said.text)
    assert set(days.values()) == {1}


def _days_of_one_who_never_sends(nation: Nation) -> None:
    found = defaultdict(list)
    for said in nation.said:
        found[said.account].append(said.at.astimezone(ZONES[said.account // 1000]).date())
    for pemda in ZONES:
        assert found[nation.account(pemda, 5)] == sorted(set(DAYS.values()))
        before = [day for day in DAYS.values() if at_look(pemda, day) < LONGER]
        assert found[nation.account(pemda, EXTENDED)] == sorted({*before, *DAYS_AFTER.values()})
        assert found[nation.account(pemda, 16)] == [day for day in DAYS.values() if day < date(2026, 11, 20)]
        assert found[nation.coordinator(pemda)] == [date(2026, 12, 21), date(2026, 12, 28), date(2026, 12, 31)]
        assert found[nation.verifier(pemda)] == mornings(pemda)
