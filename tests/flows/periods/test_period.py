"""Opening, moving and closing a period; more time for one OPD."""

from datetime import datetime

from sqlalchemy import select, update

from bot.flows.base import State
from bot.flows.states.coordinator import (
    ChoosingExtension,
    ClosingPeriod,
    DraftingPeriod,
    Extending,
    ManagingPeriod,
    MovingDue,
    PickingDay,
)
from core.assessment.model import SENT, PeriodStatus, Status
from core.effects import ClosePeriod, Extend, MoveDue, OpenPeriod, TellOpds, TellRole
from core.people.roles import Role
from core.screen import Notice, escape, steady
from storage.engine.schema import ANSWER, ASSESSMENT, MEMBERSHIP, OPD
from tests.flows.play import Play, play
from tests.flows.situations import standing_at, taking_part, unreachable, without_opds, without_period
from tests.flows.world import DUE, PEMDA, VERIFICATION_DUE, World, at

BEFORE = at("2026-11-24 09.00")
"""The day on which the period of the golden conversation is made."""
BENGALON, SETDA = 41, 1
"""Numbers of OPD: of one that fills in, of one that has sent."""

MENU = "[Buka menu]"
CALENDAR = (
    "[Sen] [Sel] [Rab] [Kam] [Jum]",
    "[·] [1] [2] [3] [4]",
    "[7] [8] [9] [10] [11]",
    "[14] [15] [16] [17] [18]",
    "[21] [22] [23] [·] [·]",
    "[28] [29] [30] [31] [·]",
    "[‹ Nov] [Batalkan] [Jan ›]",
)


def nothing_open(now: datetime = BEFORE, state: State | None = None) -> Play:
    """The coordinator before the first period."""
    return play(without_period(World(now=now)), "Citra", state)


def managing(world: World | None = None) -> Play:
    return play(world or World(), "Citra", ManagingPeriod(PEMDA))


def extended(world: World, code: str, day: int) -> int:
    """This OPD has more time, until that day of December; its number."""
    world.apply(Extend(world.assessment_of(code), at(f"2026-12-{day} 16.00")), "Citra")
    return world.opd(code)


def nobody_owing() -> World:
    """Only OPD without a contact have not sent."""
    world = taking_part(World(), "RSUD", "DISHUB")
    world.without(Role.CONTACT)
    return world


def all_sent() -> World:
    world = World()
    world.conn.execute(update(ASSESSMENT).values(status="submitted"))
    return world


def to_contacts(text: str, label: str, opd: int | None = None) -> TellRole:
    return TellRole(PEMDA, Role.CONTACT, Notice(text, ((steady(label, "resume"),),)), opd)


def to_owing(world: World, due: str, *besides: int) -> TellOpds:
    """To the contacts of every OPD that has not sent, but these."""
    way = steady("Lanjutkan mengisi", "resume")
    sent = [status.value for status in SENT]
    of_pemda = select(OPD.c.id, OPD.c.short).join(ASSESSMENT, ASSESSMENT.c.opd_id == OPD.c.id).order_by(OPD.c.code)
    unsent = of_pemda.where(OPD.c.pemda_id == PEMDA, ASSESSMENT.c.status.not_in(sent), OPD.c.id.not_in(besides))
    words = [
        (row.id, f"Tenggat penilaian 2026 {escape(row.short)} menjadi {due}.") for row in world.conn.execute(unsent)
    ]
    return TellOpds(PEMDA, (Role.CONTACT,), tuple((number, Notice(text, ((way,),))) for number, text in words))


