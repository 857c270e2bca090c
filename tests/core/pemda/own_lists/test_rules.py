"""What a Pemda's own list may hold, and what a change adds and removes."""

from datetime import UTC, datetime

import pytest

from core.evidence.lists import OwnLine
from core.instrument.parse import load_packaged
from core.pemda.own_lists.rules import Difference, OwnCell, OwnList, differences, faults_of

INSTRUMENT = load_packaged("kematangan-2018")
AT = datetime(2026, 11, 2, tzinfo=UTC)
KEPT = OwnList(
    INSTRUMENT,
    (
        OwnLine(1, "V04", 3, "SK tim evaluasi", AT),
        OwnLine(2, "V04", 3, "Notulen evaluasi", AT),
        OwnLine(3, "V04", 3, "Sudah dihapus", AT, AT),
    ),
)
USUAL = INSTRUMENT.variable("V04").level(3).evidence[0]


def test_lines_come_and_go_and_the_rest_stays() -> None:
    found = differences(KEPT, [("V04", 3, ("Notulen evaluasi", "Rekap temuan")), ("V05", 2, ())])
    assert found == (
        Difference("V04", 3, "SK tim evaluasi", comes=False),
        Difference("V04", 3, "Rekap temuan", comes=True),
    )
    assert differences(KEPT, [("V04", 3, ("Notulen evaluasi", "SK tim evaluasi"))]) == ()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("V99", 3, ("Ada apa",)), "Pilih tingkat lain"),
        (("V04", 1, ("Ada apa",)), "tidak meminta bukti"),
        (("V04", 6, ("Ada apa",)), "tidak ada"),
        (("V04", 3, ("Satu satu", "SATU SATU")), "tertulis dua kali"),
        (("V04", 3, (USUAL.upper(),)), "sudah diminta instrumen"),
        (("V04", 3, tuple(f"Bukti {n}" for n in range(5))), "5 baris. Sisakan paling banyak 4."),
        (("V04", 3, ("ab",)), "2 karakter"),
    ],
)
def test_what_no_list_may_hold(cell: OwnCell, said: str) -> None:
    (fault,) = faults_of(KEPT, [cell])
    assert said in fault.message


def test_all_levels_of_a_variable_together_have_a_limit() -> None:
    full = tuple(f"{n} {'x' * 94}" for n in range(4))
    assert list(faults_of(KEPT, [("V04", 4, full[:3])])) == []
    (fault,) = faults_of(KEPT, [("V04", 4, full), ("V05", 4, full)])
    assert fault.message == "415 karakter untuk V04. Ringkas semua tingkatnya menjadi 400."
    assert list(faults_of(KEPT, [("V04", 4, full), ("V04", 3, ())])) == []
