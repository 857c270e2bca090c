"""Rendering: what an outbox row holds becomes a call that Telegram takes."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from bot.telegram import messages
from core.screen import button, copy, link, steady, units
from storage.messaging.contents import Answer, File, Message

SCREEN = Message(
    "<b>V01</b> · Perencanaan",
    (
        (button("I", "V01", 1), button("II", "V01", 2)),
        (steady("Lanjutkan V04", "open", 7, "V04"),),
        (link("Buka peraturan", "https://example.go.id/a?b=1"), copy("Salin kode", "DINKES-26-7F3A")),
    ),
    7,
)


def test_a_screen_becomes_a_message_with_its_keyboard() -> None:
    request = messages.send(1001, SCREEN)
    assert request.method == "sendMessage"
    assert request.params == {
        "chat_id": 1001,
        "message_thread_id": None,
        "text": "<b>V01</b> · Perencanaan",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "I", "callback_data": "7:V01:1"}, {"text": "II", "callback_data": "7:V01:2"}],
                [{"text": "Lanjutkan V04", "callback_data": "-:open:7:V04"}],
                [
                    {"text": "Buka peraturan", "url": "https://example.go.id/a?b=1"},
                    {"text": "Salin kode", "copy_text": {"text": "DINKES-26-7F3A"}},
                ],
            ]
        },
    }


def test_an_edit_names_its_message() -> None:
    request = messages.edit(1001, 55, Message("Tersimpan", revision=8))
    assert request.method == "editMessageText"
    assert request.params["message_id"] == 55
    assert request.params["reply_markup"] is None


def test_the_plain_fall_back_keeps_words_and_addresses() -> None:
    request = messages.send(
        1001, replace(SCREEN, text='<b>A &amp; B</b> <a href="https://x.id">di sini</a>'), plain=True
    )
    assert request.params["text"] == "A & B di sini (https://x.id)\nBuka peraturan: https://example.go.id/a?b=1"
    assert request.params["parse_mode"] is None
    labels = [button["text"] for row in request.params["reply_markup"]["inline_keyboard"] for button in row]
    assert labels == ["I", "II", "Lanjutkan V04"]


def test_strip_and_delete() -> None:
    assert messages.strip(1, 2) == messages.Request("editMessageReplyMarkup", {"chat_id": 1, "message_id": 2})
    assert messages.delete(1, 2) == messages.Request("deleteMessage", {"chat_id": 1, "message_id": 2})


def test_an_answer_is_cut_at_200_units() -> None:
    assert messages.answer(Answer("q")).params == {"callback_query_id": "q", "text": None}
    long = messages.answer(Answer("q", "😀" * 150)).params["text"]
    assert units(long) <= 200
    assert long.endswith("😀…")


def test_a_document_goes_by_file_id_or_as_an_upload() -> None:
    by_id = messages.media("document", 1, File("F", "<b>SK</b>"))
    assert (by_id.method, by_id.params["document"], by_id.params["caption"]) == ("sendDocument", "F", "<b>SK</b>")
    upload = messages.media("photo", 1, File(""))
    assert (upload.method, upload.params["photo"], upload.params["caption"]) == ("sendPhoto", None, None)


def test_a_button_that_telegram_would_refuse_is_left_out() -> None:
    rows = ((steady("terlalu panjang", "x" * 60), steady("ada", "resume")), (copy("kosong", ""),))
    assert messages.keyboard(rows, 1) == {"inline_keyboard": [[{"text": "ada", "callback_data": "-:resume"}]]}


@pytest.mark.parametrize("revision", [0, 7, 2**31])
def test_callback_data_of_the_longest_item_fits(revision: int) -> None:
    drawn = messages.keyboard(((button("x", "y" * 50),),), revision)
    assert drawn is not None
    assert len(drawn["inline_keyboard"][0][0]["callback_data"].encode()) <= 64


def test_a_long_text_is_cut_between_tags() -> None:
    html = f"<b>Kepala</b>\n<blockquote expandable>{'kata &amp; ' * 1000}</blockquote>"
    short = messages.shorten(html, 100)
    assert short.startswith("<b>Kepala</b>\n<blockquote expandable>kata &amp; ")
    assert short.endswith("…</blockquote>")
    assert units(messages.to_plain(short)) <= 100


PIECES = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<blockquote expandable>",
        "</blockquote>",
        "&amp;",
        "&lt;",
        "😀",
        "a",
        " b ",
        "\n",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=80).map("".join), st.integers(2, 40))
def test_shortening_never_breaks_an_entity_or_exceeds(html: str, limit: int) -> None:
    short = messages.shorten(html, limit)
    assert units(messages.to_plain(short)) <= limit
    assert short.count("&") == short.count(";")
    assert short.count("<") == short.count(">")
