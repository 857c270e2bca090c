"""Tables of positions as offices send them back: filled templates, Formulir D, several sheets, and their faults."""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given, settings, strategies as st

from core.productivity.model import MOST_POSITIONS, Position
from core.productivity.reading import PositionTable, read_positions, to_plain

TITLES = ("No", "Jabatan", "Beban kerja (jam setahun)", "PNS", "PPPK")
ROWS = ((1, "Analis Kebijakan", 2500, 1, 1), (2, "Arsiparis", 1000, 1, None), (3, "Pengadministrasi", 600, None, 1))
READ = (
    Position("Analis Kebijakan", Decimal(2500), 1, 1),
    Position("Arsiparis", Decimal(1000), 1, 0),
    Position("Pengadministrasi", Decimal(600), 0, 1),
)


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def read(*rows: Sequence[object], titles: Sequence[object] = TITLES) -> PositionTable:
    return read_positions(workbook({"Jabatan": [titles, *rows]}), "jabatan.xlsx")


def said(*rows: Sequence[object], titles: Sequence[object] = TITLES) -> list[tuple[int, str, str]]:
    return [fault[1:] for fault in read(*rows, titles=titles).faults]


def test_a_filled_table() -> None:
    assert read(*ROWS) == PositionTable(READ)
    plain = to_plain(read(*ROWS))
    assert plain["rows"][0] == ["Analis Kebijakan", "2500", 1, 1]


def test_formulir_d_of_an_office() -> None:
    """Titles in three rows with a row of numbers, groups, totals; workload in minutes; cells with words."""
    rows = [
        ["FORMULIR D"],
        ["Unit: Dinas Kesehatan"],
        [],
        ["No.", "Nama Jabatan", "Jumlah Beban Kerja Jabatan", "Kebutuhan", "Pemangku", None, "+/-"],
        [None, None, "(menit)", None, "PNS", "PPPK", None],
        [1, 2, 3, 4, 5, 6, 7],
        [None, "Sekretariat"],
        [1, "1. Analis Kebijakan", 150000, 2, 1, 1, 0],
        [2, "Arsiparis", "60.000 menit", 1, "1", "-", 0],
        [3, "Pengadministrasi", 36000, 0, None, "1 orang", 1],
        [None, "JUMLAH", 246000, 3, 2, 2, 1],
    ]
    found = read_positions(workbook({"Form D": rows}), "form d.xlsx")
    assert (found.positions, found.faults) == (READ, ())
    assert found.losses == ("⚠️ Dilewati karena bukan jabatan: baris 7 (Sekretariat), 11 (JUMLAH).",)
    assert found.notes == ("Beban kerja dibaca dalam menit dan disimpan dalam jam.",)


def test_several_sheets_are_one_table_and_faults_name_theirs() -> None:
    one, two = [TITLES, ROWS[0]], [["Bidang"], [], TITLES, ROWS[1], (9, "Arsiparis", "banyak", 1, 0)]
    found = read_positions(workbook({"Sekretariat": one, "Bidang A": two, "Petunjuk": [["Isi"]]}), "a.xlsx")
    message = '"banyak" bukan angka. Ketik angkanya saja, misalnya 2500.'
    assert [tuple(fault) for fault in found.faults] == [("Bidang A", 5, "beban kerja", message)]
    found = read_positions(workbook({"Satu": one, "Dua": two[:4], "Lama": two}, hidden=["Lama"]), "a.xlsx")
    assert (found.positions, found.losses) == (READ[:2], ("⚠️ Lembar yang tidak dibaca: Lama.",))
    (fault,) = read_positions(workbook({"Isi": [["x"]], "Lama": two}, hidden=["Lama"]), "a.xlsx").faults
    assert fault.message == "Lembar Lama tersembunyi. Tampilkan di Excel, simpan, lalu kirim ulang."


