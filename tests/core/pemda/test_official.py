"""An official, read line by line."""

import pytest

from core.assessment.declarant import Unclear
from core.pemda.official import Official, read

NIP = "197501011998032001"


@pytest.mark.parametrize("rank", ["Pembina Tingkat I (IV/b)", "Pembina Tk. I", "IV/b"])
def test_the_rank_may_stand_on_a_line_of_its_own(rank: str) -> None:
    found = read(f"Siti Aminah, S.Sos\nKepala Dinas Kesehatan\n{rank}\n{NIP}")
    assert found == Official("Siti Aminah, S.Sos", "Kepala Dinas Kesehatan", rank, NIP)


def test_rank_and_nip_may_be_missing() -> None:
    assert read("Siti\nBupati\n-") == Official("Siti", "Bupati", "", "")


@pytest.mark.parametrize(("written", "acting"), [("Plt. Kepala", "Plt."), ("plh Kepala", "Plh."), ("Kepala", "")])
def test_who_acts_for_another_is_told_from_the_title(written: str, acting: str) -> None:
    assert read(f"Siti\n{written}\n{NIP}") == Official("Siti", "Kepala", "", NIP, acting)


def test_what_is_unclear_is_said() -> None:
    assert isinstance(read("Siti"), Unclear)
