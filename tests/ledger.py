"""What contacts send, and what those of one OPD were shown as saved, held against an export.

A contact writes here only what the phone has shown: a level when the toast or the next screen says it, an explanation
when the screen has gone on, a file when it was counted as received.
"""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests import made_pdf

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """Evidence as its sender knows it: photos have no name, links no bytes."""

    kind: str
    name: str = ""
    digest: str = ""

    @classmethod
    def photo(cls, data: bytes) -> "Proof":
        return cls("photo", digest=sha256(data).hexdigest())

    @classmethod
    def document(cls, name: str, data: bytes) -> "Proof":
        return cls("document", name, sha256(data).hexdigest())

    @classmethod
    def link(cls, address: str) -> "Proof":
        return cls("link", address)


def pdf(marks: bytes) -> bytes:
    """A document of one page; `marks` tell it from all others."""
    return made_pdf.pdf(marks.hex().encode())


@dataclass(frozen=True, slots=True)
class Item:
    """Something to send as evidence."""

    proof: Proof
    data: bytes = b""

    @classmethod
    def photo(cls, data: bytes) -> "Item":
        return cls(Proof.photo(data), data)

    @classmethod
    def document(cls, name: str, data: bytes) -> "Item":
        return cls(Proof.document(name, data), data)

    @classmethod
    def link(cls, address: str) -> "Item":
        return cls(Proof.link(address))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contact wants to say about one variable; level I needs no items."""

    level: int
    explanation: str
    items: tuple[Item, ...] = ()


@dataclass(slots=True)
class Ledger:
    """`changes` counts how often the answer to a variable became another one: its version in the export."""

    opd: str
    levels: dict[str, int] = field(default_factory=dict)
    explanations: dict[str, str] = field(default_factory=dict)
    proofs: dict[str, Counter[Proof]] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    submitted: bool = False

    def complete(self, variable: str) -> bool:
        """Everything is there that the variable needs; level I needs no evidence."""
        proven = self.levels.get(variable) == 1 or bool(self.proofs.get(variable))
        return variable in self.levels and variable in self.explanations and proven

    def saved_level(self, variable: str, level: int) -> None:
        if self.levels.get(variable) != level:
            self.levels[variable] = level
            self.changes[variable] += 1

    def saved_explanation(self, variable: str, text: str) -> None:
        if self.explanations.get(variable, "") != text:
            self.explanations[variable] = text
            self.changes[variable] += 1

    def received(self, variable: str, proof: Proof) -> None:
        self.proofs.setdefault(variable, Counter())[proof] += 1

    def removed(self, variable: str, proof: Proof) -> None:
        self.proofs[variable] -= Counter([proof])

    @property
    def acknowledged(self) -> int:
        """Everything that was shown as saved, changes of an answer counted each."""
        return self.changes.total() + sum(proofs.total() for proofs in self.proofs.values()) + self.submitted


@dataclass(slots=True)
class Differences:
    """`lost`: shown as saved, not in the export. `doubled`: there more often than it was done. `other`: there, but
    never shown, or with another content."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def add(self, more: "Differences") -> None:
        self.lost += more.lost
        self.doubled += more.doubled
        self.other += more.other


def compare(ledger: Ledger, exported: Json) -> Differences:
    """Holds what was shown against one OPD of `pandu export --format json`."""
    found = Differences()
    answers: dict[str, Json] = {answer["variable"]: answer for answer in exported["answers"]}
    for variable in sorted({*ledger.levels, *ledger.explanations, *ledger.proofs, *answers}):
        place = f"{ledger.opd} {variable}"
        answer = answers.get(variable)
        if answer is None:
            found.lost.append(f"{place}: the whole answer")
            continue
        _compare_answer(ledger, variable, answer, place, found)
        _compare_proofs(ledger, variable, answer["evidence"], place, found)
    sent = exported["status"] in ("submitted", "in_review", "returned", "verified", "final")
    if ledger.submitted and not sent:
        found.lost.append(f"{ledger.opd}: the submission; status is {exported['status']}")
    if sent and not ledger.submitted:
        found.other.append(f"{ledger.opd}: submitted, which nobody was shown")
    return found


def _compare_answer(ledger: Ledger, variable: str, answer: Json, place: str, found: Differences) -> None:
    level, explanation = ledger.levels.get(variable), ledger.explanations.get(variable, "")
    if answer["level"] != level:
        found.lost.append(f"{place}: level {level} was shown as saved, exported is {answer['level']}")
    if answer["explanation"] != explanation:
        found.lost.append(f"{place}: {explanation!r} was shown as saved, exported is {answer['explanation']!r}")
    versions = ledger.changes[variable]
    if answer["version"] > versions:
        found.doubled.append(f"{place}: version {answer['version']} after {versions} changes")
    elif answer["version"] < versions:
        found.other.append(f"{place}: version {answer['version']} after {versions} changes")


def _compare_proofs(ledger: Ledger, variable: str, evidence: list[Json], place: str, found: Differences) -> None:
    shown = ledger.proofs.get(variable, Counter())
    stored = Counter(_proof(item) for item in evidence)
    found.lost += [f"{place}: {proof} x{count}" for proof, count in (shown - stored).items()]
    for proof, count in (stored - shown).items():
        kind = found.doubled if proof in shown else found.other
        kind.append(f"{place}: {proof} x{count} too many")


def _proof(item: Json) -> Proof:
    if item["kind"] == "link":
        return Proof.link(item["name"])
    if item["state"] != "stored":
        return Proof(item["kind"], item["name"], f"(state {item['state']})")
    return Proof(item["kind"], "" if item["kind"] == "photo" else item["name"], item["sha256"])
