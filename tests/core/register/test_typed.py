"""Lines of a register, as they are typed and changed."""

from datetime import date

import pytest

from core.assessment.subjects import Subject
from core.instrument.parts import Attribute
from core.register.lines import NAME, LineFault, Wrong
from core.register.typed import read_line, with_value

SET = Attribute(code="TGL", name="Tanggal", date=True, required=True, old_after=(24,))
UNIT = Attribute(code="UNIT", name="Unit")
PARTS = Attribute(code="ISI", name="Komponen", of=14)
WANTED = (SET, UNIT, PARTS)
TODAY = date(2026, 12, 7)
LINE = Subject("sop", "S1", "Rujukan", {"TGL": "2024-03-02", "UNIT": "Umum", "OTHER": "kept"}, 3)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("S1; Rujukan; 2 Maret 2024; Umum", Subject("sop", "S1", "Rujukan", {"TGL": "2024-03-02", "UNIT": "Umum"})),
        (" S1 ;  Rujukan pasien ; 2-3-2024", Subject("sop", "S1", "Rujukan pasien", {"TGL": "2024-03-02"})),
        ("S1; Rujukan; 2-3-2024; ; 14", Subject("sop", "S1", "Rujukan", {"TGL": "2024-03-02", "ISI": "14"})),
        ("S1; Rujukan", LineFault("Tanggal", Wrong.EMPTY, 160)),
        ("S1; Rujukan; besok", LineFault("Tanggal", Wrong.NO_DAY, 160)),
        ("S1; Rujukan; 31-2-2024", LineFault("Tanggal", Wrong.NO_DAY, 160)),
        ("S1; Rujukan; 8 Desember 2026", LineFault("Tanggal", Wrong.AHEAD, 160)),  # its age is watched
        ("S1; Rujukan; 2-3-2024; Umum; 15", LineFault("Komponen", Wrong.NO_COUNT, 14)),
        ("S1; Rujukan; 2-3-2024; Umum; 14; lebih", LineFault("Nama", Wrong.MORE, 3)),
        ("; Rujukan; 2-3-2024", LineFault("Kode", Wrong.EMPTY)),
        ("S1; ; 2-3-2024", LineFault("Nama", Wrong.EMPTY)),
        (f"S1; {'x' * 200}; 2-3-2024", LineFault("Nama", Wrong.LONG, 160)),
    ],
)
def test_a_line_with_attributes(line: str, found: Subject | LineFault) -> None:
    assert read_line(line, "sop", WANTED, "07", TODAY) == found


def test_a_name_alone_gets_a_number_as_its_code() -> None:
    assert read_line("Izin praktik", "service", (), "07", TODAY) == Subject("service", "07", "Izin praktik")


@pytest.mark.parametrize(
    ("column", "words", "changed"),
    [
        (NAME, " Rujukan  pasien ", {"name": "Rujukan pasien"}),
        ("TGL", "1 Mei 2026", {"TGL": "2026-05-01"}),
        ("UNIT", "-", {"UNIT": None}),
        ("ISI", "9", {"ISI": "9"}),
    ],
)
def test_one_value_of_a_line_is_changed_and_the_others_stay(
    column: str, words: str, changed: dict[str, str | None]
) -> None:
    values = {code: value for code, value in {**LINE.attributes, **changed}.items() if value and code != "name"}
    expected = Subject("sop", "S1", changed.get("name") or "Rujukan", values, 3)
    assert with_value(LINE, column, words, WANTED, TODAY) == expected


@pytest.mark.parametrize(
    ("column", "words", "wrong"),
    [
        (NAME, "", Wrong.EMPTY),
        ("TGL", "-", Wrong.EMPTY),
        ("TGL", "kemarin", Wrong.NO_DAY),
        ("UNIT", "x" * 161, Wrong.LONG),
        ("ISI", "semua", Wrong.NO_COUNT),
    ],
)
def test_a_wrong_value_changes_nothing(column: str, words: str, wrong: Wrong) -> None:
    found = with_value(LINE, column, words, WANTED, TODAY)
    assert isinstance(found, LineFault)
    assert found.what is wrong
