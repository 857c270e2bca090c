"""Days off: Indonesia's national holidays, the government's collective leave, and the Pemda's own days.

The library's days of future years are estimates until the joint decree; a Pemda adds its own in the settings.
"""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.holidays import national
from core.facts import Facts


def days_off(years: Iterable[int], own: Iterable[str] = (), worked: Iterable[str] = ()) -> frozenset[date]:
    """Days off in these calendar years. `own` are the Pemda's own days, `worked` days on which it works all the same
    (ISO 8601).
    """
    known = _national(frozenset(years))
    return (known | {date.fromisoformat(day) for day in own}) - {date.fromisoformat(day) for day in worked}


def with_days_off(facts: Facts) -> Facts:
    """Adds the days off of this year and the next two to the coordinator's and the team's facts. Verification of next
    year's period may end in the January after it.
    """
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
    """Asks for the days off of this and the next year before a tick needs them inside a transaction, where half a
    second would hold up all writers. Without the next year, the first turn on New Year's morning would.
    """
    days_off(range(year - 1, year + 4))


_KNOWN: dict[int, frozenset[date]] = {}
"""Year -> its days off, asked for once."""

_PATIENCE = 30.0


def _national(years: frozenset[int]) -> frozenset[date]:
    missing = sorted(years - _KNOWN.keys())
    if missing:
        found = _ask(missing)
        for year in missing:
            _KNOWN[year] = frozenset(day for day in found if day.year == year)
    return frozenset[date]().union(*(_KNOWN[year] for year in years))


def _ask(years: list[int]) -> list[date]:
    """Asks in a process of its own, whose memory is freed with it; in this process where none can be started."""
    command = [sys.executable, "-m", "bot.holidays.national", *map(str, years)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_PATIENCE)
    except (OSError, subprocess.SubprocessError):
        return national.of(years)
    return [date.fromisoformat(line) for line in done.stdout.split()]
