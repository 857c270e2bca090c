"""getMe, getChat, getChatMember, getChatAdministrators, getChatMemberCount, getFile."""

from simulator.access import check_access
from simulator.errors import bad_request
from simulator.files import DOWNLOAD_BYTES
from simulator.model import Json
from simulator.params import Params
from simulator.view import chat_json, member_json, message_json, user_json
from simulator.world import World


def get_me(world: World, params: Params) -> Json:
    return {
        **user_json(world.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> Json:
    chat = world.chat_named(params.raw.get("chat_id"))
    check_access(chat, world.bot.id, writing=False)
    value = {**chat_json(chat), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}
    if chat.pinned:
        value["pinned_message"] = message_json(chat.by_id[chat.pinned[0]], with_reply=False)
    if chat.is_group:
        value["permissions"] = {"can_send_messages": chat.bot_may_write}
    return value


_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def get_chat_member(world: World, params: Params) -> Json:
    chat = world.chat_named(params.raw.get("chat_id"))
    check_access(chat, world.bot.id, writing=False)
    user = world.users.get(params.number("user_id"))
    if user is None:
        raise bad_request("user not found")
    if not chat.is_group:
        return {"user": user_json(user), "status": "member"}
    return member_json(chat, user)


def get_administrators(world: World, params: Params) -> list[Json]:
    chat = world.chat_named(params.raw.get("chat_id"))
    check_access(chat, world.bot.id, writing=False)
    if not chat.is_group:
        raise bad_request("there are no administrators in the private chat")
    # other bots are left out (core.telegram.org/bots/api#getchatadministrators)
    return [
        member_json(chat, world.users[user_id])
        for user_id, status in chat.members.items()
        if status in ("creator", "administrator") and (user_id == world.bot.id or not world.users[user_id].is_bot)
    ]


def get_member_count(world: World, params: Params) -> int:
    chat = world.chat_named(params.raw.get("chat_id"))
    if not chat.is_group:
        return 2
    return sum(status not in ("left", "kicked") for status in chat.members.values())


def get_file(world: World, params: Params) -> Json:
    stored = world.files.find(params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id" if params.text("file_id") else "file_id not specified")
    path = world.files.path_of(stored)
    if world.local_files is not None:
        # core.telegram.org/bots/api#using-a-local-bot-api-server: an absolute path, no limit of size
        place = world.local_files / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(stored.data or b"")
        path = str(place.absolute())
    elif stored.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": path,
    }


METHODS = {
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_member_count,
    "getFile": get_file,
}
