"""An update without what is never read: the screen of a pressed button, the words of a message that is replied to in a
private chat. They are often nine tenths of it, and would be stored, searched and read again.
"""

from collections.abc import Mapping
from typing import Any

from core.foreign import part

_WHERE = ("message_id", "message_thread_id", "is_topic_message", "date", "chat", "from")
_SOME_FILE = {"file_id": "-", "file_unique_id": "-"}


def trimmed(update: Mapping[str, Any]) -> Mapping[str, Any]:
    """The update as it is stored. Parts of an unexpected shape stay as they are."""
    press, message = update.get("callback_query"), update.get("message")
    if isinstance(press, dict) and isinstance(press.get("message"), dict):
        return {**update, "callback_query": {**press, "message": _pressed(press["message"])}}
    if isinstance(message, dict) and isinstance(message.get("reply_to_message"), dict) and _private(message):
        return {**update, "message": {**message, "reply_to_message": _replied(message["reply_to_message"])}}
    return update


def _pressed(message: Mapping[str, Any]) -> dict[str, Any]:
    """Where the button is, and whether that message has a file. Which file does not matter."""
    kept = {key: message[key] for key in _WHERE if key in message}
    return kept if message.keys().isdisjoint(("photo", "document")) else {**kept, "document": _SOME_FILE}


def _replied(message: Mapping[str, Any]) -> dict[str, Any]:
    """The message, and its buttons without their labels: they say what it is about."""
    kept = {key: message[key] for key in _WHERE if key in message}
    rows = part(message, "reply_markup").get("inline_keyboard")
    found = [part(one).get("callback_data") for row in rows or () if isinstance(row, list) for one in row]
    data = [[{"text": "-", "callback_data": one}] for one in found if isinstance(one, str)]
    return {**kept, "reply_markup": {"inline_keyboard": data}} if data else kept


def _private(message: Mapping[str, Any]) -> bool:
    """Whether the chat is private. In groups the message that is replied to matters."""
    return part(message, "chat").get("type") == "private"
