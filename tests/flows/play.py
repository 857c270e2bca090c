"""Plays a conversation: `play(world, "Ani").command("isi").tap("V08").shows(...)`. A failure prints the whole dialogue.

Each action is a turn of bot/turn with the real router, on the world's database. What is seen is what the turn put into
the outbox for this person.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select
from telegram import MessageEntity

from bot.flows import router
from bot.flows.base import State, Step
from bot.flows.events import Begin, Changed, Event, File, Other, OtherKind, Tap, Text
from bot.flows.states.packing import pack, unpack
from bot.handlers.marks import marks_of
from bot.turn.delivery import Place
from bot.turn.turn import Turn
from core.evidence.links import Mark
from core.facts import Facts
from core.people.roles import Sender
from core.screen import Button, ButtonKind, Notice, Screen
from simulator.entities import find_entities
from storage import effects
from storage.audit import chain
from storage.engine.schema import OUTBOX
from storage.messaging import conversations
from storage.messaging.conversations import Conversation
from storage.messaging.inbox import Pending
from storage.messaging.outbox import Kind, Priority
from tests.flows.expectations import Expectations
from tests.flows.world import World

PENDING = Pending(10**9, "", "")
"""An inbox row that does not exist: finishing it changes nothing."""
RECEIPT = re.compile(r"DINKES-26-[0-9A-F]+")
CODE = "DINKES-26-7F3A"
"""Shown in the place of a receipt's code, which is another one each time."""


def _marks(words: str) -> tuple[Mark, ...]:
    """Links as Telegram marks them."""
    return marks_of(words, [MessageEntity.de_json(found, None) for found in find_entities(words)])


def face(shown: Screen | Notice) -> str:
    """Text and buttons as they are read."""
    rows = [" ".join(f"[{button.label}]" for button in row) for row in shown.rows]
    return RECEIPT.sub(CODE, "\n".join([shown.text, *rows]))


def _notice(payload: dict[str, Any]) -> Notice:
    rows = tuple(tuple(Button(label, value, ButtonKind(tie)) for label, value, tie in row) for row in payload["rows"])
    return Notice(payload["text"], rows)


@dataclass(frozen=True)
class WatchedTurn(Turn):
    """A turn that tells what the flow answered."""

    world: World = field(default_factory=World)
    steps: list[Step] = field(default_factory=list)

    def _decide(self, state: State | None, known: Facts, before: Conversation) -> Step:
        step = super()._decide(state, known, before)
        assert unpack(pack(step.state)) == step.state, "a state must survive being stored"
        self.steps.append(step)
        return step

    def _load(self, *given: Any) -> Facts:
        return self.world.with_results(super()._load(*given))

    def look(self, conn: Connection) -> Facts:
        """What is known where the person stands."""
        talk = conversations.load(conn, self.sender.telegram_id)
        return self._load(self._reader(conn), router.wish(unpack(talk.state), self.event, talk.assessment_id), talk)


