"""A viewer's private chat: the group's views of progress and results, in words for people who read them once a month.

A board with buttons to everything else; a typed name or code finds an OPD. Pictures and the recap are sent below.
"""

from dataclasses import replace

from bot.commands import find
from bot.flows.base import Begin, Event, Flow, Opener, State, Step, Tap, Text, Trace
from bot.flows.groups import charts, lists
from bot.flows.groups.base import View, press
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.kit.paging import number_of, typed
from bot.flows.people import help
from bot.flows.states.contact import Viewing
from bot.texts.groups import board as group_board, views as group_texts
from bot.texts.people import viewing as texts
from core.charts.data import Ranking
from core.effects import SendPicture, SendRecap
from core.facts import Facts, Overview
from core.fit import fit
from core.groups import ADDRESS, BELOW, ViewName
from core.results.period import PeriodResults
from core.screen import Notice, Rows, Screen

COMMAND_NAMES = tuple(view.value for view in ViewName)


def looks(event: Event) -> bool:
    """Whether the event asks for the Pemda's numbers."""
    match event:
        case Begin(command=name) if (known := find(name)) is not None and known.slug in COMMAND_NAMES:
            return True
        case Tap(revision=None) if event.parts[0] == ADDRESS:
            return True
    return False


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/progres, /belum, /skor, /grafik, /opd, /rekap, for a viewer and for a coordinator."""
    if facts.overview is None or not isinstance(event, Begin):
        return help.unknown(event, state, facts)
    words = (ViewName.OPD, "", event.argument) if event.command == ViewName.OPD else (event.command,)
    return _open(words, facts.overview)


def pressed(event: Event, state: State | None, facts: Facts) -> Step:
    """ "g:<view>:<page or number>": the buttons of the group's views."""
    if facts.overview is None or not isinstance(event, Tap):
        return stay(state, toast=texts.GONE)
    parts = event.parts[1:]
    found = _open(parts[1:] if parts[:1] == (BELOW,) else parts, facts.overview)
    if found.effects and state is not None:  # it comes below, and what stands there stays
        return replace(found, state=state, silent=True)
    return found


def _open(words: tuple[str, ...], known: Overview) -> Step:
    board, results = Viewing(known.pemda_id), known.results
    if results is None:
        return Step(board)
    match words:
        case (ViewName.CHART, *rest):
            kind, page = [*rest, "", ""][:2]
            drawn = charts.chart(known.years, results, kind, number_of(page) or 1)
            assert drawn.chart is not None
            staged = isinstance(drawn.chart, Ranking) and drawn.chart.scale.staged
            notice = Notice(texts.ranking_caption(drawn.text, staged), drawn.rows)
            return Step(board, (SendPicture(drawn.chart, notice),), toast=texts.COMING)
        case (ViewName.RECAP, *_):
            caption = group_texts.recap_caption(results)
            return Step(board, (SendRecap(known.pemda_id, results.period.id, caption),), toast=texts.COMING)
        case (ViewName.PROGRESS, *_) | ():
            return Step(board)
    there = Viewing(known.pemda_id, words)
    return Step(there) if _view(there, results) else Step(board, toast=texts.GONE)


def step(state: Viewing, event: Event, facts: Facts) -> Step:
    match event:
        case Text(text, edited=False) if facts.overview is not None and facts.overview.results is not None:
            return _open((ViewName.OPD, "", typed(text)), facts.overview)
        case _:
            return by_buttons(state, event)


def screen(state: Viewing, facts: Facts) -> Screen:
    known = facts.overview
    if known is None:
        return Screen(texts.GONE)
    if known.results is None:
        return Screen(group_board.no_period(known.pemda_name))
    view = _view(state, known.results) if state.shown else None
    if view is None:
        return Screen(fit(group_board.board(known.results)), _ways())
    return Screen(fit(view.text), (*view.rows, (press(texts.OPEN_BOARD, ViewName.PROGRESS),)))


def _view(state: Viewing, results: PeriodResults) -> View | None:
    page = number_of(state.shown[-1]) or 1
    match state.shown:
        case (ViewName.OPD, "", words) if words.strip():
            return lists.search(results, words, texts.opd_line).say
        case (ViewName.OPD, lists.AMONG, words, _):
            return lists.several(results, words, page)
        case (ViewName.OPD, opd) if opd:
            return lists.one(results, number_of(opd) or 0, texts.opd_line)
        case (ViewName.OPD, *_):
            return View(texts.ASK_OPD)
        case (ViewName.OPEN, *_):
            return lists.unsent(results, page)
        case (ViewName.SCORES, *_):
            return lists.scores(results, page, texts.scores_title, texts.score_line)
    return None


def _ways() -> Rows:
    return (
        (press(texts.SCORES, ViewName.SCORES), press(texts.CHARTS, ViewName.CHART)),
        (press(texts.OPEN, ViewName.OPEN), press(texts.SEARCH, ViewName.OPD)),
        (press(texts.RECAP, ViewName.RECAP),),
    )


def _trace(state: Viewing) -> Trace:
    """What was asked for stays in the chat, to be read again. A board, which is drawn anew, and a search do not."""
    match state.shown:
        case () | (ViewName.OPD, lists.AMONG, *_):
            return Trace.NOTHING
        case (ViewName.OPD, *words) if not any(words):
            return Trace.NOTHING
    return Trace.WHOLE


FLOW = Flow(
    states=(Viewing,),
    step=step,
    screen=screen,
    record=texts.RECORD,
    traces=_trace,
    commands=dict.fromkeys(COMMAND_NAMES, begin),
    openers={ADDRESS: Opener(pressed)},
)
