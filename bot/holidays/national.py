"""Prints Indonesia's days off, a line a year, for the process that asks: `python -m bot.holidays.national 2026 2027`.

The library needs 11 MB and 130 ms and is asked once a year, so it runs in a process of its own (bot/holidays/days.py).
"""

import sys
from collections.abc import Iterable
from datetime import date

DECREED = "decreed"
"""Stands in the line of a year whose days off are decreed."""


def of(years: Iterable[int]) -> dict[int, tuple[list[date], bool]]:
    """National holidays and collective leave (cuti bersama) of each calendar year, and whether they are decreed: the
    joint decree names both, so a year without collective leave is an estimate.
    """
    from holidays import country_holidays
    from holidays.constants import GOVERNMENT, PUBLIC

    def days(year: int, *categories: str) -> list[date]:
        return sorted(country_holidays("ID", years=year, categories=categories))

    return {year: (days(year, PUBLIC, GOVERNMENT), bool(days(year, GOVERNMENT))) for year in years}


if __name__ == "__main__":
    for days, decreed in of(int(year) for year in sys.argv[1:]).values():
        print(*(day.isoformat() for day in days), *([DECREED] if decreed else []))
