"""Reads from the simulator what changed on each phone since the last look."""

import re
from dataclasses import dataclass, field

from simulator import Message, Person

RECEIPT_CODE = re.compile(r"(-26-)[0-9A-F]{4,6}")
LOG_CODE = re.compile(r"(Kode catatan: )[0-9a-f]{16} \(no\. \d+\)")


@dataclass(slots=True)
class Watch:
    """One phone: what its chat looked like at the last look."""

    person: Person
    name: str
    seen: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)  # message -> (text, buttons)
    toasts: int = 0

    def look(self) -> list[str]:
        """The changes since the last look, oldest message first, toasts before them."""
        lines = [f"(toast: {toast.text})" for toast in self.person.toasts[self.toasts :] if toast.text]
        self.toasts = len(self.person.toasts)
        gone = [message for message in self._messages() if message.deleted and key(message) in self.seen]
        moved = bool(gone)
        for message in gone:
            del self.seen[key(message)]
        for message in self._messages():
            if message.deleted:
                continue
            now = (face(message), keyboard(message))
            before = self.seen.get(key(message))
            if before == now:
                continue
            self.seen[key(message)] = now
            lines += self._describe(message, before, now, moved)
        return [f"{self.name} {line}" if line.startswith(_MARKS) else line for line in lines]

    def _describe(
        self, message: Message, before: tuple[str, str] | None, now: tuple[str, str], moved: bool
    ) -> list[str]:
        text, buttons = now
        if before is None:
            mark = "MOVED" if moved else "NEW"
        elif before[1] and not buttons:
            mark = "RECORD"
        else:
            mark = "EDITED"
        return [mark, *text.split("\n"), *(buttons.split("\n") if buttons else ())]

    def _messages(self) -> list[Message]:
        return [message for message in self.person.private.messages if message.from_bot]


_MARKS = ("NEW", "EDITED", "RECORD", "MOVED", "(toast: ")


def key(message: Message) -> tuple[int, int]:
    """Chats count their messages each for itself."""
    return message.chat.id, message.id


def face(message: Message) -> str:
    """What a message shows, with what chance decided masked."""
    file = f"({message.kind} {message.file.name})\n" if message.file else ""
    text = LOG_CODE.sub(r"\1xxxxxxxxxxxxxxxx (no. n)", file + message.text)
    return RECEIPT_CODE.sub(r"\1XXXX", text).strip("\n")


def keyboard(message: Message) -> str:
    return "\n".join(" ".join(f"[{button.text}]" for button in row) for row in message.buttons)
