"""What the chat page shows: messages, chats and people as one person sees them, words in Bahasa Indonesia."""

import re
from html import escape

from simulator.entities import to_html
from simulator.methods.profile import commands_for
from simulator.model import Action, Chat, Json, Message, StoredFile, User
from simulator.world import World

_AFTER_BLOCK = re.compile(r"(</blockquote>|</pre>)\n")
"""A quotation is a block by itself: the line break after it would show as an empty line."""
_ODD = {
    "sticker": "👍",
    "voice": "🎤 Pesan suara (0.04)",
    "location": "📍 Lokasi",
    "contact": "👤 Kontak",
}


def user_view(user: User) -> Json:
    name = f"{user.first_name} {user.last_name or ''}".strip()
    return {"id": user.id, "name": name, "about": user.about, "username": user.username}


def file_view(file: StoredFile) -> Json:
    return {
        "name": file.name,
        "size": file.size,
        "mime": file.mime,
        "url": f"/page/file/{file.unique_id}",
        "width": file.width,
        "height": file.height,
        "here": file.data is not None,
    }


def message_view(world: World, message: Message, reader: User) -> Json:
    """One message; `mine` tells on which side its bubble stands."""
    group = message.chat.is_group
    sender = "Admin" if message.sender_chat is not None else message.sender.first_name
    value: Json = {
        "id": message.id,
        "chat": message.chat.id,
        "mine": message.sender is reader,
        "bot": message.from_bot,
        "sender": sender if group else "",
        "date": message.date,
        "kind": message.kind,
        "html": _AFTER_BLOCK.sub(r"\1", to_html(message.text, message.entities)),
        "text": message.text,
        "edited": message.edited_at is not None,
        "deleted": message.deleted,
        "album": message.album,
        "buttons": [
            [{"text": b.text, "data": b.data, "url": b.url, "copy": b.copy, "style": b.style} for b in row]
            for row in message.buttons
        ],
        "pinned": message.id in message.chat.pinned,
    }
    if message.file is not None:
        value["file"] = file_view(message.file)
    if message.kind in _ODD:
        value["html"] = _ODD[message.kind]
    if message.kind == "service":
        value["html"] = escape(service_words(message))
    if message.forwarded is not None:
        value["forwarded"] = True
    replied = message.chat.by_id.get(message.reply_to) if message.reply_to else None
    if replied is not None:
        value["reply"] = {"id": replied.id, "sender": replied.sender.first_name, "text": summary(replied)}
    if message.thread_id is not None:
        topic = message.chat.topics.get(message.thread_id)
        value["topic"] = topic.name if topic else ""
    return value


def service_words(message: Message) -> str:
    """The grey line for what happened in a group."""
    extra, who = message.extra, message.sender.first_name
    if "new_chat_members" in extra:
        names = ", ".join(member["first_name"] for member in extra["new_chat_members"])
        return f"{who} menambahkan {names}"
    if "left_chat_member" in extra:
        return f"{extra['left_chat_member']['first_name']} keluar dari grup"
    if "forum_topic_created" in extra:
        return f"Topik “{extra['forum_topic_created']['name']}” dibuat"
    if "forum_topic_closed" in extra:
        return "Topik ditutup"
    if "forum_topic_reopened" in extra:
        return "Topik dibuka kembali"
    return "Grup ini menjadi supergrup"


def action_words(action: Action) -> str:
    """What stands below the chat's name while the bot is at work."""
    return {"upload_photo": "mengirim foto…", "upload_document": "mengirim berkas…"}.get(action.name, "mengetik…")


def summary(message: Message) -> str:
    """One line for the list of chats and for quotations."""
    if message.kind == "photo":
        return f"📷 Foto {message.text}".strip()
    if message.kind == "document" and message.file is not None:
        return f"📎 {message.file.name}"
    if message.kind == "service":
        return service_words(message)
    return _ODD.get(message.kind) or " ".join(message.text.split())[:90]


def belongs(chat: Chat, user: User) -> bool:
    """Whether this chat is in the person's list."""
    if not chat.is_group:
        return chat.id == user.id
    return chat.migrated_to is None and chat.members.get(user.id, "left") not in ("left", "kicked")


def chat_view(world: World, chat: Chat, reader: User) -> Json:
    visible = [m for m in chat.messages[-200:] if not m.deleted]
    last = visible[-1] if visible else None
    read = chat.read.get(reader.id, 0)
    admin = chat.members.get(reader.id) in ("creator", "administrator")
    people = sum(status not in ("left", "kicked") for status in chat.members.values())
    return {
        "id": chat.id,
        "group": chat.is_group,
        "title": chat.title if chat.is_group else world.bot.first_name,
        "subtitle": f"{people} anggota" if chat.is_group else "bot",
        "last": summary(last) if last else "",
        "date": last.date if last else 0,
        "unread": sum(m.id > read and m.sender is not reader for m in visible),
        "pinned": summary(chat.by_id[chat.pinned[0]]) if chat.pinned else "",
        "pinned_id": chat.pinned[0] if chat.pinned else None,
        "started": chat.started or chat.is_group,
        "blocked": chat.blocked,
        "topics": [{"id": topic.id, "name": topic.name} for topic in chat.topics.values() if not topic.closed],
        "commands": commands_for(world, chat=chat.id, group=chat.is_group, admin=admin),
    }


def state_view(world: World, reader: User | None) -> Json:
    """Everything around the messages: all people, and the chats of the one who reads."""
    people = [user_view(user) for user in world.users.values() if not user.is_bot]
    chats = [chat_view(world, chat, reader) for chat in world.chats.values() if belongs(chat, reader)] if reader else []
    return {
        "people": people,
        "me": {**user_view(reader), "start": reader.start} if reader else None,
        "chats": chats,
        "bot": {
            "id": world.bot.id,
            "name": world.bot.first_name,
            "username": world.bot.username,
            "description": world.profile.get("descriptionid") or world.profile.get("description") or "",
        },
        "guide": guide_view(world),
        "world": world.number,
        "now": world.clock(),
        "zone": world.guide.zone,
    }


def guide_view(world: World) -> Json:
    guide = world.guide
    return {
        "title": guide.title,
        "hints": [{"person": hint.person, "words": hint.words, "text": hint.text} for hint in guide.hints],
        "files": [file_view(file) for file in guide.files],
        "levers": [{"name": one.name, "label": one.label, "warning": one.warning} for one in guide.levers],
    }
