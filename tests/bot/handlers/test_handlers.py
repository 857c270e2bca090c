"""Update -> Event: what each update means, and what is nothing to us."""

import json
from typing import Any

import pytest

from bot.flows.contact.refusing import reason
from bot.flows.events import Begin, Event, File, Tap, Text
from bot.handlers import handle
from bot.turn.delivery import Place
from core.evidence.links import Mark
from core.facts import Limits
from core.people.roles import Sender
from storage.messaging.inbox import Pending, Unreadable

ANI = {"id": 5001, "is_bot": False, "first_name": "Ani"}
CHAT = {"id": 5001, "type": "private", "first_name": "Ani"}


class Unhappy(Exception):
    """What a turn may raise."""


async def meaning(update: dict[str, Any]) -> tuple[Sender, Event, Place] | None:
    """What the turn is given; None when the update is only marked as done."""
    told: list[tuple[Sender, Event, Place]] = []

    async def run(sender: Sender, event: Event, place: Place) -> None:
        told.append((sender, event, place))

    async def skip() -> None:
        return None

    await handle(Pending(1, "p5001", json.dumps({"update_id": 7, **update})), run, skip)
    return told[0] if told else None


async def test_a_text() -> None:
    message = {"message_id": 9, "date": 1_796_000_000, "chat": CHAT, "from": ANI, "text": "Renja 2026 🙂"}
    assert await meaning({"message": message}) == (Sender(5001, "Ani", 5001), Text("Renja 2026 🙂", 9), Place(9))


async def test_what_no_database_takes_is_left_out_of_a_text() -> None:
    message = {"message_id": 9, "date": 1_796_000_000, "chat": CHAT, "from": ANI, "text": "Ren\x00ja \ud83d 2026"}
    found = await meaning({"message": message})
    assert found is not None
    assert found[1] == Text("Renja  2026", 9)


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u3164", "\u2066\u2069", "\u0301", "\ufeff \u00a0"])
async def test_words_that_show_nothing_are_no_words(sign: str) -> None:
    """Texts, captions, and names of files and people."""
    nobody = {**ANI, "first_name": sign, "last_name": sign}
    common = {"message_id": 9, "date": 1_796_000_000, "chat": CHAT, "from": nobody}
    found = await meaning({"message": {**common, "text": sign}})
    assert found is not None
    assert found[:2] == (Sender(5001, "Tanpa nama", 5001), Text("", 9))
    document = {"file_id": "F", "file_unique_id": "U", "file_name": sign, "file_size": 5}
    found = await meaning({"message": {**common, "document": document, "caption": sign}})
    assert found is not None
    assert isinstance(found[1], File)
    assert (found[1].name, found[1].caption) == ("", "")


async def test_names_do_not_turn_what_follows() -> None:
    message = {"message_id": 9, "date": 1_796_000_000, "chat": CHAT, "from": {**ANI, "first_name": "\u202eidnA"}}
    document = {"file_id": "F", "file_unique_id": "U", "file_name": "Laporan \u202efdp.exe", "file_size": 5}
    found = await meaning({"message": {**message, "document": document}})
    assert found is not None
    assert found[0].name == "idnA"
    assert isinstance(found[1], File)
    assert found[1].name == "Laporan fdp.exe"


async def test_a_document_whose_size_telegram_does_not_say_is_not_empty() -> None:
    document = {"file_id": "F", "file_unique_id": "U", "file_name": "Renja.pdf"}
    message = {"message_id": 9, "date": 1_796_000_000, "chat": CHAT, "from": ANI, "document": document}
    found = await meaning({"message": message})
    assert found is not None
    assert isinstance(found[1], File)
    assert found[1].size is None
    assert reason(found[1], "Renja.pdf", Limits()) is None


async def test_an_account_without_a_name() -> None:
    message = {"message_id": 9, "date": 1_796_000_000, "chat": CHAT, "from": ANI | {"first_name": ""}, "text": "a"}
    assert await meaning({"message": message}) == (Sender(5001, "Tanpa nama", 5001), Text("a", 9), Place(9))


async def test_links_are_marked_by_characters_though_telegram_counts_units() -> None:
    entities = [
        {"type": "url", "offset": 4, "length": 6},
        {"type": "text_link", "offset": 11, "length": 5, "url": "https://a.go.id/\x00x"},
        {"type": "email", "offset": 0, "length": 2},
        {"type": "url", "offset": 400, "length": 9},
    ]
    text = "🙂\ud83d s.id/a Renja"
    message = {"message_id": 9, "date": 1, "chat": CHAT, "from": ANI, "text": text, "entities": entities}
    found = await meaning({"message": message})
    assert found is not None
    assert found[1] == Text("🙂 s.id/a Renja", 9, marks=(Mark(2, 8), Mark(9, 14, "https://a.go.id/x")))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/2026 sudah dibahas", Text("/2026 sudah dibahas", 9)),
        ("/renja sudah dibahas", Text("/renja sudah dibahas", 9)),
        ("/2026", Text("/2026", 9)),
        ("/abc", Begin("abc")),
        ("/isi semua", Begin("isi", "semua")),
    ],
)
async def test_words_that_only_begin_like_a_command_are_words(text: str, event: Event) -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    message = {"message_id": 9, "date": 1, "chat": CHAT, "from": ANI, "text": text, "entities": entities}
    found = await meaning({"message": message})
    assert found is not None
    assert found[1] == event


