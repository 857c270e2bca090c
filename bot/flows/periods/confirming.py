"""A chosen day that people are told of: shown with what follows from it before it is carried out, as a new due date for
all is (moving.py). More time for one OPD, another end of verification, a closed period opened again.
"""

from datetime import date, datetime

from bot.flows.base import Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, opd_of, period_of
from bot.flows.kit.outside import by_buttons
from bot.flows.periods.day import at_hour, calendar_of, origin, reopenable, to_contacts
from bot.flows.periods.told import (
    Moved,
    cut_repairs,
    extended,
    moved_dues,
    owing,
    reached,
    tell_dues,
    tell_repairs,
    tellable,
)
from bot.flows.states.coordinator import ConfirmingDay, Extending, ManagingPeriod, Purpose
from bot.texts import common
from bot.texts.pemda import opds as opd_texts
from bot.texts.periods import closing, life as life_texts, period as texts
from core.effects import Effect, MoveDue, ReopenPeriod, TellOpds, TellRole
from core.facts import AdminFacts, Facts, OpdLine, PeriodLine
from core.people.roles import Role
from core.screen import Notice, Screen, button, steady


def screen(state: ConfirmingDay, admin: AdminFacts, facts: Facts) -> Screen:
    text, label = _asked(state, _at(state, facts), admin, facts)
    return Screen(text, ((button(label, "sure", state.day),), (button(texts.CANCEL, "cancel"),)))


def _at(state: ConfirmingDay, facts: Facts) -> datetime:
    return at_hour(date.fromisoformat(state.day), facts)


def _asked(state: ConfirmingDay, at: datetime, admin: AdminFacts, facts: Facts) -> tuple[str, str]:
    """The question with what follows, and the label of its button."""
    match state.purpose:
        case Purpose.EXTENSION if (opd := opd_of(admin, state.opd)) is not None:
            due = common.moment(at, facts.zone_label)
            return texts.confirm_extension(opd.short, due, reached(facts, opd)), texts.EXTEND
        case Purpose.REOPENING if (period := period_of(admin, state.of)) is not None:
            orders = (order for order in _reopened(at, admin, facts) if isinstance(order, TellOpds))
            told = {opd for order in orders for opd, _ in order.notices}
            count = tellable(facts, *(line for line in admin.opds if line.id in told), heads=True)
            due = _still_due(period, facts)
            return life_texts.confirm_reopening(period.name, common.day(at), count, due), life_texts.REOPEN
        case Purpose.VERIFICATION if (open_one := admin.period) is not None:
            concerned = [line for moved in _cut(at, open_one, admin) for line, _ in moved]
            contacts = reached(facts, *concerned) if concerned else None
            return texts.confirm_verification(common.day(at), contacts), texts.CHANGE_VERIFICATION
    return texts.NOTHING_OPEN, texts.CHANGE_DUE


def step(state: ConfirmingDay, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match event:
        case Tap(item="cancel"):
            return Step(origin(state, admin))
        case Tap(parts=("sure", day)) if day == state.day:
            return _carried_out(state, admin, facts)
        case _:
            return by_buttons(state, event)


def _carried_out(state: ConfirmingDay, admin: AdminFacts, facts: Facts) -> Step:
    at, period, back = _at(state, facts), admin.period, ManagingPeriod(state.pemda)
    possible = calendar_of(state, admin, facts).open(at.date())
    match state.purpose:
        case Purpose.EXTENSION if period is not None and (opd := opd_of(admin, state.opd)) is not None:
            if opd.assessment is None or opd not in owing(admin):
                return Step(back, toast=opd_texts.ALREADY_SENT)
            return _extended(opd, at, period, admin, facts) if possible else Step(back, toast=texts.DAY_IS_PAST)
        case Purpose.VERIFICATION if period is not None:
            return _verification_moved(at, period, admin, facts) if possible else Step(back, toast=texts.DAY_IS_PAST)
        case Purpose.REOPENING if reopenable(state.of, admin) and (closed := period_of(admin, state.of)) is not None:
            if not possible:
                return Step(origin(state, admin), toast=texts.DAY_IS_PAST)
            words = texts.reopened_by(closed.name, common.whoever(facts.person), common.moment(at, facts.zone_label))
            way = ((steady(texts.SHOW_PERIOD, "period", admin.pemda_id),),)
            others = TellRole(admin.pemda_id, Role.COORDINATOR, Notice(words, way))
            orders = (ReopenPeriod(state.of, at), *_reopened(at, admin, facts), others)
            return Step(back, orders, banner=life_texts.reopened(common.day(at), _still_due(closed, facts)))
    return Step(back, toast=texts.ALREADY_OPEN if period else texts.NOTHING_OPEN)


def _still_due(period: PeriodLine, facts: Facts) -> str:
    """When answers are due, if that is still to come; else ""."""
    return common.moment(period.due, facts.zone_label) if period.due > facts.now else ""


def _extended(opd: OpdLine, at: datetime, period: PeriodLine, admin: AdminFacts, facts: Facts) -> Step:
    before = opd.due.isoformat() if opd.due and opd.due != period.due else ""
    notice = to_contacts(admin, texts.own_due(opd.short, common.moment(at, facts.zone_label)), texts.CONTINUE, opd.id)
    return Step(Extending(admin.pemda_id, opd.id, before), (*extended(opd, at), notice))


def _cut(at: datetime, period: PeriodLine, admin: AdminFacts) -> tuple[Moved, Moved]:
    """Own due dates and times for repair that end earlier, because verification does."""
    return moved_dues(admin, period, period.due, at), cut_repairs(admin, at)


def _verification_moved(at: datetime, period: PeriodLine, admin: AdminFacts, facts: Facts) -> Step:
    dues, repairs = _cut(at, period, admin)
    told = (*tell_dues(admin, facts, period, dues), *tell_repairs(admin, facts, repairs))
    concerned = [line for line, _ in (*dues, *repairs)]
    banner = texts.verification_changed(common.day(at), reached(facts, *concerned) if concerned else None)
    return Step(ManagingPeriod(admin.pemda_id), (MoveDue(period.id, None, at), *told), banner=banner)


def _reopened(at: datetime, admin: AdminFacts, facts: Facts) -> tuple[Effect, ...]:
    """The notices to those who can go on."""
    return closing.reopened(admin.results, common.moment(at, facts.zone_label)) if admin.results else ()


FLOW = coordinator_flow(states=(ConfirmingDay,), step=step, screen=screen, record=texts.RECORD)
