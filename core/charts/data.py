"""What each chart shows: stored numbers only, so that a chart cannot differ from a paper. Loads no drawing library.

To get a picture, fill in one of these classes. It is passed as plain JSON (core.charts.plain) to the drawing child,
where `core.charts.drawings.drawing.render` draws it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from core.assessment.model import Status
from core.instrument.parse import Instrument, Variable
from core.instrument.parts import NOT_APPLICABLE, NOT_APPLICABLE_NUMERAL
from core.instrument.scoring import RegionResult, Score, half_up
from core.results.stages import StatusCounts
from core.review.verdicts import Stage


@dataclass(frozen=True, slots=True)
class VariableName:
    """A variable (variabel): "V04", "SOP Pelayanan"."""

    code: str
    short: str


Place = int | Decimal
"""Where an answer lies on the scale: its level, or the value of an aspect in steps of the scale."""


@dataclass(frozen=True, slots=True)
class BandRange:
    """A band (kategori) with its first and last value."""

    name: str
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """What pictures need to know of an instrument. `numerals` and `bands` are ordered from the lowest; `lowest` is the
    value of the first numeral, `ends` are the lowest and highest value of a result. `not_applicable`: a variable may be
    without a level because it does not apply.
    """

    variables: tuple[VariableName, ...]
    numerals: tuple[str, ...]
    lowest: int
    bands: tuple[BandRange, ...]
    ends: tuple[Decimal, Decimal]
    value_name: str
    staged: bool
    not_applicable: bool = False
    asked: int = 0  # how many variables an OPD fills in; 0: those that are drawn
    step: int = 0  # of a scale of aspects in place of variables: how much of their value a numeral stands for

    @classmethod
    def of(cls, instrument: Instrument) -> "Scale":
        """The scale of an instrument whose results have a value."""
        return cls(
            variables=tuple(VariableName(one.code, one.short) for one in drawn(instrument)),
            numerals=_numerals([step.roman for step in instrument.levels]),
            lowest=instrument.lowest,
            bands=tuple(BandRange(one.name, one.min, one.max) for one in instrument.bands),
            ends=instrument.ends,
            value_name=instrument.value_name,
            staged=instrument.staged,
            not_applicable=any(one.not_applicable for one in instrument.variables),
            asked=len(instrument.part("unit").codes),
        )

    @property
    def highest(self) -> int:
        return self.lowest + len(self.numerals) - 1

    @property
    def top(self) -> Decimal:
        """The greatest value: 55."""
        return self.ends[1]

    @property
    def bottom(self) -> Decimal:
        """The least value: 11."""
        return self.ends[0]

    def numeral(self, level: Place) -> str:
        """How a place on the scale is written: a level's numeral, or the value of an aspect."""
        if self.step:
            return str(half_up(level * self.step, 0 if self.step > 1 else 1)).replace(".", ",")
        assert isinstance(level, int)
        return NOT_APPLICABLE_NUMERAL if level == NOT_APPLICABLE else self.numerals[level - self.lowest]

    def band(self, name: str) -> int | None:
        """The place of a band from the lowest; None for no band."""
        return next((place for place, one in enumerate(self.bands) if one.name == name), None)

    def short(self, code: str) -> str:
        return next((one.short for one in self.variables if one.code == code), "")


def drawn(instrument: Instrument) -> tuple[Variable, ...]:
    """The variables of a picture: those on the scale, without marks."""
    return tuple(one for one in instrument.variables if not one.mark)


LONGEST_NUMERAL = 4
"""Letters for which a cell has room."""


