"""Prints Indonesia's days off by year, for the process that asks: `python -m bot.holidays.national 2026 2027`.

The library needs 11 MB and 130 ms and is asked once a year, so it runs in a process of its own (bot/holidays/days.py).
"""

import sys
from collections.abc import Iterable
from datetime import date


def of(years: Iterable[int]) -> list[date]:
    """National holidays and collective leave (cuti bersama) of these calendar years."""
    from holidays import country_holidays
    from holidays.constants import GOVERNMENT, PUBLIC

    return sorted(country_holidays("ID", years=list(years), categories=(PUBLIC, GOVERNMENT)))


if __name__ == "__main__":
    print("\n".join(day.isoformat() for day in of(int(year) for year in sys.argv[1:])))
