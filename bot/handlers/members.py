"""A person has blocked the bot, or unblocked it."""

from typing import Any

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import ChatMemberHandler

from bot.flows.events import Reachable
from bot.handlers.senders import sender_of
from bot.turn.delivery import Place


async def on_member(update: Update, run: Any) -> None:
    change = update.my_chat_member
    assert change is not None
    reachable = change.new_chat_member.status not in (ChatMember.BANNED, ChatMember.LEFT)
    await run(sender_of(change.from_user, change.chat), Reachable(reachable), Place())


class _Private(ChatMemberHandler[Any, None]):
    """Only private chats, because the bot's membership in a group says nothing about a person."""

    def check_update(self, update: object) -> bool:
        if not isinstance(update, Update) or not super().check_update(update):
            return False
        change = update.my_chat_member
        return change is not None and change.chat.type == ChatType.PRIVATE


HANDLERS = (_Private(on_member, ChatMemberHandler.MY_CHAT_MEMBER),)
