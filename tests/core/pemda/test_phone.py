"""Telephone numbers of Indonesia in every way offices write them."""

import pytest
from hypothesis import given, strategies as st

from core.pemda import phone

MOBILE = "6281234567890"


@pytest.mark.parametrize(
    "written",
    [
        *("081234567890", "0812 3456 7890", "0812-3456-7890", "0812.3456.7890", "(0812) 34567890", " 081234567890 "),
        *("+6281234567890", "+62 812-3456-7890", "+62 (0)812 3456 7890", "62 812 3456 7890", "006281234567890"),
        *("81234567890", "812 3456 7890", "81234567890.0", "'081234567890", "\u200b0812\u00a03456\u00a07890"),
        *("WA 081234567890", "081234567890 (Budi)", "https://wa.me/6281234567890", "+62\u2011812\u20113456\u20117890"),
        *(
            "081234567890 / 0541-21111",
            "081234567890; 081200000000",
            "081234567890 atau 0541 21111",
            "０８１２３４５６７８９０",
        ),
    ],
)
def test_one_number_in_many_ways(written: str) -> None:
    assert phone.read(written) == MOBILE


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("(0541) 743210", "62541743210"),
        ("0541-743210 ext. 12", "62541743210"),
        ("021 3456789 pes 5", "62213456789"),
        ("+62 21 3456 7890", "622134567890"),
        ("541743210", "62541743210"),
        ("0811 123 456", "62811123456"),
        ("-, 081234567890", MOBILE),
    ],
)
def test_offices(written: str, number: str) -> None:
    assert phone.read(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "743210",
        "8,12346E+10",
        "8.12346E+10",
        "+60123456789",
        "001 415 555 2671",
        "belum ada",
        "0",
        "08",
        "1" * 40,
    ],
)
def test_what_is_no_number_of_indonesia(written: str) -> None:
    assert phone.read(written) == ""


@given(st.text())
def test_whatever_is_written_comes_out_as_digits_or_nothing(written: str) -> None:
    found = phone.read(written)
    assert found == "" or (found.isascii() and found.isdigit() and found.startswith("62") and len(found) <= 15)