def test_a_period_is_opened_with_four_taps() -> None:
    phone = nothing_open().command("admin").tap("Kelola periode")
    phone.stands("<b>Periode · Kutai Timur</b>\nBelum ada periode yang dibuka.", "[Buat periode]", MENU)
    phone.tap("Buat periode").stands("Pilih tenggat: <b>Desember 2026</b>. Titik: libur atau bulan lain.", *CALENDAR)
    phone.tap("14").stands(
        "<b>Periode 2026</b> · 55 OPD\nPenilaian Mandiri Kematangan Perangkat Daerah\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA, verifikasi sampai Jumat, 8 Januari 2027.\n"
        "52 OPD punya kontak dan akan diberi tahu; 3 belum.",
        "[Buka periode 2026]",
        "[Ubah tenggat] [Ubah verifikasi]",
    )
    phone.tap("Buka periode 2026").asks_for(
        OpenPeriod(PEMDA, "2026", "kematangan-2018", BEFORE, DUE, VERIFICATION_DUE),
        to_contacts(
            "<b>Penilaian 2026 dibuka.</b> Semua variabel boleh diisi bertahap.\n"
            "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA.",
            "Mulai mengisi",
        ),
    )
    phone.stands(
        "Periode 2026 sudah dibuka; kontak 52 OPD akan diberi tahu.\n\n"
        "<b>Periode 2026</b> · 55 OPD\nPenilaian Mandiri Kematangan Perangkat Daerah\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA, verifikasi sampai Jumat, 8 Januari 2027.\n"
        "0 dari 55 OPD mengirim.",
        "[Hubungkan grup tim]",
        "[Beri perpanjangan]",
        "[Ubah tenggat] [Ubah verifikasi]",
        "[Kelola hasil]",
        "[Siapkan periode 2027]",
        "[Tutup periode 2026]",
        MENU,
    )


def test_dots_of_the_calendar_say_why() -> None:
    phone = nothing_open(state=ManagingPeriod(PEMDA)).tap("Buat periode")
    phone.forge("off:2026-12-25").toasts("Jumat, 25 Desember 2026 hari libur.").asks_for()
    phone.forge("off:2026-11-30").toasts("30 November 2026 ada di bulan lain.")
    phone.forge("day:2026-12-25").toasts("Jumat, 25 Desember 2026 hari libur.")
    assert isinstance(phone.state, PickingDay)


def test_months_are_turned_and_left() -> None:
    phone = nothing_open(state=ManagingPeriod(PEMDA)).tap("Buat periode").tap("Jan ›")
    assert phone.standing.text.startswith("Pilih tenggat: <b>Januari 2027</b>")
    phone.tap("‹ Des").tap("‹ Nov")
    assert phone.standing.text == ("Pilih tenggat: <b>November 2026</b>. Titik: libur, di luar batas, atau bulan lain.")
    phone.tap("Batalkan")
    assert phone.state == ManagingPeriod(PEMDA)


def test_the_draft_can_be_changed_before_opening() -> None:
    phone = nothing_open(state=ManagingPeriod(PEMDA)).tap("Buat periode").tap("14").tap("Ubah verifikasi")
    assert phone.standing.text == ("Pilih batas verifikasi: <b>Januari 2027</b>. Titik: libur atau bulan lain.")
    phone.tap("15")
    assert phone.state == DraftingPeriod(PEMDA, "2026-12-14", "2027-01-15")
    phone.tap("Ubah tenggat").tap("Batalkan")
    assert phone.state == DraftingPeriod(PEMDA, "2026-12-14", "2027-01-15")
    phone.tap("Ubah tenggat").tap("18")
    assert phone.state == DraftingPeriod(PEMDA, "2026-12-18", "2027-01-08")


def test_verification_comes_after_the_due_date() -> None:
    state = PickingDay(PEMDA, "new_verification", "2026-12-01", "2026-12-14", "2027-01-08")
    phone = nothing_open(state=state)
    phone.forge("day:2026-12-14").toasts("14 Desember 2026 terlalu awal. Pilih mulai Selasa, 15 Desember 2026.")


def test_a_second_period_of_a_year_carries_its_number() -> None:
    world = World(now=BEFORE)
    world.period_is(PeriodStatus.CLOSED)
    phone = play(world, "Citra").command("admin").tap("Kelola periode")
    assert phone.standing.text == (
        "<b>Periode · Kutai Timur</b>\nBelum ada periode yang dibuka. Periode 2026 sudah ditutup."
    )
    phone.tap("Buat periode").tap("14")
    assert phone.standing.rows[0][0].label == "Buka periode 2026-2"


def test_without_opds_no_period() -> None:
    phone = managing(without_opds(World())).tap("Buat periode")
    phone.toasts("Belum ada OPD. Kirim daftar OPD lebih dahulu lewat Kelola OPD.").asks_for()


