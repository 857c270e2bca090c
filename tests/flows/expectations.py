"""What a test expects of a played action. A failure prints the whole dialogue."""

import re
from typing import Self

from bot.flows.base import Step
from core.effects import Effect, Tell, TellRole
from core.screen import Notice, Rows, Screen

BUTTONS = re.compile(r"\[[^\]]+\]( \[[^\]]+\])*")
"""A row of buttons, as `labels` writes it."""


def labels(rows: Rows) -> list[str]:
    """Rows as the golden conversations write them: "[Kelola periode] [Kelola OPD]"."""
    return [" ".join(f"[{button.label}]" for button in row) for row in rows]


class Expectations:
    """`step` is the flow's answer to the last action, `seen` what that did to the phone."""

    step: Step | None
    seen: str

    @property
    def standing(self) -> Screen | Notice:
        """The live screen with what the last action put below it."""
        raise NotImplementedError

    @property
    def dialogue(self) -> str:
        raise NotImplementedError

    def asks_for(self, *orders: Effect) -> Self:
        assert self.step is not None
        assert self.step.effects == orders, self.dialogue
        return self

    def shows(self, expected: str) -> Self:
        """Exactly what was seen after the last action."""
        wanted = "\n".join(line.strip() for line in expected.strip().splitlines())
        seen = "\n".join(line.strip() for line in self.seen.strip().splitlines())
        assert seen == wanted, f"{self.dialogue}\n\nEXPECTED\n{wanted}\n\nSEEN\n{seen}"
        return self

    def reads(self, *words: str) -> Self:
        """The last action showed these words."""
        for word in words:
            assert word in self.seen, f"{word!r} was not shown\n{self.dialogue}"
        return self

    def shows_last(self, line: str) -> Self:
        """The screen came below the message, with this line right above its buttons."""
        shown = self.seen.rpartition("MOVED\n")[2].rpartition("NEW\n")[2]
        assert shown != self.seen, self.dialogue
        words = [read for read in shown.splitlines() if not BUTTONS.fullmatch(read)]
        assert words[-1] == line, self.dialogue
        return self

    def hides(self, *words: str) -> Self:
        for word in words:
            assert word not in self.seen, f"{word!r} was shown\n{self.dialogue}"
        return self

    @property
    def toast(self) -> str:
        return self.step.toast if self.step else ""

    def stands(self, text: str, *rows: str) -> Self:
        """Exactly this text and these rows of buttons."""
        assert (self.standing.text, labels(self.standing.rows)) == (text, list(rows)), self.dialogue
        return self

    def says(self, words: str) -> Self:
        """The last action put this below the screen."""
        assert self.step is not None
        assert self.step.banner == words, self.dialogue
        return self

    def toasts(self, words: str) -> Self:
        """The last press was answered with this."""
        assert self.toast == words, self.dialogue
        return self

    @property
    def orders(self) -> tuple[Effect, ...]:
        assert self.step is not None
        return self.step.effects

    @property
    def notices(self) -> list[Notice]:
        """What the last action tells others."""
        return [order.notice for order in self.orders if isinstance(order, Tell | TellRole)]
