"""editMessage*, deleteMessage(s), pins and answers to presses."""

from typing import Any

from simulator.access import rights_of_bot
from simulator.entities import to_html
from simulator.errors import bad_request
from simulator.markup import inline_keyboard
from simulator.methods.common import input_medium, own_message, spend
from simulator.methods.sending import medium_text, taken_file
from simulator.model import Edit, Json, Message, Toast
from simulator.params import Params
from simulator.texts import as_html, caption_text, message_text
from simulator.updates import PRESS_LIFE
from simulator.view import message_json
from simulator.world import World

DELETE_SECONDS = 48 * 3600
DELETE_MOST = 100
TOAST_CHARACTERS = 200
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def _change(world: World, message: Message, **fields: Any) -> Json:
    """Apply an edit, unless it changes nothing."""
    if all(getattr(message, name) == value for name, value in fields.items() if name != "html"):
        raise bad_request(_SAME)
    spend(world, message.chat)
    now = world.clock()
    message.edits.append(Edit(now, message.text, message.html, message.buttons))
    for name, value in fields.items():
        setattr(message, name, value)
    if fields.keys() != {"buttons"}:
        message.edited_at = now
    message.chat.touch(message)
    world.emit("edit", message)
    return message_json(message)


def edit_text(world: World, params: Params) -> Json:
    message = own_message(world, params)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    text, entities = message_text(params, editing=True)
    html = as_html(params, "text", text, entities)
    buttons = inline_keyboard(params)
    return _change(world, message, text=text, entities=entities, html=html, buttons=buttons)


def edit_caption(world: World, params: Params) -> Json:
    message = own_message(world, params)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    text, entities = caption_text(params)
    html = as_html(params, "caption", text, entities)
    buttons = inline_keyboard(params)
    return _change(world, message, text=text, entities=entities, html=html, buttons=buttons)


def edit_media(world: World, params: Params) -> Json:
    message = own_message(world, params)
    item = input_medium(params.data("media"))
    if message.album is not None and item["type"] != message.kind:
        raise bad_request("message content type can't be used in an album")
    text, entities = medium_text(item)
    buttons = inline_keyboard(params)
    file = taken_file(world, params, item["type"], item.get("media"), name="")
    html = to_html(text, entities)
    return _change(
        world, message, kind=item["type"], file=file, text=text, entities=entities, html=html, buttons=buttons
    )


def edit_buttons(world: World, params: Params) -> Json:
    message = own_message(world, params)
    return _change(world, message, buttons=inline_keyboard(params))


def delete_message(world: World, params: Params) -> bool:
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    if not params.given("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.by_id.get(params.number("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    _delete(world, message)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Many at once; those that are not found are skipped (core.telegram.org/bots/api#deletemessages)."""
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    wanted = params.data("message_ids")
    if not isinstance(wanted, list) or not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > DELETE_MOST:
        raise bad_request("too many message identifiers specified")
    found = [chat.by_id.get(int(number)) for number in wanted]
    for message in found:
        if message is not None and not message.deleted:
            _delete(world, message)
    return True


def _delete(world: World, message: Message) -> None:
    chat = message.chat
    own = message.sender is world.bot
    if chat.is_group and not own and not rights_of_bot(chat, world.bot.id).get("can_delete_messages"):
        raise bad_request("message can't be deleted")
    if world.clock() - message.date > DELETE_SECONDS and not (
        chat.is_group and rights_of_bot(chat, world.bot.id).get("can_delete_messages")
    ):
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.touch(message)
    world.emit("delete", message)


def pin(world: World, params: Params) -> bool:
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    message = chat.by_id.get(params.number("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to pin not found")
    _need_pin_right(world, message.chat.id)
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.insert(0, message.id)
    world.emit("pin", message)
    return True


def unpin(world: World, params: Params) -> bool:
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    _need_pin_right(world, chat.id)
    wanted = params.number("message_id") or (chat.pinned[0] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    world.emit("pin", chat.by_id[wanted])
    return True


def unpin_all(world: World, params: Params) -> bool:
    chat = world.chat_for_writing(params.raw.get("chat_id"))
    _need_pin_right(world, chat.id)
    chat.pinned.clear()
    return True


def _need_pin_right(world: World, chat_id: int) -> None:
    chat = world.chats[chat_id]
    if chat.is_group and not rights_of_bot(chat, world.bot.id).get("can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")


def answer_press(world: World, params: Params) -> bool:
    """End a button's spinner, with a toast or an alert. Only the first answer in time counts."""
    press = world.presses.get(params.text("callback_query_id"))
    now = world.clock()
    if press is None or press.answered_at is not None or now - press.at > PRESS_LIFE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params.text("text")
    if len(text) > TOAST_CHARACTERS:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered_at = now
    world.spinning.discard(press.id)
    press.toast, press.alert = text or None, params.flag("show_alert")
    press.url = params.text("url") or None
    if text:
        toast = Toast(text, press.alert, now)
        world.toasts.setdefault(press.user.id, []).append(toast)
    press.bell.ring()
    press.message.chat.bell.ring()
    world.emit("answer", press)
    return True


METHODS = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_buttons,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "unpinAllChatMessages": unpin_all,
    "answerCallbackQuery": answer_press,
}
