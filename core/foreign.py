"""Reads what strangers sent: JSON of any shape, or words that should be numbers.

A value that is missing or of another type is read as nothing. No function here raises.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

LIMIT = 2**63
"""Greater than every number of ours and of Telegram's. Larger ones cannot be stored."""
_DIGITS = len(str(LIMIT))
_NOTHING: Mapping[str, Any] = MappingProxyType({})


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
