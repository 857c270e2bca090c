"""The turn of a group's update: one update = one transaction, as in bot/turn/turn.py, but without a conversation.

Everybody in the group sees the answer, whoever asked. What only the sender may know is sent to the private chat.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.flows.groups import views as group
from bot.flows.groups.base import Answer, GroupEvent, GroupWish, Migration, View
from bot.texts.groups import views as texts
from bot.turn.delivery import Place
from core.effects.groups import BindGroup, UnbindGroup
from core.groups import Group, GroupFacts
from core.people.roles import Sender
from storage import effects
from storage.database import Connection
from storage.groups import facts as group_facts, groups
from storage.messaging import contents, inbox, outbox, pictures
from storage.messaging.inbox import Pending
from storage.messaging.outbox import Call, Kind, Priority, Sending
from storage.orders.notices import notice_call
from storage.people.facts import Env

BY_RIGHT = (BindGroup, UnbindGroup)
"""Orders to which the sender must have a right. The others do what Telegram reports, or show what everybody may see."""


@dataclass(frozen=True, slots=True)
class GroupPlace(Place):
    """Where something happened in a group. `anonymous`: it was written in the group's name."""

    thread_id: int | None = None
    title: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class GroupTurn:
    """One update of a group and its transaction."""

    env: Env
    pending: Pending
    following: int | None
    sender: Sender
    event: GroupEvent
    place: GroupPlace
    now: datetime
    direct: bool

    def work(self, conn: Connection) -> list[Sending]:
        known = self._facts(conn)
        return self._carry_out(conn, group.answer(self.event, known, self.place.title, self.place.thread_id), known)

    def redraw(self, conn: Connection) -> list[Sending]:
        """To be called when an order was refused because something changed between drawing and press. Nothing was
        stored.
        """
        return self._carry_out(conn, Answer(toast=texts.GONE), self._facts(conn))

    def _facts(self, conn: Connection) -> GroupFacts:
        need = group.needed(self.event)
        known = self._load(conn, self.sender, need)
        if known.group is None and isinstance(self.event, Migration):  # the courier may have moved it already
            known = self._load(conn, replace(self.sender, chat_id=self.event.chat_id), need)
        return known

    def _load(self, conn: Connection, sender: Sender, need: GroupWish) -> GroupFacts:
        anonymous = self.place.anonymous
        return group_facts.load(
            conn,
            sender,
            anonymous,
            self.now,
            self.env,
            numbers=need.numbers,
            years=need.years,
            period=need.period,
        )

    def _carry_out(self, conn: Connection, answer: Answer, known: GroupFacts) -> list[Sending]:
        theirs = effects.Actor(known.person, self.sender.telegram_id, self.now, self.env.admin_ids)
        reported = effects.Actor(None, None, self.now, self.env.admin_ids)
        for effect in answer.effects:
            effects.apply(conn, effect, theirs if isinstance(effect, BY_RIGHT) else reported)
        calls = self._calls(conn, answer, known.group)
        direct = self.direct and all(call.chat_id == self.sender.chat_id for call in calls)
        sendings = outbox.add(conn, calls, self.now, sending=direct)
        if answer.private is not None:
            outbox.add(conn, [notice_call(self.sender.telegram_id, answer.private)], self.now, sending=False)
        inbox.finish(conn, self.pending.id, self.now, self.following)
        return sendings if direct else []

    def _calls(self, conn: Connection, answer: Answer, known: Group | None) -> list[Call]:
        calls, pressed = [], self.place.callback_id
        if pressed is not None:
            toast = self._toast(conn, answer)
            calls.append(Call(self.sender.chat_id, Kind.ANSWER, contents.Answer(pressed, toast), Priority.ANSWER))
        if answer.show is not None:
            calls.append(self._call(conn, answer.show, self.sender.chat_id, self.place.message_id))
        if answer.say is None or not self._first(conn, answer, known):
            return calls
        calls.append(self._call(conn, answer.say, answer.chat or self.sender.chat_id))
        return calls

    def _toast(self, conn: Connection, answer: Answer) -> str:
        """A view is only said to be below when it is known to have arrived."""
        comes = answer.toast == texts.BELOW and groups.view_comes(conn, self.sender.chat_id, self.now)
        return texts.COMING if comes else answer.toast

    def _first(self, conn: Connection, answer: Answer, known: Group | None) -> bool:
        """False where the view was sent before."""
        if known is not None and answer.below:
            groups.note_view(conn, known.id, answer.below, self.now)
        return known is None or answer.once is None or groups.post_once(conn, known.id, *answer.once, self.now)

    def _call(self, conn: Connection, view: View, chat: int, edit: int | None = None) -> Call:
        thread = self.place.thread_id
        if view.chart is not None:
            return pictures.call(conn, chat, view.chart, view.text, view.rows, thread_id=thread, edit=edit)
        if view.recap is not None:
            recap = contents.GroupRecap(view.recap, view.text)
            return Call(chat, Kind.DOCUMENT, recap, Priority.NOTICE, thread_id=thread)
        kind = Kind.SEND if edit is None else Kind.EDIT
        message = contents.Message(view.text, view.rows)
        return Call(chat, kind, message, Priority.NOTICE, target_message=edit, thread_id=thread)
