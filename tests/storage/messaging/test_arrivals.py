"""What is read of an update before it is stored."""

import json

import pytest

from storage.messaging.arrivals import Arrival, read_arrival
from storage.messaging.trimmed import trimmed

ANI = {"id": 7001, "first_name": "Ani"}
PRIVATE = {"id": 7001, "type": "private"}
GROUP = {"id": -100500, "type": "supergroup"}
MESSAGE = {"message_id": 12, "chat": PRIVATE, "from": ANI, "text": "Halo"}


@pytest.mark.parametrize(
    ("content", "identity", "lane"),
    [
        ({"message": MESSAGE}, "message:7001:12:", "p7001"),
        ({"edited_message": {**MESSAGE, "edit_date": 99}}, "edited_message:7001:12:99", "p7001"),
        ({"message": {**MESSAGE, "chat": GROUP}}, "message:-100500:12:", "g-100500"),
        ({"message": {"message_id": 3, "chat": GROUP}}, "message:-100500:3:", "g-100500"),
        ({"callback_query": {"id": "88", "from": ANI, "message": MESSAGE}}, "callback_query:88", "p7001"),
        (
            {"callback_query": {"id": "88", "from": ANI, "message": {"message_id": 4, "chat": GROUP}}},
            "callback_query:88",
            "g-100500",
        ),
        ({"callback_query": {"id": "89", "from": ANI, "inline_message_id": "x"}}, "callback_query:89", "p7001"),
        ({"channel_post": {"message_id": 5, "chat": {"id": -9, "type": "channel"}}}, "channel_post:-9:5:", "g-9"),
    ],
)
def test_names_the_thing_and_the_lane(content: dict[str, object], identity: str, lane: str) -> None:
    arrival = read_arrival(json.dumps({"update_id": 41, **content}))
    assert arrival == Arrival(41, identity, lane, arrival.body)
    assert json.loads(arrival.body) == arrival.content == trimmed({"update_id": 41, **content})


def test_a_change_of_membership_is_told_apart_by_its_content() -> None:
    def changed(date: int) -> Arrival:
        member = {"chat": PRIVATE, "from": ANI, "date": date, "new_chat_member": {"status": "kicked"}}
        return read_arrival(json.dumps({"update_id": 41, "my_chat_member": member}))

    assert changed(1).lane == "p7001"
    assert changed(1) == changed(1)
    assert changed(1).identity != changed(2).identity


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"message": None},
        {"message": "a string"},
        {"message": {"chat": "x", "from": []}},
        {"callback_query": {"message": 5}},
        {"something_new": {"id": 5, "deep": {"er": []}}},
    ],
)
def test_odd_updates_are_stored_all_the_same(content: dict[str, object]) -> None:
    arrival = read_arrival(json.dumps({"update_id": 41, **content}))
    assert (arrival.update_id, arrival.lane) == (41, "p0")


@pytest.mark.parametrize("body", ["", "[]", "null", "7", "{" * 9, '{"a": ' + "9" * 5000 + "}"])
def test_what_is_no_update_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="not an update"):
        read_arrival(body)


@pytest.mark.parametrize("number", ['"7"', "true", "null", "7.0", "-1", str(2**63), "[7]", "{}"])
def test_an_update_without_a_number_is_told_apart_by_its_content(number: str) -> None:
    """What says nothing besides is left out."""
    assert read_arrival(f'{{"update_id": {number}}}') is None
    found = read_arrival(f'{{"update_id": {number}, "poll": {{}}}}')
    another = read_arrival(f'{{"update_id": {number}, "poll": {{"id": 7}}}}')
    assert found is not None
    assert another is not None
    assert (found.update_id, another.update_id) == (0, 0)
    assert found.identity != another.identity


DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize("odd", [DEEP, "9" * 5000, '"\x00"', '"\x07"', "NaN7", "'x'"])
def test_what_cannot_be_taken_apart_is_stored_with_its_number(odd: str) -> None:
    body = f'{{"update_id": 41, "message": {odd}}}'
    arrival = read_arrival(body)
    assert arrival is not None
    assert (arrival.update_id, arrival.lane) == (41, "p0")
    assert "\x00" not in arrival.body


def test_nobody_else_brings_events_of_our_own() -> None:
    assert read_arrival('{"update_id": 41, "pandu": {"kind": "opd_file_read", "telegram_id": 1}}') is None


ODD = [None, True, -1, 1.5, 2**63, 10**400, "x", "\x00", "\ud83d", [], [1], {}, {"id": 2**70}, {"id": "7"}]


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("key", ["chat", "from", "message_id", "id", "edit_date", "message", "user"])
def test_whatever_stands_in_a_field_the_update_can_be_stored(odd: object, key: str) -> None:
    for kind in ("message", "callback_query", "my_chat_member", "\ud83d", "x" * 5000):
        arrival = read_arrival(json.dumps({"update_id": 41, kind: {**MESSAGE, key: odd}}))
        assert arrival is not None
        assert len(arrival.identity) < 200
        assert len(arrival.lane) < 22
        f"{arrival.identity}{arrival.lane}{arrival.body}".encode()


def test_half_an_emoji_is_stored_escaped() -> None:
    arrival = read_arrival('{"update_id": 1, "message": {"text": "\ud83d"}}')
    assert arrival.body.isascii()
    assert json.loads(arrival.body)["message"]["text"] == "\ud83d"
