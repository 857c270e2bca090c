"""Corrective actions: stored with an answer, done later, reminded of, exported, erased."""

from datetime import date, timedelta

import pytest

from core.assessment.subjects import Subject
from core.effects import ClosePeriod, FinishAction, KeepSubject, SaveAction, SaveLevel, SendMonitoring
from core.instrument.parse import load_packaged, packaged_text
from core.reminders.check import DailyCheck
from core.reminders.due import due
from core.reminders.policy import POLICY, Duty
from core.wish import Wish
from storage.assessment import progress
from storage.engine.schema import CORRECTIVE_ACTION
from storage.operations import my_data
from storage.periods import retention
from storage.reminders import calendars, owed
from tests.storage.region import VERIFY_DUE, Region
from tests.storage.results.test_other_instruments import as_json, pinned_to

SOP = load_packaged("sop-evaluasi")
DUE = date(2026, 12, 28)
AFTER = VERIFY_DUE + timedelta(days=3)


@pytest.fixture
def sop(region: Region) -> Region:
    pinned_to(region, packaged_text("sop-evaluasi"))
    region.do("Ani", KeepSubject(region.opd[1, "DINKES"], Subject("sop", "01", "Izin praktik")))
    region.do("Ani", SaveLevel(region.dinkes, "E2", 0), SaveLevel(region.dinkes, "E3", 1))
    return region


def said(region: Region, **more: object) -> SaveAction:
    values = {"words": "Revisi SOP", "person": "Kasubbag", "due": DUE, "messages": ((7, ""),)} | more
    return SaveAction(region.dinkes, "E2", **values)  # type: ignore[arg-type]


def number(region: Region) -> int:
    return int(region.row(CORRECTIVE_ACTION)["id"])


def lacks(region: Region) -> list[tuple[str, ...]]:
    """What E2 lacks, as screens, reminders and counts say."""
    a = region.knows("Ani", Wish(assessment=region.dinkes)).assessment
    assert a is not None
    read = region.database.read
    reminded = read(lambda conn: owed.of_assessments(conn, [a.id], region.now))[a.id].lacking
    counted = read(lambda conn: progress.complete_variables(conn, a.id, SOP, True))
    return [a.lacking("E2"), reminded.get("E2", ()), () if "E2" in counted else ("action",)]


def test_an_answer_lacks_its_action_until_all_of_it_is_said(sop: Region) -> None:
    assert lacks(sop) == [("action",)] * 3
    sop.do("Ani", said(sop, person=None, due=None))
    sop.do("Ani", SaveAction(sop.dinkes, "E2", person="Kasubbag"))
    assert lacks(sop) == [("action",)] * 3
    sop.do("Ani", SaveAction(sop.dinkes, "E2", due=DUE))
    assert lacks(sop) == [()] * 3


def test_twice_is_once_and_another_answer_drops_it(sop: Region) -> None:
    sop.do("Ani", said(sop), said(sop))
    assert sop.acts(sop.dinkes).count("action_saved") == 1
    sop.do("Ani", SaveLevel(sop.dinkes, "E2", 1), SaveLevel(sop.dinkes, "E2", 0))
    assert lacks(sop) == [("action",)] * 3
    sop.do("Ani", said(sop, words="Ganti alurnya"))
    row = sop.row(CORRECTIVE_ACTION)
    assert (row["words"], row["dropped_at"]) == ("Ganti alurnya", None)


def test_only_contacts_say_it_and_only_where_it_is_asked(sop: Region) -> None:
    for who in ("Eko", "Fajar", "Budi", "Citra"):
        assert sop.refuses(who, said(sop))
    assert sop.refuses("Ani", SaveAction(sop.dinkes, "E3", "Revisi", "Ani", DUE))
    assert sop.refuses("Ani", said(sop, words="x" * 301))
    assert sop.refuses("Ani", said(sop, due=date(2030, 1, 1)))


def test_it_is_done_at_any_time_by_people_of_the_opd(sop: Region) -> None:
    sop.do("Ani", said(sop))
    sop.do("Citra", ClosePeriod(sop.period[1]))
    sop.now = AFTER
    for who in ("Fajar", "Budi", "Citra"):
        assert sop.refuses(who, FinishAction(number(sop)))
    sop.do("Dewi", FinishAction(number(sop), "Terbit versi 2"), FinishAction(number(sop), "Terbit versi 2"))
    row = sop.row(CORRECTIVE_ACTION)
    assert (row["done_at"], row["done_note"]) == (AFTER, "Terbit versi 2")
    assert sop.acts(sop.dinkes).count("action_done") == 1
    sop.do("Ani", FinishAction(number(sop), done=False))
    assert sop.row(CORRECTIVE_ACTION)["done_at"] is None
    assert sop.refuses("Fajar", SendMonitoring(sop.dinkes))
    for who in ("Ani", "Citra"):
        sop.do(who, SendMonitoring(sop.dinkes))


def morning(region: Region, day: date) -> list[tuple[str, int]]:
    """Rules that speak on this morning, with their people."""
    region.now = region.now.replace(year=day.year, month=day.month, day=day.day)
    cases, faults = region.database.read(lambda conn: owed.readable(conn, 1, region.now))
    assert faults == {}
    members = region.database.read(lambda conn: owed.members(conn, 1))
    people = {member.person for member in members}
    history = region.database.read(lambda conn: owed.history(conn, cases, people, region.now))
    check = DailyCheck(region.now.astimezone(VERIFY_DUE.tzinfo), frozenset(), through=day - timedelta(days=1))
    found = due(POLICY, check, cases, members, history)
    return sorted((one.rule, one.person) for one in found if one.about in (Duty.ACTION, Duty.ACTION_LATE))


def test_it_is_reminded_of_before_and_after_also_when_the_period_is_over(sop: Region) -> None:
    sop.do("Ani", said(sop))
    sop.do("Citra", ClosePeriod(sop.period[1]))
    ani, citra = sop.person["Ani"], sop.person["Citra"]
    told = morning(sop, date(2026, 12, 25))
    assert {rule for rule, _ in told} == {"action-3"}
    assert ani in {person for _, person in told}
    assert ("action+1", ani) in morning(sop, date(2026, 12, 29))
    assert ("action-late+1", citra) in morning(sop, date(2026, 12, 29))
    later = VERIFY_DUE + timedelta(days=30)  # no period is open any more
    assert [row.id for row in sop.database.read(lambda conn: calendars.at_work(conn, later))] == [1]
    assert sop.database.read(lambda conn: owed.of_pemda(conn, 1, sop.now)) == []  # nothing else is owed
    sop.do("Ani", FinishAction(number(sop)))
    assert morning(sop, date(2027, 1, 4)) == []


def test_exports_tell_it_and_retention_erases_its_words(sop: Region) -> None:
    sop.do("Ani", said(sop))
    dinkes, dishub = as_json(sop)["opds"]
    told = {"variable": "E2", "action": "Revisi SOP", "person": "Kasubbag", "due": "2026-12-28"}
    assert (dinkes["actions"], dishub["actions"]) == ([told | {"done_at": None, "done_note": ""}], [])
    mine = sop.database.read(lambda conn: my_data.collect(conn, sop.person["Ani"]))["actions"]
    assert [(one["words"], one["person"], one["due"]) for one in mine] == [("Revisi SOP", "Kasubbag", "2026-12-28")]
    sop.database.write(lambda conn: retention.erase_assessment(conn, sop.dinkes, sop.now))
    row = sop.row(CORRECTIVE_ACTION)
    assert (row["words"], row["person"], row["parts"], row["due"]) == ("", "", [], "2026-12-28")
