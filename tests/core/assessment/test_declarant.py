"""Who declares an assessment, read from however people write it."""

import pytest
from hypothesis import given, strategies as st

from core.assessment.declarant import DeclarantFault, Unclear, collected, read
from core.assessment.model import Declarant

NIP = "197501011998032001"
SITI = Declarant("Siti Aminah, S.Sos., M.Si", "Kepala Subbagian Perencanaan, Keuangan, dan Aset", NIP)


@pytest.mark.parametrize(
    "text",
    [
        f"Siti Aminah, S.Sos., M.Si\nKepala Subbagian Perencanaan, Keuangan, dan Aset\n{NIP}",
        "Siti Aminah, S.Sos., M.Si\nKepala Subbagian Perencanaan, Keuangan, dan Aset\n19750101 199803 2 001",
        "Siti Aminah, S.Sos., M.Si\n\nKepala Subbagian Perencanaan, Keuangan, dan Aset\n\nNIP. 19750101 199803 2 001\n",
        f"Nama: Siti Aminah, S.Sos., M.Si\nJabatan : Kepala Subbagian Perencanaan, Keuangan, dan Aset\nNIP: {NIP}",
        f"1. Siti Aminah, S.Sos., M.Si\n2. Kepala Subbagian Perencanaan, Keuangan, dan Aset\n3. {NIP}",
        f"Siti Aminah, S.Sos., M.Si\nKepala Subbagian Perencanaan, Keuangan, dan Aset, {NIP}",
        f"Siti Aminah, S.Sos., M.Si, Kepala Subbagian Perencanaan, Keuangan, dan Aset\n{NIP}",
        f"Siti Aminah, S.Sos., M.Si, Kepala Subbagian Perencanaan, Keuangan, dan Aset, NIP {NIP}",
        f"Siti Aminah, S.Sos., M.Si / Kepala Subbagian Perencanaan, Keuangan, dan Aset / {NIP}",
        f"{NIP}\nSiti Aminah, S.Sos., M.Si\nKepala Subbagian Perencanaan, Keuangan, dan Aset",
    ],
)
def test_an_identity_is_read_however_it_is_laid_out(text):
    assert read(text) == SITI


@pytest.mark.parametrize("none", ["-", "–", "NIP: -", "tidak ada", "Tidak ber-NIP", "nihil", "non ASN"])
def test_who_has_no_nip_says_so(none):
    assert read(f"Siti\nStaf\n{none}") == Declarant("Siti", "Staf", "-")


def test_a_title_over_two_lines_is_one():
    assert read(f"Siti\nKepala Subbagian\nUmum\n{NIP}") == Declarant("Siti", "Kepala Subbagian Umum", NIP)


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("", Unclear(DeclarantFault.PARTS, 0)),
        ("ok", Unclear(DeclarantFault.PARTS, 1)),
        ("Siti\nKepala", Unclear(DeclarantFault.PARTS, 2)),
        (NIP, Unclear(DeclarantFault.PARTS, 1)),
        (f"Siti Aminah\n{NIP}", Unclear(DeclarantFault.TOGETHER)),
        (f"Siti\nKepala\n{NIP[:17]}", Unclear(DeclarantFault.DIGITS, 17)),
        (f"Siti\nKepala\n{NIP}9", Unclear(DeclarantFault.DIGITS, 19)),
        ("Siti\nKepala\n12", Unclear(DeclarantFault.DIGITS, 2)),
        (f"{'Siti ' * 40}\nKepala\n{NIP}", Unclear(DeclarantFault.LENGTH)),
    ],
)
def test_what_is_unclear_is_named(text, unclear):
    assert read(text) == unclear


NAMES = ["Sri Wahyuni", "Sri Wahyuni, SE", "Dra. Siti Aminah, S.Sos., M.Si", "dr. Budi, MKes", "Siti, S. Sos, M. Si"]
POSITIONS = ["Kasubbag umum", "Kepala Subbagian Perencanaan, Keuangan, dan Aset", "Plt. Camat", "Pengelola Keuangan"]
DIGITS = [NIP, "19750101 199803 2 001", "19750101.199803.2.001", "19750101-199803-2-001"]


@given(
    st.sampled_from(NAMES),
    st.sampled_from([", ", " "]),
    st.sampled_from(POSITIONS),
    st.sampled_from([" nip ", " NIP. ", ", NIP: ", " (NIP ", "\nNIP ", " "]),
    st.sampled_from(DIGITS),
)
def test_an_identity_in_one_line_is_read_with_degrees_and_nip_in_their_places(name, between, position, before, digits):
    typed = f"{name}{between}{position}{before}{digits}"
    assert read(typed) == Declarant(name, position, NIP)
    assert collected(typed) == (name, position, NIP)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sri Wahyuni, SE nip 19750101 199803 2 001 Kasubbag umum", ("Sri Wahyuni, SE", "Kasubbag umum", NIP)),
        ("Sri, SE, PPTK, NIP -", ("Sri, SE", "PPTK", "-")),
        (
            "Siti Aminah, Pejabat Umum, Keuangan, dan Aset nip -",
            ("Siti Aminah", "Pejabat Umum, Keuangan, dan Aset", "-"),
        ),
    ],
)
def test_a_nip_may_stand_anywhere(text, found):
    assert read(text) == Declarant(*found)


@pytest.mark.parametrize("mistyped", ["1965O5121990O31OO4", "1234", "19650512 199003 1OO4", "1.965-0512 l990"])
def test_a_mistyped_nip_gives_way_to_the_right_one(mistyped):
    """Found: the letter O in it made it a part of the position, which was then sent to the head."""
    former = f"Bahrani\nKepala Dinas\n{mistyped}"
    assert isinstance(read(former), Unclear)
    assert collected(former) == ("Bahrani", "Kepala Dinas", "")
    assert read(f"{former}\n196505121990031004") == Declarant("Bahrani", "Kepala Dinas", "196505121990031004")


def test_a_nip_with_a_wrong_number_of_digits_is_no_part_of_the_position():
    typed = "Sri Wahyuni, SE Kasubbag umum nip 19750101 199803 2 01"
    assert read(typed) == Unclear(DeclarantFault.DIGITS, 17)
    assert collected(typed) == ("Sri Wahyuni, SE", "Kasubbag umum", "")


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text):
    found = read(text)
    if isinstance(found, Declarant):
        assert found.name
        assert found.title
        assert found.nip == "-" or (found.nip.isdecimal() and len(found.nip) == 18)
