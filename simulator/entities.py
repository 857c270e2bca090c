"""Telegram's formatting: HTML to entities, entities to HTML, links and commands found in plain text.

The parser follows td/telegram/MessageEntity.cpp (parse_html) with its error texts; offsets count UTF-16 units.
"""

import html as htmllib
import re
from collections.abc import Sequence
from itertools import pairwise

from simulator.errors import ApiError, bad_request
from simulator.model import Json

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_KINDS = ("bot_command", "email", "url", "mention")
_ENTITY = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,8})|#x([0-9a-fA-F]{1,8}));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.\-]+))?""")
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<email>(?<![\w.@+-])[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}(?![\w@]))"
    r"|(?P<url>(?<![\w@./-])(?:(?:https?|ftp|tg|tonsite)://[^\s<>\"]+"
    r"|(?:[\w-]+\.)+(?P<top>[A-Za-z]{2,})(?![\w@-])(?::\d{1,5})?(?:[/?#][^\s<>\"]*)?))"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{4,31})"
)
_TOPS = re.compile(
    "id|com|org|net|info|biz|ly|gl|gle|me|io|co|gov|edu|app|dev|link|page|site|online|cloud|xyz|my|sg|asia|ac|tv|cc|to"
    "|us|uk|be|in|zip|mov"
)
"""Some of the top-level domains by which Telegram knows an address without a scheme (is_common_tld)."""
_OPENING = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="expandable">', "</blockquote>"),
    "date_time": ("<u>", "</u>"),
}


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def find_entities(text: str) -> list[Json]:
    """Commands, links and mentions that Telegram marks by itself."""
    if "/" not in text and "@" not in text and "." not in text:
        return []
    found: list[Json] = []
    for match in _FOUND.finditer(text):
        kind, piece = next(name for name in _KINDS if match[name]), match.group()
        if kind == "url":
            if match["top"] and not _is_top(match["top"]):
                continue
            piece = piece.rstrip(".,;:!?)")
        offset = utf16_length(text[: match.start()])
        found.append({"type": kind, "offset": offset, "length": utf16_length(piece)})
    return found


def _is_top(top: str) -> bool:
    """Telegram takes "Id" after a full stop for the beginning of a sentence."""
    known = _TOPS.fullmatch(top.lower()) is not None
    return known and (top.islower() or top[0].islower() or top.isupper())


def with_found(text: str, given: Sequence[Json]) -> list[Json]:
    """The entities a client gave, and what Telegram marks beside them."""
    closed = [entity for entity in given if entity["type"] in ("code", "pre", "text_link", "url")]
    found = [entity for entity in find_entities(text) if not any(_overlap(entity, other) for other in closed)]
    return [*given, *found]


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def _refuse(source: str, position: int, problem: str) -> ApiError:
    offset = len(source[:position].encode())
    return bad_request(f"can't parse entities: {problem} at byte offset {offset}")


def _unescape(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    # zero and numbers beyond Unicode stay as they were written, as in decode_html_entity
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of a text written in Telegram's HTML."""
    if "<" not in source and "&" not in source:
        return source, []
    plain: list[str] = []
    units = 0
    entities: list[Json] = []
    open_tags: list[tuple[str, Json, int]] = []
    position = 0
    while position < len(source):
        tag_at = source.find("<", position)
        piece = _ENTITY.sub(_unescape, source[position : tag_at if tag_at >= 0 else len(source)])
        plain.append(piece)
        units += utf16_length(piece)
        if tag_at < 0:
            break
        if source.startswith("</", tag_at):
            position = _end_tag(source, tag_at, open_tags, entities, units)
        else:
            position, name, fields = _start_tag(source, tag_at)
            open_tags.append((name, fields, units))
    if open_tags:
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1][0]}\"")
    entities.sort(key=lambda e: (e["offset"], -e["length"]))
    return "".join(plain), entities


