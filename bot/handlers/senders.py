"""Who an update came from."""

from telegram import Chat, User

from core.people import Sender

NAME_LIMIT = 80
"""Telegram allows 64 + 64 characters; a line on a small phone holds far fewer."""


def sender_of(user: User, chat: Chat | None) -> Sender:
    name = " ".join(user.full_name.split())[:NAME_LIMIT]
    return Sender(user.id, name, chat.id if chat else user.id, chat is None or chat.type == "private")
