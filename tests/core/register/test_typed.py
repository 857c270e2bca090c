"""Lines of a register, as they are typed."""

import pytest

from core.assessment.subjects import Fault, Subject
from core.instrument.model import Attribute
from core.register.typed import read_line

WANTED = (Attribute(code="TGL", name="Tanggal", date=True, required=True), Attribute(code="UNIT", name="Unit"))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("S1; Rujukan; 2 Maret 2024; Umum", Subject("sop", "S1", "Rujukan", {"TGL": "2024-03-02", "UNIT": "Umum"})),
        (" S1 ;  Rujukan pasien ; 2-3-2024", Subject("sop", "S1", "Rujukan pasien", {"TGL": "2024-03-02"})),
        ("S1; Rujukan", Fault.ATTRIBUTE),  # the day is wanted
        ("S1; Rujukan; besok", Fault.ATTRIBUTE),
        ("S1; Rujukan; 2-3-2024; Umum; lebih", Fault.ATTRIBUTE),
        ("; Rujukan; 2-3-2024", Fault.CODE),
        ("S1; ; 2-3-2024", Fault.NAME),
        (f"S1; {'x' * 200}; 2-3-2024", Fault.NAME),
    ],
)
def test_a_line_with_attributes(line: str, found: Subject | Fault) -> None:
    assert read_line(line, "sop", WANTED, 7) == found


def test_a_name_alone_gets_a_number_as_its_code() -> None:
    assert read_line("Izin praktik", "service", (), 7) == Subject("service", "07", "Izin praktik")
