"""Documents of the region: what they suit, and what they are called."""

from datetime import UTC, datetime

import pytest

from core.evidence.years import span_in
from core.pemda.documents import RegionDocument, evidence_name, ordered, title_of


def document(number: int, title: str, variables: tuple[str, ...] = (), levels: tuple[int, ...] = ()) -> RegionDocument:
    at = datetime(2026, 12, 1, tzinfo=UTC)
    return RegionDocument(number, title, "a.pdf", "application/pdf", 9, "00", 2024, at, variables, levels)


def test_without_a_choice_it_suits_everything() -> None:
    assert document(1, "Perbup").suits("V07", 5)
    assert document(1, "Perbup").suits("V07", None)


def test_what_was_chosen_limits_it() -> None:
    chosen = document(1, "SK Tim", ("V02", "V08"), (2, 3))
    assert chosen.suits("V08", 3)
    assert chosen.suits("V08", None)
    assert not chosen.suits("V08", 4)
    assert not chosen.suits("V03", 3)


def test_what_names_the_variable_comes_first() -> None:
    some = (document(1, "Perbup 25"), document(2, "SK Tim", ("V08",)), document(3, "Panduan"))
    assert [one.id for one in ordered(some, "V08")] == [2, 3, 1]


@pytest.mark.parametrize(
    ("title", "name", "shown"),
    [
        ("Perbup 25 Tahun 2024", "scan_001.PDF", "Perbup 25 Tahun 2024.PDF"),
        ("Perbup.pdf", "perbup.pdf", "Perbup.pdf"),
        ("Perbup", "tanpa ending", "Perbup"),
        ("Perbup", ".pdf", "Perbup"),
        ("Renstra Dinas", "Renstra_2021-2026.pdf", "Renstra Dinas 2021–2026.pdf"),
        ("Renstra 2021-2026", "Renstra_2021-2026.pdf", "Renstra 2021-2026.pdf"),
    ],
)
def test_evidence_has_the_title_and_the_ending_of_the_file(title: str, name: str, shown: str) -> None:
    assert evidence_name(title, name, None) == shown
    assert span_in(shown) == span_in(name)


def test_a_year_that_is_known_needs_no_span() -> None:
    assert evidence_name("Renstra Dinas", "Renstra_2021-2026.pdf", 2024) == "Renstra Dinas.pdf"


@pytest.mark.parametrize(
    ("caption", "name", "title"),
    [
        ("Perbup 25 Tahun 2024\nberlaku umum", "scan.pdf", "Perbup 25 Tahun 2024"),
        ("", "SK_Tim_2026.pdf", "SK Tim 2026"),
        ("  ", "a.pdf", "Dokumen daerah"),
        ("", "", "Dokumen daerah"),
        ("Apakah ini berlaku untuk semua OPD?", "Perbup_25.pdf", "Perbup 25"),
        ("x" * 300, "a.pdf", "x" * 120),
    ],
)
def test_a_document_is_called_as_it_was_sent(caption: str, name: str, title: str) -> None:
    assert title_of(caption, name) == title
