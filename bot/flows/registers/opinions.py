"""The Ombudsman's letters: their opinions and values, typed as they stand there, for the region or an OPD."""

from dataclasses import replace

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.kit.coordinator import coordinator_flow
from bot.flows.kit.lists import in_list
from bot.flows.kit.paging import number_of, page_of
from bot.flows.kit.rows import in_rows
from bot.flows.states.registers import ListingOpinions, ListingRegisters
from bot.texts.registers import opinions as texts
from core.effects import KeepOpinion, RemoveOpinion
from core.facts import AdminFacts, Facts
from core.fit import fit
from core.register.model import Registers
from core.register.opinions import Amiss, Opinion, read_opinion
from core.screen import Screen, button

_PAGE = 6


def _region(facts: Facts) -> Registers | None:
    return facts.register.region if facts.register else None


def _removing(state: ListingOpinions, facts: Facts) -> Opinion | None:
    region = _region(facts)
    return next((one for one in region.opinions if one.id == state.removing), None) if region else None


def step(state: ListingOpinions, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    one, here = _removing(state, facts), replace(state, removing=0, replacing="")
    match event:
        case Tap(item="back"):
            asked = state.removing or state.replacing
            return Step(here if asked else ListingRegisters(state.pemda, instrument=state.instrument))
        case Tap(item="replace"):
            found = _read(state.replacing, facts)
            return Step(here) if isinstance(found, str) else _noted(here, found)
        case Tap(item="remove") if one is not None:
            return Step(here, (RemoveOpinion(state.pemda, one.id),), banner=texts.removed(one))
        case Tap(parts=("opinion", number)):
            return Step(replace(state, removing=number_of(number) or 0))
        case Text(text=words, edited=False):
            return _typed(here, words, facts)
        case _:
            return in_list(state, event)


def _typed(state: ListingOpinions, words: str, facts: Facts) -> Step:
    """All lines, or none while one of them cannot be read. What would replace another letter is asked first."""
    found = _read(words, facts)
    if isinstance(found, str):
        return Step(state, banner=found)
    asked = {line: one for line, one in found.items() if (was := _noted_as(one, facts)) and _differ(was, one)}
    noted = {line: one for line, one in found.items() if line not in asked}
    return _noted(replace(state, replacing="\n".join(asked)), noted)


def _read(words: str, facts: Facts) -> dict[str, Opinion] | str:
    """What each line says, or why one of them cannot be read."""
    region = _region(facts)
    opds = {word.casefold(): one.opd for one in (region.opds if region else ()) for word in (one.code, one.short)}
    found: dict[str, Opinion] = {}
    for line in filter(str.strip, words.splitlines()):
        read = read_opinion(line, opds, facts.now.year)
        if not isinstance(read, Amiss) and any(_of_same(read, other) for other in found.values()):
            read = Amiss.TWICE
        if isinstance(read, Amiss):
            return texts.amiss(read, line)
        found[line] = read
    return found


def _noted(state: ListingOpinions, found: dict[str, Opinion]) -> Step:
    orders = tuple(KeepOpinion(state.pemda, one.year, one.words, one.value, one.opd) for one in found.values())
    return Step(state, orders, banner=texts.kept(len(found)) if found else "")


def _of_same(one: Opinion, other: Opinion) -> bool:
    return (one.year, one.opd) == (other.year, other.opd)


def _noted_as(one: Opinion, facts: Facts) -> Opinion | None:
    """The letter of the same year and OPD that is noted already."""
    region = _region(facts)
    return next((was for was in (region.opinions if region else ()) if _of_same(was, one)), None)


def _differ(was: Opinion, one: Opinion) -> bool:
    return (was.words, was.value) != (one.words, one.value)


def screen(state: ListingOpinions, admin: AdminFacts, facts: Facts) -> Screen:
    region, one = _region(facts), _removing(state, facts)
    back = button(texts.BACK, "back")
    if one is not None:
        return Screen(texts.confirm(one, admin.pemda_name), ((back,), (button(texts.REMOVE, "remove"),)))
    found = _read(state.replacing, facts)
    pairs = [] if isinstance(found, str) else [(was, new) for new in found.values() if (was := _noted_as(new, facts))]
    if pairs:
        asked = fit(texts.confirm_replacing(pairs, admin.pemda_name))
        return Screen(asked, ((button(texts.KEEP, "back"),), (button(texts.REPLACE, "replace"),)))
    page = page_of(region.opinions if region else (), state.page, _PAGE)
    rows = in_rows([button(texts.label(one), "opinion", one.id) for one in page.items], 2)
    return Screen(texts.listed(page.items, admin.pemda_name, facts.now.year), (*rows, *page.turner, (back,)))


FLOW = coordinator_flow(states=(ListingOpinions,), step=step, screen=screen, record=texts.TITLE)
