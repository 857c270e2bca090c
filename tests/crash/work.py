"""What one contact does while the bot is killed: joins, fills in, then goes on changing answers until it is enough."""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field

from simulator import Message
from simulator.files import sample_photo
from tests.contact import Answer, Contact, Item, Moved, pdf
from tests.reading import Ask, Prompt, numeral

VARIABLES = tuple(f"V{n:02d}" for n in range(1, 12))
LEVELS = (1, 2, 3, 3, 4, 4, 5)
SUBMITTING = (Ask.IDENTITY, Ask.DECLARATION)
HASTE = 0.15
"""How often a contact types the explanation right after the level, without waiting for the screen."""


@dataclass
class Hasty(Contact):
    """A contact who sometimes does not wait between level and explanation; the two may then arrive the other way
    round, and the bot has to keep both."""

    rng: random.Random = field(default_factory=random.Random)
    plan: dict[str, Answer] = field(default_factory=dict)
    written: dict[str, Message] = field(default_factory=dict)
    """The message that holds the explanation of each variable, to be edited."""

    async def choose(self, prompt: Prompt, level: int) -> None:
        code = prompt.variable
        first = code not in self.ledger.levels and code not in self.ledger.explanations
        if first and self.rng.random() < HASTE:
            await self._choose_and_explain(prompt, level)
        else:
            await super().choose(prompt, level)

    async def _choose_and_explain(self, prompt: Prompt, level: int) -> None:
        code, words = prompt.variable, self.plan[prompt.variable].explanation
        await self.turn()
        self.actions += 2
        self.person.press(numeral(level), prompt.message)
        self.written[code] = self.person.text(words)

        def sorted_out() -> bool:
            now = self.look()
            return now.variable != code or now.ask in (Ask.EVIDENCE, Ask.SORT)

        await self.until(sorted_out, f"[{numeral(level)}] and the explanation of {code} at once")
        now = self.look()
        if now.ask is Ask.SORT:  # the text came first: it was kept, and is offered back
            await self.tap(f"Jadikan penjelasan {code}", lambda: self.look().ask is not Ask.SORT)
        else:
            self.ledger.saved_level(code, level)
        self.ledger.saved_explanation(code, words)

    async def explain(self, prompt: Prompt, text: str) -> None:
        code = prompt.variable
        self.written[code] = await self.say(text, self._left(Ask.EXPLANATION, code))
        if self.look().ask is not Ask.CONFLICT:
            self.ledger.saved_explanation(code, text)

    async def edit(self, code: str, text: str) -> None:
        """Edit the message that an explanation came from; the bot says that it took the new words."""
        before = self.look().message
        said = f"Penjelasan {code} diperbarui sesuai suntingan."
        await self.turn()
        self.actions += 1
        self.person.edit(self.written[code], text)
        await self.until(lambda: said in self.look().text and self.look().message is not before, f"editing {code}")
        self.ledger.saved_explanation(code, text)


@dataclass
class Worker:
    """`share` of `shares`: two contacts of one OPD divide the variables between them; `busy` holds who is at which."""

    contact: Hasty
    token: str
    share: int
    shares: int
    rng: random.Random
    enough: asyncio.Event
    busy: dict[str, asyncio.Lock]

    @property
    def own(self) -> tuple[str, ...]:
        return VARIABLES[self.share :: self.shares]

    async def work(self) -> None:
        self.contact.plan = {code: self._answer(code) for code in self.own}
        await self.contact.join(self.token)
        await self.contact.fill(self.contact.plan)
        while not self.enough.is_set():
            code = self.rng.choice(self.own)
            async with self.busy[code]:
                with suppress(Moved):
                    await self.change(code)
        while self.shares == 1 and not self.contact.ledger.submitted:
            with suppress(Moved):
                await self._submit()

    # -- what is answered --------------------------------------------------------------------------------------

    def _answer(self, code: str) -> Answer:
        level = self.rng.choice(LEVELS)
        return Answer(level, self._words(code), self._items(code) if level > 1 else ())

    def _words(self, code: str) -> str:
        """Words that nobody else writes, with what must be escaped."""
        return f"Keadaan {code} <b>baik</b> & tercatat, nomor {self.rng.randrange(10**9)}."

    def _items(self, code: str) -> tuple[Item, ...]:
        """A document, a photo, an album, a document and a link: each with bytes of its own. Beside a colleague no
        album: the screen may go on to what the colleague has begun, and counts nothing there."""
        document = Item.document(f"{code}_{self.rng.randrange(10**9)}.pdf", pdf(self.rng.randbytes(3000)))
        match self.rng.randrange(4):
            case 0 if self.shares == 1:
                return tuple(self._photo() for _ in range(self.rng.randrange(2, 4)))
            case 1:
                return (self._photo(),)
            case 2:
                return (document, Item.link(f"https://contoh.go.id/{code}/{self.rng.randrange(10**9)}"))
            case _:
                return (document,)

    def _photo(self) -> Item:
        return Item.photo(sample_photo(self.rng.randrange(2**62)))

    # -- what is changed ---------------------------------------------------------------------------------------

    async def change(self, code: str) -> None:
        """One change of an answer that is complete."""
        contact = self.contact
        if contact.look().ask is Ask.RECEIPT:
            await self._withdraw()
        match self.rng.randrange(6):
            case 0 | 1:
                await self._change_level(code)
            case 2:
                await self._change_words(code)
            case 3 if code in contact.written:
                words = self._words(code)
                await contact.edit(code, words)
            case 4 if self.shares == 1:
                await self._submit()
            case _:
                await contact.jump(code)
                await contact.add(code, self._items(code))

    async def _change_level(self, code: str) -> None:
        contact = self.contact
        await contact.jump(code)
        await contact.tap("Ubah tingkat", lambda: contact.look().ask is Ask.LEVEL)
        others = [level for level in range(1, 6) if level != contact.ledger.levels[code]]
        await Contact.choose(contact, contact.look(), self.rng.choice(others))
        if contact.look().ask is Ask.EVIDENCE:  # raised from level I, which needs none
            await contact.prove(contact.look(), self._items(code))

    async def _change_words(self, code: str) -> None:
        contact = self.contact
        await contact.jump(code)
        await contact.tap("Ubah penjelasan", lambda: contact.look().ask is Ask.EXPLANATION)
        await contact.explain(contact.look(), self._words(code))

    async def _submit(self) -> None:
        """By way of the table of contents, which everything leads to."""
        contact = self.contact
        if contact.look().ask not in SUBMITTING:
            if contact.look().ask is not Ask.CONTENTS:
                await contact.tap("Buka daftar isi", lambda: contact.look().ask is Ask.CONTENTS)
            await contact.tap("Buka ringkasan", lambda: contact.look().ask in SUBMITTING)
        await contact.submit()

    async def _withdraw(self) -> None:
        contact = self.contact
        await contact.tap("Tarik kembali", lambda: contact.look().ask is Ask.WITHDRAWAL)
        await contact.tap("Tarik kembali", lambda: contact.look().ask in SUBMITTING)
        contact.ledger.submitted = False
