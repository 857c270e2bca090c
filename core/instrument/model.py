"""An instrument after it was read and checked. Made by core.instrument.parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from core.instrument.parts import (
    NOT_APPLICABLE,
    NOT_APPLICABLE_NUMERAL,
    NUMBERED,
    Aspect,
    Attribute,
    Band,
    Filler,
    Form,
    Formula,
    LevelName,
    Marking,
    NotApplicable,
    Proves,
    SubjectKind,
    UnknownLevel,
    UnknownVariable,
)
from core.instrument.variable import Variable


def _whole(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value


def _deeper(aspects: Iterable[Aspect], depth: int) -> Iterator[tuple[int, Aspect]]:
    for one in aspects:
        yield depth, one
        yield from _deeper(one.aspects, depth + 1)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A checked instrument (instrumen). Made by core.instrument.parse.parse; a published version never changes."""

    id: str
    version: int
    title: str
    short_title: str
    status: Literal["published", "draft"]
    language: str
    unit: str
    period: str
    legal_basis: tuple[str, ...]
    levels: tuple[LevelName, ...]
    bands: tuple[Band, ...]
    decimals: int
    """Decimals to which a value is rounded, half up, before its band is looked up."""
    value_decimals: int
    """Decimals of the value of one OPD, half up."""
    formula: Formula
    staged: bool
    """Whether the lowest variable caps the OPD (tingkat berjenjang)."""
    not_applicable: NotApplicable
    subject: SubjectKind
    attributes: tuple[Attribute, ...]
    """What the register keeps of each subject."""
    forms: tuple[Form, ...]
    """Who fills in what; empty: the OPD everything. `part` leaves all of them here."""
    aspects: tuple[Aspect, ...]
    variables: tuple[Variable, ...]
    explained: bool
    """Whether every answer needs an explanation."""
    evidence_required_from: int
    """Lowest level that asks for a document (Level I needs none); NEVER where none does."""
    content_hash: str
    """SHA-256 (hex) of the content without comments and layout; a period pins it."""
    remark: str = ""
    """What has to be known beside every result; "" for nothing."""
    marking: Marking | None = None
    """By what the team marks essays."""
    proves: tuple[Proves, ...] = ()
    """Where else a finished round of it is evidence, as a table that the bot makes."""
    valid_years: tuple[int, int] | None = None
    """The first and the last year for which it is known to be in force; None where nothing says so."""

    def __hash__(self) -> int:
        """By its content, so that what is worked out of an instrument can be cached at little cost."""
        return hash(self.content_hash)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all variables, in the order in which they are asked."""
        return tuple(variable.code for variable in self.variables)

    def variable(self, code: str) -> Variable:
        """The variable of this code; UnknownVariable if there is none."""
        return self.variables[self.position(code) - 1]

    def position(self, code: str) -> int:
        """Place of a variable, from 1: the n of "n dari 11"."""
        for place, variable in enumerate(self.variables, start=1):
            if variable.code == code:
                return place
        raise UnknownVariable(f"{self.id} has no variable {code}")

    @property
    def all_aspects(self) -> tuple[tuple[int, Aspect], ...]:
        """All aspects with their depth, each before those in it; 0 is an outermost one."""
        return tuple(_deeper(self.aspects, 0))

    @property
    def counted_aspects(self) -> tuple[Aspect, ...]:
        """Those that count for the value."""
        return tuple(one for _, one in self.all_aspects if one.weight)

    def form_of(self, variable: Variable) -> Form | None:
        """The form in which a variable stands; None where there are none."""
        return next((form for form in self.forms if form.code == variable.form), next(iter(self.forms), None))

    @property
    def public_form(self) -> Form | None:
        """The form that users of a service fill in."""
        return next((form for form in self.forms if form.filled_by == "public"), None)

    def proven_levels(self, other: Instrument, code: str) -> frozenset[int]:
        """The levels of the other instrument's variable of which a finished round is evidence."""
        here = (one for one in self.proves if (one.instrument, one.variable) == (other.id, code))
        return frozenset(level for one in here for level in one.levels)

    @property
    def acts(self) -> bool:
        """Whether any answer asks for a corrective action."""
        return any(one.action_at for one in self.variables)

    def filled_by(self, code: str) -> Filler:
        """Who fills in this variable."""
        form = self.form_of(self.variable(code))
        return form.filled_by if form else "unit"

    def ladder(self, code: str) -> bool:
        """Whether this variable has levels one climbs: numbers, not words or marks."""
        levels = self.variable(code).levels
        return bool(levels) and all(NUMBERED.fullmatch(self.step(level.level)) for level in levels)

    def given_by_team(self, code: str) -> bool:
        """Whether the OPD gives this variable no level: the team does, which fills it in itself or marks an essay."""
        return self.filled_by(code) == "evaluator" or self.variable(code).essay

    def part(self, *fillers: Filler) -> Instrument:
        """The same without the variables that others fill in."""
        return _part(self, fillers) if self.forms else self

    def numeral(self, level: int, code: str) -> str:
        """How a level of this variable is written for people: "III"; "75" of a mark; "TB" if the variable does not
        apply. UnknownLevel if the scale has none.
        """
        if level != NOT_APPLICABLE and self.variable(code).mark:
            return str(level)
        return self.step(level)

    def step(self, level: int) -> str:
        """How a level of the scale is written."""
        if level == NOT_APPLICABLE:
            return NOT_APPLICABLE_NUMERAL
        for step in self.levels:
            if step.value == level:
                return step.roman
        raise UnknownLevel(f"{self.id} has no level {level}")

    def shown(self, level: int | None) -> int | str | None:
        """A level in a table: a number, so that one can calculate, or "TB"."""
        return NOT_APPLICABLE_NUMERAL if level == NOT_APPLICABLE else level

    def reached(self, level: int, code: str) -> str:
        """A level within a sentence: "tingkat III", "“Ya”", "nilai 75", "tidak berlaku"."""
        if level == NOT_APPLICABLE:
            return "tidak berlaku"
        numeral = self.numeral(level, code)
        if self.variable(code).mark:
            return f"nilai {numeral}"
        return f"tingkat {numeral}" if NUMBERED.fullmatch(numeral) else f"“{numeral}”"

    def answer_kind(self, code: str, level: int) -> Literal["level", "chosen", "mark"]:
        """What an answer is: a level one climbs, one of several words, a mark."""
        if level != NOT_APPLICABLE and self.variable(code).mark:
            return "mark"
        return "level" if self.ladder(code) else "chosen"

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest value that a result can have. Whole numbers have no decimals."""
        match self.formula:
            case "percent":
                least, step = Decimal(100) * self.lowest / self.highest, Decimal(1).scaleb(-self.value_decimals)
                return _whole(least.quantize(step, ROUND_HALF_UP)), Decimal(100)
            case "weighted_mean":
                return Decimal(self.lowest), Decimal(self.highest)
            case _:
                weight = sum((variable.weight for variable in self.variables if variable.scored), Decimal(0))
                return _whole(weight * self.lowest), _whole(weight * self.highest)

    @property
    def value_name(self) -> str:
        """What a value is called."""
        return "total" if self.formula == "sum" else "nilai"

    @property
    def valued(self) -> bool:
        """Whether a result has a value; a checklist's has none."""
        return self.formula != "none"

    def has_level(self, code: str, level: int) -> bool:
        """Whether this variable can be answered with this level, or with "tidak berlaku"."""
        return self.variable(code).has(level)

    @property
    def lowest(self) -> int:
        """Value of the lowest level of the scale."""
        return self.levels[0].value

    @property
    def highest(self) -> int:
        """Value of the highest level of the scale."""
        return self.levels[-1].value


@lru_cache(maxsize=64)
def _part(instrument: Instrument, fillers: tuple[Filler, ...]) -> Instrument:
    theirs = tuple(one for one in instrument.variables if instrument.filled_by(one.code) in fillers)
    return replace(instrument, variables=theirs)