def _numerals(words: list[str]) -> tuple[str, ...]:
    """How levels are written in a picture: words by their first letters, as few as tell them apart."""
    if max(map(len, words)) <= LONGEST_NUMERAL:
        return tuple(words)
    fitting = (most for most in range(1, LONGEST_NUMERAL) if len({word[:most] for word in words}) == len(words))
    most = next(fitting, LONGEST_NUMERAL)
    return tuple(word[:most] for word in words)


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels of one OPD in the order of the variables, None where unanswered; `value` None until all are answered."""

    levels: tuple[Place | None, ...]
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Former:
    """The official result of an earlier year with the same instrument."""

    year: int
    levels: tuple[Place | None, ...]
    value: Decimal


@dataclass(frozen=True, slots=True)
class Radar:
    """One OPD on all variables. `official` None: unverified, then only `own` is drawn.

    `region` and `province` are None until that review is finished. `verified` is the region's result, for the footer
    and the mean in the legend; `means` are the verified OPD's means by variable (2 decimals), empty: none drawn.
    """

    scale: Scale
    opd: str
    year: int | str  # or the period's name
    as_of: date
    verified: RegionResult
    own: Levels
    region: Levels | None = None
    province: Levels | None = None
    official: Score | None = None
    former: Former | None = None
    means: tuple[Decimal, ...] = ()
    again: bool = False  # it was verified before, and is judged once more
    kind: Literal["radar"] = "radar"


@dataclass(frozen=True, slots=True)
class OpdResult:
    """One OPD that takes part, as ranking and heatmap show it.

    `score`, `levels` and `stage` are the official ones; None and empty until the region's review is finished, and for a
    result without a value.
    `complete`: variables filled in so far. `over`: the period has ended, so nothing is sent any more; `archived`: nor
    verified.
    """

    short: str
    status: Status
    complete: int = 0
    score: Score | None = None
    levels: tuple[Place | None, ...] = ()
    stage: Stage | None = None
    over: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every OPD that takes part, in any order. One page of them is drawn (core.charts.order)."""

    scale: Scale
    year: int | str  # or the period's name
    as_of: date
    verified: RegionResult
    opds: tuple[OpdResult, ...]
    page: int = 1
    kind: Literal["ranking"] = "ranking"


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Every OPD by every variable (peta nilai). `paper`: for print, with 35 rows a page and the variables' names."""

    scale: Scale
    year: int | str  # or the period's name
    as_of: date
    verified: RegionResult
    opds: tuple[OpdResult, ...]
    page: int = 1
    paper: bool = False
    kind: Literal["heatmap"] = "heatmap"


@dataclass(frozen=True, slots=True)
class Distribution:
    """Verified OPD counted by band and by staged level, both lowest first; empty where the instrument has none. Each
    adds up to the verified OPD with a value.
    """

    scale: Scale
    year: int | str  # or the period's name
    as_of: date
    verified: RegionResult
    bands: tuple[int, ...]
    staged: tuple[int, ...]
    kind: Literal["distribution"] = "distribution"


@dataclass(frozen=True, slots=True)
class ProgressDay:
    """How many assessments had been sent, and how many of these were verified, at the end of a day (or at the moment of
    asking).
    """

    day: date
    sent: int
    verified: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress towards the deadline (kemajuan). `days` are ordered from the oldest; only days on which a count changed
    are needed. `over` and `archived` as in OpdResult.
    """

    year: int | str  # or the period's name
    as_of: date
    opens: date
    due: date
    states: StatusCounts
    days: tuple[ProgressDay, ...]
    over: bool = False
    archived: bool = False
    kind: Literal["progress"] = "progress"


@dataclass(frozen=True, slots=True)
class TrendYear:
    """One year of a trend, or one of its periods where a year has several (`part`: "Smt II"): a region's mean (2
    decimals) over `n` of `of` OPD. `value` is None where there is no result; `other_instrument` says that there is one
    on another scale.
    """

    year: int
    value: Decimal | None
    band: str | None = None
    n: int | None = None
    of: int | None = None
    other_instrument: bool = False
    unrounded: Decimal | None = None  # as in RegionResult
    part: str = ""

    @property
    def called(self) -> str:
        """ "2026", "Smt II 2026"."""
        return f"{self.part} {self.year}".lstrip()


@dataclass(frozen=True, slots=True)
class Trend:
    """Years in any order, or periods from the oldest to the newest where a year has several. Years without a result may
    be left out; the newest six are drawn.
    """

    scale: Scale
    name: str
    as_of: date
    years: tuple[TrendYear, ...]
    verified: RegionResult
    kind: Literal["trend"] = "trend"


Chart = Radar | Ranking | HeatMap | Distribution | Progress | Trend
