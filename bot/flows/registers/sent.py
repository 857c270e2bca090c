"""A register that was sent as a file: read elsewhere, then what it changes and which rows are wrong, and saving it."""

from hashlib import sha256

from bot.flows.base import State, Step
from bot.flows.events import Event, File, RegisterRead, Tap
from bot.flows.kit.outside import by_buttons
from bot.flows.states.registers import (
    EditingLine,
    MendingRegister,
    OfRegister,
    PackedLine,
    ReadingRegister,
    SavingRegister,
    ShowingLine,
    ShowingRegister,
)
from bot.texts.registers import own as texts, sent as sent_texts
from core.assessment.subjects import Subject
from core.effects import KeepRegister, ReadRegister, SendRegister
from core.facts import Facts
from core.register.file import mark_of, understood
from core.register.lines import Changes, changes
from core.register.model import Register
from core.screen import Screen, button


def taken(event: Event, state: OfRegister) -> Step | None:
    """The step to a file; None for any other event."""
    match event:
        case File(edited=True):
            return None
        case File() if isinstance(state, ShowingLine | EditingLine):
            return None
        case File(photo=True):
            return Step(state, banner=texts.NEED_FILE)
        case File():
            return received_file(state, event)
    return None


def received_file(state: OfRegister, event: File) -> Step:
    name = event.name or sent_texts.NAMELESS
    order = ReadRegister(state.opd, state.instrument, event.file_id, name, event.size or 0)
    return Step(ReadingRegister(state.pemda, state.opd, state.instrument, name=name), (order,))


def received(event: RegisterRead, state: State, facts: Facts) -> Step:
    """The register that was sent has been read. Shown on any screen, because its sender waits for it."""
    register = facts.register.own if facts.register else None
    if register is None:
        return Step(state, silent=True)
    pemda, opd, instrument = event.pemda, event.opd, event.instrument
    problem = event.problem or ("" if event.refused else _problem(event, register))
    if problem or event.refused:
        return Step(MendingRegister(pemda, opd, instrument, name=event.name, said=event.refused, problem=problem))
    found = understood(register, event.titles, event.rows, facts.now.date())
    return Step(
        SavingRegister(
            *(pemda, opd, instrument),
            name=event.name,
            lines=tuple(map(_packed, found.lines)),
            faults=sent_texts.first_lines(found.faults),
            found=len(found.faults),
            wrong=found.rows,
            unread=found.unread[:5],
        )
    )


def _problem(event: RegisterRead, register: Register) -> str:
    """Why a table that could be read is not this register."""
    if not event.rows:
        return "empty"
    if event.mark in ("", mark_of(register)):
        return ""
    return "other_register" if event.mark.endswith(f" {register.code}") else "other_opd"


def _packed(line: Subject) -> PackedLine:
    return line.code, line.name, tuple(sorted(line.attributes.items()))


def _changes(state: SavingRegister, register: Register) -> Changes:
    """Attributes that are not named are those that the file has emptied."""
    blank = {one.code: "" for one in register.attributes}
    lines = [Subject(register.kind, code, name, {**blank, **dict(values)}) for code, name, values in state.lines]
    return changes(register.lines, lines)


def _digest(found: Changes) -> str:
    return sha256(repr(found).encode()).hexdigest()[:12]


def _missing(state: SavingRegister, found: Changes) -> tuple[Subject, ...]:
    """What could be taken out: nothing while a row that could not be read may be it."""
    return () if state.wrong or not state.lines else found.missing


def step_saving(state: SavingRegister, event: Event, register: Register) -> Step:
    back, found = ShowingRegister(state.pemda, state.opd, state.instrument), _changes(state, register)
    match event:
        case Tap(parts=("save" | "replace" as how, digest)):
            if digest != _digest(found):
                return Step(state, toast=sent_texts.CHANGED_MEANWHILE)
            out = tuple(one.code for one in _missing(state, found)) if how == "replace" else ()
            if not found.kept and not out:
                return Step(back)
            order = KeepRegister(register.opd, register.kind, found.kept, out)
            return Step(back, (order,), banner=sent_texts.saved(len(found.kept), len(out)))
        case Tap(item="form"):
            return Step(state, (SendRegister(state.opd, register.instrument.id),), toast=texts.FORM_COMING)
        case Tap(item="cancel"):
            return Step(back, banner=sent_texts.NOT_SAVED)
        case _:
            return by_buttons(state, event, texts.NEED_FILE)


def screen(state: SavingRegister, register: Register) -> Screen:
    found = _changes(state, register)
    missing, kept = _missing(state, found), len(found.kept)
    text = sent_texts.preview(
        register, state.name, found, missing, state.faults, state.found, state.wrong, state.unread
    )
    save = ((button(sent_texts.save(kept), "save", _digest(found)),),) if kept else ()
    out = ((button(sent_texts.replacing(kept, len(missing)), "replace", _digest(found)),),) if missing else ()
    cancel = button(sent_texts.CANCEL if kept or missing else texts.BACK_TO_LIST, "cancel")
    return Screen(text, (*save, *out, (*((button(texts.FORM, "form"),) if state.wrong else ()), cancel)))
