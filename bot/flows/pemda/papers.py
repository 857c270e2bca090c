"""The letterhead with its emblem, and the head of an OPD: what papers print (transcript 13c_pengaturan)."""

from typing import get_args

from bot.flows.base import Step
from bot.flows.events import Event, File, Tap, Text
from bot.flows.kit.coordinator import CLOSED, coordinator_flow, opd_of
from bot.flows.kit.outside import by_buttons
from bot.flows.kit.rows import in_rows
from bot.flows.pemda.settings import above
from bot.flows.states.coordinator import ListingOpds, ShowingOpd
from bot.flows.states.settings import NamingHead, ShowingLetterhead, TypingLetterhead
from bot.texts.answers import summary
from bot.texts.pemda import opds as opd_texts, papers as texts, settings as setting_texts
from core.assessment.declarant import Unclear
from core.effects import ChangePemda, KeepPemdaFile, SetHead
from core.effects.pemda import FilePurpose
from core.facts import AdminFacts, Facts
from core.pemda import official
from core.pemda.settings import LETTERHEAD
from core.screen import Screen, button

_States = ShowingLetterhead | TypingLetterhead | NamingHead


_EMBLEM = ("emblem", "emblem_name", "emblem_sha256", "emblem_bytes")


def step(state: _States, event: Event, admin: AdminFacts, facts: Facts) -> Step:
    match state:
        case ShowingLetterhead():
            return _step_letterhead(state, event, admin)
        case TypingLetterhead():
            return _step_part(state, event, admin)
        case NamingHead():
            return _step_head(state, event, admin)


def _step_letterhead(state: ShowingLetterhead, event: Event, admin: AdminFacts) -> Step:
    match event:
        case Tap(parts=("part", part)) if part in texts.PARTS:
            return Step(TypingLetterhead(state.pemda, part))
        case Tap(parts=("preprinted", ("ya" | "no") as answer)):
            value = {**admin.settings.letterhead, "preprinted": "ya" if answer == "ya" else ""}
            toast = texts.PREPRINTED if answer == "ya" else texts.DRAWN
            return Step(state, (ChangePemda(state.pemda, "letterhead", value),), toast=toast)
        case Tap(item="back"):
            return Step(above(state.pemda, "letterhead"))
        case _:
            return by_buttons(state, event)


def _step_part(state: TypingLetterhead, event: Event, admin: AdminFacts) -> Step:
    back, settings = ShowingLetterhead(state.pemda), admin.settings.letterhead
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Tap(item="clear"):
            gone = _EMBLEM if state.part == "emblem" else (state.part,)
            left = {key: value for key, value in settings.items() if key not in gone}
            return Step(back, (ChangePemda(state.pemda, "letterhead", left),), toast=texts.CLEARED)
        case File(file_id=file_id, name=name, size=size) if state.part == "emblem":
            order = KeepPemdaFile(state.pemda, FilePurpose.EMBLEM, file_id, name or "lambang.jpg", size or 0)
            return Step(back, (order,), banner=setting_texts.file_coming(order.name))
        case Text(edited=False) if state.part == "emblem":
            return Step(state, banner=texts.NEED_PICTURE)
        case Text(text, edited=False):
            words, most = text.strip(), LETTERHEAD[state.part]
            if state.part == "postcode" and not (len(words) == most and words.isascii() and words.isdigit()):
                return Step(state, banner=texts.BAD_POSTCODE)
            if not words or len(words) > most or not words.isprintable():
                return Step(state, banner=texts.bad_part(most))
            value = {**settings, state.part: words}
            return Step(back, (ChangePemda(state.pemda, "letterhead", value),), banner=texts.SET)
        case _:
            return by_buttons(state, event)


def _step_head(state: NamingHead, event: Event, admin: AdminFacts) -> Step:
    opd, back = opd_of(admin, state.opd), ShowingOpd(state.pemda, state.opd)
    if opd is None:
        return Step(ListingOpds(state.pemda), toast=opd_texts.GONE)
    match event:
        case Tap(item="cancel"):
            return Step(back)
        case Tap(item="clear"):
            return Step(back, (SetHead(opd.id, "", opd.head.title, "", "", ""),), toast=texts.HEAD_CLEARED)
        case Text(text, edited=False):
            found = official.read(text)
            if isinstance(found, Unclear):
                return Step(state, banner=summary.unclear(found))
            order = SetHead(opd.id, found.name, found.title, found.rank, found.nip, found.acting)
            return Step(back, (order,), banner=texts.head_set(opd.short, found.name))
        case _:
            return by_buttons(state, event, texts.FOUR_LINES)


# screens


def screen(state: _States, admin: AdminFacts, facts: Facts) -> Screen:
    match state:
        case TypingLetterhead(part=part) if part in texts.PARTS:
            kept = admin.settings.letterhead.get("emblem_name" if part == "emblem" else part, "")
            clear = (button(texts.CLEAR, "clear"),) if kept else ()
            return Screen(texts.ask_part(part, kept), ((*clear, button(texts.CANCEL, "cancel")),))
        case NamingHead(opd=number) if (opd := opd_of(admin, number)) is not None:
            clear = (button(texts.CLEAR, "clear"),) if opd.head.name else ()
            return Screen(texts.ask_head(opd), ((*clear, button(texts.CANCEL, "cancel")),))
        case ShowingLetterhead():
            return _letterhead_screen(admin)
    return CLOSED


def _letterhead_screen(admin: AdminFacts) -> Screen:
    settings = admin.settings.letterhead
    parts = [button(label, "part", part) for part, label in texts.PARTS.items()]
    printed = settings.get("preprinted") == "ya"
    preprinted = button(texts.DRAW, "preprinted", "no") if printed else button(texts.PREPRINT, "preprinted", "ya")
    return Screen(texts.letterhead(settings), (*in_rows([*parts, preprinted], 2), (button(texts.BACK, "back"),)))


FLOW = coordinator_flow(states=get_args(_States), step=step, screen=screen, record=texts.RECORD)
