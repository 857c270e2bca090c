"""The courier: order, results, repairs, and what becomes of a row when the network or Telegram is out of order."""

import pytest
from sqlalchemy import insert, select

from bot.telegram.api import Upload
from simulator import Person, Simulator
from storage.engine.schema import PERSON
from storage.messaging.contents import NOTHING, Answer, File, MyData, OpdFile
from storage.messaging.outbox import Call, Kind, Priority
from tests.bot.desk import Desk, commit, edit, eventually, record, screen

A = 1001


async def test_a_screen_is_sent_and_marked_with_its_number(desk: Desk, ani: Person) -> None:
    (row,) = await desk.put(screen(A, "<b>V01</b>", "I", "II"))
    sent = await desk.reaches(row, "sent")
    assert (ani.last.text, ani.last.labels) == ("V01", ["I", "II"])
    assert sent.message_id == ani.last.id


async def test_rows_of_a_chat_leave_in_order(desk: Desk, ani: Person, sim: Simulator) -> None:
    sim.world.faults.add("slow", "sendMessage", seconds=0.02, p=0.5)
    rows = await desk.put(*(screen(A, f"pesan {number}") for number in range(20)))
    await desk.reaches(rows[-1], "sent")
    assert [message.text for message in ani.private.from_bot] == [f"pesan {number}" for number in range(20)]


async def test_different_chats_do_not_wait_for_each_other(desk: Desk, ani: Person, sim: Simulator) -> None:
    budi = sim.person(1002, "Budi")
    budi.start()
    sim.world.faults.add("slow", "sendMessage", seconds=60, count=1)
    await desk.put(screen(A, "lambat"))
    await eventually(lambda: sim.world.faults.active[0].hits)
    await desk.put(screen(1002, "cepat"))
    await budi.sees("cepat")
    assert ani.private.from_bot == []
    sim.world.faults.clear()
    await ani.sees("lambat")


async def test_an_edit_finds_the_message_of_a_row_still_on_its_way(desk: Desk, ani: Person) -> None:
    (first,) = await desk.put(screen(A, "V01"))
    second, third = await desk.put(screen(A, "V02"), record(A, "✅ V01", row=first))
    await desk.reaches(third, "sent")
    assert [message.text for message in ani.private.from_bot] == ["✅ V01", "V02"]
    assert desk.row(second).message_id == ani.last.id


async def test_an_answer_to_a_tap_waits_for_nothing(desk: Desk, ani: Person, sim: Simulator) -> None:
    (row,) = await desk.put(screen(A, "V01", "I"))
    await desk.reaches(row, "sent")
    press = ani.press("I")
    sim.world.faults.add("slow", "sendMessage", seconds=60, count=1)
    await desk.put(screen(A, "lambat"))
    await desk.put(Call(A, Kind.ANSWER, Answer(press.id, "tersimpan"), Priority.ANSWER))
    await press.answered()
    assert press.toast == "tersimpan"
    assert [message.text for message in ani.private.from_bot] == ["V01"]
    sim.world.faults.clear()
    await ani.sees("lambat")


async def test_the_newest_edit_of_a_message_wins(desk: Desk, ani: Person, sim: Simulator) -> None:
    (row,) = await desk.put(screen(A, "V01"))
    await desk.reaches(row, "sent")
    number = ani.last.id
    sim.world.faults.add("slow", "editMessageText", seconds=0.1, count=1)
    rows = await desk.put(*(edit(A, f"langkah {step}", number) for step in range(5)))
    await desk.reaches(rows[-1], "sent")
    assert ani.last.text == "langkah 4"
    assert len(sim.world.calls_of("editMessageText")) < 5
    assert {desk.row(each).state for each in rows} == {"sent", "skipped"}


@pytest.mark.parametrize("fault", ["cut_after", "cut_before", "error_500", "html_502"])
async def test_an_unsure_screen_is_sent_once_more(desk: Desk, ani: Person, sim: Simulator, fault: str) -> None:
    sim.world.faults.add(fault, "sendMessage", count=1)
    (row,) = await desk.put(screen(A, "V01"))
    await desk.reaches(row, "waiting")
    assert not desk.courier.idle(A)
    desk.later(seconds=2)
    await desk.reaches(row, "sent")
    copies = [message.text for message in ani.private.from_bot]
    assert copies == (["V01", "V01"] if fault == "cut_after" else ["V01"])


async def test_the_one_repetition_waits_until_the_server_answers_again(desk: Desk, ani: Person, sim: Simulator) -> None:
    sim.world.faults.add("error_500", p=1)
    (row,) = await desk.put(screen(A, "V01"))
    await desk.reaches(row, "waiting")
    for _ in range(3):
        calls = len(sim.world.calls)
        desk.later(minutes=2)
        await eventually(lambda calls=calls: len(sim.world.calls) > calls)
        await desk.reaches(row, "waiting")
    assert len(sim.world.calls_of("sendMessage")) == 1
    sim.world.faults.clear()
    desk.later(minutes=2)
    await desk.reaches(row, "sent")
    assert ani.last.text == "V01"


