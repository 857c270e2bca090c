"""The export: the JSON contract in full, the same values for tables, few statements however many OPD."""

import json
import os
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from core.assessment.model import EvidenceKind, PeriodStatus, Status
from core.effects import (
    AttachFile,
    AttachLink,
    ChangeOwnList,
    ClosePeriod,
    ImportOpds,
    OpenPeriod,
    RemoveEvidence,
    SaveExplanation,
    SaveLevel,
    Submit,
)
from core.exports.data import flat_rows
from core.pemda.opd_list.reading import OpdRow
from core.review.verdicts import Stage
from storage.engine.schema import ANSWER, ASSESSMENT, EVIDENCE, VERDICT
from storage.evidence import copying
from storage.operations import export
from tests.storage.exported import exported
from tests.storage.region import CODES, DUE, OPENS, VERIFY_DUE, Region, filled, later, photo
from tests.storage.test_facts_cost import counted

EXPECTED = Path(__file__).with_name("export.json")
SHA = "ab" * 32


def worked_example(region: Region) -> None:
    """Dinkes is at work; Dishub was late and is verified, V01 after it had been returned; Bontang must not leak."""
    dinkes, dishub = region.dinkes, region.dishub
    region.do("Ani", SaveLevel(dinkes, "V02", 4), SaveExplanation(dinkes, "V02", 'Ada & "lengkap", <b>\n2026.'))
    region.do("Ani", photo(dinkes, "V02", "a", "Foto & <b>.jpg"))
    region.now += timedelta(minutes=1)
    region.do("Dewi", AttachLink(dinkes, "V02", "https://kutim.example/renja"), photo(dinkes, "V02", "gone"))
    region.do("Dewi", photo(dinkes, "V01", "a"), photo(dinkes, "V03", "b", "Program.pdf"))
    region.do("Dewi", SaveExplanation(dinkes, "V04", "Belum ada."), SaveLevel(dinkes, "V05", 1))
    region.do("Dewi", SaveExplanation(dinkes, "V06", "Keliru."), SaveExplanation(dinkes, "V06", ""))
    numbers = {row["unique_id"]: row["id"] for row in region.rows(EVIDENCE)}
    region.do("Dewi", RemoveEvidence(dinkes, numbers["gone"], "V02"))
    region.database.write(
        lambda conn: copying.stored(conn, numbers["a"], f"ab/ab/{SHA}", SHA, 2048, "image/jpeg", region.now)
    )
    region.database.write(lambda conn: copying.refused(conn, numbers["b"], "program", region.now))
    region.now = later(DUE, days=1)
    levels = dict.fromkeys(CODES, 1) | {"V01": 5, "V02": 3}
    region.do("Fajar", *filled(dishub, levels), Submit(dishub))
    region.database.write(lambda conn: verdicts(conn, region))
    region.do("Gita", SaveLevel(region.bontang, "V01", 3))
    region.do("Citra", ChangeOwnList(1, "kematangan-2018", (("V01", 3, ("SK tim <evaluasi>",)),)))
    region.do("Hadi", ChangeOwnList(2, "kematangan-2018", (("V01", 3, ("Punya Bontang",)),)))


def verdicts(conn: Connection, region: Region) -> None:
    conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == region.dishub).values(status="verified"))
    given = {"assessment_id": region.dishub, "stage": "region", "by": region.person["Budi"], "version": 2}
    for code in CODES:
        if code == "V01":
            note = "Foto tidak terbaca."
            conn.execute(insert(VERDICT).values(**given, variable=code, level=None, note=note, at=region.now))
        level = 4 if code == "V01" else 3 if code == "V02" else 1
        at = later(region.now, hours=1)
        conn.execute(insert(VERDICT).values(**given, variable=code, level=level, note="", at=at))


def test_the_contract_in_full(region: Region) -> None:
    worked_example(region)
    found = exported(region)
    chain = found.pop("chain")  # its salts are drawn
    assert (chain["pemda"], chain["head"]) == (1, chain["entries"][-1]["hash"])
    facts = {"number", "actor", "act", "assessment", "at", "digest", "hash", "salt", "content"}
    assert all(set(entry) == facts for entry in chain["entries"])
    laid_out = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("PANDU_UPDATE"):
        EXPECTED.write_text(laid_out, encoding="utf-8")
    assert laid_out == EXPECTED.read_text(encoding="utf-8")


def test_an_untouched_period(region: Region) -> None:
    found = exported(region, region.period[2])
    blank = {"subject": None, "status": "not_started", "late": False, "self": None, "region": None, "province": None}
    blank |= {"answers": [], "survey": None, "actions": [], "official": None, "final": None, "users": {}}
    assert found["opds"] == [
        {"code": "DINKES", "name": "Dinas Kesehatan"} | blank,
        {"code": "DISHUB", "name": "Dinas Perhubungan"} | blank,
    ]
    assert found["summary"] == {"opds": 2, "submitted": 0, "verified": 0, "mean": None, "band": None}


def test_a_period_that_has_not_begun_is_a_draft(region: Region) -> None:
    def status(now: object) -> PeriodStatus:
        return region.database.read(lambda conn: export.head(conn, region.period[1], now)).status  # type: ignore[arg-type]

    assert status(OPENS - timedelta(seconds=1)) is PeriodStatus.DRAFT
    assert status(OPENS) is PeriodStatus.OPEN
    assert status(VERIFY_DUE + timedelta(days=1)) is PeriodStatus.OPEN
    region.do("Citra", ClosePeriod(region.period[1]))
    assert status(region.now) is PeriodStatus.CLOSED


