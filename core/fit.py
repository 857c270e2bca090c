"""The length of a screen: what stands on a small phone at a glance (CONVERSATIONS, Principle 12)."""

import re
from html import unescape

from core.screen import cut, escape

SCREEN = 900
"""Characters a screen may have, as they are read (tags apart)."""

_TAG = re.compile(r"<[^>]*>")
_HELP = re.compile(r"\n?<blockquote expandable>(.*?)</blockquote>", re.DOTALL)
_QUOTE = re.compile(r"\n?<blockquote>(.*?)</blockquote>", re.DOTALL)
_SHORTEST_QUOTE = 40  # what is shorter tells nobody anything and goes
_SHORTEST_LINE = 60


def length(html: str) -> int:
    """Characters as they are read."""
    return len(unescape(_TAG.sub("", html)))


def fit(html: str, most: int = SCREEN) -> str:
    """The text within the length of a screen: help is cut first, then quotations, then the longest lines."""
    for pattern in (_HELP, _QUOTE):
        for match in reversed(list(pattern.finditer(html))):
            over = length(html) - most
            if over <= 0:
                return html
            html = html[: match.start()] + _shorter(match, over) + html[match.end() :]
    return _fit_lines(html, most)


def _shorter(match: re.Match[str], over: int) -> str:
    """A quotation shorter by `over` characters, or nothing when too little of it would be left."""
    words = unescape(_TAG.sub("", match[1]))
    if len(words) - over < _SHORTEST_QUOTE:
        return ""
    return match[0].replace(match[1], escape(_whole_words(words, len(words) - over)))


def _whole_words(words: str, most: int) -> str:
    head, space, _ = words[: most - 1].rpartition(" ")
    return f"{head.rstrip(' ,;:')}…" if space else cut(words, most)


def _fit_lines(html: str, most: int) -> str:
    """Cuts what stands behind the last tag of the longest lines; only texts far beyond the rules come here."""
    lines = html.split("\n")
    for place in sorted(range(len(lines)), key=lambda place: -len(lines[place])):
        over = length("\n".join(lines)) - most
        if over <= 0:
            break
        head, end, tail = lines[place].rpartition(">")
        words = unescape(tail)
        lines[place] = head + end + escape(cut(words, max(_SHORTEST_LINE, len(words) - over)))
    return "\n".join(lines)
