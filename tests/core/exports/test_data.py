"""A period as CSV, XLSX and an index of evidence: the whole table, and nothing in it that a spreadsheet would run."""

import csv
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from python_calamine import CalamineWorkbook

from core.exports import csv as csv_export, evidence, xlsx
from core.exports.cells import LONGEST_NAME, file_name, formula_safe
from core.exports.data import flat_rows
from tests.core.worked_period import DINKES, EXPORT, HALF, HEAD, INSTRUMENT, OPDS, SHA


def workbook(details: bool = True) -> CalamineWorkbook:
    target = BytesIO()
    xlsx.write(EXPORT, target, "7 Desember 2026", details)
    return CalamineWorkbook.from_filelike(BytesIO(target.getvalue()))


def csv_text() -> str:
    return "".join(csv_export.rows(row for opd in OPDS for row in flat_rows(INSTRUMENT, opd)))


def test_csv_has_a_row_for_every_opd_and_variable() -> None:
    text = csv_text()
    assert text.startswith("\ufeffcode,name,status,late,variable,level,explanation,")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert [(row["code"], row["variable"]) for row in rows] == [
        (opd.code, code) for opd in OPDS for code in INSTRUMENT.codes
    ]
    assert rows[INSTRUMENT.codes.index("V04") + 11] == {
        "code": "DINKES",
        "name": "Dinas Kesehatan",
        "status": "final",
        "late": "false",
        "variable": "V04",
        "level": "3",
        "explanation": "Penjelasan V04",
        "answered_by": "Ani",
        "answered_at": "2026-12-07T10:42:00+08:00",
        "version": "1",
        "evidence": "1",
        "region_level": "2",
        "province_level": "",
    }


def test_csv_holds_no_formula() -> None:
    rows = list(csv.reader(StringIO(csv_text())))
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")] == []
    busang = next(row for row in rows if row[0] == "KEC-BSG")
    assert busang[6:8] == ['\'=HYPERLINK("http://x")', "'+Ani"]


@pytest.mark.parametrize("words", ["=1+1", "+62811", "-x", "@SUM(A1)", "\t=1", "\r=1"])
def test_formula_safe_puts_an_apostrophe_before(words: str) -> None:
    assert formula_safe(words) == f"'{words}"


def test_recap_leaves_the_official_cells_of_unverified_opd_empty() -> None:
    rows = workbook().get_sheet_by_name("Rekap").to_python()
    assert rows[0][0] == "Rekapitulasi penilaian 2026 · Kabupaten Kutai Timur"
    assert rows[1][0] == "Per tanggal 7 Desember 2026 · 2 terverifikasi dari 5"
    assert rows[3:] == [
        [
            "No",
            "Kode",
            "Perangkat Daerah",
            "Status",
            "Mandiri",
            "Tim Daerah",
            "Total Resmi",
            "Kategori",
            "Tingkat Berjenjang",
            "Penahan",
            "Terlambat",
            "Tahun 2025",
        ],
        [1, "BAPPEDA", "=Badan Perencanaan", "Terverifikasi", 55, 55, 55, "Sangat Tinggi", "V", "", "", ""],
        [2, "DINKES", "Dinas Kesehatan", "Ditetapkan", 40, 38, 38, "Tinggi", "II", "V04 SOP Pelayanan", "", 35],
        [3, "DISHUB", "Dinas Perhubungan", "Menunggu verifikasi", 33, "", "", "", "", "", "Terlambat", ""],
        [4, "KEC-BSG", "Kecamatan Busang", "Sedang mengisi", "", "", "", "", "", "", "", ""],
        [5, "RSUD", "RSUD Kudungga", "Belum mulai", "", "", "", "", "", "", "", ""],
        ["", "", "Rata-rata total resmi", "", "", "", 46.5, "2 terverifikasi dari 5", "", "", "", ""],
    ]


def test_matrix_shows_official_levels_and_their_means() -> None:
    rows = workbook().get_sheet_by_name("Matriks").to_python()
    assert rows[5] == ["DINKES", "Dinkes", 3, 4, 3, 2, 4, 3, 4, 4, 4, 4, 3, 38]
    assert rows[6] == ["DISHUB", "Dishub", *["–"] * 11, ""]
    assert rows[-1] == ["", "Rata-rata (2 terverifikasi dari 5)", 4, 4.5, 4, 3.5, 4.5, 4, 4.5, 4.5, 4.5, 4.5, 4, 46.5]


