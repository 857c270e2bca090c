"""A period: opened after tapping a day, its due dates moved, closed (transcript 13_koordinator)."""

from datetime import date
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, Tap
from bot.flows.kit.coordinator import coordinator_flow, opener_to, period_of, to_menu
from bot.flows.kit.next_step import next_step
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of
from bot.flows.kit.rows import in_rows
from bot.flows.periods.day import AHEAD, at_hour, may_add, picking, scope_of
from bot.flows.periods.drafts import prepare, successor, unannounced
from bot.flows.periods.extension import ask_which
from bot.flows.periods.life import shown
from bot.flows.periods.scoping import instrument_of, outdated, participants, title_of, usual, what_of
from bot.flows.periods.told import owing, tellable
from bot.flows.states.coordinator import ClosingPeriod, DraftingPeriod, ManagingPeriod, Purpose, ScopingPeriod
from bot.flows.states.periods import ListingPeriods, ManagingResults
from bot.flows.states.registers import ListingRegisters
from bot.texts import common
from bot.texts.periods import closing, life as life_texts, period as texts, scoping as scoping_texts
from bot.texts.results import region as result_texts
from core.assessment.model import PeriodStatus
from core.effects import ClosePeriod, Effect, OpenPeriod, TellOpds, TellRole
from core.facts import AdminFacts, Facts, PeriodLine
from core.pemda.periods import PeriodKind, named
from core.people.roles import Role
from core.results.stages import REVIEWED
from core.screen import Button, Notice, Rows, Screen, button, steady

IN_ROWS = 3
"""Open periods that have a row each."""
_States = ManagingPeriod | DraftingPeriod | ClosingPeriod


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ManagingPeriod():
            return _step_overview(state, event, admin, facts)
        case DraftingPeriod():
            return _step_draft(state, event, admin, facts)
        case ClosingPeriod():
            return _step_close(state, event, admin, facts)


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case DraftingPeriod():
            return _draft_screen(state, admin, facts)
        case ClosingPeriod() if admin.period is not None:
            return _close_screen(admin.period, admin)
        case _:
            return _overview_screen(admin, facts)


# the overview


def _overview_screen(admin: AdminFacts, facts: Facts) -> Screen:
    period = admin.period
    if period is None:
        return _several_screen(admin) if admin.running else _nothing_open_screen(admin, facts)
    due = common.moment(period.due, facts.zone_label)
    text = texts.overview(period, due, common.day(period.verification_due), admin.sent_here)
    return Screen(
        text,
        (
            *next_step(admin, "period"),
            (button(texts.EXTEND, "extend", period.id),),
            (button(texts.CHANGE_DUE, "due", period.id), button(texts.CHANGE_VERIFICATION, "verification", period.id)),
            (button(life_texts.RESULTS, "results", period.id), *_others(admin)),
            *_ahead(admin, facts),
            *_registers(period),
            (button(texts.close(period), "close", period.id),),
            (to_menu(admin.pemda_id),),
        ),
    )


def _registers(period: PeriodLine) -> Rows:
    """To the registers of its OPD, where its instrument is about what is in them."""
    kind = period.pinned.subject if period.pinned is not None else "opd"
    return () if kind == "opd" else ((button(texts.registers(kind), "registers"),),)


def _ahead(admin: AdminFacts, facts: Facts) -> Rows:
    """To the next period of this instrument, and to one beside it: a row, or none."""
    row = tuple(one for part in (*_next_year(admin, facts), *_one_more(admin)) for one in part)
    return (row,) if row else ()


def _one_more(admin: AdminFacts) -> Rows:
    """To a new period beside the open ones, where there can be another."""
    return ((button(texts.NEW_BESIDE, "new", admin.pemda_id),),) if may_add(admin) else ()


def _several_screen(admin: AdminFacts) -> Screen:
    """The open periods, one of which is chosen."""
    ways = [button(line.name, "period", line.id) for line in admin.running]
    rows = in_rows(ways, 1 if len(ways) <= IN_ROWS else 2)
    below = (*((button(life_texts.OTHERS, "periods"),) if len(admin.periods) > len(admin.running) else ()),)
    return Screen(
        texts.several(admin.pemda_name, admin.running),
        (*rows, *_one_more(admin), *((below,) if below else ()), (to_menu(admin.pemda_id),)),
    )


def _nothing_open_screen(admin: AdminFacts, facts: Facts) -> Screen:
    last = _last(admin)
    results = (button(life_texts.RESULTS, "results", last.id),) if last else ()
    rows = (
        *next_step(admin, "period"),
        (button(texts.NEW, "new", admin.pemda_id),),
        (*results, *_others(admin)),
        *_next_year(admin, facts),
        (to_menu(admin.pemda_id),),
    )
    return Screen(texts.no_period(admin.pemda_name, last), tuple(row for row in rows if row))


