"""Orders about reminders on both databases: who may give them, and once."""

from sqlalchemy import insert

from bot.courier import reminding
from core.effects import AskForTime, RemindNow
from core.screen import Notice
from core.wish import Wish
from storage.engine.schema import ASSESSMENT, CONVERSATION, INBOX, OUTBOX, REMINDER
from storage.messaging import outbox
from storage.reminders.watched import progressed
from tests.storage.region import Region, later

ASKED = Notice("Dinkes meminta perpanjangan.")


def test_only_a_coordinator_of_the_pemda_reminds_now(region: Region) -> None:
    order = RemindNow(1, (region.opd[1, "DINKES"],))
    for name in ("Ani", "Budi", "Hadi"):
        assert region.refuses(name, order)
    region.do("Citra", order)
    assert {row["person_id"] for row in region.rows(REMINDER)} == {region.person["Ani"], region.person["Dewi"]}
    assert region.acts()[-1] == "reminded"


def test_an_opd_of_another_pemda_is_not_reminded(region: Region) -> None:
    assert region.refuses("Citra", RemindNow(1, (region.opd[2, "DINKES"],)))


def test_the_preview_and_how_far_it_is(region: Region) -> None:
    found = region.knows("Citra", Wish(pemda=1, reminding="")).admin.reminding
    assert [(line.owing.opd_short, len(line.reached), len(line.today)) for line in found.opds] == [
        ("Dinkes", 2, 0),
        ("Dishub", 1, 0),
    ]
    region.do("Citra", RemindNow(1, (region.opd[1, "DINKES"],)))
    after = region.knows("Citra", Wish(pemda=1, reminding="")).admin.reminding
    assert [len(line.today) for line in after.opds] == [2, 0]
    pressed = region.knows("Citra", Wish(pemda=1, reminding=region.now.isoformat())).admin.reminding.pressed
    assert (pressed.sent, pressed.of, pressed.settled) == (0, 2, False)
    days = region.knows("Citra", Wish(pemda=1, reminding="log")).admin.reminding.days
    assert [(day.people, day.opds, day.waiting) for day in days] == [(2, 1, 2)]
    assert region.knows("Ani", Wish(pemda=1, reminding="")).admin is None


def test_who_watches_sees_the_end_whatever_makes_them_a_coordinator(region: Region) -> None:
    """An operator has no membership; who looks at another press, or at something else, is left alone."""
    region.do("Citra", RemindNow(1, (region.opd[1, "DINKES"],)))
    pressed = region.now.isoformat()
    watching = {"is": "Reminded", "pemda": 1, "reminding": pressed}
    elsewhere = (
        {**watching, "pemda": 2},
        {**watching, "reminding": later(region.now, days=-1).isoformat()},
        {"is": "x"},
    )
    values = [{"telegram_id": 990 + n, "state": state} for n, state in enumerate((watching, *elsewhere))]
    numbers = [row["outbox_id"] for row in region.rows(REMINDER)]
    region.database.write(lambda conn: conn.execute(insert(CONVERSATION), values))
    region.database.write(lambda conn: conn.execute(REMINDER.update().values(state="sent")))
    region.database.write(lambda conn: progressed(conn, numbers, "Reminded", region.now))
    assert [row["lane"] for row in region.rows(INBOX)] == ["p990"]


def test_who_watches_sees_the_end_although_nothing_was_left_to_say(region: Region) -> None:
    """Everybody has sent before the message left."""
    region.do("Citra", RemindNow(1, (region.opd[1, "DINKES"],)))
    watching = {"is": "Reminded", "pemda": 1, "reminding": region.now.isoformat()}
    region.database.write(lambda conn: conn.execute(insert(CONVERSATION), {"telegram_id": 990, "state": watching}))
    region.database.write(lambda conn: conn.execute(ASSESSMENT.update().values(status="submitted")))
    left = region.database.write(lambda conn: reminding.freshen(conn, outbox.claim(conn, region.now, 10), region.now))
    assert left == []
    assert {row["state"] for row in region.rows(REMINDER)} == {"moot"}
    assert [row["lane"] for row in region.rows(INBOX)] == ["p990"]


def test_more_time_is_asked_once_a_day_and_by_contacts_only(region: Region) -> None:
    order = AskForTime(region.dinkes, ASKED)
    for name in ("Eko", "Fajar", "Budi"):
        assert region.refuses(name, order)
    region.do("Ani", order)
    region.do("Dewi", order)
    told = [row["chat_id"] for row in region.rows(OUTBOX)]
    assert told == [region.person["Citra"] * 11]
    region.now = later(region.now, days=1)
    region.do("Ani", order)
    assert len(region.rows(OUTBOX)) == 2
