"""What an assessment adds up to."""

from datetime import UTC, datetime, timedelta

from core.assessment.answer import Answer
from core.assessment.counts import proofs, self_value, tally
from core.assessment.model import (
    LETTER,
    Approval,
    Assessment,
    Evidence,
    EvidenceKind,
    EvidenceState,
    Opd,
    Period,
    PeriodStatus,
    Status,
)
from core.instrument.parse import load_packaged

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
INSTRUMENT = load_packaged("kematangan-2018")


def evidence(number: int, kind: EvidenceKind, *variables: str) -> Evidence:
    return Evidence(number, kind, "a", EvidenceState.STORED, variables, 2026, 1, NOW)


PHOTO = evidence(1, EvidenceKind.PHOTO, "V01")
LINK = evidence(2, EvidenceKind.LINK, "V01", "V02")
SIGNED = evidence(3, EvidenceKind.PHOTO, LETTER)


def assessment(*codes: str) -> Assessment:
    answers = {code: Answer(code, 3, "Ada.", 1, 1, "Ani", NOW) for code in codes}
    due = NOW + timedelta(days=20)
    period = Period(1, "2026", 2026, PeriodStatus.OPEN, NOW, due, due)
    opd = Opd(1, "DINKES", "Dinas Kesehatan", "Dinkes")
    status, found = Status.DRAFT, (PHOTO, LINK, SIGNED)
    return Assessment(1, 1, opd, period, INSTRUMENT, status, due, Approval.LETTER, True, answers, found)


def test_the_signed_letter_is_no_evidence_of_a_variable() -> None:
    assert proofs(assessment()) == (PHOTO, LINK)


def test_files_and_links_are_counted_apart() -> None:
    assert tally((PHOTO, LINK, SIGNED)) == (2, 1)
    assert tally(()) == (0, 0)


def test_the_total_needs_every_level() -> None:
    assert self_value(assessment(*INSTRUMENT.codes)) == 33
    assert self_value(assessment(*INSTRUMENT.codes[1:])) is None
