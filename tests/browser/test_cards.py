"""Every card with every notice it can carry is seen at once on a phone of 360 x 740: title, notice and buttons.

What [Baca lengkap] opens may be higher, and then has its title at its end too.
"""

import pytest

from core.fit import CARD, height
from tests.browser.card_page import CHROMIUM, Measured, measure
from tests.browser.cards import READING, all_cards

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: apt-get install chromium")


def faults(one: Measured) -> list[str]:
    """What is wrong with a card; folded words are not seen before they are touched."""
    card, seen = one.card, one.text.replace(one.folded, "")
    high = one.height > CARD  # its last line is the hour
    found = [f"{one.height} px"] if high and card.kind != READING else []
    found += ["the title is not the first line"] if card.title not in seen.partition("\n")[0] else []
    found += ["the title is not seen"] if high and card.title not in seen.rstrip().split("\n")[-2] else []
    found += ["the notice is not seen"] if card.notice not in seen else []
    found += [f"labels are cut: {one.cut}"] if one.cut else []
    media = card.screen.media.kind if card.screen.media else ""
    found += ["reckoned too low"] if one.height > height(card.screen.text, card.screen.rows, media) + 24 else []
    return [f"{card.kind}, {card.name}: {fault}" for fault in found]


async def test_every_card_is_seen_at_once() -> None:
    cards = all_cards()
    measured = await measure(cards)
    assert len(measured) == len(cards) > 400
    assert min(one.visible for one in measured) > CARD
    assert [fault for one in measured for fault in faults(one)] == []