@dataclass
class Play(Expectations):
    """One person's phone."""

    world: World
    name: str
    step: Step | None = None
    seen: str = ""
    log: list[str] = field(default_factory=list)
    sent: int = 0
    messages: int = 0
    actions: int = 0
    _stands: Notice | None = None

    # what the person does

    def command(self, name: str, argument: str = "") -> "Play":
        return self._do(f"/{name} {argument}".rstrip(), Begin(name, argument))

    def tap(self, label: str) -> "Play":
        """The button of the live screen whose label begins like this."""
        button = self.find(label)
        if button.kind is ButtonKind.COPY:
            return self
        return self._press(f"[{button.label}]", button.value, live=button.kind is not ButtonKind.STEADY)

    def find(self, label: str) -> Button:
        """The button of the live screen whose label is this, or begins like this."""
        found = [item for row in self.screen.rows for item in row if item.label.startswith(label)]
        exact = [item for item in found if item.label == label] or found
        assert exact, f"no button [{label}]\n{self.dialogue}"
        return exact[0]

    def press(self, notice: Notice, label: str) -> "Play":
        """A steady button of a notice."""
        found = next(item for row in notice.rows for item in row if item.label == label)
        return self._do(f"[{label}] pada pemberitahuan", Tap(found.value), pressed=NOTICE)

    def steady(self, item: str) -> "Play":
        return self._do(f"[{item}]", Tap(item), pressed=NOTICE)

    def forge(self, item: str) -> "Play":
        """A press that no button of ours carries."""
        return self._press(f"[{item}]", item, live=True)

    def text(
        self,
        words: str,
        message: int = 0,
        edited: bool = False,
        forwarded: bool = False,
        replying: Notice | None = None,
    ) -> "Play":
        """`replying`: with Telegram's gesture, to this notice."""
        self.sent += not message
        rows = replying.rows if replying else ()
        items = tuple(button.value for row in rows for button in row if button.kind is ButtonKind.STEADY)
        text = Text(words, message or self.sent, edited, _marks(words), forwarded, items)
        return self._do(f"{words[:60]}", text)

    def file(
        self,
        name: str = "",
        *,
        unique: str = "",
        size: int = 1000,
        caption: str = "",
        mime: str = "",
        album: str = "",
        message: int = 0,
        edited: bool = False,
        forwarded: bool = False,
    ) -> "Play":
        self.sent += not message
        photo = not name
        mime = mime or ("image/jpeg" if photo else "application/pdf")
        unique = unique or f"{name or 'foto'}-{self.sent if photo else ''}"
        number = message or self.sent
        event = File(
            f"f{number}", unique, name, mime, size, number, photo, caption, album, _marks(caption), edited, forwarded
        )
        return self._do(f"({name or 'foto'})", event)

    def receives(self, event: Event) -> "Play":
        """Something comes in that the person did not send."""
        return self._do(f"({type(event).__name__})", event)

    def other(self, kind: OtherKind) -> "Play":
        self.sent += 1
        return self._do(f"({kind})", Other(kind, self.sent))

    @property
    def state(self) -> State | None:
        return unpack(self._talk.state)

    @property
    def evidence_for(self) -> str | None:
        return self._talk.evidence_for

    @property
    def facts(self) -> Facts:
        """What is known on the live screen, now."""
        return self._turn(Changed(), Place()).look(self.world.conn)

    @property
    def screen(self) -> Screen:
        """The live screen as it would be drawn now."""
        state, known = self.state, self.facts
        assert state is not None
        return router.screen(state, known)

    @property
    def standing(self) -> Screen | Notice:
        return self._stands or self.screen

    @property
    def dialogue(self) -> str:
        return "\n\n".join(self.log)

    # how it is done

    @property
    def _account(self) -> int:
        return self.world.account(self.name)

    @property
    def _talk(self) -> Conversation:
        return conversations.load(self.world.conn, self._account)

    def _press(self, said: str, item: str, live: bool) -> "Play":
        talk = self._talk
        return self._do(said, Tap(item, talk.revision if live else None), pressed=talk.live_message or NOTICE)

    def _turn(self, event: Event, place: Place) -> WatchedTurn:
        sender = Sender(self._account, self.name, self._account)
        return WatchedTurn(self.world.env, PENDING, None, sender, event, place, self.world.now, False, world=self.world)

    def _do(self, said: str, event: Event, pressed: int = 0) -> "Play":
        self.actions += 1
        conn, before = self.world.conn, self._talk
        written = getattr(event, "message_id", 0) or self.sent + 1
        tapped = isinstance(event, Tap)
        place = Place(pressed, "press", before.live_media) if tapped else Place(written)
        turn, last = self._turn(event, place), self._newest_call()
        conn.exec_driver_sql("SAVEPOINT turn").close()
        chain.begin(conn)
        try:
            turn.work(conn)
        except effects.Refused:
            conn.exec_driver_sql("ROLLBACK TO turn").close()
            turn.redraw(conn)
        chain.settle(conn)
        self.step, self._stands = turn.steps[-1], None
        self._arrive()
        self.seen = self._deliver(last, tapped)
        self.log.append(f"{self.name} > {said}\n{self.seen}")
        return self

    def _newest_call(self) -> int:
        newest = select(OUTBOX.c.id).order_by(OUTBOX.c.id.desc()).limit(1)
        return self.world.conn.execute(newest).scalar() or 0

    def _arrive(self) -> None:
        """What was sent has arrived, below everything the person has written."""
        talk = self._talk
        if talk.live_outbox is not None:
            conversations.save(self.world.conn, replace(talk, live_outbox=None, live_message=self.sent + 1))

    def _deliver(self, last: int, tapped: bool) -> str:
        """What the newest calls show; notices go to those they are for."""
        records, toasts, shown = [], [], []
        calls = self.world.conn.execute(select(OUTBOX).where(OUTBOX.c.id > last).order_by(OUTBOX.c.id)).mappings()
        for call in calls.all():
            kind, priority, payload = Kind(call["kind"]), Priority(call["priority"]), call["payload"]
            if kind is Kind.SEND and priority is not Priority.SCREEN:
                notice = _notice(payload)
                values = [button.value for row in notice.rows for button in row]
                assert "resume" not in values, f"opens the OPD that is open, whatever this is about: {notice.text}"
                self.world.told.append((self.world.name(call["chat_id"]), notice))
            elif kind is Kind.ANSWER and payload["text"]:
                toasts.append(f"(toast: {payload['text']})")
            elif kind is Kind.DELETE:
                shown = ["MOVED", *shown[1:]]
            elif priority is Priority.RECORD and kind is Kind.EDIT:
                records.append(f"RECORD {RECEIPT.sub(CODE, payload['text'])}")
            elif kind in (Kind.SEND, Kind.EDIT):
                self._stands = _notice(payload)
                shown = ["NEW" if kind is Kind.SEND else "EDITED", face(self._stands)]
        self.messages += shown[:1] == ["NEW"]
        if tapped and not shown and not (self.step and (self.step.silent or self.step.fresh)):
            shown = ["EDITED", face(self.screen)]  # to what stands there already
        return "\n".join([*toasts, *records, *shown])


NOTICE = 10_000
"""The message of a notice, or of anything else that is not the live screen."""


def play(world: World, name: str = "Ani", state: State | None = None) -> Play:
    """Somebody with a new phone, at this state of the conversation."""
    world.forget_phone(name)
    player = Play(world, name)
    if state is not None:
        conversations.save(world.conn, Conversation(world.account(name), state=pack(state)))
    return player
