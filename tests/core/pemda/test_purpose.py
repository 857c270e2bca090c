"""What the bot is for, in words: named after the one instrument of a Pemda, in general beside several or none."""

import pytest

from core.instrument.parse import load_packaged
from core.pemda.purpose import GENERAL, Purpose, purpose

KEMATANGAN = Purpose(
    "penilaian mandiri kematangan perangkat daerah", "penilaian mandiri kematangan", "Penilaian Kematangan"
)


@pytest.mark.parametrize(
    ("names", "expected", "judged", "subject"),
    [
        (["kematangan-2018"], KEMATANGAN, "penilaian kematangan perangkat daerah", "kematangan perangkat daerah"),
        (
            ["sotk-2018"],
            Purpose("evaluasi kelembagaan", "evaluasi kelembagaan", "Evaluasi Kelembagaan"),
            "evaluasi kelembagaan",
            "evaluasi kelembagaan",
        ),
        (["kematangan-2018", "pekppp-2023"], GENERAL, "penilaian perangkat daerah", "perangkat daerah"),
        ([], GENERAL, "penilaian perangkat daerah", "perangkat daerah"),
    ],
)
def test_it_is_named_after_the_only_instrument(names: list[str], expected: Purpose, judged: str, subject: str) -> None:
    found = purpose([load_packaged(name) for name in names])
    assert (found, found.judged, found.subject) == (expected, judged, subject)


def test_abbreviations_keep_their_capitals() -> None:
    assert purpose([load_packaged("pekppp-2023")]).brief == "PEKPPP"
