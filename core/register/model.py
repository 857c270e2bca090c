"""A register as a flow knows it, and what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.assessment.subjects import Subject
from core.instrument.model import Instrument
from core.instrument.parts import Attribute, SubjectKind
from core.register.ages import Age, ages
from core.register.opinions import Opinion

MOST_LINES = 400
"""Lines of a register."""


@dataclass(frozen=True, slots=True)
class RegisterWish:
    """What is to be loaded: the register of an OPD (`opd`), or those of all OPD of a Pemda (`pemda`), as an instrument
    (its id) keeps them; of "" the newest period's that has registers.
    """

    opd: int | None = None
    pemda: int | None = None
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The register of an OPD as an instrument keeps it. `others` are the instruments with registers beside this one."""

    pemda: int
    opd: int
    code: str
    name: str
    short: str
    instrument: Instrument
    lines: tuple[Subject, ...] = ()
    others: tuple[Instrument, ...] = ()

    @property
    def kind(self) -> SubjectKind:
        return self.instrument.subject

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        return self.instrument.attributes

    @property
    def used(self) -> tuple[Subject, ...]:
        return tuple(one for one in self.lines if not one.retired)

    def line(self, number: int) -> Subject | None:
        return next((one for one in self.lines if one.id == number), None)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """An OPD among others, with how many lines its register has and how many of these are red."""

    opd: int
    code: str
    name: str
    short: str
    lines: int = 0
    red: int = 0


@dataclass(frozen=True, slots=True)
class Registers:
    """Those of all OPD of a Pemda. `others` are the instruments with registers beside this one. Beside services stand
    the Ombudsman's opinions, the newest year first.
    """

    pemda: int
    instrument: Instrument
    opds: tuple[RegisterLine, ...]
    others: tuple[Instrument, ...] = ()
    opinions: tuple[Opinion, ...] = ()

    @property
    def lines(self) -> int:
        return sum(one.lines for one in self.opds)

    @property
    def red(self) -> int:
        return sum(one.red for one in self.opds)


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    own: Register | None = None
    region: Registers | None = None


def is_red(attributes: Sequence[Attribute], line: Subject, today: date) -> bool:
    """Whether somebody has to look after it: a day is old or missing, or not all of something is there."""
    return bool(red_ages(attributes, line, today) or lacking(attributes, line))


def red_ages(attributes: Sequence[Attribute], line: Subject, today: date) -> tuple[Age, ...]:
    return tuple(age for age in ages(attributes, line.attributes, today) if age.red)


def lacking(attributes: Sequence[Attribute], line: Subject) -> tuple[Attribute, ...]:
    """The attributes of which a line has fewer than there are to be, or says nothing."""
    return tuple(one for one in attributes if one.of is not None and line.attributes.get(one.code, "") != str(one.of))
