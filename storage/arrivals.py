"""What of an update is read before it is stored: its number, what it is about, and whose lane it belongs to.

Everything else is left alone, so an update of a kind nobody has seen yet is stored like any other.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came in. `lane`: "p<account>" in private chats, "g<chat>" elsewhere."""

    update_id: int
    identity: str
    lane: str
    body: str


def read_arrival(body: str) -> Arrival:
    """Reads what is needed to store an update, however odd the rest of it is.

    Raises ValueError when it is no update at all (no JSON object, no update_id).
    """
    try:
        update = json.loads(body)
    except RecursionError as error:
        raise ValueError("not an update: nested too deeply") from error
    number = update.get("update_id") if isinstance(update, dict) else None
    if type(number) is not int or not 0 <= number < 2**63:
        raise ValueError("not an update: no update_id")
    kind, content = next(((key, value) for key, value in update.items() if key != "update_id"), ("", None))
    thing = content if isinstance(content, dict) else {}
    body = _storable(body, update)
    return Arrival(number, _identity(kind, thing, body), _lane(thing), body)


def _storable(body: str, update: Any) -> str:
    """Half an emoji (a lone surrogate) cannot be stored as it is, but escaped it can."""
    try:
        body.encode()
    except UnicodeEncodeError:
        return json.dumps(update)
    return body


def _identity(kind: str, thing: dict[str, Any], body: str) -> str:
    """What the update is about: the message (with its edit), the press, the change of membership."""
    chat = _number(thing.get("chat"))
    if "message_id" in thing and chat is not None:
        return f"{kind}:{chat}:{thing['message_id']}:{thing.get('edit_date', '')}"
    if isinstance(thing.get("id"), str):
        return f"{kind}:{thing['id']}"
    return f"{kind}:{hashlib.sha256(body.encode()).hexdigest()[:32]}"


def _lane(thing: dict[str, Any]) -> str:
    message = thing.get("message")
    place = thing.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
    chat, sender = _number(place), _number(thing.get("from")) or _number(thing.get("user"))
    if chat is None or chat > 0:  # groups and channels have negative numbers
        return f"p{sender if sender is not None else chat or 0}"
    return f"g{chat}"


def _number(thing: Any) -> int | None:
    number = thing.get("id") if isinstance(thing, dict) else None
    return number if isinstance(number, int) else None
