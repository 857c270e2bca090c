"""The year of a document, read from its file's name."""

import re

EARLIEST = 2000
EARLIEST_STATED = 1945
"""The earliest year that a person may state; some documents are old. Names are read from EARLIEST on."""

_CAMERA = re.compile(r"^(img|vid|pxl|dsc|dcim|scan|cs|camscanner|screenshot|whatsapp|photo|foto|image)[\W_\d]", re.I)
_DAY = re.compile(r"(?<!\d)(?:(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])|([0-2]\d|3[01])(0[1-9]|1[0-2])(20\d\d))(?!\d)")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SPAN = re.compile(r"(?<!\d)(20\d\d)\s*(?:-|–|_|sd|s\.d\.?|sampai|hingga)\s*(20\d\d)(?!\d)", re.I)


def may_be_stated(year: int, present: int) -> bool:
    """Whether a person may say that a document is of this year, in the present one; plans are made a year ahead."""
    return EARLIEST_STATED <= year <= present + 1


def year_in(name: str, period: int) -> int | None:
    """The year in a file's name; None where there is none or several. A span that includes the period's year (Renstra
    2021-2026) counts as that year.

    Names made by a camera, scanner or messenger contain the day of the picture, which says nothing about the document.
    They have no year.
    """
    if _CAMERA.match(name):
        return None
    for first, last in _SPAN.findall(name):
        if int(first) < int(last):
            return period if int(first) <= period <= int(last) else None
    days = {int(found[0] or found[5]) for found in _DAY.findall(name)}
    years = {int(year) for year in YEAR.findall(name)} | days
    likely = {year for year in years if EARLIEST <= year <= period + 1}
    return likely.pop() if len(likely) == 1 else None
