"""A screen has 900 characters: help goes first, then quotations, then the longest lines."""

from hypothesis import given, strategies as st

from core.fit import SCREEN, fit, length
from core.screen import escape
from tests.flows.checks import check_html

HELP = "<blockquote expandable>{}</blockquote>"
QUOTE = "<blockquote>{}</blockquote>"


def test_what_fits_stays():
    text = f"<b>V01</b>\n{HELP.format('bantuan')}"
    assert fit(text) == text


def test_tags_and_entities_count_as_they_are_read():
    assert length("<b>a &amp; b</b>") == 5


def test_help_loses_whole_sentences_before_anything_else():
    told = "Lihat jadwal monev. Perhatikan batas No. 5 yang baku. Mutu berarti sesuai standar & tepat waktu."
    text = f"{'x ' * 430}\n{QUOTE.format('kutipan')}\n{HELP.format(escape(told))}"
    kept = "Lihat jadwal monev. Perhatikan batas No. 5 yang baku."
    assert fit(text, 955) == f"{'x ' * 430}\n{QUOTE.format('kutipan')}\n{HELP.format(kept)}"


def test_what_help_lists_goes_piece_by_piece():
    listed = "Bukti tingkat di bawahnya: rancangan Renja; RKA; notulen forum"
    assert (
        fit(f"{'x' * 850}\n{HELP.format(listed)}")
        == f"{'x' * 850}\n{HELP.format('Bukti tingkat di bawahnya: rancangan Renja; RKA.')}"
    )


def test_help_is_never_cut_inside_its_first_sentence():
    assert (
        fit(f"{'x' * 860}\n{HELP.format('Satu kalimat panjang yang tidak muat lagi di layar ini. Dua.')}") == "x" * 860
    )


def test_help_of_which_little_would_be_left_goes():
    assert fit(f"{'x' * 880}\n{HELP.format('bantuan yang panjang sekali')}") == "x" * 880


def test_quotations_go_after_help():
    text = f"{'x' * 870}\n{QUOTE.format('y' * 200)}\n{HELP.format('z' * 50)}"
    assert fit(text) == "x" * 870
    text = f"{'x' * 700}\n{QUOTE.format('y' * 300)}\n{HELP.format('z' * 50)}"
    assert "z" not in fit(text)
    assert "y" * 100 in fit(text)


def test_without_quotations_the_longest_lines_are_cut():
    text = f"<b>V01</b>\n<b>I</b> · {'kata ' * 200}\nPilih."
    short = fit(text)
    assert length(short) <= SCREEN
    assert short.startswith("<b>V01</b>\n<b>I</b> · kata")
    assert short.endswith("\nPilih.")


@given(st.lists(st.tuples(st.sampled_from([HELP, QUOTE, "<b>{}</b>: kata", "{}"]), st.text(max_size=400)), max_size=8))
def test_any_screen_is_valid_and_fits_while_lines_are_few(parts):
    text = "\n".join(form.format(escape(words.replace("\x00", "").replace("\n", " "))) for form, words in parts)
    short = fit(text)
    check_html(short)
    assert length(short) <= max(SCREEN, 500 * sum(form == "<b>{}</b>: kata" for form, _ in parts))
