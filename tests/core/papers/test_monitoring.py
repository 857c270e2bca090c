"""The table of monitoring: what stands on it, and that it is printed whole."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from core.papers import monitoring as paper, table_files
from core.papers.letterhead import letterhead
from core.papers.monitoring import Monitored, Monitoring
from core.papers.signatures import Signer
from tests.core.papers.test_invitations import has_pdftotext, pages, text
from tests.core.papers.test_workload import cells

LINES = (
    Monitored("065/01 Izin praktik", "Ya"),
    Monitored(
        "065/02 Rujukan", "Tidak", ("Tidak: M1 Berjalan baik",), ("M1: Revisi SOP",), ("M1: Ani, 28 Desember 2026",)
    ),
    Monitored("065/03 Arsip", ""),
)
PAPER = Monitoring(
    letterhead("Kabupaten Kutai Timur", {}, "Dinas Kesehatan"),
    "F4",
    "Kabupaten Kutai Timur",
    "Dinas Kesehatan",
    "Monitoring dan Evaluasi SOP",
    "Evaluasi SOP 2026",
    "SOP",
    "Berjalan baik",
    "Peraturan Menteri PANRB Nomor 35 Tahun 2012",
    datetime(2026, 12, 7, 9, 0, tzinfo=ZoneInfo("Asia/Makassar")),
    Signer("Kepala Dinas Kesehatan"),
    LINES,
    "Sangatta",
    actions=1,
    open=1,
)


def test_a_line_for_each_sop_with_what_is_to_be_done() -> None:
    made = paper.table(paper.from_plain(paper.to_plain(PAPER)))
    assert made.lines == (
        (1, "065/01 Izin praktik", "Ya", "", "", "", ""),
        (2, "065/02 Rujukan", "Tidak", "Tidak: M1 Berjalan baik", "M1: Revisi SOP", "M1: Ani, 28 Desember 2026", ""),
        (3, "065/03 Arsip", "", "Belum diisi", "", "", ""),
    )
    assert made.result[0] == "3 SOP, 2 sudah diisi."
    assert made.draft.startswith("RANCANGAN · belum diverifikasi seluruhnya")
    assert paper.table(replace(PAPER, verified=True)).draft == ""
    assert paper.file_name("SOP", "DINKES", "Evaluasi SOP 2026", "pdf") == "Monitoring_SOP_DINKES_Evaluasi_SOP_2026.pdf"


def test_the_workbook_has_the_same_lines() -> None:
    rows = cells(table_files.render(paper.table(PAPER), PAPER.letterhead, PAPER.paper, "xlsx"))
    assert [row[1] for row in rows if row[0] in (1, 2, 3)] == [line.name for line in LINES]


@has_pdftotext
def test_it_is_printed_whole_on_several_pages() -> None:
    many = replace(PAPER, lines=LINES * 12)
    pdf = table_files.render(paper.table(many), many.letterhead, many.paper, "pdf")
    assert pages(pdf) > 1
    read = text(pdf, 1)
    for told in ("TABEL MONITORING", "Paraf", "065/02", "Belum diisi"):
        assert told in read
