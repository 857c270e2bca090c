"""The length of a screen: what a small phone shows at a glance."""

import re
from html import unescape

from core.screen import cut, escape

SCREEN = 900
"""Characters that a screen may have, without tags."""

_TAG = re.compile(r"<[^>]*>")
_HELP = re.compile(r"\n?<blockquote expandable>(.*?)</blockquote>", re.DOTALL)
_QUOTE = re.compile(r"\n?<blockquote>(.*?)</blockquote>", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])|(?<=;)\s+")
_SHORTEST_QUOTE = 40  # a quotation that would be shorter is left out
_SHORTEST_LINE = 60


def length(html: str) -> int:
    """Characters of a text without its tags."""
    return len(unescape(_TAG.sub("", html)))


def fit(html: str, most: int = SCREEN) -> str:
    """Shortens a text to the length of a screen: first the help loses sentences, then quotations are cut, then the
    longest lines.
    """
    for pattern, shorter in ((_HELP, _fewer_sentences), (_QUOTE, _shorter)):
        for match in reversed(list(pattern.finditer(html))):
            over = length(html) - most
            if over <= 0:
                return html
            html = html[: match.start()] + shorter(match, over) + html[match.end() :]
    return _fit_lines(html, most)


def above(banner: str, html: str, most: int = SCREEN) -> str:
    """The banner above a text. The text is shortened so that the banner can be read whole."""
    said = fit(banner, most // 2)
    return f"{said}\n\n{fit(html, most - length(said) - 2)}"


def _fewer_sentences(match: re.Match[str], over: int) -> str:
    """The help without its last sentences, at least `over` characters shorter; "" when its first sentence is too long
    already. A list with semicolons loses its last entries.
    """
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
    """A quotation `over` characters shorter, or "" when too little of it would be left."""
    words = unescape(_TAG.sub("", match[1]))
    if len(words) - over < _SHORTEST_QUOTE:
        return ""
    return match[0].replace(match[1], escape(_whole_words(words, len(words) - over)))


def _whole_words(words: str, most: int) -> str:
    head, space, _ = words[: most - 1].rpartition(" ")
    return f"{head.rstrip(' ,;:')}…" if space else cut(words, most)


def _fit_lines(html: str, most: int) -> str:
    """Cuts the ends of the longest lines, after their last tag. Only texts far beyond the limit need this."""
    lines = html.split("\n")
    for place in sorted(range(len(lines)), key=lambda place: -len(lines[place])):
        over = length("\n".join(lines)) - most
        if over <= 0:
            break
        head, end, tail = lines[place].rpartition(">")
        words = unescape(tail)
        lines[place] = head + end + escape(cut(words, max(_SHORTEST_LINE, len(words) - over)))
    return "\n".join(lines)
