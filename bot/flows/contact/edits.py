"""Messages that their sender has edited: explanation, evidence and links made from them are changed too.

This does not depend on the state of the conversation. Messages of which nothing was stored are ignored, and so is what
somebody else sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.flows.base import State, Step
from bot.flows.contact import acted, attach, going
from bot.flows.contact.linked import link_orders
from bot.flows.contact.refusing import Reason, name_of, reason, refuse
from bot.flows.events import File, Other, Text
from bot.flows.kit import names
from bot.flows.states.contact import Conflicting, Sorting
from bot.texts.contact import edits as texts
from core import typed
from core.assessment.answer import Answer
from core.assessment.model import Assessment, Evidence, EvidenceKind
from core.effects import Effect, NoteEvidence, Origin, RemoveEvidence, ReplaceFile, SaveExplanation, UseEvidence
from core.evidence.links import FoundLinks
from core.facts import Facts
from core.people.roles import Role

Edited = Text | File | Other


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is stored of a message: the answer it is part of, its file, its links."""

    answer: Answer | None
    file: Evidence | None
    links: tuple[Evidence, ...]

    @property
    def code(self) -> str:
        """The variable that more of it would belong to."""
        if self.answer is not None:
            return self.answer.variable
        return next((code for item in (self.file, *self.links) if item for code in item.variables), "")


@dataclass(frozen=True, slots=True)
class _Change:
    """Orders that follow from an edit, and sentences about them."""

    orders: tuple[Effect, ...] = ()
    said: tuple[str, ...] = ()

    def __add__(self, other: "_Change") -> "_Change":
        return _Change(self.orders + other.orders, self.said + other.said)


def heard(state: State, event: Edited, facts: Facts) -> Step:
    """What an edited message changes. `facts.assessment` is the one it belongs to, whatever the state."""
    a = facts.assessment
    if isinstance(event, Text) and (waiting := _waiting(state, event)) is not None:
        return waiting
    if isinstance(event, Text) and facts.belongs is None and _is_level(event, facts):
        return Step(state, banner=texts.sent(texts.LEVEL))
    if a is None or a.id != facts.belongs or not going.holds(facts, a, Role.CONTACT):
        return Step(state, silent=True)
    if isinstance(event, Text) and (action := acted.edited(event, facts, a)) is not None:
        order, said = action
        return Step(state, (order,) if order else (), banner=said)
    stored = _stored(a, event.message_id, going.me(facts))
    if isinstance(event, Other):
        return _no_longer(state, a, stored)
    change = _words(state, event, stored, a, facts) + _caption(event, stored, a) + _links(event, stored, a)
    if isinstance(event, File) and stored.file is not None and stored.file.unique_id != event.unique_id:
        why = reason(event, name_of(event), facts.limits)
        if why is not None:
            return _refused(_step(state, change), event, stored.file, why, facts, a)
        change = _replaced(event, stored.file, a) + change
    elif isinstance(event, File) and stored.file is None and stored.code and not change.said:
        change = _Change(said=(texts.SEND_ANEW,))
    return _step(state, change)


def _is_level(event: Text, facts: Facts) -> bool:
    """Whether the edit is a level and of nothing that is stored, where this person has chosen levels before."""
    answers = facts.assessment.answers.values() if facts.assessment else ()
    return typed.numeral(event.text) is not None and any(one.level and one.by == going.me(facts) for one in answers)


def _step(state: State, change: _Change) -> Step:
    return Step(state, change.orders, banner="\n".join(change.said), silent=not change.said)


def _waiting(state: State, event: Text) -> Step | None:
    """A text that waits for a choice is shown with its new words; None for another message."""
    match state:
        case Sorting() if event.message_id in (number for number, _ in state.messages):
            former = "".join(words for number, words in state.messages if number == event.message_id)
            messages = tuple(_edited(part, event.message_id, event.text.strip()) for part in state.messages)
            text = "".join(words for _, words in messages)
            others = tuple(address for address in state.links if state.parts and address not in former)
            parts = messages if state.parts else ()
            return Step(replace(state, text=text, parts=parts, links=(*others, *event.found.links)))
        case Conflicting(message_id=event.message_id) if state.text:
            return Step(replace(state, text=event.text.strip()))
    return None


def _stored(a: Assessment, message: int, me: int) -> _Stored:
    mine = [item for item in a.evidence if item.message_id == message and item.sent_by == me]
    answer = next((one for one in a.answers.values() if message in (number for number, _ in one.parts)), None)
    file = next((item for item in mine if item.kind is not EvidenceKind.LINK), None)
    return _Stored(answer, file, tuple(item for item in mine if item.kind is EvidenceKind.LINK))


def _no_longer(state: State, a: Assessment, stored: _Stored) -> Step:
    """The message does not contain a file any more."""
    if stored.file is None:
        return Step(state, silent=True)
    return Step(state, banner=texts.not_replaced(stored.file.name, stored.file.variables))


