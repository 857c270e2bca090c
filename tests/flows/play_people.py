"""Plays a conversation through the real router on facts that a test gives: pure, nothing is stored.

    play = Play(facts).begin("admin")
    play.shows("...the whole text...", "[Kelola periode] [Kelola OPD]", ...)
    play.tap("Kelola OPD").file("opd.xlsx").ordered(ReadOpdFile(...))

What orders do to the facts is said by the test (`knows`); where storing matters, `tests/flows/play.py` plays it.
"""

import re
from dataclasses import replace
from html import unescape
from itertools import count

from bot.flows import router
from bot.flows.base import Begin, Event, File, Other, OtherKind, State, Step, Tap, Text
from bot.flows.states.packing import pack, unpack
from core.effects import Effect, Tell, TellRole
from core.facts import Facts
from core.pemda.parts import NOTHING
from core.screen import Button, ButtonKind, Notice, Rows, Screen
from core.wish import Wish

MESSAGES = count(100)
LIVE = 1
"""The revision of the live screen."""
MOST = 900
"""Characters of a screen (core/fit.py)."""


def stepped(state: State | None, event: Event, facts: Facts) -> Step:
    """What the router makes of an event, with what would be loaded for it."""
    return router.step(state, event, narrowed(facts, router.wish(state, event, None)), LIVE)


def drawn(state: State, facts: Facts) -> Screen:
    """The screen, with what would be loaded for it."""
    return router.screen(state, narrowed(facts, state.wish()))


def narrowed(facts: Facts, wish: Wish) -> Facts:
    """Of a coordinator's Pemda only the parts that are wished for: to read another one raises."""
    if facts.admin is None or wish.pemda is None:
        return replace(facts, admin=None)
    return replace(facts, admin=facts.admin.only(wish.parts or NOTHING))


def labels(rows: Rows) -> list[str]:
    """Rows as the golden conversations write them: "[Kelola periode] [Kelola OPD]"."""
    return [" ".join(f"[{button.label}]" for button in row) for row in rows]


class Play:
    def __init__(self, facts: Facts, state: State | None = None) -> None:
        self.facts = facts
        self.state = state
        self.step: Step | None = None

    def does(self, event: Event, then: Facts | None = None) -> "Play":
        """An event; `then` are the facts after the orders were stored. The state is written and read back."""
        self.step = stepped(self.state, event, self.facts)
        self.facts = then or self.facts
        self.state = unpack(pack(self.step.state))
        assert self.state == self.step.state
        return self

    def knows(self, facts: Facts) -> "Play":
        self.facts = facts
        return self

    def begin(self, command: str, argument: str = "", then: Facts | None = None) -> "Play":
        return self.does(Begin(command, argument), then)

    def tap(self, label: str, then: Facts | None = None) -> "Play":
        return self.does(self.press(label), then)

    def press(self, label: str) -> Tap:
        button = next(entry for row in self.screen.rows for entry in row if entry.label == label)
        return pressed(button)

    def types(self, text: str, then: Facts | None = None) -> "Play":
        return self.does(Text(text, next(MESSAGES)), then)

    def file(self, name: str, size: int = 20_000, photo: bool = False) -> "Play":
        return self.does(File(f"id-{name}", f"u-{name}", name, "", size, next(MESSAGES), photo))

    def sticker(self) -> "Play":
        return self.does(Other(OtherKind.STICKER, next(MESSAGES)))

    @property
    def screen(self) -> Screen:
        """The live screen with what the step put above it."""
        assert self.state is not None
        screen = drawn(self.state, self.facts)
        banner = self.step.banner if self.step else ""
        return replace(screen, text=f"{banner}\n\n{screen.text}") if banner else screen

    def shows(self, text: str, *rows: str) -> "Play":
        assert (self.screen.text, labels(self.screen.rows)) == (text, list(rows))
        return self

    def toasts(self, text: str) -> "Play":
        assert self.step is not None
        assert self.step.toast == text
        return self

    def says(self, banner: str) -> "Play":
        assert self.step is not None
        assert self.step.banner == banner
        return self

    def ordered(self, *effects: Effect) -> "Play":
        assert self.step is not None
        assert self.step.effects == effects
        return self

    @property
    def notices(self) -> list[Notice]:
        assert self.step is not None
        return [effect.notice for effect in self.step.effects if isinstance(effect, Tell | TellRole)]


def pressed(button: Button) -> Tap:
    return Tap(button.value, None if button.kind is ButtonKind.STEADY else 1)


def length(text: str) -> int:
    """Characters as they are read, tags apart."""
    return len(unescape(re.sub(r"<[^>]*>", "", text)))


def faults_of(screen: Screen) -> list[str]:
    """What breaks the rules of a screen; empty when all is well."""
    found = [f"{length(screen.text)} characters"] if length(screen.text) > MOST else []
    found += ["a row without buttons"] if any(not row for row in screen.rows) else []
    buttons = [button for row in screen.rows for button in row]
    for button in buttons:
        if not button.label or len(button.label) > 30:
            found.append(f"label {button.label!r}")
        if button.kind in (ButtonKind.SCREEN, ButtonKind.STEADY) and (
            len(button.value) > 50 or not button.value.isascii()
        ):
            found.append(f"item {button.value!r}")
    turning = {"page"}  # with two pages both arrows lead to the other one
    items = [
        button.value
        for button in buttons
        if button.kind is not ButtonKind.LINK and not turning & {*button.value.split(":")}
    ]
    found += ["two buttons of one item"] if len(items) != len(set(items)) else []
    return found
