"""The list of all periods, and the page of one that is closed or archived."""

from typing import get_args

from bot.flows.base import State, Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, coordinator_opener, period_of, refused, to_menu
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.periods.day import picking, reopenable
from bot.flows.periods.told import reached_by_role
from bot.flows.states.coordinator import ManagingPeriod, Purpose
from bot.flows.states.periods import ArchivingPeriod, ListingPeriods, ManagingResults, ShowingDraft, ShowingPeriod
from bot.texts import common
from bot.texts.periods import closing, life as texts, period as period_texts, retention as retention_texts
from core.assessment.model import PeriodStatus
from core.effects import ArchivePeriod, KeepLonger
from core.facts import AdminFacts, Facts, PeriodLine
from core.pemda.retention import years_after
from core.screen import Button, Rows, Screen, button

_States = ListingPeriods | ShowingPeriod | ArchivingPeriod


_PAGE = 4


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ListingPeriods():
            return _step_list(state, event, admin)
        case ShowingPeriod():
            return _step_period(state, event, admin, facts)
        case ArchivingPeriod():
            return _step_archive(state, event, admin)


def _step_list(state: ListingPeriods, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(parts=("period", number)) if (line := period_of(admin, number_of(number))) is not None:
            return Step(shown(line, admin))
        case Tap(item="back"):
            return Step(ManagingPeriod(state.pemda))
        case _:
            return in_list(state, event)


def shown(line: PeriodLine, admin: AdminFacts) -> State:
    """The page of a period."""
    pemda = admin.pemda_id
    match line.status:
        case PeriodStatus.DRAFT:
            return ShowingDraft(pemda, line.own_name)
        case PeriodStatus.OPEN:
            return ManagingPeriod(pemda, within=line.id if len(admin.running) > 1 or admin.within else 0)
        case _:
            return ShowingPeriod(pemda, line.id)


def _step_period(state: ShowingPeriod, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    line = period_of(admin, state.period)
    if line is None:
        return Step(ListingPeriods(state.pemda), toast=texts.NO_PERIOD)
    match event:
        case Tap(item="results"):
            return Step(ManagingResults(state.pemda, state.period))
        case Tap(item="archive") if line.status == PeriodStatus.CLOSED:
            return Step(ArchivingPeriod(state.pemda, state.period))
        case Tap(item="reopen") if may_reopen(line, admin):
            return Step(picking(Purpose.REOPENING, facts.now.date(), admin, facts, of=line.id))
        case Tap(item="back"):
            return Step(ListingPeriods(state.pemda))
        case _:
            return by_buttons(state, event)


def _step_archive(state: ArchivingPeriod, event: Event, admin: AdminFacts) -> Step:
    line, back = period_of(admin, state.period), ShowingPeriod(state.pemda, state.period)
    match event:
        case Tap(item="keep"):
            return Step(back)
        case Tap(item="archive") if line is None or line.status != PeriodStatus.CLOSED:
            return Step(back)
        case Tap(item="archive"):
            told = closing.archived(admin.results) if admin.results else ()
            return Step(back, (ArchivePeriod(state.period), *told), toast=texts.ARCHIVED)
        case _:
            return by_buttons(state, event)


def may_reopen(line: PeriodLine, admin: AdminFacts) -> bool:
    """Whether a closed period may be opened again: its results are not known, and no other one of its instrument is
    open.
    """
    return line.status == PeriodStatus.CLOSED and line.result_at is None and reopenable(line.id, admin)


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case ListingPeriods():
            return _list_screen(state, admin)
        case ShowingPeriod(period=number) if (line := period_of(admin, number)) is not None:
            return _period_screen(line, admin, facts)
        case ArchivingPeriod(period=number) if (line := period_of(admin, number)) is not None:
            return _archive_screen(line, admin, facts)
    return Screen(texts.NO_PERIOD, ((to_menu(admin.pemda_id),),))


def _list_screen(state: ListingPeriods, admin: AdminFacts) -> Screen:
    page = page_of(admin.periods, state.page, _PAGE)
    rows = tuple((button(texts.label(line, admin.periods), "period", line.id),) for line in page.items)
    return Screen(texts.listing(admin.pemda_name), (*rows, *page.turner, (button(texts.BACK, "back"),)))


def _period_screen(line: PeriodLine, admin: AdminFacts, facts: Facts) -> Screen:
    results = admin.results
    known = common.moment(line.result_at, facts.zone_label) if line.result_at else ""
    counted = (len(results.verified), len(results.counted)) if results else (0, 0)
    text = texts.over(
        line, common.moment(line.due, facts.zone_label), *counted, known, results.unit if results else "OPD"
    )
    if results and line.status == PeriodStatus.CLOSED and (left := len(closing.waiting(results))):
        text = f"{text}\n{texts.not_judged_after(left)}"
    more: list[Button] = []
    if may_reopen(line, admin):
        more.append(button(texts.REOPEN, "reopen"))
    if line.status == PeriodStatus.CLOSED:
        more.append(button(texts.ARCHIVE, "archive"))
    rows: Rows = ((button(texts.RESULTS, "results"),), tuple(more), (button(texts.BACK, "back"),))
    return Screen(text, tuple(row for row in rows if row))


def _archive_screen(line: PeriodLine, admin: AdminFacts, facts: Facts) -> Screen:
    waiting = {one.opd_id for one in closing.waiting(admin.results)} if admin.results else set()
    people = reached_by_role(facts, *(opd for opd in admin.opds if opd.id in waiting))
    rows = ((button(texts.KEEP_CLOSED, "keep"),), (button(texts.ARCHIVE, "archive"),))
    return Screen(texts.confirm_archive(line.name, len(waiting), *people), rows)


def keep_longer(event: Event, state: State | None, admin: AdminFacts, facts: Facts) -> Step:
    """[Tunda satu tahun] on the notice that an old period's words will be removed: "keep_period", the Pemda, the
    period.
    """
    parts = event.parts[1:] if isinstance(event, Tap) else ()
    pemda, period = [number_of(part) for part in parts] if len(parts) == 2 else (None, None)
    if pemda != admin.pemda_id:
        return refused(state, event)
    line = period_of(admin, period)
    if line is None:
        return Step(ListingPeriods(pemda), toast=texts.NO_PERIOD)
    if line.erased:
        return Step(ShowingPeriod(pemda, line.id), toast=retention_texts.GONE)
    banner = retention_texts.kept(line.name, years_after(facts.now, 1))
    return Step(ShowingPeriod(pemda, line.id), (KeepLonger(line.id),), banner=banner)


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=period_texts.RECORD,
    openers={"keep_period": coordinator_opener(keep_longer)},
)
