"""PEKPPP filled in whole by a contact: level 0 to 5, explanation, proof from level 1."""

import pytest

from core.fit import CARD, height, with_notice
from core.instrument.parse import load_packaged, packaged_text
from tests.flows.play import Play, play
from tests.flows.world import World

CODES = load_packaged("pekppp-2023").part("unit").codes


def filled(levels: dict[str, int]) -> Play:
    """Every card on the way fits the phone, with the receipt of the file before."""
    player = play(World().with_instrument(packaged_text("pekppp-2023"))).command("isi").tap("Mulai mengisi P01")
    for code in CODES:
        player.reads(f"<b>{code} · ", "[0] [1] [2] [3] [4] [5]")
        shown = player.screen
        assert height(with_notice(shown, ""), shown.rows) <= CARD
        player.tap(str(levels[code])).text(f"Penjelasan {code}.")
        if levels[code]:
            player.file(f"{code}.pdf")
    return player


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        (dict.fromkeys(CODES, 0), ("31 dari 31 lengkap, 0 bukti", "Nilai mandiri 0,00 dari 5")),
        (dict.fromkeys(CODES, 5), ("31 dari 31 lengkap, 31 bukti", "Nilai mandiri 5,00 dari 5")),
        # six aspects, worked by hand: 2,16, 2,40, 2,90, 3,50, 1,65, and 4,50
        ({code: place % 6 for place, code in enumerate(CODES)}, ("31 dari 31 lengkap, 25 bukti", "Nilai mandiri 2,73")),
    ],
    ids=["lowest", "highest", "mixed"],
)
def test_every_indicator_is_a_tap_a_sentence_and_a_file(levels: dict[str, int], said: tuple[str, ...]) -> None:
    filled(levels).reads(*said)
