"""Days nobody works: Indonesia's national holidays, the government's collective leave, and the Pemda's own.

The library's days of years to come are estimates until the joint decree; a Pemda adds its own in the settings.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from core.facts import Facts


def days_off(years: Iterable[int], own: Iterable[str] = (), worked: Iterable[str] = ()) -> frozenset[date]:
    """Days off of these calendar years; `own` are the Pemda's days, `worked` those it works all the same, ISO 8601."""
    known = frozenset[date]().union(*(_national(year) for year in years))
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
    """Loads the library before the first tick asks for it inside a transaction, where half a second holds up everybody
    who writes."""
    days_off(range(year - 1, year + 3))


@lru_cache(maxsize=8)
def _national(year: int) -> frozenset[date]:
    """Imported here, so that only who asks for holidays pays for the library."""
    from holidays import country_holidays
    from holidays.constants import GOVERNMENT, PUBLIC

    return frozenset(country_holidays("ID", years=year, categories=(PUBLIC, GOVERNMENT)))
