"""A register as a file: written, filled in, read back."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from core.assessment.subjects import Subject
from core.instrument.parse import parse
from core.papers import register as paper
from core.register.file import FileRow, Understood, mark_of, read, understood
from core.register.lines import changes
from core.register.model import Register
from tests.made_instruments import REGISTER_TEXT

INSTRUMENT = parse(REGISTER_TEXT, "sop.yaml")
FIRST = Subject("sop", "065/01", "Izin praktik", {"TGL": "2024-03-12", "UNIT": "Sekretariat"}, 1)
SECOND = Subject("sop", "065/02", "Rujukan", {"TGL": "2021-02-03"}, 2)
REGISTER = Register(1, 12, "DINKES", "Dinas Kesehatan", "Dinkes", INSTRUMENT, (FIRST, SECOND))
TODAY = date(2026, 12, 7)


def from_file(data: bytes, register: Register = REGISTER, name: str = "daftar.xlsx") -> Understood:
    found: dict[str, Any] = json.loads(json.dumps(read(data, name)))
    assert "refused" not in found, found
    rows: list[FileRow] = [(number, tuple((a, b, c) for a, b, c in cells)) for number, cells in found["rows"]]
    return understood(register, found["titles"], rows, TODAY)


def from_text(text: str, register: Register = REGISTER) -> Understood:
    return from_file(text.encode(), register, "daftar.csv")


def test_the_form_comes_back_as_it_was_written() -> None:
    data = paper.render(paper.to_plain(REGISTER))
    assert read(data, "x.xlsx")["mark"] == mark_of(REGISTER)
    found = from_file(data)
    assert (found.lines, found.faults, found.unread) == ((FIRST, SECOND), (), ())
    assert changes(REGISTER.lines, found.lines) == changes((), ())


def test_an_empty_form_is_filled_in_with_dates_of_the_program() -> None:
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "d mmm yyyy"})
        sheet.write_row(0, 0, ["No", "Judul SOP", "Tanggal pengesahan", "Unit pemilik", "Catatan kami"])
        sheet.write_row(1, 0, [1, "Kepegawaian"])
        sheet.write_number(1, 2, (date(2025, 4, 30) - date(1899, 12, 30)).days, day)
        sheet.write_row(2, 0, [2, "izin praktik", "30/4/2025", "Umum"])
    found = from_file(made.getvalue())
    assert found.lines == (
        Subject("sop", "01", "Kepegawaian", {"TGL": "2025-04-30"}),  # a number where no code was given
        Subject("sop", "065/01", "izin praktik", {"TGL": "2025-04-30", "UNIT": "Umum"}, 1),  # known by its name
    )
    assert (found.faults, found.unread) == ((), ("Catatan kami",))


@pytest.mark.parametrize("since_1904", [False, True])
def test_a_day_is_the_same_whatever_year_the_workbook_counts_from(since_1904: bool) -> None:
    day = date(2025, 4, 30)
    made, first = BytesIO(), date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    with xlsxwriter.Workbook(made, {"date_1904": since_1904}) as book:
        sheet, look = book.add_worksheet(), book.add_format({"num_format": "d mmm yyyy"})
        sheet.write_row(0, 0, ["Nama", "Tanggal pengesahan"])
        sheet.write_string(1, 0, "Kas")
        sheet.write_number(1, 1, (day - first).days, look)
    assert [line.attributes["TGL"] for line in from_file(made.getvalue()).lines] == [day.isoformat()]


def test_a_wrong_row_harms_only_itself() -> None:
    found = from_text(
        "Kode;Nama;Tanggal pengesahan;Unit pemilik\n"
        "065/01;Izin praktik;12 Maret 2024;Umum\n"
        "065/03;;12 Maret 2024;\n"
        "065/04;Kas;kapan-kapan;\n"
        "065/01;Izin lagi;12 Maret 2024;\n"
        "065/05;Arsip;1 Januari 2020;\n"
    )
    assert [line.code for line in found.lines] == ["065/01", "065/05"]
    assert found.faults == (
        (3, "Nama", "empty", "", 0),
        (4, "Tanggal pengesahan", "no_day", "", 160),
        (5, "Kode", "twice", "2", 0),
    )
    assert found.rows == 3


def test_what_a_file_does_not_say_stays_and_an_emptied_cell_goes() -> None:
    without_column = from_text("Kode;Nama;Tanggal pengesahan\n065/01;Izin praktik;13 Maret 2024\n").lines[0]
    assert without_column.attributes == {"TGL": "2024-03-13", "UNIT": "Sekretariat"}
    emptied = from_text("Kode;Nama;Tanggal pengesahan;Unit pemilik\n065/01;Izin praktik;13 Maret 2024;\n").lines[0]
    assert emptied.attributes == {"TGL": "2024-03-13"}


def test_changes_are_told_apart_and_the_same_file_changes_nothing() -> None:
    text = "Kode;Nama;Tanggal pengesahan;Unit pemilik\n065/01;Izin;12 Maret 2024;Sekretariat\n9;Baru;1-1-2026;\n"
    found = changes(REGISTER.lines, from_text(text).lines)
    assert [one.code for one in found.added] == ["9"]
    assert [(before.name, new.name) for before, new in found.changed] == [("Izin praktik", "Izin")]
    assert found.missing == (SECOND,)
    after = Register(1, 12, "DINKES", "", "", INSTRUMENT, (*found.kept, SECOND))
    assert changes(after.lines, from_text(text, after).lines).kept == ()


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"Kode;Tanggal\n1;2\n", b""])
def test_a_file_that_is_no_register_is_refused_with_what_to_do(data: bytes) -> None:
    refused = read(data, "a.xlsx")["refused"]
    assert refused.endswith("kirim ulang.")


def test_a_code_that_became_a_date_is_a_fault_of_its_row() -> None:
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": 14})
        sheet.write_row(0, 0, ["Kode", "Nama", "Tanggal pengesahan"])
        sheet.write_number(1, 0, 45000, day)
        sheet.write_row(1, 1, ["Izin", "1-2-2024"])
    [fault] = from_file(made.getvalue()).faults
    assert fault[:3] == (2, "Kode", "spoilt")
    assert "ubah sel menjadi Teks" in fault[3]
