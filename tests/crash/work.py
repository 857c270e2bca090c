"""What one contact does while the bot is killed: joins, fills in, then goes on changing answers until it is enough."""

import asyncio
import random
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from simulator import Message
from simulator.files import sample_photo
from tests.contact import Contact, Moved
from tests.ledger import Answer, Item, Proof, pdf
from tests.reading import Ask, Prompt, numeral

VARIABLES = tuple(f"V{n:02d}" for n in range(1, 12))
LEVELS = (1, 2, 3, 3, 4, 4, 5)
SUBMITTING = (Ask.IDENTITY, Ask.DECLARATION)
SECOND_THOUGHTS = 0.3
"""How often something is changed after a variable, before the questionnaire is complete."""
HASTE = 0.15
"""How often a contact types the explanation right after the level, without waiting for the screen."""


@dataclass
class Desk:
    """What the contacts of one OPD agree on beside the bot: `busy` holds who is at a variable; `author` is who wrote
    its explanation last; `owed` counts the notices each account must get about its answers being replaced."""

    accounts: list[int] = field(default_factory=list)
    busy: dict[str, asyncio.Lock] = field(default_factory=lambda: {code: asyncio.Lock() for code in VARIABLES})
    author: dict[str, int] = field(default_factory=dict)
    owed: Counter[int] = field(default_factory=Counter)


@dataclass
class Hasty(Contact):
    """A contact who sometimes does not wait between level and explanation; the two may then arrive the other way
    round, and the bot has to keep both. Where a colleague has answered, this one insists."""

    rng: random.Random = field(default_factory=random.Random)
    desk: Desk = field(default_factory=Desk)
    plan: dict[str, Answer] = field(default_factory=dict)
    written: dict[str, Message] = field(default_factory=dict)
    """The message that holds the explanation of each variable, to be edited."""

    async def choose(self, prompt: Prompt, level: int) -> None:
        code = prompt.variable
        first = code not in self.ledger.levels and code not in self.ledger.explanations
        if first and self.rng.random() < HASTE:
            await self._choose_and_explain(prompt, level)
            return
        await super().choose(prompt, level)
        if self.look().ask is Ask.CONFLICT:
            await self._insist(f"Ganti menjadi {numeral(level)}")
            self.ledger.saved_level(code, level)

    async def _choose_and_explain(self, prompt: Prompt, level: int) -> None:
        code, words = prompt.variable, self.plan[prompt.variable].explanation
        await self.turn()
        if self.look() != prompt:
            raise Moved("another screen than a moment ago")
        self.press(numeral(level))
        self.actions += 1
        self.written[code] = self.person.text(words)

        def sorted_out() -> bool:
            now = self.look()
            return now.variable != code or now.ask in (Ask.EVIDENCE, Ask.SORT)

        await self.until(sorted_out, f"[{numeral(level)}] and the explanation of {code} at once")
        now = self.look()
        if now.ask is Ask.SORT:  # the text came first: it was kept, and is offered back
            await self.tap(f"Jadikan tulisan ini penjelasan {code}", lambda: self.look().ask is not Ask.SORT)
        else:
            self.ledger.saved_level(code, level)
        self._saved_words(code, words)

    async def explain(self, prompt: Prompt, text: str) -> None:
        code = prompt.variable
        self.written[code] = await self.say(text, self._left(Ask.EXPLANATION, code))
        if self.look().ask is Ask.CONFLICT:
            await self._insist("Ganti penjelasan")
        self._saved_words(code, text)

    async def edit(self, code: str, text: str) -> None:
        """Edit the message that an explanation came from; the bot says that it took the new words."""
        before = self.look().message
        said = f"Penjelasan {code} diperbarui sesuai suntingan."
        await self.turn()
        self.actions += 1
        self.person.edit(self.written[code], text)
        await self.until(lambda: said in self.look().text and self.look().message is not before, f"editing {code}")
        self._saved_words(code, text)

    async def remove(self, code: str, proof: Proof) -> None:
        """Take a document away from the variable that is open."""
        await self.tap("Periksa bukti", lambda: self.look().ask is Ask.PROOFS)
        line = re.search(rf"^(\d+)\. {re.escape(proof.name)} ·", self.look().text, re.MULTILINE)
        if line is not None:
            await self.tap(line[1], lambda: self.look().ask is Ask.PROOF)
            await self.tap(f"Hapus dari {code}", lambda: self.look().ask is Ask.PROOFS)
            await self.until(lambda: proof.name not in self.look().text, f"removing {proof.name}")
            self.ledger.removed(code, proof)
        await self.tap(f"Kembali ke {code}", lambda: self.look().ask is Ask.VARIABLE)

    async def _insist(self, label: str) -> None:
        """Replace a colleague's answer, who is owed a notice."""
        await self.tap(label, lambda: self.look().ask is not Ask.CONFLICT)
        self.desk.owed.update(account for account in self.desk.accounts if account != self.person.id)

    def _saved_words(self, code: str, text: str) -> None:
        self.ledger.saved_explanation(code, text)
        self.desk.author[code] = self.person.id


