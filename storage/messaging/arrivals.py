"""What is read of an update before it is stored: its number, what it is about, and whose lane it belongs to.

Nothing else is looked at, so an update of an unknown kind, or one that cannot be read, is stored like any other; its
lane finds out and sets it aside.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.foreign import digits, number, part, read_json, words, write_json
from storage.messaging.trimmed import trimmed

OURS = "pandu"
"""The key of our own events (storage/messaging/inbox.py); updates of Telegram must not have it."""

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that Telegram is asked for. Others that arrive are stored, acknowledged and marked as done."""

NOBODYS = "p0"
"""The lane of updates without a sender."""

UNNUMBERED = 0
"""Stands for a missing or impossible update_id. Such updates are told apart by their content."""

_NUMBER = re.compile(r'"update_id"\s*:\s*([0-9]{1,19})(?![0-9.eE])')
_KINDS = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it is stored. `lane` is "p<account>" in private chats, "g<chat>" elsewhere. `content` is what its
    body says, {} where that cannot be read.
    """

    update_id: int
    identity: str
    lane: str
    body: str
    content: Mapping[str, Any] = field(default_factory=dict, compare=False)


def read_arrival(body: str) -> Arrival | None:
    """Reads what is needed to store an update, however odd the rest of it is. None where it says nothing. Raises
    ValueError for what is no update at all.
    """
    try:
        update = read_json(body)
    except (ValueError, RecursionError):
        return _unreadable(body)
    if not isinstance(update, dict):
        raise ValueError("not an update: no JSON object")
    kind, thing = next(((key, value) for key, value in update.items() if key != "update_id"), ("", None))
    given = number(update, "update_id")
    known = given if given is not None and given >= 0 else UNNUMBERED
    if OURS in update or (known == UNNUMBERED and not kind):
        return None
    kept = trimmed(update)
    return Arrival(known, _identity(kind, part(thing), body), _lane(part(thing)), write_json(kept), kept)


def as_words(arrival: Arrival) -> Arrival:
    """The arrival as any database can store it: in plain ASCII, told apart by its content, in the lane of nobody."""
    body = arrival.body.encode("unicode_escape").decode()
    return Arrival(arrival.update_id, _identity("", {}, body), NOBODYS, body)


def _unreadable(body: str) -> Arrival:
    """An arrival of JSON that cannot be taken apart: nested too deeply, a number of 5,000 digits, a control
    character.
    """
    found = _NUMBER.search(body)
    if not body.lstrip().startswith("{") or '"update_id"' not in body:
        raise ValueError("not an update: no JSON")
    body = _storable(body)
    return Arrival(digits(found[1]) or UNNUMBERED if found else UNNUMBERED, _identity("", {}, body), NOBODYS, body)


def _storable(body: str) -> str:
    """Escapes NUL and lone surrogates (half an emoji), which no database stores."""
    if "\x00" in body:
        body = body.replace("\x00", "\\u0000")
    return body.encode("utf-8", "backslashreplace").decode()


def _identity(kind: str, thing: Mapping[str, Any], body: str) -> str:
    """What the update is about: the message (with its edit), the press, the change of membership."""
    if _KINDS.fullmatch(kind):
        chat, message, edited = number(thing.get("chat"), "id"), number(thing, "message_id"), thing.get("edit_date", "")
        if chat is not None and message is not None and (edited == "" or number(thing, "edit_date") is not None):
            return f"{kind}:{chat}:{message}:{edited}"
        name = words(thing, "id")
        if name.isascii() and name.isprintable() and 0 < len(name) <= 64:
            return f"{kind}:{name}"
    return f"{kind if _KINDS.fullmatch(kind) else ''}:{hashlib.sha256(body.encode()).hexdigest()[:32]}"


def _lane(thing: Mapping[str, Any]) -> str:
    chat = number(part(thing, "chat") or part(thing, "message", "chat"), "id")
    sender = number(thing.get("from"), "id") or number(thing.get("user"), "id")
    if chat is None or chat > 0:  # groups and channels have negative numbers
        return f"p{sender if sender is not None else chat or 0}"
    return f"g{chat}"
