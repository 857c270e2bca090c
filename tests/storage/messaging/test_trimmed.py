"""What is stored of an update."""

import pytest

from storage.messaging.trimmed import trimmed

CHAT = {"id": 7001, "type": "private"}
SCREEN = {
    "message_id": 8,
    "date": 1,
    "chat": CHAT,
    "text": "V03 Struktur organisasi",
    "reply_markup": {"inline_keyboard": [[{"text": "Berikutnya", "callback_data": "4:next"}]]},
}
WHERE = {"message_id": 8, "date": 1, "chat": CHAT}


def test_of_a_pressed_button_its_place_stays() -> None:
    assert trimmed({"callback_query": {"id": "5", "data": "4:next", "message": SCREEN}}) == {
        "callback_query": {"id": "5", "data": "4:next", "message": WHERE}
    }


def test_of_a_pressed_button_on_a_file_it_stays_that_it_is_one() -> None:
    pressed = trimmed({"callback_query": {"id": "5", "message": {**SCREEN, "photo": [{"file_id": "x" * 80}]}}})
    assert pressed["callback_query"]["message"] == {**WHERE, "document": {"file_id": "-", "file_unique_id": "-"}}


def test_of_a_message_that_is_replied_to_its_buttons_stay() -> None:
    kept = trimmed({"message": {"text": "Ya", "chat": CHAT, "reply_to_message": SCREEN}})["message"]
    buttons = {"inline_keyboard": [[{"text": "-", "callback_data": "4:next"}]]}
    assert kept["reply_to_message"] == {**WHERE, "reply_markup": buttons}


def test_in_a_group_all_of_it_stays() -> None:
    group = {"message": {"text": "Ya", "chat": {"id": -9, "type": "group"}, "reply_to_message": SCREEN}}
    assert trimmed(group) == group


@pytest.mark.parametrize("odd", [5, None, "x", [], {"message": 5}, {"message": None}, {"reply_to_message": 5}])
def test_what_is_of_another_shape_stays_as_it_is(odd: object) -> None:
    for kind in ("callback_query", "message", "channel_post"):
        assert trimmed({"update_id": 1, kind: odd}) == {"update_id": 1, kind: odd}
