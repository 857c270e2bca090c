"""A weighted instrument and a checklist, filled in and verified, say everywhere how many OPD are verified.

Found: "1 terverifikasi" beside "0 terverifikasi dari 2", because whoever had no total counted as not verified. A level
0 and "tidak berlaku" go all the way as well.
"""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import Connection, update

from bot.flows.groups import charts, lists
from bot.texts import documents
from bot.texts.answers import approval, summary
from bot.texts.groups import board as group_board, posts, views
from bot.texts.people import viewing
from bot.texts.results import own as own_texts, own_variables, region as region_texts
from core.assessment.model import Assessment
from core.charts import pictures, plain
from core.charts.data import Progress, Ranking
from core.charts.drawings import words
from core.effects import Effect, Finalise, PublishResults, ReopenResult, SetDeclarant, Submit
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts
from core.exports import xlsx
from core.exports.data import flat_rows
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import Score
from core.people.roles import Role
from core.results.period import OwnResults, PeriodResults
from core.review.verdicts import Stage
from core.wish import Wish
from core.written import long_day
from scheduler.posts import posts as result_posts
from storage.audit import writes
from storage.engine.schema import ANSWER, FINAL_RESULT, INSTRUMENT, PERIOD
from storage.operations import export, my_data
from storage.results import facts as own_results, period as results
from tests.made_instruments import CHECKLIST_TEXT, SERVICE_TEXT, made, sotk_text
from tests.storage.exported import exported
from tests.storage.groups.test_groups import bound, tick
from tests.storage.region import DECLARANT, Region, answered
from tests.storage.review.test_verdicts import WHY, join

REGION = Stage.REGION
LEVELS: Mapping[str, Mapping[str, int]] = {
    SERVICE_TEXT: {"P01": 4, "P02": 5, "P03": NOT_APPLICABLE, "P04": 0},
    CHECKLIST_TEXT: {"E01": 0, "E02": NOT_APPLICABLE},
}


def pinned_to(region: Region, file: str) -> None:
    """Kutai Timur assesses with this instrument."""
    instrument = made(file)

    def pin(conn: Connection) -> None:
        values = {"slug": instrument.id, "version": 1, "hash": instrument.content_hash, "content": file}
        (number,) = writes.insert(conn, INSTRUMENT, values)
        conn.execute(update(PERIOD).where(PERIOD.c.id == region.period[1]).values(instrument_id=number))

    region.database.write(pin)


def assessed(region: Region, file: str, levels: Mapping[str, int], *more: Effect) -> None:
    """The same; Ani has answered with these levels, done `more`, and sent; Dishub has not begun."""
    pinned_to(region, file)
    orders = [order for code, level in levels.items() for order in answered(region.dinkes, code, level)]
    region.do("Ani", *orders, *more, SetDeclarant(region.dinkes, DECLARANT), Submit(region.dinkes))


def judged(region: Region, changed: Mapping[str, int] | None = None) -> None:
    """Oki accepts every level but these."""
    join(region, "Oki", Role.VERIFIER, "organisasi")
    region.now += timedelta(days=1)
    rows = region.rows(ANSWER, assessment_id=region.dinkes)
    given = {row["variable"]: (row["version"], row["level"]) for row in rows}
    drafts = [
        DraftVerdict(region.dinkes, REGION, code, version, (changed or {}).get(code, level), WHY)
        for code, (version, level) in given.items()
    ]
    region.do("Oki", ClaimReview(region.dinkes, REGION), *drafts, FixVerdicts(region.dinkes, REGION))


def whole(region: Region) -> PeriodResults:
    return region.database.read(lambda conn: results.load(conn, region.period[1], region.now))


def own(region: Region) -> OwnResults:
    opds = (region.opd[1, "DINKES"],)
    return region.database.read(lambda conn: own_results.load(conn, region.dinkes, opds, region.now))


def as_json(region: Region) -> Any:
    return exported(region)


def cells(region: Region) -> dict[str, list[list[object]]]:
    """The workbook, sheet by sheet."""
    known = region.database.read(lambda conn: export.load(conn, region.period[1], region.now))
    file = BytesIO()
    xlsx.write(known, file, long_day(region.now.date()))
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(params=[SERVICE_TEXT, CHECKLIST_TEXT], ids=["weighted", "checklist"])
def other(region: Region, request: pytest.FixtureRequest) -> Region:
    assessed(region, request.param, LEVELS[request.param])
    judged(region)
    return region


