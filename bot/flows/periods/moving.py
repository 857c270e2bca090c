"""A new due date for all, shown before contacts are told (transcript 13d_hidup_periode)."""

from datetime import date, datetime

from bot.flows.base import Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.outside import by_buttons
from bot.flows.periods.day import at_hour
from bot.flows.periods.told import kept_dues, moved_dues, reached, tell_dues
from bot.flows.states.coordinator import ManagingPeriod, MovingDue
from bot.texts import common
from bot.texts.periods import period as texts
from core.deadlines import verification_due
from core.effects import MoveDue
from core.facts import AdminFacts, Facts, PeriodLine
from core.screen import Screen, button


def _verification(at: datetime, period: PeriodLine, admin: AdminFacts) -> datetime | None:
    """Verification must end after the due date; where it would not, it is moved by the usual rule."""
    if at.date() < period.verification_due.date():
        return None
    return verification_due(at, admin.days_off, admin.working_days)


def screen(state: MovingDue, admin: AdminFacts, facts: Facts) -> Screen:
    period = admin.period
    if period is None:
        return Screen(texts.NOTHING_OPEN, ((to_menu(admin.pemda_id),),))
    at = at_hour(date.fromisoformat(state.due), facts)
    verification = _verification(at, period, admin)
    until = common.day(verification) if verification else ""
    told = [line for line, _ in moved_dues(admin, period, at, verification or period.verification_due)]
    kept = [line.short for line in kept_dues(admin, at)]
    text = texts.confirm_due(common.moment(at, facts.zone_label), until, reached(facts, *told), kept)
    return Screen(text, ((button(texts.CHANGE_DUE, "move", state.due),), (button(texts.CANCEL, "cancel"),)))


def step(state: MovingDue, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    period, back = admin.period, ManagingPeriod(state.pemda)
    at = at_hour(date.fromisoformat(state.due), facts)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Tap(parts=("move", _)) if period is None or period.id != state.period:
            return Step(back, toast=texts.NOTHING_OPEN)
        case Tap(parts=("move", _)) if at <= facts.now:
            return Step(back, toast=texts.DUE_IS_PAST)
        case Tap(parts=("move", day)) if day == state.due and period is not None:
            verification = _verification(at, period, admin)
            moved = moved_dues(admin, period, at, verification or period.verification_due)
            orders = (MoveDue(period.id, at, verification), *tell_dues(admin, facts, period, moved))
            return Step(back, orders, banner=texts.due_changed(reached(facts, *(line for line, _ in moved))))
        case _:
            return by_buttons(state, event)


FLOW = coordinator_flow(states=(MovingDue,), step=step, screen=screen, record=texts.RECORD)
