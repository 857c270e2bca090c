"""leaveChat and forum topics."""

from simulator.access import rights_of_bot
from simulator.errors import bad_request
from simulator.model import Json, Topic
from simulator.params import Params
from simulator.world import World


def leave_chat(world: World, params: Params) -> bool:
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    if not chat.is_group:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[world.bot.id] = "left"
    user = {"id": world.bot.id, "is_bot": True, "first_name": world.bot.first_name}
    world.post(chat, world.bot, kind="service", extra={"left_chat_member": user})
    return True


def create_topic(world: World, params: Params) -> Json:
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if not rights_of_bot(chat, world.bot.id):
        raise bad_request("not enough rights to create a topic")
    name = params.text("name")
    opened = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
    message = world.post(chat, world.bot, kind="service", extra=opened)
    chat.topics[message.id] = Topic(message.id, name)
    return {"message_thread_id": message.id, "name": name, "icon_color": 7322096}


def close_topic(world: World, params: Params) -> bool:
    return _set_closed(world, params, True)


def reopen_topic(world: World, params: Params) -> bool:
    return _set_closed(world, params, False)


def _set_closed(world: World, params: Params, closed: bool) -> bool:
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    topic = chat.topics.get(params.number("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    return True


METHODS = {
    "leaveChat": leave_chat,
    "createForumTopic": create_topic,
    "closeForumTopic": close_topic,
    "reopenForumTopic": reopen_topic,
}