def test_one_number_of_verified_opd_everywhere(other: Region) -> None:
    found, mine = whole(other), own(other)
    assert [one.verified for one in found.opds] == [True, False]
    assert (len(found.verified), found.region.n, found.states.verified, mine.region.n) == (1, 1, 1, 1)
    progress = pictures.progress(found)
    assert isinstance(progress, Progress)
    assert [day.verified for day in progress.days][-1] == 1
    counted = as_json(other)["summary"]
    assert (counted["verified"], counted["opds"]) == (1, 2)
    book = cells(other)
    said = [
        group_board.board(found),
        group_board.progress(found),
        lists.scores(found, 1).text,
        lists.scores(found, 1, viewing.scores_title, viewing.score_line).text,
        posts.result(found),
        region_texts.mean(found),
        charts.chart((found,), found, "", 1).text,
        own_texts.card(mine, mine.opd) if own_texts.drawable(mine.opd) else "",
        *(str(cell) for sheet in book.values() for row in sheet for cell in row),
    ]
    counts = re.findall(r"(\d+) terverifikasi", "\n".join(said))
    assert len(counts) >= 6
    assert set(counts) == {"1"}
    (row,) = [row for row in book["Ringkasan"] if row[0] == "Terverifikasi"]
    assert row[1] == 1


def test_what_is_final_is_read_as_it_was_made(other: Region) -> None:
    before = [(one.stages, one.official) for one in whole(other).opds]
    other.do("Citra", Finalise((other.dinkes,)))
    assert [(one.stages, one.official) for one in whole(other).opds] == before
    record = other.row(FINAL_RESULT)
    weighted = whole(other).instrument.valued
    assert (record["value"], record["band"]) == (("2.40", "C") if weighted else (None, ""))
    assert record["staged_level"] is None
    assert json.loads(other.last_content())["value"] == record["value"]
    code = whole(other).instrument.codes[0]
    other.do("Citra", ReopenResult(other.dinkes, (code,), "Bukti baru ditemukan"))
    assert whole(other).region.n == 0


def test_every_view_and_picture_of_it_is_made(other: Region) -> None:
    """Whatever is printed, drawn or exported takes its words from the instrument."""
    found, mine = whole(other), own(other)
    a = other.knows("Ani", Wish(assessment=other.dinkes)).assessment
    assert isinstance(a, Assessment)
    said = [
        *summary.self_score(a),
        approval.asks(a, "WITA"),
        own_texts.card(mine, mine.opd) if own_texts.drawable(mine.opd) else own_texts.standing(mine, a),
        own_variables.variables(mine),
        *(own_variables.variable(mine, code) for code in found.instrument.codes),
        *(views.opd_line(one, found) for one in found.opds),
        *(viewing.opd_line(one, found) for one in found.opds),
        *(region_texts.reached(one, found) for one in found.verified),
        *(region_texts.choice(one, found, chosen=False) for one in found.opds),
        posts.result(found),
        group_board.board(found),
    ]
    together = "\n".join(said)
    assert f"<b>{found.instrument.title} 2026 · Kutai Timur</b>" in together
    assert not re.search(r"Romawi|berjenjang|\b55\b|\btotal\b|None|kematangan", together, re.IGNORECASE)
    kinds = ("peringkat", "sebaran", "panas", "kemajuan", "tren")
    for drawn in (charts.chart((found,), found, kind, 1).chart for kind in kinds):
        assert drawn is not None
        assert plain.from_plain(plain.to_plain(drawn)) == drawn


def test_the_group_gets_the_pictures_for_which_there_are_numbers(other: Region) -> None:
    other.do("Citra", Finalise((other.dinkes,)))
    telegram, _ = bound(other)
    other.now += timedelta(hours=1)
    other.do("Citra", PublishResults(other.period[1]))
    tick(other, result_posts)
    drawn = [row["payload"]["chart"]["kind"] for row in telegram.waiting() if row["kind"] == "photo"]
    weighted = whole(other).instrument.valued
    assert drawn == (["ranking", "heatmap", "distribution"] if weighted else ["progress"])


