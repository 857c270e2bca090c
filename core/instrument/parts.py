"""What an instrument's file is made of: its scale, bands, aspects, forms and registers, as plain, frozen values."""

from __future__ import annotations

import re
from decimal import Decimal
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
