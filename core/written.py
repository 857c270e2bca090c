"""How numbers, dates and lists are written in Indonesian."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.instrument.scoring import RegionResult, half_up

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
    """A percentage as 54,5%; of nothing it is 0,0%."""
    return f"{number(share(part, whole).scaleb(2))}%"


def share(part: int, whole: int) -> Decimal:
    """The part of a whole, rounded half up to a tenth of a percent: every percentage that people read."""
    return half_up(Fraction(part, whole), 3) if whole else Decimal("0.000")


def figure(value: Decimal, unrounded: Decimal | None = None) -> str:
    """A mean as 38,55, or where its band does not follow from that, as "37,05, sebelum dibulatkan 37,0476"."""
    return number(value) if unrounded is None else f"{number(value)}, sebelum dibulatkan {number(unrounded)}"


def mean(region: RegionResult) -> str:
    """ "Rata-rata 38,55"; of only some OPD "Rata-rata sementara 38,44". A region without verified OPD has none."""
    assert region.mean is not None
    label = "Rata-rata" if region.n == region.of else "Rata-rata sementara"
    return f"{label} {figure(region.mean, region.unrounded)}"


def long_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def count(n: int, up_to: int = 11) -> str:
    """A number as a word, larger ones than `up_to` as digits."""
    return COUNTS[n] if n <= up_to else str(n)


def listed(names: Sequence[str]) -> str:
    """A list as X · X dan Y · X, Y, dan Z."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def with_rest(words: Sequence[str], most: int, others: str = "lainnya") -> list[str]:
    """The first words of a list, and how many follow as its last: X · Y · 4 lainnya."""
    more = len(words) - most
    return [*words[:most], f"{more} {others}"] if more > 0 else list(words)


def first_of(words: Sequence[str], most: int, others: str = "lainnya") -> str:
    """A list as X, Y · X, Y, dan 4 lainnya. `most` is at least two."""
    return ", ".join(words) if len(words) <= most else listed(with_rest(words, most, others))


def rounded_apart(parts: Sequence[int]) -> bool:
    """Whether the percentages of the parts, as written, do not add up to 100,0. Fewer than five have none."""
    whole = sum(parts)
    return whole >= 5 and sum(share(part, whole) for part in parts) != 1
