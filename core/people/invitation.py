"""Invitations in texts that people paste: tokens, the bot's own links, and texts without their tokens.

A token has 22 characters of the start parameter's alphabet (128 bits). Who has read one can take the role it offers, so
tokens are stored nowhere: the database holds the SHA-256, and marks in place of the characters.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

TOKEN_LENGTH = 22
HIDDEN = "•"
KEY = "invited"
"""Beside Telegram's fields in an update that brings an invitation: its hash, or "" for the bot's link without one."""
SEVERAL = "several"
"""Stands for a hash: several invitations were pasted at once, and nobody can know which one is meant."""

_SIGNS = re.compile(r"[A-Za-z0-9_-]+")
_PARAMETER = re.compile(r"start(?:app|group)?(?:=|%3D|%253D)([A-Za-z0-9_-]{22})", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:t|telegram)\.(?:me|dog)\b|\.t\.me\b|\btg:", re.IGNORECASE)
_MIXED = re.compile(r"[a-z](?=[A-Z])|\d(?=[A-Za-z])")
"""Where signs of one word change as they hardly do in words: a capital after a small letter, a letter after a digit."""
_MIXES_OF_A_WORD = 3
"""So many in one piece are no word: "SKnya2026rev2a" has two. Of the tokens broken in two nearly all have more."""
_LETTER = re.compile(r"\W*undangan\b", re.IGNORECASE)
_AFTER = r"(?:/(?:[a-z0-9_]+)?)?(?:[?&][^\s#]*?)??(?:[?&]|&amp;)start(?:app|group)?=([A-Za-z0-9_-]+)"


@dataclass(frozen=True, slots=True)
class Token:
    """A possible token, and the places of its characters in the text."""

    hash: str
    places: tuple[int, ...]


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def tokens(text: str) -> list[Token]:
    """All possible tokens in a text: in a word, in two words that follow each other (a token broken by a line or a
    space), and after "start=" or in a short text also across more gaps.
    """
    if len(text) < TOKEN_LENGTH:
        return []
    squeezed = _squeezed(text)
    whole, named = len(squeezed) <= 2 * TOKEN_LENGTH, list(_PARAMETER.finditer(squeezed))
    places = [place for place, sign in enumerate(text) if not _is_gap(sign)] if whole or named else []
    found = {tuple(places[match.start(1) : match.end(1)]): match[1] for match in named}
    for where in (*([places] if whole else ()), *_neighbours(text)):
        words = "".join(text[place] for place in where)
        for run in _SIGNS.finditer(words):
            for start in range(run.start(), run.end() - TOKEN_LENGTH + 1):
                end = start + TOKEN_LENGTH
                found[tuple(where[start:end])] = words[start:end]
    return [Token(token_hash(token), where) for where, token in found.items()]


def _neighbours(text: str) -> Iterator[Sequence[int]]:
    """The places of each word of a token's signs that is long enough, and of two such words with only a gap between."""
    begun = ended = 0
    for match in _SIGNS.finditer(text):
        start, end = match.span()
        if end - start >= TOKEN_LENGTH:
            yield range(start, end)
        together = begun < ended and ended - begun + end - start >= TOKEN_LENGTH
        if together and all(map(_is_gap, text[ended:start])) and not _only_words(text[begun:ended] + text[start:end]):
            yield [*range(begun, ended)[1 - TOKEN_LENGTH :], *range(start, end)[: TOKEN_LENGTH - 1]]
        begun, ended = start, end


def _only_words(signs: str) -> bool:
    """Whether they are small letters only, as in two long words of a sentence. One token in 400 million would be."""
    return signs.isalpha() and signs.islower()


def hide(text: str, hashes: Collection[str]) -> str:
    """The text with marks in place of these tokens. It keeps its length, so that entities still fit."""
    signs = list(text)
    for token in tokens(text):
        if token.hash in hashes:
            for place in token.places:
                signs[place] = HIDDEN
    return "".join(signs)


def offered(text: str, bot: str) -> Iterator[str]:
    """Hashes of the tokens in links to this bot; "" for a link without one, because opening it does no more than
    /start. `bot` is its username, "" while nobody knows it.
    """
    if not bot:
        return
    name = re.escape(bot)
    link = rf"(?:\b(?:t|telegram)\.(?:me|dog)/{name}|\b{name}\.t\.me|\btg:(?://)?resolve/?\?(?:[^\s#]*&)?domain={name})"
    for words in (text, unquote(text), _squeezed(text)):
        found = [match[1] for match in re.finditer(link + _AFTER, words, re.IGNORECASE)]
        if found:
            glued = words is not text  # what followed a broken line may hang on the token
            yield from (token_hash(token[:TOKEN_LENGTH] if glued else token) for token in found)
            return
    if re.search(rf"{link}(?![A-Za-z0-9_])", text, re.IGNORECASE):
        yield ""


def beside(text: str) -> int:
    """How many words of a text are no invitation: neither an address of Telegram's nor a hidden token. A letter that
    passes one on begins with its name.
    """
    if _LETTER.match(text):
        return 0
    return sum(HIDDEN * 3 not in word and _ADDRESS.search(word) is None for word in text.split())


def alone(text: str) -> str:
    """The hash of a text that has a token's shape and cannot be words, else "". A token broken by a space counts too;
    a sentence of that length does not, because words do not mix their signs.
    """
    word = _squeezed(text)
    if len(word) != TOKEN_LENGTH or _SIGNS.fullmatch(word) is None:
        return ""
    pieces = "".join(" " if _is_gap(sign) else sign for sign in text).split()
    most = max(len(_MIXED.findall(piece)) for piece in pieces)
    return token_hash(word) if most >= (_MIXES_OF_A_WORD if len(pieces) > 1 else 1) else ""


def _squeezed(text: str) -> str:
    if text.isascii():
        return "".join(text.split())
    return "".join(sign for sign in text if not _is_gap(sign))


def _is_gap(sign: str) -> bool:
    """Whether it is white space or an invisible sign; there is none of the latter in ASCII."""
    return sign.isspace() or (not sign.isascii() and unicodedata.category(sign) == "Cf")
