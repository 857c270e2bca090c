"""A small region in plain Python: what the database does with a flow's orders, so that flows can be played without it.

Ani and Dodi are contacts of Dinas Kesehatan, Hasan is its head, Citra coordinates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.texts.evidence.screens import proofs
from core.assessment.model import (
    LETTER,
    Act,
    Answer,
    Approval,
    Assessment,
    Evidence,
    EvidenceKind,
    EvidenceState,
    FormerAnswer,
    Opd,
    Period,
    PeriodStatus,
    Reopening,
    Status,
    Submission,
    after,
    period_status,
)
from core.effects import (
    AskHead,
    AttachFile,
    AttachLink,
    CopyFormerEvidence,
    DeclareYear,
    Effect,
    HeadReturns,
    NoteEvidence,
    Origin,
    RemoveEvidence,
    ReplaceFile,
    RestoreEvidence,
    SaveExplanation,
    SaveLevel,
    SetDeclarant,
    Submit,
    SubmitRepair,
    Tell,
    TellRole,
    UseEvidence,
    Withdraw,
)
from core.effects.review import TellJudges
from core.facts import Colleague, Facts, Limits
from core.instrument.parse import load_packaged
from core.people.roles import Membership, Person, Role, Sender
from core.results.period import OwnResults
from core.screen import Notice

ZONE = ZoneInfo("Asia/Makassar")
INSTRUMENT = load_packaged("kematangan-2018")
KINDS = frozenset({"application/pdf", "image/jpeg"})
NUMBER = 12
OFFICE = 5
PEOPLE = {
    "Ani": (1, Role.CONTACT),
    "Dodi": (2, Role.CONTACT),
    "Hasan": (3, Role.HEAD),
}


def at(text: str) -> datetime:
    """ "2026-12-07 09.00" in WITA."""
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=ZONE)


MORNING = at("2026-12-07 09.00")


@dataclass
class World:
    """One assessment, its people's conversations being elsewhere (play.py). `told` collects notices by name."""

    now: datetime = MORNING
    approval: Approval = Approval.NONE
    links_alone: bool = True
    heads: int = 1
    coordinators: int = 1
    stored: PeriodStatus = PeriodStatus.OPEN
    status: Status = Status.NOT_STARTED
    answers: dict[str, Answer] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    former: dict[str, FormerAnswer] = field(default_factory=dict)
    declarant: object = None
    submission: Submission | None = None
    told: list[tuple[str, Notice]] = field(default_factory=list)
    open_at: dict[str, tuple[str, datetime]] = field(default_factory=dict)  # person -> variable, since when
    other_office: bool = False
    also_contact: str = ""  # a head who is a contact as well
    results: OwnResults | None = None

    # what may be known

    @property
    def assessment(self) -> Assessment:
        opens, due, verification = at("2026-12-01 08.00"), at("2026-12-14 16.00"), at("2027-01-08 16.00")
        period = Period(
            3, "2026", 2026, period_status(self.stored, opens, verification, self.now), opens, due, verification
        )
        return Assessment(
            id=NUMBER,
            pemda_id=1,
            opd=Opd(OFFICE, "DINKES", "Dinas Kesehatan", "Dinkes"),
            period=period,
            instrument=INSTRUMENT,
            status=self.status,
            due=due,
            approval=self.approval,
            links_alone=self.links_alone,
            answers=dict(sorted(self.answers.items())),
            evidence=tuple(item for item in self.evidence if item.variables),
            former=self.former,
            former_year=2025 if self.former else None,
            declarant=self.declarant,
            submission=self.submission,
        )

    def facts(self, name: str, evidence_for: str | None, last: datetime | None, assessment: int | None) -> Facts:
        number, role = PEOPLE[name]
        held = [Membership(number, role, 1, "Kutai Timur", OFFICE, "Dinas Kesehatan", "Dinkes")]
        if self.also_contact == name:
            held.append(Membership(98, Role.CONTACT, 1, "Kutai Timur", OFFICE, "Dinas Kesehatan", "Dinkes"))
        if self.other_office:
            held.append(Membership(99, Role.CONTACT, 1, "Kutai Timur", 6, "RSUD Kudungga", "RSUD"))
        colleagues = tuple(
            Colleague(PEOPLE[other][0], other, variable, since)
            for other, (variable, since) in self.open_at.items()
            if other != name
        )
        return Facts(
            now=self.now,
            sender=Sender(100 + number, name, 100 + number),
            person=Person(number, 100 + number, name),
            memberships=tuple(held),
            assessment=self.assessment if assessment in (None, NUMBER) else None,
            evidence_for=evidence_for,
            colleagues=colleagues,
            coordinators=self.coordinators,
            heads=self.heads,
            results=self.results,
            limits=Limits(kinds=KINDS),
            organiser="Bagian Organisasi Setda Kabupaten Kutai Timur",
            zone_label="WITA",
            last_activity=last,
        )

    # what is ordered

    def apply(self, effect: Effect, name: str) -> None:
        match effect:
            case Tell(people=people, notice=notice):
                self.told += [(who, notice) for who, (number, _) in PEOPLE.items() if number in people]
            case TellRole(role=role, notice=notice):
                self.told.append((role.value, notice))
            case TellJudges(notice=notice):
                self.told.append((Role.VERIFIER.value, notice))
            case _ if getattr(effect, "assessment", NUMBER) != NUMBER:
                raise AssertionError(f"{effect} touches another assessment")
            case SetDeclarant(declarant=declarant):
                self.declarant = declarant
            case AskHead():
                self._move(Act.ASK_HEAD)
            case Submit():
                self._move(Act.SUBMIT)
                late, evidence = self.now > self.assessment.due, len(proofs(self.assessment))
                self.submission = Submission(self.now, name, "DINKES-26-7F3A", late, evidence)
            case Withdraw():
                self._move(Act.WITHDRAW)
                self.submission = None
                self.evidence = [item for item in self.evidence if LETTER not in item.variables]
            case HeadReturns():
                self._move(Act.RETURN)
            case SubmitRepair(variable=code):
                assert not self.assessment.lacking(code)
                self.answers[code] = replace(self.answers[code], reopened=None, repaired=False)
                if not any(answer.reopened for answer in self.answers.values()):
                    self._move(Act.REPAIR)
            case _:
                self._answer(effect, name)

    def _move(self, act: Act) -> None:
        self.status = after(self.status, act)

    def _answer(self, effect: Effect, name: str) -> None:
        match effect:
            case SaveLevel(variable=code, level=level):
                self._write(code, level=level, by=PEOPLE[name][0], by_name=name)
            case SaveExplanation(variable=code, text=text, parts=parts):
                self._write(code, explanation=text, parts=parts, writer=(PEOPLE[name][0], name))
            case AttachFile(variable=code) as order:
                self._attach(code, name, order.kind, order.name, EvidenceState.RECEIVED, order.unique_id, order.year)
                self._from(order.origin)
            case AttachLink(variable=code, address=address) as order:
                self._attach(code, name, EvidenceKind.LINK, address, EvidenceState.STORED, "", None)
                self._from(order.origin)
            case ReplaceFile(evidence=number, by=order):
                uses = self._one(number).variables
                self.apply(order, name)
                self._change(len(self.evidence), lambda item: replace(item, variables=uses), None)
                self._change(number, lambda item: replace(item, variables=()), None)
            case NoteEvidence(evidence=number, note=note, name=label):
                self._change(number, lambda item: replace(item, note=note, name=label or item.name), None)
            case CopyFormerEvidence(evidence=number, variable=code):
                former = dict(pair for item in self.former.values() for pair in item.evidence)
                self._attach(code, name, EvidenceKind.DOCUMENT, former[number], EvidenceState.STORED, "", 2025)
            case UseEvidence(evidence=number, variable=code) | RestoreEvidence(evidence=number, variable=code):
                self._change(number, lambda item: replace(item, variables=(*item.variables, code)), code)
            case RemoveEvidence(evidence=number, variable=code):
                rest = self._one(number).variables
                self._change(number, lambda item: replace(item, variables=tuple(u for u in rest if u != code)), code)
            case DeclareYear(evidence=numbers, year=year):
                for number in numbers:
                    self._change(number, lambda item: replace(item, year=year), None)
            case _:
                pass

    def _write(self, code: str, **change: object) -> None:
        assert self.assessment.writable(code), f"{code} is locked"
        before = self.answers.get(code) or Answer(code, None, "", 0, 0, "", self.now)
        self.answers[code] = replace(before, version=before.version + 1, at=self.now, **change)
        self._begun(code)

    def _attach(
        self, code: str, name: str, kind: EvidenceKind, label: str, state: EvidenceState, unique: str, year: int | None
    ) -> None:
        if code in INSTRUMENT.codes:
            assert self.assessment.writable(code), f"{code} is locked"
            self._begun(code)
        number = len(self.evidence) + 1
        self.evidence.append(Evidence(number, kind, label, state, (code,), year, PEOPLE[name][0], self.now, unique))

    def _from(self, origin: Origin) -> None:
        came = {"message_id": origin.message_id, "album": origin.album, "note": origin.note}
        self.evidence[-1] = replace(self.evidence[-1], **came)

    def _one(self, number: int) -> Evidence:
        return next(item for item in self.evidence if item.id == number)

    def _change(self, number: int, change, code: str | None) -> None:
        item = self._one(number)
        self.evidence[self.evidence.index(item)] = change(item)
        if code:
            self._begun(code)

    def _begun(self, code: str) -> None:
        self.status = after(self.status, Act.ANSWER)
        if self.status is Status.RETURNED and code in self.answers:
            self.answers[code] = replace(self.answers[code], repaired=True)

    # what others did

    def fill(self, *codes: str, name: str = "Ani", level: int = 3, proof: bool = True) -> "World":
        """Answers variables completely."""
        for code in codes:
            self.apply(SaveLevel(NUMBER, code, level), name)
            self.apply(SaveExplanation(NUMBER, code, f"Penjelasan {code}."), name)
            if proof:
                self._attach(code, name, EvidenceKind.DOCUMENT, f"{code}.pdf", EvidenceState.STORED, f"u{code}", 2026)
        return self

    def give_back(self, code: str, note: str) -> "World":
        """The team returns a variable after submission."""
        self.status = Status.RETURNED
        reopening = Reopening(note, at("2027-01-05 16.00"), self.now)
        self.answers[code] = replace(self.answers[code], reopened=reopening)
        return self

    def pass_time(self, **span: float) -> "World":
        self.now += timedelta(**span)
        return self


def former(level: int, words: str, verified: int | None, *files: tuple[int, str]) -> Mapping[str, FormerAnswer]:
    return {"V05": FormerAnswer(level, words, verified, files)}


CODES = INSTRUMENT.codes
