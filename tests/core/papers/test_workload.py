"""Formulir D and the table of a region: figures as XLSX and PDF, drafts on every page, marked as a reading of our own;
and what is sent out reads back."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from core.papers import table_files, workload as paper, workload_template
from core.papers.letterhead import letterhead
from core.papers.signatures import Signer
from core.papers.table import Format
from core.papers.workload import READING, Workload
from core.productivity.model import Position, UnitPositions
from core.productivity.reading import read_positions
from tests.core.papers.test_invitations import has_pdftotext, pages, text

POSITIONS = (
    Position("Analis #strong[x] <b>", Decimal("2500.5"), 1, 1),
    Position("=SUM(A1)", Decimal(1000), 1),
    Position("", Decimal(600), 0, 1),
    Position("Bendahara", Decimal(2000)),
)
DINKES = UnitPositions("DINKES", "Dinas Kesehatan", POSITIONS)
FORM = Workload(
    letterhead("Kabupaten Kutai Timur", {}, "Dinas Kesehatan"),
    "F4",
    "Kabupaten Kutai Timur",
    2026,
    1250,
    datetime(2026, 12, 10, 14, 7, tzinfo=ZoneInfo("Asia/Makassar")),
    Signer("Kepala Dinas Kesehatan", "dr. Hasan", "Pembina (IV/a)", "197001011998031001", "Plt."),
    (DINKES,),
    "Sangatta",
)
REGION = replace(
    FORM,
    letterhead=letterhead("Kabupaten Kutai Timur", {}),
    units=(DINKES, UnitPositions("KEC-BSG", "Kecamatan Busang", (Position("Camat", Decimal(1250), 1),))),
    of=3,
    absent=("Dinas <Sosial>",),
)
DRAFT = "RANCANGAN · belum ditetapkan · per tanggal 10 Desember 2026"


def cells(made: bytes) -> list[list[object]]:
    (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(made)).sheet_names
    return CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name(sheet).to_python()


def _render(made: Workload, format: Format) -> bytes:
    return table_files.render(paper.table(made), made.letterhead, made.paper, format)


def test_the_figures_of_formulir_d() -> None:
    made = paper.table(FORM)
    assert [column.title for column in made.columns][3:] == [
        *("Kebutuhan", "Kebutuhan sebelum dibulatkan", "PNS", "PPPK", "+/-", "Kurang", "Lebih", "EJ", "PJ")
    ]
    printed = [table_files._written(line, made) for line in (*made.lines, made.total)]
    assert printed == [
        ["1", "Analis #strong[x] <b>", "2.500,5", "2", "2,00", "1", "1", "0", "", "", "1,00", "B (Baik)"],
        ["2", "=SUM(A1)", "1.000", "1", "0,80", "1", "0", "0", "", "", "0,80", "C (Cukup)"],
        ["3", "Jabatan 3 (nama sudah dihapus)", "600", "0", "0,48", "0", "1", "+1", "", "1", "0,48", "E (Kurang)"],
        ["4", "Bendahara", "2.000", "2", "1,60", "0", "0", "-2", "2", "", "–", ""],
        ["", "Jumlah", "6.100,5", "5", "4,88", "2", "2", "-1", "2", "1", "", ""],
    ]
    assert made.result == ("Tingkat efisiensi unit (EU): 1,22", "Prestasi kerja unit (PU): A (Sangat Baik)")
    assert made.notes[0] == READING
    assert made.notes[-1] == (
        "A di atas 1,00; B 0,90 sampai 1,00; C 0,70 sampai 0,89; D 0,50 sampai 0,69; E di bawah 0,50."
    )


def test_the_region_counts_who_has_sent_a_table() -> None:
    made = paper.table(REGION)
    assert made.result[0] == "Tingkat efisiensi daerah: 1,18 (2 OPD dari 3)"
    assert [line[1] for line in made.lines] == ["Dinas Kesehatan", "Kecamatan Busang"]
    assert (made.absent, made.total[2]) == (("Dinas <Sosial>",), 5)


@pytest.mark.parametrize("made", [FORM, REGION], ids=["unit", "region"])
def test_the_workbook_has_numbers_and_no_formulas(made: Workload) -> None:
    """What people wrote stays text, also where it looks like a formula."""
    book = _render(made, "xlsx")
    table = paper.table(made)
    rows = cells(book)
    head = next(number for number, row in enumerate(rows) if row[0] == "No")
    assert [str(cell) for cell in rows[head]] == [column.title for column in table.columns]
    assert rows[head + 1][2] == (2500.5 if made is FORM else 4)
    words = {str(cell) for row in rows for cell in row}
    assert {DRAFT, READING, *table.result, *made.absent} <= words
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


@has_pdftotext
@pytest.mark.parametrize("size", ["F4", "A4"])
def test_every_page_says_that_it_is_a_draft(size: str) -> None:
    many = UnitPositions("DINKES", "Dinas Kesehatan", POSITIONS * 20)
    pdf = _render(replace(FORM, units=(many,), paper=size), "pdf")
    count = pages(pdf)
    assert 3 <= count <= 6
    for number in range(1, count + 1):
        read = text(pdf, number)
        assert DRAFT in read
        assert f"{number} dari {count}" in read
    first, last = text(pdf, 1), text(pdf, count)
    for words in (
        "PEMERINTAH KABUPATEN KUTAI TIMUR",
        "FORMULIR D",
        "Analis #strong[x] <b>",
        "1.250 jam (75.000 menit)",
    ):
        assert words in first
    for words in (READING, "Plt. Kepala Dinas Kesehatan,", "NIP 19700101 199803 1 001", "Sangatta, 10 Desember 2026"):
        assert words in last


@has_pdftotext
def test_the_region_names_who_is_missing() -> None:
    read = text(_render(REGION, "pdf"), 1)
    assert "Belum mengirim tabel, tidak dihitung (1): Dinas <Sosial>." in read
    assert READING in read


@pytest.mark.parametrize("format", ["xlsx", "pdf"])
def test_values_reach_the_child_as_json(format: Format) -> None:
    assert paper.from_plain(json.loads(json.dumps(paper.to_plain(REGION)))) == REGION
    assert paper.file_name("DINKES", 2026, format) == f"Formulir_D_DINKES_2026.{format}"
    assert paper.file_name("", 2026, format) == f"Rekap_Produktivitas_2026.{format}"


def test_what_is_sent_out_reads_back() -> None:
    known = tuple(replace(one, name=one.name or "Arsiparis") for one in POSITIONS)
    for made in (
        workload_template.render("Dinas Kesehatan", 2026, known),
        _render(replace(FORM, units=(replace(DINKES, positions=known),)), "xlsx"),
    ):
        found = read_positions(made, "kembali.xlsx")
        assert (found.positions, found.faults) == (known, ())
    (fault,) = read_positions(workload_template.render("Dinas Kesehatan", 2026, ()), "kosong.xlsx").faults
    assert fault.message == "kosong.xlsx belum berisi jabatan. Isi tabelnya, lalu kirim ulang."
