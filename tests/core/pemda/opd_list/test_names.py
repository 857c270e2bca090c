"""Bullets and numbers before names, and words by which an OPD is known."""

import pytest

from core.pemda.opd_list.names import bare, is_agency, unnumbered


@pytest.mark.parametrize(
    "written",
    [
        *(
            "1. Dinas A",
            "12) Dinas A",
            "(3) Dinas A",
            "• Dinas A",
            "\uf0b7Dinas A",
            "- Dinas A",
            "-Dinas A",
            "– Dinas A",
        ),
        *("a. Dinas A", "IV. Dinas A", "- 1. Dinas A", "* Dinas A", "1.Dinas A"),
    ],
)
def test_what_stands_before_a_name_goes(written: str) -> None:
    assert bare(written) == "Dinas A"


@pytest.mark.parametrize(
    "name",
    ["RSUD A. Yani", "H. Rizali Hadi", "UPT. Puskesmas A", "1.01 Dinas A", "112 Call Center", "-1", "-A1+B2", "*) A"],
)
def test_a_name_that_has_nothing_before_it_stays(name: str) -> None:
    assert bare(name) == name


def test_a_number_without_a_sign_goes_only_before_an_opd() -> None:
    assert unnumbered("7 Dinas A") == unnumbered("1.1 Dinas A") == "Dinas A"
    assert unnumbered("112 Call Center") == "112 Call Center"
    assert (is_agency("Setda"), is_agency("Kepala Dinas")) == (True, False)
