"""The vocabulary of what a person sees: Screen, Button, Notice. `bot/telegram/messages.py` renders it for Telegram.

`text` is HTML of Telegram's small subset. Words that people wrote are passed through `escape` where the sentence is
made, never later.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape as _escape
from typing import Literal


class ButtonKind(StrEnum):
    """What a button depends on."""

    SCREEN = "screen"  # valid for this revision of the conversation only
    STEADY = "steady"  # carries its whole address: notices, reminders
    LINK = "link"  # opens an address
    COPY = "copy"  # copies a text


@dataclass(frozen=True, slots=True)
class Button:
    """`value` is the item ("V03:3"), the address, or the text to copy. Items have at most 50 bytes of ASCII."""

    label: str
    value: str
    kind: ButtonKind = ButtonKind.SCREEN


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Media:
    """The file of a screen: Telegram's `file_id`, and our own number of it (`evidence`)."""

    kind: Literal["photo", "document"]
    file_id: str
    evidence: int


@dataclass(frozen=True, slots=True)
class Screen:
    """The one live screen of a conversation. With `media` it is that file, and `text` is its caption.

    `shorter` are the texts of a card (core/fit.py) that may stand in the place of `text` where that is too high,
    the longest first; None: the screen is no card.

    `asked` is the end of all these texts where the buttons are about something that waited before the last message (a
    text, a file): it stays right above the buttons, and notices of what came since stand above it.
    """

    text: str
    rows: Rows = ()
    media: Media | None = None
    shorter: tuple[str, ...] | None = None
    asked: str = ""


KEEP_NOTICE = "keep"
"""Follows "open:<assessment>:<variable>" in a button: the notice keeps its words, and the screen comes below it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message beside the live screen. Its buttons are steady, links or copies."""

    text: str
    rows: Rows = ()


_MERGED_TEXT, _MERGED_ROWS = 3500, 12
"""Characters and rows of buttons of several notices in one: a message holds 4096, and a name may come above it."""


def merged(notices: Sequence[tuple[str, Notice]]) -> list[Notice]:
    """Notices for one person as few messages: their texts below each other, equal buttons once. `notices` come with
    the name of their OPD, which tells buttons of one label apart.
    """
    found: list[list[tuple[str, Notice]]] = []
    for one in notices:
        last = found[-1] if found else []
        text = sum(units(notice.text) + 2 for _, notice in (*last, one))
        rows = sum(len(notice.rows) for _, notice in (*last, one))
        if last and text <= _MERGED_TEXT and rows <= _MERGED_ROWS:
            last.append(one)
        else:
            found.append([one])
    return [_in_one(some) if len(some) > 1 else some[0][1] for some in found]


def _in_one(notices: Sequence[tuple[str, Notice]]) -> Notice:
    texts = dict.fromkeys(notice.text for _, notice in notices)
    named = {item.value: (name, item) for name, notice in notices for row in notice.rows for item in row}
    labels = [item.label for _, item in named.values()]
    short = cut_apart([name for name, _ in named.values()], 20)
    rows = tuple(
        (item if labels.count(item.label) == 1 else replace(item, label=f"{item.label} {short[name]}"),)
        for name, item in named.values()
    )
    return Notice("\n\n".join(texts), rows)


def button(label: str, *item: object) -> Button:
    """A button of the live screen; the parts of its item are joined by ":"."""
    return Button(label, ":".join(str(part) for part in item))


def steady(label: str, *item: object) -> Button:
    """A button that works in any state of the conversation."""
    return Button(label, ":".join(str(part) for part in item), ButtonKind.STEADY)


def link(label: str, address: str) -> Button:
    return Button(label, address, ButtonKind.LINK)


def copy(label: str, text: str) -> Button:
    return Button(label, text, ButtonKind.COPY)


def escape(words: str) -> str:
    """Makes what people wrote safe for HTML."""
    return _escape(words, quote=False)


def cut(words: str, most: int = 300) -> str:
    """Shortens people's words for the screen. Storage keeps them whole."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def cut_apart(names: Iterable[str], most: int) -> dict[str, str]:
    """Each name cut to `most` characters, so that no two of them read the same: where their beginnings do, labels keep
    the last words ("Ke… Sangatta Utara"), else what follows on the part they share.
    """
    labels = {name: cut(name, most) for name in names}
    labels |= {name: _with_end(name, most) for name in _alike(labels)}
    for _ in labels:
        for group in _groups(labels, _alike(labels)):
            labels |= {name: _from(_difference(group, most), name, most) for name in group}
    for number, name in enumerate(sorted(_alike(labels)), start=1):
        labels[name] = f"{cut(name, most - len(str(number)) - 1)} {number}"
    return labels


_LEAST_BEGINNING = 3
_LEAST_DIFFERENCE = 8
"""Characters of a label that are left for what tells it apart."""


def _with_end(name: str, most: int) -> str:
    """Its last words, as many as there is room for, and before them its beginning where there is more."""
    if len(name) <= most:
        return name
    space = name.find(" ", len(name) - most)
    if space < 0:
        return cut(name, most)
    end = name[space + 1 :]
    room = most - len(end) - 1
    return f"{cut(name, room)} {end}" if room >= _LEAST_BEGINNING else f"…{end}"


def _difference(names: list[str], most: int) -> int:
    """Where these names begin to differ: from the beginning of that word on, if there is room."""
    shared = next((at for at, signs in enumerate(zip(*names, strict=False)) if len(set(signs)) > 1), 0)
    shared = shared or min(map(len, names))
    word = names[0].rfind(" ", 0, shared) + 1
    return word if shared - word <= most - _LEAST_DIFFERENCE else shared


def _from(place: int, name: str, most: int) -> str:
    return cut(f"…{name[place:]}", most) if place and len(name) > most else cut(name, most)


def _alike(labels: Mapping[str, str]) -> list[str]:
    """The names of which another one reads the same."""
    count = Counter(labels.values())
    return [name for name, label in labels.items() if count[label] > 1]


def _groups(labels: Mapping[str, str], names: Iterable[str]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(labels[name], []).append(name)
    return list(found.values())


def units(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
