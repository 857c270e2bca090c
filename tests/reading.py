"""Reads the newest screen on a phone as a contact does: what is it, and what does it ask of me?

The words are those of tests/transcripts. Nothing of the bot is imported: what cannot be read here, a person could not
read either.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from simulator import Chat, Message

NUMERALS = ("I", "II", "III", "IV", "V")
IN_SIGHT = 40
"""So many messages a person scrolls up at most."""


class Ask(StrEnum):
    """What a screen asks."""

    NOTHING = "nothing"
    WELCOME = "welcome"
    LEVEL = "level"
    EXPLANATION = "explanation"
    EVIDENCE = "evidence"
    SORT = "sort"  # a text came where none was asked for
    CONFLICT = "conflict"  # a colleague has answered meanwhile
    VARIABLE = "variable"  # all about one variable, with the ways to change it
    PROOFS = "proofs"  # the numbered evidence of one variable
    PROOF = "proof"  # one piece of it, looked at
    CONTENTS = "contents"
    SUMMARY = "summary"
    IDENTITY = "identity"  # the complete summary asks for name, title and NIP
    DECLARATION = "declaration"
    RECEIPT = "receipt"
    WITHDRAWAL = "withdrawal"
    OTHER = "other"


_LEVEL = re.compile(r"^(V\d\d) · .+ \(\d+ dari \d+\)$", re.MULTILINE)
_TITLE = re.compile(r"^(V\d\d) · .+ · tingkat (I|II|III|IV|V)$", re.MULTILINE)
_EVIDENCE = re.compile(r"^(V\d\d) · Bukti untuk tingkat (I|II|III|IV|V)$", re.MULTILINE)
_CONFLICT = re.compile(r"^(V\d\d) · Sudah diisi rekan$", re.MULTILINE)
_PROOFS = re.compile(r"^(V\d\d) · (\d+) bukti$", re.MULTILINE)
_SORT = re.compile(r"^(V\d\d) · .+\n(?:.+\n)+?Simpan tulisan ini sebagai apa\?", re.MULTILINE)
_REMOVE = re.compile(r"^Hapus dari (V\d\d)$", re.MULTILINE)
_COUNTED = r"(?:(\d+) (?:berkas|bukti))?(?: dan )?(?:(\d+) tautan)?"
"""Where there is little room, files and links are counted together: "2 bukti"."""
_RECEIVED = re.compile(rf"📎 (V\d\d): {_COUNTED} diterima")
_HELD = re.compile(rf"^📎 {_COUNTED}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A screen as it is understood. `level` is the one its title shows as chosen, 0 where it shows none."""

    ask: Ask
    message: Message | None = None
    variable: str = ""
    level: int = 0
    text: str = ""
    labels: tuple[str, ...] = ()

    def received(self, variable: str) -> int:
        """How many files and links the screen says it holds for a variable."""
        if self.ask is Ask.VARIABLE and self.variable == variable:
            found = [("", *held) for held in _HELD.findall(self.text)]
        else:
            found = [held for held in _RECEIVED.findall(self.text) if held[0] == variable]
        return sum(int(files or 0) + int(links or 0) for _, files, links in found)


def read(message: Message) -> Prompt:
    """What a message with buttons asks."""
    text, labels = message.text, tuple(message.labels)

    def prompt(ask: Ask, variable: str = "", level: int = 0) -> Prompt:
        return Prompt(ask, message, variable, level, text, labels)

    for pattern, ask in ((_CONFLICT, Ask.CONFLICT), (_PROOFS, Ask.PROOFS), (_SORT, Ask.SORT)):
        if found := pattern.search(text):
            return prompt(ask, found[1])
    if found := _REMOVE.search("\n".join(labels)):
        return prompt(Ask.PROOF, found[1])
    if found := _EVIDENCE.search(text):
        return prompt(Ask.EVIDENCE, found[1], number(found[2]))
    if (found := _TITLE.search(text)) and "Ubah tingkat" in labels:
        ask = Ask.VARIABLE if "Ubah penjelasan" in labels else Ask.EXPLANATION
        return prompt(ask, found[1], number(found[2]))
    if (found := _LEVEL.search(text)) and set(NUMERALS) <= set(labels):
        return prompt(Ask.LEVEL, found[1])
    by_words = (ask for words, ask in _BY_WORDS if words in text)
    by_label = (ask for label, ask in _BY_LABEL if label in labels)
    return prompt(next(by_words, None) or next(by_label, Ask.OTHER))


_BY_WORDS = (
    ("Tarik kembali kiriman ini?", Ask.WITHDRAWAL),
    ("Tanda terima", Ask.RECEIPT),
    ("masing-masing satu baris", Ask.IDENTITY),
    ("Lengkapi dahulu:", Ask.SUMMARY),
)
_BY_LABEL = (
    ("Kirim ke tim penilai", Ask.DECLARATION),
    ("Buka ringkasan", Ask.CONTENTS),
    ("Mulai mengisi V01", Ask.WELCOME),
    ("Periksa jawaban", Ask.SUMMARY),
)


def newest(chat: Chat) -> Prompt:
    """The screen a person looks at: of those that ask something, the one that changed last."""
    in_sight = [m for m in chat.messages[-IN_SIGHT:] if m.from_bot and m.buttons and not m.deleted]
    for message in sorted(in_sight, key=lambda m: m.revision, reverse=True):
        prompt = read(message)
        if prompt.ask is not Ask.OTHER:
            return prompt
    return Prompt(Ask.NOTHING)


Face = tuple[str, tuple[tuple[str, str | None], ...]]
"""Words, and label and data of each button."""


def first_face(message: Message) -> Face:
    """What a message said and offered when it was sent."""
    html = message.edits[0].html if message.edits else message.html
    rows = message.edits[0].buttons if message.edits else message.buttons
    return html, tuple((button.text, button.data) for row in rows for button in row)


def is_copy(message: Message) -> bool:
    """Whether the same message was sent before: only a bot that was killed while sending does so."""
    face = first_face(message)
    return any(first_face(other) == face for other in message.chat.messages if other.from_bot and other.id < message.id)


def number(numeral: str) -> int:
    return NUMERALS.index(numeral) + 1


def numeral(level: int) -> str:
    return NUMERALS[level - 1]
