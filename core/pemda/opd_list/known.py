"""OPD of a list that are stored already: which they are, and what a list changes. What it does not say stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from core.pemda.opd_list.codes import folded
from core.pemda.opd_list.kinds import kind_of

Plain = tuple[str, ...]
"""Code, name, short name, kind, and the telephone where there is one; "" is what a list does not say."""

_BRACKET = re.compile(r"(?P<name>.*\S)\s*\((?P<inside>[^()]+)\)\s*")
_DPRD = re.compile(r"\bdprd\b", re.IGNORECASE)


def kept(row: Plain, stored: Plain | None) -> Plain:
    """A row of a list as it will be stored, with a telephone. A short name that was the whole name stays so."""
    code, name, short, kind, phone = (*row, "")[:5]
    if stored is None:
        return code, name, short or name, kind or kind_of(name) or "Lainnya", phone
    _, old_name, old_short, old_kind, old_phone = stored
    return code, name, short or (name if old_short == old_name else old_short), kind or old_kind, phone or old_phone


def parted(name: str) -> tuple[str, str]:
    """A name and the abbreviation in brackets behind it: one whose letters stand in the name in this order."""
    found = _BRACKET.fullmatch(name)
    if not found:
        return name, ""
    letters = iter(folded(_DPRD.sub("dewan perwakilan rakyat daerah", found["name"])))
    short = folded(found["inside"])
    return (found["name"], found["inside"].strip()) if short and all(one in letters for one in short) else (name, "")


def recognised(rows: Sequence[Plain], stored: Sequence[Plain]) -> tuple[Plain, ...]:
    """Rows whose codes were made, with the codes of the stored OPD they are: by code, else by name, else by
    abbreviation. One that only has the abbreviation keeps the stored name. No two rows become one OPD.
    """
    by_code = {one[0]: one for one in stored}
    found = {at: by_code[row[0]] for at, row in enumerate(rows) if row[0] in by_code}
    _match(rows, stored, found, lambda row: [_name(row)], _name)
    _match(rows, stored, found, lambda row: [_outside(row)], _name)
    _match(rows, stored, found, lambda row: [_name(row)], _outside)
    _match(rows, stored, found, lambda row: [_name(row), folded(row[2])], lambda one: folded(one[2]))
    return tuple(_as_known(row, found.get(at)) for at, row in enumerate(rows))


def _match(
    rows: Sequence[Plain],
    stored: Iterable[Plain],
    found: dict[int, Plain],
    words: Callable[[Plain], list[str]],
    known: Callable[[Plain], str],
) -> None:
    """Adds the rows that are the only ones, and have the words of one stored OPD alone, among those still unknown."""
    taken = {one[0] for one in found.values()}
    free = [one for one in stored if one[0] not in taken]
    named: dict[str, list[Plain]] = {}
    for one in free:
        named.setdefault(known(one), []).append(one)
    hits = {}
    for at, row in enumerate(rows):
        ones = {one[0]: one for word in words(row) if word for one in named.get(word, ())}
        if at not in found and len(ones) == 1:
            hits[at] = next(iter(ones.values()))
    count = Counter(one[0] for one in hits.values())
    found |= {at: one for at, one in hits.items() if count[one[0]] == 1}


def _name(row: Plain) -> str:
    return folded(parted(row[1])[0])


def _outside(row: Plain) -> str:
    """The name without anything in brackets."""
    found = _BRACKET.fullmatch(row[1])
    return folded(found["name"] if found else row[1])


def _as_known(row: Plain, stored: Plain | None) -> Plain:
    if stored is None:
        return row
    only_short = folded(row[1]) == folded(stored[2]) != folded(stored[1])
    return (stored[0], stored[1] if only_short else row[1], *row[2:])
