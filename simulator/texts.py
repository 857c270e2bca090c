"""Texts and captions of the bot, checked as Telegram checks them."""

from simulator.entities import parse_html, to_html, utf16_length, with_found
from simulator.errors import bad_request
from simulator.model import Json
from simulator.params import Params

TEXT_UNITS = 4096
CAPTION_UNITS = 1024


def formatted(params: Params, name: str, entities_name: str) -> tuple[str, list[Json]]:
    """A text with its entities, trimmed as Telegram trims it (Client.cpp, get_formatted_text)."""
    source = params.text(name)
    return format_text(source, params.text("parse_mode"), params.data(entities_name))


def format_text(source: str, parse_mode: str, given: list[Json] | None) -> tuple[str, list[Json]]:
    if len(source.encode(errors="replace")) > 1 << 15:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    if mode in ("", "none"):
        text, entities = source, list(given or [])
    elif mode == "html":
        text, entities = parse_html(source)
    elif mode in ("markdown", "markdownv2"):
        raise bad_request("simulator: only HTML and entities are reproduced")
    else:
        raise bad_request("unsupported parse_mode")
    return _trimmed(text, entities)


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without outer blanks; entities follow, links and commands are added where nothing else stands."""
    stripped = text.strip()
    if stripped != text:
        lead = utf16_length(text[: len(text) - len(text.lstrip())])
        length = utf16_length(stripped)
        moved = []
        for entity in entities:
            begin = max(0, entity["offset"] - lead)
            end = min(length, entity["offset"] + entity["length"] - lead)
            if end > begin:
                moved.append({**entity, "offset": begin, "length": end - begin})
        entities = moved
    return stripped, with_found(stripped, entities)


def message_text(params: Params, *, editing: bool = False) -> tuple[str, list[Json]]:
    """The text of sendMessage and editMessageText."""
    if not params.text("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(params, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_UNITS:
        # sending and editing say it in different words (MessagesManager.cpp translates only the former)
        raise bad_request("MESSAGE_TOO_LONG" if editing else "message is too long")
    return text, entities


def caption_text(params: Params) -> tuple[str, list[Json]]:
    text, entities = formatted(params, "caption", "caption_entities")
    check_caption(text)
    return text, entities


def check_caption(text: str) -> None:
    if utf16_length(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")


def as_html(params: Params, name: str, text: str, entities: list[Json]) -> str:
    """The text as HTML: as it was sent, or made from its entities."""
    return params.text(name) if params.text("parse_mode").lower() == "html" else to_html(text, entities)


def parts(text: str) -> list[str]:
    """The text in pieces of at most 4,096 UTF-16 units."""
    if utf16_length(text) <= TEXT_UNITS:
        return [text]
    pieces, units, begin = [], 0, 0
    for index, letter in enumerate(text):
        width = 2 if ord(letter) > 0xFFFF else 1
        if units + width > TEXT_UNITS:
            pieces.append(text[begin:index])
            begin, units = index, 0
        units += width
    return [*pieces, text[begin:]]
