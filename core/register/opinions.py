"""The Ombudsman's letter of a year: its opinion and value, as they stand there. Nothing is computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from core.foreign import cleaned, digits, readable

MOST_WORDS = 80
FIRST_YEAR = 2013
"""The year of the first assessment."""
_FULL, _DECIMALS = Decimal(100), 2


@dataclass(frozen=True, slots=True)
class Opinion:
    """Of the region, or of one OPD (`opd`, with its `code` and `short` name)."""

    year: int
    words: str
    value: Decimal
    opd: int = 0
    code: str = ""
    short: str = ""
    id: int = 0


class Amiss(StrEnum):
    """What keeps a typed line from being an opinion."""

    PARTS = "parts"
    YEAR = "year"
    TWICE = "twice"
    OPD = "opd"
    WORDS = "words"
    VALUE = "value"


def read_opinion(line: str, opds: Mapping[str, int], this_year: int) -> Opinion | Amiss:
    """ "2025; Kualitas Sedang; 62,57", or with code or short name of an OPD (`opds`, in lower case) behind the year."""
    parts = [" ".join(cleaned(part).split()) for part in line.split(";")]
    if len(parts) not in (3, 4):
        return Amiss.PARTS
    year, words, value = digits(parts[0]), parts[-2], value_of(parts[-1])
    opd = opds.get(parts[1].casefold(), 0) if len(parts) == 4 else 0
    if year is None or not FIRST_YEAR <= year <= this_year:
        return Amiss.YEAR
    if len(parts) == 4 and not opd:
        return Amiss.OPD
    if not is_opinion(words):
        return Amiss.WORDS
    return Opinion(year, words, value, opd) if value is not None else Amiss.VALUE


def is_opinion(words: str) -> bool:
    """Whether these can be the words of an opinion: not a number alone."""
    return bool(readable(words)) and len(words) <= MOST_WORDS and value_of(words) is None


def value_of(words: str) -> Decimal | None:
    """A value from 0 to 100 with at most two decimals, written with a comma or a point."""
    try:
        found = Decimal(words.replace(",", ".")) if words.isascii() and words[:1].isdigit() else None
    except InvalidOperation:
        return None
    if found is None or not found.is_finite() or not 0 <= found <= _FULL:
        return None
    exponent = found.as_tuple().exponent
    return found if isinstance(exponent, int) and -_DECIMALS <= exponent <= 0 else None
