"""Groups: privacy, administrators, topics, migration, pins, removal."""

from typing import Any

import pytest_asyncio
from botclient import Client

from simulator import Group, Person, Simulator


@pytest_asyncio.fixture
async def budi(sim: Simulator) -> Person:
    return sim.person(1002, "Budi")


@pytest_asyncio.fixture
async def group(sim: Simulator, ani: Person, budi: Person) -> Group:
    return sim.group("Tim Penilai", [ani], [budi], forum=True)


async def messages(bot: Client, offset: int = 1) -> list[dict[str, Any]]:
    updates = await bot.ok("getUpdates", offset=offset)
    if updates:
        await bot.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
    return updates


async def test_with_privacy_the_bot_gets_only_what_is_meant_for_it(
    sim: Simulator, bot: Client, ani: Person, budi: Person, group: Group
) -> None:
    joined = await messages(bot)
    assert [next(iter(u.keys() - {"update_id"})) for u in joined] == ["message", "my_chat_member", "message"]
    post = await bot.ok("sendMessage", chat_id=group.id, text="Papan")
    group.text(ani, "obrolan")
    group.text(ani, "/progres")
    group.text(ani, f"/belum@{sim.bot_username}")
    group.text(ani, "/belum@bot_lain")
    group.text(ani, "setuju", reply_to=group.chat.by_id[post["message_id"]])
    texts = [u["message"]["text"] for u in await messages(bot)]
    assert texts == ["/progres", f"/belum@{sim.bot_username}", "setuju"]
    group.promote_bot(budi)
    group.text(ani, "obrolan")
    assert [u["message"]["text"] for u in await messages(bot) if "message" in u] == ["obrolan"]


async def test_anonymous_administrators_write_in_the_groups_name(bot: Client, budi: Person, group: Group) -> None:
    await messages(bot)
    group.text(budi, "/progres", anonymous=True)
    (update,) = await messages(bot)
    message = update["message"]
    assert message["from"]["username"] == "GroupAnonymousBot"
    assert message["sender_chat"]["id"] == group.id == message["chat"]["id"]
    assert not group.messages[-1].from_bot


async def test_topics_are_needed_found_and_closed(bot: Client, budi: Person, group: Group) -> None:
    topic = group.topic("Penilaian")
    place = {"chat_id": group.id, "message_thread_id": topic.id}
    sent = await bot.ok("sendMessage", **place, text="Papan")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic.id, True)
    lost = "400 Bad Request: message thread not found"
    assert await bot.refused("sendMessage", chat_id=group.id, message_thread_id=9999, text="a") == lost
    group.close_topic(topic)
    assert await bot.refused("sendMessage", **place, text="a") == "400 Bad Request: TOPIC_CLOSED"
    group.promote_bot(budi)
    await bot.ok("sendMessage", **place, text="a")
    group.delete_topic(topic)
    assert await bot.refused("sendMessage", **place, text="a") == lost


async def test_pins_need_the_right(bot: Client, budi: Person, group: Group) -> None:
    sent = await bot.ok("sendMessage", chat_id=group.id, text="Papan")
    place = {"chat_id": group.id, "message_id": sent["message_id"]}
    refusal = "400 Bad Request: not enough rights to manage pinned messages in the chat"
    assert await bot.refused("pinChatMessage", **place) == refusal
    group.promote_bot(budi, can_pin_messages=False)
    assert await bot.refused("pinChatMessage", **place) == refusal
    group.promote_bot(budi)
    await bot.ok("pinChatMessage", **place, disable_notification=True)
    assert (await bot.ok("getChat", chat_id=group.id))["pinned_message"]["text"] == "Papan"
    await bot.ok("unpinChatMessage", **place)
    assert await bot.refused("unpinChatMessage", **place) == "400 Bad Request: message to unpin not found"
    assert await bot.refused("pinChatMessage", chat_id=group.id, message_id=999) == (
        "400 Bad Request: message to pin not found"
    )


async def test_a_group_becomes_a_supergroup(sim: Simulator, bot: Client, ani: Person) -> None:
    small = sim.group("Kecil", [ani])
    old = small.id
    await messages(bot)
    new = small.migrate()
    answer = await bot.call("sendMessage", chat_id=old, text="a")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    one, two = await messages(bot)
    assert (one["message"]["migrate_to_chat_id"], two["message"]["migrate_from_chat_id"]) == (new.id, old)
    await bot.ok("sendMessage", chat_id=new.id, text="a")


async def test_a_startgroup_link_adds_the_bot_once(sim: Simulator, bot: Client, ani: Person, budi: Person) -> None:
    group = sim.group("Tim", [ani, budi], bot=False)
    again = Group.of(sim.world, group.chat)
    again.start_bot(budi, "hubungkan")
    assert group.chat.members[sim.world.bot.id] == "member"
    again.start_bot(budi, "hubungkan")
    said = f"/start@{sim.bot_username} hubungkan"
    kinds = [(message.kind, message.text) for message in group.messages]
    assert kinds == [("service", ""), ("text", said), ("text", said)]


async def test_a_removed_or_silenced_bot_is_refused(sim: Simulator, bot: Client, ani: Person, budi: Person) -> None:
    small, large = sim.group("Kecil", [ani]), sim.group("Besar", [ani], supergroup=True)
    small.silence_bot()
    silenced = "400 Bad Request: not enough rights to send text messages to the chat"
    assert await bot.refused("sendMessage", chat_id=small.id, text="a") == silenced
    small.remove_bot(ani)
    large.remove_bot(ani)
    kicked = "403 Forbidden: bot was kicked from the {} chat"
    assert await bot.refused("sendMessage", chat_id=small.id, text="a") == kicked.format("group")
    assert await bot.refused("sendMessage", chat_id=large.id, text="a") == kicked.format("supergroup")
    large.add_bot(ani, start="ikat-1")
    assert (await messages(bot))[-1]["message"]["text"] == f"/start@{sim.bot_username} ikat-1"
    await bot.ok("leaveChat", chat_id=large.id)
    assert await bot.refused("sendMessage", chat_id=large.id, text="a") == (
        "403 Forbidden: bot is not a member of the supergroup chat"
    )


async def test_members_and_administrators_are_told(sim: Simulator, bot: Client, ani: Person, group: Group) -> None:
    group.promote_bot(ani)
    admins = await bot.ok("getChatAdministrators", chat_id=group.id)
    assert [(a["user"]["first_name"], a["status"]) for a in admins] == [
        ("Budi", "creator"),
        ("PanduMatang", "administrator"),
    ]
    assert (await bot.ok("getChatMember", chat_id=group.id, user_id=1001))["status"] == "member"
    group.remove_member(ani)
    assert (await bot.ok("getChatMember", chat_id=group.id, user_id=1001))["status"] == "left"
    assert await bot.refused("getChatAdministrators", chat_id=1001) == (
        "400 Bad Request: there are no administrators in the private chat"
    )
