"""Plays a conversation: `play(world, "Ani").command("isi").tap("V08").shows(...)`. A failure prints the whole dialogue.

What a step does to the phone follows bot/turn/delivery.py in its own words: a tap edits, a text or file gets the screen
below it, the former screen becomes a record or moves.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from telegram import MessageEntity

from bot.flows import router
from bot.flows.answers import (
    approval as head,
    conflict,
    contents,
    explanation,
    level,
    receipt,
    repair,
    submit,
    summary,
    variable as answers,
)
from bot.flows.base import KEEP, Begin, Changed, Event, File, Other, OtherKind, State, Step, Tap, Text, receiving_after
from bot.flows.contact import ask, edits, stray
from bot.flows.evidence import asked as evidence, listed as evidence_list
from bot.flows.people import resume
from bot.flows.results import own as result
from bot.flows.states.packing import pack, unpack
from bot.handlers.marks import marks_of
from core.evidence.batch import Batch
from core.evidence.links import Mark
from core.facts import Facts
from core.fit import above
from core.screen import Notice, Screen, Tie
from simulator.entities import find_entities
from tests.flows.world import NUMBER, World

FLOWS = (
    contents.FLOW,
    level.FLOW,
    explanation.FLOW,
    evidence.FLOW,
    evidence_list.FLOW,
    answers.FLOW,
    stray.FLOW,
    conflict.FLOW,
    ask.FLOW,
    summary.FLOW,
    submit.FLOW,
    receipt.FLOW,
    repair.FLOW,
    result.FLOW,
    head.FLOW,
    resume.FLOW,
)
FLOW_OF = {state: flow for flow in FLOWS for state in flow.states}
COMMANDS = {name: entry for flow in FLOWS for name, entry in flow.commands.items()} | {"mulai": contents.resume}
OPENERS = {verb: opener for flow in FLOWS for verb, opener in flow.openers.items()}


def _marks(words: str) -> tuple[Mark, ...]:
    """Links as Telegram marks them."""
    return marks_of(words, [MessageEntity.de_json(found, None) for found in find_entities(words)])


def face(screen: Screen | Notice) -> str:
    """Text and buttons as they are read."""
    rows = [" ".join(f"[{button.label}]" for button in row) for row in screen.rows]
    return "\n".join([screen.text, *rows])


@dataclass
class Play:
    """One person's phone. `last` is the step of the last action, `seen` what it did to the phone."""

    world: World
    name: str
    state: State | None = None
    evidence_for: str | None = None
    moved_at: datetime | None = None
    step: Step | None = None
    seen: str = ""
    log: list[str] = field(default_factory=list)
    sent: int = 0
    messages: int = 0
    actions: int = 0
    batch: Batch | None = None
    _known: dict[str, Any] = field(default_factory=dict)

    # what the person does

    def command(self, name: str) -> "Play":
        return self._do(f"/{name}", Begin(name))

    def tap(self, label: str) -> "Play":
        """The button of the live screen whose label begins like this."""
        found = [item for row in self.screen.rows for item in row if item.label.startswith(label)]
        exact = [item for item in found if item.label == label] or found
        assert exact, f"no button [{label}]\n{self.dialogue}"
        if exact[0].tie is Tie.COPY:
            return self
        return self._do(f"[{exact[0].label}]", Tap(exact[0].value, None if exact[0].tie is Tie.STEADY else 1))

    def press(self, notice: Notice, label: str) -> "Play":
        """A steady button of a notice."""
        found = next(item for row in notice.rows for item in row if item.label == label)
        return self._do(f"[{label}] pada pemberitahuan", Tap(found.value))

    def steady(self, item: str) -> "Play":
        return self._do(f"[{item}]", Tap(item))

    def forge(self, item: str) -> "Play":
        """A press that no button of ours carries."""
        return self._do(f"[{item}]", Tap(item, 1))

    def text(self, words: str, message: int = 0, edited: bool = False) -> "Play":
        self.sent += not message
        return self._do(f"{words[:60]}", Text(words, message or self.sent, edited, _marks(words)))

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
    ) -> "Play":
        self.sent += not message
        photo = not name
        mime = mime or ("image/jpeg" if photo else "application/pdf")
        unique = unique or f"{name or 'foto'}-{self.sent if photo else ''}"
        number = message or self.sent
        event = File(
            f"f{number}", unique, name, mime, size, number, photo, caption, album, _marks(caption), edited=edited
        )
        return self._do(f"({name or 'foto'})", event)

    def other(self, kind: OtherKind) -> "Play":
        self.sent += 1
        return self._do(f"({kind})", Other(kind, self.sent))

    # what is asked of the flow

    def asks_for(self, *effects: object) -> "Play":
        assert self.step is not None
        assert self.step.effects == effects, self.dialogue
        return self

    def shows(self, expected: str) -> "Play":
        """Exactly what was seen after the last action."""
        wanted = "\n".join(line.strip() for line in expected.strip().splitlines())
        seen = "\n".join(line.strip() for line in self.seen.strip().splitlines())
        assert seen == wanted, f"{self.dialogue}\n\nEXPECTED\n{wanted}\n\nSEEN\n{seen}"
        return self

    def reads(self, *words: str) -> "Play":
        """The last action showed these words."""
        for word in words:
            assert word in self.seen, f"{word!r} was not shown\n{self.dialogue}"
        return self

    def shows_first(self, line: str) -> "Play":
        """The screen came below the message, with this line above it."""
        lines = [seen for seen in self.seen.splitlines() if not seen.startswith("RECORD")]
        assert lines[0] in ("MOVED", "NEW"), self.dialogue
        assert lines[1] == line, self.dialogue
        return self

    def hides(self, *words: str) -> "Play":
        for word in words:
            assert word not in self.seen, f"{word!r} was shown\n{self.dialogue}"
        return self

    @property
    def toast(self) -> str:
        return self.step.toast if self.step else ""

    @property
    def facts(self) -> Facts:
        here = getattr(self.state, "assessment", None)
        return replace(self.world.facts(self.name, self.evidence_for, self.moved_at, here), **self._known)

    @property
    def screen(self) -> Screen:
        assert self.state is not None
        return FLOW_OF[type(self.state)].screen(self.state, self.facts)

    @property
    def dialogue(self) -> str:
        return "\n\n".join(self.log)

    # how it is done

    def _do(self, said: str, event: Event) -> "Play":
        self.actions += 1
        self._known = self._about(event)
        former, step = self.state, self._decide(event)
        self._known = {}
        for effect in step.effects:
            self.world.apply(effect, self.name)
        self.evidence_for = receiving_after(step, former, self.evidence_for)
        if step.batch is not KEEP:
            self.batch = step.batch
        stored = unpack(pack(step.state))
        assert stored == step.state, "a state must survive being stored"
        self.state, self.step, self.moved_at = stored, step, self.world.now
        variable = getattr(self.state, "variable", None)
        if variable != self.world.open_at.get(self.name, ("", None))[0]:
            self.world.open_at.pop(self.name, None)
            if variable:
                self.world.open_at[self.name] = (variable, self.world.now)
        self.seen = self._delivered(event, step, former)
        self.log.append(f"{self.name} > {said}\n{self.seen}")
        return self

    def _about(self, event: Event) -> dict[str, Any]:
        """What is known of earlier messages, as bot/turn/turn.py finds it out."""
        if isinstance(event, File) and event.album and self.batch and event.album == self.batch.album:
            return {"batch": self.batch, "belongs": self.batch.assessment}
        return {"belongs": NUMBER} if getattr(event, "edited", False) else {}

    def _decide(self, event: Event) -> Step:
        match event:
            case Text(edited=True) | File(edited=True) | Other(edited=True):
                return edits.heard(self.state, event, self.facts)
            case Begin(command=name):
                return COMMANDS[name](event, self.state, self.facts)
            case Tap(revision=None):
                return OPENERS[event.parts[0]].entry(event, self.state, self.facts)
            case Changed():
                return Step(self.state)
            case Text() if self.state is not None:
                return router.step(self.state, event, self.facts, 1)
            case _:
                return FLOW_OF[type(self.state)].step(self.state, event, self.facts)

    def _delivered(self, event: Event, step: Step, former: State | None) -> str:
        if step.silent:
            return ""
        screen = self.screen
        if step.banner:
            screen = replace(screen, text=above(step.banner, screen.text))
        parts = [f"(toast: {step.toast})"] if step.toast and isinstance(event, Tap) else []
        if isinstance(event, Tap) and not step.fresh:
            return "\n".join([*parts, "EDITED", face(screen)])
        if step.state == former and not step.refused:
            return "\n".join([*parts, "MOVED", face(screen)])
        self.messages += 1
        if former is not None:
            left = "" if step.state == former else step.record or FLOW_OF[type(former)].line(former, self.facts)
            parts.append("RECORD " + "\n".join(filter(None, (left, step.refused))))
        return "\n".join([*parts, "NEW", face(screen)])


def play(world: World, name: str = "Ani", state: State | None = None) -> Play:
    return Play(world, name, state)
