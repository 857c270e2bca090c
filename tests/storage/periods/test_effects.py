"""The life of a period on both databases: drafted, scheduled, opened, closed and archived, by hand and by itself."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.courier import reminding
from bot.holidays.days import days_off
from core.assessment.model import PeriodStatus, Status
from core.effects import (
    ArchivePeriod,
    ChangeDraft,
    ClosePeriod,
    DiscardDraft,
    DraftPeriod,
    Effect,
    Extend,
    Finalise,
    MarkReachable,
    MoveDue,
    OpenPeriod,
    PublishResults,
    ReopenPeriod,
    ReopenResult,
    SaveLevel,
    SchedulePeriod,
    TellOpds,
    UnschedulePeriod,
)
from core.pemda.parts import EVERYTHING
from core.people.roles import Role
from core.screen import Notice, steady
from core.wish import Wish
from scheduler.env import TickEnv
from scheduler.periods import periods
from storage.database import Connection
from storage.engine.schema import ANSWER, ASSESSMENT, OUTBOX, PERIOD
from storage.messaging import outbox
from storage.pemda import facts as pemda_facts
from storage.results import period as results
from tests.storage.region import ADMIN, DUE, OPENS, VERIFY_DUE, Region, later
from tests.ticking import work

YEAR = timedelta(days=364)  # the same weekday
ENV = TickEnv(frozenset({ADMIN}), days_off)


def draft(region: Region, name: str = "2027", by: timedelta = YEAR) -> DraftPeriod:
    return DraftPeriod(1, name, region.period[1], OPENS + by, DUE + by, VERIFY_DUE + by)


def drafted(region: Region) -> int:
    region.do("Citra", draft(region))
    return int(region.rows(PERIOD, pemda_id=1)[-1]["id"])


def tick(region: Region, at: datetime) -> bool:
    region.now = at
    return region.database.write(lambda conn: work(conn, periods, at, ENV))


def told(region: Region) -> list[tuple[int, str]]:
    """The last line of every message, reminders as they would leave now."""
    waiting = [row["id"] for row in region.rows(OUTBOX) if row["state"] == "waiting"]
    region.database.write(
        lambda conn: reminding.freshen(conn, outbox.claim(conn, region.now, len(waiting) or 1), region.now)
    )
    return [(row["chat_id"], row["payload"]["text"].splitlines()[-1]) for row in region.rows(OUTBOX)]


def statuses(region: Region) -> dict[str, str]:
    return {row["name"]: row["status"] for row in region.rows(PERIOD, pemda_id=1)}


# drafts


def test_a_draft_copies_the_pinned_instrument_and_nobody_takes_part(region: Region) -> None:
    number = drafted(region)
    row, source = region.row(PERIOD, id=number), region.row(PERIOD, id=region.period[1])
    assert (row["status"], row["year"], row["instrument_id"]) == ("draft", 2027, source["instrument_id"])
    assert region.rows(ASSESSMENT, period_id=number) == []
    admin = region.database.read(lambda conn: pemda_facts.load(conn, 1, region.now, parts=EVERYTHING))
    assert [(line.name, line.status, line.scheduled) for line in admin.periods] == [
        ("2027", "draft", False),
        ("2026", "open", False),
    ]
    assert region.acts()[-1] == "period_drafted"


def test_a_draft_is_changed_and_discarded(region: Region) -> None:
    number = drafted(region)
    opens, due, verified = OPENS + YEAR, later(DUE + YEAR, days=7), later(VERIFY_DUE + YEAR, days=7)
    region.do("Citra", ChangeDraft(number, opens, due, verified))
    assert region.row(PERIOD, id=number)["due_at"] == due
    assert region.refuses("Citra", ChangeDraft(number, due, opens, verified))
    region.do("Citra", DiscardDraft(number))
    assert region.rows(PERIOD, id=number) == []
    assert region.acts()[-2:] == ["draft_changed", "draft_discarded"]


def test_scheduling_lets_every_opd_take_part_and_can_be_undone_until_it_opens(region: Region) -> None:
    number = drafted(region)
    region.do("Citra", SchedulePeriod(number))
    assert len(region.rows(ASSESSMENT, period_id=number)) == 2
    admin = region.database.read(lambda conn: pemda_facts.load(conn, 1, region.now, parts=EVERYTHING))
    assert [(line.name, line.status, line.scheduled) for line in admin.periods] == [
        ("2027", "draft", True),
        ("2026", "open", False),
    ]
    assert admin.period is not None
    assert admin.period.name == "2026"
    assert region.refuses("Citra", DiscardDraft(number))
    region.do("Citra", UnschedulePeriod(number))
    assert region.rows(ASSESSMENT, period_id=number) == []
    region.do("Citra", SchedulePeriod(number))
    region.now = OPENS + YEAR
    assert region.refuses("Citra", UnschedulePeriod(number))


def test_two_periods_never_overlap(region: Region) -> None:
    region.do("Citra", draft(region, "2026-2", timedelta(days=30)))
    overlapping = int(region.rows(PERIOD, pemda_id=1)[-1]["id"])
    assert region.refuses("Citra", SchedulePeriod(overlapping))
    number = drafted(region)
    region.do("Citra", SchedulePeriod(number))
    beyond = OPENS + YEAR
    assert region.refuses("Citra", MoveDue(region.period[1], None, beyond))
    region.do("Citra", MoveDue(region.period[1], None, later(beyond, days=-1)))


def test_what_opens_in_the_past_is_not_scheduled(region: Region) -> None:
    number = drafted(region)
    region.do("Citra", ClosePeriod(region.period[1]))
    region.now = OPENS + YEAR
    assert region.refuses("Citra", SchedulePeriod(number))


@pytest.mark.parametrize("name", ["Ani", "Eko", "Budi", "Hadi", "Gita"])
def test_nobody_else_lives_a_period(region: Region, name: str) -> None:
    number = drafted(region)
    orders: list[Effect] = [
        draft(region, "2028"),
        ChangeDraft(number, OPENS, DUE, VERIFY_DUE),
        SchedulePeriod(number),
        UnschedulePeriod(number),
        DiscardDraft(number),
        ReopenPeriod(region.period[1], VERIFY_DUE + YEAR),
        ArchivePeriod(region.period[1]),
        Finalise((region.dinkes,)),
        ReopenResult(region.dinkes, ("V01",), "salah baca bukti"),
        PublishResults(region.period[1]),
        TellOpds(1, (Role.CONTACT,), ()),
    ]
    for order in orders:
        assert region.refuses(name, order)


# by itself


def test_a_period_opens_by_itself_and_tells_its_contacts_once(region: Region) -> None:
    number = drafted(region)
    region.do("Citra", SchedulePeriod(number))
    region.database.write(lambda conn: conn.execute(update(PERIOD).values(announced_at=OPENS).where(PERIOD.c.id == 1)))
    tick(region, VERIFY_DUE + timedelta(minutes=1))
    arrived = update(OUTBOX).values(state="sent", sent_at=region.now)  # what is said of the closing
    region.database.write(lambda conn: conn.execute(arrived))
    before = len(region.rows(OUTBOX))
    sunday = datetime(2027, 11, 7, 1, 0, tzinfo=UTC)
    region.database.write(
        lambda conn: conn.execute(update(PERIOD).where(PERIOD.c.id == number).values(opens_at=sunday))
    )
    assert not tick(region, sunday)  # Sunday 09.00 WITA: open, but nobody is written to
    assert not tick(region, datetime(2027, 11, 8, 0, 29, tzinfo=UTC))
    assert tick(region, datetime(2027, 11, 8, 0, 30, tzinfo=UTC))  # Monday 08.30 WITA
    assert not tick(region, datetime(2027, 11, 8, 0, 31, tzinfo=UTC))
    *contacts, opened, archived = told(region)[before:]
    citra = region.person["Citra"] * 11
    said = "<b>Periode 2027 dibuka</b> dan kontak OPD diberi tahu. Tenggat Senin, 13 Desember 2027 pukul 16.00 WITA."
    assert opened == (citra, said)
    said = "<b>Periode 2026 diarsipkan</b> karena periode berikutnya sudah dibuka. Hasilnya belum diumumkan."
    assert archived == (citra, f"{said} 2 OPD tanpa hasil terverifikasi tidak dinilai lagi.")
    assert contacts == [
        (region.person[name] * 11, "Penilaian 2027 dibuka. Ada 11 variabel, boleh diisi bertahap.")
        for name in ("Ani", "Dewi", "Fajar")
    ]
    assert statuses(region) == {"2026": "archived", "2027": "open"}


def test_after_days_of_downtime_the_opening_is_told_at_once(region: Region) -> None:
    number = drafted(region)
    region.do("Citra", SchedulePeriod(number))
    region.do("Citra", ClosePeriod(region.period[1]))
    at = OPENS + YEAR + timedelta(days=12, hours=20)
    assert tick(region, at)
    assert region.row(PERIOD, id=number)["announced_at"] == at
    assert not tick(region, at)


def test_what_is_opened_by_hand_is_told_by_that_hand(region: Region) -> None:
    region.do("Citra", ClosePeriod(region.period[1]))
    region.do("Citra", OpenPeriod(1, "2026-2", "kematangan-2018", region.now, DUE, VERIFY_DUE))
    assert region.rows(PERIOD, pemda_id=1)[-1]["announced_at"] == region.now
    assert tick(region, later(region.now, days=1))  # the former one is archived
    assert not tick(region, later(region.now, days=1))


def test_verification_due_closes_and_the_coordinator_hears_of_it(region: Region) -> None:
    region.database.write(lambda conn: conn.execute(update(PERIOD).values(announced_at=OPENS)))
    assert not tick(region, VERIFY_DUE)
    assert statuses(region) == {"2026": "open"}
    assert tick(region, VERIFY_DUE + timedelta(days=3))
    row = region.row(PERIOD, id=region.period[1])
    assert (row["status"], row["closed_at"]) == (PeriodStatus.CLOSED, VERIFY_DUE)
    citra = region.person["Citra"] * 11
    said = "<b>Periode 2026 ditutup</b> karena batas verifikasi sudah lewat. "
    assert (citra, said + "2 OPD belum terverifikasi; periode dapat dibuka kembali.") in told(region)
    assert not tick(region, VERIFY_DUE + timedelta(days=3))
    assert region.acts()[-1] == "period_closed"


def test_a_closed_period_goes_on_until_its_results_are_known(region: Region) -> None:
    number = region.period[1]
    region.do("Citra", ClosePeriod(number))
    assert region.refuses("Citra", ReopenPeriod(number, later(region.now, days=-1)))
    until = VERIFY_DUE + timedelta(days=7)
    region.do("Citra", ReopenPeriod(number, until))
    row = region.row(PERIOD, id=number)
    assert (row["status"], row["closed_at"], row["verification_due_at"]) == ("open", None, until)
    region.do("Citra", ClosePeriod(number), ArchivePeriod(number), ArchivePeriod(number))
    assert region.refuses("Citra", ReopenPeriod(number, until))
    assert region.acts()[-2:] == ["period_closed", "period_archived"]


def test_an_open_period_is_not_archived(region: Region) -> None:
    assert region.refuses("Citra", ArchivePeriod(region.period[1]))


def test_an_archived_period_stays_in_the_trend(region: Region) -> None:
    region.do("Citra", ClosePeriod(region.period[1]), ArchivePeriod(region.period[1]))
    found = region.database.read(lambda conn: results.years(conn, 1, region.now))
    assert [(one.period.name, one.period.status) for one in found] == [("2026", PeriodStatus.ARCHIVED)]


def test_more_time_for_all_leaves_nobody_with_less(region: Region) -> None:
    region.do("Citra", Extend(region.dinkes, later(DUE, days=2)), Extend(region.dishub, later(DUE, days=9)))
    region.do("Citra", MoveDue(region.period[1], later(DUE, days=4)))
    own = [region.row(ASSESSMENT, id=number)["due_at"] for number in (region.dinkes, region.dishub)]
    assert own == [None, later(DUE, days=9)]


def test_nobody_is_left_with_a_day_after_the_end(region: Region) -> None:
    """Verification that is due earlier takes along what an OPD was given beyond it."""
    region.do("Citra", Extend(region.dinkes, later(DUE, days=9)), Extend(region.dishub, later(DUE, days=2)))
    repair = {"reopened_at": region.now, "reopened_due": later(DUE, days=8)}
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    this = (ANSWER.c.assessment_id == region.dinkes, ANSWER.c.variable == "V01")
    region.database.write(lambda conn: conn.execute(update(ANSWER).where(*this).values(repair)))
    end = later(DUE, days=5)
    region.do("Citra", MoveDue(region.period[1], None, end))
    own = [region.row(ASSESSMENT, id=number)["due_at"] for number in (region.dinkes, region.dishub)]
    assert own == [end, later(DUE, days=2)]
    assert region.row(ANSWER, assessment_id=region.dinkes, variable="V01")["reopened_due"] == end


# results


def verified(region: Region, *numbers: int) -> None:
    def work(conn: Connection) -> None:
        values = {"status": Status.VERIFIED.value, "reviewed_at": region.now}
        conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id.in_(numbers)).values(values))

    region.database.write(work)


def test_all_or_none_becomes_final(region: Region) -> None:
    verified(region, region.dinkes)
    assert region.refuses("Citra", Finalise((region.dinkes, region.dishub)))
    assert region.refuses("Citra", Finalise((region.dinkes, region.bontang)))
    region.do("Citra", Finalise((region.dinkes,)))
    row = region.row(ASSESSMENT, id=region.dinkes)
    assert (row["status"], row["final_at"]) == ("final", region.now)
    assert region.acts(region.dinkes)[-1] == "finalised"
    assert region.refuses("Citra", Finalise((region.dinkes,)))


def test_results_become_final_after_the_period_was_closed(region: Region) -> None:
    verified(region, region.dinkes)
    region.do("Citra", ClosePeriod(region.period[1]), Finalise((region.dinkes,)))
    assert region.row(ASSESSMENT, id=region.dinkes)["status"] == "final"


def test_a_final_result_is_reopened_with_a_reason(region: Region) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3), SaveLevel(region.dinkes, "V02", 3))
    verified(region, region.dinkes)
    region.do("Citra", Finalise((region.dinkes,)))
    for reason in ("", "  x ", "y" * 501):
        assert region.refuses("Citra", ReopenResult(region.dinkes, ("V01",), reason))
    for variables in ((), ("V99",)):
        assert region.refuses("Citra", ReopenResult(region.dinkes, variables, "keliru membaca"))
    region.do("Citra", ReopenResult(region.dinkes, ("V01",), " SK  yang dinilai\nbukan SK tahun ini "))
    row = region.row(ASSESSMENT, id=region.dinkes)
    assert (row["status"], row["final_at"], row["reviewed_at"]) == ("in_review", None, None)
    again = {one["variable"]: one["sent_again_at"] for one in region.rows(ANSWER, assessment_id=region.dinkes)}
    assert again == {"V01": region.now, "V02": None}
    reason = "SK yang dinilai bukan SK tahun ini"
    said = {"from": "final", "to": "in_review", "version": 1, "reason": reason, "variables": ["V01"]}
    assert json.loads(region.last_content()) == said
    assert region.refuses("Citra", ReopenResult(region.dishub, ("V01",), "belum dinilai"))


def test_a_result_of_an_archived_period_is_not_opened_again(region: Region) -> None:
    verified(region, region.dinkes)
    region.do("Citra", Finalise((region.dinkes,)), ClosePeriod(region.period[1]), ArchivePeriod(region.period[1]))
    assert region.refuses("Citra", ReopenResult(region.dinkes, ("V01",), "keliru membaca bukti"))


def test_results_are_made_known_once(region: Region) -> None:
    assert region.refuses("Citra", PublishResults(region.period[1]))
    verified(region, region.dinkes)
    assert region.refuses("Citra", PublishResults(region.period[1]))
    notice = Notice("Hasil", ((steady("Lihat hasil", "result", region.dinkes),),))
    tell = TellOpds(1, (Role.CONTACT, Role.HEAD), ((region.opd[1, "DINKES"], notice),))
    region.do("Citra", Finalise((region.dinkes,)), PublishResults(region.period[1]), tell)
    assert region.row(PERIOD, id=region.period[1])["result_at"] == region.now
    names = ("Ani", "Dewi", "Eko")
    assert told(region) == [(region.person[name] * 11, "Hasil") for name in names]
    assert region.refuses("Citra", PublishResults(region.period[1]), tell)
    assert region.refuses("Citra", ReopenPeriod(region.period[1], VERIFY_DUE + YEAR))


def test_whoever_has_several_opd_reads_of_them_in_one_message(region: Region) -> None:
    region.take(region.invite(Role.CONTACT, opds=("DISHUB",)), region.person["Ani"] * 11, "Ani")
    before = len(region.rows(OUTBOX))
    notices = tuple(
        (region.opd[1, code], Notice(f"{code} ditutup", ((steady("Lihat", "receipt", region.assessment[1, code]),),)))
        for code in ("DINKES", "DISHUB")
    )
    region.do("Citra", TellOpds(1, (Role.CONTACT,), notices))
    sent = {row["chat_id"]: row["payload"] for row in region.rows(OUTBOX)[before:]}
    assert len(sent) == len(region.rows(OUTBOX)) - before
    ani = sent.pop(region.person["Ani"] * 11)
    assert ani["text"] == "DINKES ditutup\n\nDISHUB ditutup"
    assert [label for row in ani["rows"] for label, *_ in row] == ["Lihat Dinkes", "Lihat Dishub"]
    assert sent
    assert all("\n\n" not in payload["text"] for payload in sent.values())


def test_results_of_another_pemda_are_not_read(region: Region) -> None:
    admin = region.database.read(lambda conn: pemda_facts.load(conn, 1, region.now, region.period[2], parts=EVERYTHING))
    assert admin.results is None
    admin = region.database.read(lambda conn: pemda_facts.load(conn, 1, region.now, region.period[1], parts=EVERYTHING))
    assert admin.results is not None
    assert [one.code for one in admin.results.opds] == ["DINKES", "DISHUB"]


def test_who_can_be_told_and_what_is_due_when_is_known_of_each_opd(region: Region) -> None:
    """Dewi has blocked the bot: one contact of Dinkes is left. Dishub has a later date of its own."""
    region.do("Dewi", MarkReachable(False))
    region.do("Citra", Extend(region.dishub, later(DUE, days=5)))
    due = later(DUE, days=9)
    opened = update(ANSWER).where(ANSWER.c.assessment_id == region.dinkes, ANSWER.c.variable == "V01")
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    region.database.write(lambda conn: conn.execute(opened.values(reopened_at=region.now, reopened_due=due)))
    admin = region.knows("Citra", Wish(pemda=1, parts=EVERYTHING)).admin
    assert admin is not None
    dinkes, dishub = admin.opds
    assert (dinkes.reach, dinkes.heads) == ({region.person["Ani"]}, {region.person["Eko"]})
    assert (dinkes.extended, dinkes.repair_due) == (False, due)
    assert (dishub.reach, dishub.extended, dishub.repair_due) == ({region.person["Fajar"]}, True, None)
