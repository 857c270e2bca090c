"""The team's facts for tests: Budi judges organisasi, Dinkes has sent, 22 OPD wait."""

from dataclasses import replace
from datetime import datetime

from core.assessment.model import EvidenceKind, EvidenceState, Opd, Status
from core.facts import Facts
from core.people.roles import Role
from core.review.facts import Card, Desk, Dossier, Exhibit, QueueLine, ReviewFacts
from core.review.rules import CLAIM, Claim, Draft
from core.review.verdicts import Stage
from tests.flows.world_people import BUDI, DINKES, INSTRUMENT, OPDS, PEMDA, PERIOD, at, member, person

NOW = at(18, 10)
CODES = ("V03", "V04", "V10", "V11")
DESK = Desk(PEMDA, "Kutai Timur", Stage.REGION, ("organisasi",))
PROVINCE = Desk(PEMDA, "Kutai Timur", Stage.PROVINCE, (None,))


def exhibit(number: int, **more: object) -> Exhibit:
    values: dict[str, object] = {
        "kind": EvidenceKind.DOCUMENT,
        "name": f"Bukti_{number}.pdf",
        "state": EvidenceState.STORED,
        "year": 2026,
        "file_id": f"FILE{number}",
    }
    return Exhibit(number, **(values | more))  # type: ignore[arg-type]


def card(code: str, level: int = 3, **more: object) -> Card:
    values: dict[str, object] = {
        "base": level,
        "version": 1,
        "edition": "1-0",
        "explanation": f"Keadaan {code} pada tahun 2026.",
        "exhibits": (exhibit(int(code[1:])),),
    }
    return Card(code, level, **(values | more))  # type: ignore[arg-type]


def drafted(one: Card, level: int | None, note: str = "", stage: Stage = Stage.REGION) -> Card:
    return replace(one, draft=Draft(one.variable, stage, one.version, level, note, BUDI.id, NOW))


def dossier(*cards: Card, **more: object) -> Dossier:
    values: dict[str, object] = {
        "status": Status.IN_REVIEW,
        "stage": Stage.REGION,
        "returnable": True,
        "until": NOW + CLAIM,
    }
    given = cards or tuple(card(code) for code in CODES)
    opd = Opd(DINKES, "DINKES", "Dinas Kesehatan", "Dinkes")
    return Dossier(7, PEMDA, opd, PERIOD, INSTRUMENT, cards=given, **(values | more))  # type: ignore[arg-type]


def line(number: int, since: datetime, **more: object) -> QueueLine:
    return QueueLine(number, OPDS[number].short, CODES, since, **more)  # type: ignore[arg-type]


def queue(count: int = 22) -> tuple[QueueLine, ...]:
    return tuple(line(number, at(14 if number == 1 else 17, 9)) for number in range(1, count + 1))


def review(**more: object) -> ReviewFacts:
    values: dict[str, object] = {"desk": DESK, "desks": (DESK,)}
    return ReviewFacts(**(values | more))  # type: ignore[arg-type]


def budi(*cards: Card, **more: object) -> Facts:
    """A verifier before the dossier of Dinkes; `more` changes what he knows of the review."""
    known = {"dossier": dossier(*cards)} | more
    return person(BUDI, member(Role.VERIFIER, 2, field="organisasi"), now=NOW, review=review(**known))


def bimo_holds() -> Claim:
    return Claim(Stage.REGION, "organisasi", 9, "Bimo", NOW + CLAIM)
