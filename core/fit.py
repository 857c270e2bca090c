"""The length of a screen: what stands on a small phone at a glance."""

import re
from html import unescape

from core.screen import cut, escape

SCREEN = 900
"""Characters a screen may have, as they are read (tags apart)."""

_TAG = re.compile(r"<[^>]*>")
_HELP = re.compile(r"\n?<blockquote expandable>(.*?)</blockquote>", re.DOTALL)
_QUOTE = re.compile(r"\n?<blockquote>(.*?)</blockquote>", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])|(?<=;)\s+")
_SHORTEST_QUOTE = 40  # what is shorter tells nobody anything and goes
_SHORTEST_LINE = 60


def length(html: str) -> int:
    """Characters as they are read."""
    return len(unescape(_TAG.sub("", html)))


def fit(html: str, most: int = SCREEN) -> str:
    """The text within the length of a screen: help goes first, by whole sentences, then quotations are cut, then the
    longest lines."""
    for pattern, shorter in ((_HELP, _fewer_sentences), (_QUOTE, _shorter)):
        for match in reversed(list(pattern.finditer(html))):
            over = length(html) - most
            if over <= 0:
                return html
            html = html[: match.start()] + shorter(match, over) + html[match.end() :]
    return _fit_lines(html, most)


def above(banner: str, html: str, most: int = SCREEN) -> str:
    """The text below what is to be said first: the text gives way, whatever is said is read whole."""
    said = fit(banner, most // 2)
    return f"{said}\n\n{fit(html, most - length(said) - 2)}"


def _fewer_sentences(match: re.Match[str], over: int) -> str:
    """Help without its last sentences, shorter by `over` at least; nothing when the first is too long already. What
    is listed with semicolons goes piece by piece."""
    words = unescape(_TAG.sub("", match[1]))
    kept = ""
    for part in _SENTENCE.split(words):
        longer = f"{kept} {part}".strip()
        if len(longer) > len(words) - over:
            break
        kept = longer
    if not kept:
        return ""
    kept = f"{kept[:-1]}." if kept.endswith(";") else kept
    return match[0].replace(match[1], escape(kept))


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
