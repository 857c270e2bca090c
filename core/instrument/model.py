"""An instrument after it was read and checked: plain, frozen values. Made by core.instrument.parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

SHORT_LIMIT, SHORTS_LIMIT, EXAMPLE_LIMIT = 64, 300, 160
"""Characters of a level's short sentence, of all of a variable together, and of an example."""

NO_DOCUMENT = "Tidak ada dokumen yang diwajibkan"
"""The instrument's own words for a level that needs no proof."""


NEVER = 1000
"""Above every level: the level from which proof is needed, where it never is."""
NUMBERED = re.compile(r"[IVX]+|[0-9]+")
"""How a level is written with a number."""

ROMANS = ("0", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
"""How levels are written, by their value; an instrument may write digits instead."""


def _decimal(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


LINE = r"^[^\x00-\x1f]*$"
Line = Annotated[str, StringConstraints(min_length=1, pattern=LINE)]
"""Text of one line: a line break would spoil a screen."""
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{0,7}$")]
"""At most 8 characters: callback data has 64 bytes for all (Telegram)."""
Number = Annotated[Decimal, BeforeValidator(_decimal)]
"""Whole or decimal number; never a binary float."""
Source = Literal["regulation", "one-source", "pattern"]
Field_ = Literal["organisasi", "pengawasan", "perencanaan", "kepegawaian", "keuangan"]
FIELDS: tuple[str, ...] = get_args(Field_)
"""Fields (bidang): the parts of the team among which variables are divided."""
Formula = Literal["sum", "weighted_mean", "percent", "none"]
"""How the value of a result is found (core.instrument.scoring). "none": a checklist, which has no value."""

Filler = Literal["unit", "evaluator", "public"]
"""Who fills in a form: the OPD, which the team then verifies; the team itself; users of a service."""

SubjectKind = Literal["opd", "service", "sop", "work-unit"]
"""What is assessed: the OPD itself, or each of its services, SOP or work units, which its register names."""

FULL_MARK = 100
"""The greatest mark."""

NOT_APPLICABLE = -1
"""Stands in place of a level: the variable does not apply to this OPD (tidak berlaku)."""
NOT_APPLICABLE_NUMERAL = "TB"
NotApplicable = Literal["left_out", "lowest", "highest"]
"""What a variable that does not apply counts as: nothing, so that the weights of the others grow; the lowest level; the
highest level.
"""


class Frozen(BaseModel):
    """Base of everything read from a file: exact types, no unknown keys, no change afterwards."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class UnknownVariable(KeyError):
    """The instrument has no variable of this code."""


class UnknownLevel(KeyError):
    """The scale has no such level."""


class LevelName(Frozen):
    """A step of the scale (tingkat): its value, its name, and how it is written on screens, buttons and papers: a Roman
    numeral, a digit, or a word of its own ("Ya", "STS").
    """

    value: Annotated[int, Field(ge=0, le=10)]
    roman: Annotated[Line, Field(max_length=16)]
    name: Annotated[Line, Field(max_length=40)]
    character: Line = "-"


class Band(Frozen):
    """A range of totals with a name (kategori); both bounds belong to it."""

    name: Annotated[Line, Field(max_length=40)]
    min: Number
    max: Number


class Aspect(Frozen):
    """A group of variables, or of further aspects, with a weight of its own (aspek), which counts among the weights
    beside it. Not for a sum. Weight 0: nothing in it is scored.
    """

    code: Code
    name: Line
    weight: Annotated[Number, Field(ge=0)] = Decimal(1)
    aspects: tuple[Aspect, ...] = ()


class Attribute(Frozen):
    """Something that the register of subjects keeps of each (atribut): "Tanggal pengesahan". `old_after`: the months
    after which its day is old, the lowest first ("older than two years, than five"). `renews`: a later day of this one
    counts in place of that one's ("Tanggal revisi terakhir"). `of`: its value is how many of so many there are.
    """

    code: Code
    name: Annotated[Line, Field(max_length=60)]
    date: bool = False
    required: bool = False
    old_after: Annotated[tuple[Annotated[int, Field(ge=1, le=600)], ...], Field(max_length=3)] = ()
    renews: str = ""
    of: Annotated[int, Field(ge=1, le=999)] | None = None


Marks = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}-[0-9]{1,3}$")]
"""From which mark to which: "41-60"."""


class MarkRow(Frozen):
    """How good an answer is, and which marks then go with each degree of proof."""

    name: Annotated[Line, Field(max_length=30)]
    marks: Annotated[tuple[Marks, ...], Field(min_length=1)]


class Marking(Frozen):
    """By what the team marks an essay (panduan nilai uraian): the quality of the answer, and how complete its proof
    is.
    """

    proof: Annotated[tuple[Annotated[Line, Field(max_length=30)], ...], Field(min_length=1)]
    answers: Annotated[tuple[MarkRow, ...], Field(min_length=1)]


class Proves(Frozen):
    """That a finished round of this instrument is evidence in another one (its id), at these levels of a variable."""

    instrument: Annotated[Line, Field(max_length=40)]
    variable: Code
    levels: Annotated[tuple[int, ...], Field(min_length=1)]


class Form(Frozen):
    """A part of an instrument that is filled in by somebody of its own (formulir). `share` is its weight in the value;
    without one it is not counted, unless none of them has one.
    """

    code: Code
    name: Annotated[Line, Field(max_length=60)]
    filled_by: Filler
    share: Annotated[Number, Field(gt=0)] | None = None


class Level(Frozen):
    """One level of one variable (tingkat): statement, documents usually asked for (bukti), next step. `short` says the
    same in a few words, for the card; `example` is an explanation that fits, with "{year}" where the year stands. All
    three may be missing; without a next step the statement itself says what leads to the level. Without documents those
    of the variable are asked for, or none where the level needs no proof.
    """

    level: int
    statement: Line
    short: Annotated[str, StringConstraints(max_length=SHORT_LIMIT, pattern=LINE)] = ""
    evidence: tuple[Line, ...] = ()
    example: Annotated[str, StringConstraints(max_length=EXAMPLE_LIMIT, pattern=LINE)] = ""
    next_step: Annotated[str, StringConstraints(max_length=160, pattern=LINE)] = ""
    source: Source


DOES_NOT_APPLY = Level(
    level=NOT_APPLICABLE,
    statement="Tidak berlaku bagi perangkat daerah ini.",
    short="Tidak berlaku bagi perangkat daerah ini",
    evidence=(NO_DOCUMENT,),
    source="pattern",
)


class Variable(Frozen):
    """One thing that is assessed (variabel). `field` is the part of the team that checks it (unsur tim); none: every
    verifier. `levels` may be some of the scale's only, where the variable is not scored; without any it has all of them
    in the scale's own words. `evidence` are documents asked for at every level that needs proof and names none itself.
    `cumulative`: the documents of lower levels apply too. `form`: where it stands in another one than the first.
    `mark`: its level is a mark from 0 to 100, for which it has no levels. `essay`: the OPD writes only the explanation,
    and the team gives the level. `action_at`: levels that ask for a corrective action.
    """

    code: Code
    name: Annotated[Line, Field(max_length=80)]
    short: Annotated[Line, Field(max_length=20)]
    field: Field_ | None = None
    question: Line
    help: Annotated[str, StringConstraints(pattern=LINE)] = ""
    levels: tuple[Level, ...] = ()
    evidence: tuple[Line, ...] = ()
    weight: Annotated[Number, Field(gt=0)] = Decimal(1)
    aspect: str = ""
    reversed: bool = False
    scored: bool = True
    not_applicable: bool = False
    cumulative: bool = True
    form: str = ""
    mark: bool = False
    essay: bool = False
    action_at: tuple[int, ...] = ()

    def level(self, n: int) -> Level:
        """The level of value `n`; UnknownLevel if the scale has none. What does not apply asks for nothing."""
        if n == NOT_APPLICABLE and self.not_applicable:
            return DOES_NOT_APPLY
        if self.mark and self.has(n):
            return Level(level=n, statement=f"Nilai {n} dari {FULL_MARK}", evidence=self.evidence, source="pattern")
        for level in self.levels:
            if level.level == n:
                return level
        raise UnknownLevel(f"{self.code} has no level {n}")

    def lower_evidence(self, n: int) -> tuple[str, ...]:
        """Documents of the levels below `n`, nearest first, without repetitions (bukti tingkat di bawahnya)."""
        if not self.cumulative:
            return ()
        lower = (name for level in reversed(self.levels) if level.level < n for name in level.evidence)
        known = {NO_DOCUMENT, *self.evidence}
        return tuple(dict.fromkeys(name for name in lower if name not in known))

    def has(self, n: int) -> bool:
        """Whether it can be answered with this level, or with "tidak berlaku"."""
        if n == NOT_APPLICABLE:
            return self.not_applicable
        return 0 <= n <= FULL_MARK if self.mark else any(level.level == n for level in self.levels)

    @property
    def briefly(self) -> tuple[str, ...]:
        """A sentence for each level, all of which have room on a card: the short ones, else the statements, which are
        cut where they are too long.
        """
        if all(level.short for level in self.levels):
            return tuple(level.short for level in self.levels)
        whole = tuple(level.statement for level in self.levels)
        if sum(map(len, whole)) <= SHORTS_LIMIT:
            return whole
        return tuple(_cut(statement, SHORTS_LIMIT // len(whole)) for statement in whole)

    def brief(self, n: int) -> str:
        """The sentence of level `n` on a card."""
        if n == NOT_APPLICABLE or self.mark:
            return self.level(n).short or self.level(n).statement
        return self.briefly[[level.level for level in self.levels].index(n)]

    @property
    def screen_length(self) -> int:
        """Characters a contact reads to choose a level: question, statements, help."""
        return len(self.question) + len(self.help) + sum(len(level.statement) for level in self.levels)


def _whole(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value


def _deeper(aspects: Iterable[Aspect], depth: int) -> Iterator[tuple[int, Aspect]]:
    for one in aspects:
        yield depth, one
        yield from _deeper(one.aspects, depth + 1)


def _cut(statement: str, most: int) -> str:
    """Its first whole words."""
    if len(statement) <= most:
        return statement
    first = statement[: most - 1]
    return f"{(first.rpartition(' ')[0] or first).rstrip(' ,;:')}…"


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

    def proves_at(self, other: Instrument, code: str, level: int | None) -> bool:
        """Whether a finished round is evidence of this level of the other instrument's variable."""
        return any(one.instrument == other.id and one.variable == code and level in one.levels for one in self.proves)

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
