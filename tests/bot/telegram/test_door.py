"""A refused token, a server out of order, somebody in between: the bot's fault or the network's uses up no message."""

import pytest

from simulator import Person, Simulator
from storage.messaging.contents import Album, AlbumItem, Message
from storage.messaging.outbox import Call, Kind, Priority
from storage.operations import conditions
from storage.operations.conditions import Matter
from tests.bot.desk import Desk, eventually, screen

A = 1001


def go_on(desk: Desk) -> None:
    """A pause is over."""
    desk.asked_again.set()
    desk.later(seconds=3)


def noted(desk: Desk) -> bool:
    return desk.database.read(lambda conn: conditions.find(conn, Matter.TOKEN)) is not None


async def test_while_the_token_is_refused_everything_waits_and_then_goes_on_by_itself(
    desk: Desk, ani: Person, sim: Simulator
) -> None:
    token, sim.world.token = sim.world.token, "2:another"
    notice = Call(A, Kind.SEND, Message("Pengingat"), Priority.BROADCAST, again=True)
    post = Call(sim.group("Tim", [ani]).id, Kind.SEND, Message("papan"), Priority.BOARD)
    (first,) = await desk.put(notice)
    await eventually(lambda: noted(desk))
    assert (desk.row(first).state, desk.row(first).error) == ("waiting", "401 Unauthorized")
    assert not desk.courier.idle(A)
    later = await desk.put(screen(A, "V01"), post, direct=False)
    calls = len(sim.world.calls_of("sendMessage"))
    desk.later(hours=1)
    await eventually(lambda: len(sim.world.calls_of("getMe")) >= 1)
    desk.asked_again.set()
    await eventually(lambda: len(sim.world.calls_of("getMe")) >= 2)
    assert len(sim.world.calls_of("sendMessage")) == calls
    sim.world.token = token
    desk.asked_again.set()
    for row in (first, *later):
        await eventually(
            lambda row=row: desk.row(row).state == "sent" or desk.asked_again.set() or desk.later(seconds=3)
        )
    assert [message.text for message in ani.private.from_bot] == ["Pengingat", "V01"]
    await eventually(lambda: not noted(desk))
    assert desk.courier.failed == 0


async def test_it_is_remembered_by_the_next_process(desk: Desk, ani: Person, sim: Simulator) -> None:
    token, sim.world.token = sim.world.token, "2:another"
    (row,) = await desk.put(screen(A, "V01"))
    await eventually(lambda: noted(desk))
    await desk.end()
    desk.door = type(desk.door)(desk.api, desk.database, desk.clock, desk.knocking)
    desk.courier = desk.hire()
    await desk.begin()
    assert desk.door.shut
    sim.world.token = token
    await eventually(lambda: desk.row(row).state == "sent" or go_on(desk))


@pytest.mark.parametrize("fault", ["error_404", "error_429", "error_500", "html_502"])
async def test_what_is_not_the_message_s_fault_does_not_use_it_up(
    desk: Desk, ani: Person, sim: Simulator, fault: str
) -> None:
    trouble = sim.world.faults.add(fault, "sendMessage", count=12, seconds=1)
    notice = Call(A, Kind.SEND, Message("Dikembalikan"), Priority.NOTICE, again=True)
    (row,) = await desk.put(notice)
    await eventually(lambda: desk.row(row).state == "sent" or desk.later(seconds=3))
    assert trouble.hits == 12
    assert [message.text for message in ani.private.from_bot] == ["Dikembalikan"]


async def test_what_alone_is_refused_for_the_server_s_sake_does_not_hold_up_its_chat_for_ever(
    desk: Desk, ani: Person, sim: Simulator
) -> None:
    """A server of one's own that does not know a method."""
    sim.world.faults.add("error_404", "sendMediaGroup")
    items = (AlbumItem("photo", "x"),) * 2
    album, after = await desk.put(Call(A, Kind.ALBUM, Album(items), Priority.NOTICE), screen(A, "V01"))
    await eventually(lambda: desk.row(album).state == "failed" or desk.later(minutes=1))
    await eventually(lambda: desk.row(after).state == "sent" or desk.later(seconds=3))
