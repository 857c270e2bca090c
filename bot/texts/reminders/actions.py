"""What reminders say of corrective actions: to contacts one block an OPD, to a coordinator one line."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.texts.common import WARN, day, named
from core.deadlines import last_day
from core.pemda.naming import TIE
from core.reminders.policy import DueAction, ReminderCase
from core.screen import Button, Rows, steady
from core.written import first_of

SEE = "Lihat tindakan"
MOST = 2
"""OPD that are spelt out."""
NAMES = 12


def actions(cases: Sequence[ReminderCase], now: datetime) -> tuple[list[str], Rows]:
    """What contacts read, and the way to each OPD's list."""
    by_opd: dict[int, list[ReminderCase]] = defaultdict(list)
    for one in cases:
        by_opd[one.opd].append(one)
    shown = list(by_opd.items())[:MOST]
    blocks = [_block(ones, now) for _, ones in shown]
    rows = tuple((_way(opd, ones[0], len(by_opd) > 1),) for opd, ones in shown)
    return blocks, rows


def _way(opd: int, one: ReminderCase, several: bool) -> Button:
    return steady(f"{SEE} {_office(one)}" if several else SEE, "actions", opd)


def _block(ones: Sequence[ReminderCase], now: datetime) -> str:
    found = sorted((item for one in ones for item in one.actions), key=lambda item: item.due)
    late = sum(_is_late(item, now) for item in found)
    count = f"{len(found)} belum selesai" + (f", {late} lewat tenggat" if late else "")
    first = found[0]
    line = f"{day(last_day(first.due))}: {named(first.words, 80)}"
    return f"<b>{named(_office(ones[0]))} · tindakan perbaikan</b>\n{count}. Yang pertama {line}."


def late_actions(cases: Sequence[ReminderCase], now: datetime) -> tuple[str, Rows]:
    """What a coordinator reads of those that are overdue."""
    late = [item for one in cases for item in one.actions if _is_late(item, now)]
    offices = list(dict.fromkeys(_office(one) for one in cases))
    names = first_of([named(name) for name in offices], NAMES, "OPD lain")
    words = f"{WARN} {len(late)} tindakan perbaikan lewat tenggat: {names}."
    return words, ((steady(SEE, "late_actions", cases[0].pemda),),)


def _is_late(item: DueAction, now: datetime) -> bool:
    return item.due <= now


def _office(one: ReminderCase) -> str:
    """The OPD without what of it was assessed."""
    return one.opd_short.partition(TIE)[0]
