"""A questionnaire of many statements is drawn by its aspects, on their scale; one that has room by its variables."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from core.assessment.model import Period, PeriodStatus, Status
from core.charts import axes, pictures, plain
from core.charts.drawings.drawing import draw
from core.instrument.parse import Instrument, load_packaged
from core.instrument.scoring import score
from core.results.period import OpdResults, PeriodResults
from core.results.stages import StageResult, Stages
from tests.core.charts.layout import cut_off, on_each_other, said

SOTK = load_packaged("sotk-2018")
AT = datetime(2026, 12, 20, tzinfo=UTC)
SUBDIMENSIONS = ["KOM", "FOR", "SEN", "SEL", "TKK", "PPP", "RIS", "TI"]


def opd(number: int, instrument: Instrument, seed: int) -> OpdResults:
    chance = Random(seed)
    levels = {one.code: chance.randint(0, 4) for one in instrument.variables if not one.mark}
    levels = {code: max(level, instrument.lowest) for code, level in levels.items()}
    reached = StageResult(levels, score(instrument, levels))
    name = f"Dinas Nomor {number}"
    return OpdResults(
        number, number, f"K{number}", name, name, Status.VERIFIED, False, AT, Stages(reached, reached), reviewed_at=AT
    )


def period(instrument: Instrument, name: str = "2026", at: datetime = AT) -> PeriodResults:
    opds = [opd(number, instrument, number) for number in range(1, 6)]
    filling = replace(opds[0], status=Status.DRAFT, incomplete=instrument.codes[:3], assessment=9, opd_id=9)
    filling = replace(filling, stages=replace(filling.stages, region=None), short="Badan", name="Badan")
    held = Period(1, name, at.year, PeriodStatus.OPEN, at - timedelta(40), at, at + timedelta(20))
    return PeriodResults(1, "Kutai Timur", held, instrument, at, "WITA", (*opds, filling), known=True)


def test_62_statements_are_drawn_as_eight_subdimensions_in_percent() -> None:
    found = period(SOTK)
    heatmap, radar = pictures.heatmap(found), pictures.radar(found, 1)
    assert [one.code for one in heatmap.scale.variables] == SUBDIMENSIONS
    assert heatmap.scale.numerals == ("0", "20", "40", "60", "80", "100")
    levels = found.opds[0].stages.own.levels
    reverse = [one for one in SOTK.variables if one.aspect == "TI" and not one.mark]
    points = [5 - levels[one.code] if one.reversed else levels[one.code] for one in reverse]
    expected = Decimal(100 * sum(points)) / (4 * len(points))
    assert radar.own.levels[-1] == expected / 20
    assert heatmap.scale.numeral(expected / 20) == str(round(expected))
    least = min(one for one in radar.own.levels if one is not None)
    assert radar.official is not None
    assert radar.official.holding == tuple(
        code for code, one in zip(SUBDIMENSIONS, radar.own.levels, strict=True) if one == least
    )
    assert len(radar.means) == 8
    assert "Nilai per aspek, tim daerah" in said(heatmap)
    assert "mengisi 70/73" in said(pictures.ranking(found))  # essays too, which have no place on the scale
    for chart in (heatmap, radar, pictures.heatmap(found, paper=True), pictures.ranking(found)):
        sheet = draw(chart)
        assert (cut_off(sheet), on_each_other(sheet)) == ([], [])
        assert plain.from_plain(plain.to_plain(chart)) == chart


@pytest.mark.parametrize("name", ["kematangan-2018", "pekppp-2023"])
def test_what_has_room_is_drawn_by_its_variables(name: str) -> None:
    instrument = load_packaged(name).part("unit")
    assert axes.aspects(instrument) == ()
    assert [one.code for one in axes.scale_of(instrument).variables] == list(instrument.codes)


def test_a_year_with_several_periods_has_a_point_for_each() -> None:
    """Found: of two semesters only the later one was drawn."""
    pekppp = load_packaged("pekppp-2023").part("unit")
    halves = [("PEKPPP Semester II 2025", 2025, 12), ("PEKPPP Semester I 2026", 2026, 6), ("PEKPPP Mei 2026", 2026, 5)]
    chart = pictures.trend(
        [period(pekppp, name, datetime(year, month, 14, tzinfo=UTC)) for name, year, month in halves]
    )
    assert [one.called for one in chart.years] == ["Smt II 2025", "Smt I 2026", "Mei 2026"]
    words = said(chart)
    assert words[2] == "Di bawah periode: OPD terverifikasi dari seluruh OPD"
    assert {"Smt II", "Smt I", "Mei"} <= set(words)
    sheet = draw(chart)
    assert (cut_off(sheet), on_each_other(sheet)) == ([], [])
    yearly = pictures.trend([period(pekppp, name, datetime(year, 12, 14, tzinfo=UTC)) for name, year, _ in halves[:2]])
    assert [one.called for one in yearly.years] == ["2025", "2026"]
