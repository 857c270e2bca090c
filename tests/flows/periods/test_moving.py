"""Moving the due date and the end of verification, and who is told."""

import pytest
from sqlalchemy import update

from bot.flows.states.coordinator import ManagingPeriod, MovingDue
from core.assessment.model import Status
from core.effects import MoveDue, TellOpds
from core.people.roles import Role
from core.screen import Notice, steady
from storage.engine.schema import ANSWER, ASSESSMENT, MEMBERSHIP
from tests.flows.periods.running import BENGALON, extended, managing, nobody_owing, to_owing
from tests.flows.play import play
from tests.flows.situations import standing_at, taking_part, unreachable
from tests.flows.world import PEMDA, World, at


def test_the_due_date_is_moved_and_contacts_are_told() -> None:
    phone = managing().tap("Ubah tenggat").tap("18").asks_for()
    told = to_owing(phone.world, "Jumat, 18 Desember 2026 pukul 16.00 WITA")
    phone.stands(
        "Tenggat menjadi <b>Jumat, 18 Desember 2026 pukul 16.00 WITA</b>?\n20 kontak akan diberi tahu.",
        "[Ubah tenggat]",
        "[Batalkan]",
    )
    phone.tap("Ubah tenggat")
    phone.asks_for(MoveDue(1, at("2026-12-18 16.00"), None), told)
    phone.says("Tenggat diubah; 20 kontak akan diberi tahu.")
    assert phone.state == ManagingPeriod(PEMDA)


@pytest.mark.parametrize("typed", ["18-12-2026", "Jumat, 18 Desember 2026", "18/12", "18", "tgl 18 Des"])
def test_a_typed_day_is_the_tap_on_it(typed: str) -> None:
    tapped = managing().tap("Ubah tenggat").tap("18").standing
    phone = managing().tap("Ubah tenggat").text(typed).asks_for()
    assert phone.standing == tapped
    assert phone.state == MovingDue(PEMDA, 1, "2026-12-18")


def test_a_typed_day_that_cannot_be_chosen_says_why() -> None:
    phone = managing().tap("Ubah tenggat")
    phone.text("25-12-2026").says("Jumat, 25 Desember 2026 hari libur.").asks_for()
    phone.text("1/12/2026").says("1 Desember 2026 terlalu awal. Pilih mulai Senin, 7 Desember 2026.").asks_for()
    phone.text("3 Januari 2028").asks_for()
    phone.says("3 Januari 2028 terlalu lambat. Pilih paling lambat Jumat, 31 Desember 2027.")
    assert "<b>Desember 2027</b>" in phone.standing.text
    phone.text("minggu depan").says("Ketuk tanggalnya, atau tulis misalnya 28-12-2026.").asks_for()
    phone.text("18-12-2026", forwarded=True).says("Ketuk tanggalnya, atau tulis misalnya 28-12-2026.").asks_for()


def test_a_typed_day_of_another_month_is_taken_from_the_month_on_the_screen() -> None:
    phone = managing().tap("Ubah tenggat").text("11/1").asks_for()
    assert phone.state == MovingDue(PEMDA, 1, "2027-01-11")


def test_an_opd_with_a_later_date_of_its_own_is_not_told_another() -> None:
    """Found: moved earlier, it was told the period's date, which is not its own."""
    world = unreachable(World(), "Kontak Kaliorang")
    longer = extended(world, "KEC-BGL", 21)
    told = to_owing(world, "Kamis, 10 Desember 2026 pukul 16.00 WITA", longer)
    phone = managing(world).tap("Ubah tenggat").tap("10")
    phone.stands(
        "Tenggat menjadi <b>Kamis, 10 Desember 2026 pukul 16.00 WITA</b>?\n"
        "18 kontak akan diberi tahu. Tetap pada perpanjangannya sendiri: Bengalon.",
        "[Ubah tenggat]",
        "[Batalkan]",
    )
    phone.tap("Ubah tenggat")
    phone.asks_for(MoveDue(1, at("2026-12-10 16.00"), None), told).says("Tenggat diubah; 18 kontak akan diberi tahu.")


def test_more_time_for_all_is_told_to_whom_it_gives_more() -> None:
    world = World()
    longer = extended(world, "KEC-BGL", 28)
    extended(world, "KEC-KLR", 16)
    told = to_owing(world, "Senin, 21 Desember 2026 pukul 16.00 WITA", longer)
    phone = play(world, "Citra", MovingDue(PEMDA, 1, "2026-12-21")).tap("Ubah tenggat")
    phone.asks_for(MoveDue(1, at("2026-12-21 16.00"), None), told)