async def test_what_somebody_else_wrote_is_known_as_forwarded() -> None:
    origin = {"type": "channel", "date": 1, "chat": {"id": -1, "type": "channel", "title": "Berita"}, "message_id": 3}
    base = {"message_id": 9, "date": 1, "chat": CHAT, "from": ANI, "forward_origin": origin}
    for content in ({"text": "Berita"}, {"caption": "Berita", "document": {"file_id": "F", "file_unique_id": "U"}}):
        found = await meaning({"message": {**base, **content}})
        assert found is not None
        assert isinstance(found[1], Text | File)
        assert found[1].forwarded


@pytest.mark.parametrize("between", [" ", "\n", "\r\n", "  \n ", "\u00a0"])
async def test_a_token_follows_its_command_across_a_line_break(between: str) -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": 6}]
    text = f"/start{between}abc_DEF-1\n"
    message = {"message_id": 9, "date": 1, "chat": CHAT, "from": ANI, "text": text, "entities": entities}
    found = await meaning({"message": message})
    assert found is not None
    assert found[1] == Begin("mulai", "abc_DEF-1")


async def test_words_after_mulai_are_no_invitation() -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": 6}]
    message = {"message_id": 9, "date": 1, "chat": CHAT, "from": ANI, "text": "/mulai sekarang", "entities": entities}
    found = await meaning({"message": message})
    assert found is not None
    assert found[1] == Begin("mulai")


async def test_a_press_is_read_whatever_it_hangs_on() -> None:
    screen = {"message_id": 8, "date": 1_796_000_000, "chat": CHAT, "entities": "odd", "reply_markup": 5}
    press = {"id": "77", "from": ANI, "chat_instance": "1", "data": "7:V03:3", "message": screen}
    assert await meaning({"callback_query": press}) == (Sender(5001, "Ani", 5001), Tap("V03:3", 7), Place(8, "77"))


@pytest.mark.parametrize("file", [{"photo": [{"file_id": "F"}]}, {"document": {"file_id": "F"}}, {"photo": 5}])
async def test_a_press_says_whether_it_hangs_on_a_file(file: dict[str, Any]) -> None:
    card = {"message_id": 8, "date": 1_796_000_000, "chat": CHAT, "caption": "V04", **file}
    press = {"id": "77", "from": ANI, "chat_instance": "1", "data": "7:next", "message": card}
    found = await meaning({"callback_query": press})
    assert found is not None
    assert found[2] == Place(8, "77", media=True)


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"message_id": 9, "chat": CHAT}},
        {"message": {"message_id": 9, "date": 1, "chat": "odd", "from": ANI, "text": "halo"}},
        {"message": {"message_id": 9, "date": 1, "chat": CHAT, "text": "halo"}},
        {"callback_query": {"from": ANI}},
        {"message": 5},
        {"pandu": {"kind": "changed"}},
    ],
)
async def test_what_cannot_be_read_is_told_apart_from_what_failed(update: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        await meaning(update)


async def test_a_failing_turn_is_no_unreadable_update() -> None:
    async def run(sender: Sender, event: Event, place: Place) -> None:
        raise Unhappy

    async def skip() -> None:
        raise Unhappy

    message = {"message_id": 9, "date": 1_796_000_000, "chat": CHAT, "from": ANI, "text": "Renja"}
    with pytest.raises(Unhappy):
        await handle(Pending(1, "p5001", json.dumps({"update_id": 7, "message": message})), run, skip)
    with pytest.raises(Unhappy):
        await handle(Pending(1, "p5001", "{}"), run, skip)


@pytest.mark.parametrize(
    "update",
    [
        {"poll": {"id": "1"}},
        {"inline_query": {"from": ANI}},
        {"message_reaction": {"x": 1}},
        {"shiny_new_kind": {"from": ANI}},
        {},
    ],
)
async def test_kinds_nobody_reads_are_done_without_being_parsed(update: dict[str, Any]) -> None:
    assert await meaning(update) is None


def replying(markup: object, text: str = "Masih berlaku.") -> dict[str, Any]:
    replied = {"message_id": 5, "date": 1, "chat": CHAT, "text": "Dinkes bertanya", "reply_markup": markup}
    return {"message_id": 9, "date": 2, "chat": CHAT, "from": ANI, "text": text, "reply_to_message": replied}


async def test_a_reply_brings_what_the_message_is_about() -> None:
    rows = [[{"text": "Jawab", "callback_data": "-:reply:4"}, {"text": "III", "callback_data": "7:V03:3"}]]
    found = await meaning({"message": replying({"inline_keyboard": [*rows, [{"text": "a", "url": "https://a.id"}]]})})
    assert found is not None
    assert found[1] == Text("Masih berlaku.", 9, replies_to=("reply:4",))


@pytest.mark.parametrize(
    "markup",
    [None, 5, "x", {}, {"inline_keyboard": None}, {"inline_keyboard": [5]}, {"inline_keyboard": [[None, {}]]}],
)
async def test_replies_to_anything_else_are_texts(markup: object) -> None:
    found = await meaning({"message": replying(markup)})
    assert found is not None
    assert found[1] == Text("Masih berlaku.", 9)
