"""The verifiers' message of the morning: what is new, what waits for them, since when."""

from collections.abc import Sequence

from bot.texts.common import WARN, day, named
from bot.texts.review.queue import OPEN_QUEUE
from core.reminders.policy import Entry
from core.review.rules import STALE
from core.review.verdicts import Stage
from core.screen import Rows, steady
from core.written import listed, with_rest

LINES = 6
"""OPD with a line of their own, those that have waited longest; the others are counted."""
NEW = 8
"""New OPD that are named."""
DESKS = 3
"""Desks with a button; the queue leads on to the others."""


def queue(entries: Sequence[Entry]) -> tuple[str, Rows]:
    """The words and the way to each desk. There is at least one entry."""
    new = [entry for entry in entries if entry.new]
    older = sorted((entry for entry in entries if not entry.new), key=lambda entry: -entry.waited)
    title = f"<b>Antrean verifikasi: {len({entry.owing.opd for entry in entries})} OPD menunggu Bapak/Ibu</b>"
    lines = [_line(entry) for entry in older[:LINES]]
    if len(older) > LINES:
        lines.append(f"dan {len(older) - LINES} OPD lain")
    return "\n".join([title, *_new(new), *lines]), _desks(entries)


def _new(new: Sequence[Entry]) -> list[str]:
    names = with_rest([named(entry.owing.called) for entry in new], NEW, "OPD lain")
    return [f"Baru: {listed(names)}."] if names else []


def _line(entry: Entry) -> str:
    """ "⚠️ Dishub · menunggu 13 hari kerja, sejak Senin, 30 November 2026"."""
    mark = WARN if entry.waited > STALE else "•"
    since = f", sejak {day(entry.since.date())}" if entry.since else ""
    return f"{mark} {named(entry.owing.called, 30)} · menunggu {entry.waited} hari kerja{since}"


def _desks(entries: Sequence[Entry]) -> Rows:
    desks = list(dict.fromkeys((entry.owing.pemda, entry.owing.stage) for entry in entries))
    if len(desks) == 1:
        return ((steady(OPEN_QUEUE, "queue", *_address(desks[0])),),)
    return tuple(
        (steady(f"{OPEN_QUEUE}: {_first(entries, desk)}", "queue", *_address(desk)),) for desk in desks[:DESKS]
    )


def _address(desk: tuple[int, Stage]) -> tuple[int, str]:
    pemda, stage = desk
    return pemda, stage.value


def _first(entries: Sequence[Entry], desk: tuple[int, Stage]) -> str:
    """The OPD there that has waited longest, by which the desk is told from the others."""
    there = [entry for entry in entries if (entry.owing.pemda, entry.owing.stage) == desk]
    return max(there, key=lambda entry: entry.waited).owing.opd_short
