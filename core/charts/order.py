"""The order of OPD in lists and pictures: ranks with ties, evenly filled pages, shortened names. Loads no drawing
library, so that lists and buttons of the chat use the same pages as the pictures.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from core.charts.data import OpdResult
from core.screen import cut

T = TypeVar("T")

PER_PAGE = 20
"""Rows that a phone can show at 11.5 pt."""
PER_PAPER_PAGE = 35
LONGEST_NAME = 16
"""Characters of a short name beside a bar or a row of cells."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """`rank` is None for an OPD without a result."""

    rank: int | None
    opd: OpdResult


def ranked(opds: Sequence[OpdResult]) -> tuple[Ranked, ...]:
    """By falling value. OPD with the same value have the same rank (5, 5, 7) and are ordered by name. Those without a
    result come last, by name.
    """
    lines: list[Ranked] = []
    for place, opd in enumerate(sorted(opds, key=_order), start=1):
        before = lines[-1] if lines else None
        if opd.score is None:
            lines.append(Ranked(None, opd))
        elif before is not None and before.opd.score is not None and before.opd.score.value == opd.score.value:
            lines.append(Ranked(before.rank, opd))
        else:
            lines.append(Ranked(place, opd))
    return tuple(lines)


def pages(count: int, per_page: int = PER_PAGE) -> int:
    """Pages that so many rows take; at least one."""
    return max(1, -(-count // per_page))


def rows_a_page(count: int, per_page: int = PER_PAGE) -> int:
    """Rows on each page but the last, so that pages are filled evenly: 55 rows make 19 + 19 + 17."""
    return -(-count // pages(count, per_page))


def page_of(rows: Sequence[T], page: int, per_page: int = PER_PAGE) -> Sequence[T]:
    """The rows of one page, counted from 1. Raises IndexError for a page that does not exist."""
    if not 1 <= page <= pages(len(rows), per_page):
        raise IndexError(f"there is no page {page}")
    size = rows_a_page(len(rows), per_page)
    return rows[(page - 1) * size : page * size]


def fitting_names(opds: Sequence[OpdResult], longest: int = LONGEST_NAME) -> dict[str, str]:
    """How to write each short name in at most `longest` characters. Names that would look the same when cut keep their
    last words instead, because such names differ there: "…Sangatta Utara".
    """
    begun = {opd.short: cut(opd.short, longest) for opd in opds}
    alike = {short for short, times in Counter(begun.values()).items() if times > 1}
    return {name: _ending(name, longest) if short in alike else short for name, short in begun.items()}


def _order(opd: OpdResult) -> tuple[bool, Decimal | int, str]:
    value = opd.score.value if opd.score else None
    return (value is None, -(value or 0), opd.short.casefold())


def _ending(name: str, longest: int) -> str:
    """As many of the last words as fit; of one long word its last letters."""
    if len(name) <= longest:
        return name
    tail = name[-(longest - 1) :]
    words = tail if name[-longest] == " " else tail.partition(" ")[2]
    return "…" + (words or tail).lstrip()
