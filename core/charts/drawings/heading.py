"""Title, subtitle, note and footer: the same on every picture."""

from collections.abc import Sequence

from core.charts.drawings.frame import LABEL, LEAST, MARGIN, SECONDARY, Sheet

TITLE, TITLE_SMALL = 18.0, 15.0
SUBTITLE, SUBTITLE_SMALL = 13.0, 12.5
TITLE_AT, SUBTITLE_AT, SUBTITLE_BELOW_TWO, NOTE_AT = 0.20, 0.60, 0.74, 1.02  # inches from the top
FOOTER_AT = 0.16  # from the bottom


def head(sheet: Sheet, title: str, subtitle: str, notes: Sequence[str] = (), ending: str = "") -> None:
    """Draws title, subtitle, and the first of `notes` that fits on its line. A title that is too long is cut before
    `ending`.
    """
    lines, size = _title(sheet, title, ending)
    sheet.text(MARGIN, sheet.height - TITLE_AT, "\n".join(lines), size, bold=True, up="top")
    place, largest = (SUBTITLE_AT, SUBTITLE) if len(lines) == 1 else (SUBTITLE_BELOW_TWO, SUBTITLE_SMALL)
    fitting = sheet.fitted(subtitle, sheet.room, largest)
    sheet.text(MARGIN, sheet.height - place, sheet.cut(subtitle, sheet.room, fitting), fitting, up="top")
    if notes:
        note = next((one for one in notes if sheet.length(one, LEAST) <= sheet.room), notes[-1])
        smaller = sheet.fitted(note, sheet.room, LABEL)
        words = sheet.cut(note, sheet.room, smaller)
        sheet.text(MARGIN, sheet.height - NOTE_AT, words, smaller, colour=SECONDARY, up="top")


def foot(sheet: Sheet, words: str) -> None:
    sheet.text(MARGIN, FOOTER_AT, words, LEAST, colour=SECONDARY, up="bottom")


def _title(sheet: Sheet, title: str, ending: str) -> tuple[list[str], float]:
    """The title on one line of 18 or 15 pt, else on two lines of 15 pt or less. If it is still too long, its last words
    are cut.
    """
    whole = title + ending
    for size in (TITLE, TITLE_SMALL):
        if sheet.length(whole, size, bold=True) <= sheet.room:
            return [whole], size
    size = TITLE_SMALL
    lines = _halves(sheet, whole)
    while _longest(sheet, lines, size) > sheet.room:
        if size > LEAST:
            size -= 0.5
        elif " " in title:
            title = title.rpartition(" ")[0].rstrip(" ,.-")
            lines = _halves(sheet, f"{title}…{ending}")
        else:
            return [sheet.cut(line, sheet.room, size, bold=True) for line in lines], size
    return lines, size


def _halves(sheet: Sheet, words: str) -> list[str]:
    """Splits words at a blank into two lines of nearly equal length."""
    parts = words.split(" ")
    ways = [[" ".join(parts[:place]), " ".join(parts[place:])] for place in range(1, len(parts))]
    return min(ways, key=lambda lines: _longest(sheet, lines, TITLE_SMALL), default=[words])


def _longest(sheet: Sheet, lines: Sequence[str], size: float) -> float:
    return max(sheet.length(line, size, bold=True) for line in lines)
