"""[Ingatkan OPD]: the preview, all or some, the progress, and the log (transcript 13b_ingatkan_opd)."""

from dataclasses import replace
from datetime import UTC, date
from typing import get_args

from bot.flows.base import State, Step
from bot.flows.events import Changed, Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, opener_to, to_menu
from bot.flows.kit.lists import Search, in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of, page_of, typed
from bot.flows.kit.rows import in_rows
from bot.flows.states.coordinator import Administering
from bot.flows.states.reminders import ChoosingReminded, Previewing, ReadingLog, Reminded
from bot.texts.pemda import menu as admin_texts, setting_up
from bot.texts.reminders import by_hand as texts, messages as words
from core.effects import RemindNow
from core.facts import AdminFacts, Facts
from core.fit import fit
from core.reminders.facts import LOG, Remindable, Reminding
from core.reminders.policy import Entry
from core.screen import Rows, Screen, button, steady

_States = Previewing | ChoosingReminded | Reminded | ReadingLog


_PAGE = 6
_DAYS = 6
_LINES = 7


_SEARCH: Search[Remindable] = Search(lambda line: (line.owing.opd_short, line.owing.opd_name, line.owing.called))


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    known = admin.reminding or Reminding()
    match state:
        case Previewing():
            return _step_preview(state, event, known, facts)
        case ChoosingReminded():
            return _step_choice(state, event, known, facts)
        case ReadingLog():
            return _step_log(state, event, known)
        case _:
            return _step_else(state, event, admin)


def _step_preview(state: Previewing, event: Event, known: Reminding, facts: Facts) -> Step:
    reached = [line for line in known.opds if line.reached]
    match event:
        case Tap(parts=("remind", _)) if reached:
            return _remind(state.pemda, reached, facts)
        case Tap(parts=("choose", _)) if reached:
            return Step(ChoosingReminded(state.pemda))
        case Tap(parts=("log", _)):
            return Step(ReadingLog(state.pemda))
        case Tap(item="cancel"):
            return Step(Administering(state.pemda))
        case Tap():
            return Step(state, toast=texts.NOBODY)
        case _:
            return by_buttons(state, event)


def _remind(pemda: int, lines: list[Remindable], facts: Facts) -> Step:
    opds = tuple(dict.fromkeys(line.owing.opd for line in lines))
    these = tuple(line.owing.assessment for line in lines) if any(line.owing.several for line in lines) else ()
    return Step(Reminded(pemda, facts.now.astimezone(UTC).isoformat()), (RemindNow(pemda, opds, these),))


def _step_choice(state: ChoosingReminded, event: Event, known: Reminding, facts: Facts) -> Step:
    reached = [line for line in known.opds if line.reached]
    chosen = [line for line in reached if line.owing.assessment in state.chosen]
    match event:
        case Tap(parts=("remind", _)) if chosen:
            return _remind(state.pemda, chosen, facts)
        case Tap(parts=("remind", _)):
            return Step(state, toast=texts.NOTHING_CHOSEN)
        case Tap(parts=("opd", number)):
            return _ticked(state, number_of(number), reached)
        case Tap(item="cancel"):
            return Step(Previewing(state.pemda))
        case Text(text, edited=False):
            return _typed(state, text, reached)
        case _:
            return in_list(state, event)


def _opds(lines: list[Remindable]) -> int:
    return len({line.owing.opd for line in lines})


def _ticked(state: ChoosingReminded, number: int | None, reached: list[Remindable]) -> Step:
    if number is None or not any(line.owing.assessment == number for line in reached):
        return Step(state, toast=texts.GONE)
    others = tuple(one for one in state.chosen if one != number)
    return Step(replace(state, chosen=others if number in state.chosen else (*state.chosen, number)))


def _typed(state: ChoosingReminded, text: str, reached: list[Remindable]) -> Step:
    """Ticks the OPD that is meant; one that is ticked already is only shown."""
    only = _SEARCH.typed(state, text, reached)
    if isinstance(only, Step):
        return only
    if only.owing.assessment in state.chosen:
        return Step(replace(state, page=0, query=typed(text)))
    return Step(replace(state, chosen=(*state.chosen, only.owing.assessment), page=0, query=""))


