"""Makes real updates unreal: types, deletions, extremes, characters, nesting, exchanged numbers of people and chats.

The text of an update is made here too, because some of it no JSON writer would write.
"""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from tests.mutations.updates import GROUPS, Json
from tests.permissions.world import BY_ACCOUNT, PEOPLE, Who, mark

MALFORMED = 0.5
"""Share of the updates that are changed."""

_HUGE, _DEEP, _RAW = "@huge@", "@deep@", "@raw@"
_WRITTEN = {
    _HUGE: "9" * 5000,
    _DEEP: "[" * 3000 + "]" * 3000,
    _RAW: '"\x01"',
}
"""What stands for these in the text, which no writer of JSON would produce."""

_ANYTHING: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 7, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63), 2**70, _HUGE, 1.5, -0.0, 1e308),
    *(
        "",
        "x",
        "7",
        "\x00",
        "a\x00b",
        "\ud83d",
        "👩‍👩‍👧",
        "\u202eterbalik",
        "x" * 20_000,
        "²",
        "'; DROP TABLE opd; --",
        "<b>&",
    ),
    *([], [None], [[]], {}, {"id": 1}, {"": ""}, {"id": 2**70}, {"id": _HUGE}, _DEEP, _RAW),
)
_ITEMS = (
    "",
    "x",
    "0",
    "1",
    "2",
    "40",
    "-1",
    "²",
    "9" * 19,
    "9" * 5000,
    "V01",
    "V99",
    "9999-12-31",
    "0001-01-01",
    "all",
    "\x00",
)


def written(number: int, kind: str, thing: Json, rng: random.Random, who: Who) -> str:
    """The text of an update of somebody, changed or not. Whoever it is from in the end says only their own mark: what
    people say themselves is no leak."""
    update: Json = {"update_id": number, kind: copy.deepcopy(thing)}
    if rng.random() < MALFORMED:
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            if update:
                rng.choices(_CHANGES, _WEIGHTS)[0](update, rng)
    text = json.dumps(update)
    for sign, raw in _WRITTEN.items():
        text = text.replace(f'"{sign}"', raw)
    said = _sender(update, kind)
    return text.replace(_mark(who), _mark(said) if said else "") if said is not who and who.opd else text


def _sender(update: Json, kind: str) -> Who | None:
    thing = update.get(kind)
    sender = thing.get("from") if isinstance(thing, dict) else None
    number = sender.get("id") if isinstance(sender, dict) else None
    return BY_ACCOUNT.get(number) if isinstance(number, int) else None


def _mark(who: Who) -> str:
    return mark(who.pemda, who.opd) if who.opd else "kata"


def _places(thing: Any) -> Iterator[tuple[Any, Any]]:
    """Every place a value stands at: what holds it, and under which key or index."""
    pairs = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, value in list(pairs):
        yield thing, key
        yield from _places(value)


def _replace(update: Json, rng: random.Random) -> None:
    holder, key = rng.choice(list(_places(update)))
    holder[key] = copy.deepcopy(rng.choice(_ANYTHING))  # or a later change would change them for all


def _delete(update: Json, rng: random.Random) -> None:
    holder, key = rng.choice(list(_places(update)))
    del holder[key]


def _exchange(update: Json, rng: random.Random) -> None:
    """Two values change places, of whatever kind they are."""
    (one, a), (two, b) = (rng.choice(list(_places(update))) for _ in range(2))
    first, second = copy.deepcopy(one[a]), copy.deepcopy(two[b])
    one[a], two[b] = second, first


def _another_person(update: Json, rng: random.Random) -> None:
    """The number of one person, chat or group becomes another's, in one place or in all."""
    numbers = [who.account for who in PEOPLE] + list(GROUPS)
    to, all_of_them = rng.choice(numbers), rng.random() < 0.5
    places = [(holder, key) for holder, key in _places(update) if key == "id" and holder[key] in numbers]
    for holder, key in places if all_of_them else places[:1]:
        holder[key] = to


def _nest(update: Json, rng: random.Random) -> None:
    holder, key = rng.choice(list(_places(update)))
    value = holder[key]
    for _ in range(rng.choice((1, 3, 60))):
        value = [value] if rng.random() < 0.5 else {str(key): value}
    holder[key] = value


def _more(update: Json, rng: random.Random) -> None:
    """A second thing in the same update, or a field of another kind of message."""
    holder, key = rng.choice(list(_places(update)))
    name = rng.choice(
        ("message", "callback_query", "photo", "document", "text", "reply_to_message", "from", "pandu", "chat")
    )
    if isinstance(holder, dict):
        holder[name] = copy.deepcopy(holder[key])


def _other_item(update: Json, rng: random.Random) -> None:
    """Another number, day or word in what a button says."""
    press = update.get("callback_query")
    if not isinstance(press, dict) or not isinstance(press.get("data"), str):
        return _replace(update, rng)
    parts = press["data"].split(":")
    parts[rng.randrange(len(parts))] = rng.choice(_ITEMS)
    press["data"] = ":".join(parts)
    return None


def _other_words(update: Json, rng: random.Random) -> None:
    for holder, key in list(_places(update)):
        if key in ("text", "caption", "file_name", "title", "first_name") and rng.random() < 0.7:
            holder[key] = rng.choice([one for one in _ANYTHING if isinstance(one, str)])


_CHANGES = (_replace, _delete, _exchange, _another_person, _nest, _more, _other_item, _other_words)
_WEIGHTS = (8, 4, 2, 4, 2, 2, 5, 2)
