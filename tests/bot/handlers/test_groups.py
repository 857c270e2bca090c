"""What happens in groups: what each update means there, and what is nothing to us."""

import json
from typing import Any

import pytest

from bot.flows.groups.base import BotStatus, Command, GroupReply, Migration, Press, Topic
from bot.handlers import handle
from bot.turn.group_turn import GroupPlace
from storage.messaging.inbox import Pending

CHAT = {"id": -100777, "type": "supergroup", "title": "Tim Penilai", "is_forum": True}
ANI = {"id": 5001, "is_bot": False, "first_name": "Ani"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
BOT = {"id": 7, "is_bot": True, "first_name": "PanduMatang"}
IN_TOPIC = {"message_thread_id": 44, "is_topic_message": True}


async def meaning(update: dict[str, Any]) -> tuple[Any, Any, Any] | None:
    """What the turn is given; None when the update is only marked as done."""
    told: list[tuple[Any, Any, Any]] = []

    async def run(*given: Any) -> None:
        told.append(given)

    async def skip() -> None:
        return None

    await handle(Pending(1, "g-100777", json.dumps({"update_id": 7, **update})), run, skip)
    return told[0] if told else None


def said(text: str = "", sender: dict[str, Any] = ANI, **more: Any) -> dict[str, Any]:
    message: dict[str, Any] = {"message_id": 9, "date": 1_796_000_000, "chat": CHAT, "from": sender, **more}
    if text:
        message["text"] = text
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    return {"message": message}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("/progres", Command("progres")),
        ("/Progres@pandu_matang_bot", Command("progres", "", "pandu_matang_bot")),
        ("/opd  dinas\nkesehatan ", Command("opd", "dinas\nkesehatan")),
    ],
)
async def test_a_command_may_name_its_bot(text: str, event: Command) -> None:
    found = await meaning(said(text, **IN_TOPIC))
    assert found is not None
    sender, read, place = found
    assert (sender.telegram_id, sender.chat_id, sender.private) == (5001, -100777, False)
    assert read == event
    assert place == GroupPlace(9, thread_id=44, title="Tim Penilai")


async def test_a_chain_of_replies_is_no_topic() -> None:
    found = await meaning(said("/progres", message_thread_id=44))
    assert found is not None
    assert found[2].thread_id is None


@pytest.mark.parametrize(
    ("sender", "more"), [(ANONYMOUS, {"sender_chat": CHAT}), (ANI, {"sender_chat": {"id": -5, "type": "channel"}})]
)
async def test_who_speaks_in_the_name_of_a_chat_is_anonymous(sender: dict[str, Any], more: dict[str, Any]) -> None:
    found = await meaning(said("/hubungkan", sender, **more))
    assert found is not None
    assert found[2].anonymous


async def test_a_reply_is_read_with_what_it_replies_to() -> None:
    asked = {"message_id": 8, "date": 1, "chat": CHAT, "from": BOT, "text": "Ketik /opd"}
    found = await meaning(said("dinkes", reply_to_message=asked))
    assert found is not None
    assert found[1] == GroupReply("dinkes", "Ketik /opd")


async def test_a_press_keeps_the_topic_of_its_message() -> None:
    shown = {"message_id": 8, "date": 1, "chat": CHAT, "text": "Papan", "reply_markup": 5, **IN_TOPIC}
    press = {"id": "77", "from": ANI, "chat_instance": "1", "data": "-:g:belum:2", "message": shown}
    found = await meaning({"callback_query": press})
    assert found is not None
    assert found[1:] == (Press("g:belum:2"), GroupPlace(8, "77", thread_id=44, title="Tim Penilai"))


@pytest.mark.parametrize(
    ("service", "event"),
    [
        ({"migrate_to_chat_id": -100888}, Migration(-100777, -100888)),
        ({"migrate_from_chat_id": -55}, Migration(-55, -100777)),
        ({"forum_topic_closed": {}, **IN_TOPIC}, Topic(44, closed=True)),
        ({"forum_topic_reopened": {}, **IN_TOPIC}, Topic(44, closed=False)),
    ],
)
async def test_what_befalls_the_group(service: dict[str, Any], event: object) -> None:
    found = await meaning(said(**service))
    assert found is not None
    assert found[1] == event


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        ({"status": "left"}, {"status": "member"}, BotStatus(True, False)),
        ({"status": "member"}, {"status": "kicked", "until_date": 0}, BotStatus(False, True)),
        ({"status": "member"}, {"status": "administrator"}, BotStatus(True, True, may_pin=True)),
    ],
)
async def test_the_bots_own_standing(before: dict[str, Any], after: dict[str, Any], event: BotStatus) -> None:
    rights = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats")
    rights += ("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users")
    rights += ("can_post_stories", "can_edit_stories", "can_delete_stories", "can_pin_messages")
    if after["status"] == "administrator":
        after = {**after, **dict.fromkeys(rights, True)}
    change = {"chat": CHAT, "from": ANI, "date": 1, "old_chat_member": {"user": BOT, **before}}
    found = await meaning({"my_chat_member": {**change, "new_chat_member": {"user": BOT, **after}}})
    assert found is not None
    assert found[1] == event


@pytest.mark.parametrize(
    "update",
    [
        said(new_chat_members=[BOT]),
        said(new_chat_title="Tim Penilai 2027"),
        said(pinned_message={"message_id": 8, "date": 1, "chat": CHAT, "from": BOT, "text": "Papan"}),
        said(forum_topic_created={"name": "Kematangan", "icon_color": 1}),
        said("selamat pagi"),
        {"my_chat_member": {"chat": {"id": -5, "type": "channel", "title": "K"}, "from": ANI, "date": 1}
         | {f"{when}_chat_member": {"user": BOT, "status": "left"} for when in ("old", "new")}},
    ],
)  # fmt: skip
async def test_what_is_nothing_to_us(update: dict[str, Any]) -> None:
    assert await meaning(update) is None
