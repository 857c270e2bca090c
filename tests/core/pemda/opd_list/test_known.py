"""OPD of a list are found among the stored ones, and keep what the list does not say."""

import pytest

from core.pemda.opd_list.known import kept, parted, recognised
from core.pemda.opd_list.reading import read_pasted_list

DISHUB = ("DISHUB", "Dinas Perhubungan", "Dishub", "Dinas", "62811")
BAPENDA = ("5.02", "Badan Pendapatan Daerah", "Bapenda", "Badan", "")


def test_what_a_list_does_not_say_stays() -> None:
    assert kept(("DISHUB", "Dinas Perhubungan", "", ""), DISHUB) == DISHUB
    assert kept(("DISHUB", "Dinas Perhubungan", "Hub", "", "62822"), DISHUB) == (*DISHUB[:2], "Hub", "Dinas", "62822")
    assert kept(("X", "Dinas X", "", ""), None) == ("X", "Dinas X", "Dinas X", "Dinas", "")
    assert kept(("Y", "Perumda Air", "", ""), None) == ("Y", "Perumda Air", "Perumda Air", "Lainnya", "")
    renamed = kept(("X", "Dinas Y", "", ""), ("X", "Dinas X", "Dinas X", "Dinas", ""))
    assert renamed == ("X", "Dinas Y", "Dinas Y", "Dinas", "")


@pytest.mark.parametrize(
    ("written", "name", "short"),
    [
        ("Badan Pendapatan Daerah (Bapenda)", "Badan Pendapatan Daerah", "Bapenda"),
        ("Dinas Kependudukan dan Pencatatan Sipil (DISDUKCAPIL)", None, "DISDUKCAPIL"),
        ("Satuan Polisi Pamong Praja (Satpol PP)", None, "Satpol PP"),
        ("Sekretariat DPRD (Setwan)", None, "Setwan"),
        ("RSUD Kudungga (Tipe B)", "RSUD Kudungga (Tipe B)", ""),
        ("Puskesmas Batu (Kec. Muara)", "Puskesmas Batu (Kec. Muara)", ""),
        ("Dinas Sosial", "Dinas Sosial", ""),
    ],
)
def test_an_abbreviation_in_brackets(written: str, name: str | None, short: str) -> None:
    assert parted(written) == (name or written.partition(" (")[0], short)


@pytest.mark.parametrize(
    "line", ["Badan Pendapatan Daerah (Bapenda)", "BADAN PENDAPATAN DAERAH", "Bapenda", "Badan Pendapatan (Bapenda)"]
)
def test_a_pasted_opd_is_the_stored_one(line: str) -> None:
    listed = read_pasted_list(f"1. Dinas Perhubungan\n2. {line}", "Daftar")
    assert listed is not None
    rows = recognised([(row.code, row.name, row.short_name, row.kind) for row in listed.rows], [BAPENDA, DISHUB])
    assert [row[0] for row in rows] == ["DISHUB", "5.02"]
    assert kept(rows[0], DISHUB) == DISHUB
    if line in ("Bapenda", "Badan Pendapatan Daerah (Bapenda)"):
        assert kept(rows[1], BAPENDA) == BAPENDA


def test_different_opd_stay_two() -> None:
    stored = [("A", "Kelurahan Baru (Kec. Muara)", "Baru", "Kelurahan", "")]
    other = ("MADE", "Kelurahan Baru (Kec. Hulu)", "", "")
    assert recognised([other], stored) == (other,)
    same = [("M1", "Bapenda", "", ""), ("M2", "Badan Pengelola Pendapatan", "Bapenda", "")]
    assert recognised(same, [BAPENDA]) == tuple(same)
    assert recognised([*same, ("M3", BAPENDA[1], "", "")], [BAPENDA])[2][0] == "5.02"
