"""Next year's period as a draft: made from the newest one, changed, and scheduled or thrown away."""

from datetime import datetime, time, timedelta
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.outside import by_buttons
from bot.flows.periods.day import picking
from bot.flows.states.coordinator import ManagingPeriod, Purpose
from bot.flows.states.periods import DiscardingDraft, ListingPeriods, ShowingDraft
from bot.texts import common
from bot.texts.periods import life as texts, period as period_texts
from core.assessment.model import PeriodStatus
from core.deadlines import working_day_from, year_later
from core.effects import DiscardDraft, DraftPeriod, SchedulePeriod, UnschedulePeriod
from core.facts import AdminFacts, Facts, PeriodLine
from core.pemda.periods import WEEKS, PeriodKind, following
from core.reminders.due import before_work, last_morning
from core.screen import Rows, Screen, button
from core.written import long_day

_States = ShowingDraft | DiscardingDraft

OPENING_HOUR = time(8)
"""A period that opens by itself opens when offices do."""


def successor(admin: AdminFacts, facts: Facts) -> DraftPeriod | None:
    """The period after the newest one of its instrument, on the same weekdays, moved off holidays. None when there is a
    draft already, or nothing to copy.
    """
    alike = [line for line in admin.periods if line.instrument == admin.periods[0].instrument]
    if admin.period is not None:
        alike = [line for line in admin.periods if line.instrument == admin.period.instrument]
    if not alike or any(line.status == PeriodStatus.DRAFT for line in alike):
        return None
    last = alike[0]
    kind = PeriodKind(last.kind)
    if kind not in WEEKS:
        return None
    dates = (last.opens.replace(hour=OPENING_HOUR.hour, minute=0, second=0, microsecond=0), last.due)
    opens, due, verification = (_ahead(at, kind, admin, facts) for at in (*dates, last.verification_due))
    name = following(kind, last.own_name, last.due.date(), due.date())
    if due <= opens or verification <= due or any(line.own_name == name for line in admin.periods):
        return None
    return DraftPeriod(admin.pemda_id, name, last.id, opens, due, verification, kind, last.chosen)


def _ahead(at: datetime, kind: PeriodKind, admin: AdminFacts, facts: Facts) -> datetime:
    """A year later, or half of it, or a quarter; and as many as it takes to be in the future."""
    at = _later(at, kind, admin)
    while at <= facts.now:
        at = _later(at, kind, admin)
    return at


def _later(at: datetime, kind: PeriodKind, admin: AdminFacts) -> datetime:
    if kind is PeriodKind.YEARLY:
        return year_later(at, admin.days_off, admin.working_days)
    day = working_day_from(at.date() + timedelta(weeks=WEEKS[kind]), admin.days_off, admin.working_days)
    return datetime.combine(day, at.timetz())


def unannounced(admin: AdminFacts, instrument: str, opens: datetime) -> str:
    """The warning about the period before, which is archived when this one opens; "" where its results are known."""
    before = (line for line in admin.periods if line.opens < opens and line.result_at is None)
    before = (line for line in before if line.instrument == instrument)
    over = (line for line in before if line.status == PeriodStatus.CLOSED or _open_until(line, opens))
    last = next(over, None)
    return texts.will_archive(last.name) if last else ""


def _open_until(line: PeriodLine, opens: datetime) -> bool:
    """Whether it is open now, and over by then."""
    return line.status == PeriodStatus.OPEN and line.verification_due < opens


def prepare(admin: AdminFacts, facts: Facts) -> Step:
    """[Siapkan periode 2027]"""
    order = successor(admin, facts)
    if order is None:
        return Step(ListingPeriods(admin.pemda_id), toast=texts.PREPARED_ALREADY)
    return Step(ShowingDraft(admin.pemda_id, order.name), (order,), banner=texts.prepared(order.name))


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    draft = _draft(admin, state.name)
    if draft is None:
        return Step(ListingPeriods(state.pemda), toast=texts.NO_DRAFT)
    match state:
        case DiscardingDraft():
            return _step_discard(state, event, draft)
        case ShowingDraft():
            return _step_draft(state, event, draft, admin, facts)


