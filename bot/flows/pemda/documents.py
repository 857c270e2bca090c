"""Documents of the region (dokumen daerah): sent once by the coordinator, named, replaced, removed."""

from dataclasses import replace
from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow, to_menu
from bot.flows.kit.lists import in_list
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.pemda.fields import instrument_of
from bot.flows.states.documents import ListingDocuments, ShowingDocument
from bot.flows.states.own_lists import OwnLists
from bot.flows.states.productivity import ListingUnits
from bot.texts.pemda import documents as texts, own_lists as list_texts
from bot.texts.productivity import unit as workload_texts
from core.effects import ChangeDocument, KeepPemdaFile, RemoveDocument
from core.effects.pemda import FilePurpose
from core.facts import AdminFacts, Facts
from core.instrument.parse import Instrument
from core.pemda.documents import TITLE, RegionDocument, title_of
from core.screen import Rows, Screen, button

_States = ListingDocuments | ShowingDocument
_PAGE = 5


def received(pemda: int, event: File, replaces: int = 0) -> Step:
    """A file that was sent here or in the menu becomes a document of the region."""
    here = ListingDocuments(pemda) if not replaces else ShowingDocument(pemda, replaces)
    if event.photo:
        return Step(here, banner=texts.NOT_A_PHOTO)
    title = title_of(event.caption, event.name)
    order = KeepPemdaFile(
        pemda, FilePurpose.DOCUMENT, event.file_id, event.name or title, event.size or 0, title, replaces
    )
    return Step(ListingDocuments(pemda), (order,), banner=texts.coming(title, bool(replaces)))


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state, event:
        case ListingDocuments(), File(edited=False):
            return received(state.pemda, event)
        case ListingDocuments(), Tap(parts=("document", number)):
            found = _one(admin, number_of(number))
            return Step(ShowingDocument(state.pemda, found.id)) if found else Step(state, toast=texts.GONE)
        case ListingDocuments(), Tap(item="workload"):
            return Step(ListingUnits(state.pemda))
        case ListingDocuments(), Tap(item="lists"):
            return Step(OwnLists(state.pemda))
        case ListingDocuments(), _:
            return in_list(state, event, texts.SEND_HERE)
        case ShowingDocument(), _:
            found = _one(admin, state.document)
            return (
                _step_one(state, event, found, admin)
                if found
                else Step(ListingDocuments(state.pemda), toast=texts.GONE)
            )


def _step_one(state: ShowingDocument, event: Event, found: RegionDocument, admin: AdminFacts) -> Step:
    match event:
        case File(edited=False):
            return received(state.pemda, event, state.document)
        case Tap(item=("see" | "name" | "replace" | "remove" | "suit") as doing) if not state.doing:
            return Step(replace(state, doing=doing))
        case Tap(item="sure") if state.doing == "remove":
            return Step(ListingDocuments(state.pemda), (RemoveDocument(found.id),), texts.removed(found.title))
        case Tap(parts=(("variable" | "level") as what, value)) if state.doing == "suit":
            return _suited(state, what, value, found, instrument_of(admin))
        case Tap(item="back"):
            return Step(replace(state, doing="") if state.doing else ListingDocuments(state.pemda))
        case Text(text, edited=False) if state.doing in ("", "name"):
            return _named(state, " ".join(text.split()), found)
        case _:
            return by_buttons(state, event)


def _named(state: ShowingDocument, title: str, found: RegionDocument) -> Step:
    if not TITLE[0] <= len(title) <= TITLE[1] or not title.isprintable():
        return Step(state, banner=texts.bad_title(*TITLE))
    order = ChangeDocument(found.id, title, found.variables, found.levels)
    return Step(replace(state, doing=""), (order,), banner=texts.renamed(title))


def _suited(state: ShowingDocument, what: str, value: str, found: RegionDocument, instrument: Instrument) -> Step:
    """Chooses a variable or level, or takes the choice back."""
    variables, levels = found.variables, found.levels
    if what == "variable" and value in instrument.codes:
        variables = tuple(code for code in instrument.codes if (code in variables) != (code == value))
    else:
        levels = tuple(one.value for one in instrument.levels if (one.value in levels) != (str(one.value) == value))
    return Step(state, (ChangeDocument(found.id, found.title, variables, levels),))


def _one(admin: AdminFacts, number: int | None) -> RegionDocument | None:
    return next((one for one in admin.documents if one.id == number), None)


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    if isinstance(state, ShowingDocument) and (found := _one(admin, state.document)) is not None:
        return _showing(state, found, instrument_of(admin))
    page = page_of(admin.documents, state.page if isinstance(state, ListingDocuments) else 0, _PAGE)
    numbered = list(enumerate(page.items, start=page.first + 1))
    rows = in_rows([button(texts.choose(number), "document", one.id) for number, one in numbered], 5)
    above: Rows = rows if numbered else ()
    below = ((button(list_texts.OPEN, "lists"), button(workload_texts.OPEN, "workload")), (to_menu(admin.pemda_id),))
    return Screen(texts.listed(numbered, len(admin.documents)), (*above, *page.turner, *below))


def _showing(state: ShowingDocument, found: RegionDocument, instrument: Instrument) -> Screen:
    back = button(texts.BACK, "back")
    match state.doing:
        case "see":
            return Screen(texts.shown(found, instrument), ((back,),), found.media)
        case "remove":
            return Screen(texts.confirm(found), ((back,), (button(texts.REMOVE, "sure"),)))
        case "replace":
            return Screen(texts.replacing(found), ((back,),))
        case "name":
            return Screen(texts.naming(found), ((back,),))
        case "suit":
            codes = [button(texts.tick(code, code in found.variables), "variable", code) for code in instrument.codes]
            levels = tuple(
                button(texts.tick(one.roman, one.value in found.levels), "level", one.value)
                for one in instrument.levels
            )
            return Screen(texts.suiting(found, instrument), (*in_rows(codes, 4), levels, (back,)))
    rows = (
        (button(texts.SEE, "see"), button(texts.SUIT, "suit")),
        (button(texts.NAME, "name"), button(texts.REPLACE, "replace")),
        (button(texts.REMOVE, "remove"), back),
    )
    return Screen(texts.shown(found, instrument), rows)


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=texts.RECORD)
