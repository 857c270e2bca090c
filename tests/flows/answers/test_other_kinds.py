"""Answers in words: yes or no, one of several, agreement. A tap is the whole answer."""

from core.effects import SaveLevel
from core.instrument.parts import NOT_APPLICABLE
from tests.flows.play import play
from tests.flows.world import NUMBER, World
from tests.made_instruments import SOP_TEXT, STATEMENTS_TEXT


def test_yes_and_no_are_the_words_of_the_buttons_and_a_tap_is_enough():
    player = play(World().with_instrument(SOP_TEXT)).command("isi").tap("Mulai mengisi E1")
    player.shows(
        """
        EDITED
        <b>E1 · Mudah dipahami</b> (1 dari 2)
        SOP mudah dipahami pelaksana.

        Pilih yang paling sesuai dengan keadaan.
        [Tidak] [Ya]
        [Tidak berlaku]
        [Baca lengkap] [Lewati E1] [Tanya tim]
        [Buka daftar isi]
        """
    )
    player.tap("Ya").asks_for(SaveLevel(NUMBER, "E1", 1)).shows(
        """
        (toast: E1: “Ya” tersimpan)
        EDITED
        <b>S1 · Keputusan</b> (2 dari 2)
        Apa keputusan untuk SOP ini?

        Pilih yang paling sesuai dengan keadaan.
        [Tetap] [Disempurnakan]
        [Dicabut]
        [Baca lengkap] [Lewati S1] [Tanya tim]
        [Buka daftar isi]
        """
    )
    player.forge("S1:1").asks_for()  # "Ya" is an answer of the other question
    player.text("dicabut").asks_for(SaveLevel(NUMBER, "S1", 4)).reads("2 dari 2 lengkap")


def test_yes_may_be_typed_and_what_does_not_apply_ends_the_question_too():
    player = play(World().with_instrument(SOP_TEXT)).command("isi").tap("Mulai mengisi E1").text("ya")
    player.asks_for(SaveLevel(NUMBER, "E1", 1))
    player.command("isi").tap("E1").tap("Ubah").tap("Tidak berlaku")
    player.asks_for(SaveLevel(NUMBER, "E1", NOT_APPLICABLE)).reads("tidak berlaku")


def test_agreement_with_a_statement_is_one_of_four_words():
    player = play(World().with_instrument(STATEMENTS_TEXT)).command("isi").tap("Mulai mengisi K01")
    player.reads("<b>SS</b> · Sangat setuju", "Pilih yang paling sesuai", "[STS] [TS] [S] [SS]")
    player.tap("STS").tap("SS").reads("K01\xa0STS\xa0· K02\xa0SS", "Nilai mandiri 100,00 dari 100")
