"""Opening, moving and closing a period; more time for one OPD (CONVERSATIONS 13)."""

from dataclasses import replace

from bot.flows.admin_states import (
    ChoosingExtension,
    ClosingPeriod,
    DraftingPeriod,
    Extending,
    ManagingPeriod,
    MovingDue,
    PickingDay,
)
from bot.flows.base import Tap
from core.assessment import Status
from core.effects import ClosePeriod, Extend, MoveDue, OpenPeriod, TellRole
from core.people import Role
from core.screen import Notice, steady
from tests.flows_people.play import Play
from tests.flows_people.world import (
    DUE,
    NOW,
    OPDS,
    PEMDA,
    PERIOD_LINE,
    VERIFICATION_DUE,
    at,
    citra,
    find_opd,
)

BEFORE = at(24, 9, month=11)
"""The day on which the period of the golden conversation is made."""

MENU = "[Buka menu]"
CALENDAR = (
    "[·] [1] [2] [3] [4]",
    "[7] [8] [9] [10] [11]",
    "[14] [15] [16] [17] [18]",
    "[21] [22] [23] [24] [·]",
    "[28] [29] [30] [31] [·]",
    "[‹ Nov] [Batalkan] [Jan ›]",
)


def nothing_open() -> Play:
    return Play(citra({"periods": ()}, now=BEFORE)).begin("admin").tap("Kelola periode")


def to_contacts(text: str, label: str, opd: int | None = None) -> TellRole:
    return TellRole(PEMDA, Role.CONTACT, Notice(text, ((steady(label, "resume"),),)), opd)


def test_a_period_is_opened_with_four_taps() -> None:
    play = nothing_open()
    play.shows("<b>Periode · Kutai Timur</b>\nBelum ada periode yang dibuka.", "[Buat periode]", MENU)
    play.tap("Buat periode").shows(
        "Pilih tenggat: <b>Desember 2026</b>, Senin sampai Jumat. Titik: libur atau bulan lain.", *CALENDAR
    )
    play.tap("14").shows(
        "<b>Periode 2026</b> · kematangan-2018 · 55 OPD\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA, verifikasi sampai Jumat, 8 Januari 2027.\n"
        "52 OPD punya kontak dan diberi tahu; 3 belum.",
        "[Buka periode 2026]",
        "[Ubah tenggat] [Ubah verifikasi]",
    )
    play.tap("Buka periode 2026", citra(now=BEFORE)).ordered(
        OpenPeriod(PEMDA, "2026", "kematangan-2018", BEFORE, DUE, VERIFICATION_DUE),
        to_contacts(
            "<b>Penilaian 2026 dibuka.</b> Semua variabel boleh diisi bertahap.\n"
            "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA.",
            "Mulai mengisi",
        ),
    )
    play.shows(
        "Periode 2026 sudah dibuka; kontak 52 OPD diberi tahu.\n\n"
        "<b>Periode 2026</b> · kematangan-2018 · 55 OPD\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA, verifikasi sampai Jumat, 8 Januari 2027.\n"
        "33 dari 55 OPD mengirim.",
        "[Beri perpanjangan]",
        "[Ubah tenggat] [Ubah verifikasi]",
        "[Kelola hasil]",
        "[Siapkan periode 2027]",
        "[Tutup periode 2026]",
        MENU,
    )


def test_dots_of_the_calendar_say_why() -> None:
    play = nothing_open().tap("Buat periode")
    play.does(Tap("off:2026-12-25", 1)).toasts("Jumat, 25 Desember 2026 hari libur.").ordered()
    play.does(Tap("off:2026-11-30", 1)).toasts("30 November 2026 ada di bulan lain.")
    play.does(Tap("day:2026-12-25", 1)).toasts("Jumat, 25 Desember 2026 hari libur.")
    assert isinstance(play.state, PickingDay)


