"""How numbers, dates and lists are written in Indonesian."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core.instrument.scoring import half_up

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
COUNTS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def number(value: Decimal | int) -> str:
    """A number as 38,55; a whole number unchanged."""
    return str(value).replace(".", ",")


def percent(part: int, whole: int) -> str:
    """A percentage as 54,5%, rounded half up."""
    return f"{number(half_up(Decimal(100 * part) / whole, 1))}%"


def long_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def count(n: int) -> str:
    """One to eleven as words, larger numbers as digits."""
    return COUNTS[n] if n < len(COUNTS) else str(n)


def listed(names: Sequence[str]) -> str:
    """A list as X · X dan Y · X, Y, dan Z."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def rounded_apart(parts: Sequence[int]) -> bool:
    """Whether the percentages of the parts, as written, do not add up to 100,0. Fewer than five have none."""
    whole = sum(parts)
    return whole >= 5 and sum(half_up(Decimal(100 * part) / whole, 1) for part in parts) != 100
