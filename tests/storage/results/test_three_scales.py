"""One region with three instruments at once, each with its own scale: the board shows all, and each view, picture and
file speaks of one of them, and says which.
"""

import re
from collections.abc import Callable
from io import BytesIO

from python_calamine import CalamineWorkbook
from sqlalchemy import select

from bot.flows.groups import charts, lists
from bot.texts.groups import board
from bot.texts.results import own as own_texts
from core.effects import OpenPeriod, SaveExplanation, SetDeclarant, Submit
from core.exports import xlsx
from core.instrument.parse import load_packaged
from core.results.period import PeriodResults
from core.written import long_day
from storage.engine.schema import ASSESSMENT
from storage.operations import export
from storage.results import facts as own_results, period as results
from tests.core.charts.layout import said
from tests.storage.region import DECLARANT, DUE, OPENS, VERIFY_DUE, Region, answered
from tests.storage.results.test_scales_apart import OF

NAMES = {"kematangan-2018": "2026", "pekppp-2023": "PEKPPP 2026", "sotk-2018": "Evaluasi Kelembagaan 2026"}


def filled_in(region: Region) -> dict[str, int]:
    """Periods by instrument; Ani has sent all three of Dinkes with middling answers."""
    periods = {"kematangan-2018": region.period[1]}
    for slug in ("pekppp-2023", "sotk-2018"):
        region.do("Citra", OpenPeriod(1, NAMES[slug], slug, OPENS, DUE, VERIFY_DUE))
        periods[slug] = max(one.id for one in region.database.read(lambda conn: results.present(conn, 1, region.now)))
    for slug, period in periods.items():
        number = assessment(region, period)
        for one in load_packaged(slug).part("unit").variables:
            essay = (SaveExplanation(number, one.code, "Uraian tentang kantor."),)
            region.do("Ani", *(essay if one.essay else answered(number, one.code, 3)))
        region.do("Ani", SetDeclarant(number, DECLARANT), Submit(number))
    return periods


def assessment(region: Region, period: int) -> int:
    of = (ASSESSMENT.c.period_id == period, ASSESSMENT.c.opd_id == region.opd[1, "DINKES"])
    return region.database.read(lambda conn: conn.execute(select(ASSESSMENT.c.id).where(*of)).scalar_one())


def foreign(slug: str, text: str) -> list[str]:
    return [found[0] for other, words in OF.items() if other != slug for found in re.finditer(words, text)]


def workbook(region: Region, period: int) -> str:
    file = BytesIO()
    known = region.database.read(lambda conn: export.load(conn, period, region.now))
    xlsx.write(known, file, long_day(region.now.date()))
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return "\n".join(str(cell) for sheet in sheets for row in sheet for cell in row)


def test_each_of_three_scales_is_read_by_itself(fresh_region: Callable[[], Region]) -> None:
    region = fresh_region()
    periods = filled_in(region)
    found: dict[str, PeriodResults] = {
        slug: region.database.read(lambda conn, period=period: results.load(conn, period, region.now))
        for slug, period in periods.items()
    }
    together = board.boards(list(found.values()))
    for title in ("Penilaian Kematangan 2026", "Penilaian PEKPPP 2026", "Evaluasi Kelembagaan 2026"):
        assert f"<b>{title} · Kutai Timur</b>" in together
    opds = (region.opd[1, "DINKES"],)
    for slug, one in found.items():
        number = assessment(region, one.period.id)
        mine = region.database.read(lambda conn, number=number: own_results.load(conn, number, opds, region.now))
        assert mine is not None
        card = own_texts.card(mine, mine.opd)
        kinds = ("peringkat", "panas", "kemajuan", "tren")
        drawn = [charts.chart(list(found.values()), one, kind, 1) for kind in kinds]
        pictures = ["\n".join([view.text, *said(view.chart)]) for view in drawn if view.chart]
        told = [board.board(one), lists.scores(one, 1).text, card, *pictures, workbook(region, one.period.id)]
        assert [foreign(slug, text) for text in told] == [[]] * len(told), slug
        assert all(one.period.name in text for text in (told[0], card, *(view.text for view in drawn)))
