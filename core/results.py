"""Results of a whole period: what every OPD has reached at each stage, and what follows for the region (DESIGN 6).

Filled in by `storage/results.py`; the board, /skor, /hasil, pictures and papers read nothing else, so that no two of
them can differ.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from core.assessment import Period, Status
from core.chart_data import States
from core.instrument import Instrument
from core.scoring import OutOfRange, Region, Score, mean, region_summary, score, stage_levels
from core.verdicts import Stage, Verdict, standing

REVIEWED = frozenset({Status.VERIFIED, Status.FINAL})
"""Statuses in which the region's review is finished: an official result exists (DESIGN 6)."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Levels by variable, and the result they make; `score` None until every variable has a level."""

    levels: Mapping[str, int]
    score: Score | None


@dataclass(frozen=True, slots=True)
class Stages:
    """What one OPD has reached by its own word, by the region's and by the province's; None: not finished."""

    own: Reached
    region: Reached | None = None
    province: Reached | None = None

    @property
    def official(self) -> Reached | None:
        """The province's result once it has one, else the region's; None: not verified."""
        return self.province or self.region

    @property
    def stage(self) -> Stage | None:
        """Whose result is the official one."""
        if self.province is not None:
            return Stage.PROVINCE
        return Stage.REGION if self.region is not None else None


def stages(
    instrument: Instrument,
    status: Status,
    own: Mapping[str, int],
    verdicts: Iterable[Verdict],
    versions: Mapping[str, int],
) -> Stages:
    """A variable without a verdict of its own stage takes the stage below. The province is finished when every
    variable of a reviewed assessment has its verdict. `verdicts` oldest first, `versions` the answers' present ones."""
    mine = Reached(own, _score(instrument, own))
    if status not in REVIEWED:
        return Stages(mine)
    given = list(verdicts)
    region = standing(given, versions, Stage.REGION)
    province = standing(given, versions, Stage.PROVINCE)
    finished = set(instrument.codes) <= province.keys()
    return Stages(
        mine,
        _reached(instrument, stage_levels(own, region)),
        _reached(instrument, stage_levels(own, region, province)) if finished else None,
    )


def _reached(instrument: Instrument, levels: Mapping[str, int]) -> Reached:
    return Reached(levels, _score(instrument, levels))


def _score(instrument: Instrument, levels: Mapping[str, int]) -> Score | None:
    """None also for an instrument that has no total."""
    if instrument.formula != "sum":
        return None
    try:
        return score(instrument, levels)
    except OutOfRange:
        return None


@dataclass(frozen=True, slots=True)
class FormerResult:
    """The official result of the last period with the same instrument."""

    year: int
    levels: Mapping[str, int]
    score: Score


@dataclass(frozen=True, slots=True)
class OpdResults:
    """One OPD that takes part. `incomplete`: codes that still lack something. Instants in the Pemda's zone."""

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

    @property
    def official(self) -> Score | None:
        reached = self.stages.official
        return reached.score if reached else None


@dataclass(frozen=True, slots=True)
class Note:
    """What a stage has noted on a variable; never by whom."""

    stage: Stage
    text: str


@dataclass(frozen=True, slots=True)
class OwnResults:
    """What one OPD may know of a period: its own results, and of all others only the mean with n of N.

    `notes` are those on the present versions, by variable. `official`: what the Pemda calls its official result, "band"
    or "staged_level". `others`: the newest assessments of the person's other OPD, number -> short name. The years are
    those of PeriodResults.
    """

    period: Period
    instrument: Instrument
    at: datetime
    zone_label: str
    opd: OpdResults
    region: Region
    former_year: int | None = None
    unlike_year: int | None = None
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    official: str = "band"
    others: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PeriodResults:
    """A period of a Pemda at one moment (`at`); `opds` by code. `former` is the region's mean of the period before,
    `former_year` its year; `unlike_year` that of a later one whose instrument was another: nothing is compared."""

    pemda_id: int
    pemda_name: str
    period: Period
    instrument: Instrument
    at: datetime
    zone_label: str
    opds: tuple[OpdResults, ...] = ()
    former_year: int | None = None
    former: Region | None = None
    unlike_year: int | None = None

    def opd(self, opd_id: int) -> OpdResults | None:
        return next((one for one in self.opds if one.opd_id == opd_id), None)

    @property
    def verified(self) -> tuple[OpdResults, ...]:
        """Those that have an official result."""
        return tuple(one for one in self.opds if one.official is not None)

    @property
    def region(self) -> Region:
        """Mean and band, with n of N (DESIGN 6)."""
        totals = [one.official.total if one.official else None for one in self.opds]
        return region_summary(self.instrument, totals)

    @property
    def states(self) -> States:
        """OPD by where they stand; the sum is every OPD that takes part."""
        count = Counter(one.status for one in self.opds)
        return States(
            verified=sum(count[status] for status in REVIEWED),
            waiting=count[Status.SUBMITTED] + count[Status.IN_REVIEW],
            repairing=count[Status.RETURNED],
            filling=count[Status.DRAFT] + count[Status.AWAITING_HEAD],
            not_started=count[Status.NOT_STARTED],
        )

    @property
    def bands(self) -> Mapping[str, int]:
        """Verified OPD by band, lowest first, zeros kept."""
        found = Counter(one.official.band for one in self.verified if one.official)
        return {band.name: found[band.name] for band in self.instrument.bands}

    @property
    def staged(self) -> Mapping[int, int]:
        """Verified OPD by staged level, lowest first, zeros kept."""
        found = Counter(one.official.staged_level for one in self.verified if one.official)
        return {level.value: found[level.value] for level in self.instrument.levels}

    @property
    def holding(self) -> Mapping[str, int]:
        """How many verified OPD each variable holds back, most first, ties by code; those that hold none are absent."""
        found = Counter(code for one in self.verified if one.official for code in one.official.holding)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @property
    def means(self) -> Mapping[str, Decimal]:
        """Mean of each variable over the verified OPD, 2 decimals half up; empty while there is none."""
        levels = [one.stages.official.levels for one in self.verified if one.stages.official]
        found = {code: mean(given[code] for given in levels) for code in self.instrument.codes}
        return {code: value for code, value in found.items() if value is not None}