def _words(state: State, event: Text | File, stored: _Stored, a: Assessment, facts: Facts) -> _Change:
    """Changes the explanation made from these words."""
    answer, words = stored.answer, _said(event)
    if answer is None:
        return _first_words(state, event, stored, a, words)
    code = answer.variable
    parts = tuple(_edited(part, event.message_id, words) for part in answer.parts)
    text = "".join(said for _, said in parts)
    if text == answer.explanation:
        return _Change()
    if not a.writable(code):
        return _Change(said=(texts.locked(code),))
    if answer.explained_by != going.me(facts):
        return _Change(said=(texts.by_another(code, answer.explained_by_name),))
    if not words:
        return _Change(said=(texts.words_gone(code),))
    if names.is_name(text) or typed.numeral(text) is not None or typed.is_empty(text):
        return _Change(said=(texts.no_explanation(code, text),))
    return _Change((SaveExplanation(a.id, code, text, parts),), (texts.edited(code),))


def _first_words(state: State, event: Text | File, stored: _Stored, a: Assessment, words: str) -> _Change:
    """A caption that was added is the explanation where that of a new file would be."""
    code = stored.code
    if not isinstance(event, File) or not a.writable(code) or not attach.explains(state, event, a, code):
        return _Change()
    return _Change((SaveExplanation(a.id, code, words, ((event.message_id, words),)),), (texts.edited(code),))


def _said(event: Text | File) -> str:
    return (event.text if isinstance(event, Text) else event.caption).strip()


def _edited(part: tuple[int, str], message: int, words: str) -> tuple[int, str]:
    """The part with its new words. The space that joins it to the part before stays."""
    number, former = part
    if number != message:
        return part
    tie = former[: len(former) - len(former.lstrip())]
    return number, tie + words


def _refused(step: Step, event: File, former: Evidence, why: Reason, facts: Facts, a: Assessment) -> Step:
    """The file that replaces another is refused, and the former one stays."""
    told = refuse(step, event, replace(facts, batch=None), a, why)
    still = texts.still_there(former.name, former.variables)
    banner = "\n".join(filter(None, (why.sentence, still, step.banner)))
    return replace(told, banner=banner, batch=step.batch, silent=False)


def _replaced(event: File, former: Evidence, a: Assessment) -> _Change:
    """Another file replaces the former one in all variables that are open."""
    name = attach.name_in(event, explains=False)
    open_ = tuple(variable for variable in former.variables if a.writable(variable))
    if not open_:
        return _Change(said=(texts.not_replaced_locked(name, former.name, former.variables),))
    twin = next((item for item in a.evidence if item.unique_id == event.unique_id), None)
    if twin is None:
        orders: tuple[Effect, ...] = (ReplaceFile(a.id, former.id, attach.order(event, a, open_[0], name)),)
    else:
        uses = (UseEvidence(a.id, twin.id, variable) for variable in open_ if variable not in twin.variables)
        orders = (*uses, *(RemoveEvidence(a.id, former.id, variable) for variable in open_))
    return _Change(orders, (texts.replaced(former.name, name, open_),))


def _caption(event: Text | File, stored: _Stored, a: Assessment) -> _Change:
    """Other words with the same file. A photo that was named by its words gets a new name."""
    file = stored.file
    if not isinstance(event, File) or file is None or file.note == event.caption.strip():
        return _Change()
    if file.unique_id != event.unique_id:  # the words come with the new file
        return _Change()
    if not any(a.writable(code) for code in file.variables):
        return _Change(said=(texts.note_locked(file.name, file.variables),))
    named = bool(file.note) and file.name == file.note.splitlines()[0]
    name = attach.name_in(event, explains=False) if named else ""
    order = NoteEvidence(a.id, file.id, event.caption.strip(), name)
    return _Change((order,), (texts.noted(name or file.name),))


def _links(event: Text | File, stored: _Stored, a: Assessment) -> _Change:
    """Links that were removed are taken away; new ones are evidence."""
    found: FoundLinks = event.found
    code = stored.code
    gone = [item for item in stored.links if item.name not in found.links]
    new = tuple(address for address in found.links if address not in {item.name for item in stored.links})
    if not code or not (gone or new):
        return _Change()
    if not a.writable(code):
        return _Change(said=(texts.links_locked(code),)) if stored.links else _Change()
    removed = tuple(RemoveEvidence(a.id, item.id, use) for item in gone for use in item.variables if a.writable(use))
    note = found.rest if isinstance(event, Text) and found.alone else ""
    added = link_orders(a, code, new, Origin(event.message_id, note=note))
    orders = (*added, *removed)
    return _Change(orders, (_told(code, added, gone),)) if orders else _Change()


def _told(code: str, added: Sequence[Effect], gone: Sequence[Evidence]) -> str:
    if added and gone:
        return texts.links_replaced(code)
    return texts.links_added(code) if added else texts.links_removed(code)
