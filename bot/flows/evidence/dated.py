"""The year of documents: chosen among the newest, or typed."""

from bot.flows.base import Flow, State, Step
from bot.flows.contact import gate, stray
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.paging import number_of
from bot.flows.states.evidence import CheckingEvidence, Dating
from bot.texts import common
from bot.texts.evidence import screens as evidence
from core import typed
from core.assessment.model import Assessment, Evidence, EvidenceKind
from core.effects import DeclareYear
from core.evidence.years import may_be_stated
from core.facts import Facts
from core.screen import Screen, button

YEARS = 4
"""How many years are offered, the period's own first."""


@gate.step
def step(state: Dating, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("year", chosen)):
            return _date(state, number_of(chosen) or 0, facts, a)
        case Text(text=words) if (year := typed.stated_year(words, facts.now.year)) is not None:
            return _date(state, year, facts, a).aloud()
        case Text(text=words) if 0 < len(words.strip()) <= typed.LONGEST_NAME and not event.found.links:
            return Step(state, banner=evidence.FOUR_DIGITS)  # a year in other words: "dua tahun lalu"
        case _:
            return stray.otherwise(state, event, facts, a)


def _date(state: Dating, year: int, facts: Facts, a: Assessment) -> Step:
    to = CheckingEvidence(a.id, state.variable, state.back)
    chosen = tuple(item.id for item in to_date(a, state.variable, state.evidence))
    if not chosen:
        return Step(to)
    if not may_be_stated(year, facts.now.year):
        return Step(state, banner=evidence.no_such_year(facts.now.year + 1))
    return Step(to, (DeclareYear(a.id, chosen, year),), evidence.dated(len(chosen), year))


def to_date(a: Assessment, code: str, one: int = 0) -> list[Evidence]:
    """Files without a year; all files, to be corrected, when every one has a year. Links have none. `one` is the number
    of the only file that is meant.
    """
    files = [item for item in a.evidence_of(code) if item.kind is not EvidenceKind.LINK and one in (0, item.id)]
    return [item for item in files if item.undated] or files


def offered(a: Assessment) -> range:
    """The years that are offered."""
    return range(a.period.year, a.period.year - YEARS, -1)


@gate.screen
def screen(state: State, facts: Facts, a: Assessment) -> Screen:
    assert isinstance(state, Dating)
    code = state.variable
    chosen = to_date(a, code, state.evidence)
    undated = any(item.undated for item in chosen)
    text = evidence.dating(code, gate.place(facts, a), chosen, undated)
    years = tuple(button(str(year), "year", year) for year in offered(a))
    rows = (years, (button(common.CANCEL, "evidence", code, state.back),))
    return Screen(text, rows, asked=text.partition("\n")[2])


FLOW: Flow[Dating] = Flow(states=(Dating,), step=step, screen=screen, record=gate.record_of_evidence)
