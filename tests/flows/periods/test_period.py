"""Opening, moving and closing a period; more time for one OPD."""

from dataclasses import replace

from bot.flows.base import Tap
from bot.flows.states.coordinator import (
    ChoosingExtension,
    ClosingPeriod,
    DraftingPeriod,
    Extending,
    ManagingPeriod,
    MovingDue,
    PickingDay,
)
from core.assessment.model import SENT, Status
from core.effects import ClosePeriod, Extend, MoveDue, OpenPeriod, TellOpds, TellRole
from core.facts import OpdLine
from core.people.roles import Role
from core.screen import Notice, escape, steady
from tests.flows.play_people import Play
from tests.flows.world_people import CITRA, DUE, NOW, OPDS, PEMDA, PERIOD_LINE, VERIFICATION_DUE, at, citra, find_opd

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


def to_owing(due: str, *besides: int, opds: tuple[OpdLine, ...] = OPDS) -> TellOpds:
    """To the contacts of every OPD that has not sent, but these."""
    way = steady("Lanjutkan mengisi", "resume")
    unsent = [line for line in opds if line.status not in SENT and line.id not in besides]
    words = [(line.id, f"Tenggat penilaian 2026 {escape(line.short)} menjadi {due}.") for line in unsent]
    return TellOpds(PEMDA, (Role.CONTACT,), tuple((number, Notice(text, ((way,),))) for number, text in words))


def test_a_period_is_opened_with_four_taps() -> None:
    play = nothing_open()
    play.shows("<b>Periode · Kutai Timur</b>\nBelum ada periode yang dibuka.", "[Buat periode]", MENU)
    play.tap("Buat periode").shows(
        "Pilih tenggat: <b>Desember 2026</b>, Senin sampai Jumat. Titik: libur atau bulan lain.", *CALENDAR
    )
    play.tap("14").shows(
        "<b>Periode 2026</b> · kematangan-2018 · 55 OPD\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA, verifikasi sampai Jumat, 8 Januari 2027.\n"
        "52 OPD punya kontak dan akan diberi tahu; 3 belum.",
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
        "Periode 2026 sudah dibuka; kontak 52 OPD akan diberi tahu.\n\n"
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
        "Tenggat menjadi <b>Jumat, 18 Desember 2026 pukul 16.00 WITA</b>?\n19 kontak akan diberi tahu.",
        "[Ubah tenggat]",
        "[Batalkan]",
    )
    play.tap("Ubah tenggat")
    play.ordered(
        MoveDue(1, at(18, 16), None),
        to_owing("Jumat, 18 Desember 2026 pukul 16.00 WITA"),
    )
    play.says("Tenggat diubah; 19 kontak akan diberi tahu.")
    assert play.state == ManagingPeriod(PEMDA)


def test_an_opd_with_a_later_date_of_its_own_is_not_told_another() -> None:
    """Found: moved earlier, it was told the period's date, which is not its own."""
    longer = replace(BENGALON, due=at(21, 16), extended=True)
    blocked = replace(find_opd("KEC-KLR"), reach=frozenset(), unreachable=1)
    opds = tuple({longer.id: longer, blocked.id: blocked}.get(line.id, line) for line in OPDS)
    facts = citra({"opds": opds})
    play = Play(facts, ManagingPeriod(PEMDA)).tap("Ubah tenggat").tap("10")
    play.shows(
        "Tenggat menjadi <b>Kamis, 10 Desember 2026 pukul 16.00 WITA</b>?\n"
        "17 kontak akan diberi tahu. Tetap pada perpanjangannya sendiri: Bengalon.",
        "[Ubah tenggat]",
        "[Batalkan]",
    )
    play.tap("Ubah tenggat")
    told = to_owing("Kamis, 10 Desember 2026 pukul 16.00 WITA", longer.id, opds=opds)
    play.ordered(MoveDue(1, at(10, 16), None), told).says("Tenggat diubah; 17 kontak akan diberi tahu.")


def test_more_time_for_all_is_told_to_whom_it_gives_more() -> None:
    longer = replace(BENGALON, due=at(28, 16), extended=True)
    shorter = replace(find_opd("KEC-KLR"), due=at(16, 16), extended=True)
    opds = tuple({longer.id: longer, shorter.id: shorter}.get(line.id, line) for line in OPDS)
    play = Play(citra({"opds": opds}), MovingDue(PEMDA, 1, "2026-12-21")).tap("Ubah tenggat")
    told = to_owing("Senin, 21 Desember 2026 pukul 16.00 WITA", longer.id, opds=opds)
    play.ordered(MoveDue(1, at(21, 16), None), told)


