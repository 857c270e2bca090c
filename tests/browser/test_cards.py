"""Every card with every notice it can carry is seen at once on a phone of 360 x 740: title, notice and buttons."""

import pytest

from core.fit import CARD, height
from tests.browser.card_page import CHROMIUM, Measured, measure
from tests.browser.cards import all_cards

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: apt-get install chromium")


def faults(one: Measured) -> list[str]:
    """What is wrong with a card; folded words are not seen before they are touched."""
    card, seen = one.card, one.text.replace(one.folded, "")
    found = [f"{one.height} px"] if one.height > CARD else []
    found += ["the title is not the first line"] if card.title not in seen.partition("\n")[0] else []
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
