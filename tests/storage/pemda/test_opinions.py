"""The Ombudsman's opinions: one of a year and OPD, of one Pemda, in the export."""

from decimal import Decimal

from core.effects import KeepOpinion, RemoveOpinion
from storage.engine.schema import AUDIT, OPINION
from storage.pemda import opinions
from tests.storage.region import Region
from tests.storage.results.test_other_instruments import as_json

KEPT = KeepOpinion(1, 2025, "Kualitas Sedang", Decimal("62.57"))


def test_the_same_year_again_replaces_it(region: Region) -> None:
    opd = region.opd[1, "DINKES"]
    region.do("Citra", KEPT, KeepOpinion(1, 2025, "Kualitas Tinggi", Decimal(80), opd))
    before = len(region.rows(AUDIT))
    region.do("Citra", KEPT)
    assert len(region.rows(AUDIT)) == before
    region.do("Citra", KeepOpinion(1, 2025, "Kualitas Sedang", Decimal("63.10")))
    found = region.database.read(lambda conn: opinions.of_pemda(conn, 1))
    assert [(one.code, one.value) for one in found] == [("", Decimal("63.10")), ("DINKES", Decimal(80))]
    assert as_json(region)["ombudsman"] == [
        {"year": 2025, "opd": None, "opinion": "Kualitas Sedang", "value": 63.1},
        {"year": 2025, "opd": "DINKES", "opinion": "Kualitas Tinggi", "value": 80},
    ]
    region.do("Citra", RemoveOpinion(1, region.rows(OPINION)[0]["id"]))
    assert len(region.rows(OPINION)) == 1


def test_nobody_else_notes_or_removes_one_and_no_impossible_one_is_kept(region: Region) -> None:
    region.do("Citra", KEPT)
    number = region.rows(OPINION)[0]["id"]
    for who in ("Ani", "Gita"):
        assert region.refuses(who, KEPT)
        assert region.refuses(who, RemoveOpinion(1, number))
    assert region.refuses("Gita", RemoveOpinion(2, number))  # of another Pemda
    for wrong in (
        KeepOpinion(1, 2027, "Kualitas Sedang", Decimal(60)),
        KeepOpinion(1, 2025, "62,57", Decimal(60)),
        KeepOpinion(1, 2025, "Kualitas Sedang", Decimal(101)),
        KeepOpinion(1, 2025, "Kualitas Sedang", Decimal(60), 999),
    ):
        assert region.refuses("Citra", wrong)
