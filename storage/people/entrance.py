"""Prepares updates for the inbox: tokens of invitations are removed from them, and invitations that people pasted are
marked.

The stored update then has "invited" beside Telegram's fields: the hash of the invitation that the message brings, or ""
for the bot's own link without one. In a text that only mentions a token, a reply for instance, its characters are
hidden, and nothing is brought.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, select

from core.foreign import part, words, write_json
from core.people import invitation
from storage.engine import settings
from storage.engine.schema import INVITATION
from storage.messaging.arrivals import Arrival

_AT_ONCE = 500  # hashes in one statement
_KNOWN = select(INVITATION.c.token_hash).where(INVITATION.c.token_hash.in_(bindparam("hashes", expanding=True)))
_TELEGRAMS = ("file_id", "file_unique_id")
"""Long words that Telegram makes, each of which looks like dozens of tokens."""
_OWN = ("text", "caption", "entities", "caption_entities", "reply_markup")
"""The parts of a message that its sender wrote or forwarded."""


def closed(conn: Connection, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """The arrivals as they may be stored; most are unchanged."""
    said = [list(strings(arrival.content or arrival.body)) for arrival in arrivals]
    known = known_hashes(conn, (token.hash for texts in said for text in texts for token in invitation.tokens(text)))
    bot = settings.bot_username(conn) if any(_names_bots(text) for texts in said for text in texts) else ""
    return [_closed(arrival, texts, known, bot) for arrival, texts in zip(arrivals, said, strict=True)]


def known_hashes(conn: Connection, hashes: Iterable[str]) -> frozenset[str]:
    """Those of the hashes that belong to an invitation, whatever its state."""
    wanted, found = sorted(set(hashes)), set()
    for start in range(0, len(wanted), _AT_ONCE):
        found |= set(conn.execute(_KNOWN, {"hashes": wanted[start : start + _AT_ONCE]}).scalars())
    return frozenset(found)


def _closed(arrival: Arrival, texts: list[str], known: frozenset[str], bot: str) -> Arrival:
    holds = bool(known) and any(token.hash in known for text in texts for token in invitation.tokens(text))
    if not arrival.content:  # nobody could read it
        return replace(arrival, body=invitation.hide(arrival.body, known)) if holds else arrival
    brought = list(_brought(arrival.content, known, bot))
    if not brought and not holds and invitation.KEY not in arrival.content:
        return arrival
    update = hidden(deepcopy(dict(arrival.content)), known)
    update.pop(invitation.KEY, None)  # only we say so
    if brought:
        named = [found for found in dict.fromkeys(brought) if found]
        update[invitation.KEY] = named[0] if len(named) == 1 else invitation.SEVERAL if named else ""
    return replace(arrival, body=write_json(update), content=update)


def _brought(update: Mapping[str, Any], known: frozenset[str], bot: str) -> Iterator[str]:
    """Invitations in a message's own words. Unknown tokens count only where the text is meant as one."""
    message = part(update, "message") or part(update, "edited_message")
    own = [text for key in _OWN for text in strings(message.get(key))]
    found = [token.hash for text in own for token in invitation.tokens(text) if token.hash in known] if known else []
    yield from found
    if found:
        return
    for text in own:
        for offered in invitation.offered(text, bot):
            if offered or _nothing_else(message):  # a sentence may name the bot
                yield offered
    lone = invitation.alone(words(message, "text"))
    if lone:
        yield lone


def _nothing_else(message: Mapping[str, Any]) -> bool:
    return not invitation.beside(words(message, "text")) and "photo" not in message and "document" not in message


def hidden(content: dict[str, Any], hashes: frozenset[str]) -> dict[str, Any]:
    """Replaces these tokens in JSON, which is changed in place."""
    waiting: list[Any] = [content]
    while waiting:
        within = waiting.pop()
        for key, value in list(within.items() if isinstance(within, dict) else enumerate(within)):
            if isinstance(value, str):
                within[key] = invitation.hide(value, hashes)
            elif isinstance(value, list | dict):
                waiting.append(value)
    return content


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, however deep, but Telegram's numbers of files."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case list() | tuple() as items:
                waiting += items
            case Mapping() as items:
                waiting += (item for key, item in items.items() if key not in _TELEGRAMS)


def _names_bots(text: str) -> bool:
    lower = text.lower()
    return "t.me" in lower or "telegram" in lower or "tg:" in lower or "t%2eme" in lower
