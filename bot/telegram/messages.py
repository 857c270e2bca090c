"""Rendering: from an outbox row to the method and parameters of the Bot API. Pure.

Callback data is "<revision>:<item>", or "-:<item>" for steady buttons. Texts are HTML of Telegram's small subset; with
`plain` a text or keyboard that Telegram refused becomes plain text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from typing import Any

from core.screen import Button, ButtonKind, Rows, units
from storage.messaging.contents import Album, Answer, File, Message

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200
DATA_LIMIT = 64
COPY_LIMIT = 256
"""Telegram's limits: UTF-16 units of texts without tags, bytes of callback data (core.telegram.org/bots/api)."""

NO_PREVIEW = {"is_disabled": True}
_PIECE = re.compile(r"<(/?)([a-z-]+)[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-z]+);|[^<&]+|.", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    params: dict[str, Any]


UPLOADED = "file"
"""Name of the part that carries a file's bytes, where the method has no parameter of its own for it."""


def send(chat_id: int, message: Message, thread_id: int | None = None, *, plain: bool = False) -> Request:
    """A screen or notice: a text, or the file in `media`, with the text as caption."""
    if file := message.media:
        shown = File(file.file_id, message.text, message.rows)
        return media(file.kind, chat_id, shown, thread_id, revision=message.revision, plain=plain)
    params = {"chat_id": chat_id, "message_thread_id": thread_id, **_content(message, plain)}
    return Request("sendMessage", {**params, "disable_notification": True} if message.silent else params)


def edit(chat_id: int, message_id: int, message: Message, *, plain: bool = False) -> Request:
    """Changes a message in place. A file is put into it, whatever it was before (a text can become a file, Bot API).
    With `keeps_file` the message is a file and stays one.
    """
    where = {"chat_id": chat_id, "message_id": message_id}
    buttons = keyboard(message.rows, message.revision, plain=plain)
    if file := message.media:
        words = _caption(message.text, plain)
        item = {"type": file.kind, "media": file.file_id or f"attach://{UPLOADED}", **_given(words)}
        return Request("editMessageMedia", {**where, "media": item, "reply_markup": buttons})
    if message.keeps_file:
        return Request("editMessageCaption", {**where, **_caption(message.text, plain), "reply_markup": buttons})
    return Request("editMessageText", {**where, **_content(message, plain)})


def strip(chat_id: int, message_id: int) -> Request:
    """Removes the buttons and leaves the text."""
    return Request("editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id})


def delete(chat_id: int, message_id: int) -> Request:
    return Request("deleteMessage", {"chat_id": chat_id, "message_id": message_id})


def pin(chat_id: int, message_id: int) -> Request:
    """Pins without a sound."""
    return Request("pinChatMessage", {"chat_id": chat_id, "message_id": message_id, "disable_notification": True})


def unpin(chat_id: int, message_id: int) -> Request:
    return Request("unpinChatMessage", {"chat_id": chat_id, "message_id": message_id})


def answer(press: Answer) -> Request:
    """The answer to a press: a toast, or only the end of the waiting circle."""
    text = _cut_units(press.text, TOAST_LIMIT)
    return Request("answerCallbackQuery", {"callback_query_id": press.id, "text": text or None})


def media(
    kind: str, chat_id: int, file: File, thread_id: int | None = None, *, revision: int = 0, plain: bool = False
) -> Request:
    """A document or photo; `kind` is "document" or "photo". The file is sent by its file_id, or as an upload."""
    params = {
        "chat_id": chat_id,
        "message_thread_id": thread_id,
        kind: file.file_id or None,
        **_caption(file.caption, plain),
        "reply_markup": keyboard(file.rows, revision, plain=plain),
    }
    return Request("sendDocument" if kind == "document" else "sendPhoto", params)


def album(chat_id: int, files: Album, thread_id: int | None = None, uploads: Sequence[str] = ()) -> Request:
    """Files of one kind in one message. `uploads` names the parts that carry bytes instead of a file_id. Captions are
    plain.
    """
    items = [
        _given(
            {
                "type": item.kind,
                "media": f"attach://{part}" if part else item.file_id,
                "caption": item.caption or None,
            }
        )
        for item, part in zip_longest(files.items, uploads)
    ]
    return Request("sendMediaGroup", {"chat_id": chat_id, "message_thread_id": thread_id, "media": items})


def _caption(html: str, plain: bool) -> dict[str, str | None]:
    words = _cut_units(to_plain(html), CAPTION_LIMIT) if plain else shorten(html, CAPTION_LIMIT)
    return {"caption": words or None, "parse_mode": None if plain or not words else "HTML"}


def _given(params: Mapping[str, Any]) -> dict[str, Any]:
    """Without None values, because an object must not contain null."""
    return {key: value for key, value in params.items() if value is not None}


def _content(message: Message, plain: bool) -> dict[str, Any]:
    if plain:
        links = (button for row in message.rows for button in row if button.kind is ButtonKind.LINK)
        addresses = "".join(f"\n{button.label}: {button.value}" for button in links)
        words = _cut_units(to_plain(message.text) + addresses, TEXT_LIMIT)
    else:
        words = shorten(message.text, TEXT_LIMIT)
    return {
        "text": words,
        "parse_mode": None if plain else "HTML",
        "link_preview_options": NO_PREVIEW,
        "reply_markup": keyboard(message.rows, message.revision, plain=plain),
    }


def keyboard(rows: Rows, revision: int, *, plain: bool = False) -> dict[str, Any] | None:
    """The inline keyboard; with `plain` only buttons that Telegram cannot refuse."""
    drawn = [[_button(button, revision) for button in row if _fits(button, plain)] for row in rows]
    kept = [row for row in drawn if row]
    return {"inline_keyboard": kept} if kept else None


def _fits(button: Button, plain: bool) -> bool:
    """Whether a button is short enough. One that is too long would make Telegram refuse the whole message."""
    if button.kind in (ButtonKind.LINK, ButtonKind.COPY):
        return not plain and (button.kind is ButtonKind.LINK or 0 < len(button.value) <= COPY_LIMIT)
    return len(button.value.encode()) <= DATA_LIMIT - len("1234567890:")


def _button(button: Button, revision: int) -> dict[str, Any]:
    match button.kind:
        case ButtonKind.LINK:
            return {"text": button.label, "url": button.value}
        case ButtonKind.COPY:
            return {"text": button.label, "copy_text": {"text": button.value}}
        case ButtonKind.STEADY:
            return {"text": button.label, "callback_data": f"-:{button.value}"}
        case ButtonKind.SCREEN:
            return {"text": button.label, "callback_data": f"{revision}:{button.value}"}


def to_plain(html: str) -> str:
    """The text without tags; addresses of links follow their words."""
    return unescape(_TAG.sub("", _LINK.sub(r"\2 (\1)", html)))


def shorten(html: str, limit: int) -> str:
    """HTML with a visible text of at most `limit` UTF-16 units. Tags and entities stay whole, open tags are closed."""
    if units(html) <= limit or units(to_plain(html)) <= limit:
        return html
    room, kept, open_tags = limit - 1, [], list[str]()
    for match in _PIECE.finditer(html):
        piece, closing, tag = match.group(), match.group(1), match.group(2)
        if tag:
            if not closing:
                open_tags.append(tag)
            elif open_tags:
                open_tags.pop()
            kept.append(piece)
            continue
        size = units(unescape(piece))
        if size > room:
            if not piece.startswith("&"):
                kept.append(_first_units(piece, room))
            break
        kept.append(piece)
        room -= size
    return "".join(kept) + "…" + "".join(f"</{tag}>" for tag in reversed(open_tags))


def _cut_units(text: str, limit: int) -> str:
    return text if units(text) <= limit else _first_units(text, limit - 1) + "…"


def _first_units(text: str, limit: int) -> str:
    """The beginning of a text, at most `limit` UTF-16 units, without splitting a surrogate pair."""
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore")
