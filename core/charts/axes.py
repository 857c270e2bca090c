"""What a picture of single answers shows: the variables, or of a long instrument its aspects, each with its value.

62 statements have no room on a phone, and a reversed one read by itself would mislead; the aspects they make are what
people speak of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from core.charts.data import Place, Scale, VariableName, drawn
from core.instrument.model import Instrument
from core.instrument.parts import Aspect
from core.instrument.scoring import Score, by_aspect, mean

MOST_VARIABLES = 40
_PERCENT_STEP = 20
_LONGEST = 32


def aspects(instrument: Instrument) -> tuple[Aspect, ...]:
    """Those that are drawn in place of variables; none of an instrument whose variables have room."""
    if len(drawn(instrument)) <= MOST_VARIABLES or instrument.formula not in ("percent", "weighted_mean"):
        return ()
    return tuple(one for _, one in instrument.all_aspects if one.weight and not one.aspects)


def scale_of(instrument: Instrument) -> Scale:
    """The scale of single answers."""
    whole, shown = Scale.of(instrument), aspects(instrument)
    if not shown:
        return whole
    names = tuple(VariableName(one.code, one.name[:_LONGEST]) for one in shown)
    if instrument.formula == "percent":
        steps = tuple(str(step) for step in range(0, 101, _PERCENT_STEP))
        return replace(whole, variables=names, numerals=steps, lowest=0, not_applicable=False, step=_PERCENT_STEP)
    return replace(whole, variables=names, not_applicable=False, step=1)


def placed(instrument: Instrument, levels: Mapping[str, int]) -> tuple[Place | None, ...]:
    """Where the answers of one OPD lie on that scale, None where there is none."""
    shown = aspects(instrument)
    if not shown:
        return tuple(levels.get(one.code) for one in drawn(instrument))
    found = {one.code: one.value for one in by_aspect(instrument, levels)}
    return tuple(_place(instrument, found.get(one.code)) for one in shown)


def lowest(instrument: Instrument, score: Score, levels: Mapping[str, int]) -> Score:
    """The score with what is lowest among that which is drawn."""
    shown = aspects(instrument)
    if not shown:
        return score
    at = dict(zip((one.code for one in shown), placed(instrument, levels), strict=True))
    least = min((place for place in at.values() if place is not None), default=None)
    return replace(score, holding=tuple(code for code, place in at.items() if least is not None and place == least))


def means(instrument: Instrument, every: Iterable[Mapping[str, int]]) -> tuple[Decimal, ...]:
    """The mean of each aspect over these OPD, where it is on that scale; empty where one has none."""
    columns = zip(*(placed(instrument, levels) for levels in every), strict=True)
    found = [mean(place for place in column if place is not None) for column in columns]
    return tuple(one for one in found if one is not None) if None not in found else ()


def _place(instrument: Instrument, value: Decimal | None) -> Place | None:
    if value is None or instrument.formula != "percent":
        return value
    return value / _PERCENT_STEP
