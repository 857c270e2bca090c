"""Opening and closing a period."""

from datetime import datetime

from bot.flows.base import State
from bot.flows.states.coordinator import ClosingPeriod, DraftingPeriod, ManagingPeriod, PickingDay
from core.assessment.model import PeriodStatus
from core.effects import ClosePeriod, OpenPeriod
from core.people.roles import Role
from storage.engine.schema import PERIOD
from tests.flows.periods.running import MENU, all_sent, managing, to_contacts
from tests.flows.play import Play, play
from tests.flows.situations import without_opds, without_period
from tests.flows.world import DUE, PEMDA, VERIFICATION_DUE, World, at

BEFORE = at("2026-11-24 09.00")
"""The day on which the period of the golden conversation is made."""

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


def test_a_period_is_left_unopened() -> None:
    phone = nothing_open().command("admin").tap("Kelola periode").tap("Buat periode").tap("14").tap("Batalkan")
    assert phone.asks_for().state == ManagingPeriod(PEMDA)


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
        "[Instrumen dan peserta]",
        "[Batalkan]",
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
        "<b>Periode 2026</b> · 55 OPD\nPenilaian Mandiri Kematangan Perangkat Daerah\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA, verifikasi sampai Jumat, 8 Januari 2027.\n"
        "0 dari 55 OPD mengirim.\n\n"
        "Periode 2026 sudah dibuka; kontak 52 OPD akan diberi tahu.",
        "[Hubungkan grup tim]",
        "[Beri perpanjangan]",
        "[Ubah tenggat] [Ubah verifikasi]",
        "[Kelola hasil]",
        "[Siapkan periode 2027] [Buat periode lain]",
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
    phone.tap("Ubah verifikasi").text("15 Januari 2027")
    assert phone.state == DraftingPeriod(PEMDA, "2026-12-18", "2027-01-15")


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
    draft = DraftingPeriod(PEMDA, "2026-12-14", "2027-01-08")
    phone = play(World(now=BEFORE), "Citra", draft).forge("open")
    phone.toasts("Masih ada periode yang terbuka. Tutup dahulu sebelum membuka yang baru.").asks_for()
    assert phone.state == draft  # which says why


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


def test_closing_asks_once_with_the_safe_choice_first() -> None:
    phone = managing().tap("Tutup periode 2026")
    phone.stands(
        "Tutup periode 2026? 22 OPD belum mengirim dan tidak dapat mengirim lagi. Isian yang ada tetap tersimpan.\n"
        "Selama hasil belum diumumkan, periode dapat dibuka kembali.\n"
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
    phone.says("Periode 2026 sudah ditutup. Untuk membukanya kembali: Lihat periode, pilih periodenya, Buka kembali.")


def test_what_cannot_be_opened_again_is_said_before_closing() -> None:
    world = World()
    world.set(PERIOD, result_at=world.now)
    phone = managing(world).tap("Tutup periode 2026")
    phone.reads("⚠️ Hasil sudah diumumkan, jadi periode tidak dapat dibuka kembali.")
    phone.tap("Tutup periode 2026").says("Periode 2026 sudah ditutup.")
    words = next(order.notice.text for order in phone.orders if getattr(order, "role", None) is Role.COORDINATOR)
    assert "OPD belum terverifikasi." in words
    assert "dibuka kembali" not in words


def test_closing_a_period_that_all_have_sent() -> None:
    assert play(all_sent(), "Citra", ClosingPeriod(PEMDA, 1)).screen.text.splitlines()[0] == (
        "Tutup periode 2026? Semua OPD sudah mengirim. Setelah ditutup, isian tidak dapat diubah."
    )


def test_closing_what_is_closed_already() -> None:
    world = World()
    world.period_is(PeriodStatus.CLOSED)
    phone = play(world, "Citra", ClosingPeriod(PEMDA, 1))
    phone.forge("close:1").toasts("Tidak ada periode yang terbuka.").asks_for()
