"""Binding a group to a Pemda, by one of its coordinators; moving and unbinding it."""

from bot.flows.groups.base import Answer, View, press, turner
from bot.flows.kit.paging import number_of, page_of
from bot.texts.groups import views as texts
from bot.texts.groups.board import place
from core.effects.groups import BindGroup, UnbindGroup
from core.groups import GroupFacts
from core.screen import Rows

ASK, WHICH, BIND, UNBIND, CANCEL = "tanya", "pemda", "hubung", "putus", "batal"
A_PAGE = 5
"""Pemda on one page; the administrator of an installation may coordinate hundreds."""


def begin(facts: GroupFacts, *, topic: bool) -> Answer:
    """/hubungkan."""
    refusal = _refusal(facts)
    if refusal:
        return Answer(View(refusal))
    if len(facts.coordinates) > 1:
        return Answer(_which(facts, 1))
    (pemda,) = facts.coordinates
    return Answer(_ask(facts, pemda, topic=topic))


def press_on(facts: GroupFacts, parts: tuple[str, ...], title: str, thread_id: int | None) -> Answer:
    """A button about the binding. People without the right get a toast, and nothing changes."""
    refusal = _refusal(facts, unbinding=parts[:1] == (UNBIND,))
    if refusal:
        return Answer(toast=refusal)
    topic, chat = thread_id is not None, facts.sender.chat_id
    match parts:
        case (verb, page) if verb == WHICH:
            return Answer(show=_which(facts, number_of(page) or 0))
        case (verb, pemda) if verb == ASK and (number_of(pemda) or 0) in facts.coordinates:
            return Answer(show=_ask(facts, number_of(pemda) or 0, topic=topic))
        case (verb, pemda) if verb == BIND and (number_of(pemda) or 0) in facts.coordinates:
            known = number_of(pemda) or 0
            order = BindGroup(chat, thread_id, title, known)
            return Answer(show=View(texts.bound(facts.coordinates[known], topic=topic)), effects=(order,))
        case (verb, *_) if verb == UNBIND and facts.group is not None:
            return Answer(show=View(texts.UNBOUND_NOW), effects=(UnbindGroup(chat),))
        case (verb, *_) if verb == CANCEL:
            return Answer(show=View(texts.STILL_BOUND if facts.group else texts.NOT_BOUND))
        case _:
            return Answer(toast=texts.GONE)


def bind_again(facts: GroupFacts, title: str) -> Answer | None:
    """A coordinator of the Pemda that the group was bound to has brought the bot back."""
    former = facts.former
    if former is None or former.pemda_id not in facts.coordinates:
        return None
    order = BindGroup(facts.sender.chat_id, former.thread_id, title, former.pemda_id)
    return Answer(View(texts.bound_again(facts.coordinates[former.pemda_id])), effects=(order,))


def _refusal(facts: GroupFacts, unbinding: bool = False) -> str:
    if facts.anonymous:
        return texts.ANONYMOUS
    if not facts.coordinates:
        return texts.ONLY_COORDINATORS_UNBIND if unbinding else texts.ONLY_COORDINATORS_BIND
    if facts.group is not None and not facts.leads:
        return texts.ONLY_ITS_COORDINATORS
    return ""


def _which(facts: GroupFacts, page: int) -> View:
    shown = page_of(sorted(facts.coordinates.items(), key=lambda item: item[1]), page - 1, A_PAGE)
    choices: Rows = tuple((press(place(name), ASK, pemda),) for pemda, name in shown.items)
    return View(texts.which_pemda(), choices + turner(WHICH, shown.number + 1, shown.count))


def _ask(facts: GroupFacts, pemda: int, *, topic: bool) -> View:
    bound_to = facts.group.pemda_name if facts.group else ""
    text = texts.ask_to_bind(facts.coordinates[pemda], topic=topic, bound_to=bound_to)
    label = texts.BIND_TOPIC if topic else texts.BIND_GROUP
    if facts.group is not None and facts.group.pemda_id == pemda:
        label = texts.MOVE_BOARD if topic else texts.NEW_BOARD
    bind = press(label, BIND, pemda)
    unbind = (press(texts.UNBIND, UNBIND),) if facts.group is not None else ()
    return View(text, ((bind,), (*unbind, press(texts.CANCEL, CANCEL))))
