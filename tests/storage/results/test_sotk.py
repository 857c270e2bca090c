"""The structure's questionnaire from the first tap to the result: percent by subdimension, essays marked, no rank."""

from decimal import Decimal

from bot.texts.groups import board, posts
from bot.texts.results import own as own_texts
from core.charts import pictures
from core.charts.drawings import drawing
from core.effects import Finalise, SaveExplanation, SaveLevel, SetDeclarant, Submit
from core.instrument.parse import load_packaged, packaged_text
from tests.storage.region import DECLARANT, Region
from tests.storage.results.test_other_instruments import as_json, cells, judged, own, pinned_to, whole

SOTK = load_packaged("sotk-2018")
UNRANKED = "Peringkat belum ditetapkan: sumbernya belum memuat angka tiap jawaban."
ESSAYS = [one.code for one in SOTK.variables if one.essay]


def test_it_works_to_its_end(region: Region) -> None:
    pinned_to(region, packaged_text("sotk-2018"))
    number = region.dinkes
    best = [SaveLevel(number, v.code, 1 if v.reversed else 4) for v in SOTK.variables if not v.essay]
    essays = [SaveExplanation(number, code, f"Uraian {code} tentang kantor ini.") for code in ESSAYS]
    region.do("Ani", *best, *essays, SetDeclarant(number, DECLARANT), Submit(number))
    judged(region, {code: 10 * place for place, code in enumerate(ESSAYS)} | {"T05": 2})
    region.do("Citra", Finalise((number,)))
    found, mine = whole(region), own(region)
    (official,) = [one.official for one in found.opds if one.official]
    assert (official.value, official.band) == (Decimal("99.00"), "")  # T05: 2 of 4 in a fifth of 10 percent
    card = own_texts.card(mine, mine.opd)
    assert "Nilai <b>99,00</b> dari 100" in card
    assert "kategori" not in card
    assert UNRANKED in card
    assert ["Catatan hasil", UNRANKED] in cells(region)["Ringkasan"]
    assert UNRANKED in posts.result(found)
    assert "99,00" in board.board(found)
    (dinkes, _) = as_json(region)["opds"]
    assert (dinkes["region"]["total"], dinkes["region"]["band"]) == (99, None)
    assert {one["level"] for one in dinkes["answers"] if one["variable"] in ESSAYS} == {None}
    assert cells(region)["Aspek"][4][-1] == 99.0
    for chart in (pictures.radar(found, mine.opd.opd_id), pictures.heatmap(found), pictures.ranking(found)):
        assert drawing.render(chart).startswith(b"\x89PNG")
