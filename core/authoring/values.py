"""A value of a file as a cell of the workbook, and back, so that nothing is lost: 4.00 stays 4.00, and what is left
empty stays out of the file.
"""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from core.authoring import words
from core.authoring.form import Column, Kind
from core.foreign import cleaned
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.yaml_lines import Plain
from core.tables.remedies import REMEDIES
from core.tables.table import Cell, Flaw

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,8})[.,][0-9]{1,6}")
_YES = {
    words.YES: True,
    "true": True,
    "benar": True,
    "1": True,
    words.NO: False,
    "false": False,
    "salah": False,
    "0": False,
}


class Wrong(ValueError):
    """What is wrong with a cell, and what to do."""


def shown(value: Any, column: Column) -> str | int | Decimal:
    """What stands in the cell: numbers as numbers, everything else as text."""
    match value:
        case bool():
            return words.YES if value else words.NO
        case int() | Decimal():
            return value
        case str():
            return column.word(value) if column.kind is Kind.CHOICE else value
        case _ if column.kind is Kind.LEVELS:
            return ", ".join(words.NOT_APPLICABLE if one == NOT_APPLICABLE else str(one) for one in value)
        case _:
            return "\n".join(value)


def read(cell: Cell, column: Column) -> Plain:
    """The value of a cell that is not empty. Raises Wrong."""
    text = tidy(cell)
    if cell.flaw is not None and cell.flaw in REMEDIES and not (cell.flaw is Flaw.TRUTH and column.kind is Kind.TRUTH):
        raise Wrong(REMEDIES[cell.flaw].format(text=text[:40]))
    if text.startswith("="):
        raise Wrong("berisi rumus; ketik hasilnya")
    match column.kind:
        case Kind.LINES:
            return tuple(line.strip() for line in text.split("\n") if line.strip())
        case Kind.LEVELS:
            return tuple(_level(one, text) for one in re.split(r"[,; \n]+", text) if one)
        case Kind.WHOLE:
            return _whole(text)
        case Kind.NUMBER:
            return _number(text)
        case Kind.TRUTH:
            return _truth(text)
        case Kind.CHOICE:
            return _choice(text, column)
        case _:
            return text


def tidy(cell: Cell) -> str:
    """The text without signs that are not seen, and without spaces around it."""
    return cleaned(cell.text).strip()


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise Wrong(f'"{_cut(text)}" bukan bilangan bulat; tulis misalnya 3')
    return int(text)


def _number(text: str) -> int | Decimal:
    if _WHOLE.fullmatch(text):
        return int(text)
    if not _DECIMAL.fullmatch(text):
        raise Wrong(f'"{_cut(text)}" bukan bilangan; tulis misalnya 19 atau 19,1')
    return Decimal(text.replace(",", "."))


def _level(text: str, whole: str) -> int:
    if text.upper() == words.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if not _WHOLE.fullmatch(text):
        raise Wrong(f'"{_cut(whole)}" bukan daftar angka; tulis misalnya 3, 2, 4')
    return int(text)


def _truth(text: str) -> bool:
    found = _YES.get(text.casefold())
    if found is None:
        raise Wrong(f'"{_cut(text)}" tidak dikenal; tulis {words.YES} atau {words.NO}')
    return found


def _choice(text: str, column: Column) -> str:
    """The choice, by its word or as it stands in a file."""
    known = {column.word(one): one for one in column.choices}
    meant = {word.casefold(): one for word, one in known.items()} | {one.casefold(): one for one in column.choices}
    found = meant.get(text.casefold())
    if found is None:
        near = get_close_matches(text.casefold(), list(known), n=1)
        remedy = f"mungkin maksudnya {near[0]}" if near else f"pilih {', '.join(known)}"
        raise Wrong(f'"{_cut(text)}" tidak dikenal; {remedy}')
    return found


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:40]}…" if len(line) > 40 else line
