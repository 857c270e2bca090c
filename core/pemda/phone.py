"""Telephone numbers as offices write them: 0812-3456-7890, +62 812 3456 7890, (0541) 21111, or 81234567890 where Excel
has dropped the zero.
"""

import re
import unicodedata

_BETWEEN = re.compile(r"[/;,|\n]|\batau\b|\bdan\b", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:ext|ekst|pes|pesawat)\b.*", re.IGNORECASE)
_SPOILT = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_WHOLE = re.compile(r"[.,]0+$")
_NATIONAL = re.compile(r"8\d{8,11}|[2-79]\d{7,10}")


def read(written: str) -> str:
    """The first number of a cell as digits with the country's code, 6281234567890; "" where there is none of
    Indonesia, or a spreadsheet has rounded it.
    """
    text = unicodedata.normalize("NFKC", written)
    if _SPOILT.search(text):
        return ""
    return next((found for part in _BETWEEN.split(text) if (found := _read(part))), "")


def _read(part: str) -> str:
    text = _WHOLE.sub("", _BEHIND.sub("", part).strip())
    abroad, digits = text.lstrip("'( ").startswith("+"), re.sub(r"\D", "", text)
    if digits.startswith("00"):
        abroad, digits = True, digits[2:]
    if digits.startswith("62") and (abroad or len(digits) > 10):
        digits = digits[2:].removeprefix("0")
    elif abroad:
        return ""
    else:
        digits = digits.removeprefix("0")
    return f"62{digits}" if _NATIONAL.fullmatch(digits) else ""
