"""From levels to values: exact means over variables, aspects of any depth, and forms. A binary float is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from types import MappingProxyType

from core.instrument.model import Instrument
from core.instrument.parts import FULL_MARK, NOT_APPLICABLE, Aspect, Form, UnknownLevel
from core.instrument.variable import Variable

Exact = int | Decimal | Fraction
NOTHING: Mapping[str, Exact] = MappingProxyType({})


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
class FormValue:
    """What one form that counts has reached (nilai formulir); None while it is not filled in."""

    code: str
    name: str
    share: Decimal
    value: Decimal | None


def half_up(value: Exact, decimals: int) -> Decimal:
    """The value rounded to `decimals` places, halves away from zero. Raises TypeError for a binary float."""
    found = exact(value)
    units = floor(abs(found) * 10**decimals + Fraction(1, 2))
    return Decimal(units if found >= 0 else -units).scaleb(-decimals)


def exact(number: Exact) -> Fraction:
    if isinstance(number, bool) or not isinstance(number, int | Decimal | Fraction):
        raise TypeError(f"scores are int, Decimal or Fraction, not {type(number).__name__}")
    return Fraction(number)


def points(instrument: Instrument, variable: Variable, level: int) -> int | Fraction | None:
    """What a level counts: itself, its mirror image for a reversed variable, a mark as that part of the highest level.
    For a variable that does not apply what the instrument says, None if it is left out. Raises UnknownLevel.
    """
    if not instrument.has_level(variable.code, level):
        raise UnknownLevel(f"{instrument.id}: {variable.code} has no level {level}")
    if level == NOT_APPLICABLE:
        return {"lowest": instrument.lowest, "highest": instrument.highest}.get(instrument.not_applicable)
    if variable.mark:
        return Fraction(level * instrument.highest, FULL_MARK)
    return instrument.lowest + instrument.highest - level if variable.reversed else level


def value(instrument: Instrument, levels: Mapping[str, int], given: Mapping[str, Exact] = NOTHING) -> Fraction | None:
    """The instrument's result before rounding; None until all that count are answered, or if none applies.

    With forms that have shares it is the weighted mean of those that have a value. `given` are the values of forms
    whose answers are kept elsewhere, by the form's code. UnknownVariable, UnknownLevel for what the instrument does not
    have.
    """
    found = counted(instrument, levels)
    if found is None or not instrument.valued:
        return None
    if instrument.formula == "sum":
        return _sum(instrument, found) if found else None
    if not any(form.share for form in instrument.forms):
        return _on_scale(instrument, _mean_of(instrument.aspects, found))
    return _weighted((Fraction(share), got) for share, got in _forms(instrument, found, given).values())


def by_aspect(instrument: Instrument, levels: Mapping[str, int]) -> tuple[AspectValue, ...]:
    """The value of every aspect that counts, each before those in it; empty until there is a result. Raises as `value`.

    Rounded each by itself, so that printed figures need not add up to the printed result.
    """
    found = counted(instrument, levels)
    return tuple(_by_aspect(instrument, instrument.aspects, found, 0)) if found and instrument.valued else ()


def by_form(
    instrument: Instrument, levels: Mapping[str, int], given: Mapping[str, Exact] = NOTHING
) -> tuple[FormValue, ...]:
    """The value of every form that has a share; empty until there is a result. Raises as `value`."""
    found = counted(instrument, levels)
    if found is None:
        return ()
    names = {form.code: form.name for form in instrument.forms}
    return tuple(
        FormValue(code, names[code], share, None if got is None else half_up(got, instrument.value_decimals))
        for code, (share, got) in _forms(instrument, found, given).items()
    )


Counted = list[tuple[Variable, int | Fraction]]


def counted(instrument: Instrument, levels: Mapping[str, int]) -> Counted | None:
    """The variables that count, with their points; None while the OPD has left one open that it fills in.

    A form that others fill in is left out until it is complete, an essay until it is marked.
    """
    got = {code: points(instrument, instrument.variable(code), level) for code, level in levels.items()}
    found: Counted = []
    for form, needed in _filled_in(instrument):
        if any(one.code not in got and not one.essay for one in needed):
            if form is None or form.filled_by == "unit":
                return None
            continue
        known = ((one, got.get(one.code)) for one in needed)
        found += [(one, reached) for one, reached in known if reached is not None]
    return found


def _filled_in(instrument: Instrument) -> Iterator[tuple[Form | None, list[Variable]]]:
    """The variables that are needed, form by form."""
    needed = [one for one in instrument.variables if one.scored or not instrument.valued]
    for form in instrument.forms or (None,):
        theirs = [one for one in needed if instrument.form_of(one) == form]
        if theirs:
            yield form, theirs


def _forms(
    instrument: Instrument, found: Counted, given: Mapping[str, Exact]
) -> dict[str, tuple[Decimal, Fraction | None]]:
    """Form -> its share and its value, for forms that have a share."""
    values: dict[str, tuple[Decimal, Fraction | None]] = {}
    for form in instrument.forms:
        if form.share:
            theirs = [(one, got) for one, got in found if instrument.form_of(one) == form]
            reached = _on_scale(instrument, _mean_of(instrument.aspects, theirs))
            stored = given.get(form.code)
            values[form.code] = form.share, exact(stored) if reached is None and stored is not None else reached
    return values


def _by_aspect(instrument: Instrument, aspects: Sequence[Aspect], found: Counted, depth: int) -> Iterator[AspectValue]:
    for one in aspects:
        if one.weight:
            reached = _on_scale(instrument, _mean_in(one, found))
            shown = None if reached is None else half_up(reached, instrument.value_decimals)
            yield AspectValue(one.code, one.name, depth, shown)
            yield from _by_aspect(instrument, one.aspects, found, depth + 1)


def _on_scale(instrument: Instrument, mean: Fraction | None) -> Fraction | None:
    """A mean of levels as the instrument writes values: as it is, or as percent of the highest level."""
    if mean is None or instrument.formula != "percent":
        return mean
    return 100 * mean / instrument.highest


def _sum(instrument: Instrument, found: Counted) -> Fraction:
    """The weighted sum. Where variables are left out, the others stand for them too."""
    total = sum((Fraction(one.weight) * got for one, got in found), Fraction(0))
    whole = sum((one.weight for one in instrument.variables if one.scored), Decimal(0))
    return total * Fraction(whole) / Fraction(sum((one.weight for one, _ in found), Decimal(0)))


def _mean_of(aspects: Sequence[Aspect], found: Counted) -> Fraction | None:
    """The weighted mean of these aspects, of any depth; without aspects of all variables. None if nothing counts."""
    if not aspects:
        return _weighted((Fraction(one.weight), Fraction(got)) for one, got in found)
    return _weighted((Fraction(one.weight), _mean_in(one, found)) for one in aspects)


def _mean_in(aspect: Aspect, found: Counted) -> Fraction | None:
    if aspect.aspects:
        return _mean_of(aspect.aspects, found)
    return _mean_of((), [(one, got) for one, got in found if one.aspect == aspect.code])


def _weighted(parts: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """The mean of the parts that have a value; those without one leave with their weight."""
    pairs = [(weight, got) for weight, got in parts if got is not None]
    weight = sum((weight for weight, _ in pairs), Fraction(0))
    return sum((weight * got for weight, got in pairs), Fraction(0)) / weight if weight else None