def _last(admin: AdminFacts) -> PeriodLine | None:
    """The newest period that is over."""
    return next((line for line in admin.periods if line.status != PeriodStatus.DRAFT), None)


def _others(admin: AdminFacts) -> tuple[Button, ...]:
    """To the list of periods, if it contains another one."""
    return (button(life_texts.OTHERS, "periods"),) if len(admin.periods) > (admin.period is not None) else ()


def _next_year(admin: AdminFacts, facts: Facts) -> Rows:
    following = successor(admin, facts)
    return ((button(life_texts.prepare(following.name), "prepare"),),) if following else ()


def _step_overview(state: ManagingPeriod, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    period = admin.period
    verb = event.parts[0] if isinstance(event, Tap) else ""
    if verb == "period" and isinstance(event, Tap):
        one = period_of(admin, number_of(event.parts[-1]))
        return Step(shown(one, admin) if one else ManagingPeriod(state.pemda))
    match verb, period:
        case "new", _ if not admin.opds:
            return Step(state, toast=common.NO_OPDS)
        case "new", _ if may_add(admin):
            return Step(picking(Purpose.NEW_DUE, facts.now.date() + AHEAD, admin, facts))
        case "extend", PeriodLine():
            return ask_which(admin)
        case "due", PeriodLine(due=due):
            return Step(picking(Purpose.DUE, due.date(), admin, facts))
        case "verification", PeriodLine(verification_due=due):
            return Step(picking(Purpose.VERIFICATION, due.date(), admin, facts))
        case "close", PeriodLine(id=number):
            return Step(ClosingPeriod(admin.pemda_id, number))
        case "results", _ if (meant := period or (None if admin.running else _last(admin))) is not None:
            return Step(ManagingResults(admin.pemda_id, meant.id))
        case "registers", PeriodLine(instrument=instrument):
            return Step(ListingRegisters(state.pemda, instrument))
        case "prepare", _:
            return prepare(admin, facts)
        case "periods", _:
            return Step(ListingPeriods(admin.pemda_id))
        case _:
            return by_buttons(state, event)


# opening and closing


def _name(state: DraftingPeriod, day: date, admin: AdminFacts) -> str:
    """The year, or what the kind of period says instead; after the instrument where it is not the usual one."""
    what = "" if instrument_of(state, admin) == usual(admin) else what_of(instrument_of(state, admin), admin)
    return named(PeriodKind(state.kind or PeriodKind.YEARLY), day, (line.own_name for line in admin.periods), what)


def _draft_screen(state: DraftingPeriod, admin: AdminFacts, facts: Facts) -> Screen:
    due = at_hour(date.fromisoformat(state.due), facts)
    name, opds = _name(state, due.date(), admin), participants(state, admin)
    text = texts.draft(
        name,
        title_of(state, admin),
        len(opds),
        common.moment(due, facts.zone_label),
        common.day(date.fromisoformat(state.verification)),
        tellable(facts, *opds),
    )
    warning = outdated(state, due.year, admin)
    text = f"{text}\n{texts.only_about(state.about)}" if state.subjects else text
    other = _in_the_way(state, admin, facts)
    hint = unannounced(admin, instrument_of(state, admin), facts.now) if other is None else _refusal(state, other)
    for said in (warning, hint):
        text = f"{text}\n{said}" if said else text
    changes = (
        button(texts.CHANGE_DUE, "due", state.due),
        button(texts.CHANGE_VERIFICATION, "verify", state.verification),
    )
    opening = (button(texts.open_period(name), "open", state.due, state.verification),)
    if other is not None:
        opening = (button(texts.see_period(other.name), "other"),)
    scope: Rows = ((button(scoping_texts.SCOPE, "scope"),),) if may_scope(state, admin) else ()
    return Screen(text, (opening, changes, *scope, (button(texts.CANCEL, "cancel"),)))


def _step_draft(state: DraftingPeriod, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    due = date.fromisoformat(state.due)
    match event:
        case Tap(parts=("open", *_)):
            return _open(state, due, admin, facts)
        case Tap(item="cancel"):
            return Step(ManagingPeriod(state.pemda))
        case Tap(item="other") if (other := _in_the_way(state, admin, facts)) is not None:
            return Step(shown(other, admin))
        case Tap(item="scope") if may_scope(state, admin):
            return Step(ScopingPeriod(state.pemda, state.due, state.verification, **scope_of(state)))
        case Tap(parts=("due", _)):
            return Step(picking(Purpose.NEW_DUE, due, admin, facts, state))
        case Tap(parts=("verify", _)):
            month = date.fromisoformat(state.verification)
            return Step(picking(Purpose.NEW_VERIFICATION, month, admin, facts, state))
        case _:
            return by_buttons(state, event)


def may_scope(state: DraftingPeriod, admin: AdminFacts) -> bool:
    """Whether instrument, kind and OPD may be chosen: not where the period is about one line of a register."""
    return len(admin.shelf) > 1 and not state.subjects


def _open(state: DraftingPeriod, due: date, admin: AdminFacts, facts: Facts) -> Step:
    at = at_hour(due, facts)
    if not admin.opds:
        return Step(ManagingPeriod(state.pemda), toast=common.NO_OPDS)
    if at <= facts.now:
        return Step(picking(Purpose.NEW_DUE, facts.now.date() + AHEAD, admin, facts), toast=texts.DUE_IS_PAST)
    name, instrument = _name(state, due, admin), instrument_of(state, admin)
    verification = at_hour(date.fromisoformat(state.verification), facts)
    if _in_the_way(state, admin, facts) is not None:
        return Step(state, toast=texts.ALREADY_OPEN)  # the preview says which, and what to do
    kind = state.kind or PeriodKind.YEARLY
    times = (facts.now, at, verification)
    opened = OpenPeriod(admin.pemda_id, name, instrument, *times, kind, state.chosen, state.subjects)
    banner = texts.opened(name, tellable(facts, *participants(state, admin)))
    words = texts.opening(name, common.moment(at, facts.zone_label))
    words = f"{words}\n{texts.only_about(state.about)}" if state.subjects else words
    told = _told_of_opening(state, words, admin)
    return Step(ManagingPeriod(state.pemda), (opened, told), banner=banner)


def _in_the_way(state: DraftingPeriod, admin: AdminFacts, facts: Facts) -> PeriodLine | None:
    """The period because of which this one cannot be opened."""
    verification = at_hour(date.fromisoformat(state.verification), facts)
    return admin.in_the_way(instrument_of(state, admin), facts.now, verification, state.chosen)


def _refusal(state: DraftingPeriod, other: PeriodLine) -> str:
    return texts.in_the_way(other.name, other.scheduled, some=bool(state.chosen), about_one=bool(state.subjects))


def _told_of_opening(state: DraftingPeriod, words: str, admin: AdminFacts) -> Effect:
    """To all contacts, or those of the OPD that take part. Beside other periods they choose."""
    way = steady(texts.START, "choose" if admin.running else "start")
    if not state.chosen:
        return TellRole(admin.pemda_id, Role.CONTACT, Notice(words, ((way,),)))
    return TellOpds(admin.pemda_id, (Role.CONTACT,), tuple((opd, Notice(words, ((way,),))) for opd in state.chosen))


def _close_screen(period: PeriodLine, admin: AdminFacts) -> Screen:
    rows = ((button(texts.KEEP_OPEN, "keep"),), (button(texts.close(period), "close", period.id),))
    text = f"{texts.confirm_close(period, len(owing(admin)))}\n{texts.confirm_undoing(period.result_at is None)}"
    if admin.results is not None:
        repairing = sum(bool(one.reopened) for one in admin.results.opds)
        running = result_texts.extensions(admin.results)
        lines = (text, running, texts.confirm_told(repairing), result_texts.unverified(admin.results))
        text = "\n".join(line for line in lines if line)
    return Screen(text, rows)


def _step_close(state: ClosingPeriod, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    period = admin.period
    match event:
        case Tap(item="keep"):
            return Step(ManagingPeriod(state.pemda))
        case Tap(parts=("close", number)) if period is not None and number_of(number) == period.id:
            orders = (ClosePeriod(period.id), *_told_of_closing(period, admin, facts))
            return Step(ManagingPeriod(state.pemda), orders, banner=texts.closed(period.name, period.result_at is None))
        case Tap() if period is None:
            return Step(ManagingPeriod(state.pemda), toast=texts.NOTHING_OPEN)
        case _:
            return by_buttons(state, event)


def _told_of_closing(period: PeriodLine, admin: AdminFacts, facts: Facts) -> tuple[Effect, ...]:
    """Tells each OPD what its end is, the team that goes on judging, and the other coordinators."""
    results = admin.results
    if results is None:
        return ()
    undone = sum(one.status not in REVIEWED for one in results.opds)
    words = texts.closed_by(period.name, common.whoever(facts.person), undone, period.result_at is None)
    way = ((steady(texts.SHOW_PERIOD, "period", admin.pemda_id),),)
    return (*closing.closed(results), TellRole(admin.pemda_id, Role.COORDINATOR, Notice(words, way)))


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"period": opener_to(ManagingPeriod)},
)
