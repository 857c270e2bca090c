"""Days nobody works: Indonesia's national holidays, the government's collective leave, and the Pemda's own.

The library's days of years to come are estimates until the joint decree; a Pemda adds its own in the settings.
"""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.holidays import national
from core.facts import Facts


def days_off(years: Iterable[int], own: Iterable[str] = (), worked: Iterable[str] = ()) -> frozenset[date]:
    """Days off of these calendar years; `own` are the Pemda's days, `worked` those it works all the same, ISO 8601."""
    known = _national(frozenset(years))
    return (known | {date.fromisoformat(day) for day in own}) - {date.fromisoformat(day) for day in worked}


def with_days_off(facts: Facts) -> Facts:
    """Facts whose coordinator's and team's parts know the days off of this year and the two that follow: next year's
    period may be verified in January after it."""
    admin, review = facts.admin, facts.review
    years = range(facts.now.year, facts.now.year + 3)
    if admin is not None:
        known = days_off(years, admin.settings.own_holidays, admin.settings.worked_days)
        facts = replace(facts, admin=replace(admin, days_off=known))
    if review is not None:
        known = days_off(years, review.own_holidays, review.worked_days)
        facts = replace(facts, review=replace(review, days_off=known))
    return facts


def warm(year: int) -> None:
    """Asks before the first tick does inside a transaction, where half a second holds up everybody who writes; the
    following year as well, whose first turn would hold up all others on New Year's morning."""
    days_off(range(year - 1, year + 4))


_KNOWN: dict[int, frozenset[date]] = {}
"""Year -> its days off. Asked once."""

_PATIENCE = 30.0


def _national(years: frozenset[int]) -> frozenset[date]:
    missing = sorted(years - _KNOWN.keys())
    if missing:
        found = _ask(missing)
        for year in missing:
            _KNOWN[year] = frozenset(day for day in found if day.year == year)
    return frozenset[date]().union(*(_KNOWN[year] for year in years))


def _ask(years: list[int]) -> list[date]:
    """In a process of its own, so that the library's megabytes go with it; in this one where none can be had."""
    command = [sys.executable, "-m", "bot.holidays.national", *map(str, years)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE)
    except (OSError, subprocess.SubprocessError):
        return national.of(years)
    return [date.fromisoformat(line) for line in done.stdout.split()]