def test_months_are_turned_and_left() -> None:
    play = nothing_open().tap("Buat periode").tap("Jan ›")
    assert play.screen.text.startswith("Pilih tenggat: <b>Januari 2027</b>")
    play.tap("‹ Des").tap("‹ Nov")
    assert play.screen.text == (
        "Pilih tenggat: <b>November 2026</b>, Senin sampai Jumat. Titik: libur, di luar batas, atau bulan lain."
    )
    play.tap("Batalkan")
    assert play.state == ManagingPeriod(PEMDA)


def test_the_draft_can_be_changed_before_opening() -> None:
    play = nothing_open().tap("Buat periode").tap("14").tap("Ubah verifikasi")
    assert play.screen.text == (
        "Pilih batas verifikasi: <b>Januari 2027</b>, Senin sampai Jumat. Titik: libur atau bulan lain."
    )
    play.tap("15")
    assert play.state == DraftingPeriod(PEMDA, "2026-12-14", "2027-01-15")
    play.tap("Ubah tenggat").tap("Batalkan")
    assert play.state == DraftingPeriod(PEMDA, "2026-12-14", "2027-01-15")
    play.tap("Ubah tenggat").tap("18")
    assert play.state == DraftingPeriod(PEMDA, "2026-12-18", "2027-01-08")


def test_verification_comes_after_the_due_date() -> None:
    state = PickingDay(PEMDA, "new_verification", "2026-12-01", "2026-12-14", "2027-01-08")
    play = Play(citra({"periods": ()}, now=BEFORE), state)
    play.does(Tap("day:2026-12-14", 1)).toasts("14 Desember 2026 terlalu awal. Pilih mulai Selasa, 15 Desember 2026.")


def test_a_second_period_of_a_year_carries_its_number() -> None:
    closed = replace(PERIOD_LINE, status="closed")
    play = Play(citra({"periods": (closed,)}, now=BEFORE)).begin("admin").tap("Kelola periode")
    assert play.screen.text == (
        "<b>Periode · Kutai Timur</b>\nBelum ada periode yang dibuka. Periode 2026 sudah ditutup."
    )
    play.tap("Buat periode").tap("14")
    assert play.screen.rows[0][0].label == "Buka periode 2026-2"


def test_without_opds_no_period() -> None:
    play = Play(citra({"periods": (), "opds": ()}), ManagingPeriod(PEMDA)).tap("Buat periode")
    play.toasts("Belum ada OPD. Kirim daftar OPD lebih dahulu lewat Kelola OPD.").ordered()


def test_opening_when_a_colleague_was_faster() -> None:
    play = Play(citra(now=BEFORE), DraftingPeriod(PEMDA, "2026-12-14", "2027-01-08")).tap("Buka periode 2026-2")
    play.toasts("Masih ada periode yang terbuka. Tutup dahulu sebelum membuka yang baru.").ordered()
    assert play.state == ManagingPeriod(PEMDA)


def test_opening_after_the_chosen_day_has_passed() -> None:
    late = citra({"periods": ()}, now=at(14, 17))
    play = Play(late, DraftingPeriod(PEMDA, "2026-12-14", "2027-01-08")).tap("Buka periode 2026")
    play.toasts("Tenggat itu sudah lewat. Pilih hari lain.").ordered()
    assert isinstance(play.state, PickingDay)


def test_today_can_be_due_until_its_hour() -> None:
    for hour, found in ((15, True), (16, False)):
        play = Play(citra({"periods": ()}, now=at(7, hour)), PickingDay(PEMDA, "new_due", "2026-12-01"))
        assert any(button.label == "7" for row in play.screen.rows for button in row) is found


def test_the_due_date_is_moved_and_contacts_are_told() -> None:
    play = Play(citra(), ManagingPeriod(PEMDA)).tap("Ubah tenggat").tap("18").ordered()
    play.shows(
        "Tenggat menjadi <b>Jumat, 18 Desember 2026 pukul 16.00 WITA</b>?\n19 kontak yang belum mengirim diberi tahu.",
        "[Ubah tenggat]",
        "[Batalkan]",
    )
    play.tap("Ubah tenggat")
    play.ordered(
        MoveDue(1, at(18, 16), None),
        replace(
            to_contacts(
                "Tenggat penilaian 2026 menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA.", "Lanjutkan mengisi"
            ),
            unsent_of=1,
        ),
    )
    play.says("Tenggat diubah; 19 kontak diberi tahu.")
    assert play.state == ManagingPeriod(PEMDA)


