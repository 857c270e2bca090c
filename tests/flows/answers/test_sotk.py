"""The questionnaire of PermenPANRB 20/2018 filled in whole by a contact: a tap a statement, words for an essay."""

import pytest

from core.fit import CARD, height, with_notice
from core.instrument.parse import load_packaged, packaged_text
from tests.flows.play import Play, play
from tests.flows.world import World

SOTK = load_packaged("sotk-2018")
NUMERALS = ("STS", "TS", "S", "SS")


def filled(answers: dict[str, int]) -> Play:
    """Every card on the way fits the phone."""
    player = play(World().with_instrument(packaged_text("sotk-2018"))).command("isi").tap("Mulai mengisi K01")
    for one in SOTK.variables:
        player.reads(f"<b>{one.code} · ")
        shown = player.screen
        assert height(with_notice(shown, ""), shown.rows) <= CARD
        if one.essay:
            player.text(f"Uraian {one.name.lower()} di kantor ini.")
        else:
            player.tap(NUMERALS[answers[one.code] - 1])
    return player


@pytest.mark.parametrize(
    ("best", "said"), [(True, "Nilai mandiri 100,00 dari 100"), (False, "Nilai mandiri 25,00 dari 100")]
)
def test_every_statement_is_a_tap_and_every_essay_a_text(best: bool, said: str) -> None:
    player = filled({one.code: 4 if best is not one.reversed else 1 for one in SOTK.variables})
    player.reads("73 dari 73 lengkap", said)
    assert player.actions <= 75


def test_a_long_list_is_read_part_by_part():
    player = play(World().with_instrument(packaged_text("sotk-2018"))).command("isi").tap("Mulai mengisi K01").tap("TS")
    player.tap("Buka daftar isi").reads("🟡 KOM Kompleksitas · 1 dari 14\n✅ K01 Susunan · TS\n⬜ K02 Kerumitan\n")
    player.tap("Semua bagian").reads("🟡 KOM Kompleksitas · 1 dari 14\n⬜ FOR Formalisasi · 0 dari 7\n", "[KOM] [FOR]")
    player.tap("SEN").reads("⬜ SEN Sentralisasi · 0 dari 11\n⬜ S01 Rumusan wewenang\n", "[‹ FOR] [SEL ›]")
    assert height(player.screen.text, player.screen.rows) <= CARD
    player.tap("S05").reads("<b>S05 · Lintas bidang</b>")
    player.tap("Buka daftar isi").reads("SEN Sentralisasi").tap("Semua bagian").tap("Buka ringkasan")
    player.reads("Lengkapi dahulu:\n🟡 KOM Kompleksitas · 1 dari 14\n⬜ FOR Formalisasi · 0 dari 7\n", "[Lengkapi K02]")
    assert height(player.screen.text, player.screen.rows) <= CARD
