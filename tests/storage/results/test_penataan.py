"""The region's own evaluation by Permendagri 99/2018, from the first tap to the workbook: a checklist without value."""

from bot.texts.groups import board
from bot.texts.results import own as own_texts
from bot.texts.results.score import tally
from core.effects import Finalise, SaveLevel, SetDeclarant, Submit
from core.instrument.parse import load_packaged, packaged_text
from core.instrument.parts import NOT_APPLICABLE
from core.wish import Wish
from tests.storage.region import DECLARANT, Region
from tests.storage.results.test_other_instruments import as_json, cells, judged, own, pinned_to, whole

PENATAAN = load_packaged("penataan-2018")
MIXED = {"A01": 0, "B02": NOT_APPLICABLE, "E01": 0}


def test_it_is_counted_and_has_no_value(region: Region) -> None:
    pinned_to(region, packaged_text("penataan-2018"))
    number, given = region.dinkes, dict.fromkeys(PENATAAN.codes, 1) | MIXED
    answers = [SaveLevel(number, code, level) for code, level in given.items()]
    region.do("Ani", *answers, SetDeclarant(number, DECLARANT), Submit(number))
    judged(region, {"A02": 0})
    region.do("Citra", Finalise((number,)))
    found, mine = whole(region), own(region)
    a = region.knows("Ani", Wish(assessment=number)).assessment
    assert a is not None
    without, *counted = own_texts.standing(mine, a).splitlines()[1:]
    assert without == "Penilaian ini tidak memakai nilai. Hasilnya ada pada tiap variabel."
    assert counted == ["Tidak 3 · Ya 12 · tidak berlaku 1", "Tidak: A01, A02, E01"]
    assert "Tanpa nilai rata-rata, 1 terverifikasi dari 2" in board.board(found)
    (dinkes, _) = as_json(region)["opds"]
    assert dinkes["region"]["total"] is None
    recap, matrix = cells(region)["Rekap"], cells(region)["Matriks"]
    assert recap[3][4:7] == ["Tidak", "Ya", "Tidak berlaku"]
    assert [row[4:7] for row in recap[4:]] == [[3, 12, 1], ["", "", ""]]
    assert matrix[0][0] == "Jawaban per variabel 2026 · Kabupaten Kutai Timur"
    words = {0: "Tidak", 1: "Ya", NOT_APPLICABLE: "TB"}
    assert matrix[4][2:] == [words[level] for level in (given | {"A02": 0}).values()]
    assert len(matrix) == 6  # two OPD, and no row of means


def test_all_yes_and_all_no() -> None:
    assert tally(PENATAAN, dict.fromkeys(PENATAAN.codes, 1)) == ["Ya 16"]
    assert tally(PENATAAN, dict.fromkeys(PENATAAN.codes, 0)) == ["Tidak 16", f"Tidak: {', '.join(PENATAAN.codes)}"]