async def test_a_group_post_in_doubt_is_not_repeated(desk: Desk, ani: Person, sim: Simulator) -> None:
    group = sim.group("Tim", [ani])
    sim.world.faults.add("cut_after", "sendMessage", count=1)
    (row,) = await desk.put(screen(group.id, "papan", again=False))
    assert (await desk.reaches(row, "unsure")).error == "ServerDisconnectedError"
    desk.later(minutes=5)
    (later,) = await desk.put(screen(group.id, "berikutnya", again=False), direct=desk.courier.idle(group.id))
    await desk.reaches(later, "sent")
    assert [message.text for message in group.chat.from_bot] == ["papan", "berikutnya"]


async def test_an_edit_in_doubt_is_repeated_by_itself(desk: Desk, ani: Person, sim: Simulator) -> None:
    (row,) = await desk.put(screen(A, "V01"))
    await desk.reaches(row, "sent")
    sim.world.faults.add("cut_before", "editMessageText", count=2)
    (change,) = await desk.put(edit(A, "V01 III", ani.last.id))
    for hits in (1, 2):
        await eventually(lambda hits=hits: sim.world.faults.active[0].hits == hits)
        await desk.reaches(change, "waiting")
        desk.later(seconds=2)
    await desk.reaches(change, "sent")
    assert ani.last.text == "V01 III"


async def test_everything_holds_while_the_bot_as_a_whole_was_told_to_wait(
    desk: Desk, ani: Person, sim: Simulator
) -> None:
    """Two chats are told so; from then on nothing is called, answers to presses included."""
    budi, citra = sim.person(1002, "Budi"), sim.person(1003, "Citra")
    for person in (budi, citra):
        person.start()
    (shown,) = await desk.put(screen(1003, "V01", "I"))
    await desk.reaches(shown, "sent")
    press = citra.press("I")
    whole = sim.world.faults.add("error_429", seconds=20)
    first = await desk.put(screen(A, "satu"))
    second = await desk.put(screen(1002, "dua"))
    await eventually(lambda: whole.hits == 2)
    await eventually(lambda: all(desk.row(row).state == "waiting" for row in (*first, *second)))
    third = await desk.put(
        screen(1003, "tiga"), Call(1003, Kind.ANSWER, Answer(press.id, "tersimpan"), Priority.ANSWER)
    )
    await eventually(lambda: all(desk.row(row).state == "waiting" for row in third))
    assert whole.hits == 2
    sim.world.faults.clear()
    desk.later(seconds=21)
    await citra.sees("tiga")
    await ani.sees("satu")
    await budi.sees("dua")
    await press.answered()
    assert press.toast == "tersimpan"


async def test_a_429_stops_its_chat_keeps_its_order_and_loses_nothing(desk: Desk, ani: Person, sim: Simulator) -> None:
    budi = sim.person(1002, "Budi")
    budi.start()
    sim.world.faults.add("error_429", "sendMessage", count=1, seconds=7)
    rows = await desk.put(screen(A, "satu"), screen(A, "dua"))
    await desk.reaches(rows[0], "waiting")
    await desk.put(screen(1002, "untuk Budi"))
    await budi.sees("untuk Budi")
    assert not desk.courier.idle(A)
    assert desk.courier.idle(1002)
    (third,) = await desk.put(screen(A, "tiga"), direct=False)
    desk.later(seconds=6)
    assert ani.last is None
    desk.later(seconds=2)
    await desk.reaches(third, "sent")
    assert [message.text for message in ani.private.from_bot] == ["satu", "dua", "tiga"]
    desk.later(seconds=3)
    await eventually(lambda: desk.courier.idle(A) or desk.later(seconds=2))


async def test_a_record_is_caught_up_when_its_chat_is_quiet(desk: Desk, ani: Person, sim: Simulator) -> None:
    (row,) = await desk.put(screen(A, "V01", "I"))
    await desk.reaches(row, "sent")
    former = ani.last
    sim.world.faults.add("error_429", "editMessageText", count=1, seconds=7)
    _, line = await desk.put(screen(A, "V02", "I"), record(A, "✅ V01", former.id))
    assert (await desk.reaches(line, "waiting")).error == "the chat is busy"
    assert former.labels == ["I"]
    await eventually(lambda: desk.courier.idle(A) or desk.later(seconds=1))  # it keeps nobody's order
    assert desk.courier.failed == 0
    desk.later(minutes=1)
    await desk.reaches(line, "sent")
    assert (former.text, former.labels, ani.last.text) == ("✅ V01", [], "V02")