def test_periods_are_found_by_name_in_their_pemda(region: Region) -> None:
    found = [region.database.read(lambda conn, p=pemda: export.find_period(conn, p, "2026")) for pemda in (1, 2)]
    assert found == [region.period[1], region.period[2]]
    assert region.database.read(lambda conn: export.find_period(conn, 1, "2025")) is None


def test_a_period_for_tables(region: Region) -> None:
    worked_example(region)
    whole = region.database.read(lambda conn: export.load(conn, region.period[1], region.now))
    dinkes, dishub = whole.opds
    assert (dinkes.official, dinkes.self_score, dinkes.former_value) == (None, None, None)
    assert dishub.self_score is not None
    assert dishub.official is not None
    assert (dishub.self_score.value, dishub.official.value, dishub.official.holding[:1]) == (17, 16, ("V03",))
    assert (dishub.levels(Stage.REGION)["V01"], dishub.levels(Stage.PROVINCE)) == (4, {})
    assert (whole.summary.mean, whole.summary.band) == (Decimal("16.00"), "Sangat Rendah")
    assert len(whole.head.anchor) == 64
    rows = list(flat_rows(whole.head.instrument, dinkes))
    assert [(row.variable, row.level, row.evidence, row.region_level) for row in rows[:3]] == [
        ("V01", None, 1, None),
        ("V02", 4, 2, None),
        ("V03", None, 1, None),
    ]
    assert len(rows) == 11
    (photo_line, link_line) = dinkes.answers[1].evidence
    assert (photo_line.storage_key, link_line.storage_key) == (f"ab/ab/{SHA}", None)
    one = region.database.read(lambda conn: list(export.opds(conn, region.period[1], whole.head, "DISHUB")))
    assert [line.code for line in one] == ["DISHUB"]


def test_last_years_totals(region: Region) -> None:
    worked_example(region)
    year = timedelta(days=365)
    order = OpenPeriod(1, "2027", "kematangan-2018", OPENS + year, DUE + year, VERIFY_DUE + year)
    region.do("Citra", ClosePeriod(region.period[1]), order)
    new = region.rows(ASSESSMENT)[-1]["period_id"]
    whole = region.database.read(lambda conn: export.load(conn, new, region.now))
    assert whole.head.former_year == 2026
    assert [(line.code, line.status, line.former_value) for line in whole.opds] == [
        ("DINKES", Status.NOT_STARTED, None),
        ("DISHUB", Status.NOT_STARTED, 16),
    ]


def test_a_finished_province_has_the_last_word(region: Region) -> None:
    worked_example(region)
    after = later(region.now, hours=2)  # the region has finished

    def judge(conn: Connection) -> None:
        given = {"assessment_id": region.dishub, "stage": "province", "by": region.person["Budi"], "version": 2}
        for code in CODES[:-1]:
            conn.execute(insert(VERDICT).values(**given, variable=code, level=2, note="", at=after))

    def dishub() -> export.ExportedOpd:
        return region.database.read(lambda conn: export.load(conn, region.period[1], region.now)).opds[1]

    region.database.write(judge)
    assert dishub().province is None  # one variable is still to be judged
    last = {"assessment_id": region.dishub, "stage": "province", "by": region.person["Budi"], "version": 2}
    region.database.write(
        lambda conn: conn.execute(insert(VERDICT).values(**last, variable="V11", level=2, note="", at=after))
    )
    line = dishub()
    assert line.province is not None
    assert line.region is not None
    assert line.official == line.province
    assert (line.province.value, line.region.value) == (22, 16)


def test_a_verdict_on_an_older_version_counts_no_more(region: Region) -> None:
    worked_example(region)
    change = update(VERDICT).where(VERDICT.c.variable == "V01").values(version=1)
    region.database.write(lambda conn: conn.execute(change))
    whole = region.database.read(lambda conn: export.load(conn, region.period[1], region.now))
    assert whole.opds[1].region is not None
    assert whole.opds[1].region.value == 17  # V01 takes the stage below: 5


def test_statements_do_not_follow_the_number_of_opd(region: Region) -> None:
    def read() -> int:
        with counted() as seen:
            region.database.read(lambda conn: list(export.json_chunks(conn, region.period[1], region.now)))
        return len(seen)

    read()
    few = read()
    rows = tuple(OpdRow(f"O{number:03d}", f"Dinas {number}", f"D{number}", "Dinas") for number in range(200))
    region.do("Citra", ImportOpds(1, rows))

    def answers(conn: Connection) -> None:
        of_period = select(ASSESSMENT.c.id).where(ASSESSMENT.c.period_id == region.period[1])
        for number in conn.execute(of_period).scalars().all():
            values = {"assessment_id": number, "variable": "V01", "level": 3, "explanation": "", "parts": []}
            conn.execute(insert(ANSWER).values(**values, answered_by=region.person["Ani"], answered_at=region.now))

    region.database.write(answers)
    assert read() == few


def test_documents_and_photos_keep_their_kind(region: Region) -> None:
    order = AttachFile(region.dinkes, "V01", EvidenceKind.DOCUMENT, "SK.pdf", "application/pdf", 9, "f", "u")
    region.do("Ani", order)
    whole = region.database.read(lambda conn: export.load(conn, region.period[1], region.now))
    (line,) = whole.opds[0].answers[0].evidence
    assert (line.kind, line.mime, line.bytes, line.sha256) == (EvidenceKind.DOCUMENT, None, None, None)
