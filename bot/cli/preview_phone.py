"""A person in a preview: presses, writes, and sees what the bot would send."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.flows import router
from bot.flows.base import State, Step
from bot.flows.events import Event, Tap, Text
from bot.flows.states.packing import unpack
from bot.holidays.days import with_days_off
from bot.turn.delivery import Place
from bot.turn.turn import Turn
from core.effects import SendResult
from core.facts import Facts, Limits
from core.people.roles import Sender
from core.screen import Button, ButtonKind, Screen
from storage import facts
from storage.database import Connection
from storage.messaging import conversations
from storage.messaging.contents import Message
from storage.messaging.inbox import Pending
from storage.messaging.outbox import Kind, Priority
from storage.people.facts import Env

_PENDING = Pending(10**9, "", "")
"""An inbox row that does not exist: finishing it changes nothing."""


@dataclass(frozen=True)
class _Watched(Turn):
    """A turn that tells what the flow answered."""

    steps: list[Step] = field(default_factory=list)

    def _decide(self, state: State | None, known: Facts, before: conversations.Conversation) -> Step:
        step = super()._decide(state, known, before)
        self.steps.append(step)
        return step


class Phone:
    """One person. `sees` is the screen as it was sent last, fitted to a phone; `card` are the words of the picture that
    was ordered last.
    """

    def __init__(self, conn: Connection, account: int, name: str, zone: str, now: datetime) -> None:
        self._conn, self._now, self._number = conn, now, 0
        self._sender = Sender(account, name, account)
        self._env = Env(frozenset(), zone, Limits(), "")
        self.sees = Screen("")
        self.card: Screen | None = None

    def do(self, event: Event) -> None:
        """One turn; what it says has arrived then."""
        self._number += 1
        turn = _Watched(self._env, _PENDING, None, self._sender, event, Place(self._number), self._now, True)
        sent = [
            one.call.content
            for one in turn.work(self._conn)
            if one.call.priority is Priority.SCREEN and one.call.kind in (Kind.SEND, Kind.EDIT)
        ]
        self.sees = next(
            (Screen(one.text, one.rows) for one in reversed(sent) if isinstance(one, Message)), self._drawn()
        )
        for order in turn.steps[-1].effects:
            if isinstance(order, SendResult):
                self.card = Screen(order.notice.text, order.notice.rows)
        talk = conversations.load(self._conn, self._sender.telegram_id)
        if talk.live_outbox is not None:
            self._number += 1
            conversations.save(self._conn, replace(talk, live_outbox=None, live_message=self._number))

    def write(self, words: str) -> None:
        self.do(Text(words, self._number + 1))

    def press(self, button: Button) -> None:
        live = button.kind is not ButtonKind.STEADY
        self.do(Tap(button.value, self._talk.revision if live else None))

    def button(self, label: str) -> Button | None:
        return next((one for row in self.sees.rows for one in row if one.label == label), None)

    @property
    def first(self) -> Button:
        return next(one for row in self.sees.rows for one in row)

    @property
    def state(self) -> State:
        state = unpack(self._talk.state)
        assert state is not None
        return state

    @property
    def _talk(self) -> conversations.Conversation:
        return conversations.load(self._conn, self._sender.telegram_id)

    def _drawn(self) -> Screen:
        """The present state, for a turn that changed nothing on the screen."""
        talk = self._talk
        reader = facts.Reader(self._conn, self._sender, self._now, self._env)
        known = with_days_off(reader.load(router.wish_at(self.state, talk.assessment_id), talk))
        return router.screen(self.state, known)
