"""The sender of an update."""

from telegram import Chat, User

from core.foreign import readable
from core.people.roles import NAMELESS, Sender

NAME_LIMIT = 80
"""Telegram allows 64 + 64 characters; a line on a small phone holds far fewer."""


def sender_of(user: User, chat: Chat | None) -> Sender:
    name = " ".join(readable(f"{user.first_name} {user.last_name or ''}").split())[:NAME_LIMIT] or NAMELESS
    return Sender(user.id, name, chat.id if chat else user.id, chat is None or chat.type == "private")