def test_a_head_who_is_asked_for_approval_hears_of_the_new_date() -> None:
    world = World()
    world.join("Bayu", Role.HEAD, "KEC-BGL")
    number = world.assessment_of("KEC-BGL")
    asked = {"status": Status.AWAITING_HEAD.value, "head_asked_at": world.now}
    world.conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == number).values(**asked))
    phone = play(world, "Citra", MovingDue(PEMDA, 1, "2026-12-18")).tap("Ubah tenggat")
    _, contacts, heads = phone.orders
    assert isinstance(heads, TellOpds)
    words = "Tenggat penilaian 2026 Bengalon menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA."
    way = steady("Buka persetujuan", "approve", number)
    assert heads == TellOpds(PEMDA, (Role.HEAD,), ((BENGALON, Notice(words, ((way,),))),))
    assert isinstance(contacts, TellOpds)
    assert BENGALON in dict(contacts.notices)


def test_an_earlier_verification_tells_those_whose_time_it_cuts() -> None:
    world = standing_at(World(), "DISHUB", Status.RETURNED)
    world.conn.execute(update(ANSWER).where(ANSWER.c.reopened_due.is_not(None)).values(reopened_due=None))
    repairing = world.assessment_of("DISHUB")
    due = {"reopened_due": at("2026-12-23 16.00")}
    world.conn.execute(
        update(ANSWER).where(ANSWER.c.assessment_id == repairing, ANSWER.c.variable == "V04").values(due)
    )
    longer = extended(world, "KEC-BGL", 22)
    phone = managing(world).tap("Ubah verifikasi")
    phone.forge("month:2026-12-01").tap("18").asks_for()
    phone.reads("Verifikasi sampai <b>Jumat, 18 Desember 2026</b>?\n2 kontak akan diberi tahu.").tap("Ubah verifikasi")
    until = "Jumat, 18 Desember 2026 pukul 16.00 WITA"
    own = f"Tenggat penilaian 2026 Bengalon menjadi {until}."
    way = steady("Lanjutkan mengisi", "resume", world.assessment_of("KEC-BGL"))
    repair = f"Batas perbaikan Dishub menjadi {until}, karena verifikasi berakhir lebih awal."
    phone.asks_for(
        MoveDue(1, None, at("2026-12-18 16.00")),
        TellOpds(
            PEMDA,
            (Role.CONTACT,),
            ((longer, Notice(own, ((way,),))),),
        ),
        TellOpds(
            PEMDA,
            (Role.CONTACT,),
            ((world.opd("DISHUB"), Notice(repair, ((steady("Lihat penilaian", "receipt", repairing),),))),),
        ),
    )
    phone.says("Verifikasi sampai Jumat, 18 Desember 2026. 2 kontak akan diberi tahu.")


def test_whoever_presses_and_whoever_blocked_the_bot_is_not_counted() -> None:
    world = taking_part(World(), "KEC-BGL", "KEC-KLR")
    world.join("Citra", Role.CONTACT, "KEC-BGL")
    world.conn.execute(
        update(MEMBERSHIP)
        .where(MEMBERSHIP.c.person_id == world.number("Kontak Kaliorang"))
        .values(person_id=world.number("Kontak Bengalon"))
    )
    phone = play(world, "Citra", MovingDue(PEMDA, 1, "2026-12-18"))
    assert "\n1 kontak akan diberi tahu." in phone.screen.text


def test_a_due_date_is_moved_only_once_confirmed() -> None:
    phone = play(World(), "Citra", MovingDue(PEMDA, 1, "2026-12-18")).tap("Batalkan").asks_for()
    assert phone.state == ManagingPeriod(PEMDA)
    late = (
        play(World(now=at("2026-12-19 09.00")), "Citra", MovingDue(PEMDA, 1, "2026-12-18"))
        .tap("Ubah tenggat")
        .asks_for()
    )
    late.toasts("Tenggat itu sudah lewat. Pilih hari lain.")
    closed = play(World(), "Citra", MovingDue(PEMDA, 2, "2026-12-18")).tap("Ubah tenggat").asks_for()
    closed.toasts("Tidak ada periode yang terbuka.")
    empty = play(nobody_owing(), "Citra", MovingDue(PEMDA, 1, "2026-12-18"))
    assert empty.standing.text.splitlines()[1] == "Belum ada kontak yang dapat diberi tahu."
    empty.tap("Ubah tenggat").says("Tenggat diubah; belum ada kontak yang dapat diberi tahu.")


def test_verification_moves_along_when_the_due_date_passes_it() -> None:
    phone = managing().tap("Ubah tenggat").tap("Jan ›").tap("11")
    assert phone.standing.text.splitlines()[0] == (
        "Tenggat menjadi <b>Senin, 11 Januari 2027 pukul 16.00 WITA</b>? "
        "Verifikasi ikut berubah: sampai Kamis, 4 Februari 2027."
    )
    phone.tap("Ubah tenggat")
    assert phone.orders[0] == MoveDue(1, at("2027-01-11 16.00"), at("2027-02-04 16.00"))


def test_verification_due_is_moved() -> None:
    phone = managing().tap("Ubah verifikasi").tap("15").reads("Tidak ada tenggat OPD yang ikut berubah.")
    phone.tap("Ubah verifikasi")
    phone.asks_for(MoveDue(1, None, at("2027-01-15 16.00")))
    phone.says("Verifikasi sampai Jumat, 15 Januari 2027.")
