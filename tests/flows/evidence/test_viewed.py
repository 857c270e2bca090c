"""One piece of evidence is looked at."""

import pytest

from bot.flows.states.contact import Levelling
from bot.flows.states.evidence import Moving
from core.effects import DeclareYear, RemoveEvidence, UseEvidence
from core.screen import Media
from tests.flows.evidence.test_asked import at_evidence
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, World


def test_numbers_open_a_file_and_only_then_it_can_be_removed():
    player = at_evidence().file().file("SK.pdf", caption="Ditandatangani Bupati").tap("Periksa bukti V01").tap("2")
    assert player.screen.media == Media("document", "f3", 2)
    player.asks_for().shows(
        """
        EDITED
        <b>V01 · bukti</b>
        SK.pdf · tahun belum dinyatakan · diterima
        Dikirim Senin, 7 Desember 2026 pukul 09.00 WITA.
        “Ditandatangani Bupati”
        [Kembali ke daftar]
        [‹] [2 dari 2] [›]
        [Hapus dari V01] [Nyatakan tahun]
        [Pindahkan bukti]
        """
    )
    player.tap("Nyatakan tahun").reads("1 bukti yang belum dinyatakan tahunnya: SK.pdf.")
    player.text("2019").asks_for(DeclareYear(NUMBER, (2,), 2019)).shows_last("Tahun 2019 dinyatakan untuk 1 bukti")
    player.tap("2").tap("Pindahkan bukti").tap("V07")
    player.asks_for(UseEvidence(NUMBER, 2, "V07"), RemoveEvidence(NUMBER, 2, "V01"))
    player.forge("drop:1").asks_for()  # nothing is removed from the list itself


def test_a_colleagues_file_says_so_and_a_file_that_is_gone_too():
    world = World().fill("V01")
    dewi = play(world, "Dewi").command("isi").tap("V01").tap("Periksa bukti").tap("1").reads("oleh rekan.")
    play(world).command("isi").tap("V01").tap("Periksa bukti").tap("1").tap("Hapus dari V01")
    dewi.forge("drop:1").asks_for().reads("Belum ada bukti.")


@pytest.mark.parametrize("words", ["2", "nomor 2", "dua"])
def test_a_typed_number_chooses_the_evidence_of_that_number(words: str) -> None:
    def listed() -> Play:
        return play(World().fill("V01")).command("isi").tap("V01").file("A.pdf").file("B.pdf").tap("Periksa bukti")

    assert listed().text(words).asks_for().state == listed().tap("2").state
    moving = listed().tap("Pindahkan bukti")
    assert isinstance(moving.state, Moving)
    assert moving.text(words).asks_for().reads("variabel mana?").state.evidence
    level = listed().text("III").asks_for()
    assert level.state == Levelling(NUMBER, "V01")
