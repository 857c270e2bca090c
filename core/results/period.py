"""Results of a whole period: what every OPD has reached at each stage, and what follows for the region.

Filled by `storage/results/period.py`. The board, /skor, /hasil, pictures and papers read nothing else, so that no two
of them can differ.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from core.assessment.model import Approval, Period, Status
from core.assessment.sent import Sent, sent_of
from core.assessment.subjects import KINDS
from core.instrument.parse import Instrument
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import RegionResult, Score, mean, region_summary
from core.results.stages import REVIEWED, Stages, StatusCounts
from core.review.verdicts import Stage


@dataclass(frozen=True, slots=True)
class PresentPeriod:
    """A period that can be looked at now, by its number and what it is called."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class FormerResult:
    """The official result of the last period with the same instrument."""

    year: int
    levels: Mapping[str, int]
    score: Score


@dataclass(frozen=True, slots=True)
class OpdResults:
    """One OPD that takes part, or one of its subjects (`subject`: its number). `incomplete` are codes of incomplete
    variables. Instants are in the Pemda's zone.

    `named` is what is called the official result: "band" or "staged_level". `awaits_province`: verified by the
    region, while by the Pemda's settings the province judges too and has not finished. `reopened` are variables
    with the OPD; once the period is over, those whose repair was not sent. `again` are those for which a result
    that was verified before waits (core.results.stages.judged_again).
    """

    assessment: int
    opd_id: int
    code: str
    name: str
    short: str
    status: Status
    late: bool
    due: datetime
    stages: Stages
    incomplete: tuple[str, ...] = ()
    submitted_at: datetime | None = None
    reviewed_at: datetime | None = None
    former: FormerResult | None = None
    named: str = "band"
    awaits_province: bool = False
    reopened: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    subject: int | None = None

    @property
    def key(self) -> int:
        """By which it is found in a period: its OPD, or less than zero where the OPD may have several subjects."""
        return self.opd_id if self.subject is None else -self.assessment

    @property
    def verified(self) -> bool:
        """Whether the region's review is finished. This alone says so, never whether there is a value."""
        return self.status in REVIEWED

    @property
    def official(self) -> Score | None:
        reached = self.stages.official
        return reached.score if reached else None

    @property
    def value(self) -> Decimal | None:
        """The official value. None: not verified, or without a value."""
        return self.official.value if self.official else None


@dataclass(frozen=True, slots=True)
class Note:
    """A stage's note on a variable, without who wrote it."""

    stage: Stage
    text: str


