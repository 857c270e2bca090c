"""The year of a document, read from its file's name, and the years that a plan is for."""

import re

EARLIEST = 2000
EARLIEST_STATED = 1945
"""The earliest year that a person may state; some documents are old. Names are read from EARLIEST on."""

_CAMERA = re.compile(r"^(img|vid|pxl|dsc|dcim|scan|cs|camscanner|screenshot|whatsapp|photo|foto|image)[\W_\d]", re.I)
_DAY = re.compile(r"(?<!\d)(?:(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])|([0-2]\d|3[01])(0[1-9]|1[0-2])(20\d\d))(?!\d)")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SPAN = re.compile(r"(?<!\d)(20\d\d)\s*(?:-|–|—|_|/|sd|s\.d\.?|s/d|sampai|hingga)\s*(20\d\d)(?!\d)", re.I)
_LONGEST = 30  # years of a plan; what is further apart is no span


def may_be_stated(year: int, present: int) -> bool:
    """Whether a person may say that a document is of this year, in the present one; plans are made a year ahead."""
    return EARLIEST_STATED <= year <= present + 1


def year_in(name: str, period: int) -> int | None:
    """The year in a file's name; None where there is none or several. The years of a span (Renstra 2021-2026) say what
    a document is for, not when it was made: it has no year by them.

    Names made by a camera, scanner or messenger contain the day of the picture, which says nothing about the document.
    They have no year.
    """
    if _CAMERA.match(name):
        return None
    if span_in(name) is not None:
        name = _SPAN.sub(" ", name)
    days = {int(found[0] or found[5]) for found in _DAY.findall(name)}
    years = {int(year) for year in YEAR.findall(name)} | days
    likely = {year for year in years if EARLIEST <= year <= period + 1}
    return likely.pop() if len(likely) == 1 else None


def span_in(name: str) -> tuple[int, int] | None:
    """The years that a document is for, by its file's name: (2021, 2026) of a "Renstra 2021-2026"."""
    if _CAMERA.match(name):
        return None
    spans = {(int(first), int(last)) for first, last in _SPAN.findall(name)}
    likely = {(first, last) for first, last in spans if first < last <= first + _LONGEST}
    return likely.pop() if len(spans) == len(likely) == 1 else None


def of_years(year: int | None, name: str) -> tuple[int, int] | None:
    """The years of a document: its year, else those that its name says it is for."""
    return (year, year) if year is not None else span_in(name)


def written(years: tuple[int, int] | None) -> str:
    """ "2026", "2021–2026"; "" where they are not known."""
    return "" if years is None else "–".join(str(year) for year in dict.fromkeys(years))
