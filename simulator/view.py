"""Messages, chats and people as Bot API objects (core.telegram.org/bots/api#available-types)."""

from simulator.markup import keyboard_json
from simulator.model import Chat, Json, Message, Press, StoredFile, User


def user_json(user: User) -> Json:
    value: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    if user.last_name:
        value["last_name"] = user.last_name
    if user.username:
        value["username"] = user.username
    if user.language_code and not user.is_bot:
        value["language_code"] = user.language_code
    return value


def chat_json(chat: Chat) -> Json:
    value: Json = {"id": chat.id, "type": chat.type}
    if chat.user is not None:
        value["first_name"] = chat.user.first_name
        if chat.user.last_name:
            value["last_name"] = chat.user.last_name
        if chat.user.username:
            value["username"] = chat.user.username
    else:
        value["title"] = chat.title
        if chat.forum:
            value["is_forum"] = True
    return value


def photo_json(file: StoredFile) -> list[Json]:
    return [
        {
            "file_id": size.file_id,
            "file_unique_id": size.unique_id,
            "file_size": size.size,
            "width": size.width,
            "height": size.height,
        }
        for size in file.sizes
    ]


def file_json(file: StoredFile) -> Json:
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_name": file.name,
        "mime_type": file.mime,
    }


def message_json(message: Message, *, with_reply: bool = True) -> Json:
    value: Json = {
        "message_id": message.id,
        "from": user_json(message.sender),
        "chat": chat_json(message.chat),
        "date": message.date,
    }
    if message.sender_chat is not None:
        value["sender_chat"] = chat_json(message.sender_chat)
    if message.thread_id is not None:
        value["message_thread_id"] = message.thread_id
        value["is_topic_message"] = True
    if message.edited_at is not None:
        value["edit_date"] = int(message.edited_at)
    if message.album is not None:
        value["media_group_id"] = message.album
    if message.forwarded is not None:
        value["forward_origin"] = message.forwarded
    if with_reply and message.reply_to is not None:
        replied = message.chat.by_id.get(message.reply_to)
        if replied is not None and not replied.deleted:
            value["reply_to_message"] = message_json(replied, with_reply=False)
    if message.file is not None:
        value[message.kind] = photo_json(message.file) if message.kind == "photo" else file_json(message.file)
    text_name, entities_name = ("text", "entities") if message.kind == "text" else ("caption", "caption_entities")
    if message.text:
        value[text_name] = message.text
    if message.entities:
        value[entities_name] = message.entities
    if message.buttons:
        value["reply_markup"] = keyboard_json(message.buttons)
    value.update(message.extra)
    return value


def press_json(press: Press) -> Json:
    message = press.message
    shown: Json = message_json(message)
    if message.deleted:
        # InaccessibleMessage: what is left of a message that is gone
        shown = {"chat": chat_json(message.chat), "message_id": message.id, "date": 0}
    return {
        "id": press.id,
        "from": user_json(press.user),
        "message": shown,
        "chat_instance": str(message.chat.id * 7919),
        "data": press.data,
    }


def member_json(chat: Chat, user: User) -> Json:
    """getChatMember: a ChatMember of the right kind, rights included."""
    status = chat.members.get(user.id, "left")
    value: Json = {"user": user_json(user), "status": status}
    if status == "administrator":
        value.update(admin_rights(chat, user))
    elif status == "creator":
        value["is_anonymous"] = False
    elif status == "kicked":
        value["until_date"] = 0
    return value


_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


def admin_rights(chat: Chat, user: User) -> Json:
    rights: Json = dict.fromkeys(_RIGHTS, True)
    rights["can_promote_members"] = False
    if user.is_bot:
        rights.update(chat.rights)
    return {"can_be_edited": False, "is_anonymous": False, **rights}