def test_opening_when_a_colleague_was_faster() -> None:
    phone = play(World(now=BEFORE), "Citra", DraftingPeriod(PEMDA, "2026-12-14", "2027-01-08")).tap(
        "Buka periode 2026-2"
    )
    phone.toasts("Masih ada periode yang terbuka. Tutup dahulu sebelum membuka yang baru.").asks_for()
    assert phone.state == ManagingPeriod(PEMDA)


def test_opening_after_the_chosen_day_has_passed() -> None:
    state = DraftingPeriod(PEMDA, "2026-12-14", "2027-01-08")
    phone = nothing_open(at("2026-12-14 17.00"), state).tap("Buka periode 2026")
    phone.toasts("Tenggat itu sudah lewat. Pilih hari lain.").asks_for()
    assert isinstance(phone.state, PickingDay)


def test_today_can_be_due_until_its_hour() -> None:
    for hour, found in ((15, True), (16, False)):
        picking = PickingDay(PEMDA, "new_due", "2026-12-01")
        phone = nothing_open(at(f"2026-12-07 {hour}.00"), picking)
        assert any(button.label == "7" for row in phone.standing.rows for button in row) is found


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
    phone.forge("month:2026-12-01").tap("18")
    until = "Jumat, 18 Desember 2026 pukul 16.00 WITA"
    own = f"Tenggat penilaian 2026 Bengalon menjadi {until}."
    repair = f"Batas perbaikan Dishub menjadi {until}, karena verifikasi berakhir lebih awal."
    phone.asks_for(
        MoveDue(1, None, at("2026-12-18 16.00")),
        TellOpds(PEMDA, (Role.CONTACT,), ((longer, Notice(own, ((steady("Lanjutkan mengisi", "resume"),),))),)),
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


def test_an_extension_is_not_taken_back_to_a_day_that_has_passed() -> None:
    world = World()
    extended(world, "KEC-BGL", 18)
    world.pass_time(days=8)
    phone = play(world, "Citra", Extending(PEMDA, BENGALON)).tap("Batalkan").asks_for()
    phone.toasts("Tenggat semula sudah lewat, jadi perpanjangan tidak dapat dibatalkan. Beri tenggat lain.")


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
    phone = managing().tap("Ubah verifikasi").tap("15")
    phone.asks_for(MoveDue(1, None, at("2027-01-15 16.00")))
    phone.says("Verifikasi sampai Jumat, 15 Januari 2027.")


def test_closing_asks_once_with_the_safe_choice_first() -> None:
    phone = managing().tap("Tutup periode 2026")
    phone.stands(
        "Tutup periode 2026? 22 OPD belum mengirim dan tidak dapat mengirim lagi. Isian yang ada tetap tersimpan.\n"
        "Perbaikan 2 OPD berakhir; yang belum dikirim dinilai seperti yang tersimpan. Kontak dan kepala OPD yang "
        "belum terverifikasi akan diberi tahu, begitu juga tim penilai.\n"
        "<b>Belum terverifikasi</b>\n"
        "Menunggu verifikasi 22: Damkar, Dinsos, Disdikbud, Disdukcapil, Diskan, dan 17 OPD lain\n"
        "Memperbaiki 2: Disbun, DTPHP\n"
        "Sedang mengisi 13: Disperindag, Bengalon, Kaubun, Kaliorang, Karangan, dan 8 OPD lain\n"
        "Belum mulai 9: Dinkes, Dishub, Busang, Batu Ampar, Kongbeng, dan 4 OPD lain",
        "[Biarkan terbuka]",
        "[Tutup periode 2026]",
    )
    phone.tap("Biarkan terbuka").asks_for()
    assert phone.state == ManagingPeriod(PEMDA)
    assert phone.tap("Tutup periode 2026").tap("Tutup periode 2026").orders[0] == ClosePeriod(1)
    phone.says("Periode 2026 sudah ditutup.")


def test_closing_a_period_that_all_have_sent() -> None:
    assert play(all_sent(), "Citra", ClosingPeriod(PEMDA, 1)).screen.text.splitlines()[0] == (
        "Tutup periode 2026? Semua OPD sudah mengirim. Setelah ditutup, isian tidak dapat diubah."
    )


def test_closing_what_is_closed_already() -> None:
    world = World()
    world.period_is(PeriodStatus.CLOSED)
    phone = play(world, "Citra", ClosingPeriod(PEMDA, 1))
    phone.forge("close:1").toasts("Tidak ada periode yang terbuka.").asks_for()


# more time


def test_all_opds_get_more_time() -> None:
    phone = play(World(), "Citra", ChoosingExtension(PEMDA)).tap("Semua OPD").tap("21")
    assert phone.state == MovingDue(PEMDA, 1, "2026-12-21")
    told = to_owing(phone.world, "Senin, 21 Desember 2026 pukul 16.00 WITA")
    phone.tap("Ubah tenggat").asks_for(MoveDue(1, at("2026-12-21 16.00"), None), told)


def test_an_opd_gets_more_time_and_it_can_be_taken_back() -> None:
    phone = managing().tap("Beri perpanjangan")
    assert phone.standing.text == (
        "Pilih OPD yang diberi perpanjangan, ketik kode atau namanya, atau semuanya. 22 OPD belum mengirim."
    )
    phone.text("bengalon")
    assert phone.standing.text == (
        "Pilih tenggat baru Bengalon: <b>Desember 2026</b>. Titik: libur, di luar batas, atau bulan lain."
    )
    number = phone.world.assessment_of("KEC-BGL")
    phone.tap("18")
    phone.asks_for(
        Extend(number, at("2026-12-18 16.00")),
        to_contacts(
            "Tenggat Bengalon menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA.", "Lanjutkan mengisi", BENGALON
        ),
    )
    phone.stands(
        "Tenggat Bengalon menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA; 1 kontak akan diberi tahu.",
        "[Batalkan]",
        MENU,
    )
    phone.tap("Batalkan").asks_for(
        Extend(number, None),
        to_contacts(
            "Tenggat Bengalon menjadi Senin, 14 Desember 2026 pukul 16.00 WITA.", "Lanjutkan mengisi", BENGALON
        ),
    )
    phone.says(
        "Perpanjangan dibatalkan: tenggat Bengalon kembali Senin, 14 Desember 2026 pukul 16.00 WITA; "
        "1 kontak akan diberi tahu."
    )


def test_taking_back_restores_an_earlier_extension() -> None:
    world = World()
    extended(world, "KEC-BGL", 16)
    phone = play(world, "Citra", ChoosingExtension(PEMDA)).text("bengalon").tap("18")
    assert phone.state == Extending(PEMDA, BENGALON, at("2026-12-16 16.00").isoformat())
    phone.tap("Batalkan")
    assert phone.orders[0] == Extend(world.assessment_of("KEC-BGL"), at("2026-12-16 16.00"))


def test_an_extension_lies_between_the_due_date_and_verification() -> None:
    state = PickingDay(PEMDA, "extension", "2027-01-01", opd=BENGALON)
    phone = play(World(), "Citra", state)
    assert [button.label for row in phone.standing.rows[:-1] for button in row if button.label != "·"] == [
        *("Sen", "Sel", "Rab", "Kam", "Jum", "4", "6", "7", "8"),
    ]
    phone.forge("off:2027-01-11").toasts("11 Januari 2027 terlalu lambat. Pilih paling lambat Jumat, 8 Januari 2027.")
    phone.forge("day:2026-12-14").asks_for()


def test_nobody_needs_more_time_when_all_have_sent() -> None:
    managing(all_sent()).tap("Beri perpanjangan").toasts(
        "Semua OPD sudah mengirim, jadi tidak ada yang perlu diperpanjang."
    )


def test_an_opd_that_sent_meanwhile_needs_no_extension() -> None:
    phone = play(World(), "Citra", PickingDay(PEMDA, "extension", "2026-12-01", opd=SETDA))
    phone.forge("day:2026-12-18").toasts("OPD ini sudah mengirim, jadi tidak perlu perpanjangan.").asks_for()


def test_a_day_chosen_after_the_period_was_closed_changes_nothing() -> None:
    world = World()
    world.period_is(PeriodStatus.CLOSED)
    for purpose in ("due", "verification", "extension"):
        phone = play(world, "Citra", PickingDay(PEMDA, purpose, "2026-12-01", opd=BENGALON))
        phone.forge("day:2026-12-18").toasts("Tidak ada periode yang terbuka.").asks_for()
