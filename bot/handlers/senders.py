"""The sender of an update."""

from telegram import Chat, User

from core.people.roles import Sender

NAME_LIMIT = 80
"""Telegram allows 64 + 64 characters; a line on a small phone holds far fewer."""


def storable(words: str) -> str:
    """What people wrote, without NUL and halves of characters, which no database stores."""
    if words.isascii() and "\x00" not in words:
        return words
    return words.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def sender_of(user: User, chat: Chat | None) -> Sender:
    name = " ".join(storable(f"{user.first_name} {user.last_name or ''}").split())[:NAME_LIMIT]
    return Sender(user.id, name, chat.id if chat else user.id, chat is None or chat.type == "private")
