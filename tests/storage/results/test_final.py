"""What is final is a record of its own: nothing changes it but the coordinator's reopening."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import delete

from bot.texts.groups import board as group_board, posts as group_posts
from bot.texts.results import own as texts, own_variables as lists
from core.charts import pictures
from core.charts.drawings import words
from core.effects import (
    ArchivePeriod,
    ChangePemda,
    ClosePeriod,
    Effect,
    ErasePerson,
    Extend,
    Finalise,
    HeadReturns,
    ImportOpds,
    LeaveRole,
    MoveDue,
    OpenPeriod,
    PublishResults,
    RemoveEvidence,
    RemoveMembership,
    ReopenPeriod,
    ReopenResult,
    SaveLevel,
    Submit,
    SubmitRepair,
    Withdraw,
)
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts, TakeOver, TellTeam
from core.exports.data import flat_rows
from core.instrument.scoring import RegionResult as RegionScore, Score
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from core.results.period import PeriodResults
from core.review.verdicts import Stage
from core.screen import Notice
from core.wish import Wish
from storage.effects import Refused
from storage.engine.schema import ASSESSMENT, EVIDENCE, FINAL_RESULT, MEMBERSHIP, OUTBOX, PERIOD
from storage.evidence import copying
from storage.operations import export
from storage.results import facts as own_results, final as final_results, former, period as results
from tests.storage.exported import exported
from tests.storage.region import CODES, DUE, OPENS, VERIFY_DUE, Region, filled, later, photo
from tests.storage.review.test_verdicts import VERSION, WHY, accept, join, judge_all

REGION, PROVINCE = Stage.REGION, Stage.PROVINCE


@pytest.fixture
def final(region: Region) -> Region:
    """Dinkes is final with 33, not judged by Prita of the province although the settings say so; Dishub has sent."""
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    region.do("Fajar", *filled(region.dishub), Submit(region.dishub))
    join(region, "Oki", Role.VERIFIER, "organisasi")
    join(region, "Prita", Role.PROVINCE)
    region.do("Citra", ChangePemda(1, "province_review", True))
    region.now += timedelta(days=1)
    judge_all(region)
    region.now += timedelta(days=1)
    region.do("Citra", Finalise((region.dinkes,)))
    return region


def outputs(region: Region) -> dict[str, object]:
    """Everything that says what Dinkes has reached in 2026, as it is read anywhere."""
    period, opd, now = region.period[1], region.opd[1, "DINKES"], region.now
    read = region.database.read
    whole = read(lambda conn: results.load(conn, period, now))
    one = whole.opd(opd)
    assert one is not None
    own = read(lambda conn: own_results.load(conn, region.dinkes, (opd,), now))
    own = replace(own, at=OPENS, region=RegionScore(0, 2, None, None), opd=replace(own.opd, name="", short=""))
    (line,) = [found for found in read(lambda conn: export.load(conn, period, now)).opds if found.code == "DINKES"]
    (other,) = [found for found in exported(region)["opds"] if found["code"] == "DINKES"]
    radar = pictures.radar(whole, opd)
    next_year = read(lambda conn: former.load(conn, opd, later(DUE, days=400), "kematangan-2018"))
    return {
        "results": (one.stages, one.official, one.status, one.incomplete, one.named, one.reviewed_at),
        "card": texts.card(own, own.opd),
        "list": lists.variables(own),
        "variables": [lists.variable(own, code) for code in CODES],
        "radar": (radar.own, radar.region, radar.province, radar.official),
        "workbook": (line.self_score, line.region, line.province, line.official_levels, line.status),
        "csv": [(row.level, row.region_level, row.province_level) for row in flat_rows(whole.instrument, line)],
        "json": {key: other[key] for key in ("status", "self", "region", "province")},
        "verdicts": [(a["variable"], len(a["verdicts"])) for a in other["answers"]],
        "next year": {code: answer.verified for code, answer in next_year.answers.items()},
    }


def test_what_is_final_is_written_down_with_who_when_and_whose(final: Region) -> None:
    record = final.row(FINAL_RESULT)
    assert (record["assessment_id"], record["version"], record["stage"]) == (final.dinkes, 1, "region")
    assert record["levels"] == record["own"] == record["region"] == dict.fromkeys(CODES, 3)
    assert (record["value"], record["band"], record["staged_level"]) == ("33", "Sedang", 3)
    assert (record["province"], record["holding"], record["named"]) == ({}, list(CODES), "band")
    assert (record["at"], record["by"], record["ended_at"]) == (final.now, final.person["Citra"], None)
    said = json.loads(final.last_content())
    assert said == {"from": "verified", "to": "final"} | {
        key: record[key]
        for key in ("version", "stage", "levels", "value", "band", "staged_level", "holding", "own", "region")
    } | {"province": {}, "named": "band"}


def test_the_province_no_longer_changes_what_is_final(final: Region) -> None:
    """Found: 35 became 32 in every output after [Umumkan], and nobody was told."""
    final.do("Citra", PublishResults(final.period[1]))
    before = outputs(final)
    final.now += timedelta(days=1)
    for order in (
        ClaimReview(final.dinkes, PROVINCE),
        TakeOver(final.dinkes, PROVINCE),
        DraftVerdict(final.dinkes, PROVINCE, "V01", VERSION, 2, WHY),
        FixVerdicts(final.dinkes, PROVINCE),
    ):
        assert final.refuses("Prita", order)
    assert outputs(final) == before


def test_drafts_of_the_province_become_no_verdicts_once_the_result_is_final(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    join(region, "Oki", Role.VERIFIER, "organisasi")
    join(region, "Prita", Role.PROVINCE)
    region.do("Citra", ChangePemda(1, "province_review", True))
    region.now += timedelta(days=1)
    judge_all(region)
    lower = DraftVerdict(region.dinkes, PROVINCE, "V01", VERSION, 2, WHY)
    region.do("Prita", ClaimReview(region.dinkes, PROVINCE), lower, *accept(region, *CODES[1:], stage=PROVINCE))
    region.do("Citra", Finalise((region.dinkes,)))
    before = outputs(region)
    assert region.refuses("Prita", FixVerdicts(region.dinkes, PROVINCE))
    assert outputs(region) == before


def test_the_provinces_result_is_recorded_as_its_own(region: Region) -> None:
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    join(region, "Oki", Role.VERIFIER, "organisasi")
    join(region, "Prita", Role.PROVINCE)
    region.do("Citra", ChangePemda(1, "province_review", True), ChangePemda(1, "official_result", "staged_level"))
    region.now += timedelta(days=1)
    judge_all(region)
    lower = DraftVerdict(region.dinkes, PROVINCE, "V01", VERSION, 2, WHY)
    region.do("Prita", ClaimReview(region.dinkes, PROVINCE), lower, *accept(region, *CODES[1:], stage=PROVINCE))
    region.do("Prita", FixVerdicts(region.dinkes, PROVINCE))
    region.do("Citra", Finalise((region.dinkes,)))
    record = region.row(FINAL_RESULT)
    assert (record["stage"], record["value"], record["staged_level"], record["holding"]) == (
        "province",
        "32",
        2,
        ["V01"],
    )
    assert (record["region"]["V01"], record["province"]["V01"], record["levels"]["V01"]) == (3, 2, 2)
    assert record["named"] == "staged_level"
    before = outputs(region)
    region.do("Citra", ChangePemda(1, "province_review", False), ChangePemda(1, "official_result", "band"))
    assert outputs(region) == before


def test_a_reopening_ends_the_record_and_the_next_tetapkan_makes_another(final: Region) -> None:
    final.do("Citra", ReopenResult(final.dinkes, ("V01",), "Bukti V01 terlewat dibaca."))
    ended = final.row(FINAL_RESULT)
    assert (ended["ended_at"], ended["ended_by"]) == (final.now, final.person["Citra"])
    assert ended["reason"] == "Bukti V01 terlewat dibaca."
    said = json.loads(final.last_content())
    assert (said["from"], said["to"], said["version"]) == ("final", "in_review", 1)
    whole = final.database.read(lambda conn: results.load(conn, final.period[1], final.now))
    assert whole.verified == ()
    final.now += timedelta(hours=1)
    lower = DraftVerdict(final.dinkes, REGION, "V01", VERSION, 2, WHY)
    final.do("Budi", lower, FixVerdicts(final.dinkes, REGION))
    final.do("Citra", Finalise((final.dinkes,)))
    first, second = final.rows(FINAL_RESULT)
    assert (first["version"], first["value"], second["version"], second["value"]) == (1, "33", 2, "32")
    assert (second["ended_at"], second["levels"]["V01"]) == (None, 2)


def test_a_reopening_calls_those_who_judge_and_the_province(final: Region) -> None:
    said = Notice("Hasil Dinkes dibuka kembali")
    final.do("Citra", ReopenResult(final.dinkes, ("V01",), "Bukti V01 terlewat dibaca."))
    final.do("Citra", TellTeam(final.dinkes, REGION, ("V01",), said), TellTeam(final.dinkes, PROVINCE, ("V01",), said))
    told = [row["chat_id"] for row in final.rows(OUTBOX) if row["payload"].get("text") == said.text]
    assert told == [final.person[name] * 11 for name in ("Budi", "Prita")]
    assert final.refuses("Budi", TellTeam(final.dinkes, REGION, ("V01",), said))
    assert final.refuses("Hadi", TellTeam(final.dinkes, REGION, ("V01",), said))
    assert final.refuses("Citra", TellTeam(final.dinkes, REGION, ("V99",), said))


def test_the_record_is_read_and_not_the_verdicts(final: Region) -> None:
    """Whatever becomes of them: they are history."""
    from storage.engine.schema import VERDICT

    before = outputs(final)
    gone = delete(VERDICT).where(VERDICT.c.assessment_id == final.dinkes)
    final.database.write(lambda conn: conn.execute(gone))
    after = outputs(final)
    assert {key for key in before if before[key] != after[key]} <= {"verdicts"}


def test_who_has_no_final_result_now_has_no_record(final: Region) -> None:
    found = final.database.read(lambda conn: final_results.present(conn, [final.dinkes, final.dishub]))
    assert set(found) == {final.dinkes}
    assert found[final.dinkes].score == Score(Decimal(33), "Sedang", 3, CODES)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_but_a_reopening_changes_what_is_final(final: Region, seed: int) -> None:
    """Whatever else is done, by whoever, in whatever order."""
    before, random = outputs(final), Random(seed)
    done = 0
    for _ in range(40):
        final.now += timedelta(hours=random.choice((1, 5, 30, 200)))
        act = random.choice(list(others(final, random)))
        try:
            act()
        except Refused:
            continue
        done += 1
        assert outputs(final) == before
    assert done > 8
    if final.row(PERIOD, id=final.period[1])["status"] != "archived":
        final.do("Citra", ReopenResult(final.dinkes, ("V01",), "Bukti V01 terlewat dibaca."))
        assert outputs_differ(final, before)


def outputs_differ(region: Region, before: dict[str, object]) -> bool:
    whole = region.database.read(lambda conn: results.load(conn, region.period[1], region.now))
    one = whole.opd(region.opd[1, "DINKES"])
    return one is not None and (one.stages, one.status) != before["results"][0:3:2]  # type: ignore[index]


def others(region: Region, random: Random) -> Iterator[Callable[[], object]]:
    """Acts of everybody, of files and of time; most of them refused, some not."""
    a, period = region.dinkes, region.period[1]
    code, level = random.choice(CODES), random.randint(1, 5)

    def by(name: str, *orders: Effect) -> Callable[[], object]:
        return lambda: region.do(name, *orders)

    verdicts = [DraftVerdict(a, PROVINCE, one, VERSION, level, WHY) for one in CODES]
    yield by("Prita", ClaimReview(a, PROVINCE), *verdicts, FixVerdicts(a, PROVINCE))
    yield by("Prita", DraftVerdict(a, PROVINCE, code, VERSION, None, WHY))
    yield by("Budi", ClaimReview(a, REGION), DraftVerdict(a, REGION, code, VERSION, level, WHY))
    yield by("Oki", TakeOver(a, REGION), FixVerdicts(a, REGION))
    yield by("Ani", SaveLevel(a, code, level))
    yield by("Ani", photo(a, code, f"{code}-{level}"))
    yield by("Ani", RemoveEvidence(a, region.rows(EVIDENCE, assessment_id=a)[0]["id"], "V01"))
    yield by("Ani", random.choice((Withdraw(a), SubmitRepair(a, code), Submit(a))))
    yield by("Eko", HeadReturns(a))
    yield by("Citra", random.choice((Finalise((a,)), PublishResults(period))))
    yield by("Citra", ChangePemda(1, "official_result", random.choice(("band", "staged_level"))))
    yield by("Citra", ChangePemda(1, random.choice(("province_review", "links_alone")), random.random() < 0.5))
    yield by("Citra", ChangePemda(1, "approval", random.choice(("none", "in_bot", "letter"))))
    yield by("Citra", ChangePemda(1, "fields", {code: "keuangan"}))
    yield by("Citra", ImportOpds(1, (OpdRow("DINKES", f"Dinas Kesehatan {level}", f"Dinkes {level}", "Dinas"),)))
    yield by("Citra", ImportOpds(1, (OpdRow(f"BARU{level}", f"Dinas {level}", f"Baru {level}", "Dinas"),)))
    yield by("Citra", MoveDue(period, later(region.now, days=level), later(region.now, days=20)))
    yield by("Citra", Extend(a, later(region.now, days=2)))
    yield by("Citra", ClosePeriod(period))
    yield by("Citra", ReopenPeriod(period, later(region.now, days=20)))
    yield by("Citra", ClosePeriod(period), ArchivePeriod(period))
    year = timedelta(days=365)
    opened = OpenPeriod(1, "2027", "kematangan-2018", OPENS + year, DUE + year, VERIFY_DUE + year)
    yield by("Citra", ClosePeriod(period), opened)
    held = random.choice(region.rows(MEMBERSHIP, pemda_id=1))
    if held["person_id"] != region.person["Citra"]:
        yield by("Citra", RemoveMembership(held["id"]))
        yield by("Citra", ErasePerson(held["person_id"]))
        yield lambda: region.do(
            next(n for n, p in region.person.items() if p == held["person_id"]), LeaveRole(held["id"])
        )
    waiting = [row["id"] for row in region.rows(EVIDENCE, assessment_id=a) if row["state"] == "received"]
    if waiting:
        one, at = random.choice(waiting), region.now
        yield lambda: region.database.write(lambda conn: copying.refused(conn, one, "program", at))
        yield lambda: region.database.write(lambda conn: copying.postpone(conn, one, at))
        yield lambda: region.database.write(
            lambda conn: copying.stored(conn, one, "aa", "ab" * 32, 5, "image/jpeg", at)
        )


def test_who_is_awaited_is_known(region: Region) -> None:
    """The province only where it judges, and only until it has judged everything."""
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    join(region, "Oki", Role.VERIFIER, "organisasi")
    join(region, "Prita", Role.PROVINCE)
    region.now += timedelta(days=1)

    def awaited() -> tuple[bool, bool]:
        seen = region.knows("Ani", Wish(region.dinkes, results=True))
        assert seen.assessment is not None
        assert seen.results is not None
        said = texts.card(seen.results, seen.results.opd)
        assert ("menunggu verifikasi provinsi" in said) is seen.results.opd.awaits_province
        return seen.assessment.awaits_province, seen.results.opd.awaits_province

    region.do("Citra", ChangePemda(1, "province_review", True))
    assert awaited() == (False, False)
    judge_all(region)
    assert awaited() == (True, True)
    region.do("Citra", ChangePemda(1, "province_review", False))
    assert awaited() == (False, False)
    region.do("Citra", ChangePemda(1, "province_review", True))
    region.do("Prita", ClaimReview(region.dinkes, PROVINCE), *accept(region, *CODES, stage=PROVINCE))
    assert awaited() == (True, True)
    region.do("Prita", FixVerdicts(region.dinkes, PROVINCE))
    assert awaited() == (False, False)
    region.do("Citra", Finalise((region.dinkes,)))
    assert awaited() == (False, False)


def test_made_final_is_all_or_none(final: Region) -> None:
    assert final.refuses("Citra", Finalise((final.dinkes, final.dishub)))
    assert len(final.rows(FINAL_RESULT)) == 1
    assert final.row(ASSESSMENT, id=final.dishub)["status"] == "submitted"


def test_a_reopened_result_says_that_it_was_verified_before_and_why_fewer_count(final: Region) -> None:
    period, opd = final.period[1], final.opd[1, "DINKES"]

    def whole() -> PeriodResults:
        return final.database.read(lambda conn: results.load(conn, period, final.now))

    assert group_board.again(whole()) == ()
    final.do("Citra", ReopenResult(final.dinkes, ("V04",), "SK lama terbaca sebagai SK baru"))
    own = final.database.read(lambda conn: own_results.load(conn, final.dinkes, (opd,), final.now))
    line = "1 hasil dibuka kembali untuk dinilai lagi, belum dihitung: Dinkes"
    assert line in group_board.board(whole())
    assert line in group_posts.result(whole())
    assert "Pernah diverifikasi; V04 sedang dinilai lagi tim penilai." in texts.card(own, own.opd)
    assert "Mandiri, sementara; hasil sedang dinilai lagi." in lists.variables(own)
    assert words.radar_notes(pictures.radar(whole(), opd)) == ("Sedang dinilai lagi tim daerah",)
    judge_all(final)
    assert group_board.again(whole()) == ()
    assert len(whole().verified) == 1


def test_who_was_never_verified_is_not_called_reopened(final: Region) -> None:
    region = final.database.read(lambda conn: results.load(conn, final.period[1], final.now))
    dishub = next(one for one in region.opds if one.short == "Dishub")
    assert dishub.again == ()
    assert dishub.official is None
