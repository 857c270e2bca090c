"""A contact stands in a period that was closed, while the next one is open."""

from sqlalchemy import select

from bot.flows.states.contact import Browsing, Levelling, Receipting, Sorting
from core.assessment.model import PeriodStatus, Status
from storage.engine.schema import ASSESSMENT, PERIOD
from tests.flows.expectations import labels
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, OFFICE, World, at

SAID = "Penilaian 2026 sudah ditutup. Yang diisi sekarang: Penilaian 2027."


def moved_on(status: Status = Status.NOT_STARTED) -> tuple[Play, int]:
    """Ani stands at V01 of 2026, which is over; the assessment of 2027 has come so far."""
    world = World()
    phone = play(world, "Ani", Levelling(NUMBER, "V01"))
    world.period_is(PeriodStatus.ARCHIVED)
    world.now = at("2027-12-01 09.00")
    (row,) = world.conn.execute(select(PERIOD).where(PERIOD.c.id == 1)).mappings()
    dates = {"opens_at": at("2027-11-29 08.00"), "due_at": at("2027-12-14 16.00")}
    ends = {"verification_due_at": at("2028-01-08 16.00"), "announced_at": world.now}
    values = {**row, "id": None, "name": "2027", "year": 2027, "status": "open", **dates, **ends}
    period = world.insert(PERIOD, values)
    return phone, world.insert(ASSESSMENT, {"period_id": period, "opd_id": OFFICE, "status": status.value})


def test_words_are_offered_for_a_variable_of_the_open_period() -> None:
    phone, newer = moved_on()
    phone.text("Kantor kami menyusun rencana kerja setiap tahun.").asks_for().reads(SAID)
    assert phone.state == Sorting(newer, "", "Kantor kami menyusun rencana kerja setiap tahun.", 1, "Browsing")
    phone.tap("V03").toasts("Tersimpan sebagai penjelasan V03")
    assert phone.facts.assessment.id == newer


def test_a_file_is_named_and_the_open_period_opens() -> None:
    phone, newer = moved_on()
    phone.file("renstra.pdf").asks_for().reads(
        f"renstra.pdf tidak disimpan. {SAID} Pilih variabelnya, lalu kirim lagi."
    )
    assert (phone.state, phone.evidence_for) == (Browsing(newer), None)


def test_an_old_button_says_which_year_is_closed_and_leads_to_the_open_one() -> None:
    phone, newer = moved_on()
    phone.forge("V01:3").toasts(SAID)
    assert phone.state == Receipting(NUMBER)
    assert labels(phone.standing.rows)[0] == "[Buka Penilaian 2027]"
    assert phone.tap("Buka Penilaian 2027").state == Browsing(newer)


def test_what_was_sent_already_is_not_offered_anything() -> None:
    phone, newer = moved_on(Status.SUBMITTED)
    phone.text("Satu kalimat lagi.").reads(SAID)
    assert phone.state == Receipting(newer)
