"""Links in what people write: a web address is evidence.

Telegram marks the links it sees in a text (`Mark`); what it left unmarked is searched for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 2000
"""Characters of the longest address that is accepted; browsers stop near here."""

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_DOMAINS = "id|com|org|net|info|biz|ly|gl|gle|me|io|co|app|dev|link|page|site|online|cloud|xyz|my|sg|asia"
_WITHOUT_SCHEME = re.compile(
    rf"(?<![\w@./:-])(?:(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_DOMAINS})(?::\d{{1,5}})?/[^\s<>\"]+"
    rf"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:go|or|ac|co|sch|web|desa)\.id\b(?:/[^\s<>\"]*)?)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):(?!\d+(?:[/?#]|$))", re.IGNORECASE)  # not the port of "kantor.go.id:8443"
_BOT = re.compile(
    r"(?:https?://)?(?:www\.)?(?:(?:t|telegram)\.(?:me|dog)/\w+bot|\w+bot\.t\.me)(?:[/?#]|$)", re.IGNORECASE
)
"""A way to a bot, whose name always ends so; it leads to no document."""
_TAIL = ".,;:!?)]}'\"»”’"
_INVISIBLE_ENDS = "\u200b\u200c\u200d\u2060\ufeff"
LABEL_WORDS = 5
"""Up to so many words beside a link are its name ("Tautan Renja 2026:"); more are a text of their own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A link that Telegram has marked: characters `start` to `end` of the text. `address` is where the link leads if
    the marked words are not the address themselves, else "".
    """

    start: int
    end: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class FoundLinks:
    """The links of a text in order, each once, and the words that are left, which include words that hide a link.
    `refused` are marked addresses that no browser opens as a page, or that do harm: "javascript:", "tg:", "file:".
    """

    links: tuple[str, ...]
    rest: str
    refused: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether the text is nothing but links and perhaps their names."""
        return bool(self.links) and len(self.rest.split()) <= LABEL_WORDS * len(self.links)


def find(text: str, marks: Iterable[Mark] = ()) -> FoundLinks:
    """Finds the links in a text. An address without a scheme is taken as https."""
    spans = sorted(_marked(text, marks), key=lambda span: span.start)
    spans += [span for span in _searched(text, bool(spans)) if not any(span.overlaps(other) for other in spans)]
    links, refused, rest, end = [], [], [], 0
    for span in sorted(spans, key=lambda span: span.start):
        if _BOT.match(span.address):
            continue
        address = web_address(span.address)
        if address is None:
            refused.append(span.address)
            continue
        links.append(address)
        if not span.words and span.start >= end:
            rest.append(text[end : span.start])
            end = span.end
    rest.append(text[end:])
    return FoundLinks(tuple(dict.fromkeys(links)), " ".join("".join(rest).split()), tuple(dict.fromkeys(refused)))


def web_address(written: str) -> str | None:
    """An address as a browser opens it. None where it is no address, or has another scheme than http and https."""
    address = written.strip().strip(_INVISIBLE_ENDS)
    if not address.isprintable() or any(letter.isspace() for letter in address):
        return None
    scheme = _SCHEME.match(address)
    if scheme is None:
        address = f"https://{address}"
    elif scheme[1].lower() not in ("http", "https"):
        return None
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    return address if len(address) <= LONGEST and "." in host.strip(".") else None


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a link is in a text. `words`: the characters are words that hide the link, not its address."""

    start: int
    end: int
    address: str
    words: bool = False

    def overlaps(self, other: "_Span") -> bool:
        return self.start < other.end and other.start < self.end


def _marked(text: str, marks: Iterable[Mark]) -> Iterable[_Span]:
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            yield _Span(mark.start, mark.end, mark.address or text[mark.start : mark.end], bool(mark.address))


def _searched(text: str, marked: bool) -> list[_Span]:
    """Parts of a text that look like an address. Those without a scheme count only where Telegram marked nothing,
    because its judgement is better.
    """
    patterns = (_LINK,) if marked else (_LINK, _WITHOUT_SCHEME)
    found: list[_Span] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            address = match.group().rstrip(_TAIL)
            span = _Span(match.start(), match.start() + len(address), address)
            if web_address(address) is not None and not any(span.overlaps(other) for other in found):
                found.append(span)
    return found
