"""What happens in groups: commands, replies to the bot, presses, and what Telegram reports about the group itself.

Other messages of members are not even stored (bot/intake/intake.py). Notices about pinned messages and new members are
ignored; my_chat_member says when the bot itself was added or removed.
"""

from typing import Any

from telegram import Chat, ChatMember, Message, Update, User
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, MessageHandler, filters

from bot.flows.groups.base import BotStatus, Command, GroupEvent, GroupReply, Migration, PastedInvitation, Press, Topic
from bot.handlers.senders import sender_of
from bot.handlers.taps import read_tap
from bot.turn.group_turn import GroupPlace
from core.foreign import cleaned

ANONYMOUS_BOT = 1087968824
"""GroupAnonymousBot: anonymous administrators write through it, in the group's name."""

_INSIDE = (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)


async def on_command(update: Update, run: Any) -> None:
    message = _message(update)
    word, *rest = cleaned(message.text or "").split(maxsplit=1)
    name, _, to = word[1:].partition("@")
    await _hand_over(message, Command(name.lower(), "".join(rest).strip(), to), run)


async def on_invitation(update: Update, run: Any) -> None:
    await _hand_over(_message(update), PastedInvitation(), run)


async def on_reply(update: Update, run: Any) -> None:
    message = _message(update)
    replied = message.reply_to_message
    to = (replied.text if replied else None) or ""
    await _hand_over(message, GroupReply(cleaned(message.text or ""), to), run)


async def on_became(update: Update, run: Any) -> None:
    message = _message(update)
    chat = message.chat.id
    former, now = message.migrate_from_chat_id or chat, message.migrate_to_chat_id or chat
    await _hand_over(message, Migration(former, now), run)


async def on_topic(update: Update, run: Any) -> None:
    message = _message(update)
    await _hand_over(message, Topic(_thread(message), message.forum_topic_closed is not None), run)


async def on_press(update: Update, run: Any) -> None:
    query = update.callback_query
    assert query is not None
    message = query.message
    assert message is not None
    thread = _thread(message) if isinstance(message, Message) else None
    place = GroupPlace(message.message_id, query.id, thread_id=thread, title=_title(message.chat))
    await run(sender_of(query.from_user, message.chat), Press(read_tap(query.data or "").item), place)


async def on_standing(update: Update, run: Any) -> None:
    change = update.my_chat_member
    assert change is not None
    former, now = change.old_chat_member, change.new_chat_member
    event = BotStatus(_inside(now), _inside(former), bool(getattr(now, "can_pin_messages", False)))
    await run(sender_of(change.from_user, change.chat), event, GroupPlace(title=_title(change.chat)))


async def _hand_over(message: Message, event: GroupEvent, run: Any) -> None:
    sender, speaker = message.from_user or User(0, "", False), message.sender_chat
    anonymous = sender.id == ANONYMOUS_BOT or speaker is not None
    thread, title = _thread(message), _title(message.chat)
    place = GroupPlace(message.message_id, thread_id=thread, title=title, anonymous=anonymous)
    await run(sender_of(sender, message.chat), event, place)


def _message(update: Update) -> Message:
    assert update.message is not None
    return update.message


def _thread(message: Message) -> int | None:
    """The topic of a message. Without is_topic_message the number belongs to a chain of replies."""
    return message.message_thread_id if message.is_topic_message else None


def _title(chat: Chat) -> str:
    return cleaned(chat.title or "")


def _inside(member: ChatMember) -> bool:
    return member.status in _INSIDE or bool(getattr(member, "is_member", False))


def in_group(chat: Chat | None) -> bool:
    return chat is not None and chat.type in (Chat.GROUP, Chat.SUPERGROUP)


class _Pressed(CallbackQueryHandler[Any, None]):
    """Presses in groups; those in private chats belong to bot/handlers/taps.py."""

    def check_update(self, update: object) -> bool:
        query = update.callback_query if isinstance(update, Update) else None
        return query is not None and query.message is not None and in_group(query.message.chat)


class _Changed(ChatMemberHandler[Any, None]):
    def check_update(self, update: object) -> bool:
        change = update.my_chat_member if isinstance(update, Update) else None
        return change is not None and in_group(change.chat)


_NEW = filters.UpdateType.MESSAGE & filters.ChatType.GROUPS
_TOPIC = filters.StatusUpdate.FORUM_TOPIC_CLOSED | filters.StatusUpdate.FORUM_TOPIC_REOPENED

HANDLERS = (
    _Pressed(on_press),
    MessageHandler(_NEW & filters.COMMAND, on_command),
    MessageHandler(_NEW & filters.StatusUpdate.MIGRATE, on_became),
    MessageHandler(_NEW & _TOPIC, on_topic),
    MessageHandler(_NEW & filters.REPLY & filters.TEXT, on_reply),
    _Changed(on_standing, ChatMemberHandler.MY_CHAT_MEMBER),
)
