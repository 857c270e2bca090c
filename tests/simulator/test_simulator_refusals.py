"""Each refusal in Telegram's own words."""

import pytest
from botclient import Client

from simulator import ManualClock, Person, Simulator

KEYS = {"inline_keyboard": [[{"text": "Lanjut", "callback_data": "1:V01:1"}]]}


async def test_texts_beyond_the_limits_are_refused(bot: Client, ani: Person) -> None:
    long = "400 Bad Request: message is too long"
    assert await bot.refused("sendMessage", chat_id=1001, text="a" * 4097) == long
    assert await bot.refused("sendMessage", chat_id=1001, text="😀" * 2049) == long
    await bot.ok("sendMessage", chat_id=1001, text="<b>" + "a" * 4096 + "</b>", parse_mode="HTML")
    await bot.ok("sendMessage", chat_id=1001, text="&lt;" * 4096, parse_mode="HTML")
    photo = ani.photo().file
    assert photo is not None
    sent = await bot.ok("sendPhoto", chat_id=1001, photo=photo.file_id, caption="a" * 1024)
    caption = "400 Bad Request: message caption is too long"
    assert await bot.refused("sendPhoto", chat_id=1001, photo=photo.file_id, caption="a" * 1025) == caption
    edit = {"chat_id": 1001, "message_id": sent["message_id"]}
    assert await bot.refused("editMessageCaption", **edit, caption="a" * 1025) == caption
    assert await bot.refused("sendMessage", chat_id=1001, text="") == "400 Bad Request: message text is empty"
    assert await bot.refused("sendMessage", chat_id=1001, text="  \n") == "400 Bad Request: text must be non-empty"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("a <x>", 'Unsupported start tag "x" at byte offset 2'),
        ("é <b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é</b>", "Unexpected end tag at byte offset 2"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        # a blank after "<" makes an empty tag name
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("1 <2", "Unclosed start tag at byte offset 2"),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_faulty_html_is_refused(bot: Client, ani: Person, source: str, problem: str) -> None:
    refusal = await bot.refused("sendMessage", chat_id=1001, text=source, parse_mode="HTML")
    assert refusal == f"400 Bad Request: can't parse entities: {problem}"


@pytest.mark.parametrize(
    ("button", "problem"),
    [
        ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": " ", "callback_data": "x"},
            "can't parse inline keyboard button: Inline keyboard button text must be non-empty",
        ),
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"text": "a", "url": "bukan"}, "inline keyboard button URL 'bukan' is invalid: Wrong HTTP URL"),
    ],
)
async def test_faulty_buttons_are_refused(bot: Client, ani: Person, button: dict, problem: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    refusal = await bot.refused("sendMessage", chat_id=1001, text="a", reply_markup=markup)
    assert refusal == f"400 Bad Request: {problem}"


async def test_edits_are_refused_as_by_telegram(bot: Client, ani: Person) -> None:
    sent = await bot.ok("sendMessage", chat_id=1001, text="<b>V01</b>", parse_mode="HTML", reply_markup=KEYS)
    place = {"chat_id": 1001, "message_id": sent["message_id"]}
    same = await bot.refused("editMessageText", **place, text="<b>V01</b>", parse_mode="HTML", reply_markup=KEYS)
    assert same.startswith("400 Bad Request: message is not modified: specified new message content")
    assert (await bot.refused("editMessageReplyMarkup", **place, reply_markup=KEYS)).endswith("of the message")
    assert (await bot.refused("editMessageText", chat_id=1001, message_id=99, text="a")).endswith(
        "message to edit not found"
    )
    mine = ani.private.messages[0].id
    assert (await bot.refused("editMessageText", chat_id=1001, message_id=mine, text="a")).endswith(
        "message can't be edited"
    )
    assert (await bot.refused("editMessageCaption", **place, caption="a")).endswith(
        "there is no caption in the message to edit"
    )
    assert (await bot.refused("editMessageText", **place, text="a" * 4097)).endswith("MESSAGE_TOO_LONG")
    await bot.ok("editMessageText", **place, text="V01 selesai")
    assert ani.last is not None
    assert (ani.last.text, ani.last.buttons) == ("V01 selesai", [])


async def test_deletions_end_after_48_hours(bot: Client, ani: Person, clock: ManualClock) -> None:
    sent = await bot.ok("sendMessage", chat_id=1001, text="a")
    old = await bot.ok("sendMessage", chat_id=1001, text="b")
    await bot.ok("deleteMessage", chat_id=1001, message_id=sent["message_id"])
    gone = "400 Bad Request: message to delete not found"
    assert await bot.refused("deleteMessage", chat_id=1001, message_id=sent["message_id"]) == gone
    clock.advance(48 * 3600 + 1)
    refusal = await bot.refused("deleteMessage", chat_id=1001, message_id=old["message_id"])
    assert refusal == "400 Bad Request: message can't be deleted for everyone"
    fresh = await bot.ok("sendMessage", chat_id=1001, text="c")
    await bot.ok("deleteMessages", chat_id=1001, message_ids=[fresh["message_id"], 999])
    assert [m.text for m in ani.private.from_bot] == ["b"]


async def test_a_press_is_answered_once_and_in_time(bot: Client, ani: Person, clock: ManualClock) -> None:
    await bot.ok("sendMessage", chat_id=1001, text="a", reply_markup=KEYS)
    old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    press = ani.press("Lanjut")
    await bot.ok("answerCallbackQuery", callback_query_id=press.id, text="Tersimpan", show_alert=True)
    assert (ani.toasts[0].text, ani.toasts[0].alert) == ("Tersimpan", True)
    assert await bot.refused("answerCallbackQuery", callback_query_id=press.id) == old
    assert await bot.refused("answerCallbackQuery", callback_query_id="123") == old
    late = ani.press("Lanjut")
    clock.advance(151)
    assert await bot.refused("answerCallbackQuery", callback_query_id=late.id) == old


async def test_people_who_are_out_of_reach(sim: Simulator, bot: Client, ani: Person) -> None:
    chat_not_found = "400 Bad Request: chat not found"
    assert await bot.refused("sendMessage", chat_id=4242, text="a") == chat_not_found
    budi = sim.person(1002, "Budi")
    assert await bot.refused("sendMessage", chat_id=1002, text="a") == chat_not_found
    sim.group("Tim", [budi])
    refusal = await bot.refused("sendMessage", chat_id=1002, text="a")
    assert refusal == "403 Forbidden: bot can't initiate conversation with a user"
    ani.block_bot()
    assert await bot.refused("sendMessage", chat_id=1001, text="a") == "403 Forbidden: bot was blocked by the user"
    with pytest.raises(PermissionError):
        ani.text("halo")
    ani.unblock()
    await bot.ok("sendMessage", chat_id=1001, text="a")
    ani.delete_account()
    assert await bot.refused("sendMessage", chat_id=1001, text="a") == "403 Forbidden: user is deactivated"


async def test_calls_outside_the_schema_are_refused_and_recorded(sim: Simulator, bot: Client, ani: Person) -> None:
    refusals = [
        await bot.refused("sendMessage", chat_id=1001, text="a", colour="red"),
        await bot.refused("sendMessage", chat_id=1001),
        await bot.refused("sendTelepathy", chat_id=1001),
        await bot.refused("editMessageText", chat_id=1001, message_id="x", text="a"),
        await bot.refused(
            "sendMessage",
            chat_id=1001,
            text="a",
            reply_markup={"inline_keyboard": [[{"text": "a", "callback": "b"}]]},
        ),
    ]
    assert all(refusal.startswith("400 Bad Request: ") for refusal in refusals)
    assert [violation.method for violation in sim.world.violations] == [
        "sendMessage",
        "sendMessage",
        "sendTelepathy",
        "editMessageText",
        "sendMessage",
    ]


async def test_a_wrong_token_is_unauthorized(sim: Simulator, bot: Client) -> None:
    async with bot.session.post(f"{sim.url}/bot123:abc/getMe") as answer:
        assert answer.status == 401
        assert (await answer.json())["description"] == "Unauthorized"
    async with bot.session.post(f"{sim.url}/botabc/getMe") as answer:
        assert (await answer.json())["description"] == "Unauthorized: invalid token specified"


def test_a_start_parameter_beyond_the_rules_is_refused(ani: Person) -> None:
    ani.start("a" * 64)
    for payload in ("a" * 65, "a b", "é"):
        with pytest.raises(ValueError, match="START_PARAM_INVALID"):
            ani.start(payload)


def test_a_long_paste_becomes_several_messages(ani: Person) -> None:
    ani.text("a" * 5000)
    assert [len(message.text) for message in ani.private.messages[-2:]] == [4096, 904]
    ani.text("😀" * 3000)
    assert [len(message.text) for message in ani.private.messages[-2:]] == [2048, 952]
