"""Inline keyboards as the bot sends them (core.telegram.org/bots/api#inlinekeyboardmarkup)."""

from simulator.errors import ApiError, bad_request
from simulator.model import Button, Json
from simulator.params import Params
from simulator.schema import check_fields

DATA_BYTES = 64
BUTTONS = 100
"""A message carries at most 100 buttons; more give REPLY_MARKUP_TOO_LONG."""


def inline_keyboard(params: Params) -> list[list[Button]]:
    """Rows of buttons; other kinds of markup give no rows."""
    markup = params.data("reply_markup")
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return []
    check_fields("InlineKeyboardMarkup", markup)
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in keyboard) > BUTTONS:
        raise bad_request("reply markup is too long")
    return keyboard


def reply_keyboard(params: Params) -> Json | None:
    """A reply keyboard or its removal, kept as it came."""
    markup = params.data("reply_markup")
    return markup if isinstance(markup, dict) and "inline_keyboard" not in markup else None


def _button(raw: object) -> Button:
    value = check_fields("InlineKeyboardButton", raw)
    text = str(value.get("text", ""))
    if not text.strip():
        raise _refused("Inline keyboard button text must be non-empty")
    style = value.get("style")
    if "callback_data" in value:
        data = str(value["callback_data"])
        if not 1 <= len(data.encode()) <= DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return Button(text, data=data, style=style)
    if "url" in value:
        url = str(value["url"])
        if not url.startswith(("http://", "https://", "tg://")) and "." not in url:
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return Button(text, url=url, style=style)
    if "copy_text" in value:
        copied = str(check_fields("CopyTextButton", value["copy_text"]).get("text", ""))
        if not 1 <= len(copied) <= 256:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return Button(text, copy=copied, style=style)
    if value.keys() <= {"text", "style", "icon_custom_emoji_id"}:
        raise _refused("Text buttons are unallowed in the inline keyboard")
    return Button(text, style=style)


def _refused(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def keyboard_json(rows: list[list[Button]]) -> Json:
    return {"inline_keyboard": [[_button_json(button) for button in row] for row in rows]}


def _button_json(button: Button) -> Json:
    value: Json = {"text": button.text}
    if button.data is not None:
        value["callback_data"] = button.data
    elif button.url is not None:
        value["url"] = button.url
    elif button.copy is not None:
        value["copy_text"] = {"text": button.copy}
    if button.style:
        value["style"] = button.style
    return value
