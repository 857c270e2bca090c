"""sendMessage, sendPhoto, sendDocument, sendMediaGroup, copyMessage, forwardMessage, sendChatAction."""

from typing import Any

from simulator.entities import to_html
from simulator.errors import ApiError, bad_request
from simulator.files import UPLOAD_BYTES
from simulator.markup import inline_keyboard, reply_keyboard
from simulator.methods.common import input_medium, reply_target, spend, target
from simulator.model import Action, Chat, Json, Message, StoredFile
from simulator.params import Params, Upload
from simulator.texts import as_html, caption_text, check_caption, format_text, message_text
from simulator.view import message_json, user_json
from simulator.world import World

ALBUM_MOST = 10


def send_message(world: World, params: Params) -> Json:
    chat, thread = target(world, params)
    text, entities = message_text(params)
    buttons = inline_keyboard(params)
    reply_to = reply_target(chat, params)
    spend(world, chat)
    message = world.post(
        chat,
        world.bot,
        text=text,
        entities=entities,
        html=as_html(params, "text", text, entities),
        buttons=buttons,
        reply_keyboard=reply_keyboard(params),
        thread_id=thread,
        reply_to=reply_to,
    )
    return message_json(message)


def send_photo(world: World, params: Params) -> Json:
    return _send_file(world, params, "photo")


def send_document(world: World, params: Params) -> Json:
    return _send_file(world, params, "document")


def _send_file(world: World, params: Params, kind: str) -> Json:
    chat, thread = target(world, params, f"{kind}s")
    text, entities = caption_text(params)
    buttons = inline_keyboard(params)
    reply_to = reply_target(chat, params)
    file = taken_file(world, params, kind, params.raw.get(kind), name=kind)
    spend(world, chat)
    message = world.post(
        chat,
        world.bot,
        kind=kind,
        text=text,
        entities=entities,
        html=as_html(params, "caption", text, entities),
        buttons=buttons,
        file=file,
        thread_id=thread,
        reply_to=reply_to,
    )
    return message_json(message)


def taken_file(world: World, params: Params, kind: str, value: Any, *, name: str) -> StoredFile:
    """The file of a parameter: uploaded under its own name, by attach://, or named by file_id."""
    upload = params.upload(value) or params.files.get(name)
    if upload is not None:
        return _uploaded(world, kind, upload)
    if not value:
        raise bad_request(f"there is no {kind} in the request")
    if str(value).startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    if str(value).startswith(("http://", "https://")):
        raise bad_request("wrong file identifier/HTTP URL specified")
    stored = world.files.find(str(value))
    if stored is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if (stored.kind == "photo") != (kind == "photo"):
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


def _uploaded(world: World, kind: str, upload: Upload) -> StoredFile:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo":
        return world.files.photo(upload.data)
    return world.files.put(kind, upload.name or "file", upload.data)


def send_media_group(world: World, params: Params) -> list[Json]:
    chat, thread = target(world, params, "media messages")
    media = params.data("media")
    if not isinstance(media, list) or not media:
        raise bad_request("can't parse media JSON object" if media else "media must be non-empty")
    if len(media) > ALBUM_MOST:
        raise bad_request("too many messages to send as an album")
    items = [input_medium(item) for item in media]
    if len({item["type"] for item in items}) > 1:
        raise bad_request("can't use the media of the specified type in the album")
    reply_to = reply_target(chat, params)
    prepared = [(*medium_text(item), item) for item in items]
    files = [taken_file(world, params, item["type"], item.get("media"), name="") for item in items]
    spend(world, chat, len(items))
    album = str(world.rng.randrange(10**16, 10**17))
    sent = [
        world.post(
            chat,
            world.bot,
            kind=item["type"],
            text=text,
            entities=entities,
            html=to_html(text, entities),
            file=file,
            album=album,
            thread_id=thread,
            reply_to=reply_to,
        )
        for (text, entities, item), file in zip(prepared, files, strict=True)
    ]
    return [message_json(message) for message in sent]


def medium_text(item: Json) -> tuple[str, list[Json]]:
    """The caption of an InputMedia object."""
    text, entities = format_text(
        str(item.get("caption") or ""), str(item.get("parse_mode") or ""), item.get("caption_entities")
    )
    check_caption(text)
    return text, entities


def _original(world: World, params: Params, purpose: str) -> Message:
    source = world.chat_named(params.raw.get("from_chat_id"))
    message = source.by_id.get(params.number("message_id"))
    if message is None or message.deleted:
        raise bad_request(f"message to {purpose} not found")
    return message


def _again(world: World, chat: Chat, original: Message, **fields: Any) -> Message:
    content = {
        "kind": original.kind,
        "text": original.text,
        "entities": original.entities,
        "html": original.html,
        "file": original.file,
        "extra": dict(original.extra),
    }
    return world.post(chat, world.bot, **{**content, **fields})


def copy_message(world: World, params: Params) -> Json:
    chat, thread = target(world, params)
    original = _original(world, params, "copy")
    if original.kind == "service":
        raise bad_request("message can't be copied")
    changed: Json = {"buttons": inline_keyboard(params), "thread_id": thread}
    if params.given("caption") and original.kind != "text":
        changed["text"], changed["entities"] = caption_text(params)
        changed["html"] = as_html(params, "caption", changed["text"], changed["entities"])
    spend(world, chat)
    return {"message_id": _again(world, chat, original, **changed).id}


def forward_message(world: World, params: Params) -> Json:
    chat, thread = target(world, params)
    original = _original(world, params, "forward")
    spend(world, chat)
    origin = {"type": "user", "date": original.date, "sender_user": user_json(original.sender)}
    return message_json(_again(world, chat, original, thread_id=thread, forwarded=origin))


def send_chat_action(world: World, params: Params) -> bool:
    chat, _ = target(world, params)
    world.emit("action", Action(chat, params.text("action")))
    return True


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
    "sendChatAction": send_chat_action,
}
