"""Lines of an OPD's register (core.assessment.subjects): what is wrong with them, what new ones change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from core.assessment.subjects import Subject
from core.foreign import digits, readable
from core.instrument.parts import Attribute
from core.register.ages import day_of
from core.written import days_in

CODE, NAME = "Kode", "Nama"
"""Titles of what every line has."""
MOST_CODE, MOST_NAME, MOST_VALUE = 40, 160, 160
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a spreadsheet program
_SERIAL = (10_000, 80_000)  # 1927 to 2119


class Wrong(StrEnum):
    EMPTY = "empty"
    LONG = "long"
    NO_DAY = "no_day"
    AHEAD = "ahead"
    """A day that is still to come, where its age is watched."""
    NO_COUNT = "no_count"
    MORE = "more"
    """More values than the instrument has attributes."""
    TWICE = "twice"
    SPOILT = "spoilt"


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line, by the title of its column. `most`: the limit; `words`: what there is to say of it."""

    column: str
    what: Wrong
    most: int = 0
    words: str = ""


def faults_of(line: Subject, wanted: Sequence[Attribute], today: date) -> Iterator[LineFault]:
    """Everything that is wrong with a line; nothing for a sound one."""
    for title, words, most in ((CODE, line.code, MOST_CODE), (NAME, line.name, MOST_NAME)):
        if not readable(words):
            yield LineFault(title, Wrong.EMPTY)
        elif len(words) > most:
            yield LineFault(title, Wrong.LONG, most)
    watched = {one.renews or one.code for one in wanted if one.renews or one.old_after}
    for one in wanted:
        value = line.attributes.get(one.code, "")
        wrong = _wrong(value, one, today, bool({one.code, one.renews} & watched))
        if wrong is not None:
            yield LineFault(one.name, wrong, one.of or MOST_VALUE)


def _wrong(value: str, wanted: Attribute, today: date, watched: bool) -> Wrong | None:
    if not value:
        return Wrong.EMPTY if wanted.required else None
    if wanted.date:
        day = day_of(value)
        if day is None:
            return Wrong.NO_DAY
        return Wrong.AHEAD if watched and day > today else None
    if wanted.of is not None:
        count = digits(value)
        return Wrong.NO_COUNT if count is None or count > wanted.of else None
    return Wrong.LONG if len(value) > MOST_VALUE else None


def written(value: str, wanted: Attribute, serial: bool = False) -> str:
    """A value as it is kept, as far as it can be read: a day as ISO 8601. `serial`: days may be a spreadsheet's numbers
    of days.
    """
    if not wanted.date:
        return value
    number = digits(value) if serial else None
    if number is not None and _SERIAL[0] < number < _SERIAL[1]:
        return (_FIRST_DAY + timedelta(days=number)).isoformat()
    if serial and day_of(value[:10]) is not None:
        return value[:10]  # with a time behind it
    found = set(days_in(value))
    return found.pop().isoformat() if len(found) == 1 else value


def free_code(taken: Sequence[Subject]) -> str:
    """The first number that is nobody's code."""
    codes = {one.code for one in taken}
    return next(code for number in range(1, len(codes) + 2) if (code := f"{number:02}") not in codes)


@dataclass(frozen=True, slots=True)
class Changes:
    """What new lines do to a register. `changed` are pairs of what is kept and what is new; `missing` are those in use
    that the new lines do not have.
    """

    added: tuple[Subject, ...] = ()
    changed: tuple[tuple[Subject, Subject], ...] = ()
    missing: tuple[Subject, ...] = ()

    @property
    def kept(self) -> tuple[Subject, ...]:
        """All that is to be stored."""
        return (*self.added, *(new for _, new in self.changed))


def changes(register: Sequence[Subject], lines: Sequence[Subject]) -> Changes:
    """A line whose code is known is changed; what it does not say stays."""
    known = {one.code: one for one in register}
    new = [over(known.get(one.code), one) for one in lines]
    named = {one.code for one in lines}
    return Changes(
        tuple(one for one in new if one.code not in known),
        tuple((known[one.code], one) for one in new if one.code in known and one != known[one.code]),
        tuple(one for one in register if not one.retired and one.code not in named),
    )


def over(before: Subject | None, line: Subject) -> Subject:
    """The line as it is kept in the place of the one before: what it does not say stays, and an empty value goes."""
    stayed = before.attributes if before is not None else {}
    kept = {code: value for code, value in {**stayed, **line.attributes}.items() if value}
    return replace(before or line, name=line.name, attributes=kept, retired=False)
