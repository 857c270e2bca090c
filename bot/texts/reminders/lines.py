"""Several lines of one OPD's register that are still to be filled in: one paragraph and one button for all of them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.texts.common import named
from core.assessment.subjects import KINDS
from core.pemda.naming import TIE
from core.reminders.policy import Duty, Entry
from core.screen import Button, steady
from core.written import first_of

NAMES = 6
"""Lines that are named; the others are counted."""


def grouped(entries: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """The entries in their order, with those together that are about lines of one OPD in one period."""
    groups: dict[object, list[Entry]] = {}
    for entry in entries:
        one, by_line = entry.owing, entry.about is Duty.FILLING and entry.owing.subject != "opd"
        key = (one.pemda, one.opd, one.period) if by_line else (one.assessment, entry.about)
        groups.setdefault(key, []).append(entry)
    return [tuple(group) for group in groups.values()]


def whole(group: Sequence[Entry]) -> Entry:
    """What is said of all of them: the first, which is due first, by the name of its OPD where there are several."""
    first = group[0]
    if len(group) == 1:
        return first
    return replace(first, owing=replace(first.owing, opd_short=first.owing.office))


def body(group: Sequence[Entry], still: str) -> str:
    kind, names = KINDS[group[0].owing.subject], [named(_line(entry)) for entry in group]
    said = f"{len(group)} {kind} belum dikirim: {first_of(names, NAMES, 'lagi')}."
    return f"{said} {still}".rstrip()


def way(group: Sequence[Entry], of: str) -> Button:
    """To the choice among them."""
    return steady(f"Isi {KINDS[group[0].owing.subject]}{of} ({len(group)} belum)", "choose")


def _line(entry: Entry) -> str:
    return entry.owing.opd_short.partition(f"{TIE}· ")[2] or entry.owing.opd_short
