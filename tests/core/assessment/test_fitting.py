"""Which words of a file's name tell where it belongs."""

import pytest

from core.assessment.fitting import telling, words_of
from core.instrument.parse import load_packaged

INSTRUMENT = load_packaged("kematangan-2018")


def test_a_word_that_few_variables_ask_for_tells_something() -> None:
    assert "monev" in telling(INSTRUMENT, "V02")


@pytest.mark.parametrize("code", INSTRUMENT.codes)
def test_words_of_any_paper_tell_nothing(code: str) -> None:
    paper = {"laporan", "dokumen", "daftar", "notulen", "tim", "surat", "pdf", "rapat", "layar", "tahun", "foto"}
    assert not telling(INSTRUMENT, code) & paper
    assert telling(INSTRUMENT, code)


def test_words_are_read_in_any_case_and_without_marks() -> None:
    assert words_of(["SK_Tim-Risiko 2026.PDF"]) == {"tim", "risiko", "pdf"}


def test_what_an_instrument_asks_for_is_worked_out_once() -> None:
    before = telling.cache_info().misses
    for _ in range(3):
        telling(load_packaged("kematangan-2018"), "V07")
    assert telling.cache_info().misses - before <= 1
    assert hash(INSTRUMENT) == hash(INSTRUMENT.content_hash)
