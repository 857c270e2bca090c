"""Documents as items: whatever goes wrong while one is made is that one's outcome, and nobody else's."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import update

from bot.courier.workshop import ATTEMPTS, MAKING
from bot.rendering.documents import Made, NotMade
from bot.telegram.api import Upload
from simulator import Person, Simulator
from storage.engine.schema import OUTBOX
from storage.messaging.contents import CoverLetter
from storage.messaging.outbox import Call, Kind, Priority
from tests.bot.desk import Desk, eventually

A, B, ADMIN = 1001, 1002, 1003
FINE = Made(Upload("document", "Surat.pdf", b"%PDF"), "Surat")


def paper(chat: int = A) -> Call:
    return Call(chat, Kind.DOCUMENT, CoverLetter(7, "pdf"), Priority.NOTICE)


def unless(bad: int, error: Exception) -> Callable[[Call], Made]:
    def make(call: Call) -> Made:
        if call.chat_id == bad:
            raise error
        return FINE

    return make


@pytest.fixture
def budi(sim: Simulator) -> Person:
    budi = sim.person(B, "Budi")
    budi.start()
    return budi


@pytest.mark.parametrize(
    "error", [NotMade("died"), KeyError("opd"), OSError(28, "full"), MemoryError(), RuntimeError("x"), StopIteration()]
)
async def test_whatever_goes_wrong_is_an_attempt_then_it_is_set_aside_and_told(
    desk: Desk, ani: Person, budi: Person, error: Exception
) -> None:
    desk.papers.made = unless(A, error)
    bad, good = await desk.put(paper(A), paper(B), direct=False)
    await desk.reaches(good, "sent")
    for _ in range(ATTEMPTS):
        await eventually(lambda: desk.row(bad).state == "failed" or desk.later(seconds=30))
    assert [call.chat_id for call in desk.papers.asked].count(A) == ATTEMPTS
    await ani.sees("belum dapat dibuat")
    assert desk.row(bad).error.startswith("the document could not be made: ")


async def test_administrators_hear_of_what_was_set_aside_once_an_hour(
    desk: Desk, ani: Person, budi: Person, sim: Simulator
) -> None:
    admin = sim.person(ADMIN, "Admin")
    admin.start()
    await desk.end()
    desk.admin_ids = (ADMIN,)
    desk.courier = desk.hire()
    await desk.begin()
    desk.papers.made = unless(A, NotMade("died"))
    for _ in range(2):
        (bad,) = await desk.put(paper(A), direct=False)
        await eventually(lambda bad=bad: desk.row(bad).state == "failed" or desk.later(seconds=20))
    await admin.sees("Dokumen tidak dapat dibuat: surat pengantar.")
    assert len(admin.private.from_bot) == 1


async def test_a_process_that_dies_while_making_one_counts_it(desk: Desk, ani: Person, budi: Person) -> None:
    """Only the one that was begun; what stood in line behind it is as new."""
    desk.papers.may_go.clear()
    bad, waiting = await desk.put(paper(A), paper(B), direct=False)
    for life in range(1, ATTEMPTS + 1):
        await eventually(lambda life=life: len(desk.papers.asked) == life)
        assert (desk.row(bad).attempts, desk.row(waiting).attempts) == (life, 0)
        await killed(desk)
    desk.papers.may_go.set()
    await desk.reaches(waiting, "sent")
    assert (await desk.reaches(bad, "failed")).error.endswith("the process died each time it was begun")
    assert [call.chat_id for call in desk.papers.asked] == [A] * ATTEMPTS + [B]
    await ani.sees("belum dapat dibuat")


async def killed(desk: Desk) -> None:
    """The process dies, and the next one finds the database as it stood at that moment."""
    rows = desk.database.read(lambda conn: conn.execute(OUTBOX.select()).all())
    await desk.end()
    for row in rows:
        values = {"state": row.state, "attempts": row.attempts, "next_at": row.next_at}
        desk.database.write(
            lambda conn, row=row, values=values: conn.execute(
                update(OUTBOX).where(OUTBOX.c.id == row.id).values(**values)
            )
        )
    desk.courier = desk.hire()
    await desk.begin()


async def test_a_clean_end_counts_nothing(desk: Desk, ani: Person) -> None:
    desk.papers.may_go.clear()
    (row,) = await desk.put(paper(A), direct=False)
    await eventually(lambda: desk.papers.asked)
    await desk.end()
    assert (desk.row(row).state, desk.row(row).attempts) == ("waiting", 0)


async def test_chats_take_turns(desk: Desk, ani: Person, budi: Person) -> None:
    desk.papers.may_go.clear()
    await desk.put(*(paper(A) for _ in range(4)), direct=False)
    await eventually(lambda: desk.papers.asked)
    (other,) = await desk.put(paper(B), direct=False)
    await desk.reaches(other, "waiting")
    await eventually(lambda: desk.row(other).attempts == 0)
    desk.papers.may_go.set()
    await desk.reaches(other, "sent")
    assert [call.chat_id for call in desk.papers.asked][:3].count(B) == 1


async def test_making_longer_than_usual_is_not_counted_twice(desk: Desk, ani: Person) -> None:
    desk.papers.may_go.clear()
    (row,) = await desk.put(paper(A), direct=False)
    await eventually(lambda: desk.papers.asked)
    for _ in range(ATTEMPTS + 1):
        desk.later(seconds=MAKING.total_seconds() + 1)
        await asyncio.sleep(0)
        await desk.reaches(row, "waiting")
    desk.papers.may_go.set()
    await desk.reaches(row, "sent")
    assert len(desk.papers.asked) == 1


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_person_is_told_that_a_file_may_not_have_arrived(
    desk: Desk, ani: Person, sim: Simulator, restarted: bool
) -> None:
    fault = "slow" if restarted else "cut_before"
    sim.world.faults.add(fault, "sendDocument", count=1, seconds=60)
    (row,) = await desk.put(paper(A), direct=False)
    await eventually(lambda: sim.world.faults.active[0].hits)
    if restarted:
        await killed(desk)
    await desk.reaches(row, "unsure")
    await ani.sees("Bila berkasnya belum tampak di percakapan ini, silakan minta sekali lagi.")
