"""A viewer's private chat: the group's views of progress and results, in words for people who read them once a month.

A board with buttons to everything else; a typed name or code finds an OPD. Pictures and the recap are sent below.
"""

from dataclasses import replace

from bot.commands import find
from bot.flows.base import Flow, Opener, State, Step, Trace
from bot.flows.events import Begin, Event, Tap, Text
from bot.flows.groups import charts, lists
from bot.flows.groups.base import View, in_period, press, view_of
from bot.flows.groups.views import which
from bot.flows.kit.outside import by_buttons, stay
from bot.flows.kit.paging import number_of, typed
from bot.flows.people import help
from bot.flows.states.contact import Viewing
from bot.texts.groups import board as group_board, views as group_texts
from bot.texts.people import viewing as texts
from core.charts.data import Ranking
from core.effects import SendPicture, SendRecap
from core.evidence.years import YEAR
from core.facts import Facts, Overview
from core.fit import fit
from core.groups import ADDRESS, AT, BELOW, ViewName
from core.people.roles import Role
from core.results.period import PeriodResults, apart, named_in, of_year
from core.screen import Button, Notice, Rows, Screen, steady

COMMAND_NAMES = tuple(view.value for view in ViewName)


def looks(event: Event) -> bool:
    """Whether the event asks for the Pemda's numbers."""
    match event:
        case Begin(command=name) if (known := find(name)) is not None and known.slug in COMMAND_NAMES:
            return True
        case Tap(revision=None) if event.parts[0] == ADDRESS:
            return True
    return False


def period_of(event: Tap) -> int | None:
    """The period that a button of these views names."""
    return next((view_of(word)[1] for word in event.parts[1:3] if AT in word), None) if looks(event) else None


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/progres, /belum, /skor, /grafik, /opd, /rekap, for a viewer and for a coordinator."""
    if facts.overview is None or not isinstance(event, Begin):
        if isinstance(event, Begin) and facts.holds(Role.VERIFIER, Role.PROVINCE):
            return stay(state, banner=texts.in_group(event.command))
        return help.unknown(event, state, facts)
    known = facts.overview
    if event.command == ViewName.OPD:
        return _open((ViewName.OPD, "", event.argument), known)
    if not known.years or not YEAR.search(event.argument):
        return _open((event.command,), known)
    if among := of_year(known.years, event.argument):
        return _open((event.command,), replace(known, results=None, periods=among))
    found = named_in(known.years, event.argument)
    if found is None:
        names = [one.period.name for one in known.years]
        return Step(Viewing(known.pemda_id), banner=group_texts.no_such_period(event.argument, names))
    present = known.results is not None and known.results.period.id == found.period.id
    return _open((event.command,), known if present else replace(known, results=apart(found)))


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
    words = (words[0] if words else "", *words[1:])
    view = view_of(words[0])[0]
    if results is None and known.periods and view not in ("", ViewName.PROGRESS):
        return Step(Viewing(known.pemda_id, words))  # which period is asked there
    if results is None:
        return Step(board)
    if results.period.several:
        board = Viewing(known.pemda_id, (f"{ViewName.PROGRESS}{AT}{results.period.id}",))
    match (view, *words[1:]) if view else ():
        case (ViewName.CHART, *rest):
            kind, page = [*rest, "", ""][:2]
            drawn = charts.chart(known.years, results, kind, number_of(page) or 1)
            assert drawn.chart is not None
            staged = isinstance(drawn.chart, Ranking) and drawn.chart.scale.staged
            said = in_period(drawn, results)
            notice = Notice(texts.ranking_caption(said.text, staged), said.rows)
            return Step(board, (SendPicture(drawn.chart, notice),), toast=texts.COMING)
        case (ViewName.RECAP, *_):
            caption = group_texts.recap_caption(results)
            return Step(board, (SendRecap(known.pemda_id, results.period.id, caption),), toast=texts.COMING)
        case (ViewName.PROGRESS, *_) | ():
            return Step(board)
    there = Viewing(known.pemda_id, (_in(view, results), *words[1:]))
    return Step(there) if _view(there, results) else Step(board, toast=texts.GONE)


def _in(view: str, results: PeriodResults) -> str:
    """The first word of an address: the view, with the period where there are several."""
    return f"{view}{AT}{results.period.id}" if results.period.several else view


def step(state: Viewing, event: Event, facts: Facts) -> Step:
    match event:
        case Text(text, edited=False) if facts.overview is not None and _has_numbers(facts.overview):
            return _open((ViewName.OPD, "", typed(text)), facts.overview)
        case _:
            return by_buttons(state, event)


def screen(state: Viewing, facts: Facts) -> Screen:
    known = facts.overview
    if known is None:
        return Screen(texts.GONE)
    back = _to_results(known, facts)
    to_board: Rows = ((press(texts.OPEN_BOARD, ViewName.PROGRESS), *back),)
    if known.results is None and known.periods:
        if not state.shown:
            return Screen(fit(group_board.boards(known.boards)), _ways())
        asked = which(state.shown, known.periods)
        return Screen(asked.text, (*asked.rows, *to_board))
    if known.results is None:
        return Screen(group_board.no_period(known.pemda_name, known.purpose))
    view = _view(state, known.results) if state.shown else None
    if view is None:
        ways = in_period(View("", _ways()), known.results).rows
        others = to_board if known.results.period.several else (back,) if back else ()
        return Screen(fit(group_board.board(known.results)), (*ways, *others))
    view = in_period(view, known.results)
    return Screen(fit(view.text), (*view.rows, *to_board))


def _to_results(known: Overview, facts: Facts) -> tuple[Button, ...]:
    """The way of a coordinator back to the results of the period."""
    if known.results is None or known.pemda_id not in facts.pemdas:
        return ()
    return (steady(texts.MANAGE, "results", known.results.period.id, known.pemda_id),)


def _has_numbers(known: Overview) -> bool:
    return known.results is not None or bool(known.periods)


def _view(state: Viewing, results: PeriodResults) -> View | None:
    page = number_of(state.shown[-1]) or 1
    match (view_of(state.shown[0])[0], *state.shown[1:]):
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
    match (view_of(state.shown[0])[0], *state.shown[1:]) if state.shown else ():
        case () | (ViewName.PROGRESS,) | (ViewName.OPD, lists.AMONG, *_):
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
