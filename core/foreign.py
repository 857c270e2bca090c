"""Reads what strangers sent: JSON of any shape, words that should be numbers, words with invisible signs.

A value that is missing or of another type is read as nothing. Only `read_json` raises.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

LIMIT = 2**63
"""Greater than every number of ours and of Telegram's. Larger ones cannot be stored."""
_DIGITS = len(str(LIMIT))
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_EMOJI = "\ufe0f\u2600-\u27bf\U0001f000-\U0001faff"
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    f"\ud800-\udfff]|(?<![{_EMOJI}])\u200d"
)
"""Signs that are not seen: controls, direction marks, signs without width, fillers, halves of characters. A joiner
stays between the parts of an emoji.
"""


def read_json(written: str | bytes) -> Any:
    """What the JSON says. Raises ValueError or RecursionError for what is none.

    msgspec takes a fifth of the time of Python's reader, which is asked only about what msgspec refuses: halves of
    characters, numbers beyond all limits.
    """
    try:
        return msgspec.json.decode(written)
    except msgspec.DecodeError:
        return json.loads(written)


def write_json(value: Any) -> str:
    """The value as JSON that any database can store: no NUL, no half of a character but as an escape."""
    try:
        return msgspec.json.encode(value).decode()
    except (UnicodeEncodeError, OverflowError):
        return json.dumps(value)


def part(thing: object, *keys: str) -> Mapping[str, Any]:
    """The object found by following these keys; an empty one where there is none."""
    for key in keys:
        thing = thing.get(key) if isinstance(thing, Mapping) else None
    return thing if isinstance(thing, Mapping) else _NOTHING


def number(thing: object, key: str) -> int | None:
    """A whole number that can be stored."""
    found = part(thing).get(key)
    return found if type(found) is int and abs(found) < LIMIT else None


def words(thing: object, key: str) -> str:
    """A text; "" where there is none."""
    found = part(thing).get(key)
    return found if isinstance(found, str) else ""


def digits(written: str) -> int | None:
    """A number written in plain digits, small enough to be stored; None for anything else, however long."""
    if not (written.isascii() and written.isdigit() and len(written) <= _DIGITS):
        return None
    found = int(written)
    return found if found < LIMIT else None


def cleaned(words: str) -> str:
    """What people wrote, without signs that are not seen or that turn others round; every space is a plain one. No
    database refuses it.
    """
    if words.isascii() and words.isprintable():
        return words
    return _UNSEEN.sub("", _SPACE.sub(" ", _LINE_END.sub("\n", words)))


def readable(words: str) -> str:
    """The same; "" where nothing is left to see."""
    kept = cleaned(words)
    return kept if any(unicodedata.category(sign)[0] in "LNPS" for sign in kept) else ""
