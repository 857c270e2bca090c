"""What the public is asked about a service, how a page that was filled in is read, and the value of all of them.

Answers are anonymous: nothing here knows who gave them. Sources: docs/instruments.md.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.instrument.model import Instrument

WANTED = 30
"""How many answers a service should have."""
FEWEST = 5
"""Below this number there is no value yet, so that nobody can be told from the mean what one person answered."""
MOST = 5000
"""Answers that one survey takes; more of them are no users of one office."""


@dataclass(frozen=True, slots=True)
class Question:
    """A statement of the form, to which a number of the scale is given."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """What the page asks: statements, and the scale from the worst to the best."""

    code: str
    title: str
    questions: tuple[Question, ...]
    scale: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """The survey of one OPD as its contacts and the coordinator see it. `code` is "" before its link was made; `ended`:
    no more answers are taken.
    """

    assessment: int
    opd: str
    code: str
    answers: int
    ended: bool


@dataclass(frozen=True, slots=True)
class SurveySummary:
    """What an OPD's users have answered together. `means`: statement -> mean; empty for too few."""

    answers: int
    means: Mapping[str, Fraction]


def summary(answers: Sequence[Mapping[str, int]]) -> SurveySummary:
    codes = answers[0] if len(answers) >= FEWEST else {}
    means = {code: Fraction(sum(one[code] for one in answers), len(answers)) for code in codes}
    return SurveySummary(len(answers), means)


def form_of(instrument: Instrument) -> Form | None:
    """The instrument's form for users; None where it has none. `instrument` is the whole one."""
    found = instrument.public_form
    if found is None:
        return None
    asked = tuple(Question(one.code, one.question) for one in instrument.part("public").variables)
    return Form(found.code, instrument.short_title, asked, tuple(step.value for step in instrument.levels))


def chosen(form: Form, fields: Mapping[str, str]) -> dict[str, int]:
    """The answers among the fields of a page, as far as they are numbers of the scale."""
    known = {str(value): value for value in form.scale}
    return {one.code: known[fields[one.code]] for one in form.questions if fields.get(one.code) in known}


def missing(form: Form, given: Mapping[str, int]) -> tuple[int, ...]:
    """The places, from 1, of statements without an answer."""
    return tuple(place for place, one in enumerate(form.questions, start=1) if one.code not in given)


def digest(salt: str, mark: str) -> str:
    """By which a second answer of the same browser is known; nobody can turn it back once the salt is gone."""
    return hashlib.blake2b(mark.encode(), key=bytes.fromhex(salt), digest_size=16).hexdigest()


def value(total: int, answers: int, questions: int) -> Fraction | None:
    """The mean of the means of all who answered; None for too few. All statements weigh the same."""
    if answers < FEWEST or not questions:
        return None
    return Fraction(total, answers * questions)
