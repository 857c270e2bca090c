"""Screens that carry a file: how they move, and what becomes of them when Telegram does not take the file."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.flows.base import Step
from bot.flows.events import Event, Tap, Text
from bot.flows.states.contact import Browsing
from bot.telegram.api import Upload
from bot.turn.delivery import Delivery, Left, Place, deliver
from core.screen import Media, Screen, button
from simulator import Person, Simulator
from storage.engine.schema import INBOX
from storage.messaging.contents import Album, AlbumItem, Message
from storage.messaging.conversations import Conversation
from storage.messaging.outbox import Call, Kind, Priority
from tests.bot.desk import Desk

A = 1001
NOW = datetime(2026, 12, 14, 8, 0, tzinfo=UTC)
PDF = Media("document", "BERKAS", 7)
PHOTO = Media("photo", "FOTO", 8)


def moved(screen: Screen, event: Event, place: Place, **before: object) -> Delivery:
    conversation = Conversation(A, True, live_message=55, live_at=NOW, **before)  # type: ignore[arg-type]
    return deliver(Step(Browsing(1)), screen, Left("✅ V04"), event, place, conversation, False, NOW)


def kinds(drawn: Delivery) -> list[tuple[str, int | None]]:
    return [(call.kind.value, call.target_message) for call in drawn.calls if call.kind is not Kind.ANSWER]


def test_a_press_on_a_text_puts_the_file_into_it() -> None:
    drawn = moved(Screen("V04", media=PDF), Tap("x", 0), Place(55, "q"))
    assert kinds(drawn) == [("edit", 55)]
    assert drawn.calls[1].content.media == PDF
    assert drawn.conversation.live_media


def test_a_press_on_a_file_flips_it_in_place() -> None:
    drawn = moved(Screen("V04", media=PHOTO), Tap("x", 0), Place(55, "q", media=True), live_media=True)
    assert kinds(drawn) == [("edit", 55)]
    assert drawn.live is None


def test_a_text_screen_comes_below_the_pressed_file_which_keeps_a_line() -> None:
    drawn = moved(Screen("Antrean"), Tap("x", 0), Place(55, "q", media=True), live_media=True)
    assert kinds(drawn) == [("send", None), ("edit", 55)]
    assert drawn.calls[2].content == Message("✅ V04", keeps_file=True)
    assert (drawn.live, drawn.conversation.live_media) == (1, False)


def test_a_text_screen_for_an_old_pressed_file_leaves_that_file_without_buttons() -> None:
    drawn = moved(Screen("Antrean"), Tap("x", 0), Place(40, "q", media=True))
    assert kinds(drawn) == [("send", None), ("strip", 40), ("edit", 55)]
    assert not drawn.calls[3].content.keeps_file


def test_a_text_brings_the_next_file_below_and_shortens_the_former_caption() -> None:
    drawn = moved(Screen("V05", media=PHOTO), Text("catatan", 60), Place(60), live_media=True)
    assert kinds(drawn) == [("send", None), ("edit", 55)]
    assert drawn.calls[1].content.keeps_file


def test_a_screen_that_loses_its_file_by_itself_is_sent_anew() -> None:
    drawn = moved(Screen("V04"), Text("", 0), Place(), live_media=True)
    assert kinds(drawn) == [("send", None), ("edit", 55)]


# at the simulator


def card(text: str, media: Media | None, message: int | None = None, kind: Kind = Kind.SEND) -> Call:
    shown = Message(text, ((button("Terima III", "accept"),),), 3, media)
    return Call(A, kind, shown, Priority.SCREEN, again=True, target_message=message)


def record(text: str, message: int, caption: bool) -> Call:
    return Call(A, Kind.EDIT, Message(text, keeps_file=caption), Priority.RECORD, target_message=message)


def known(ani: Person, photo: bool = False) -> Media:
    """A file the bot has received: Telegram knows it by a number."""
    sent = ani.photo() if photo else ani.document("SOP.pdf", b"%PDF-1.4")
    assert sent.file is not None
    return Media("photo" if photo else "document", sent.file.file_id, 7)


async def test_one_message_is_text_then_document_then_photo_then_a_line(desk: Desk, ani: Person) -> None:
    pdf, photo = known(ani), known(ani, photo=True)
    (first,) = await desk.put(card("Antrean", None))
    await desk.reaches(first, "sent")
    live = ani.last
    for media, kind in ((pdf, "document"), (photo, "photo")):
        (row,) = await desk.put(card("<b>V04</b>", media, live.id, Kind.EDIT))
        await desk.reaches(row, "sent")
        assert (live.kind, live.text, live.labels) == (kind, "V04", ["Terima III"])
    (row,) = await desk.put(record("✅ V04", live.id, caption=True))
    await desk.reaches(row, "sent")
    assert (live.kind, live.text, live.labels) == ("photo", "✅ V04", [])
    assert ani.last is live


@pytest.mark.parametrize("carries_file", [False, True])
async def test_a_record_learns_whether_its_message_is_a_file(desk: Desk, ani: Person, carries_file: bool) -> None:
    (row,) = await desk.put(card("V04", known(ani) if carries_file else None))
    await desk.reaches(row, "sent")
    (line,) = await desk.put(record("✅ V04", ani.last.id, caption=not carries_file))
    await desk.reaches(line, "sent")
    assert (ani.last.text, ani.last.labels) == ("✅ V04", [])


async def test_a_text_for_a_message_that_is_a_file_becomes_a_new_one(desk: Desk, ani: Person) -> None:
    (first,) = await desk.put(card("V04", known(ani)))
    await desk.reaches(first, "sent")
    (row,) = await desk.put(card("Antrean", None, ani.last.id, Kind.EDIT))
    sent = await desk.reaches(row, "sent")
    assert (ani.last.text, ani.last.kind, sent.message_id) == ("Antrean", "text", ani.last.id)


@pytest.mark.parametrize("edited", [False, True])
async def test_a_void_file_id_is_replaced_by_our_copy(desk: Desk, ani: Person, edited: bool) -> None:
    desk.papers.copies["LAMA"] = Upload("document", "SOP.pdf", b"%PDF-1.4")
    (first,) = await desk.put(card("Antrean", None))
    await desk.reaches(first, "sent")
    target = {"message": ani.last.id, "kind": Kind.EDIT} if edited else {}
    (row,) = await desk.put(card("V04", Media("document", "LAMA", 7), **target))  # type: ignore[arg-type]
    await desk.reaches(row, "sent")
    assert (ani.last.text, ani.last.file.data, ani.last.labels) == ("V04", b"%PDF-1.4", ["Terima III"])


async def test_our_copy_goes_below_when_the_message_is_gone_too(desk: Desk, ani: Person) -> None:
    desk.papers.copies["LAMA"] = Upload("document", "SOP.pdf", b"%PDF-1.4")
    (row,) = await desk.put(card("V04", Media("document", "LAMA", 7), 999_999, Kind.EDIT))
    sent = await desk.reaches(row, "sent")
    assert (ani.last.file.name, sent.message_id) == ("SOP.pdf", ani.last.id)


async def test_without_a_copy_the_screen_goes_as_a_text(desk: Desk, ani: Person) -> None:
    (row,) = await desk.put(card("V04", Media("photo", "LAMA", 7)))
    await desk.reaches(row, "sent")
    assert (ani.last.kind, ani.last.text, ani.last.labels) == ("text", "V04", ["Terima III"])


def test_a_text_screen_is_still_edited_by_its_text() -> None:
    drawn = moved(Screen("V04", ((button("I", "1"),),)), Tap("x", 0), Place(55, "q"))
    assert kinds(drawn) == [("edit", 55)]
    assert drawn.calls[1].content.media is None


def test_a_pictures_own_buttons_go_on_working() -> None:
    drawn = moved(Screen("Hasil"), Tap("result:7"), Place(40, "q", media=True))
    assert kinds(drawn) == [("send", None), ("edit", 55)]


# albums


def album(*files: Media) -> Call:
    items = (AlbumItem(file.kind, file.file_id, file.evidence, f"bukti {file.evidence}") for file in files)
    return Call(A, Kind.ALBUM, Album(tuple(items)), Priority.BROADCAST)


async def test_several_files_go_in_one_call(desk: Desk, ani: Person) -> None:
    (row,) = await desk.put(album(known(ani), known(ani)))
    await desk.reaches(row, "sent")
    assert [message.kind for message in ani.private.from_bot] == ["document", "document"]
    assert len({message.album for message in ani.private.from_bot}) == 1


async def test_an_album_of_another_bot_is_sent_from_our_copies(desk: Desk, ani: Person) -> None:
    for number in (1, 3):
        desk.papers.copies[f"LAMA{number}"] = Upload("document", f"SOP{number}.pdf", b"%PDF-1.4")
    (row,) = await desk.put(album(*(Media("document", f"LAMA{number}", number) for number in (1, 2, 3))))
    await desk.reaches(row, "sent")
    found = [(message.file.name, message.text) for message in ani.private.from_bot]
    assert found == [("SOP1.pdf", "bukti 1"), ("SOP3.pdf", "bukti 3")]


async def test_an_album_nobody_has_a_copy_of_is_given_up(desk: Desk, ani: Person) -> None:
    rows = await desk.put(album(Media("document", "LAMA1", 1), Media("document", "LAMA2", 2)), card("V04", None))
    assert (await desk.reaches(rows[0], "failed")).error.startswith("400")
    await desk.reaches(rows[1], "sent")


# who waits for a notice to arrive


async def test_whoever_watches_a_notice_hears_when_it_has_arrived(desk: Desk, ani: Person, sim: Simulator) -> None:
    message = Message("V11 dikembalikan", watcher=1002)
    arrived, lost = await desk.put(
        Call(A, Kind.SEND, message, Priority.NOTICE, again=True),
        Call(4711, Kind.SEND, message, Priority.NOTICE, again=True),
    )
    await desk.reaches(arrived, "sent")
    await desk.reaches(lost, "failed")
    query = select(INBOX.c.body).where(INBOX.c.lane == "p1002").order_by(INBOX.c.id)
    told = [json.loads(each) for each in desk.database.read(lambda conn: conn.execute(query).scalars().all())]
    assert [event["pandu"]["kind"] for event in told] == ["told", "told"]
    assert sorted(event["pandu"]["key"] for event in told) == sorted([str(arrived), str(lost)])
