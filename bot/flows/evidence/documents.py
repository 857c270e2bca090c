"""A document of the region is looked at, and taken as evidence with one tap."""

from bot.flows.base import Event, Flow, Step, Tap
from bot.flows.contact import gate, going, stray
from bot.flows.kit.lists import in_list
from bot.flows.kit.paging import number_of, page_of
from bot.flows.states.documents import ChoosingDocument
from bot.texts.answers import level
from bot.texts.evidence import documents as texts, screens as evidence
from core.assessment.model import Assessment
from core.effects import SendDocument, TakeDocument
from core.facts import Facts
from core.pemda.documents import RegionDocument, evidence_name, ordered
from core.screen import Button, Screen, button

PAGE = 4


def offered(facts: Facts, a: Assessment, code: str) -> tuple[RegionDocument, ...]:
    """The documents that suit the variable at its level and are not used for it yet; what names it comes first."""
    here = {item.name for item in a.evidence_of(code)}
    found = (one for one in facts.documents if one.suits(code, a.level(code)))
    return tuple(one for one in ordered(tuple(found), code) if evidence_name(one.title, one.name) not in here)


def foremost(facts: Facts, a: Assessment, code: str) -> Button | None:
    """[Pakai …] of the document that the coordinator has named for this variable."""
    named = [one for one in offered(facts, a, code) if one.named_for(code)]
    return button(evidence.use(named[0].title), "take", named[0].id) if named else None


def opening(facts: Facts, a: Assessment, code: str) -> tuple[Button, ...]:
    """[Dokumen daerah], where there is one for the variable."""
    return (button(texts.OPEN, "documents", code),) if offered(facts, a, code) else ()


def take(state: ChoosingDocument, number: str, facts: Facts, a: Assessment) -> Step:
    """The step of [Pakai …]. A document that was removed meanwhile is said to be gone."""
    code, wanted = state.variable, number_of(number)
    chosen = next((one for one in offered(facts, a, code) if one.id == wanted), None)
    if chosen is None:
        return Step(state, toast=texts.GONE)
    toast = texts.taken(chosen.title, code)
    return going.onward(facts, a, code, (TakeDocument(a.id, chosen.id, code),), toast=toast, evidence_for=code)


@gate.step
def step(state: ChoosingDocument, event: Event, facts: Facts, a: Assessment) -> Step:
    match event:
        case Tap(parts=("take", number)):
            return take(state, number, facts, a)
        case Tap(parts=("see", number)):
            return _see(state, number, facts, a)
        case Tap(parts=("page", _)):
            return in_list(state, event)
        case Tap(parts=("back", code)) if a.writable(code):
            return going.enter(going.stop(a, code))
        case _:
            return stray.otherwise(state, event, facts, a)


def _see(state: ChoosingDocument, number: str, facts: Facts, a: Assessment) -> Step:
    """The file comes into the chat, and the list below it."""
    chosen = next((one for one in offered(facts, a, state.variable) if one.id == number_of(number)), None)
    if chosen is None:
        return Step(state, toast=texts.GONE)
    return Step(state, (SendDocument(chosen.id),), fresh=True, record=texts.record(state.variable))


@gate.screen
def screen(state: ChoosingDocument, facts: Facts, a: Assessment) -> Screen:
    code = state.variable
    page = page_of(offered(facts, a, code), state.page, PAGE)
    numbered = list(enumerate(page.items, start=page.first + 1))
    rows = tuple(
        (button(texts.use(number), "take", one.id), button(texts.see(number), "see", one.id))
        for number, one in numbered
    )
    back = (button(evidence.back_to(code), "back", code),)
    return Screen(texts.choosing(code, gate.place(facts, a), numbered, facts.organiser), (*rows, *page.turner, back))


@gate.record
def record(state: ChoosingDocument, facts: Facts, a: Assessment) -> str:
    return level.record_of_answer(a, state.variable, "evidence")


FLOW: Flow[ChoosingDocument] = Flow(states=(ChoosingDocument,), step=step, screen=screen, record=record)