def _start_tag(source: str, begin: int) -> tuple[int, str, Json]:
    named = re.compile(r"[^\s>]*").match(source, begin + 1)
    assert named is not None
    position, name = named.end(), named.group().lower()
    if position >= len(source):
        raise _refuse(source, begin, "Unclosed start tag")
    if name not in _TAGS:
        raise _refuse(source, begin, f'Unsupported start tag "{name}"')
    fields: Json = {"type": _TAGS[name]}
    classes = ""
    while source[position : position + 1] != ">":
        match = _ATTRIBUTE.match(source, position)
        if match is None:
            position += len(source[position:]) - len(source[position:].lstrip())
            if source[position : position + 1] == ">":
                break
            if position >= len(source):
                raise _refuse(source, begin, f'Unclosed start tag "{name}"')
            raise _refuse(source, begin, f'Empty attribute name in the tag "{name}"')
        key, value = match.group(1), _attribute_value(match.group(2))
        position = match.end()
        if name == "a" and key == "href":
            fields["url"] = value
        elif name == "blockquote" and key == "expandable":
            fields["type"] = "expandable_blockquote"
        elif name == "tg-emoji" and key == "emoji-id":
            fields["custom_emoji_id"] = value
        elif name == "tg-time" and key == "unix":
            fields["unix_time"] = int(value or 0)
        elif name == "tg-time" and key == "format":
            fields["date_time_format"] = value
        elif key == "class":
            classes = value
    if name == "span" and classes != "tg-spoiler":
        raise _refuse(source, begin, 'Tag "span" must have class "tg-spoiler"')
    if name == "code" and classes.startswith("language-"):
        fields["language"] = classes.removeprefix("language-")
    return position + 1, name, fields


def _attribute_value(raw: str | None) -> str:
    if raw is None:
        return ""
    return _ENTITY.sub(_unescape, raw[1:-1]) if raw[0] in "\"'" else raw.lower()


def _end_tag(source: str, begin: int, open_tags: list[tuple[str, Json, int]], entities: list[Json], units: int) -> int:
    if not open_tags:
        raise _refuse(source, begin, "Unexpected end tag")
    close = source.find(">", begin)
    found = source[begin + 2 : close if close >= 0 else len(source)].strip().lower()
    if close < 0 or " " in found:
        raise _refuse(source, begin, "Unclosed end tag")
    name, fields, start = open_tags.pop()
    if found and found != name:
        offset = len(source[:begin].encode())
        raise bad_request(
            f"can't parse entities: Unmatched end tag at byte offset {offset}, "
            f'expected "</{name}>", found "</{found}>"'
        )
    entity = {"offset": start, "length": units - start, **fields}
    if name == "a" and not fields.get("url"):
        entity["type"] = "url"
    if name == "pre" and entities and entities[-1]["type"] == "code" and "language" in entities[-1]:
        entity["language"] = entities.pop()["language"]
    if entity["length"] > 0:
        entities.append(entity)
    return close + 1


def to_html(text: str, entities: list[Json]) -> str:
    """HTML for the chat page; only tags made here come out, everything written is escaped."""
    units = text.encode("utf-16-le")
    marks = sorted({0, len(units) // 2, *(p for e in entities for p in (e["offset"], e["offset"] + e["length"]))})
    pieces: list[str] = []
    stack: list[tuple[int, str]] = []
    pending = sorted(entities, key=lambda e: (e["offset"], -e["length"]))
    for begin, end in pairwise([*marks, marks[-1]]):
        while stack and stack[-1][0] <= begin:
            pieces.append(stack.pop()[1])
        raw = units[begin * 2 : end * 2].decode("utf-16-le", "replace")
        while pending and pending[0]["offset"] == begin:
            entity = pending.pop(0)
            opening, closing = _tags_for(entity, units)
            stack.append((entity["offset"] + entity["length"], closing))
            pieces.append(opening)
        pieces.append(htmllib.escape(raw, quote=False))
    pieces.extend(closing for _, closing in reversed(stack))
    return "".join(pieces)


def _tags_for(entity: Json, units: bytes) -> tuple[str, str]:
    kind = entity["type"]
    inside = units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le", "replace")
    if kind in ("text_link", "url"):
        address = entity.get("url") or inside
        if not address.startswith(("http://", "https://", "tg://")):
            address = f"https://{address}"
        return f'<a href="{htmllib.escape(address)}" target="_blank" rel="noopener">', "</a>"
    if kind == "bot_command":
        return f'<a class="command" data-command="{htmllib.escape(inside)}">', "</a>"
    if kind == "mention":
        return '<span class="mention">', "</span>"
    return _OPENING.get(kind, ("", ""))
