"""A period of PEKPPP that a coordinator makes works to its end: filled in, verified, board, pictures, export."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.flows.groups import lists
from bot.texts.groups import board, posts
from bot.texts.results import own as own_texts, own_variables
from core.charts import pictures
from core.charts.drawings import drawing
from core.effects import ClosePeriod, Finalise, OpenPeriod, SetDeclarant, Submit
from core.instrument.parse import load_packaged
from storage.engine.schema import ASSESSMENT, PERIOD
from tests.storage.region import DECLARANT, DUE, OPENS, VERIFY_DUE, Region, answered, photo
from tests.storage.results.test_other_instruments import as_json, cells, judged, own, whole

CODES = load_packaged("pekppp-2023").part("unit").codes
LEVELS = {code: place % 6 for place, code in enumerate(CODES)}


@pytest.fixture
def assessed(region: Region) -> Region:
    """Citra closes the first period and opens one of PEKPPP; Ani fills in and sends."""
    region.do("Citra", ClosePeriod(region.period[1]))
    later = timedelta(days=90)
    region.now += later
    region.do("Citra", OpenPeriod(1, "2027", "pekppp-2023", OPENS + later, DUE + later, VERIFY_DUE + later))
    newest = select(PERIOD.c.id).where(PERIOD.c.name == "2027")
    region.period[1] = region.database.read(lambda conn: conn.execute(newest).scalar_one())
    mine = (ASSESSMENT.c.period_id == region.period[1], ASSESSMENT.c.opd_id == region.opd[1, "DINKES"])
    number = region.database.read(lambda conn: conn.execute(select(ASSESSMENT.c.id).where(*mine)).scalar_one())
    region.assessment[1, "DINKES"] = number
    proof = [photo(number, code) for code, level in LEVELS.items() if level == 1]
    answers = [order for code, level in LEVELS.items() for order in answered(number, code, level)]
    region.do("Ani", *answers, *proof, SetDeclarant(number, DECLARANT), Submit(number))
    judged(region, {"P01": 4})
    return region


def test_a_period_of_pekppp_works_to_its_end(assessed: Region) -> None:
    assessed.do("Citra", Finalise((assessed.dinkes,)))
    found, mine = whole(assessed), own(assessed)
    (official,) = [one.official for one in found.opds if one.official]
    assert (official.value, official.band, official.staged_level) == (Decimal("2.89"), "C", None)
    assert "PEKPPP 2027 · Kutai Timur</b>" in board.board(found)
    assert "Rata-rata sementara 2,89 (C), 1 terverifikasi dari 2" in board.board(found)
    assert lists.scores(found, 1).text.endswith("1. Dinkes · 2,89 · C")
    assert "A 0 · A- 0 · B 0 · B- 0 · C 1 · C- 0 · D 0 · E 0 · F 0" in posts.result(found)
    card = own_texts.card(mine, mine.opd)
    assert "Nilai <b>2,89</b> dari 5 · kategori <b>C</b>\nTerendah: P07, P13, P19, P25\n" in card
    assert "Mandiri 2,73, tim daerah 2,89: P01 0 → 4" in card
    assert "<b>Mulai dari P07 ke 1:</b> Hasil SKM dipublikasikan di 1 media." in card
    assert "<b>Inovasi Pelayanan Publik</b> 4,50\nP29 4 · P30 5" in own_variables.variables(mine).replace("\xa0", " ")
    book = cells(assessed)
    assert book["Aspek"][4] == ["DINKES", "Dinkes", 2.89, "", 2.84, 2.4, 2.9, 3.5, 1.65, 4.5, 2.89]
    assert len(book["Matriks"][3]) >= 2 + len(CODES)
    (dinkes, _) = as_json(assessed)["opds"]
    assert (dinkes["region"]["total"], dinkes["region"]["band"], len(dinkes["answers"])) == (2.89, "C", 31)
    for chart in (pictures.radar(found, mine.opd.opd_id), pictures.heatmap(found), pictures.ranking(found)):
        assert drawing.render(chart).startswith(b"\x89PNG")