def _step_log(state: ReadingLog, event: Event, known: Reminding) -> Step:
    match event:
        case Tap(parts=("day", text)) if any(one.day.isoformat() == text for one in known.days):
            return Step(ReadingLog(state.pemda, f"{LOG}:{text}"))
        case Tap(item="days"):
            return Step(ReadingLog(state.pemda))
        case Tap(item="preview"):
            return Step(Previewing(state.pemda))
        case _:
            return in_list(state, event)


def _step_else(state: State, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Changed():
            return Step(state)
        case Tap(parts=("log", _)):
            return Step(ReadingLog(admin.pemda_id))
        case _:
            return by_buttons(state, event)


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    known = admin.reminding or Reminding()
    match state:
        case Previewing():
            return _preview(state, admin, known, facts)
        case ChoosingReminded():
            return _choice(state, known)
        case ReadingLog():
            return _log(state, known)
        case _:
            rows: Rows = ((button(texts.LOG, "log", admin.pemda_id),), (to_menu(admin.pemda_id),))
            return Screen(texts.pressed(known.pressed, facts.zone_label), rows)


def _preview(state: Previewing, admin: AdminFacts, known: Reminding, facts: Facts) -> Screen:
    log: Rows = ((button(texts.LOG, "log", state.pemda),),)
    reached = [line for line in known.opds if line.reached]
    if not reached:
        return _nobody(admin, known, log)
    first = min(reached, key=lambda line: (not line.owing.lacking, line.owing.opd_short))
    sample = words.message([Entry(first.about, first.owing)], facts.now, None).text
    rows = (
        (button(texts.remind(_opds(reached)), "remind", state.pemda),),
        (button(texts.CHOOSE, "choose", state.pemda), button(texts.CANCEL, "cancel")),
        *log,
    )
    return Screen(fit(texts.preview(known.opds, known.done, sample)), rows)


def _nobody(admin: AdminFacts, known: Reminding, log: Rows) -> Screen:
    """Why nobody can be reminded, with the step that helps."""
    text = texts.nobody(known.opds, known.done) if admin.period else texts.NO_PERIOD
    word = "inviting" if known.opds else "" if known.done else "opds"
    word = word if admin.period else "period"
    step: Rows = ((steady(setting_up.NEXT[word], "setup", admin.pemda_id, word),),) if word else ()
    return Screen(fit(text), (*step, *log, (to_menu(admin.pemda_id),)))


def _choice(state: ChoosingReminded, known: Reminding) -> Screen:
    reached = [line for line in known.opds if line.reached]
    chosen = [line for line in reached if line.owing.assessment in state.chosen]
    found = _SEARCH.found(state, reached)
    page = page_of(found, state.page, _PAGE)
    names = [line.owing.called for line in reached]
    ticks = [
        button(texts.tick(line.owing.called, line in chosen, names), "opd", line.owing.assessment)
        for line in page.items
    ]
    cancel = button(texts.CANCEL, "cancel")
    last = (button(admin_texts.SHOW_ALL, "all"), cancel) if state.query else (cancel,)
    first: Rows = ((button(texts.remind(_opds(chosen)), "remind", state.pemda),),) if chosen else ()
    searched = f"{admin_texts.searching(state.query, len(found), len(reached))}\n" if state.query else ""
    text = searched + texts.choosing(len(chosen), len(reached))
    return Screen(text, (*first, *in_rows(ticks, 2), *page.turner, last))


def _log(state: ReadingLog, known: Reminding) -> Screen:
    leave: Rows = ((button(texts.BACK, "preview"), to_menu(state.pemda)),)
    _, _, text = state.reminding.partition(":")
    if not text:
        days = page_of(known.days, state.page, _DAYS)
        taps = [button(texts.day_button(one.day), "day", one.day.isoformat()) for one in days.items]
        lines = [texts.days(len(known.days)), *(texts.of_day(one) for one in days.items)]
        return Screen(fit("\n".join(lines)), (*in_rows(taps, 3), *days.turner, *leave))
    page = page_of(known.lines, state.page, _LINES)
    title = texts.lines_title(date.fromisoformat(text), len(known.lines))
    lines = [title, *(texts.line(one) for one in page.items)]
    return Screen(fit("\n".join(lines)), (*page.turner, (button(texts.ALL_DAYS, "days"), to_menu(state.pemda))))


FLOW = coordinator_flow(
    states=get_args(_States),
    step=step,
    screen=screen,
    record=texts.RECORD,
    openers={"remind": opener_to(Previewing)},
)
