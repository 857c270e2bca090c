"""Who may judge what, and what is still to be judged. Pure rules over plain values.

A variable belongs to a field (bidang). Verifiers of that field judge it; where none of them may, those of the other
fields; where none of these may either, the coordinators. Nobody judges their home OPD or one they hold a role in. The
province judges on top of a finished review of the region, all fields at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.assessment.model import PeriodStatus, Status
from core.people.roles import Role
from core.review.verdicts import Stage, Verdict

CLAIM = timedelta(minutes=30)
"""So long an OPD is one verifier's task; each verdict renews it."""

STALE = 3
"""Working days after which a queued OPD is marked."""

JUDGED_IN: Mapping[Stage, frozenset[Status]] = {
    Stage.REGION: frozenset({Status.SUBMITTED, Status.IN_REVIEW, Status.RETURNED}),
    Stage.PROVINCE: frozenset({Status.VERIFIED}),
}
"""Statuses in which a stage judges. While something is returned, the other variables are judged on. What is final is
judged by nobody: the coordinator opens it again first."""

ALL_FIELDS = ""
"""The province's claim: it judges an OPD as a whole."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A membership of the team. `field` None: every field. `barred`: OPD this person never judges."""

    person: int
    role: Role
    field: str | None = None
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict with the person behind it."""

    verdict: Verdict
    by: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A verdict that is not told yet. `level` None: the variable is given back."""

    variable: str
    stage: Stage
    version: int
    level: int | None
    note: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose task a field of an OPD is at a stage, until when."""

    stage: Stage
    field: str
    person: int
    name: str
    until: datetime

    def held_from(self, person: int, now: datetime) -> bool:
        """Does it keep this person away?"""
        return self.person != person and self.until > now


@dataclass(frozen=True, slots=True)
class Case:
    """One OPD's assessment as the team judges it. `fields`: variable -> field. `reopened`: with the OPD now; nothing is
    once the period is over. `repaired`: since when a variable waits again. `verdicts` oldest first. `finished`: when
    the region's review was."""

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
    verdicts: tuple[Given, ...] = ()
    drafts: tuple[Draft, ...] = ()
    claims: tuple[Claim, ...] = ()
    finished: datetime | None = None

    def judged_at(self, stage: Stage) -> bool:
        """Does this stage judge now? Also after verification was due: late verdicts count, archived periods rest."""
        return self.status in JUDGED_IN[stage] and self.period in (PeriodStatus.OPEN, PeriodStatus.CLOSED)

    def returnable(self, stage: Stage) -> bool:
        """Can a variable be given back? Only while the OPD can still repair it."""
        return self.status in JUDGED_IN[stage] and self.period is PeriodStatus.OPEN

    def newest(self, stage: Stage, code: str) -> Given | None:
        """The last verdict on a variable at a stage, whether it still holds or not."""
        return next(
            (g for g in reversed(self.verdicts) if g.verdict.stage is stage and g.verdict.variable == code), None
        )

    def holds(self, stage: Stage, code: str) -> int | None:
        """The level that holds at a stage: judged on the newest version, and not sent again since."""
        newest = self.newest(stage, code)
        if newest is None or newest.verdict.version != self.versions.get(code):
            return None
        again = self.repaired.get(code)
        return None if again is not None and newest.verdict.at < again else newest.verdict.level

    def open(self, stage: Stage) -> tuple[str, ...]:
        """Variables this stage has still to judge, in the instrument's order."""
        if not self.judged_at(stage):
            return ()
        return tuple(code for code in self.fields if code not in self.reopened and self.holds(stage, code) is None)

    def done(self, stage: Stage) -> bool:
        """Has every variable its verdict, and is nothing with the OPD?"""
        return not self.reopened and all(self.holds(stage, code) is not None for code in self.fields)

    def base(self, stage: Stage, code: str) -> int | None:
        """The level a verdict is measured against: the OPD's own, for the province the region's."""
        if stage is Stage.PROVINCE:
            held = self.holds(Stage.REGION, code)
            return held if held is not None else self.levels.get(code)
        return self.levels.get(code)

    def draft(self, stage: Stage, code: str) -> Draft | None:
        """The draft on the newest version; an outdated one counts as none."""
        found = next((d for d in self.drafts if d.stage is stage and d.variable == code), None)
        return found if found and not self.outdated(found) else None

    def outdated(self, draft: Draft) -> bool:
        again = self.repaired.get(draft.variable)
        return draft.version != self.versions.get(draft.variable) or (again is not None and draft.at < again)

    def waits_since(self, stage: Stage, codes: Iterable[str]) -> datetime:
        """Since when the longest waiting of these variables lies with the stage."""
        begun = self.finished if stage is Stage.PROVINCE and self.finished else self.sent
        return min((max(self.repaired.get(code, begun), begun) for code in codes), default=begun)

    def claim(self, stage: Stage, code: str) -> Claim | None:
        """The claim that covers a variable, whether it still runs or not."""
        part = claimed_field(stage, self.fields[code])
        return next((claim for claim in self.claims if claim.stage is stage and claim.field == part), None)


def claimed_field(stage: Stage, of: str) -> str:
    """Under which field a variable of field `of` is claimed."""
    return ALL_FIELDS if stage is Stage.PROVINCE else of


def judges(team: Iterable[Judge], stage: Stage, of: str, opd: int) -> frozenset[int]:
    """The persons who may judge variables of field `of` of this OPD. Empty: nobody of the Pemda may."""
    free = [one for one in team if opd not in one.barred]
    if stage is Stage.PROVINCE:
        return frozenset(one.person for one in free if one.role is Role.PROVINCE)
    verifiers = [one for one in free if one.role is Role.VERIFIER]
    own = frozenset(one.person for one in verifiers if one.field in (None, of))
    others = frozenset(one.person for one in verifiers)
    return own or others or frozenset(one.person for one in free if one.role is Role.COORDINATOR)


def portion(team: Iterable[Judge], stage: Stage, case: Case, person: int) -> tuple[str, ...]:
    """The variables of a case that fall to this person, judged already or not, in the instrument's order."""
    members = tuple(team)
    may = {of: person in judges(members, stage, of, case.opd) for of in set(case.fields.values())}
    return tuple(code for code, of in case.fields.items() if may[of])


def task(team: Iterable[Judge], stage: Stage, case: Case, person: int, now: datetime) -> tuple[str, ...]:
    """Open variables that fall to this person and that no colleague is judging at this moment."""
    mine = set(portion(team, stage, case, person))
    free = []
    for code in case.open(stage):
        claim = case.claim(stage, code)
        if code in mine and not (claim and claim.held_from(person, now)):
            free.append(code)
    return tuple(free)
