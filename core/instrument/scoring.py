"""From levels to results: total, band (kategori), staged level (tingkat berjenjang), a region's mean.

All arithmetic is exact (int, Fraction); results are int or Decimal, and a binary float is refused. Sources of the
rules: docs/decisions/instruments.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import floor

from core.instrument.model import Instrument, UnknownLevel, Variable

Exact = int | Decimal | Fraction


class OutOfRange(ValueError):
    """The value lies outside the instrument's bands: it cannot be a total or a mean of totals."""


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one OPD (nilai): its total with the band; beside them the staged level and what caps it."""

    total: int
    band: str
    staged_level: int
    holding: tuple[str, ...]
    """Codes of the lowest variables, which cap the staged level (penahan), in order; empty when all are on the highest
    level."""


@dataclass(frozen=True, slots=True)
class RegionResult:
    """The result of a region (nilai daerah): the mean of the `n` verified OPD of `of`; None while `n` is 0.

    `band` is the band of the exact mean, `mean` has two decimals. `unrounded` is the mean with as many decimals as
    show its band, where the two-decimal figure falls into another one; else None.
    """

    n: int
    of: int
    mean: Decimal | None
    band: str | None
    unrounded: Decimal | None = None


def half_up(value: Exact, decimals: int) -> Decimal:
    """The value rounded to `decimals` places, halves away from zero. Raises TypeError for a binary float."""
    exact = _exact(value)
    units = floor(abs(exact) * 10**decimals + Fraction(1, 2))
    return Decimal(units if exact >= 0 else -units).scaleb(-decimals)


def band(instrument: Instrument, value: Exact) -> str:
    """Name of the band of a total or of an exact mean; OutOfRange if none.

    The value is rounded half up to the instrument's decimals once, then compared with both bounds included.
    """
    rounded = half_up(value, instrument.decimals)
    for candidate in instrument.bands:
        if candidate.min <= rounded <= candidate.max:
            return candidate.name
    raise OutOfRange(f"{instrument.id}: {rounded} is in no band")


def points(instrument: Instrument, variable: Variable, level: int) -> int:
    """What a level counts: itself, or its mirror image for a reversed variable. Raises UnknownLevel."""
    if not instrument.lowest <= level <= instrument.highest:
        raise UnknownLevel(f"{instrument.id}: {variable.code} has no level {level}")
    return instrument.lowest + instrument.highest - level if variable.reversed else level


def value(instrument: Instrument, levels: Mapping[str, int | None]) -> Fraction | None:
    """The instrument's result before rounding; None until all that count are answered, or if none counts.

    A level of None: the variable does not apply, where the instrument allows that.
    UnknownVariable, UnknownLevel for what the instrument does not have.
    """
    counted = _counted(instrument, levels)
    if not counted or instrument.formula == "none":
        return None
    if instrument.formula == "sum":
        return sum((Fraction(variable.weight) * got for variable, got in counted), Fraction(0))
    weights = {aspect.code: aspect.weight for aspect in instrument.aspects} or {"": Decimal(1)}
    means = [
        (
            Fraction(weight),
            _weighted((Fraction(v.weight), Fraction(got)) for v, got in counted if v.aspect == code),
        )
        for code, weight in weights.items()
        if any(v.aspect == code for v, _ in counted)
    ]
    return _weighted(means)


def score(instrument: Instrument, levels: Mapping[str, int]) -> Score | None:
    """Total, band and staged level of one OPD; None until all variables are answered.

    Total: sum of the variables (Permendagri 99/2018: 11 to 55). Staged level: the lowest variable caps it.
    UnknownVariable, UnknownLevel; ValueError for an instrument whose result is no sum: ask `value`.
    """
    if instrument.formula != "sum":
        raise ValueError(f"{instrument.id} has no total")
    exact = value(instrument, levels)
    if exact is None:
        return None
    reached = _counted(instrument, levels)
    staged = min(got for _, got in reached)
    holding = tuple(variable.code for variable, got in reached if got == staged < instrument.highest)
    return Score(int(exact), band(instrument, exact), staged, holding)


def mean(totals: Iterable[Exact]) -> Decimal | None:
    """The mean as people read it: 2 decimals, half up; None for no totals. `region_summary` gives its band."""
    exact = _mean(totals)
    return None if exact is None else half_up(exact, 2)


def region_summary(instrument: Instrument, totals: Sequence[int | None]) -> RegionResult:
    """Mean and band over the OPD that have an official total. None in `totals` is an OPD without one, never a zero.

    The band is the band of the exact mean, because rounding twice could lift it into the next one.
    """
    official = [total for total in totals if total is not None]
    exact = _mean(official)
    if exact is None:
        return RegionResult(0, len(totals), None, None)
    reached, shown = band(instrument, exact), half_up(exact, 2)
    apart = band(instrument, shown) != reached
    return RegionResult(len(official), len(totals), shown, reached, _in_band(instrument, exact) if apart else None)


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


def _counted(instrument: Instrument, levels: Mapping[str, int | None]) -> list[tuple[Variable, int]]:
    for code in levels:
        instrument.variable(code)
    counted = []
    for variable in instrument.variables:
        if not variable.scored:
            continue
        if variable.code not in levels:
            return []
        level = levels[variable.code]
        if level is not None:
            counted.append((variable, points(instrument, variable, level)))
        elif not variable.not_applicable:
            raise UnknownLevel(f"{instrument.id}: {variable.code} applies to everyone")
    return counted


def _weighted(parts: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    pairs = list(parts)
    return sum((weight * got for weight, got in pairs), Fraction(0)) / sum(weight for weight, _ in pairs)


def _in_band(instrument: Instrument, exact: Fraction) -> Decimal:
    """The value with at least four decimals, and as many as it needs to fall into its own band."""
    figures = (half_up(exact, places) for places in count(4))
    return next(figure for figure in figures if band(instrument, figure) == band(instrument, exact))


def _mean(totals: Iterable[Exact]) -> Fraction | None:
    exact = [_exact(total) for total in totals]
    return sum(exact, Fraction(0)) / len(exact) if exact else None


def _exact(number: Exact) -> Fraction:
    if isinstance(number, bool) or not isinstance(number, int | Decimal | Fraction):
        raise TypeError(f"scores are int, Decimal or Fraction, not {type(number).__name__}")
    return Fraction(number)