def test_summary_counts_categories_and_staged_levels() -> None:
    rows = workbook().get_sheet_by_name("Ringkasan").to_python()
    assert [row[:2] for row in rows[4:22]] == [
        ["Perangkat daerah yang dinilai", 5],
        ["Sudah mengirim", 3],
        ["Terverifikasi", 2],
        ["Rata-rata total (2 terverifikasi dari 5)", 46.5],
        ["Kategori rata-rata", "Sangat Tinggi"],
        ["Kategori (jumlah seluruh nilai)", ""],
        ["Sangat Tinggi", 1],
        ["Tinggi", 1],
        ["Sedang", 0],
        ["Rendah", 0],
        ["Sangat Rendah", 0],
        ["Tingkat berjenjang (variabel terendah)", ""],
        ["V", 1],
        ["IV", 0],
        ["III", 0],
        ["II", 1],
        ["I", 0],
        ["Penahan tersering", ""],
    ]
    assert rows[24][:2] == ["Dibuka", HEAD.opens.replace(tzinfo=None)]


def test_details_keep_words_as_text_and_stay_out_of_a_group() -> None:
    rows = workbook().get_sheet_by_name("Rincian").to_python()
    assert len(rows) == 4 + 5 * 11
    assert rows[4 + 33] == ["Busang", "V01 Perencanaan", 2, "", "", 4, '=HYPERLINK("http://x")', ""]
    assert workbook(details=False).sheet_names == ["Ringkasan", "Rekap", "Matriks"]


def test_workbook_has_only_our_formulas() -> None:
    target = BytesIO()
    xlsx.write(EXPORT, target, "7 Desember 2026")
    with zipfile.ZipFile(BytesIO(target.getvalue())) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [sheet.count("<f>") for sheet in sheets] == [0, 1, 12, 0]
    assert all(sheet.count("<f>") == sheet.count("<f>IFERROR(AVERAGE(") for sheet in sheets)


def test_evidence_lies_by_opd_and_variable() -> None:
    found = [item for item in evidence.items(HEAD, OPDS) if item.opd is HALF]
    assert [(item.variable, item.path, item.note) for item in found] == [
        ("V01", "KEC-BSG/V01/01_Renja 2026_final.pdf", ""),
        ("V01", "KEC-BSG/V01/02_Foto.jpg", ""),
        ("V01", "", "tautan, isinya dapat berubah"),
        ("V01", "", "belum tersalin"),
        ("V02", "KEC-BSG/V02/01_Foto.jpg", ""),
    ]


def test_index_names_every_piece_of_evidence() -> None:
    found = list(evidence.items(HEAD, (DINKES, HALF)))
    rows = list(csv.DictReader(StringIO("".join(evidence.index_csv(found)).removeprefix("\ufeff"))))
    assert len(rows) == 16
    assert rows[0] == {
        "opd": "DINKES",
        "name": "Dinas Kesehatan",
        "variable": "V01",
        "title": "Perencanaan Pembangunan Daerah",
        "kind": "document",
        "file": "DINKES/V01/01_Renja 2026_final.pdf",
        "year": "2026",
        "mime": "application/pdf",
        "bytes": "5",
        "sha256": SHA,
        "state": "stored",
        "sent_at": "2026-12-07T10:42:00+08:00",
        "note": "",
    }
    page = "".join(evidence.index_html(HEAD, "7 Desember 2026", found))
    assert "<p>Per tanggal 7 Desember 2026 · 15 berkas, 1 tautan</p>" in page
    assert '<a href="KEC-BSG/V01/01_Renja%202026_final.pdf">Renja 2026/final.pdf</a>' in page
    assert '<a href="https://drive.example/a?b=1&amp;c=2">' in page
    assert "Ani" not in page


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("CON.pdf", "_CON.pdf"),
        (" . ", "berkas"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_file_name_is_safe(given: str, expected: str) -> None:
    assert file_name(given) == expected


@given(st.text(max_size=300))
def test_file_name_is_one_name_in_its_folder(words: str) -> None:
    name = file_name(words)
    assert Path(name).name == name
    assert 0 < len(name.encode()) <= LONGEST_NAME + 1
