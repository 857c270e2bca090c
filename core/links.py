"""Links in what people write: a URL is evidence."""

import re
from dataclasses import dataclass

LONGEST = 2000
"""Longer addresses are no addresses; browsers stop near here."""

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_TAIL = ".,;:!?)]}'\"»”’"
_LABEL_WORDS = 5  # "Tautan Renja 2026:" names a link; more words are a text of their own


@dataclass(frozen=True, slots=True)
class Found:
    """The links of a text in order, each once, and the words that are left."""

    links: tuple[str, ...]
    rest: str

    @property
    def alone(self) -> bool:
        """Nothing but links and perhaps their names."""
        return bool(self.links) and len(self.rest.split()) <= _LABEL_WORDS * len(self.links)


def find(text: str) -> Found:
    """The links in a text; "www." counts as an address too."""
    links, rest, end = [], [], 0
    for match in _LINK.finditer(text):
        address = match.group().rstrip(_TAIL)
        if not _is_address(address):
            continue
        links.append(address if "://" in address[:8] else f"https://{address}")
        rest.append(text[end : match.start()])
        end = match.start() + len(address)
    rest.append(text[end:])
    return Found(tuple(dict.fromkeys(links)), " ".join("".join(rest).split()))


def _is_address(address: str) -> bool:
    """ "https://" alone, or "www." without a name behind it, leads nowhere."""
    host = address.partition("://")[2] or address
    return len(address) <= LONGEST and "." in host.strip(".")
