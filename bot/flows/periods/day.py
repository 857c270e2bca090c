"""Choosing a day: dates of a period, and more time for one OPD (transcript 13_koordinator)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.calendar import Calendar, day_of, in_calendar, month_screen, named_day
from bot.flows.kit.coordinator import coordinator_flow, opd_of, period_of
from bot.flows.periods.told import owing
from bot.flows.states.coordinator import (
    ConfirmingDay,
    DraftingPeriod,
    ManagingPeriod,
    MovingDue,
    OfNewPeriod,
    PickingDay,
    Purpose,
)
from bot.flows.states.periods import ShowingDraft, ShowingPeriod
from bot.texts.pemda import opds as opd_texts
from bot.texts.periods import life as life_texts, period as texts
from core.deadlines import verification_due, working_day_from
from core.effects import ChangeDraft, TellRole
from core.facts import AdminFacts, Facts, OpdLine
from core.people.roles import Role
from core.screen import Button, Notice, Screen, steady

HOUR = time(16)
"""The end of an office day, at which a due date ends unless the command line says otherwise."""

AHEAD = timedelta(weeks=3)
"""The calendar opens there, because a due date is rarely nearer."""


def picking(
    purpose: Purpose,
    month: date,
    admin: AdminFacts,
    facts: Facts,
    draft: DraftingPeriod | None = None,
    opd: int = 0,
    of: int = 0,
) -> PickingDay:
    """The calendar, opened at the month of a likely choice."""
    due, verification = (draft.due, draft.verification) if draft else ("", "")
    state = PickingDay(admin.pemda_id, purpose.value, "", due, verification, opd, of)
    state = replace(state, **scope_of(draft)) if draft else state
    return replace(state, month=calendar_of(state, admin, facts).month(month).isoformat())


def scope_of(state: OfNewPeriod) -> dict[str, Any]:
    """What was chosen for a new period so far, besides its days."""
    chosen = {"chosen": state.chosen, "subjects": state.subjects, "about": state.about}
    return {"instrument": state.instrument, "kind": state.kind, **chosen}


def may_add(admin: AdminFacts) -> bool:
    """Whether a period may be made: beside an open one only where there are several instruments, or several periods."""
    return not admin.running or len(admin.shelf) > 1 or len(admin.running) > 1


def at_hour(day: date, facts: Facts) -> datetime:
    """The instant of a due day, in the Pemda's zone."""
    return datetime.combine(day, HOUR, facts.now.tzinfo)


def extension(opd: OpdLine, admin: AdminFacts, facts: Facts) -> PickingDay | None:
    """The calendar for more time; None for an OPD that owes nothing."""
    if admin.period is None or opd not in owing(admin):
        return None
    due = opd.due or admin.period.due
    return picking(Purpose.EXTENSION, due.date() + timedelta(days=1), admin, facts, opd=opd.id)


def to_contacts(admin: AdminFacts, text: str, label: str, opd: int | None = None) -> TellRole:
    """A notice to the contacts of one OPD, or of all, with a button back to work; where there are several periods, to
    the one it is about.
    """
    line = opd_of(admin, opd)
    notice = Notice(text, ((way_back(label, line.assessment if line else None, admin),),))
    return TellRole(admin.pemda_id, Role.CONTACT, notice, opd)


def way_back(label: str, assessment: int | None, admin: AdminFacts) -> Button:
    """To where a contact stopped in this assessment, or to the choice."""
    if not admin.running or (len(admin.running) == 1 and admin.period is not None and not admin.within):
        return steady(label, "start") if assessment is None else steady(label, "resume", assessment)
    return steady(label, "choose") if assessment is None else steady(label, "receipt", assessment)


def calendar_of(state: PickingDay, admin: AdminFacts, facts: Facts) -> Calendar:
    """A due date must be in the future, verification after it, an extension between the two."""
    today = facts.now.date()
    earliest = today if facts.now.time() < HOUR else today + timedelta(days=1)
    latest = date(today.year + 1, 12, 31)  # so far the days off are known
    period = admin.period
    match state.purpose:
        case Purpose.NEW_VERIFICATION:
            earliest = max(earliest, (day_of(state.due) or today) + timedelta(days=1))
        case Purpose.VERIFICATION if period is not None:
            earliest = max(earliest, period.due.date() + timedelta(days=1))
        case Purpose.EXTENSION if period is not None:
            opd = opd_of(admin, state.opd)
            due = opd.due if opd and opd.due else period.due
            earliest = max(earliest, due.date() + timedelta(days=1))
            latest = max(earliest, period.verification_due.date())
        case Purpose.DRAFT_OPENS | Purpose.DRAFT_DUE | Purpose.DRAFT_VERIFICATION:
            earliest = max(earliest, _after_draft(state, admin, today) + timedelta(days=1))
            latest = date(today.year + 2, 12, 31)
    latest = max(earliest, latest)
    return Calendar(earliest, latest, admin.days_off, admin.working_days)


def _after_draft(state: PickingDay, admin: AdminFacts, today: date) -> date:
    """The day after which this day of a draft must be: today, its opening, or its due date."""
    draft = period_of(admin, state.of)
    if draft is None or state.purpose == Purpose.DRAFT_OPENS:
        return today
    return (draft.opens if state.purpose == Purpose.DRAFT_DUE else draft.due).date()