def test_a_weighted_result_in_words(region: Region) -> None:
    assessed(region, SERVICE_TEXT, LEVELS[SERVICE_TEXT])
    a = region.knows("Ani", Wish(assessment=region.dinkes)).assessment
    assert a is not None
    assert summary.self_score(a) == ["Nilai mandiri 2,40 dari 5, belum diverifikasi."]
    judged(region, {"P02": 2})
    found, mine = whole(region), own(region)
    assert found.opds[0].official == Score(Decimal("3.60"), "B", None, ("P02",))
    assert (found.region.mean, found.region.band) == (Decimal("3.60"), "B")
    card = own_texts.card(mine, mine.opd)
    assert "Nilai <b>3,60</b> dari 5 · kategori <b>B</b>\nTerendah: P02\nAspek: Kebijakan 3,60 · Pegawai –\n" in card
    by_variable = own_variables.variables(mine).replace("\xa0", " ")
    assert "<b>Kebijakan</b> 3,60\nP01 4 · P02 5 → 2\n<b>Pegawai</b>\nP03 TB · P04 0\nPilih" in by_variable
    assert "Mandiri 2,40, tim daerah 3,60: P02 5 → 2" in card
    assert "<b>Agar P02 naik ke 1:</b> N Nilai menjadi 4,00." in card
    assert "Nilai adalah rata-rata berbobot 3 variabel." in card
    assert group_board.board(found).count("Rata-rata sementara 3,60 (B), 1 terverifikasi dari 2") == 1
    assert lists.scores(found, 1).text.endswith("1. Dinkes · 3,60 · B")
    assert views.opd_line(found.opds[0], found) == "✅ Dinas Kesehatan · 3,60 · B · terendah P02"
    assert region_texts.reached(found.opds[0], found) == "nilai 3,60 dari 5, kategori B"
    ranking = pictures.ranking(found)
    assert isinstance(ranking, Ranking)
    assert words.ranking_note(ranking.scale) == "Batang: nilai (0–5)"
    assert cells(region)["Aspek"][4] == ["DINKES", "Dinkes", 3.6, "", 3.6]
    recap = cells(region)["Rekap"]
    assert recap[3] == [
        *("No", "Kode", "Perangkat Daerah", "Status", "Mandiri", "Tim Daerah", "Nilai Resmi", "Kategori", "Terendah"),
        *("Terlambat", "Tahun Lalu"),
    ]
    assert recap[4][4:9] == [2.4, 3.6, 3.6, "B", "P02 P02"]
    (dinkes, _) = as_json(region)["opds"]
    aspects = [{"code": "KP", "name": "Kebijakan", "value": 3.6}, {"code": "SDM", "name": "Pegawai", "value": None}]
    assert dinkes["region"] == {"total": 3.6, "band": "B", "staged_level": None, "aspects": aspects, "forms": []}


def test_level_0_and_not_applicable_all_the_way(region: Region) -> None:
    assessed(region, SERVICE_TEXT, {"P01": 0, "P02": 5, "P03": NOT_APPLICABLE, "P04": 0})
    a = region.knows("Ani", Wish(assessment=region.dinkes)).assessment
    assert a is not None
    assert a.incomplete == ()  # level 0 is an answer, and neither needs proof
    assert summary.levels(a).replace("\xa0", " ") == "P01 0 · P02 5 · P03 TB · P04 0"
    assert summary.self_score(a) == ["Nilai mandiri 0,00 dari 5, belum diverifikasi."]
    judged(region, {"P03": 0})
    found = whole(region)
    assert found.opds[0].official == Score(Decimal("0.00"), "C", None, ("P01", "P02", "P03"))
    assert found.means == {
        "P01": Decimal("0.00"),
        "P02": Decimal("5.00"),
        "P03": Decimal("0.00"),
        "P04": Decimal("0.00"),
    }
    assert lists.scores(found, 1).text.endswith("1. Dinkes · 0,00 · C")
    (dinkes, _) = as_json(region)["opds"]
    answers = {line["variable"]: line for line in dinkes["answers"]}
    assert [(line["level"], line["not_applicable"]) for line in answers.values()] == [
        *((0, False), (5, False), (None, True), (0, False)),
    ]
    assert answers["P03"]["verdicts"][0]["level"] == 0
    exported = region.database.read(lambda conn: export.load(conn, region.period[1], region.now))
    rows = list(flat_rows(exported.head.instrument, exported.opds[0]))
    assert [(row.level, row.region_level) for row in rows] == [(0, 0), (5, 5), ("TB", 0), (0, 0)]
    mine = region.database.read(lambda conn: my_data.collect(conn, region.person["Ani"]))
    assert re.findall(r"tingkat: (\w+)", documents.my_data(mine)) == ["0", "5", "TB", "0"]
    matrix = cells(region)["Matriks"][4]
    assert matrix[2:7] == [0, 5, 0, 0, 0]


def test_a_value_without_bands_is_printed_alone(region: Region) -> None:
    levels = dict.fromkeys(made(sotk_text()).codes, 3) | {"KOM08": NOT_APPLICABLE, "KOM09": NOT_APPLICABLE}
    assessed(region, sotk_text(), levels)
    judged(region)
    found = whole(region)
    assert found.opds[0].official == Score(
        Decimal("75.00"), "", None, tuple(code for code in levels if code not in ("KOM08", "KOM09"))
    )
    assert "Rata-rata sementara 75,00, 1 terverifikasi dari 2" in group_board.board(found)
    assert region_texts.reached(found.opds[0], found) == "nilai 75,00 dari 100"
    assert posts.result(found).splitlines()[1] == "Rata-rata sementara 75,00, 1 terverifikasi dari 2"
    assert "Kategori" not in [str(cell) for row in cells(region)["Rekap"] for cell in row]
