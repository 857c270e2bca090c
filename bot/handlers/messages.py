"""Messages of people in private chats: commands, texts, files, and what cannot be an answer."""

from typing import Any, Literal

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from bot.commands import find
from bot.flows.events import Begin, Event, File, Other, OtherKind, Text
from bot.handlers.marks import marks_of
from bot.handlers.senders import sender_of
from bot.handlers.taps import read_tap
from bot.turn.delivery import Place
from core.foreign import cleaned, readable
from core.people.invitation import beside

FEW_WORDS = 5
"""Fewer words beside an invitation are its label."""
_KINDS = (
    ("sticker", OtherKind.STICKER),
    ("voice", OtherKind.VOICE),
    ("video_note", OtherKind.VIDEO),
    ("video", OtherKind.VIDEO),
    ("location", OtherKind.LOCATION),
    ("contact", OtherKind.CONTACT),
)


async def on_command(update: Update, run: Any) -> None:
    message = _message(update)
    word, *rest = cleaned(message.text or "").split(maxsplit=1)  # also where a line breaks behind the command
    name = word[1:].partition("@")[0].lower()
    command = find(name)
    if command is None and (rest or name[:1].isdigit()):
        await on_text(update, run)  # words that only begin like a command: "/2026 sudah dibahas"
        return
    argument = "" if name == "mulai" else "".join(rest).strip()  # only links bring a token, by /start
    await _hand_over(message, Begin(command.slug if command else name, argument), run)


async def on_invitation(update: Update, invitation: str, run: Any) -> None:
    """A message, new or edited, that brings an invitation counts as opening its link. Whatever else it contains is not
    stored, and that is said.
    """
    message = _message(update)
    await _hand_over(message, Begin("mulai", invitation=invitation, beside=_beside(message)), run)


def _beside(message: Message) -> Literal["", "words", "file"]:
    if message.photo or message.document:
        return "file"
    return "words" if beside(message.text or "") >= FEW_WORDS else ""


async def on_text(update: Update, run: Any) -> None:
    message = _message(update)
    edited = update.edited_message is not None
    words, marks = readable(message.text or ""), marks_of(message.text, message.entities)
    event = Text(words, message.message_id, edited, marks, _forwarded(message), _replies_to(message))
    await _hand_over(message, event, run)


def _replies_to(message: Message) -> tuple[str, ...]:
    """The items of the steady buttons below the message that this one replies to."""
    replied = message.reply_to_message
    markup = replied.reply_markup if replied is not None else None
    rows = markup.inline_keyboard if markup is not None else ()
    taps = (read_tap(str(button.callback_data)) for row in rows for button in row if button.callback_data)
    return tuple(tap.item for tap in taps if tap.revision is None)


async def on_photo(update: Update, run: Any) -> None:
    message = _message(update)
    size = message.photo[-1]  # Telegram lists the sizes from small to large
    await _hand_over(message, _file(update, size, name="", mime="image/jpeg", photo=True), run)


async def on_document(update: Update, run: Any) -> None:
    message = _message(update)
    document = message.document
    assert document is not None
    name, mime = readable(document.file_name or ""), cleaned(document.mime_type or "")
    await _hand_over(message, _file(update, document, name=name, mime=mime, photo=False), run)


async def on_other(update: Update, run: Any) -> None:
    message = _message(update)
    kind = next((kind for name, kind in _KINDS if getattr(message, name)), OtherKind.UNKNOWN)
    await _hand_over(message, Other(kind, message.message_id, update.edited_message is not None), run)


def _file(update: Update, part: Any, *, name: str, mime: str, photo: bool) -> File:
    message = _message(update)
    return File(
        file_id=part.file_id,
        unique_id=part.file_unique_id,
        name=name,
        mime=mime,
        size=part.file_size,
        message_id=message.message_id,
        photo=photo,
        caption=readable(message.caption or ""),
        album=message.media_group_id or "",
        marks=marks_of(message.caption, message.caption_entities),
        edited=update.edited_message is not None,
        forwarded=_forwarded(message),
    )


def _forwarded(message: Message) -> bool:
    return message.forward_origin is not None


def _message(update: Update) -> Message:
    message = update.edited_message or update.message
    assert message is not None
    return message


async def _hand_over(message: Message, event: Event, run: Any) -> None:
    assert message.from_user is not None
    await run(sender_of(message.from_user, message.chat), event, Place(message.message_id))


_NEW = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
_EDITED = filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE
_CHATTER = filters.StatusUpdate.ALL  # pins and the like: service messages answer nothing

HANDLERS = (
    MessageHandler(_NEW & filters.COMMAND, on_command),
    MessageHandler(_NEW & filters.TEXT, on_text),
    MessageHandler(_EDITED & filters.TEXT, on_text),  # nobody commands by editing
    MessageHandler((_NEW | _EDITED) & filters.PHOTO, on_photo),
    MessageHandler((_NEW | _EDITED) & filters.Document.ALL, on_document),
    MessageHandler((_NEW | _EDITED) & ~_CHATTER, on_other),
)
