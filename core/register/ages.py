"""How old the days in a register's line are, by the limits that the instrument gives them (Attribute.old_after)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.instrument.parts import Attribute


@dataclass(frozen=True, slots=True)
class Age:
    """How old a line is by one attribute that has limits. `day` is the latest of it and of what renews it, None where
    neither is known; `passed` are the limits in months that it has reached, the lowest first.
    """

    attribute: Attribute
    day: date | None
    passed: tuple[int, ...] = ()

    @property
    def old(self) -> bool:
        return bool(self.passed)

    @property
    def limit(self) -> int:
        """The highest limit that it has reached, in months; 0 while it is not old."""
        return self.passed[-1] if self.passed else 0

    @property
    def red(self) -> bool:
        """Old, or of no known day: somebody has to look after it."""
        return self.old or self.day is None


def ages(attributes: Sequence[Attribute], values: Mapping[str, str], today: date) -> tuple[Age, ...]:
    """The age of a line with these values by each attribute that has limits. It is old from the day on which the months
    are full.
    """
    return tuple(_age(one, attributes, values, today) for one in attributes if one.old_after)


def limits(attributes: Sequence[Attribute]) -> tuple[int, ...]:
    """All limits in months that any attribute has, the lowest first."""
    return tuple(sorted({months for one in attributes for months in one.old_after}))


def _age(one: Attribute, attributes: Sequence[Attribute], values: Mapping[str, str], today: date) -> Age:
    counted = (one.code, *(other.code for other in attributes if other.renews == one.code))
    days = [day for code in counted if (day := day_of(values.get(code, ""))) is not None]
    if not days:
        return Age(one, None)
    newest = max(days)
    return Age(one, newest, tuple(months for months in one.old_after if after(newest, months) <= today))


def after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_of(value: str) -> date | None:
    """A day as registers keep it; None for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
