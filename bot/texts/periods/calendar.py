"""The words of a month in which a day is chosen."""

from datetime import date

from bot.texts.common import day
from bot.texts.periods.period import month_of
from core.written import long_day

OFF = "·"
WEEKDAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab")
EARLIER = "Bulan sebelumnya sudah lewat."


def back_to(month: date) -> str:
    return f"‹ {month_of(month)[:3]}"


def on_to(month: date) -> str:
    return f"{month_of(month)[:3]} ›"


def other_month(chosen: date) -> str:
    return f"{long_day(chosen)} ada di bulan lain."


def day_off(chosen: date) -> str:
    return f"{day(chosen)} hari libur."


def too_early(chosen: date, earliest: date) -> str:
    return f"{long_day(chosen)} terlalu awal. Pilih mulai {day(earliest)}."


def too_late(chosen: date, latest: date) -> str:
    return f"{long_day(chosen)} terlalu lambat. Pilih paling lambat {day(latest)}."


def last_month(latest: date) -> str:
    return f"Kalender berakhir {month_of(latest)}."
