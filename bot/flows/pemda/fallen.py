"""Deadlines of open periods that fall on a holiday of the Pemda: nothing moves them by itself, so the coordinator is
led to each.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.flows.base import State
from bot.flows.kit.coordinator import period_of
from bot.flows.kit.paging import number_of
from bot.flows.states.coordinator import PickingDay, Purpose
from bot.texts.pemda import days_off as texts
from core.facts import AdminFacts, PeriodLine
from core.screen import Button, button


@dataclass(frozen=True, slots=True)
class Fallen:
    """`opd`, `short`: whose extension it is; 0 and "" of the period itself."""

    purpose: Purpose
    period: PeriodLine
    at: datetime
    opd: int = 0
    short: str = ""


def fallen(admin: AdminFacts, days: Collection[str], now: datetime) -> tuple[Fallen, ...]:
    """The deadlines to come that fall on one of these days (ISO 8601), the next first."""
    found = []
    for period in admin.running:
        found.append(Fallen(Purpose.DUE, period, period.due))
        found.append(Fallen(Purpose.VERIFICATION, period, period.verification_due))
        own = (due for due in admin.own_dues if due.period == period.id)
        found += [Fallen(Purpose.EXTENSION, period, due.due, due.opd, due.short) for due in own]
    on_days = (one for one in found if one.at > now and one.at.date().isoformat() in days)
    return tuple(sorted(on_days, key=lambda one: one.at))


def line(one: Fallen, admin: AdminFacts) -> str:
    return texts.fallen(one.at.date(), one.purpose, _whose(one, admin))


def way(one: Fallen, admin: AdminFacts) -> Button:
    return button(texts.move(one.purpose, _whose(one, admin)), "move", one.purpose, one.period.id, one.opd)


def _whose(one: Fallen, admin: AdminFacts) -> tuple[str, ...]:
    """The OPD of an extension, and the period where there are several."""
    period = one.period.name if len(admin.running) > 1 else ""
    return tuple(name for name in (one.short, period) if name)


def moving(purpose: str, period: str, opd: str, admin: AdminFacts) -> State | None:
    """The calendar behind such a button; None where it fits no deadline any more."""
    of, whose = period_of(admin, number_of(period)), number_of(opd)
    if of not in admin.running or of is None or whose is None:
        return None
    if purpose not in (Purpose.DUE, Purpose.VERIFICATION, Purpose.EXTENSION):
        return None
    before = of.verification_due if purpose == Purpose.VERIFICATION else of.due
    month = before.date().replace(day=1).isoformat()
    return PickingDay(admin.pemda_id, purpose, month, opd=whose, within=of.id if len(admin.running) > 1 else 0)
