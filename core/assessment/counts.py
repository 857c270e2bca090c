"""What an assessment adds up to: its evidence, and the value of the OPD's own levels."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from core.assessment.model import LETTER, Assessment, Evidence, EvidenceKind
from core.instrument.scoring import score


def proofs(a: Assessment) -> tuple[Evidence, ...]:
    """All evidence of the variables, without the head's signed letter."""
    return tuple(evidence for evidence in a.evidence if set(evidence.variables) - {LETTER})


def undated(a: Assessment) -> list[Evidence]:
    """Files of which nobody has said of which year they are."""
    return [item for item in proofs(a) if item.undated]


def added_after_sending(a: Assessment, codes: Collection[str]) -> tuple[Evidence, ...]:
    """Evidence of these variables that repairs have added: what was sent after the submission."""
    sent = a.submission
    if sent is None:
        return ()
    return tuple(item for item in proofs(a) if item.sent_at > sent.at and set(codes) & set(item.variables))


def newly_asked(a: Assessment) -> tuple[str, ...]:
    """Complete variables for which the Pemda has asked for something more since they were answered."""
    return tuple(code for code in a.instrument.codes if a.own_lines and a.complete(code) and _asks_more(a, code))


def _asks_more(a: Assessment, code: str) -> bool:
    wanted, proofs_there = a.wanted(code), a.evidence_of(code)
    done = max((a.answers[code].at, *(item.sent_at for item in proofs_there)))
    return any(line.since > done for line in (*wanted.own, *wanted.lower_own))


def tally(evidence: Sequence[Evidence]) -> tuple[int, int]:
    """Numbers of files and of links."""
    links = sum(item.kind is EvidenceKind.LINK for item in evidence)
    return len(evidence) - links, links


def self_value(a: Assessment) -> Decimal | None:
    """The value of the levels that the OPD has chosen; None for an instrument without values, or while a level is
    missing.
    """
    found = {code: level for code in a.instrument.codes if (level := a.level(code)) is not None}
    result = score(a.instrument, found)
    return result.value if result else None
