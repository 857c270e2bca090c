"""Names that may have been cut in two: a text in which the separator stands in a name without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.pemda.opd_list.heading import Heading
from core.tables.table import Cell, Row

_SIGNS = {",": "koma", ";": "titik koma", "\t": "tab", "|": "garis tegak"}
_JOINED = re.compile(r"(dan|serta)\b.*|.+ (dan|serta) .+", re.IGNORECASE)
_WORD = re.compile(r"\w{4,}")


def cut_apart(row: Row, heading: Heading, separator: str) -> str:
    """What is wrong with a row of a text whose fields do not fit the titles, or ""."""
    if not separator:
        return ""
    sign = _SIGNS.get(separator, f'tanda "{separator}"')
    if reaches_beyond(row, heading):
        return f"isinya lebih banyak daripada judul kolom. {_remedy(sign)}"
    if _spaced(row, heading):
        return f"nama mungkin terpotong. {_remedy(sign)} Bila tidak, hapus spasi sesudah {sign}."
    return ""


def _remedy(sign: str) -> str:
    return f"Bila nama memuat {sign}, apit nama dengan tanda kutip, atau kirim sebagai XLSX."


def reaches_beyond(row: Row, heading: Heading) -> bool:
    """Whether something stands to the right of the last title."""
    return any(cell.text.strip() for cell in row.cells[heading.width :])


def _spaced(row: Row, heading: Heading) -> bool:
    """Whether a space stands after the separator behind the name alone, as inside a sentence."""
    place = heading.columns["nama"]
    usual = row.at(place).text.startswith(" ") if place else heading.spaced
    behind = row.at(place + 1).text
    return not row.quoted and not usual and behind.startswith(" ") and bool(behind.strip())


def may_be_cut(row: Row, cells: Mapping[str, Cell], separator: str) -> bool:
    """Whether the short name of a row of a text reads like the rest of its name."""
    short = cells["singkatan"].text if "singkatan" in cells else ""
    if not separator or row.quoted or not _JOINED.fullmatch(short):
        return False
    return not set(_WORD.findall(short.casefold())) & set(_WORD.findall(cells["nama"].text.casefold()))
