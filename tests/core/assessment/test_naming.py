"""A note of the head names variables by code, by number, or by their short names."""

import pytest

from core.assessment.naming import named_in
from core.instrument.parse import load_packaged

INSTRUMENT = load_packaged("kematangan-2018")


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("", ()),
        ("Lengkapi buktinya.", ()),
        ("Bukti V02 kurang", ("V02",)),
        ("bukti v2, mohon ditambah", ("V02",)),
        ("V-02 dan V. 11", ("V02", "V11")),
        ("variabel 1 kurang", ("V01",)),
        ("V12 tidak ada", ()),
        ("Tahun 2026, 2 foto", ()),
        ("V02: SOP pelayanan monitoring", ("V02",)),
        ("sop pelayanan belum ditandatangani", ("V04",)),
        ("REV02", ()),
    ],
)
def test_what_is_named(note: str, codes: tuple[str, ...]) -> None:
    assert named_in(note, INSTRUMENT) == codes