async def test_a_record_is_left_out_at_last_and_is_no_failure(desk: Desk, ani: Person, sim: Simulator) -> None:
    (row,) = await desk.put(screen(A, "V01"))
    await desk.reaches(row, "sent")
    sim.world.faults.add("error_429", "editMessageText", seconds=1)
    _, line = await desk.put(screen(A, "V02"), record(A, "✅ V01", ani.last.id))
    await eventually(lambda: desk.row(line).state == "skipped" or desk.later(minutes=6))
    assert (desk.row(line).error, desk.courier.failed) == ("the chat was busy", 0)


@pytest.mark.parametrize("cuts", [1, 2, 3, 6])
async def test_the_former_screen_stays_until_the_new_one_is_there(
    desk: Desk, ani: Person, sim: Simulator, cuts: int
) -> None:
    (row,) = await desk.put(screen(A, "V01", "I", "II"))
    await desk.reaches(row, "sent")
    former = ani.last
    fault = sim.world.faults.add("cut_before", "sendMessage", count=cuts)
    new, line = await desk.put(screen(A, "V02", "I"), record(A, "✅ V01", former.id))
    for hits in range(1, cuts + 1):
        await eventually(lambda hits=hits: fault.hits == hits)
        await desk.reaches(new, "waiting")
        await desk.reaches(line, "waiting")
        assert former.labels == ["I", "II"]
        desk.later(seconds=3)
    await desk.reaches(line, "sent")
    assert [message.text for message in ani.private.from_bot] == ["✅ V01", "V02"]


async def test_a_screen_in_doubt_survives_restarts(desk: Desk, ani: Person, sim: Simulator) -> None:
    (row,) = await desk.put(screen(A, "V01", "I"))
    await desk.reaches(row, "sent")
    former = ani.last
    fault = sim.world.faults.add("cut_before", "sendMessage", count=3)
    new, line = await desk.put(screen(A, "V02", "I"), record(A, "✅ V01", former.id))
    for hits in range(1, 4):
        await eventually(lambda hits=hits: fault.hits == hits)
        await desk.reaches(new, "waiting")
        await desk.end()
        assert former.labels == ["I"]
        desk.courier = desk.hire()
        await desk.begin()
        desk.later(seconds=3)
    await desk.reaches(line, "sent")
    assert [message.text for message in ani.private.from_bot] == ["✅ V01", "V02"]


async def test_the_former_screen_stays_where_the_new_one_is_refused(desk: Desk, ani: Person, sim: Simulator) -> None:
    (row,) = await desk.put(screen(A, "V01", "I"))
    await desk.reaches(row, "sent")
    sim.world.faults.add("error_400", "sendMessage", count=2)
    new, line = await desk.put(screen(A, "V02"), record(A, "✅ V01", ani.last.id))
    await desk.reaches(new, "failed")
    await desk.reaches(line, "skipped")
    assert (ani.last.text, ani.last.labels) == ("V01", ["I"])


async def test_without_a_network_rows_wait(sqlite_only: object, desk: Desk, ani: Person, sim: Simulator) -> None:
    door = desk.api._calls
    desk.api._calls, desk.api._urls = "http://127.0.0.1:9/bot1:x/", {}
    (row,) = await desk.put(screen(A, "V01", again=False))
    assert (await desk.reaches(row, "waiting")).error == "ClientConnectorError"
    desk.api._calls, desk.api._urls = door, {}
    desk.later(seconds=2)
    await desk.reaches(row, "sent")
    assert ani.last.text == "V01"


async def test_refused_markup_goes_as_plain_text(desk: Desk, ani: Person) -> None:
    (row,) = await desk.put(screen(A, "<b>Renja & <i>RKA</b>", "I"))
    await desk.reaches(row, "sent")
    assert (ani.last.text, ani.last.labels) == ("Renja & RKA", ["I"])


async def test_an_edit_of_a_message_that_is_gone_becomes_a_new_one(desk: Desk, ani: Person) -> None:
    (row,) = await desk.put(edit(A, "V01", 999_999))
    sent = await desk.reaches(row, "sent")
    assert (ani.last.text, sent.message_id) == ("V01", ani.last.id)


async def test_a_record_of_a_message_that_is_gone_becomes_nothing(desk: Desk, ani: Person) -> None:
    rows = await desk.put(
        record(A, "✅ V01", 999_999), Call(A, Kind.DELETE, NOTHING, Priority.SCREEN, target_message=999_999)
    )
    for row in rows:
        await desk.reaches(row, "sent")
    assert ani.last is None


