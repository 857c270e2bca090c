"""Who may judge what, and what is still to be judged. Pure rules over plain values.

A variable belongs to a field (bidang). Verifiers of that field judge it, of no field all of them; where none of them
may, those of the other fields; where none of these may either, the coordinators. Nobody judges their home OPD or one in
which they have a role. The province judges after the region's review, all fields at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.assessment.model import PeriodStatus, Status
from core.people.roles import Role
from core.review.verdicts import Stage, Verdict

CLAIM = timedelta(minutes=30)
"""How long an OPD is one verifier's task; each verdict renews it."""

STALE = 3
"""Working days after which a queued OPD is marked."""

JUDGED_IN: Mapping[Stage, frozenset[Status]] = {
    Stage.REGION: frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED}),
    Stage.PROVINCE: frozenset({Status.VERIFIED}),
}
"""Statuses in which a stage judges. While something is returned, the other variables are judged. A final result is not
judged; the coordinator must reopen it first."""

ALL_FIELDS = ""
"""The field of the province's claims, because it judges an OPD as a whole."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A membership of the team. `field` None: every field. `barred` are OPD that this person never judges."""

    person: int
    role: Role
    field: str | None = None
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class GivenVerdict:
    """A verdict with the person who gave it."""

    verdict: Verdict
    by: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A verdict that is not told yet. `level` None: the variable is returned."""

    variable: str
    stage: Stage
    version: int
    level: int | None
    note: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose task a field of an OPD is at a stage, and until when."""

    stage: Stage
    field: str
    person: int
    name: str
    until: datetime

    def held_from(self, person: int, now: datetime) -> bool:
        """Whether the claim keeps this person from judging."""
        return self.person != person and self.until > now


@dataclass(frozen=True, slots=True)
class Case:
    """One OPD's assessment as the team judges it. `fields`: variable -> field. `reopened` variables are with the OPD,
    none once the period is over. `repaired`: since when a variable waits again. `verdicts` are ordered from the oldest.
    `finished` is when the region's review ended.
    """

    assessment: int
    opd: int
    status: Status
    period: PeriodStatus
    fields: Mapping[str, str]
    levels: Mapping[str, int]
    versions: Mapping[str, int]
    sent: datetime
    reopened: frozenset[str] = frozenset()
    repaired: Mapping[str, datetime] = field(default_factory=dict)
    verdicts: tuple[GivenVerdict, ...] = ()
    drafts: tuple[Draft, ...] = ()
    claims: tuple[Claim, ...] = ()
    finished: datetime | None = None

    def judged_at(self, stage: Stage) -> bool:
        """Whether this stage judges now, also after the end of verification: late verdicts count. Archived periods are
        not judged.
        """
        return self.status in JUDGED_IN[stage] and self.period in (PeriodStatus.OPEN, PeriodStatus.CLOSED)

    def returnable(self, stage: Stage) -> bool:
        """Whether a variable can be returned, which needs an OPD that can still repair it."""
        return self.status in JUDGED_IN[stage] and self.period is PeriodStatus.OPEN

    def newest(self, stage: Stage, code: str) -> GivenVerdict | None:
        """The last verdict on a variable at a stage, whether or not it still holds."""
        return next(
            (g for g in reversed(self.verdicts) if g.verdict.stage is stage and g.verdict.variable == code), None
        )

    def holds(self, stage: Stage, code: str) -> int | None:
        """The level that holds at a stage: given to the newest version, and not sent again since."""
        newest = self.newest(stage, code)
        if newest is None or newest.verdict.version != self.versions.get(code):
            return None
        again = self.repaired.get(code)
        return None if again is not None and newest.verdict.at < again else newest.verdict.level

    def open(self, stage: Stage) -> tuple[str, ...]:
        """Variables that this stage has still to judge, in the instrument's order."""
        if not self.judged_at(stage):
            return ()
        return tuple(code for code in self.fields if code not in self.reopened and self.holds(stage, code) is None)

    def done(self, stage: Stage) -> bool:
        """Whether every variable has its verdict, and none is with the OPD."""
        return not self.reopened and all(self.holds(stage, code) is not None for code in self.fields)

    def base(self, stage: Stage, code: str) -> int | None:
        """The level that a verdict is compared with: the OPD's own, or for the province the region's."""
        if stage is Stage.PROVINCE:
            held = self.holds(Stage.REGION, code)
            return held if held is not None else self.levels.get(code)
        return self.levels.get(code)

    def draft(self, stage: Stage, code: str) -> Draft | None:
        """The draft on the newest version; an outdated one does not count."""
        found = next((d for d in self.drafts if d.stage is stage and d.variable == code), None)
        return found if found and not self.outdated(found) else None

    def outdated(self, draft: Draft) -> bool:
        again = self.repaired.get(draft.variable)
        return draft.version != self.versions.get(draft.variable) or (again is not None and draft.at < again)

    def waits_since(self, stage: Stage, codes: Iterable[str]) -> datetime:
        """Since when the longest waiting of these variables is with the stage."""
        begun = self.finished if stage is Stage.PROVINCE and self.finished else self.sent
        return min((max(self.repaired.get(code, begun), begun) for code in codes), default=begun)

    def claim(self, stage: Stage, code: str) -> Claim | None:
        """The claim on a variable, whether or not it has expired."""
        part = claimed_field(stage, self.fields[code])
        return next((claim for claim in self.claims if claim.stage is stage and claim.field == part), None)


def claimed_field(stage: Stage, of: str) -> str:
    """The field under which a variable of field `of` is claimed."""
    return ALL_FIELDS if stage is Stage.PROVINCE else of


def judges(team: Iterable[Judge], stage: Stage, of: str, opd: int) -> frozenset[int]:
    """The persons who may judge variables of field `of` of this OPD. Empty: nobody of the Pemda may."""
    free = [one for one in team if opd not in one.barred]
    if stage is Stage.PROVINCE:
        return frozenset(one.person for one in free if one.role is Role.PROVINCE)
    verifiers = [one for one in free if one.role is Role.VERIFIER]
    own = frozenset(one.person for one in verifiers if of and one.field in (None, of))
    others = frozenset(one.person for one in verifiers)
    return own or others or frozenset(one.person for one in free if one.role is Role.COORDINATOR)


def portion(team: Iterable[Judge], stage: Stage, case: Case, person: int) -> tuple[str, ...]:
    """The variables of a case that this person may judge, judged already or not, in the instrument's order."""
    members = tuple(team)
    may = {of: person in judges(members, stage, of, case.opd) for of in set(case.fields.values())}
    return tuple(code for code, of in case.fields.items() if may[of])


def task(team: Iterable[Judge], stage: Stage, case: Case, person: int, now: datetime) -> tuple[str, ...]:
    """Open variables that this person may judge and that no colleague is judging now."""
    mine = set(portion(team, stage, case, person))
    free = []
    for code in case.open(stage):
        claim = case.claim(stage, code)
        if code in mine and not (claim and claim.held_from(person, now)):
            free.append(code)
    return tuple(free)