def test_a_head_who_is_asked_for_approval_hears_of_the_new_date() -> None:
    waiting = replace(BENGALON, status=Status.AWAITING_HEAD, heads=frozenset({5}))
    opds = tuple(waiting if line.id == waiting.id else line for line in OPDS)
    play = Play(citra({"opds": opds}), MovingDue(PEMDA, 1, "2026-12-18")).tap("Ubah tenggat")
    _, contacts, heads = play.step.effects  # type: ignore[union-attr]
    assert isinstance(heads, TellOpds)
    words = "Tenggat penilaian 2026 Bengalon menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA."
    way = steady("Buka persetujuan", "approve", BENGALON.assessment)
    assert heads == TellOpds(PEMDA, (Role.HEAD,), ((BENGALON.id, Notice(words, ((way,),))),))
    assert isinstance(contacts, TellOpds)
    assert BENGALON.id in dict(contacts.notices)


def test_an_earlier_verification_tells_those_whose_time_it_cuts() -> None:
    repairing = replace(find_opd("DISHUB"), status=Status.RETURNED, repair_due=at(23, 16))
    longer = replace(BENGALON, due=at(22, 16), extended=True)
    opds = tuple({repairing.id: repairing, longer.id: longer}.get(line.id, line) for line in OPDS)
    play = Play(citra({"opds": opds}), ManagingPeriod(PEMDA)).tap("Ubah verifikasi")
    play.does(Tap("month:2026-12-01", 1)).tap("18")
    until = "Jumat, 18 Desember 2026 pukul 16.00 WITA"
    own = f"Tenggat penilaian 2026 Bengalon menjadi {until}."
    repair = f"Batas perbaikan Dishub menjadi {until}, karena verifikasi berakhir lebih awal."
    play.ordered(
        MoveDue(1, None, at(18, 16)),
        TellOpds(PEMDA, (Role.CONTACT,), ((longer.id, Notice(own, ((steady("Lanjutkan mengisi", "resume"),),))),)),
        TellOpds(
            PEMDA,
            (Role.CONTACT,),
            ((repairing.id, Notice(repair, ((steady("Lihat penilaian", "receipt", repairing.assessment),),))),),
        ),
    )
    play.says("Verifikasi sampai Jumat, 18 Desember 2026. 2 kontak akan diberi tahu.")


def test_whoever_presses_and_whoever_blocked_the_bot_is_not_counted() -> None:
    both = replace(BENGALON, reach=frozenset({CITRA.id, 5}))
    same = replace(find_opd("KEC-KLR"), reach=frozenset({5}))
    facts = citra({"opds": (both, same)})
    play = Play(facts, MovingDue(PEMDA, 1, "2026-12-18"))
    assert "\n1 kontak akan diberi tahu." in play.screen.text


def test_an_extension_is_not_taken_back_to_a_day_that_has_passed() -> None:
    extended = tuple(replace(line, due=at(18, 16)) if line.id == BENGALON.id else line for line in OPDS)
    late = citra({"opds": extended}, now=at(15))
    play = Play(late, Extending(PEMDA, BENGALON.id)).tap("Batalkan").ordered()
    play.toasts("Tenggat semula sudah lewat, jadi perpanjangan tidak dapat dibatalkan. Beri tenggat lain.")


def test_a_due_date_is_moved_only_once_confirmed() -> None:
    play = Play(citra(), MovingDue(PEMDA, 1, "2026-12-18")).tap("Batalkan").ordered()
    assert play.state == ManagingPeriod(PEMDA)
    late = Play(citra(now=at(19)), MovingDue(PEMDA, 1, "2026-12-18")).tap("Ubah tenggat").ordered()
    late.toasts("Tenggat itu sudah lewat. Pilih hari lain.")
    closed = Play(citra(), MovingDue(PEMDA, 2, "2026-12-18")).tap("Ubah tenggat").ordered()
    closed.toasts("Tidak ada periode yang terbuka.")
    empty = Play(citra({"opds": OPDS[52:]}), MovingDue(PEMDA, 1, "2026-12-18"))
    assert empty.screen.text.splitlines()[1] == "Belum ada kontak yang dapat diberi tahu."
    empty.tap("Ubah tenggat").says("Tenggat diubah; belum ada kontak yang dapat diberi tahu.")


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
    told = to_owing("Senin, 21 Desember 2026 pukul 16.00 WITA")
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
        "Tenggat Bengalon menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA; 1 kontak akan diberi tahu.",
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
        "1 kontak akan diberi tahu."
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