async def test_an_edit_whose_message_never_went_out_is_sent(desk: Desk, ani: Person, sim: Simulator) -> None:
    sim.world.faults.add("error_400", "sendMessage", count=1)
    first, second = await desk.put(screen(A, "V01"), edit(A, "V01 III", row=None))
    await desk.reaches(first, "failed")
    await desk.reaches(second, "sent")
    (third,) = await desk.put(edit(A, "V01 IV", row=first), direct=False)
    desk.later(seconds=3)
    await desk.reaches(third, "sent")
    assert ani.last.text == "V01 IV"


async def test_whoever_blocks_the_bot_is_unreachable(desk: Desk, ani: Person, database_person: int) -> None:
    ani.block_bot()
    (row,) = await desk.put(screen(A, "V01"))
    assert (await desk.reaches(row, "failed")).error == "Forbidden: bot was blocked by the user"
    await eventually(lambda: unreachable(desk, database_person) is not None)
    assert unreachable(desk, database_person) == desk.clock.now


async def test_a_migrated_group_gets_it_and_all_that_waits(desk: Desk, ani: Person, sim: Simulator) -> None:
    group = sim.group("Tim", [ani])
    old = group.id
    group.migrate()
    (row,) = await desk.put(screen(old, "papan", again=False))
    await desk.reaches(row, "sent")
    assert [message.text for message in group.chat.from_bot] == ["papan"]


async def test_too_old_a_press_is_done(desk: Desk, ani: Person) -> None:
    (row,) = await desk.put(Call(A, Kind.ANSWER, Answer("1234", "tersimpan"), Priority.ANSWER))
    await desk.reaches(row, "sent")


async def test_a_row_that_cannot_be_rendered_does_not_block_its_chat(desk: Desk, ani: Person) -> None:
    broken, fine = await desk.put(Call(A, Kind.SEND, NOTHING, Priority.SCREEN), screen(A, "V01"))
    await desk.reaches(fine, "sent")
    assert desk.row(broken).state == "failed"


async def test_a_document_is_made_while_its_row_waits(desk: Desk, ani: Person) -> None:
    desk.papers.may_go.clear()
    (paper,) = await desk.put(Call(A, Kind.DOCUMENT, MyData(1), Priority.NOTICE), direct=False)
    await eventually(lambda: desk.papers.asked)
    await desk.reaches(paper, "waiting")
    (row,) = await desk.put(screen(A, "V01"))
    await desk.reaches(row, "sent")
    desk.papers.may_go.set()
    await desk.reaches(paper, "sent")
    assert (ani.last.file.name, ani.last.file.data, ani.last.text) == ("Undangan.pdf", b"%PDF", "55 lembar")


async def test_a_job_that_sends_nothing_is_done(desk: Desk, ani: Person) -> None:
    desk.papers.made = lambda call: None
    (row,) = await desk.put(Call(A, Kind.DOCUMENT, OpdFile(1, "F", "opd.csv", 10), Priority.NOTICE), direct=False)
    await desk.reaches(row, "sent")
    assert ani.last is None


async def test_a_void_file_id_is_replaced_by_the_bytes(desk: Desk, ani: Person) -> None:
    desk.papers.copies["LAMA"] = Upload("document", "SK_Tim.pdf", b"%PDF-1.4")
    (row,) = await desk.put(Call(A, Kind.DOCUMENT, File("LAMA", "SK_Tim.pdf"), Priority.NOTICE))
    await desk.reaches(row, "sent")
    assert (ani.last.file.name, ani.last.file.data) == ("SK_Tim.pdf", b"%PDF-1.4")


async def test_a_clean_stop_leaves_nothing_in_doubt(desk: Desk, ani: Person, sim: Simulator) -> None:
    sim.world.faults.add("slow", "sendMessage", seconds=0.2)
    rows = await desk.put(*(screen(A, f"pesan {number}") for number in range(5)))
    await eventually(lambda: sim.world.faults.active[0].hits)
    await desk.end()
    assert [desk.row(row).state for row in rows] == ["sent", *["waiting"] * 4]


async def test_what_a_killed_courier_was_sending_is_sent_once_more(desk: Desk, ani: Person) -> None:
    await desk.end()
    (row,) = desk.database.write(lambda conn: commit(conn, [screen(A, "V01")], desk.clock(), True))
    desk.courier = desk.hire()
    await desk.begin()
    await desk.reaches(row.id, "sent")
    assert [message.text for message in ani.private.from_bot] == ["V01"]


def unreachable(desk: Desk, person: int) -> object:
    return desk.database.read(
        lambda conn: conn.execute(select(PERSON.c.unreachable_since).where(PERSON.c.id == person)).scalar()
    )


@pytest.fixture
def database_person(desk: Desk) -> int:
    values = {"telegram_id": A, "name": "Ani", "joined_at": desk.clock.now}
    return desk.database.write(
        lambda conn: conn.execute(insert(PERSON).values(values).returning(PERSON.c.id)).scalar_one()
    )