ONLY = "Ketik angkanya saja, misalnya"
WORKLOADS = {
    None: "kosong. Isi jumlah beban kerja setahun, atau 0 bila tidak ada.",
    -5: f"kurang dari nol. {ONLY} 2500.",
    "2,500": '"2,500" dapat dibaca dua cara. Tulis tanpa pemisah ribuan, misalnya 2500.',
    "150 menit": f'tertulis "150 menit", sedangkan kolom ini dalam jam. {ONLY} 2500.',
    True: f"berisi nilai benar atau salah, bukan angka. {ONLY} 2500.",
    99_999_999: "terlalu besar untuk satu jabatan. Periksa angka dan satuannya.",
}


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ((1, None, 2500, 1, 1), "jabatan", "kosong. Isi nama jabatan, atau hapus baris ini."),
        ((1, "A" * 130, 2500, 1, 1), "jabatan", "lebih dari 120 huruf. Singkat namanya."),
        *(((1, "A", written, 1, 1), "beban kerja", message) for written, message in WORKLOADS.items()),
        ((1, "A", 2500, 1.5, 1), "PNS", "1.5 bukan bilangan bulat. Isi jumlah orang, misalnya 2."),
        ((1, "A", 2500, 1, "Budi"), "PPPK", f'"Budi" bukan angka. {ONLY} 2.'),
        ((1, "A", 2500, 1, 20_001), "PPPK", "terlalu besar untuk satu jabatan. Periksa angkanya."),
    ],
)
def test_faults(row: Sequence[object], column: str, message: str) -> None:
    found = read(ROWS[0], row)
    assert [tuple(one) for one in found.faults] == [("", 3, column, message)]
    assert found.notes == ()


def test_amounts_as_people_write_them() -> None:
    written = ["2.500", "2.500,5", "2500,5", 2500.5, "2500 jam/tahun", " 2 500", "0"]
    found = [read((1, "Arsip", amount, 2, 0)) for amount in written]
    hours = [table.positions[0].workload if table.positions else None for table in found]
    assert list(map(str, hours)) == ["2500", "2500.5", "2500.5", "2500.5", "2500", "None", "0"]
    third = read((1, "Arsip", 100_000, 1, 0), titles=("No", "Jabatan", "Beban kerja (menit)", "PNS"))
    assert str(third.positions[0].workload) == "1666.6667"


def test_what_may_be_meant_otherwise_is_said() -> None:
    found = read(*ROWS, (4, "Bendahara", 75000, 1, 0), (5, "Arsiparis", 1, 0, 2), (6, "Penata", 1250, 0, 0))
    assert found.notes == (
        "⚠️ Beban kerja tidak lazim: baris 5 (Bendahara: 75.000 jam untuk 1 orang) dan 1 baris lain. Periksa satuannya.",
        "⚠️ Tercantum lebih dari sekali dan dihitung semuanya: Arsiparis.",
        "1 jabatan tanpa pemangku; beban kerjanya ikut dihitung.",
    )


def test_files_without_such_a_table() -> None:
    assert said(titles=("Jabatan", "PNS")) == [
        (0, "", 'tidak ada kolom "beban kerja". Unduh contoh isian, isi, lalu kirim ulang.')
    ]
    assert said() == [(0, "", "jabatan.xlsx belum berisi jabatan. Isi tabelnya, lalu kirim ulang.")]
    for data in (b"", b"PK\x03\x04 damaged", b"%PDF-1.7", b"\xff" * 40):
        (fault,) = read_positions(data, "a.xlsx").faults
        assert (fault.row, fault.message[:7]) == (0, "a.xlsx ")
    many = [(n, f"Jabatan {n}", 1250, 1, 0) for n in range(MOST_POSITIONS + 1)]
    assert said(*many)[0][2].startswith("jabatan.xlsx berisi 601 jabatan, paling banyak 600.")


AMOUNTS = st.one_of(st.integers(), st.text(max_size=5))
ANY_ROWS = st.lists(st.tuples(st.text("abc=+@ <&>", max_size=6), AMOUNTS, st.integers(-1, 3)), max_size=5)


@settings(max_examples=40, deadline=None)
@given(ANY_ROWS)
def test_never_fails_and_never_keeps_half(rows: list[tuple[str, object, int]]) -> None:
    found = read_positions(workbook({"A": [TITLES, *((1, *row) for row in rows)]}), "a.xlsx")
    assert found.faults or found.positions
    assert all(one.name and one.workload >= 0 and one.holders >= 0 for one in found.positions)
