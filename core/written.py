"""How numbers, dates and lists are written in Indonesian, and how dates that people typed are read."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.foreign import digits
from core.instrument.model import Instrument
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


def amount(value: Decimal | int) -> str:
    """An amount with its thousands apart: 1.202 or 12.500,5."""
    whole, _, decimals = (f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}").partition(".")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def percent(part: int, whole: int) -> str:
    """A percentage as 54,5%; of nothing it is 0,0%."""
    return f"{number(share(part, whole).scaleb(2))}%"


def share(part: int, whole: int) -> Decimal:
    """The part of a whole, rounded half up to a tenth of a percent: every percentage that people read."""
    return half_up(Fraction(part, whole), 3) if whole else Decimal("0.000")


def out_of(instrument: Instrument, value: Decimal) -> str:
    """A value beside the highest one: "38 dari 55", "4,00 dari 5"."""
    return f"{number(value)} dari {number(instrument.ends[1])}"


def ends(instrument: Instrument) -> str:
    """ "11 sampai 55"."""
    return " sampai ".join(map(number, instrument.ends))


def mean_band(region: RegionResult) -> str:
    """A mean with its band: "Rata-rata 38,55 (Tinggi)"; without bands only the mean."""
    return f"{mean(region)} ({region.band})" if region.band else mean(region)


def figure(value: Decimal, unrounded: Decimal | None = None) -> str:
    """A mean as 38,55, or where its band does not follow from that, as "37,05, sebelum dibulatkan 37,0476"."""
    return number(value) if unrounded is None else f"{number(value)}, sebelum dibulatkan {number(unrounded)}"


def mean(region: RegionResult) -> str:
    """ "Rata-rata 38,55"; of only some OPD "Rata-rata sementara 38,44". A region without values has none."""
    assert region.mean is not None
    label = "Rata-rata" if region.n == region.of else "Rata-rata sementara"
    return f"{label} {figure(region.mean, region.unrounded)}"


def long_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


# dates that people typed

_BETWEEN = r"[-/. ]+"
_LISTED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}){_BETWEEN}(?P<month>\d{{1,2}}|[a-z]+){_BETWEEN}(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
_WEEKDAY = r"senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad"
_SAID_FIRST = rf"(?:(?:{_WEEKDAY}|hari|tanggal|tgl|pada|sampai|hingga|s/d|sd|jadi|menjadi|ke)[.,:]*\s+)*"
_ONE = re.compile(
    rf"{_SAID_FIRST}(?:(?P<day>\d{{1,2}})(?:{_BETWEEN}(?P<month>\d{{1,2}}|[a-z]+)(?:{_BETWEEN}(?P<year>\d{{4}}|\d{{2}}))?)?"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2}))(?:[.,]|\s+(?:ya|saja|pak|bu))*",
    re.IGNORECASE,
)


_NAMES = (
    *((number, name.lower()) for number, name in enumerate(MONTHS, start=1)),
    *((2, "pebruari"), (8, "agt"), (8, "agst"), (11, "nopember"), (12, "december")),
)


def month_number(written: str) -> int:
    """Of "8", "Agustus", "agu"; 0 for what is no month."""
    if (number := digits(written)) is not None:
        return number
    found = [number for number, name in _NAMES if name.startswith(written.lower())]
    return found[0] if len(found) == 1 and len(written) > 2 else 0


def days_in(text: str) -> tuple[date, ...]:
    """All days with their years that a text names: "17-8-2027, 18 Agustus 2027". Other words are left out."""
    found = (_day(int(one["year"]), month_number(one["month"]), one["day"]) for one in _LISTED.finditer(text))
    return tuple(day for day in found if day is not None)


def one_day(text: str, near: date) -> date | None:
    """The day, if the text names nothing but one: "28-12-2026", "Senin, 28 Des 2026", "28/12", "28". What is not said
    is as near as can be to `near`.
    """
    said = _ONE.fullmatch(" ".join(text[:80].split()))
    if said is None:
        return None
    if said["iso"]:
        parts = said["iso"].split("-")
        return _day(int(parts[0]), int(parts[1]), parts[2])
    if said["month"] is None:
        return _day(near.year, near.month, said["day"])
    month = month_number(said["month"])
    if said["year"] is not None:
        year = int(said["year"])
        return _day(year if year > 99 else 2000 + year, month, said["day"])
    days = [_day(year, month, said["day"]) for year in (near.year - 1, near.year, near.year + 1)]
    return min((day for day in days if day is not None), key=lambda day: abs(day - near), default=None)


def _day(year: int, month: int, day: str) -> date | None:
    try:
        return date(year, month, int(day))
    except ValueError:
        return None


# numbers and lists


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
