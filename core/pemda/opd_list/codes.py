"""Codes for a list of OPD without codes. They are made from short names or names alone, so that the same OPD gets the
same code again in any list. OPD that are stored already are found by their name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Protocol

MAX_CODE = 40
_SMALL = frozenset({"dan", "serta", "di", "pada", "untuk", "the"})


class Named(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...


def folded(name: str) -> str:
    """A name without case, signs and spaces, to compare two spellings."""
    text = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[^0-9a-z]+", "", text)


def made_of(words: str) -> str:
    """A code made from a name: "Dinas Kesehatan" is DINAS-KESEHATAN. A shortened one ends with a mark of the whole
    name.
    """
    text = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().upper()
    parts = [part for part in re.split(r"[^0-9A-Z]+", text) if part and part.casefold() not in _SMALL]
    code = "-".join(parts)
    if len(code) <= MAX_CODE:
        return code
    mark = sha256(folded(words).encode()).hexdigest()[:5].upper()
    kept = code[: MAX_CODE - len(mark) - 1].rpartition("-")[0] or code[: MAX_CODE - len(mark) - 1]
    return f"{kept}-{mark}"


def renamed(rows: Iterable[tuple[str, str]], stored: Sequence[Named]) -> list[tuple[str, str, str]]:
    """New codes whose OPD seems to be stored under another code: name, stored code, new code."""
    known = {folded(one.name): one.code for one in stored}
    codes = {one.code for one in stored}
    return [(name, known[folded(name)], code) for code, name in rows if code not in codes and folded(name) in known]
