"""A screen has 900 characters: quotations are cut, then the longest lines; help never is. A card has 600 pixels."""

import pytest
from hypothesis import given, strategies as st

from core.fit import CARD, MESSAGE, SCREEN, fit, height, length, parted, seen, titled, with_notice
from core.screen import Media, Notice, Screen, button, escape, merged, steady, units
from tests.flows.checks import check_html

HELP = "<blockquote expandable>{}</blockquote>"
QUOTE = "<blockquote>{}</blockquote>"
ROW = (button("Satu", "V01", 1), button("Dua", "V01", 2))


def test_what_fits_stays():
    text = f"<b>V01</b>\n{HELP.format('bantuan')}"
    assert fit(text) == text


def test_tags_and_entities_count_as_they_are_read():
    assert length("<b>a &amp; b</b>") == 5


def test_help_counts_as_far_as_it_is_seen_before_it_is_touched():
    assert seen(f"V01\n{HELP.format('x' * 700)}") == len("V01\n") + 100
    assert seen(f"V01\n{HELP.format('x' * 50)}") == len("V01\n") + 50


@pytest.mark.parametrize("before", ["x" * 850, f"{'x' * 850}\n{QUOTE.format('y' * 300)}"])
def test_help_never_gives_way(before):
    told = HELP.format("Lihat jadwal monev. Perhatikan batas yang baku. " * 8)
    assert told in fit(f"{before}\n{told}")
    assert told in with_notice(Screen(f"<b>V01</b>\n{told}\nPilih."), "Berkas tidak tersimpan. " * 15)


def test_help_loses_sentences_only_where_telegram_would_not_take_it():
    told = HELP.format("Satu kalimat yang cukup panjang di sini. " * 200)
    short = fit(f"<b>V01</b>\n{told}")
    assert MESSAGE - 50 <= length(short) <= MESSAGE
    assert short.endswith("panjang di sini.</blockquote>")


def test_quotations_are_cut_before_lines_are():
    text = f"{'x' * 700}\n{QUOTE.format('y' * 300)}\n{HELP.format('z' * 50)}"
    assert "z" * 50 in fit(text)
    assert "y" * 100 in fit(text)
    assert "x" * 700 in fit(text)
    assert seen(fit(text)) <= SCREEN


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
    most = 500 * sum(form == "<b>{}</b>: kata" for form, _ in parts) + 110 * sum(form == HELP for form, _ in parts)
    assert seen(short) <= max(SCREEN, most)


def test_a_line_has_35_characters_and_a_row_of_buttons_46_pixels():
    one = height("a" * 35)
    assert height("a" * 30 + " " + "b" * 30) == one + 21
    assert height("a\n\nb") == one + 42
    assert height(f"a {'b' * 36}") == one + 42  # a long name begins on a line of its own
    assert height("a" * 70) == one + 21
    assert height("a", (ROW, ROW)) == one + 92
    assert height(f"a\n{HELP.format('kata ' * 90)}") == height(f"a\n{HELP.format('kata ' * 19)}")
    assert height(f"a\n{QUOTE.format('kata ' * 90)}") > height(f"a\n{HELP.format('kata ' * 90)}")
    assert height("a", media="photo") > height("a", media="document") > one


BODY = "<b>V01</b>\n" + "\n".join(f"<b>{n}</b> · {'kata ' * 11}" for n in range(1, 6))


def card(question: str, *media: Media) -> Screen:
    return Screen(f"{BODY}\n{question}", (ROW,) * 3, *media, shorter=(BODY,))


@pytest.mark.parametrize("sentences", range(12))
def test_a_card_and_its_notice_are_seen_at_once(sentences):
    notice = " ".join(f"Kalimat ke-{n} dari pemberitahuan ini." for n in range(sentences))
    screen = card("Bagaimana kantor ini memilih kegiatan yang diprioritaskan untuk satu tahun?")
    shown = with_notice(screen, notice)
    assert height(shown, screen.rows) <= CARD
    assert shown.startswith(BODY)
    assert shown.endswith((notice or "tahun?", "…"))
    assert "ke-0" in shown or not notice


def test_a_notice_is_the_last_line_of_any_screen():
    assert with_notice(Screen("<b>OPD</b>\nPilih.", (ROW,)), "Tidak ada.") == "<b>OPD</b>\nPilih.\n\nTidak ada."
    assert with_notice(Screen("<b>OPD</b>", (ROW,)), "") == "<b>OPD</b>"


def test_a_card_without_a_notice_takes_its_shorter_text_only_where_it_must():
    assert with_notice(card("Pendek?"), "") == f"{BODY}\nPendek?"
    assert with_notice(card("Panjang? " * 60), "") == BODY


def test_a_caption_stays_within_what_telegram_takes():
    long = Screen("a\n" + HELP.format("k" * 1100), (ROW,), Media("photo", "f", 1), shorter=("a",))
    assert with_notice(long, "") == "a"


def test_a_text_that_is_higher_than_a_phone_ends_with_its_title() -> None:
    low, high = "<b>V01</b>\nPendek", "<b>V01</b>\n" + "\n".join(["Baris"] * 30)
    assert titled(low) == low
    assert titled(high) == f"{high}\n<b>V01</b>"
    assert titled("<b>V01</b>" + "\nBaris" * 20, media="photo").endswith("\n<b>V01</b>")


@given(st.text(max_size=900) | st.text("a &<😀\n", max_size=900), st.integers(600, 700))
def test_the_parts_of_a_text_have_all_its_words(words: str, most: int) -> None:
    parts = parted(words, most)
    assert all(units(escape(part)) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(words.split())


def test_a_text_parts_between_two_words() -> None:
    assert parted("satu dua tiga", 9) == ("satu dua", "tiga")
    assert parted("", 9) == ()


def test_notices_of_one_person_are_one_message():
    one = Notice("<b>Dinkes</b> ditutup.", ((steady("Lihat penilaian", "receipt", 1),), (steady("Menu", "menu"),)))
    other = Notice("<b>RSUD</b> ditutup.", ((steady("Lihat penilaian", "receipt", 2),), (steady("Menu", "menu"),)))
    assert merged([("Dinkes", one)]) == [one]
    assert merged([]) == []
    (both,) = merged([("Dinkes", one), ("RSUD", other)])
    assert both.text == "<b>Dinkes</b> ditutup.\n\n<b>RSUD</b> ditutup."
    labels = [(item.label, item.value) for row in both.rows for item in row]
    assert labels == [("Lihat penilaian Dinkes", "receipt:1"), ("Menu", "menu"), ("Lihat penilaian RSUD", "receipt:2")]


def test_equal_words_are_said_once():
    told = Notice("Tenggat berubah.", ((steady("Lanjutkan", "resume"),),))
    assert merged([("Dinkes", told), ("RSUD", told)]) == [told]


@given(st.lists(st.text("ab😀", min_size=1, max_size=3400), max_size=12))
def test_no_merged_message_is_too_long_and_no_words_are_lost(words):
    given_ = [(str(n), Notice(f"{n}{text}", ((steady("Buka", "open", n),),))) for n, text in enumerate(words)]
    found = merged(given_)
    assert all(units(notice.text) <= 3900 and len(notice.rows) <= 12 for notice in found)
    assert "\n\n".join(notice.text for notice in found) == "\n\n".join(notice.text for _, notice in given_)
    assert [item.value for notice in found for row in notice.rows for item in row] == [
        f"open:{n}" for n in range(len(words))
    ]
