"""The sign that the bot is at work: shown while something is drawn, and never in its way."""

import pytest

from bot.courier import at_work
from simulator import Person, Simulator
from storage.messaging.contents import CoverLetter, OpdFile
from storage.messaging.outbox import Call, Kind, Priority
from tests.bot.desk import Desk, eventually

A = 1001


def paper(priority: Priority = Priority.NOTICE) -> Call:
    return Call(A, Kind.DOCUMENT, CoverLetter(7, "pdf"), priority)


def signs(sim: Simulator) -> list[str]:
    return [str(call.params["action"]) for call in sim.world.calls_of("sendChatAction")]


async def test_it_is_shown_again_as_long_as_the_work_lasts_and_not_after_it(
    desk: Desk, ani: Person, sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_work, "AGAIN", 0.01)
    desk.papers.may_go.clear()
    (row,) = await desk.put(paper(), direct=False)
    await eventually(lambda: len(signs(sim)) >= 3)
    assert set(signs(sim)) == {"upload_document"}
    desk.papers.may_go.set()
    await desk.reaches(row, "sent")
    done = len(signs(sim))
    (later,) = await desk.put(paper(Priority.BROADCAST), direct=False)
    await desk.reaches(later, "sent")
    assert len(signs(sim)) == done


@pytest.mark.parametrize("fault", ["error_400", "error_404", "error_429", "error_500", "html_502", "cut_before"])
async def test_a_sign_that_fails_neither_delays_nor_fails_the_work(
    desk: Desk, ani: Person, sim: Simulator, fault: str
) -> None:
    sim.world.faults.add(fault, "sendChatAction")
    desk.papers.may_go.clear()
    (row,) = await desk.put(paper(), direct=False)
    await eventually(lambda: sim.world.calls_of("sendChatAction"))
    desk.papers.may_go.set()
    await eventually(lambda: desk.row(row).state == "sent" or desk.later(seconds=2))
    assert desk.row(row).attempts <= 1


async def test_a_sign_that_hangs_is_not_waited_for(desk: Desk, ani: Person, sim: Simulator) -> None:
    hanging = sim.world.faults.add("slow", "sendChatAction", seconds=3600)
    desk.papers.may_go.clear()
    (row,) = await desk.put(paper(), direct=False)
    await eventually(lambda: hanging.hits)
    desk.papers.may_go.set()
    await desk.reaches(row, "sent")


async def test_a_chat_that_must_wait_gets_none_nor_one_for_which_nothing_is_drawn(
    desk: Desk, ani: Person, sim: Simulator
) -> None:
    desk.papers.made = lambda call: None
    (read,) = await desk.put(Call(A, Kind.DOCUMENT, OpdFile(1, "F", "opd.csv", 9), Priority.NOTICE), direct=False)
    await desk.reaches(read, "sent")
    desk.pace.refused(A, 60.0, 0.0)
    (drawn,) = await desk.put(paper(), direct=False)
    await desk.reaches(drawn, "sent")
    assert signs(sim) == []
