"""Presses of buttons. Callback data is "<revision>:<item>", or "-:<item>" for steady buttons."""

from typing import Any

from telegram import Chat, Message, Update
from telegram.ext import CallbackQueryHandler

from bot.flows.events import Tap
from bot.handlers.senders import sender_of
from bot.turn.delivery import Place
from core.foreign import cleaned, digits


async def on_tap(update: Update, run: Any) -> None:
    query = update.callback_query
    assert query is not None
    message = query.message
    sender = sender_of(query.from_user, message.chat if message else None)
    number = message.message_id if message else None
    carries_file = isinstance(message, Message) and message.document is not None
    await run(sender, read_tap(query.data or ""), Place(number, query.id, carries_file))


def read_tap(data: str) -> Tap:
    """The press behind callback data. Data that is not ours counts as an old press."""
    revision, _, item = cleaned(data).partition(":")
    if revision == "-":
        return Tap(item)
    number = digits(revision)
    return Tap(item, -1 if number is None else number)


class _Private(CallbackQueryHandler[Any, None]):
    """All presses but those in groups (bot/handlers/groups.py)."""

    def check_update(self, update: object) -> bool:
        query = update.callback_query if isinstance(update, Update) else None
        return query is not None and (query.message is None or query.message.chat.type == Chat.PRIVATE)


HANDLERS = (_Private(on_tap),)
