"""From levels to results: value, band (kategori), staged level (tingkat berjenjang), a region's mean.

All arithmetic is exact (int, Fraction); results are Decimal, and a binary float is refused. Sources of the rules:
docs/decisions/instruments.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import floor

from core.instrument.model import NOT_APPLICABLE, Aspect, Instrument, UnknownLevel, Variable

Exact = int | Decimal | Fraction
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
class AspectValue:
    """What one aspect has reached (nilai aspek), on the scale of the result. `depth` 0 is an outermost one. `value` is
    None where nothing in it applies.
    """

    code: str
    name: str
    depth: int
    value: Decimal | None


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


def half_up(value: Exact, decimals: int) -> Decimal:
    """The value rounded to `decimals` places, halves away from zero. Raises TypeError for a binary float."""
    exact = _exact(value)
    units = floor(abs(exact) * 10**decimals + Fraction(1, 2))
    return Decimal(units if exact >= 0 else -units).scaleb(-decimals)


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


def points(instrument: Instrument, variable: Variable, level: int) -> int | None:
    """What a level counts: itself, or its mirror image for a reversed variable. For a variable that does not apply what
    the instrument says, None if it is left out. Raises UnknownLevel.
    """
    if not instrument.has_level(variable.code, level):
        raise UnknownLevel(f"{instrument.id}: {variable.code} has no level {level}")
    if level == NOT_APPLICABLE:
        return {"lowest": instrument.lowest, "highest": instrument.highest}.get(instrument.not_applicable)
    return instrument.lowest + instrument.highest - level if variable.reversed else level


def value(instrument: Instrument, levels: Mapping[str, int]) -> Fraction | None:
    """The instrument's result before rounding; None until all that count are answered, or if none applies.

    UnknownVariable, UnknownLevel for what the instrument does not have.
    """
    counted = _counted(instrument, levels)
    if not counted or not instrument.valued:
        return None
    if instrument.formula == "sum":
        return _sum(instrument, counted)
    return _on_scale(instrument, _mean_of(instrument.aspects, counted))


def by_aspect(instrument: Instrument, levels: Mapping[str, int]) -> tuple[AspectValue, ...]:
    """The value of every aspect that counts, each before those in it; empty until there is a result. Raises as `score`.

    Rounded each by itself, so that printed figures need not add up to the printed result.
    """
    counted = _counted(instrument, levels)
    return tuple(_by_aspect(instrument, instrument.aspects, counted, 0)) if counted and instrument.valued else ()


def score(instrument: Instrument, levels: Mapping[str, int]) -> Score | None:
    """The result of one OPD; None until all variables that count are answered; of a checklist, all variables.

    UnknownVariable, UnknownLevel for what the instrument does not have.
    """
    counted = _counted(instrument, levels)
    if counted is None:
        return None
    exact = value(instrument, levels)
    if exact is None:
        return Score(None, "", None, ())
    reached = [(one.code, got) for one, got in counted if levels[one.code] != NOT_APPLICABLE]
    lowest = min((got for _, got in reached), default=None)
    holding = tuple(code for code, got in reached if got == lowest != instrument.highest)
    shown = half_up(exact, instrument.value_decimals)
    return Score(shown, band(instrument, exact), lowest if instrument.staged else None, holding)


def mean(values: Iterable[Exact]) -> Decimal | None:
    """The mean as people read it: 2 decimals, half up; None for no values. `region_summary` gives its band."""
    exact = _mean(values)
    return None if exact is None else half_up(exact, MEAN_DECIMALS)


def region_summary(instrument: Instrument, values: Sequence[Exact | None], of: int) -> RegionResult:
    """Mean and band over the verified OPD of `of`: a value for each, None for one without a value, which is no zero.

    The band is the band of the exact mean, because rounding twice could lift it into the next one.
    """
    exact = _mean(value for value in values if value is not None)
    if exact is None:
        return RegionResult(len(values), of, None, None)
    reached, shown = band(instrument, exact), half_up(exact, max(MEAN_DECIMALS, instrument.value_decimals))
    apart = band(instrument, shown) != reached
    return RegionResult(len(values), of, shown, reached or None, _in_band(instrument, exact) if apart else None)


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


_Counted = list[tuple[Variable, int]]


def _by_aspect(
    instrument: Instrument, aspects: Sequence[Aspect], counted: _Counted, depth: int
) -> Iterator[AspectValue]:
    for one in aspects:
        if one.weight:
            exact = _on_scale(instrument, _mean_in(one, counted))
            shown = None if exact is None else half_up(exact, instrument.value_decimals)
            yield AspectValue(one.code, one.name, depth, shown)
            yield from _by_aspect(instrument, one.aspects, counted, depth + 1)


def _on_scale(instrument: Instrument, mean: Fraction | None) -> Fraction | None:
    """A mean of levels as the instrument writes values: as it is, or as percent of the highest level."""
    if mean is None or instrument.formula != "percent":
        return mean
    return 100 * mean / instrument.highest


def _counted(instrument: Instrument, levels: Mapping[str, int]) -> _Counted | None:
    """The variables that count, with their points; None while one that is needed has no level."""
    got = {code: points(instrument, instrument.variable(code), level) for code, level in levels.items()}
    needed = [one for one in instrument.variables if one.scored or not instrument.valued]
    if any(one.code not in got for one in needed):
        return None
    known = ((one, got[one.code]) for one in needed)
    return [(one, found) for one, found in known if found is not None]


def _sum(instrument: Instrument, counted: _Counted) -> Fraction:
    """The weighted sum. Where variables are left out, the others stand for them too."""
    found = sum((Fraction(one.weight) * got for one, got in counted), Fraction(0))
    whole = sum((one.weight for one in instrument.variables if one.scored), Decimal(0))
    return found * Fraction(whole) / Fraction(sum((one.weight for one, _ in counted), Decimal(0)))


def _mean_of(aspects: Sequence[Aspect], counted: _Counted) -> Fraction | None:
    """The weighted mean of these aspects, of any depth; without aspects of all variables. None if nothing counts."""
    if not aspects:
        return _weighted((Fraction(one.weight), Fraction(got)) for one, got in counted)
    return _weighted((Fraction(one.weight), _mean_in(one, counted)) for one in aspects)


def _mean_in(aspect: Aspect, counted: _Counted) -> Fraction | None:
    if aspect.aspects:
        return _mean_of(aspect.aspects, counted)
    return _mean_of((), [(one, got) for one, got in counted if one.aspect == aspect.code])


def _weighted(parts: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """The mean of the parts that have a value; those without one leave with their weight."""
    pairs = [(weight, got) for weight, got in parts if got is not None]
    weight = sum((weight for weight, _ in pairs), Fraction(0))
    return sum((weight * got for weight, got in pairs), Fraction(0)) / weight if weight else None


def _in_band(instrument: Instrument, exact: Fraction) -> Decimal:
    """The value with at least four decimals, and as many as it needs to fall into its own band."""
    figures = (half_up(exact, places) for places in count(4))
    return next(figure for figure in figures if band(instrument, figure) == band(instrument, exact))


def _mean(values: Iterable[Exact]) -> Fraction | None:
    exact = [_exact(value) for value in values]
    return sum(exact, Fraction(0)) / len(exact) if exact else None


def _exact(number: Exact) -> Fraction:
    if isinstance(number, bool) or not isinstance(number, int | Decimal | Fraction):
        raise TypeError(f"scores are int, Decimal or Fraction, not {type(number).__name__}")
    return Fraction(number)
