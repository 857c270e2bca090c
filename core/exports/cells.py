"""Makes what people wrote safe for cells of a table and for names of files."""

import re
import unicodedata

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # device names of Windows

LONGEST_CELL = 32_767
"""Characters a cell of Excel holds."""

LONGEST_NAME = 100


def formula_safe(text: str) -> str:
    """Puts an apostrophe before a CSV cell that a spreadsheet would read as a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def cell(text: str) -> str:
    """Shortens a text to what a spreadsheet's cell can hold."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def file_name(text: str) -> str:
    """A file name that is valid on every system and names no other folder. The ending is kept."""
    name = _UNSAFE.sub("_", visible(text))
    name = name.strip(" .") or "berkas"
    if _RESERVED.match(name):
        name = f"_{name}"
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        stem, ending = name, ""
    room = LONGEST_NAME - len(ending.encode()) - 1
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + (f".{ending}" if ending else "")


def visible(text: str) -> str:
    """Removes signs that change the direction of writing or hide what stands beside them."""
    letters = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in letters if unicodedata.category(letter) not in ("Cf", "Cs", "Zl", "Zp"))