def screen(state: PickingDay, admin: AdminFacts, facts: Facts) -> Screen:
    match state.purpose:
        case Purpose.NEW_VERIFICATION | Purpose.VERIFICATION | Purpose.DRAFT_VERIFICATION:
            asked = texts.asked_verification()
        case Purpose.EXTENSION:
            opd = opd_of(admin, state.opd)
            asked = texts.asked_extension(opd.short if opd else "")
        case Purpose.DRAFT_OPENS:
            asked = life_texts.asked_opening()
        case Purpose.REOPENING:
            asked = life_texts.asked_reopening()
        case _:
            asked = texts.asked_due()
    return month_screen(state, calendar_of(state, admin, facts), asked, admin.estimated)


def step(state: PickingDay, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    calendar = calendar_of(state, admin, facts)
    match event:
        case Tap() | Text() if (day := named_day(state, event, calendar)) is not None and calendar.open(day):
            chosen = _chosen(state, day, admin, facts)
            return chosen.aloud() if isinstance(event, Text) else chosen
        case Tap(item="cancel") if state.due and state.verification:
            return Step(DraftingPeriod(state.pemda, state.due, state.verification, **scope_of(state)))
        case Tap(item="cancel"):
            return Step(origin(state, admin))
        case _:
            return in_calendar(state, event, calendar)


def origin(state: PickingDay, admin: AdminFacts) -> State:
    """The page from which the calendar was opened."""
    of = period_of(admin, state.of)
    if of is None:
        return ManagingPeriod(state.pemda)
    return (
        ShowingPeriod(state.pemda, of.id)
        if state.purpose == Purpose.REOPENING
        else ShowingDraft(state.pemda, of.own_name)
    )


def _chosen(state: PickingDay, day: date, admin: AdminFacts, facts: Facts) -> Step:
    at = at_hour(day, facts)
    period = admin.period
    match state.purpose:
        case Purpose.NEW_DUE if may_add(admin):
            verification = verification_due(at, admin.days_off, admin.working_days).date()
            return Step(DraftingPeriod(state.pemda, day.isoformat(), verification.isoformat(), **scope_of(state)))
        case Purpose.NEW_VERIFICATION if may_add(admin):
            return Step(DraftingPeriod(state.pemda, state.due, day.isoformat(), **scope_of(state)))
        case Purpose.DUE if period is not None:
            return Step(MovingDue(state.pemda, period.id, day.isoformat()))
        case Purpose.VERIFICATION if period is not None:
            return Step(_confirming(state, day))
        case Purpose.EXTENSION if period is not None and (opd := opd_of(admin, state.opd)) is not None:
            if opd not in owing(admin):
                return Step(ManagingPeriod(state.pemda), toast=opd_texts.ALREADY_SENT)
            return Step(_confirming(state, day))
        case Purpose.REOPENING if reopenable(state.of, admin):
            return Step(_confirming(state, day))
        case Purpose.DRAFT_OPENS | Purpose.DRAFT_DUE | Purpose.DRAFT_VERIFICATION:
            return _redated(state, day, admin)
    return Step(ManagingPeriod(state.pemda), toast=texts.ALREADY_OPEN if period else texts.NOTHING_OPEN)


def reopenable(number: int, admin: AdminFacts) -> bool:
    """Whether no open period is in the way of opening this one again."""
    line = period_of(admin, number)
    return line is not None and not any(
        other.excludes(line.instrument, other.opens, other.verification_due, line.chosen) for other in admin.running
    )


def _confirming(state: PickingDay, day: date) -> ConfirmingDay:
    """Dates that people are told of are shown with what follows from them first (confirming.py)."""
    return ConfirmingDay(
        state.pemda, state.purpose, state.month, state.due, state.verification, state.opd, state.of, day.isoformat()
    )


def _redated(state: PickingDay, day: date, admin: AdminFacts) -> Step:
    """Changes one date of a draft. Later dates are moved too where they would be too early."""
    draft = period_of(admin, state.of)
    if draft is None:
        return Step(ManagingPeriod(state.pemda), toast=life_texts.NO_DRAFT)
    opens, due, verification = draft.opens, draft.due, draft.verification_due
    match state.purpose:
        case Purpose.DRAFT_OPENS:
            opens = datetime.combine(day, opens.timetz())
        case Purpose.DRAFT_DUE:
            due = datetime.combine(day, due.timetz())
        case _:
            verification = datetime.combine(day, verification.timetz())
    if due <= opens:
        due = datetime.combine(_working(opens.date() + AHEAD, admin), due.timetz())
    if verification <= due:
        verification = verification_due(due, admin.days_off, admin.working_days)
    order = ChangeDraft(draft.id, opens, due, verification)
    return Step(ShowingDraft(state.pemda, draft.own_name), (order,), banner=life_texts.draft_changed())


def _working(day: date, admin: AdminFacts) -> date:
    return working_day_from(day, admin.days_off, admin.working_days)


FLOW = coordinator_flow(states=(PickingDay,), step=step, screen=screen, record=texts.RECORD)
