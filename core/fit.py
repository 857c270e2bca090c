"""The size of a screen: what a small phone shows at a glance.

Any screen has at most 900 characters. A card, on which people answer, also has a height: all of it, from its title to
its last button, can be seen on a phone of 360 x 740 without scrolling.
"""

import re
from html import unescape

from core.screen import Rows, Screen, cut, escape, units

SCREEN = 900
"""Characters that a screen may have, without tags; help that opens with a touch counts as far as it is seen."""

MESSAGE, CAPTION = 4096, 1024
"""Characters that Telegram takes, with all of the help (Bot API)."""

CARD = 600
"""Pixels of a card with its buttons, at 360 x 740."""

_LINE, _ROW, _FRAME = 21, 46, 17  # pixels of a line, of a row of buttons, and around the text
_MEDIA = {"photo": 172, "document": 82}  # pixels of a file above its caption; phones show upright photos higher
_WIDTH, _QUOTE_WIDTH = 35, 31  # characters of a line
_FOLDED = 3  # lines of help before it is touched
_CLOSED = 100  # characters of it that are seen then

_TAG = re.compile(r"<[^>]*>")
_HELP = re.compile(r"\n?<blockquote expandable>(.*?)</blockquote>", re.DOTALL)
_QUOTE = re.compile(r"\n?<blockquote>(.*?)</blockquote>", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])|(?<=;)\s+")
_PIECE = re.compile(r"\s{0,20}\S{1,100}")  # a word with the spaces before it, or a part of a very long one
_SHORTEST_QUOTE = 40  # a quotation that would be shorter is left out
_SHORTEST_LINE = 60
_SHORTEST_NOTICE = 4 * _WIDTH  # a card that is higher than it should be hides less than a notice cut to nothing


def length(html: str) -> int:
    """Characters of a text without its tags."""
    return len(unescape(_TAG.sub("", html)))


def seen(html: str) -> int:
    """The same, of what is seen before help is touched."""
    hidden = (max(0, length(match[1]) - _CLOSED) for match in _HELP.finditer(html))
    return length(html) - sum(hidden)


def height(html: str, rows: Rows = (), media: str = "") -> int:
    """Pixels of a message at 360 x 740, as reckoned: 35 characters a line. `media` is the kind of its file."""
    text, quotes = html, 0
    for pattern, most in ((_HELP, _FOLDED), (_QUOTE, None)) if "<blockquote" in html else ():
        for match in pattern.finditer(text):
            told = _lines(match[1], _QUOTE_WIDTH)
            quotes += (min(told, most) if most else told) * _LINE + _LINE // 2
        text = pattern.sub("", text)
    words = _lines(text, _WIDTH) * _LINE if text.strip() else 0
    return words + quotes + _FRAME + _MEDIA.get(media, 0) + len(rows) * _ROW


def _lines(html: str, width: int) -> int:
    plain = unescape(_TAG.sub("", html)).strip("\n")
    return sum(_wrapped(line, width) for line in plain.split("\n"))


def _wrapped(line: str, width: int) -> int:
    """Lines of one paragraph. A word that is longer than a line begins a new one."""
    if len(line) <= width:
        return 1
    count, used = 1, 0
    for word in line.split(" "):
        if used and used + 1 + len(word) > width:
            count, used = count + 1, 0
        used += len(word) + bool(used)
        count, used = count + max(0, used - 1) // width, max(0, used - 1) % width + bool(used)
    return count


def titled(html: str, rows: Rows = (), media: str = "") -> str:
    """A text to be read that is higher than a phone ends with its title again, because a chat stands at its bottom."""
    title = html.partition("\n")[0]
    return html if height(html, rows, media) <= CARD else f"{html}\n{title}"


def parted(words: str, most: int) -> tuple[str, ...]:
    """Plain words in parts of at most `most` characters as Telegram counts them in HTML, all of the words in their
    order; parts end between two words where they can.
    """
    parts, room = [""], most
    for piece in _PIECE.findall(words.strip()):
        taken = units(escape(piece))
        if taken > room:
            parts, room, piece = [*parts, ""], most, piece.lstrip()
        parts[-1] += piece
        room -= taken
    return tuple(part for part in parts if part)


def fit(html: str, most: int = SCREEN, whole: int = MESSAGE) -> str:
    """Shortens a text to the length of a screen: first quotations are cut, then the longest lines. Help only loses
    sentences where Telegram would not take the `whole` of it.
    """
    if len(html) <= min(most, whole):
        return html
    for match in reversed(list(_HELP.finditer(html))):
        over = length(html) - whole
        if over > 0:
            html = html[: match.start()] + _fewer_sentences(match, over) + html[match.end() :]
    for match in reversed(list(_QUOTE.finditer(html))):
        over = seen(html) - most
        if over > 0:
            html = html[: match.start()] + _shorter(match, over) + html[match.end() :]
    return _fit_lines(html, most)


def with_notice(screen: Screen, notice: str) -> str:
    """The screen's text, and the notice as its last lines, right above the buttons; only what the screen itself has
    `asked` stays below it.

    Of a card that would be too high its shorter texts are taken, then the notice itself is cut. Any other screen is
    shortened so that the notice can be read whole.
    """
    media = screen.media.kind if screen.media else ""
    whole = CAPTION if media else MESSAGE
    said = fit(notice, SCREEN // 2)
    if screen.shorter is None:
        taken = length(said) + 2
        return _joined(screen, fit(screen.text, SCREEN - taken, whole - taken), said, "\n\n")
    for text in (screen.text, *screen.shorter):
        for between in ("\n\n", "\n"):
            both = _joined(screen, text, said, between)
            if height(both, screen.rows, media) <= CARD and length(both) <= whole:
                return both
    text = (screen.text, *screen.shorter)[-1]
    room = seen(said)
    while said and room > _SHORTEST_NOTICE and height(_joined(screen, text, said), screen.rows, media) > CARD:
        room = max(_SHORTEST_NOTICE, room - _WIDTH // 2)
        said = fit(notice, room)
    return _joined(screen, text, said)


def _joined(screen: Screen, text: str, said: str, between: str = "\n") -> str:
    if not said:
        return text
    if screen.asked and text.endswith(screen.asked):
        return f"{text.removesuffix(screen.asked)}{said}\n{screen.asked}"
    return f"{text}{between}{said}"


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
        over = seen("\n".join(lines)) - most
        if over <= 0:
            break
        head, end, tail = lines[place].rpartition(">")
        words = unescape(tail)
        lines[place] = head + end + escape(cut(words, max(_SHORTEST_LINE, len(words) - over)))
    return "\n".join(lines)