def test_a_due_date_is_moved_only_once_confirmed() -> None:
    play = Play(citra(), MovingDue(PEMDA, 1, "2026-12-18")).tap("Batalkan").ordered()
    assert play.state == ManagingPeriod(PEMDA)
    late = Play(citra(now=at(19)), MovingDue(PEMDA, 1, "2026-12-18")).tap("Ubah tenggat").ordered()
    late.toasts("Tenggat itu sudah lewat. Pilih hari lain.")
    closed = Play(citra(), MovingDue(PEMDA, 2, "2026-12-18")).tap("Ubah tenggat").ordered()
    closed.toasts("Tidak ada periode yang terbuka.")
    empty = Play(citra({"opds": OPDS[52:]}), MovingDue(PEMDA, 1, "2026-12-18"))
    assert empty.screen.text.splitlines()[1] == "Belum ada kontak yang diberi tahu."
    empty.tap("Ubah tenggat").says("Tenggat diubah; belum ada kontak yang diberi tahu.")


def test_verification_moves_along_when_the_due_date_passes_it() -> None:
    play = Play(citra(), ManagingPeriod(PEMDA)).tap("Ubah tenggat").tap("Jan ›").tap("11")
    assert play.screen.text.splitlines()[0] == (
        "Tenggat menjadi <b>Senin, 11 Januari 2027 pukul 16.00 WITA</b>? "
        "Verifikasi ikut berubah: sampai Jumat, 5 Februari 2027."
    )
    play.tap("Ubah tenggat")
    assert play.step is not None
    assert play.step.effects[0] == MoveDue(1, at(11, 16, month=1, year=2027), at(5, 16, month=2, year=2027))


def test_verification_due_is_moved() -> None:
    play = Play(citra(), ManagingPeriod(PEMDA)).tap("Ubah verifikasi").tap("15")
    play.ordered(MoveDue(1, None, at(15, 16, month=1, year=2027)))
    play.says("Verifikasi sampai Jumat, 15 Januari 2027.")


def test_closing_asks_once_with_the_safe_choice_first() -> None:
    play = Play(citra(), ManagingPeriod(PEMDA)).tap("Tutup periode 2026")
    play.shows(
        "Tutup periode 2026? 22 OPD belum mengirim dan tidak dapat mengirim lagi. Isian yang ada tetap tersimpan.",
        "[Biarkan terbuka]",
        "[Tutup periode 2026]",
    )
    play.tap("Biarkan terbuka").ordered()
    assert play.state == ManagingPeriod(PEMDA)
    play.tap("Tutup periode 2026").tap("Tutup periode 2026").ordered(ClosePeriod(1))
    play.says("Periode 2026 sudah ditutup.")


def test_closing_a_period_that_all_have_sent() -> None:
    opds = tuple(replace(line, status=Status.SUBMITTED) for line in OPDS)
    assert Play(citra({"opds": opds}), ClosingPeriod(PEMDA, 1)).screen.text == (
        "Tutup periode 2026? Semua OPD sudah mengirim. Setelah ditutup, isian tidak dapat diubah."
    )


def test_closing_what_is_closed_already() -> None:
    play = Play(citra({"periods": (replace(PERIOD_LINE, status="closed"),)}), ClosingPeriod(PEMDA, 1))
    play.does(Tap("close:1", 1)).toasts("Tidak ada periode yang terbuka.").ordered()


# more time

BENGALON = find_opd("KEC-BGL")


def test_all_opds_get_more_time() -> None:
    play = Play(citra(), ChoosingExtension(PEMDA)).tap("Semua OPD").tap("21")
    assert play.state == MovingDue(PEMDA, 1, "2026-12-21")
    words = "Tenggat penilaian 2026 menjadi Senin, 21 Desember 2026 pukul 16.00 WITA."
    told = replace(to_contacts(words, "Lanjutkan mengisi"), unsent_of=1)
    play.tap("Ubah tenggat").ordered(MoveDue(1, at(21, 16), None), told)


