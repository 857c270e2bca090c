"""Several periods of one Pemda at a time: which of them exclude each other, and what each is called beside the others.

While a Pemda has one period at a time, a period is called by its name alone ("2026"). Where several have run, or will,
each has a `label` that names its instrument too ("Kematangan 2026"), and screens say it wherever they speak of one.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.written import MONTHS as MONTH_NAMES, short_day

_PREFIX = "Penilaian "
_SHORT = 2  # a word of so few letters names nothing
_PART = re.compile(r"\b(Semester|Triwulan) (I{1,3}|IV)\b")
_BRIEF = {"Semester": "Smt", "Triwulan": "Trw"}
_ROMAN = ("I", "II", "III", "IV")


class PeriodKind(StrEnum):
    """How often its instrument is used (berkala)."""

    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    SITUATIONAL = "situational"  # when there is a reason, for a complaint for instance


WEEKS: Mapping[PeriodKind, int] = {PeriodKind.YEARLY: 52, PeriodKind.HALF_YEARLY: 26, PeriodKind.QUARTERLY: 13}
"""Weeks from one period to the next. A situational one has no next."""


def what(short_title: str) -> str:
    """An instrument in a word or two: "Kematangan"."""
    return short_title.removeprefix(_PREFIX) or short_title


@dataclass(frozen=True, slots=True)
class Span:
    """A period that is open, or will open: its instrument (id and short title), name, time and OPD (None: all), but for
    those that were left out of it.
    """

    id: int
    slug: str
    title: str
    name: str
    opens: datetime
    until: datetime
    opds: frozenset[int] | None = None
    kind: PeriodKind = PeriodKind.YEARLY
    without: frozenset[int] = frozenset()

    @property
    def what(self) -> str:
        """The instrument in a word or two: "Kematangan"."""
        return what(self.title)

    @property
    def label(self) -> str:
        """The name with its instrument: "Kematangan 2026"; as it is where it has a word of the instrument already."""
        said = set(self.name.casefold().split())
        if said & {word for word in self.what.casefold().split() if len(word) > _SHORT}:
            return self.name.removeprefix(_PREFIX)
        return f"{self.what} {self.name}"


def meet(one: Span, other: Span) -> bool:
    """Whether both are open at some instant."""
    return one.opens <= other.until and other.opens <= one.until


def collide(one: Span, other: Span) -> bool:
    """Whether the two may not be open together: an OPD would have two assessments by one instrument at a time."""
    return one.slug == other.slug and _share(one, other) and meet(one, other)


def _share(one: Span, other: Span) -> bool:
    """Whether an OPD takes part in both. Where both are for all, those that join later do."""
    known = [opds for opds in (one.opds, other.opds) if opds is not None]
    return not known or bool(frozenset.intersection(*known) - one.without - other.without)


def labels(spans: Collection[Span]) -> dict[int, str]:
    """What each is called: its label where the Pemda has periods of several instruments, several at a time, or several
    a year; else "".
    """
    listed = list(spans)
    several = (
        len({one.what.casefold() for one in listed}) > 1
        or any(one.kind is not PeriodKind.YEARLY for one in listed)
        or any(meet(one, other) for place, one in enumerate(listed) for other in listed[place + 1 :])
    )
    return {one.id: one.label if several else "" for one in listed}


def when(kind: PeriodKind, due: date) -> str:
    """What the name of a period says of its time: "2026", "Semester II 2026", "Triwulan IV 2026", "Desember 2026"."""
    match kind:
        case PeriodKind.HALF_YEARLY:
            return f"Semester {_ROMAN[(due.month - 1) // 6]} {due.year}"
        case PeriodKind.QUARTERLY:
            return f"Triwulan {_ROMAN[(due.month - 1) // 3]} {due.year}"
        case PeriodKind.SITUATIONAL:
            return f"{MONTH_NAMES[due.month - 1]} {due.year}"
        case _:
            return str(due.year)


def part_of_year(name: str, due: date) -> str:
    """Which part of its year a period is about, in few letters: "Smt II", "Trw IV"; else the month of its due date."""
    found = _PART.search(name)
    return f"{_BRIEF[found[1]]} {found[2]}" if found else short_day(due).split()[1]


def named(kind: PeriodKind, due: date, taken: Iterable[str], what: str = "") -> str:
    """The name of a new period, after `what`; with a number where it is taken: "2026-2"."""
    known, plain = set(taken), f"{what} {when(kind, due)}".strip()
    return next(one for n in range(1, len(known) + 2) if (one := f"{plain}-{n}" if n > 1 else plain) not in known)


def following(kind: PeriodKind, name: str, former: date, due: date) -> str:
    """The name of the next period after the one of this name and due date: "PEKPPP 2027" after "PEKPPP 2026"."""
    before, said, _ = name.partition(when(kind, former))
    return f"{before if said else ''}{when(kind, due)}"
