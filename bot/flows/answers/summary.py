"""The summary: what is lacking, one tap away; when nothing is, the declarant's identity is asked."""

from dataclasses import replace

from bot.flows.answers.submit import send, submit_button
from bot.flows.base import Flow, State, Step
from bot.flows.contact import anywhere, buttons, gate, lines, stray
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.rows import in_rows
from bot.flows.states.contact import Asking, Declaring, Identifying, Summarising
from bot.flows.states.documents import DatingAll
from bot.texts import common
from bot.texts.answers import repair, summary
from bot.texts.answers.submit import declaration
from bot.texts.evidence import screens as evidence
from core import typed
from core.assessment.counts import newly_asked, undated
from core.assessment.declarant import DeclarantFault, Unclear, collected, read
from core.assessment.model import Assessment
from core.assessment.naming import named_in
from core.effects import DeclareYear, SetDeclarant
from core.evidence.years import may_be_stated
from core.facts import Facts
from core.instrument.chapters import chapters
from core.screen import Button, Rows, Screen, button


@gate.step
def step(state: Summarising | Identifying, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("year", _)):
            return _date(state, a, a.period.year)
        case Tap(parts=("years", _)):
            return Step(DatingAll(a.id))
        case Text(text=words) if undated(a) and (year := typed.stated_year(words, facts.now.year)) is not None:
            return _dated_by_text(state, facts, a, year)
        case Tap(parts=("identity", _)) if not a.incomplete:
            return Step(Identifying(a.id))
        case Tap(parts=("submit", _)):
            return send(state, facts, a)
        case Text() if not a.incomplete and not event.found.links:
            return _identify(state, event, facts, a)
        case _:
            return stray.otherwise(state, event, facts, a)


def _identify(state: Summarising | Identifying, event: Text, facts: Facts, a: Assessment) -> Step:
    """Reads the identity, in one text or in several. Once it is known, other words are handled as on any screen."""
    if typed.speaks(event.text):
        return _asked(state, event, facts, a)
    found, held = read(event.text), state.identity
    if isinstance(found, Unclear) and held:
        together = read(f"{held}\n{event.text}")
        found = found if isinstance(together, Unclear) and found.fault is DeclarantFault.DIGITS else together
    if not isinstance(found, Unclear):
        return Step(Declaring(a.id, held=event.message_id), (SetDeclarant(a.id, found),))
    if isinstance(state, Summarising) and a.declarant is not None:
        return stray.text(state, event, facts, a)
    if found.fault is DeclarantFault.LENGTH:
        return Step(replace(state, identity=""), banner=summary.unclear(found))
    parts = collected(f"{held}\n{event.text}")
    return Step(replace(state, identity="\n".join(filter(None, parts))), banner=summary.so_far(found, *parts))


def _asked(state: Summarising | Identifying, event: Text, facts: Facts, a: Assessment) -> Step:
    """A message is no name. It is offered to the team; what was sent of the identity is kept meanwhile."""
    if isinstance(state, Summarising) and a.declarant is not None:
        return stray.text(state, event, facts, a)
    why = summary.NO_IDENTITY if typed.asks(event.text) else summary.SPOKEN_NO_IDENTITY
    step = anywhere.unsaved(Summarising(a.id), event, why, facts, a)
    if isinstance(step.state, Asking):
        return replace(step, state=replace(step.state, identity=state.identity))
    return replace(step, state=state)


def _date(state: State, a: Assessment, year: int) -> Step:
    """Dates the only document, which the summary names. Several are shown first."""
    match undated(a):
        case []:
            return Step(state)
        case [only]:
            return Step(state, (DeclareYear(a.id, (only.id,), year),), evidence.dated(1, year))
        case _:
            return Step(DatingAll(a.id, year=year))


def _dated_by_text(state: State, facts: Facts, a: Assessment, year: int) -> Step:
    if not may_be_stated(year, facts.now.year):
        return Step(state, banner=evidence.no_such_year(facts.now.year + 1))
    return _date(state, a, year).aloud()


@gate.screen
def screen(state: State, facts: Facts, a: Assessment) -> Screen:
    if isinstance(state, Identifying):
        cancel = button(common.CANCEL, "summary", a.id)
        return Screen(summary.identity(a), ((cancel,),))
    notices = [*summary.head_note(a), *summary.newly_asked(newly_asked(a))]
    if a.incomplete:
        return lines.card(summary.incomplete(a), _to_complete(a), notices, receipts=lines.receipts(facts, a))
    if a.declarant is None:
        follows = summary.IDENTITY
    else:
        follows = declaration(a, facts.now, facts.zone_label, facts.organiser, facts.heads)
    texts = summary.complete(a, undated(a), follows)
    call: Rows = tuple(filter(None, (buttons.call_head(facts, a) if a.declarant else (),)))
    return lines.card(texts, (*call, *_to_send(a)), notices, receipts=lines.receipts(facts, a))


def _to_complete(a: Assessment) -> Rows:
    """Buttons to incomplete variables: the first alone in its row; many by code only, in a long list none but it."""
    first, *others = a.incomplete
    primary = (button(summary.complete_it(first), "open", first),)
    if chapters(a.instrument):
        return (primary, (buttons.contents(a),))
    if len(others) > 3:
        return (primary, *in_rows([button(code, "open", code) for code in others]), (buttons.contents(a),))
    below: list[Button] = [button(summary.complete_it(code), "open", code) for code in others]
    return (primary, *in_rows([*below, buttons.contents(a)], 2))


def _to_send(a: Assessment) -> Rows:
    years = _years(a)
    check = button(summary.CHECK_ANSWERS, "look", a.id)
    if a.declarant is None:
        return tuple(row for row in (years, (check, buttons.contents(a))) if row)
    change = button(summary.CHANGE_IDENTITY, "identity", a.id)
    if a.head_return is not None and a.as_returned:
        named = named_in(a.head_return.note, a.instrument)
        open_them = in_rows([button(repair.repair(code), "open", code) for code in named], 2)
        return (*open_them, (buttons.contents(a), *years), (check, change), (submit_button(a),))
    return (submit_button(a),), (check, change), (*years, buttons.contents(a))


def _years(a: Assessment) -> tuple[Button, ...]:
    match undated(a):
        case []:
            return ()
        case [only]:
            return (button(summary.state_year(a.period.year), "year", only.id),)
        case several:
            return (button(evidence.SET_YEARS, "years", len(several)),)


@gate.record
def record(state: State, facts: Facts, a: Assessment) -> str:
    return summary.record(a)


FLOW: Flow[Summarising | Identifying] = Flow(states=(Summarising, Identifying), step=step, screen=screen, record=record)