def _draft(admin: AdminFacts, name: str) -> PeriodLine | None:
    return next((line for line in admin.periods if line.own_name == name and line.status == PeriodStatus.DRAFT), None)


def _step_draft(state: ShowingDraft, event: Event, draft: PeriodLine, admin: AdminFacts, facts: Facts) -> Step:
    verb = event.item if isinstance(event, Tap) else ""
    purposes = {"opens": Purpose.DRAFT_OPENS, "due": Purpose.DRAFT_DUE, "verification": Purpose.DRAFT_VERIFICATION}
    match verb:
        case "schedule" if not draft.scheduled:
            refusal = _why_not_yet(draft, admin, facts)
            if refusal:
                return Step(state, toast=refusal)
            return Step(state, (SchedulePeriod(draft.id),), banner=texts.scheduled(draft.name))
        case "unschedule" if draft.scheduled:
            return Step(state, (UnschedulePeriod(draft.id),), toast=texts.UNSCHEDULED)
        case "opens" | "due" | "verification" if not draft.scheduled:
            date = {"opens": draft.opens, "due": draft.due, "verification": draft.verification_due}[verb].date()
            return Step(picking(purposes[verb], date, admin, facts, of=draft.id))
        case "discard" if not draft.scheduled:
            return Step(DiscardingDraft(state.pemda, state.name))
        case "back":
            return Step(ListingPeriods(state.pemda))
        case _:
            return by_buttons(state, event)


def _why_not_yet(draft: PeriodLine, admin: AdminFacts, facts: Facts) -> str:
    """Why it cannot be scheduled: periods of one instrument must not overlap, and none opens in the past."""
    if draft.opens <= facts.now:
        return texts.OPENING_IS_PAST
    other = admin.in_the_way(draft.instrument, draft.opens, draft.verification_due, draft.chosen, besides=draft.id)
    return texts.overlaps(other.name, long_day(other.verification_due)) if other else ""


def _step_discard(state: DiscardingDraft, event: Event, draft: PeriodLine) -> Step:
    match event:
        case Tap(item="keep"):
            return Step(ShowingDraft(state.pemda, state.name))
        case Tap(item="discard") if not draft.scheduled:
            banner = texts.discarded(draft.name)
            return Step(ManagingPeriod(state.pemda), (DiscardDraft(draft.id),), banner=banner)
        case _:
            return by_buttons(state, event)


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case DiscardingDraft(name=name):
            rows: Rows = ((button(texts.KEEP, "keep"),), (button(texts.DISCARD, "discard"),))
            return Screen(texts.confirm_discard(name), rows)
        case ShowingDraft(name=name) if (draft := _draft(admin, name)) is not None:
            return _draft_screen(draft, admin, facts)
    return Screen(texts.NO_PERIOD, ((to_menu(admin.pemda_id),),))


def _draft_screen(draft: PeriodLine, admin: AdminFacts, facts: Facts) -> Screen:
    text = texts.draft(
        draft,
        len(admin.opds),
        common.moment(draft.opens, facts.zone_label),
        common.moment(draft.due, facts.zone_label),
        common.day(draft.verification_due),
    )
    if before_work(draft.due):
        last = last_morning(draft.due, admin.days_off, admin.working_days)
        text = f"{text}\n{common.WARN} {period_texts.before_work(draft.due, last)}"
    if warning := unannounced(admin, draft.instrument, draft.opens):
        text = f"{text}\n{warning}"
    if draft.scheduled:
        return Screen(text, ((button(texts.UNSCHEDULE, "unschedule"),), (button(texts.BACK, "back"),)))
    return Screen(
        text,
        (
            (button(texts.SCHEDULE, "schedule"),),
            (button(texts.CHANGE_OPENING, "opens"),),
            (button(period_texts.CHANGE_DUE, "due"), button(period_texts.CHANGE_VERIFICATION, "verification")),
            (button(texts.DISCARD, "discard"),),
            (button(texts.BACK, "back"),),
        ),
    )


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=period_texts.RECORD)
