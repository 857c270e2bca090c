"""A text, a question or a file waits for an answer, and another file comes: what the buttons are about is seen."""

import pytest

from core.fit import CARD, height
from tests.flows.answers.test_variable import at_evidence
from tests.flows.play import play
from tests.flows.world import World

POST = "Pemerintah kabupaten menyalurkan bantuan beras kepada warga."
NONE = "tidak ada"
ONLY_WORDS = "Tombol di bawah untuk tulisan ini, bukan untuk berkas:"


def waiting(screen: str):
    """Ani has written two words on a screen that asks for none."""
    world = World().fill("V01")
    match screen:
        case "contents":
            return play(world).command("isi").text(NONE)
        case "summary":
            return play(world).command("ringkasan").text(NONE)
        case "finished":
            return play(world).command("isi").tap("V01").text(NONE)
        case "level":
            return play(world).command("isi").tap("V02").text(NONE)
        case _:
            return at_evidence().text(NONE)


SCREENS = ("contents", "summary", "finished", "level", "evidence")


def stands_last(player, told: str):
    """The receipt above, then the text that the question is about, then the buttons; all of it seen at once."""
    shown = player.standing
    text = shown.text
    assert told in text, player.dialogue
    places = [text.index(words) for words in (told, ONLY_WORDS, "tidak ada</blockquote>", "Simpan tulisan ini")]
    assert places == sorted(places), player.dialogue
    assert height(text, shown.rows) <= CARD


@pytest.mark.parametrize("screen", SCREENS)
def test_the_question_about_a_text_stands_below_the_receipt_of_a_file(screen):
    stands_last(waiting(screen).file("SK_Tim.pdf"), "📎 ")


@pytest.mark.parametrize("screen", SCREENS)
def test_the_question_about_a_text_stands_below_the_receipt_of_an_album(screen):
    stands_last(waiting(screen).file(album="a").file(album="a").file("c.pdf", album="a"), "3 berkas")


@pytest.mark.parametrize("screen", SCREENS)
def test_the_question_about_a_text_stands_below_what_is_said_of_a_refused_file(screen):
    long = "Laporan_Tindak_Lanjut_Hasil_Monitoring_dan_Evaluasi_Triwulan_II.exe"
    player = waiting(screen).file(long, mime="application/x-msdownload", album="a")
    stands_last(player.file("a.pdf", album="a").file(f"2{long}", mime="application/x-msdownload", album="a"), "⚠️ ")


def test_a_variable_pressed_below_the_receipt_of_a_file_stores_no_text_at_once():
    player = waiting("contents").file("SK_Tim.pdf").tap("V02").asks_for()
    player.reads(f"{ONLY_WORDS}\n<blockquote>tidak ada</blockquote>", "[Jadikan tulisan ini penjelasan V02]")
    player.tap("Jadikan tulisan ini penjelasan V02")
    assert player.world.answers["V02"].explanation == NONE


def test_of_texts_joined_the_last_one_is_seen_too():
    player = at_evidence().text(f"{POST} {POST} {POST}").text("Tidak jadi, itu untuk V05.")
    player.reads("<blockquote>Pemerintah kabupaten", "itu untuk V05.</blockquote>\nSimpan tulisan ini sebagai apa?")


def test_a_question_that_waits_stands_below_the_receipt_of_a_file():
    player = play(World()).command("isi").tap("V01").tap("Tanya tim").text("kurang jelas").file("SK_Tim.pdf")
    text = player.standing.text
    assert text.index("SK_Tim.pdf") < text.index("<blockquote>kurang jelas")
    player.reads("[Tanyakan ke tim]\n[Batalkan]")


def test_a_question_about_one_file_stands_below_the_receipt_of_another():
    for button, asked in (("Nyatakan tahun", "Dokumen tahun berapa?"), ("Pindahkan bukti", "variabel mana?")):
        player = at_evidence().file("SK.pdf").command("isi").tap("V01").tap("Periksa bukti").tap("1").tap(button)
        player.file("Lain.pdf").reads("📎 Lain.pdf diterima untuk V01.\n", f"{asked}")
        assert player.standing.text.index("Lain.pdf diterima") < player.standing.text.index("SK.pdf")


def test_a_file_that_comes_while_another_is_looked_at_stands_in_the_list():
    player = at_evidence().file("SK.pdf").command("isi").tap("V01").tap("Periksa bukti").tap("1").file("Lain.pdf")
    player.reads("MOVED\n<b>V01 · 2 bukti</b>")