def test_an_opd_gets_more_time_and_it_can_be_taken_back() -> None:
    play = Play(citra(), ManagingPeriod(PEMDA)).tap("Beri perpanjangan")
    assert play.screen.text == (
        "Pilih OPD yang diberi perpanjangan, ketik kode atau namanya, atau semuanya. 22 OPD belum mengirim."
    )
    play.types("bengalon")
    assert play.screen.text == (
        "Pilih tenggat baru Bengalon: <b>Desember 2026</b>, Senin sampai Jumat. "
        "Titik: libur, di luar batas, atau bulan lain."
    )
    extended = tuple(replace(line, due=at(18, 16)) if line.id == BENGALON.id else line for line in OPDS)
    play.tap("18", citra({"opds": extended}))
    play.ordered(
        Extend(BENGALON.id, at(18, 16)),
        to_contacts(
            "Tenggat Bengalon menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA.", "Lanjutkan mengisi", BENGALON.id
        ),
    )
    play.shows(
        "Tenggat Bengalon menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA; 1 kontak diberi tahu.",
        "[Batalkan]",
        MENU,
    )
    play.tap("Batalkan").ordered(
        Extend(BENGALON.id, None),
        to_contacts(
            "Tenggat Bengalon menjadi Senin, 14 Desember 2026 pukul 16.00 WITA.", "Lanjutkan mengisi", BENGALON.id
        ),
    )
    play.says(
        "Perpanjangan dibatalkan: tenggat Bengalon kembali Senin, 14 Desember 2026 pukul 16.00 WITA; "
        "1 kontak diberi tahu."
    )


def test_taking_back_restores_an_earlier_extension() -> None:
    extended = tuple(replace(line, due=at(16, 16)) if line.id == BENGALON.id else line for line in OPDS)
    play = Play(citra({"opds": extended}), ChoosingExtension(PEMDA)).types("bengalon").tap("18")
    assert play.state == Extending(PEMDA, BENGALON.id, at(16, 16).isoformat())
    play.tap("Batalkan")
    assert play.step is not None
    assert play.step.effects[0] == Extend(BENGALON.id, at(16, 16))


def test_an_extension_lies_between_the_due_date_and_verification() -> None:
    state = PickingDay(PEMDA, "extension", "2027-01-01", opd=BENGALON.id)
    play = Play(citra(), state)
    assert [button.label for row in play.screen.rows[:-1] for button in row if button.label != "·"] == [
        *("4", "5", "6", "7", "8"),
    ]
    play.does(Tap("off:2027-01-11", 1)).toasts(
        "11 Januari 2027 terlalu lambat. Pilih paling lambat Jumat, 8 Januari 2027."
    )
    play.does(Tap("day:2026-12-14", 1)).ordered()


def test_nobody_needs_more_time_when_all_have_sent() -> None:
    opds = tuple(replace(line, status=Status.SUBMITTED) for line in OPDS)
    Play(citra({"opds": opds}), ManagingPeriod(PEMDA)).tap("Beri perpanjangan").toasts(
        "Semua OPD sudah mengirim, jadi tidak ada yang perlu diperpanjang."
    )


def test_an_opd_that_sent_meanwhile_needs_no_extension() -> None:
    play = Play(citra(), PickingDay(PEMDA, "extension", "2026-12-01", opd=find_opd("SETDA").id))
    play.does(Tap("day:2026-12-18", 1)).toasts("OPD ini sudah mengirim, jadi tidak perlu perpanjangan.").ordered()


def test_a_day_chosen_after_the_period_was_closed_changes_nothing() -> None:
    closed = citra({"periods": (replace(PERIOD_LINE, status="closed"),)}, now=NOW)
    for purpose in ("due", "verification", "extension"):
        play = Play(closed, PickingDay(PEMDA, purpose, "2026-12-01", opd=BENGALON.id))
        play.does(Tap("day:2026-12-18", 1)).toasts("Tidak ada periode yang terbuka.").ordered()
