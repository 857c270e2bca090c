"""Days off: Indonesia's national holidays, the government's collective leave, and the Pemda's own days.

Until the joint decree of a year the library knows no collective leave of it, and estimates feasts that follow the
moon; a Pemda adds its own days in the settings.
"""

import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.holidays import national
from core.facts import Facts


def days_off(years: Iterable[int], own: Iterable[str] = (), worked: Iterable[str] = ()) -> frozenset[date]:
    """Days off in these calendar years. `own` are the Pemda's own days, `worked` days on which it works all the same
    (ISO 8601).
    """
    known = frozenset[date]().union(*(year.days for year in _national(frozenset(years)).values()))
    return (known | {date.fromisoformat(day) for day in own}) - {date.fromisoformat(day) for day in worked}


def estimated(years: Iterable[int]) -> frozenset[int]:
    """Those of these calendar years whose days off are not decreed yet."""
    return frozenset(number for number, year in _national(frozenset(years)).items() if not year.decreed)


def with_days_off(facts: Facts) -> Facts:
    """Adds the days off of this year and the next two to the coordinator's and the team's facts. Verification of next
    year's period may end in the January after it.
    """
    admin, review = facts.admin, facts.review
    years = range(facts.now.year, facts.now.year + 3)
    if admin is not None:
        known = days_off(years, admin.settings.own_holidays, admin.settings.worked_days)
        facts = replace(facts, admin=replace(admin, days_off=known, estimated=estimated(years)))
    if review is not None:
        known = days_off(years, review.own_holidays, review.worked_days)
        facts = replace(facts, review=replace(review, days_off=known))
    return facts


def warm(year: int) -> None:
    """Asks for the days off of this and the next year before a tick needs them inside a transaction, where half a
    second would hold up all writers. Without the next year, the first turn on New Year's morning would.
    """
    days_off(range(year - 1, year + 4))


@dataclass(frozen=True, slots=True)
class Year:
    """National days off of a calendar year, and whether they are decreed."""

    days: frozenset[date]
    decreed: bool


_KNOWN: dict[int, Year] = {}
"""What is known of a year, asked for once."""

_PATIENCE = 30.0


def _national(years: frozenset[int]) -> Mapping[int, Year]:
    missing = sorted(years - _KNOWN.keys())
    if missing:
        for number, (days, decreed) in _ask(missing).items():
            _KNOWN[number] = Year(frozenset(days), decreed)
    return {number: _KNOWN[number] for number in years}


def _ask(years: list[int]) -> dict[int, tuple[list[date], bool]]:
    """Asks in a process of its own, whose memory is freed with it; in this process where none can be started."""
    command = [sys.executable, "-m", "bot.holidays.national", *map(str, years)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE)
        return dict(zip(years, map(_read, done.stdout.splitlines()), strict=True))
    except (OSError, subprocess.SubprocessError, ValueError):
        return national.of(years)


def _read(line: str) -> tuple[list[date], bool]:
    """A line of `bot.holidays.national`."""
    words = line.split()
    return [date.fromisoformat(word) for word in words if word != national.DECREED], national.DECREED in words
