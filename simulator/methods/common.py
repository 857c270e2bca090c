"""What several methods need: the target of a send, the message of an edit, the flood limits."""

from typing import Any

from simulator.errors import bad_request
from simulator.model import Chat, Json, Message
from simulator.params import Params
from simulator.schema import check_fields
from simulator.world import World

GENERAL_TOPIC = 1


def spend(world: World, chat: Chat, cost: int = 1) -> None:
    if world.flood is not None:
        world.flood.spend(chat.id, group=chat.is_group, cost=cost)


def target(world: World, params: Params, kind: str = "text messages") -> tuple[Chat, int | None]:
    """Chat and topic of a send (Client.cpp, check_message_topic)."""
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    if chat.is_group and not chat.bot_may_write:
        raise bad_request(f"not enough rights to send {kind} to the chat")
    thread = params.number("message_thread_id")
    if not thread or not chat.forum:
        # a thread of a chat without topics is ignored by the server
        return chat, None
    topic = chat.topics.get(thread)
    if topic is None or thread == GENERAL_TOPIC:
        raise bad_request("message thread not found")
    if topic.closed and chat.members.get(world.bot.id) != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return chat, thread


def reply_target(chat: Chat, params: Params) -> int | None:
    """The message replied to, by reply_parameters or the older reply_to_message_id."""
    given = params.data("reply_parameters")
    if given is None:
        wanted = params.number("reply_to_message_id")
        lenient = params.flag("allow_sending_without_reply")
    else:
        fields = check_fields("ReplyParameters", given)
        wanted, lenient = int(fields.get("message_id", 0)), bool(fields.get("allow_sending_without_reply"))
    if not wanted:
        return None
    message = chat.by_id.get(wanted)
    if message is None or message.deleted:
        if lenient:
            return None
        raise bad_request("message to be replied not found")
    return wanted


def own_message(world: World, params: Params) -> Message:
    """The bot's message that an edit names."""
    if not params.given("message_id"):
        raise bad_request("message identifier is not specified")
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    message = chat.by_id.get(params.number("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if message.sender is not world.bot or message.kind == "service":
        raise bad_request("message can't be edited")
    return message


def input_medium(value: Any) -> Json:
    """One InputMedia object, checked against the schema of its kind."""
    if not isinstance(value, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = value.get("type")
    if kind not in ("photo", "document"):
        raise bad_request(f"can't parse InputMedia: simulator: type {kind!r} is not reproduced")
    return check_fields("InputMediaPhoto" if kind == "photo" else "InputMediaDocument", value)
