"""The outbox on both databases: order, repetition, doubt, and what is known of the live screen afterwards."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update

from core.screen import button
from storage.database import Connection, Database
from storage.engine.schema import CONVERSATION, OUTBOX
from storage.groups import groups
from storage.messaging import conversations, outbox
from storage.messaging.contents import NOTHING, Answer, File, Message
from storage.messaging.outbox import Call, Kind, Priority, Result, Sending
from storage.messaging.packing import pack
from tests.conftest import Clock

ANI, BUDI, GROUP = 7001, 7002, -100500
SCREEN = Call(ANI, Kind.SEND, Message("Pilih tingkat", revision=3), Priority.SCREEN, again=True, revision=3)
NOTICE = Call(ANI, Kind.SEND, Message("Dikembalikan"), Priority.NOTICE, again=True)
EDIT = Call(ANI, Kind.EDIT, Message("II"), Priority.SCREEN, target_message=50)
RECORD = Call(ANI, Kind.EDIT, Message("V01 ✓"), Priority.RECORD, target_message=49)
ANSWER = Call(ANI, Kind.ANSWER, Answer("88"), Priority.ANSWER)
STRIP = Call(ANI, Kind.STRIP, NOTHING, Priority.RECORD, target_message=49)
DELETE = Call(ANI, Kind.DELETE, NOTHING, Priority.RECORD, target_message=49)
BROADCAST = Call(ANI, Kind.SEND, Message("Pengingat"), Priority.BROADCAST, again=True)
POST = Call(GROUP, Kind.PHOTO, File("x"), Priority.BOARD)


def add(database: Database, clock: Clock, *calls: Call, sending: bool = False) -> list[int]:
    added = database.write(lambda conn: outbox.add(conn, calls, clock(), sending))
    return [entry.id for entry in added]


def claim(database: Database, clock: Clock, limit: int = 10) -> list[Sending]:
    return database.write(lambda conn: outbox.claim(conn, clock(), limit))


def mark(database: Database, clock: Clock, *results: Result) -> None:
    database.write(lambda conn: outbox.mark(conn, results, clock()))


def revive(database: Database, clock: Clock) -> None:
    database.write(lambda conn: outbox.revive(conn, clock()))


def states(database: Database) -> list[str]:
    rows = select(OUTBOX.c.state).order_by(OUTBOX.c.id)
    return database.read(lambda conn: list(conn.execute(rows).scalars()))


def row(database: Database, number: int) -> Any:
    return database.read(lambda conn: conn.execute(select(OUTBOX).where(OUTBOX.c.id == number)).one())


def converse(database: Database, **values: object) -> None:
    row = {"telegram_id": ANI, "state": {}, "revision": 0, "buttons": "", "shown": "", **values}
    database.write(lambda conn: conn.execute(insert(CONVERSATION), row))


def live(database: Database) -> tuple[int | None, int | None]:
    columns = select(CONVERSATION.c.live_outbox, CONVERSATION.c.live_message)
    return database.read(lambda conn: tuple(conn.execute(columns).one()))


def test_a_call_comes_back_as_it_was_put(database: Database, clock: Clock) -> None:
    call = replace(SCREEN, content=Message("<b>Ani &amp; 🙂</b>", ((button("I", "V01", 1),),)), thread_id=4)
    (number,) = add(database, clock, call)
    assert claim(database, clock) == [Sending(number, call, 1, clock())]
    assert claim(database, clock) == []
    assert states(database) == ["sending"]


def test_what_the_turn_hands_over_itself_is_never_claimed(database: Database, clock: Clock) -> None:
    (number,) = add(database, clock, SCREEN, sending=True)
    assert states(database) == ["sending"]
    assert claim(database, clock) == []
    mark(database, clock, Result(number, "sent", 77))
    assert (row(database, number).message_id, row(database, number).sent_at) == (77, clock())


def test_the_most_urgent_leave_first_and_no_more_than_asked_for(database: Database, clock: Clock) -> None:
    calls = [replace(BROADCAST, chat_id=1), replace(POST, chat_id=2), replace(NOTICE, chat_id=3)]
    calls += [replace(RECORD, chat_id=4), replace(SCREEN, chat_id=5), replace(ANSWER, chat_id=6)]
    add(database, clock, *calls)
    assert [sending.call.chat_id for sending in claim(database, clock, 4)] == [6, 5, 3, 2]
    assert [sending.call.chat_id for sending in claim(database, clock, 4)] == [1, 4]


def test_a_chat_s_messages_leave_in_the_order_they_were_written(database: Database, clock: Clock) -> None:
    notice, screen, other = add(database, clock, NOTICE, SCREEN, replace(SCREEN, chat_id=BUDI))
    assert [sending.id for sending in claim(database, clock)] == [other, notice]
    assert claim(database, clock) == []
    mark(database, clock, Result(notice, "sent", 60))
    assert [sending.id for sending in claim(database, clock)] == [screen]


def test_a_pause_holds_up_the_chat_and_only_that_chat(database: Database, clock: Clock) -> None:
    (first,) = add(database, clock, NOTICE, sending=True)
    mark(database, clock, Result(first, "waiting", error="429", next_at=clock.now.replace(hour=2)))
    screen, other = add(database, clock, SCREEN, replace(SCREEN, chat_id=BUDI))
    assert [sending.id for sending in claim(database, clock)] == [other]
    clock.advance(hours=1)
    assert [(sending.id, sending.attempts) for sending in claim(database, clock)] == [(first, 2)]
    mark(database, clock, Result(first, "sent", 60))
    assert [sending.id for sending in claim(database, clock)] == [screen]


def test_answers_wait_for_nothing_and_hold_up_nothing(database: Database, clock: Clock) -> None:
    notice, answer = add(database, clock, NOTICE, ANSWER, sending=False)
    assert {sending.id for sending in claim(database, clock)} == {notice, answer}
    (later,) = add(database, clock, ANSWER)
    assert [sending.id for sending in claim(database, clock)] == [later]


def test_a_screen_overtakes_boards_and_broadcasts(database: Database, clock: Clock) -> None:
    broadcast, board, screen = add(database, clock, BROADCAST, replace(POST, chat_id=ANI), SCREEN)
    assert [sending.id for sending in claim(database, clock, 1)] == [screen]
    mark(database, clock, Result(screen, "sent", 60))
    assert [sending.id for sending in claim(database, clock)] == [board, broadcast]


@pytest.mark.parametrize("call", [RECORD, STRIP, DELETE], ids=lambda call: call.kind)
def test_a_record_holds_up_nothing_and_waits_for_every_screen(database: Database, clock: Clock, call: Call) -> None:
    record, screen = add(database, clock, call, SCREEN)
    assert [sending.id for sending in claim(database, clock)] == [screen]
    assert claim(database, clock) == []
    mark(database, clock, Result(screen, "sent", 60))
    assert [sending.id for sending in claim(database, clock)] == [record]


@pytest.mark.parametrize("call", [RECORD, DELETE], ids=lambda call: call.kind)
def test_a_record_leaves_only_when_the_screen_after_it_is_known_to_have_arrived(
    database: Database, clock: Clock, call: Call
) -> None:
    screen, record = add(database, clock, SCREEN, call, sending=True)
    converse(database, live_outbox=screen)
    mark(database, clock, Result(screen, "unsure"), Result(record, "waiting", next_at=clock()))
    for _ in range(12):  # cut off again and again, with pauses that stay short
        clock.advance(seconds=3)
        assert [sending.id for sending in claim(database, clock)] == [screen]
        mark(database, clock, Result(screen, "unsure"))
    clock.advance(seconds=3)
    claim(database, clock)
    mark(database, clock, Result(screen, "sent", 77))
    assert live(database) == (screen, 77)
    assert [sending.id for sending in claim(database, clock)] == [record]


@pytest.mark.parametrize("call", [RECORD, DELETE], ids=lambda call: call.kind)
def test_the_former_screen_stays_when_the_new_one_is_refused_for_good(
    database: Database, clock: Clock, call: Call
) -> None:
    screen, record = add(database, clock, SCREEN, call, sending=True)
    converse(database, live_outbox=screen)
    mark(database, clock, Result(screen, "failed", error="400"), Result(record, "waiting", next_at=clock()))
    assert claim(database, clock) == []
    assert states(database) == ["failed", "skipped"]
    assert not database.read(lambda conn: conversations.load(conn, ANI)).has_live  # so the next one is sent


def test_a_screen_changed_in_place_that_is_refused_for_good_is_no_live_screen(database: Database, clock: Clock) -> None:
    converse(database, live_message=50, shown="x")
    edit, record = add(database, clock, EDIT, RECORD, sending=True)
    mark(database, clock, Result(edit, "failed", error="400"), Result(record, "waiting", next_at=clock()))
    assert live(database) == (None, None)
    assert claim(database, clock) == []
    assert states(database) == ["failed", "skipped"]


def test_a_former_screen_that_was_pressed_and_is_live_again_gets_no_line(database: Database, clock: Clock) -> None:
    converse(database, live_message=49)
    add(database, clock, RECORD)
    assert claim(database, clock) == []
    assert states(database) == ["skipped"]


def test_a_record_that_was_put_off_does_not_undo_a_later_one(database: Database, clock: Clock) -> None:
    converse(database, live_message=60)
    old, new = add(database, clock, RECORD, replace(RECORD, content=Message("V01 tanpa bukti")), sending=True)
    mark(database, clock, Result(old, "waiting", next_at=clock()), Result(new, "sent"))
    assert claim(database, clock) == []
    assert states(database) == ["skipped", "sent"]


def test_of_the_records_that_are_put_off_the_newest_few_are_kept(database: Database, clock: Clock) -> None:
    rows = add(database, clock, *(replace(RECORD, target_message=number) for number in range(1, 15)))
    database.write(lambda conn: outbox.put_off(conn, ANI))
    assert states(database) == ["skipped"] * 4 + ["waiting"] * outbox.RECORDS_KEPT
    assert len(rows) == 14


def test_a_document_that_is_being_made_holds_up_nobody(database: Database, clock: Clock) -> None:
    paper, screen = add(database, clock, replace(POST, chat_id=ANI, priority=Priority.NOTICE), SCREEN)
    mark(database, clock, Result(paper, "waiting", next_at=clock.now.replace(hour=2), attempts=1))
    assert [sending.id for sending in claim(database, clock)] == [screen]
    assert row(database, paper).attempts == 1


def test_an_edit_waits_for_its_message_and_learns_its_number(database: Database, clock: Clock) -> None:
    (screen,) = add(database, clock, SCREEN, sending=True)
    (edit,) = add(database, clock, replace(EDIT, target_message=None, target_outbox=screen))
    assert claim(database, clock) == []
    mark(database, clock, Result(screen, "sent", 60))
    (sending,) = claim(database, clock)
    assert (sending.id, sending.call.target_message) == (edit, 60)


def test_an_edit_of_a_message_that_never_left_is_sent_as_a_new_one(database: Database, clock: Clock) -> None:
    (screen,) = add(database, clock, SCREEN, sending=True)
    add(database, clock, replace(EDIT, target_message=None, target_outbox=screen))
    mark(database, clock, Result(screen, "failed", error="400"))
    (sending,) = claim(database, clock)
    assert (sending.call.kind, sending.call.target_message) == (Kind.EDIT, None)


@pytest.mark.parametrize("call", [STRIP, DELETE, RECORD], ids=lambda call: call.kind)
def test_tidying_up_a_message_that_never_left_is_pointless(database: Database, clock: Clock, call: Call) -> None:
    (screen,) = add(database, clock, SCREEN, sending=True)
    add(database, clock, replace(call, target_message=None, target_outbox=screen))
    mark(database, clock, Result(screen, "failed", error="400"))
    assert claim(database, clock) == []
    assert states(database) == ["failed", "skipped"]


def test_the_newest_edit_of_a_message_wins(database: Database, clock: Clock) -> None:
    group = replace(EDIT, chat_id=GROUP, priority=Priority.BOARD)
    boards = [replace(group, content=Message(str(number))) for number in range(3)]
    add(database, clock, *boards, replace(group, target_message=51))
    left: list[Sending] = []
    while claimed := claim(database, clock):
        left += claimed
        mark(database, clock, *(Result(sending.id, "sent", 50) for sending in claimed))
        clock.advance(seconds=1)
    assert [(sending.call.target_message, sending.call.content.text) for sending in left] == [(50, "2"), (51, "II")]
    assert states(database) == ["skipped", "skipped", "sent", "sent"]


def test_the_live_message_becomes_known(database: Database, clock: Clock) -> None:
    (screen,) = add(database, clock, SCREEN, sending=True)
    converse(database, live_outbox=screen)
    mark(database, clock, Result(screen, "sent", 77))
    assert live(database) == (screen, 77)


def test_a_former_screen_s_number_changes_nothing(database: Database, clock: Clock) -> None:
    former, screen = add(database, clock, SCREEN, SCREEN, sending=True)
    converse(database, live_outbox=screen)
    mark(database, clock, Result(former, "sent", 76), Result(screen, "sent", 77))
    assert live(database) == (screen, 77)
    mark(database, clock, Result(former, "sent", 76))
    assert live(database) == (screen, 77)


def test_another_person_s_message_changes_nothing(database: Database, clock: Clock) -> None:
    converse(database, live_message=50)
    (edit,) = add(database, clock, replace(EDIT, chat_id=BUDI, target_message=50), sending=True)
    mark(database, clock, Result(edit, "sent", 99))
    assert live(database) == (None, 50)


def test_an_edit_that_had_to_be_sent_anew_moves_the_live_screen(database: Database, clock: Clock) -> None:
    converse(database, live_message=50)
    (edit,) = add(database, clock, EDIT, sending=True)
    mark(database, clock, Result(edit, "sent", 91))
    assert live(database) == (None, 91)


def test_an_edit_of_a_screen_whose_number_was_unknown_moves_it_too(database: Database, clock: Clock) -> None:
    (screen,) = add(database, clock, SCREEN, sending=True)
    converse(database, live_outbox=screen)
    (edit,) = add(database, clock, replace(EDIT, target_message=None, target_outbox=screen))
    mark(database, clock, Result(screen, "failed", error="400"))
    claim(database, clock)
    mark(database, clock, Result(edit, "sent", 92))
    assert live(database) == (screen, 92)


@pytest.mark.parametrize("call", [NOTICE, BROADCAST, EDIT], ids=lambda call: f"{call.priority.name} {call.kind}")
def test_after_a_death_what_is_harmless_or_worth_a_copy_is_repeated(
    database: Database, clock: Clock, call: Call
) -> None:
    (number,) = add(database, clock, call, sending=True)
    for attempt in range(2, 6):
        revive(database, clock)
        assert [(sending.id, sending.attempts) for sending in claim(database, clock)] == [(number, attempt)]
    revive(database, clock)
    assert states(database) == ["unsure"]
    assert [entry.id for entry in database.read(outbox.doubtful)] == [number]


@pytest.mark.parametrize("call", [ANSWER, STRIP, DELETE, RECORD], ids=lambda call: call.kind)
def test_what_is_only_looks_is_given_up_without_an_alarm(database: Database, clock: Clock, call: Call) -> None:
    add(database, clock, call, sending=True)
    while states(database) == ["sending"]:
        revive(database, clock)
        claim(database, clock)
    assert states(database) == ["skipped"]
    assert database.read(outbox.doubtful) == []


def test_a_pause_does_not_use_up_the_repetition(database: Database, clock: Clock) -> None:
    (number,) = add(database, clock, NOTICE, sending=True)
    for _ in range(7):  # flood limits: certainly not sent
        mark(database, clock, Result(number, "waiting", error="429", next_at=clock()))
        claim(database, clock)
    revive(database, clock)
    assert states(database) == ["waiting"]


@pytest.mark.parametrize("answered", [True, False])
def test_the_live_screen_is_sent_until_it_arrives(database: Database, clock: Clock, answered: bool) -> None:
    (screen,) = add(database, clock, SCREEN, sending=True)
    converse(database, live_outbox=screen)
    began = clock()
    pauses = []
    for _ in range(60):
        mark(database, clock, Result(screen, "unsure", answered=answered))
        due = row(database, screen).next_at
        pauses.append(((due - began).total_seconds(), (due - clock()).total_seconds()))
        clock.now = due
        (sending,) = claim(database, clock)
    assert sending.call == SCREEN
    assert max(pause for since, pause in pauses if since <= 60) <= 3
    assert max(pause for _, pause in pauses) == 60
    mark(database, clock, Result(screen, "sent", 77))
    assert live(database) == (screen, 77)


def test_the_live_screen_changed_in_place_is_sent_until_it_arrives(database: Database, clock: Clock) -> None:
    converse(database, live_message=50)
    (edit,) = add(database, clock, EDIT, sending=True)
    for _ in range(30):
        mark(database, clock, Result(edit, "unsure"))
        clock.advance(minutes=1)
        assert [sending.id for sending in claim(database, clock)] == [edit]


def test_a_live_screen_in_doubt_gives_way_to_a_later_one_at_once(database: Database, clock: Clock) -> None:
    (former,) = add(database, clock, SCREEN, sending=True)
    converse(database, live_outbox=former)
    mark(database, clock, Result(former, "unsure"))
    shorten = replace(RECORD, target_message=None, target_outbox=former)
    screen, record = add(database, clock, SCREEN, shorten)
    database.write(lambda conn: outbox.supersede(conn, ANI, former, None))
    database.write(lambda conn: conn.execute(update(CONVERSATION).values(live_outbox=screen)))
    assert [sending.id for sending in claim(database, clock)] == [screen]
    mark(database, clock, Result(screen, "sent", 78))
    assert claim(database, clock) == []
    assert states(database) == ["skipped", "sent", "skipped"]
    assert row(database, record).error == "the message it is about was not sent"


def test_a_live_screen_that_only_waits_for_the_pace_is_still_sent(database: Database, clock: Clock) -> None:
    (former,) = add(database, clock, SCREEN, sending=True)
    mark(database, clock, Result(former, "waiting", error="429", next_at=clock()))
    database.write(lambda conn: outbox.supersede(conn, ANI, former, None))
    assert states(database) == ["waiting"]


def test_a_screen_that_was_replaced_is_not_sent_again(database: Database, clock: Clock) -> None:
    former, screen = add(database, clock, SCREEN, SCREEN, sending=True)
    converse(database, live_outbox=screen)
    revive(database, clock)
    assert states(database) == ["skipped", "waiting"]
    assert row(database, former).error == "replaced by a later screen"


def test_a_screen_the_person_has_moved_away_from_is_not_sent_again(database: Database, clock: Clock) -> None:
    add(database, clock, SCREEN, sending=True)
    converse(database, live_message=50)  # they pressed a button of another message, which is now the screen
    revive(database, clock)
    assert states(database) == ["skipped"]


def test_a_group_post_in_doubt_is_left_to_the_operator(database: Database, clock: Clock) -> None:
    post, plain = add(database, clock, POST, replace(POST, kind=Kind.SEND), sending=True)
    revive(database, clock)
    assert states(database) == ["unsure", "unsure"]
    assert claim(database, clock) == []
    assert [entry.id for entry in database.read(outbox.doubtful)] == [post, plain]


def test_a_timeout_is_judged_like_a_death(database: Database, clock: Clock) -> None:
    notice, post, edit = add(database, clock, NOTICE, POST, replace(EDIT, chat_id=BUDI), sending=True)
    mark(database, clock, *(Result(number, "unsure", error="timed out") for number in (notice, post, edit)))
    assert states(database) == ["waiting", "unsure", "waiting"]
    assert claim(database, clock) == []  # not at once: what timed out is busy
    clock.advance(seconds=2)
    assert [sending.id for sending in claim(database, clock)] == [edit, notice]
    assert row(database, post).error == "timed out"


def test_what_was_refused_for_good_is_not_tried_again(database: Database, clock: Clock) -> None:
    (number,) = add(database, clock, NOTICE, sending=True)
    mark(database, clock, Result(number, "failed", error="x" * 999))
    revive(database, clock)
    assert states(database) == ["failed"]
    assert row(database, number).error == "x" * 500


def test_a_late_word_does_not_undo_what_was_sent(database: Database, clock: Clock) -> None:
    (number,) = add(database, clock, NOTICE, sending=True)
    mark(database, clock, Result(number, "sent", 60))
    mark(database, clock, Result(number, "failed", error="late"))
    assert (row(database, number).state, row(database, number).message_id) == ("sent", 60)


def test_a_death_before_the_commit_leaves_nothing(database: Database, clock: Clock) -> None:
    def cut_off(conn: Connection) -> None:
        outbox.add(conn, [SCREEN], clock(), sending=True)
        raise OSError("cut off")

    with pytest.raises(OSError, match="cut off"):
        database.write(cut_off)
    assert states(database) == []


def test_payloads_go_after_a_week_and_rows_after_ninety_days(database: Database, clock: Clock) -> None:
    old = add(database, clock, NOTICE, POST, replace(SCREEN, chat_id=BUDI), sending=True)
    mark(database, clock, Result(old[0], "sent", 60), Result(old[1], "failed"))
    clock.advance(seconds=1)
    mark(database, clock, Result(old[2], "sent", 61))
    clock.advance(days=7)
    (young,) = add(database, clock, NOTICE, sending=True)
    mark(database, clock, Result(young, "sent", 62))
    clock.advance(seconds=1)
    assert database.write(lambda conn: outbox.bury(conn, clock())) is False
    assert [row(database, number).payload for number in (*old, young)] == [{}, {}, {}, pack(NOTICE.content)]
    clock.advance(days=85)
    database.write(lambda conn: outbox.bury(conn, clock()))
    left = database.read(lambda conn: list(conn.execute(select(OUTBOX.c.id).order_by(OUTBOX.c.id)).scalars()))
    assert left == [old[2], young]  # the newest of the old ones stays as their mark


def test_thousands_are_buried_a_little_at_a_time(sqlite_only: Database, clock: Clock) -> None:
    def fill(conn: Connection) -> None:
        outbox.add(conn, [NOTICE] * 2500, clock(), sending=True)
        conn.execute(update(OUTBOX).values(state="sent", sent_at=clock()))

    sqlite_only.write(fill)
    clock.advance(days=8)
    assert [sqlite_only.write(lambda conn: outbox.bury(conn, clock())) for _ in range(3)] == [True, True, False]
    assert sqlite_only.read(lambda conn: set(conn.execute(select(OUTBOX.c.payload["text"])).scalars())) == {None}


def test_what_is_not_settled_is_held_after_a_restore(database: Database, clock: Clock) -> None:
    post, notice, screen, done = add(database, clock, POST, NOTICE, SCREEN, RECORD, sending=True)
    mark(database, clock, Result(post, "unsure"), Result(done, "sent", 49))
    assert [one.id for one in database.read(outbox.doubtful)] == [post]
    database.write(outbox.hold)
    assert [one.id for one in database.read(outbox.doubtful)] == [post, notice, screen]
    revive(database, clock)
    assert claim(database, clock) == []
    assert row(database, notice).state == "held"


def test_the_most_urgent_of_twenty_thousand_are_claimed(database: Database, clock: Clock) -> None:
    def fill(conn: Connection) -> None:
        (number,) = (entry.id for entry in outbox.add(conn, [replace(BROADCAST, chat_id=0)], clock(), False))
        columns = ", ".join(column.name for column in OUTBOX.columns if column.name not in ("id", "chat_id"))
        many = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)"
        copy = f"INSERT INTO outbox (chat_id, {columns}) {many} SELECT n, {columns} FROM n, outbox WHERE id = :row"
        conn.execute(text(copy), {"row": number})

    database.write(fill)
    database.write(lambda conn: conn.execute(text("ANALYZE")))
    claim(database, clock)
    add(database, clock, SCREEN)
    claimed = claim(database, clock, 30)
    assert [sending.call.priority for sending in claimed] == [Priority.SCREEN] + [Priority.BROADCAST] * 29


def test_a_notice_that_the_server_fails_to_take_is_tried_for_a_quarter_of_an_hour(
    database: Database, clock: Clock
) -> None:
    (notice,) = add(database, clock, NOTICE)
    began, tries = clock(), 0
    while claim(database, clock):
        tries += 1
        mark(database, clock, Result(notice, "unsure", error="status 502", answered=True))
        clock.now = row(database, notice).next_at or clock.now
    assert (tries, states(database)) == (outbox.REFUSALS, ["unsure"])
    assert 14 * 60 < (clock() - began).total_seconds() < 20 * 60


def test_a_server_that_failed_uses_up_no_repetition(database: Database, clock: Clock) -> None:
    (notice,) = add(database, clock, NOTICE)
    for answered in (True,) * 20 + (False,) * 4:
        assert len(claim(database, clock)) == 1
        mark(database, clock, Result(notice, "unsure", answered=answered))
        assert states(database) == ["waiting"]
        clock.advance(minutes=1)
    assert len(claim(database, clock)) == 1
    mark(database, clock, Result(notice, "unsure"))
    assert states(database) == ["unsure"]


@pytest.mark.parametrize("state", ["sent", "unsure", "waiting", "failed"])
def test_a_view_of_a_group_is_said_to_stand_below_only_when_it_arrived(
    database: Database, clock: Clock, state: Any
) -> None:
    (view,) = add(database, clock, POST, sending=True)
    assert database.read(lambda conn: groups.view_comes(conn, GROUP, clock()))
    mark(database, clock, Result(view, state))
    comes = database.read(lambda conn: groups.view_comes(conn, GROUP, clock()))
    assert comes == (state in ("unsure", "waiting"))
    assert not database.read(lambda conn: groups.view_comes(conn, ANI, clock()))
