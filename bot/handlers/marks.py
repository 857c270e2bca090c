"""The links that Telegram found in a text or caption. Its offsets count UTF-16 units, ours characters of the stored
text.
"""

from collections.abc import Iterable, Sequence

from telegram import MessageEntity

from core.evidence.links import Mark
from core.foreign import cleaned

_WIDTH = 2  # bytes of a UTF-16 unit


def marks_of(text: str | None, entities: Sequence[MessageEntity]) -> tuple[Mark, ...]:
    """Links in the text, and links hidden behind its words; other entities are left out."""
    return tuple(_marks(text, entities)) if text and entities else ()


def _marks(text: str, entities: Sequence[MessageEntity]) -> Iterable[Mark]:
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in entities:
        if entity.type not in (MessageEntity.URL, MessageEntity.TEXT_LINK) or entity.offset < 0 or entity.length <= 0:
            continue
        begin, end = entity.offset * _WIDTH, (entity.offset + entity.length) * _WIDTH
        start = len(_words(units[:begin]))
        address = cleaned(entity.url or "") if entity.type == MessageEntity.TEXT_LINK else ""
        if words := _words(units[begin:end]):
            yield Mark(start, start + len(words), address)


def _words(units: bytes) -> str:
    return cleaned(units.decode("utf-16-le", "surrogatepass"))