@dataclass
class Worker:
    """`share` of `shares`: two contacts of one OPD divide the variables between them."""

    contact: Hasty
    token: str
    share: int
    shares: int
    rng: random.Random
    enough: asyncio.Event
    overruled: set[str] = field(default_factory=set)

    @property
    def own(self) -> tuple[str, ...]:
        return VARIABLES[self.share :: self.shares]

    async def work(self) -> None:
        self.contact.plan = {code: self._answer(code) for code in self.own}
        await self.contact.join(self.token)
        for code, answer in self.contact.plan.items():
            await self.contact.fill({code: answer})
            if not self.enough.is_set() and self.rng.random() < SECOND_THOUGHTS:
                await self._change_something()
        while not self.enough.is_set():
            await self._change_something()
        while self.shares == 1 and not self.contact.ledger.submitted:
            with suppress(Moved):
                await self._submit()

    async def _change_something(self) -> None:
        """Of one's own variables, and once each of those a colleague has completed: so every notice has words of its
        own."""
        ledger = self.contact.ledger
        within_reach = [code for code in VARIABLES if ledger.complete(code) and code not in self.overruled]
        code = self.rng.choice(within_reach)
        async with self.contact.desk.busy[code]:
            with suppress(Moved):
                await self.change(code)

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
        contact, chance = self.contact, self.rng.randrange(7)
        if contact.look().ask is Ask.RECEIPT:
            await self._withdraw()
        if code not in self.own:
            await self._overrule(code)
        elif chance == 0:
            await self._change_words(code)
        elif chance == 1 and contact.desk.author[code] == contact.person.id:
            await contact.edit(code, self._words(code))
        elif chance == 2 and self.shares == 1 and all(map(contact.ledger.complete, VARIABLES)):
            await self._submit()
        elif chance == 3 and (proof := self._spare(code)):
            await contact.jump(code)
            await contact.remove(code, proof)
        elif chance == 4:
            await contact.jump(code)
            await contact.add(code, self._items(code))
        else:
            await self._change_level(code)

    def _spare(self, code: str) -> Proof | None:
        """A document beside which other evidence is left."""
        proofs = self.contact.ledger.proofs.get(code, Counter())
        documents = [proof for proof in proofs if proof.kind == "document"]
        return documents[0] if documents and proofs.total() > 1 else None

    async def _overrule(self, code: str) -> None:
        if code in self.overruled:
            return
        await self._change_level(code)
        self.overruled.add(code)

    async def _change_level(self, code: str) -> None:
        contact = self.contact
        await contact.jump(code)
        await contact.tap("Ubah tingkat", lambda: contact.look().ask is Ask.LEVEL)
        others = [level for level in range(1, 6) if level != contact.ledger.levels[code]]
        await contact.choose(contact.look(), self.rng.choice(others))
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
