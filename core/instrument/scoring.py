"""From levels to results: value, band (kategori), staged level (tingkat berjenjang), a region's mean.

All arithmetic is exact (int, Fraction); results are Decimal, and a binary float is refused. Sources of the rules:
docs/decisions/instruments.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count

from core.instrument.means import (
    NOTHING,
    AspectValue as AspectValue,
    Exact as Exact,
    FormValue as FormValue,
    by_aspect as by_aspect,
    by_form as by_form,
    counted,
    exact,
    half_up as half_up,
    points as points,
    value as value,
)
from core.instrument.model import Instrument
from core.instrument.parts import NOT_APPLICABLE

MEAN_DECIMALS = 2


class OutOfRange(ValueError):
    """The value lies outside the instrument's bands: it cannot be a result or a mean of results."""


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one OPD (nilai): its value with the band; beside them the staged level, and what holds it back.

    `value` has the instrument's decimals. It is None for a checklist, and where nothing that is scored applies. `band`
    is "" without a value or without bands, `staged_level` None where the instrument does not stage.
    """

    value: Decimal | None
    band: str
    staged_level: int | None
    holding: tuple[str, ...]
    """Codes of the lowest variables (penahan), which cap the staged level, in order; empty when all are on the highest
    level, and for a checklist."""


@dataclass(frozen=True, slots=True)
class RegionResult:
    """The result of a region (nilai daerah): the mean over the `n` verified OPD of `of`. None where none of them has a
    value.

    `band` is the band of the exact mean, `mean` has two decimals, or the instrument's if it has more. `unrounded` is
    the mean with as many decimals as show its band, where the printed figure falls into another one; else None.
    """

    n: int
    of: int
    mean: Decimal | None
    band: str | None
    unrounded: Decimal | None = None


def band(instrument: Instrument, value: Exact) -> str:
    """Name of the band of a value or of an exact mean; "" for an instrument without bands; OutOfRange if none fits.

    The value is rounded half up to the instrument's decimals once, then compared with both bounds included.
    """
    rounded = half_up(value, instrument.decimals)
    for candidate in instrument.bands:
        if candidate.min <= rounded <= candidate.max:
            return candidate.name
    if not instrument.bands:
        return ""
    raise OutOfRange(f"{instrument.id}: {rounded} is in no band")


def score(instrument: Instrument, levels: Mapping[str, int], given: Mapping[str, Exact] = NOTHING) -> Score | None:
    """The result of one OPD; None until all variables that count are answered; of a checklist, all variables. `given`
    is as in `value`.

    UnknownVariable, UnknownLevel for what the instrument does not have.
    """
    found = counted(instrument, levels)
    if found is None:
        return None
    got = value(instrument, levels, given)
    if got is None:
        return Score(None, "", None, ())
    reached = [(one.code, points) for one, points in found if levels[one.code] != NOT_APPLICABLE]
    lowest = min((points for _, points in reached), default=None)
    holding = tuple(code for code, points in reached if points == lowest != instrument.highest)
    staged = int(lowest) if instrument.staged and lowest is not None else None
    return Score(half_up(got, instrument.value_decimals), band(instrument, got), staged, holding)


def mean(values: Iterable[Exact]) -> Decimal | None:
    """The mean as people read it: 2 decimals, half up; None for no values. `region_summary` gives its band."""
    found = _mean(values)
    return None if found is None else half_up(found, MEAN_DECIMALS)


def region_summary(instrument: Instrument, values: Sequence[Exact | None], of: int) -> RegionResult:
    """Mean and band over the verified OPD of `of`: a value for each, None for one without a value, which is no zero.

    The band is the band of the exact mean, because rounding twice could lift it into the next one.
    """
    found = _mean(value for value in values if value is not None)
    if found is None:
        return RegionResult(len(values), of, None, None)
    reached, shown = band(instrument, found), half_up(found, max(MEAN_DECIMALS, instrument.value_decimals))
    apart = band(instrument, shown) != reached
    return RegionResult(len(values), of, shown, reached or None, _in_band(instrument, found) if apart else None)


def stage_levels(
    self_levels: Mapping[str, int],
    region: Mapping[str, int | None],
    province: Mapping[str, int | None] | None = None,
) -> dict[str, int]:
    """The levels of the highest stage given. A variable without a verdict of its own stage has the level of the stage
    below: province, region, self. None stands for no verdict, as for a returned variable.
    """
    held = dict(self_levels)
    for stage in (region, province or {}):
        held.update({code: level for code, level in stage.items() if level is not None})
    return held


def _in_band(instrument: Instrument, mean: Fraction) -> Decimal:
    """The value with at least four decimals, and as many as it needs to fall into its own band."""
    figures = (half_up(mean, places) for places in count(4))
    return next(figure for figure in figures if band(instrument, figure) == band(instrument, mean))


def _mean(values: Iterable[Exact]) -> Fraction | None:
    found = [exact(value) for value in values]
    return sum(found, Fraction(0)) / len(found) if found else None
