"""A contact with a phone: joins by token, reads the newest screen, taps, types, sends files, and writes down what the
phone has SHOWN as saved. It uses only what a person has: the chat of the simulator.

    ani = Contact(sim.person(1001, "Ani"), Ledger("DINKES"))
    await ani.join(token)
    await ani.fill({"V01": Answer(3, "Renja ...", (Item.document("Renja.pdf", data),)), ...})
    await ani.submit()

It waits for a screen after each action, however long the bot is away, and presses again after a pause without any
reaction. It never types /start or /mulai after joining, and never repeats a text or file.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from simulator import Message, Person
from tests.ledger import Answer, Item, Ledger
from tests.reading import Ask, Prompt, is_copy, newest, numeral

PATIENCE = 3.0
"""Seconds without any reaction after which a button is usually pressed again."""
GIVE_UP = 300.0
"""Seconds after which a reaction counts as missing. An update that died with the bot four times waits one minute, and a
bot that is killed ten times may need two minutes only to start on a busy machine."""
MOST_LOOKS = 300
"""How often a button is looked for on a screen that does not change."""
IDENTITY = "Siti Aminah\nKepala Subbagian Umum\n197501011998032001"


class Stuck(AssertionError):
    """No reaction came: an action was lost, or the bot asks for something a contact cannot know."""


class Moved(Exception):
    """The screen is another one than a moment ago (an earlier press had its effect late): look again."""


async def at_once() -> None:
    """No pause between a screen and the next action."""


@dataclass
class Contact:
    """`turn` is awaited before each action: it paces a crowd, or holds everybody back. `actions` counts taps, texts
    and files; `pressed_again` counts presses repeated for want of a reaction; `asked_again` names what the bot asked
    for although it was shown as saved."""

    person: Person
    ledger: Ledger
    turn: Callable[[], Awaitable[None]] = at_once
    patience: float = PATIENCE
    actions: int = 0
    pressed_again: int = 0
    asked_again: list[str] = field(default_factory=list)
    _sought: Counter[int] = field(default_factory=Counter)
    _read: tuple[int, Prompt] = (-1, Prompt(Ask.NOTHING))

    # -- seeing ------------------------------------------------------------------------------------------------

    def look(self) -> Prompt:
        """The newest screen, read once however often it is asked for."""
        revision = self.person.private.revision
        if self._read[0] != revision:
            self._read = (revision, newest(self.person.private))
        return self._read[1]

    async def until(self, shown: Callable[[], bool], doing: str, again: Callable[[], None] | None = None) -> None:
        """Wait until the phone shows it; `again` is done after each pause without any reaction."""
        bell, waited, seen = self.person.private.bell, 0.0, self.person.private.revision
        while not await bell.until(shown, self.patience):
            quiet = self.person.private.revision == seen
            seen, waited = self.person.private.revision, waited + self.patience
            if waited >= GIVE_UP:
                raise Stuck(f"{self.ledger.opd}, {doing}: nothing came of it\n{self.person.private.screen()}")
            if again is not None and quiet:
                again()

    # -- acting ------------------------------------------------------------------------------------------------

    async def join(self, token: str) -> None:
        await self.turn()
        self.actions += 1
        self.person.start(token)
        await self.until(lambda: self.look().ask is not Ask.NOTHING, "joining")

    async def tap(self, label: str, shown: Callable[[], bool]) -> None:
        """Press a button of the newest screen and wait for what it leads to; Moved when it has no such button."""
        await self.turn()
        self.press(label)

        def press_again() -> None:
            on_sight = self.look().message
            if on_sight is not None and on_sight.button(label) is not None:
                self.pressed_again += 1
                self.person.press(label, on_sight)

        await self.until(shown, f"[{label}]", press_again)

    def press(self, label: str) -> None:
        target = self.look().message
        if target is None or target.button(label) is None:
            self._sought_in_vain(label)
            raise Moved(f"no [{label}] any more")
        self._sought.clear()
        self.actions += 1
        self.person.press(label, target)

    def _sought_in_vain(self, label: str) -> None:
        """A screen that has moved on is looked at again; one that stands still will never have the button."""
        revision = self.person.private.revision
        self._sought = Counter({revision: self._sought[revision] + 1})
        if self._sought[revision] > MOST_LOOKS:
            raise Stuck(f"{self.ledger.opd}: no [{label}] here\n{self.person.private.screen()}")

    async def say(self, text: str, shown: Callable[[], bool]) -> Message:
        await self.turn()
        self.actions += 1
        message = self.person.text(text)
        await self.until(shown, f"writing {text[:40]!r}")
        return message

    async def send(self, items: tuple[Item, ...], shown: Callable[[], bool]) -> None:
        """Send evidence; several photos go as one album."""
        await self.turn()
        self.actions += len(items)
        album = self.person.new_album() if self._is_album(items) else None
        for item in items:
            match item.proof.kind:
                case "photo":
                    self.person.photo(item.data, album=album)
                case "document":
                    self.person.document(item.proof.name, item.data)
                case _:
                    self.person.text(item.proof.name)
        await self.until(shown, f"sending {[item.proof.name for item in items]}")

    # -- the questionnaire -------------------------------------------------------------------------------------

    async def fill(self, plan: Mapping[str, Answer]) -> None:
        """Answer the variables of the plan, in whatever order the bot asks or, where it asks for others, by jumps."""
        while missing := [code for code, answer in plan.items() if not self._has(code, answer)]:
            with suppress(Moved):
                await self._go_on(missing, plan)

    async def _go_on(self, missing: list[str], plan: Mapping[str, Answer]) -> None:
        prompt = self.look()
        if prompt.variable in missing:
            await self.answer(prompt, plan[prompt.variable])
        elif prompt.ask is Ask.WELCOME and missing[0] == "V01":
            await self.tap("Mulai mengisi V01", lambda: self.look().variable == "V01")
        else:
            await self.jump(missing[0])

    def _has(self, code: str, answer: Answer) -> bool:
        shown = self.ledger.proofs.get(code, Counter())
        return (
            code in self.ledger.levels
            and code in self.ledger.explanations
            and all(shown.get(item.proof) for item in answer.items)
        )

    async def answer(self, prompt: Prompt, answer: Answer) -> None:
        """Give a screen that asks for a part of an answer what it asks for."""
        code = prompt.variable
        match prompt.ask:
            case Ask.LEVEL:
                self._note_if_asked_again(prompt, code in self.ledger.levels)
                await self.choose(prompt, answer.level)
            case Ask.EXPLANATION:
                self.ledger.saved_level(code, prompt.level)
                self._note_if_asked_again(prompt, code in self.ledger.explanations)
                await self.explain(prompt, answer.explanation)
            case Ask.EVIDENCE:
                shown = self.ledger.proofs.get(code, Counter())
                self._note_if_asked_again(prompt, bool(shown))
                await self.prove(prompt, tuple(item for item in answer.items if not shown.get(item.proof)))
            case _:
                await self.jump(code)

    async def choose(self, prompt: Prompt, level: int) -> None:
        """Tap a level; it counts as saved when a title or a toast says so."""
        code, before = prompt.variable, len(self.person.toasts)
        await self.tap(numeral(level), self._left(Ask.LEVEL, code))
        words = (f"{code}: tingkat {numeral(level)} tersimpan", f"Sudah tersimpan: {code}, tingkat {numeral(level)}")

        def told() -> bool:
            now = self.look()
            titled = now.variable == code and now.level == level
            return titled or any(toast.text.startswith(words) for toast in self.person.toasts[before:])

        if self.look().ask is not Ask.CONFLICT:
            await self.until(told, f"[{numeral(level)}] for {code}")
            self.ledger.saved_level(code, level)

    async def explain(self, prompt: Prompt, text: str) -> None:
        await self.say(text, self._left(Ask.EXPLANATION, prompt.variable))
        self.ledger.saved_explanation(prompt.variable, text)

    async def prove(self, prompt: Prompt, items: tuple[Item, ...]) -> None:
        """The first item (or album) moves the screen on; the others follow where the screen says that they still
        belong here, else after a jump back."""
        code = prompt.variable
        first = items if self._is_album(items) else items[:1]
        await self.send(first, self._left(Ask.EVIDENCE, code))
        if self.look().received(code) == 0:
            await self.jump(code)
        await self.until(lambda: self.look().received(code) >= len(first), f"evidence of {code}")
        for item in first:
            self.ledger.received(code, item.proof)
        for item in items[len(first) :]:
            await self.add(code, (item,))

    @staticmethod
    def _is_album(items: tuple[Item, ...]) -> bool:
        return len(items) > 1 and all(item.proof.kind == "photo" for item in items)

    async def add(self, code: str, items: tuple[Item, ...]) -> None:
        """More evidence for a variable whose screen is open; its count rises."""
        before = self.look().received(code)
        await self.send(items, lambda: self.look().received(code) >= before + len(items))
        for item in items:
            self.ledger.received(code, item.proof)

    async def jump(self, code: str) -> None:
        """To a variable, by way of the table of contents."""
        if self.look().ask is not Ask.CONTENTS:
            await self.tap("Buka daftar isi", lambda: self.look().ask is Ask.CONTENTS)
        await self.tap(code, lambda: self.look().variable == code)

    async def submit(self) -> None:
        """Identity, declaration, submission; the summary stands on the screen."""
        if self.look().ask is Ask.IDENTITY:
            await self.say(IDENTITY, lambda: self.look().ask is Ask.DECLARATION)
        await self.tap("Kirim ke tim penilai", lambda: self.look().ask is Ask.RECEIPT)
        self.ledger.submitted = True

    def _left(self, ask: Ask, code: str) -> Callable[[], bool]:
        """Whether the screen no longer asks this of that variable."""

        def left() -> bool:
            now = self.look()
            return (now.ask, now.variable) != (ask, code)

        return left

    def _note_if_asked_again(self, prompt: Prompt, saved: bool) -> None:
        if saved and prompt.message is not None and not is_copy(prompt.message):
            self.asked_again.append(f"{self.ledger.opd} {prompt.variable}: {prompt.ask}")
