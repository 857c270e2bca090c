"""The region's own evaluation by Permendagri 99/2018 filled in whole by a contact: a tap an item."""

import pytest

from core.fit import CARD, height, with_notice
from core.instrument.parse import load_packaged, packaged_text
from core.instrument.parts import NOT_APPLICABLE
from tests.flows.play import play
from tests.flows.world import World

PENATAAN = load_packaged("penataan-2018")
WORDS = {0: "Tidak", 1: "Ya", NOT_APPLICABLE: "Tidak berlaku"}


@pytest.mark.parametrize("highest", [True, False], ids=["yes", "no or does not apply"])
def test_every_item_is_a_tap(highest: bool) -> None:
    """Every card on the way fits the phone, and nobody is asked for words or proof."""
    player = play(World().with_instrument(packaged_text("penataan-2018"))).command("isi").tap("Mulai mengisi A01")
    for one in PENATAAN.variables:
        player.reads(f"<b>{one.code} · ", one.question)
        assert height(with_notice(player.screen, ""), player.screen.rows) <= CARD
        player.tap(WORDS[1 if highest else NOT_APPLICABLE if one.not_applicable else 0])
    player.reads("16 dari 16 lengkap", "A01\xa0Ya" if highest else "B02\xa0TB")
    assert "Nilai" not in player.screen.text
    assert player.actions == 18


def test_what_is_asked_for_by_the_sources_has_a_part_each() -> None:
    parts = [aspect.name for _, aspect in PENATAAN.all_aspects]
    assert parts[:5] == ["Susunan", "Tipe", "Perumpunan", "Kewenangan", "Tumpang tindih"]
    assert PENATAAN.bands == ()
    assert not PENATAAN.valued
