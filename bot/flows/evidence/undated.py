"""The documents of all variables whose year nobody has stated: each is looked at and dated, or all at once."""

from dataclasses import replace

from bot.flows.base import Flow, Step
from bot.flows.contact import gate, stray
from bot.flows.events import Event, Tap, Text
from bot.flows.evidence.dated import offered
from bot.flows.kit.lists import in_list
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import turning
from bot.flows.states.contact import Summarising
from bot.flows.states.documents import DatingAll
from bot.texts.evidence import screens as texts
from core import typed
from core.assessment.counts import undated
from core.assessment.model import Assessment, Evidence
from core.effects import DeclareYear
from core.evidence.years import may_be_stated
from core.facts import Facts
from core.screen import Screen, button

PAGE = 5


@gate.step
def step(state: DatingAll, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("one", number)):
            return Step(replace(state, evidence=number_of(number) or 0))
        case Tap(parts=("list", _)):
            return Step(replace(state, evidence=0))
        case Tap(parts=("year", number)) if (item := _one(state, a)) is not None:
            return _date(state, [item], number_of(number) or 0, facts, a)
        case Tap(parts=("all", number)):
            return _date(state, undated(a), number_of(number) or 0, facts, a)
        case Tap(parts=("page", _)):
            return in_list(state, event)
        case Tap(parts=("summary", _)):
            return Step(Summarising(a.id))
        case Text(text=words) if (year := typed.stated_year(words, facts.now.year)) is not None:
            return _typed(state, year, facts, a)
        case Text(text=words) if _means_a_year(words) and not event.found.links:
            return Step(state, banner=texts.FOUR_DIGITS)
        case _:
            return stray.otherwise(state, event, facts, a)


def _means_a_year(words: str) -> bool:
    """Whether words are a try at the year, or at least no sentence that could be an explanation."""
    if not 0 < len(words.strip()) <= typed.LONGEST_NAME:
        return False
    return "tahun" in words.lower() or not typed.is_explanation(words)


def _one(state: DatingAll, a: Assessment) -> Evidence | None:
    return next((item for item in undated(a) if item.id == state.evidence), None)


def _typed(state: DatingAll, year: int, facts: Facts, a: Assessment) -> Step:
    """A year for the only document that is shown; for several it is put on the button, which names their number."""
    if not may_be_stated(year, facts.now.year):
        return Step(state, banner=texts.no_such_year(facts.now.year + 1))
    item = _one(state, a)
    return _date(state, [item], year, facts, a).aloud() if item is not None else Step(replace(state, year=year))


def _date(state: DatingAll, chosen: list[Evidence], year: int, facts: Facts, a: Assessment) -> Step:
    """After one of them, the next is shown."""
    if not may_be_stated(year, facts.now.year):
        return Step(state, banner=texts.no_such_year(facts.now.year + 1))
    left = [item for item in undated(a) if item not in chosen]
    to = replace(state, evidence=left[0].id) if left else Summarising(a.id)
    orders = (DeclareYear(a.id, tuple(item.id for item in chosen), year),) if chosen else ()
    return Step(to, orders, texts.dated(len(chosen), year) if chosen else "")


@gate.screen
def screen(state: DatingAll, facts: Facts, a: Assessment) -> Screen:
    where, found, item = gate.place(facts, a), undated(a), _one(state, a)
    back = (button(texts.TO_SUMMARY, "summary", a.id),)
    if item is not None:
        years = tuple(button(str(year), "year", year) for year in offered(a))
        others = turning("one", [other.id for other in found], item.id)
        return Screen(
            texts.dating_one(where, item), (years, *others, (button(texts.BACK_TO_LIST, "list", a.id),)), item.media
        )
    page, year = page_of(found, state.page, PAGE), state.year or a.period.year
    numbered = list(enumerate(page.items, start=page.first + 1))
    numbers = tuple(button(str(number), "one", one.id) for number, one in numbered)
    rows = (numbers, *page.turner, (button(texts.all_of(year), "all", year),)) if found else ()
    return Screen(texts.dating_all(where, numbered, len(found), year), (*rows, back))


FLOW: Flow[DatingAll] = Flow(states=(DatingAll,), step=step, screen=screen, record=texts.YEAR_RECORD)
