"""A text counts as an unknown invitation only where it cannot be words."""

import pytest
from hypothesis import assume, given, settings, strategies as st

from core.people.invitation import TOKEN_LENGTH, alone, token_hash, tokens

TOKEN = "dK3pQ9xZ_a7Lm2RtV8bNc1"
SAID = """
    SOP SK V04 V05 V11 TW3 2025 2026 26 3 5 2x 1a RPJMD E-Kinerja Maret dan tahun bukti rapat dievaluasi keliru ulang
    Perbaiki Usulan diklat jabatan dinas Kepala sedang luar COVID-19 SKnya OPD-nya 2026nya Rp5juta sub-kegiatan DPA
    Bupati No25 ke-2 belum ada MoU PPPK SPBE_2026 lihat hal. kami
"""
WORDS = st.sampled_from(SAID.split())


@pytest.mark.parametrize(
    "said",
    [
        "SOP dievaluasi Maret 2026",
        "Usulan diklat 5 jabatan 26",
        "Perbaiki V04 dan V05 ulang",
        "Bukti SK tahun 2025 keliru",
        "Kepala sedang dinas luar 3",
        "Bukti\nSK tahun 2025 keliru",
        "pertanggungjawaban2026",
    ],
)
def test_an_ordinary_sentence_of_that_length_is_none(said: str) -> None:
    assert len("".join(said.split())) == TOKEN_LENGTH
    assert alone(said) == ""


@settings(max_examples=300)
@given(st.lists(WORDS, min_size=2, max_size=9))
def test_words_of_that_length_are_none(words: list[str]) -> None:
    """Also where the last one is cut to the length of a token."""
    short = next((n for n in range(len(words)) if len("".join(words[: n + 1])) >= TOKEN_LENGTH), None)
    assume(short)
    assert short is not None
    room = TOKEN_LENGTH - len("".join(words[:short]))
    assert alone(" ".join([*words[:short], words[short][:room]])) == ""


def test_one_that_is_whole_or_broken_once_is_one() -> None:
    assert alone(TOKEN) == alone(f" {TOKEN[:9]}\n{TOKEN[9:]} ") == token_hash(TOKEN)


@given(st.integers(1, TOKEN_LENGTH - 1), st.integers(1, TOKEN_LENGTH - 1))
def test_however_it_is_broken_it_can_be_looked_up(first: int, second: int) -> None:
    """What is known counts whatever its shape: the database is asked for all that may be one."""
    places = sorted({first, second})
    broken = " ".join(TOKEN[start:end] for start, end in zip([0, *places], [*places, TOKEN_LENGTH], strict=True))
    assert token_hash(TOKEN) in {found.hash for found in tokens(broken)}