@dataclass(frozen=True, slots=True)
class OwnResults:
    """What one OPD may know of a period: its own results, and of all others only the mean with n of N, which has no
    figure until the results are made known.

    `notes` are those on the present versions, by variable. `others` are the newest assessments of the person's other
    OPD, number -> short name. The years are as in PeriodResults.
    """

    period: Period
    instrument: Instrument
    at: datetime
    zone_label: str
    opd: OpdResults
    region: RegionResult
    former_year: int | None = None
    unlike_year: int | None = None
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    others: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PeriodResults:
    """A period of a Pemda at one moment (`at`); `opds` are ordered by code.

    `former` is the region's mean of the period before, `former_year` its year. `unlike_year` is the year of a later one
    with another instrument, with which nothing is compared. `known`: they were made known (Umumkan).
    """

    pemda_id: int
    pemda_name: str
    period: Period
    instrument: Instrument
    at: datetime
    zone_label: str
    opds: tuple[OpdResults, ...] = ()
    former_year: int | None = None
    former: RegionResult | None = None
    unlike_year: int | None = None
    province_review: bool = False  # the province judges on top of the region
    approval: Approval = Approval.NONE
    known: bool = False

    def opd(self, key: int) -> OpdResults | None:
        return next((one for one in self.opds if one.key == key), None)

    def of(self, assessment: int) -> OpdResults | None:
        return next((one for one in self.opds if one.assessment == assessment), None)

    @property
    def asked(self) -> int:
        """How many variables an OPD fills in."""
        return len(self.instrument.part("unit").codes)

    @property
    def unregistered(self) -> tuple[OpdResults, ...]:
        """OPD whose register is empty, where each line of it is assessed by itself."""
        by_line = self.instrument.subject != "opd"
        return tuple(one for one in self.opds if one.subject is None) if by_line else ()

    @property
    def counted(self) -> tuple[OpdResults, ...]:
        """What has or will have a result: OPD, or the lines of their registers."""
        waiting = self.unregistered
        return tuple(one for one in self.opds if one not in waiting) if waiting else self.opds

    @property
    def unit(self) -> str:
        """What these are called."""
        return KINDS[self.instrument.subject]

    @property
    def sent(self) -> Sent:
        """How much was sent, in OPD and in lines of their registers."""
        whose = ((one.opd_id, one.subject is not None, one.status) for one in self.opds)
        return sent_of(whose, self.instrument.subject)

    @property
    def verified(self) -> tuple[OpdResults, ...]:
        """OPD with an official result."""
        return tuple(one for one in self.opds if one.verified)

    @property
    def valued(self) -> tuple[OpdResults, ...]:
        """Those whose result has a value, by which they can be compared; of a checklist none."""
        return tuple(one for one in self.verified if one.value is not None)

    @property
    def region(self) -> RegionResult:
        """The mean and its band, with n of N."""
        return region_summary(self.instrument, [one.value for one in self.verified], len(self.counted))

    @property
    def told(self) -> RegionResult:
        """The same as an OPD may know it: how many are verified, and the mean once the results are made known."""
        return self.region if self.known else replace(self.region, mean=None, band=None, unrounded=None)

    @property
    def states(self) -> StatusCounts:
        """OPD by status, or what of them is assessed; the sum is all that is `counted`."""
        count = Counter(one.status for one in self.counted)
        return StatusCounts(
            verified=sum(count[status] for status in REVIEWED),
            waiting=count[Status.SUBMITTED] + count[Status.IN_REVIEW],
            repairing=count[Status.RETURNED],
            filling=count[Status.DRAFT] + count[Status.AWAITING_HEAD],
            not_started=count[Status.NOT_STARTED],
        )

    @property
    def bands(self) -> Mapping[str, int]:
        """Verified OPD by band, lowest first, including zeros. Those without a value are in none."""
        found = Counter(one.official.band for one in self.valued if one.official)
        return {band.name: found[band.name] for band in self.instrument.bands}

    @property
    def staged(self) -> Mapping[int, int]:
        """Verified OPD by staged level, lowest first, including zeros; empty where the instrument does not stage."""
        if not self.instrument.staged:
            return {}
        found = Counter(one.official.staged_level for one in self.verified if one.official)
        return {level.value: found[level.value] for level in self.instrument.levels}

    @property
    def holding(self) -> Mapping[str, int]:
        """For each variable of how many verified OPD it is among the lowest, most first, ties by code. Variables that
        are nobody's lowest are absent.
        """
        found = Counter(code for one in self.verified if one.official for code in one.official.holding)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @property
    def means(self) -> Mapping[str, Decimal]:
        """The mean of each variable over the verified OPD to which it applies, 2 decimals half up; a variable without
        any is absent.
        """
        levels = [one.stages.official.levels for one in self.verified if one.stages.official]
        found = {
            code: mean(one[code] for one in levels if one.get(code, NOT_APPLICABLE) != NOT_APPLICABLE)
            for code in self.instrument.codes
        }
        return {code: value for code, value in found.items() if value is not None}


def of_year(years: Sequence[PeriodResults], words: str) -> tuple[PresentPeriod, ...]:
    """The periods among which a typed year does not tell: several of that year, none of which is called by it alone.
    `years`: oldest first; the newest comes first.
    """
    wanted = words.strip().casefold()
    if any(wanted == one.period.name.casefold() for one in years):
        return ()
    found = [one.period for one in reversed(years) if wanted == str(one.period.year)]
    return tuple(PresentPeriod(one.id, one.name) for one in found) if len(found) > 1 else ()


def named_in(years: Sequence[PeriodResults], words: str) -> PeriodResults | None:
    """The period that typed words name, by its name or year; the newest of several. `years`: oldest first."""
    wanted = words.strip().casefold()
    found = (one for one in reversed(years) if wanted in (one.period.name.casefold(), str(one.period.year)))
    return next(found, None)


def apart(results: PeriodResults) -> PeriodResults:
    """The results of a period that is not the one people expect: everything that speaks of it says which it is."""
    return replace(results, period=replace(results.period, several=True))
