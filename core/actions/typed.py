"""What a person types about a corrective action: one part of it, or all at once as "tindakan; nama; tanggal"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.assessment.action import MOST_ACTION, MOST_PERSON, SHORTEST, YEARS_AHEAD, Part
from core.foreign import cleaned, digits
from core.typed import speaks
from core.written import one_day

HALF_A_YEAR = timedelta(days=182)
_APART = re.compile(r"[;\n]")


class Fault(StrEnum):
    """What is wrong with what was typed."""

    ACTION = "action"
    PERSON = "person"
    DATE = "date"
    PAST = "past"
    FAR = "far"
    PARTS = "parts"
    """There are more than three of them."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed; None: nothing about this part."""

    words: str | None = None
    person: str | None = None
    due: date | None = None


def read(text: str, asked: Part, today: date) -> Said | Fault:
    """`asked` is what a text of one part is about. A date lies ahead, where its year is not said too."""
    parts = [words for part in _APART.split(text) if (words := " ".join(cleaned(part).split()))]
    if len(parts) < 2:
        return _one("".join(parts), asked, today)
    if len(parts) > len(Part):
        return Fault.PARTS
    said = Said()
    for part, words in zip(Part, parts, strict=False):
        found = _one(words, part, today)
        if isinstance(found, Fault):
            return found
        said = Said(said.words or found.words, said.person or found.person, said.due or found.due)
    return said


def _one(words: str, part: Part, today: date) -> Said | Fault:
    match part:
        case Part.ACTION:
            return Said(words=words) if SHORTEST <= len(words) <= MOST_ACTION else Fault.ACTION
        case Part.PERSON:
            return Said(person=words) if 1 < len(words) <= MOST_PERSON and not speaks(words) else Fault.PERSON
        case Part.DUE:
            day = one_day(words, today if digits(words) is not None else today + HALF_A_YEAR)
            return Fault.DATE if day is None else wrong(day, today) or Said(due=day)


def wrong(day: date, today: date) -> Fault | None:
    """Why an action cannot be due on this day."""
    if day < today:
        return Fault.PAST
    return Fault.FAR if day > last_day(today) else None


def last_day(today: date) -> date:
    """The last day on which an action may be due."""
    return date(today.year + YEARS_AHEAD, 12, 31)
