"""What is read of an update before it is stored."""

import json

import pytest

from storage.arrivals import Arrival, read_arrival

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
    body = json.dumps({"update_id": 41, **content})
    assert read_arrival(body) == Arrival(41, identity, lane, body)


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


@pytest.mark.parametrize("body", ["", "[]", "null", "{}", '{"update_id": "7"}', '{"update_id": true}', "{" * 9])
def test_what_is_no_update_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r"not an update|Expecting"):
        read_arrival(body)


def test_numbers_beyond_storage_are_refused() -> None:
    with pytest.raises(ValueError, match="update_id"):
        read_arrival(f'{{"update_id": {2**63}}}')


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ValueError, match="deeply"):
        read_arrival('{"update_id": 1, "message": ' + "[" * 100_000 + "]" * 100_000 + "}")


def test_half_an_emoji_is_stored_escaped() -> None:
    arrival = read_arrival('{"update_id": 1, "message": {"text": "\ud83d"}}')
    assert arrival.body.isascii()
    assert json.loads(arrival.body)["message"]["text"] == "\ud83d"
