"""A document of the region is looked at, and taken as evidence with one tap."""

from bot.flows.base import Flow, Step, no_trace
from bot.flows.contact import gate, going, stray
from bot.flows.events import Event, Tap
from bot.flows.kit.lists import in_list
from bot.flows.kit.paging import number_of, page_of
from bot.flows.states.documents import ChoosingDocument, ViewingDocument
from bot.texts.evidence import documents as texts, screens as evidence
from core.assessment.model import Assessment
from core.effects import TakeDocument
from core.facts import Facts
from core.pemda.documents import RegionDocument, evidence_name, ordered
from core.screen import Button, Screen, button

PAGE = 4


def offered(facts: Facts, a: Assessment, code: str) -> tuple[RegionDocument, ...]:
    """The documents that suit the variable at its level and are not used for it yet; what names it comes first."""
    here = {item.name for item in a.evidence_of(code)}
    found = (one for one in facts.documents if one.suits(code, a.level(code)))
    return tuple(one for one in ordered(tuple(found), code) if evidence_name(one.title, one.name, one.year) not in here)


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
    chosen = _one(facts, a, code, wanted)
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
    chosen = _one(facts, a, state.variable, number_of(number))
    if chosen is None:
        return Step(state, toast=texts.GONE)
    return Step(ViewingDocument(a.id, state.variable, page=state.page, document=chosen.id))


def _one(facts: Facts, a: Assessment, code: str, number: int | None) -> RegionDocument | None:
    return next((one for one in offered(facts, a, code) if one.id == number), None)


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


FLOW: Flow[ChoosingDocument] = Flow(
    states=(ChoosingDocument,), step=step, screen=screen, record=gate.record_of_evidence
)


# one document is looked at: the screen is the file itself, and goes when it is left


@gate.step
def view_step(state: ViewingDocument, event: Event, facts: Facts, a: Assessment) -> Step:
    list_of = ChoosingDocument(a.id, state.variable, page=state.page)
    match event:
        case Tap(parts=("take", number)):
            return take(list_of, number, facts, a)
        case Tap(parts=("list", _)):
            return Step(list_of)
        case _:
            return stray.otherwise(state, event, facts, a)


@gate.screen
def view_screen(state: ViewingDocument, facts: Facts, a: Assessment) -> Screen:
    code, where, found = state.variable, gate.place(facts, a), _one(facts, a, state.variable, state.document)
    back = (button(evidence.BACK_TO_LIST, "list", code),)
    if found is None:
        return Screen(texts.not_there(code, where), (back,))
    use = (button(texts.use_for(code), "take", found.id),)
    return Screen(texts.viewed(code, where, found), (use, back), found.media)


@gate.record
def view_record(state: ViewingDocument, facts: Facts, a: Assessment) -> str:
    found = _one(facts, a, state.variable, state.document)
    return texts.copy_of(found) if found else ""


VIEW: Flow[ViewingDocument] = Flow(
    states=(ViewingDocument,), step=view_step, screen=view_screen, record=view_record, traces=no_trace
)
