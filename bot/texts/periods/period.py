"""Opening and closing a period, its due dates, extensions, the calendar."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.texts.common import WARN, capital, clock, day, named
from bot.texts.pemda.leaving import LEAVE_OUT
from bot.texts.sent import of_all
from core.assessment.sent import Sent
from core.assessment.subjects import KINDS
from core.facts import PeriodLine
from core.instrument.parts import SubjectKind
from core.reminders.policy import POLICY
from core.screen import cut
from core.written import first_of, listed, long_day

NEW, NEW_BESIDE = "Buat periode", "Buat periode lain"
NAME = 30
"""Characters of a period's name on a button."""
CHANGE_DUE = "Ubah tenggat"
CHANGE_VERIFICATION = "Ubah verifikasi"
EXTEND = "Beri perpanjangan"
EVERYBODY = "Semua OPD"
KEEP_OPEN = "Biarkan terbuka"
CANCEL = "Batalkan"
TAKE_BACK, KEEP_EXTENSION = "Batalkan perpanjangan", "Tidak jadi"
CONTINUE = "Lanjutkan mengisi"
START = "Mulai mengisi"
SHOW_PERIOD = "Kelola periode"
RECORD = "Periode"
ALREADY_OPEN = "Masih ada periode yang terbuka. Tutup dahulu sebelum membuka yang baru."
NOTHING_OPEN = "Tidak ada periode yang terbuka."
CHOOSE_PERIOD = "Ada beberapa periode yang terbuka. Pilih periodenya dahulu."
NOBODY_LEFT = "Semua OPD sudah mengirim, jadi tidak ada yang perlu diperpanjang."
CHOOSE_DATE = "Ketuk tanggalnya."
CHOOSE_OR_WRITE = "Ketuk tanggalnya, atau tulis misalnya 28-12-2026."
FORMER_IS_PAST = "Tenggat semula sudah lewat, jadi perpanjangan tidak dapat dibatalkan. Beri tenggat lain."
OPEN_APPROVAL = "Buka persetujuan"
SEE = "Lihat penilaian"
DUE_IS_PAST = "Tenggat itu sudah lewat. Pilih hari lain."
DAY_IS_PAST = "Tanggal itu tidak dapat dipilih lagi. Pilih hari lain."


def registers(kind: SubjectKind) -> str:
    """Label of the way to the registers of all OPD."""
    return f"Daftar {KINDS[kind]}"


def no_period(pemda: str, last: PeriodLine | None) -> str:
    former = f" Periode {named(last.name, 30)} sudah ditutup." if last else ""
    return f"<b>Periode · {named(pemda, 60)}</b>\nBelum ada periode yang dibuka.{former}"


def overview(period: PeriodLine, due: str, verification: str, sent: Sent) -> str:
    """`due` and `verification` are written out with weekday."""
    return (
        f"<b>Periode {named(period.name, 30)}</b> · {sent.of} OPD\n{named(period.title, 100)}\n"
        f"Tenggat {due}, verifikasi sampai {verification}.\n{of_all(sent)} mengirim."
    )


def several(pemda: str, running: Sequence[PeriodLine]) -> str:
    """The open periods, where there are several."""
    lines = [f"{named(line.name, 60)} · {named(line.title, 60)}, tenggat {long_day(line.due)}" for line in running]
    return "\n".join([f"<b>Periode · {named(pemda, 60)}</b>", *lines, "Pilih periode yang dikelola."])


def in_the_way(name: str, scheduled: bool, *, some: bool, about_one: bool) -> str:
    """Why a new period cannot be opened, and what to do: an OPD would have two of one instrument at a time. `some`: it
    is for chosen OPD, `about_one`: for one line of a register.
    """
    now = "sudah dijadwalkan" if scheduled else "masih terbuka"
    who = "OPD ini" if about_one else "OPD yang sama"
    ways = ["tutup periode itu dahulu" if not scheduled else "batalkan jadwalnya dahulu"]
    ways += [] if about_one else ["pilih OPD lain"]
    ways += [f"ketuk “{LEAVE_OUT}” pada OPD itu di periode tersebut"] if some and not scheduled else []
    said = f"{named(name, NAME)} memakai instrumen yang sama untuk {who} dan {now}"
    return f"{WARN} Belum dapat dibuka: {said}. {capital(', atau '.join(ways))}."


def see_period(name: str) -> str:
    """Not escaped."""
    return f"Lihat periode {cut(name, NAME)}"


def close(period: PeriodLine) -> str:
    return f"Tutup periode {cut(period.name, NAME)}"


def open_period(name: str) -> str:
    return f"Buka periode {cut(name, NAME)}"


def confirm_close(period: PeriodLine, missing: int) -> str:
    name = named(period.name, 30)
    if not missing:
        return f"Tutup periode {name}? Semua OPD sudah mengirim. Setelah ditutup, isian tidak dapat diubah."
    return (
        f"Tutup periode {name}? {missing} OPD belum mengirim dan tidak dapat mengirim lagi. "
        "Isian yang ada tetap tersimpan."
    )


def confirm_undoing(can_reopen: bool) -> str:
    """`can_reopen`: its results are not made known yet."""
    if can_reopen:
        return "Selama hasil belum diumumkan, periode dapat dibuka kembali."
    return f"{WARN} Hasil sudah diumumkan, jadi periode tidak dapat dibuka kembali."


def confirm_told(repairing: int) -> str:
    """The line below the question that says whom it concerns."""
    words = f"Perbaikan {repairing} OPD berakhir; yang belum dikirim dinilai seperti yang tersimpan. "
    told = "Kontak dan kepala OPD yang belum terverifikasi akan diberi tahu, begitu juga tim penilai."
    return f"{words if repairing else ''}{told}"


def closed_by(name: str, who: str, undone: int, can_reopen: bool) -> str:
    """To the other coordinators."""
    return f"<b>Periode {named(name, 30)} ditutup</b> oleh {named(who, 60)}. {_left(undone, can_reopen)}"


def reopened_by(name: str, who: str, until: str) -> str:
    """To the other coordinators."""
    return f"<b>Periode {named(name, 30)} dibuka kembali</b> oleh {named(who, 60)}, sampai {until}."


def _left(undone: int, can_reopen: bool) -> str:
    way = "; periode dapat dibuka kembali" if can_reopen else ""
    return f"{undone} OPD belum terverifikasi{way}." if undone else "Semua OPD terverifikasi."


def closed_by_itself(name: str, undone: int, can_reopen: bool) -> str:
    """To the coordinators, when verification was due. `undone`: OPD whose result is not verified; `can_reopen`: the
    results are not made known yet.
    """
    return f"<b>Periode {named(name, 30)} ditutup</b> karena batas verifikasi sudah lewat. {_left(undone, can_reopen)}"


def closed(name: str, can_reopen: bool) -> str:
    way = " Untuk membukanya kembali: Lihat periode, pilih periodenya, Buka kembali." if can_reopen else ""
    return f"Periode {named(name, 30)} sudah ditutup.{way}"


def draft(name: str, instrument: str, opds: int, due: str, verification: str, reached: int) -> str:
    """The period before it is opened. `instrument` is its title, `reached`: OPD that have a contact who can be told."""
    missing = opds - reached
    told = f"{reached} OPD punya kontak dan akan diberi tahu{f'; {missing} belum' if missing else ''}."
    if not reached:
        told = "Belum ada OPD yang punya kontak, jadi belum ada yang diberi tahu."
    return (
        f"<b>Periode {named(name, 30)}</b> · {opds} OPD\n{named(instrument, 100)}\n"
        f"Tenggat {due}, verifikasi sampai {verification}.\n{told}"
    )


def only_about(name: str) -> str:
    """Below the words about a period that is about one line of a register."""
    return f"Hanya tentang: {named(name, 100)}."


def before_work(due: datetime, last: date) -> str:
    """A warning: it is due before work begins, so the reminder of the last day is sent on an earlier one."""
    return (
        f"Tenggat pukul {clock(due)} jatuh sebelum jam kerja. Pengingat hari terakhir dikirim {day(last)} pukul "
        f"{POLICY.begins:%H.%M}. Bila yang dimaksud akhir hari kerja, pilih pukul 16.00 pada hari kerja sebelumnya."
    )


def opened(name: str, reached: int) -> str:
    told = f"; kontak {reached} OPD akan diberi tahu" if reached else ""
    return f"Periode {named(name, 30)} sudah dibuka{told}."


def opening(name: str, due: str) -> str:
    """To all contacts."""
    return f"<b>Penilaian {named(name, 30)} dibuka.</b> Semua variabel boleh diisi bertahap.\nTenggat {due}."


def due_moved(name: str, opd: str, due: str) -> str:
    """To the contacts of one OPD."""
    return f"Tenggat penilaian {named(name, 30)} {named(opd, 60)} menjadi {due}."


def repair_moved(opd: str, due: str) -> str:
    """To the contacts of an OPD that repairs something."""
    return f"Batas perbaikan {named(opd, 60)} menjadi {due}, karena verifikasi berakhir lebih awal."


def confirm_due(due: str, verification: str, contacts: int, kept: Sequence[str] = ()) -> str:
    """`verification` only where it moves along; `contacts`: those who are told; `kept`: OPD with a later date of their
    own."""
    moved = f" Verifikasi ikut berubah: sampai {verification}." if verification else ""
    own = first_of([named(opd, 30) for opd in kept], 5, "OPD lain")
    stays = f" Tetap pada perpanjangannya sendiri: {own}." if kept else ""
    return f"Tenggat menjadi <b>{due}</b>?{moved}\n{capital(_told(contacts))}.{stays}"


def _told(contacts: int) -> str:
    return f"{contacts} kontak akan diberi tahu" if contacts else "belum ada kontak yang dapat diberi tahu"


def due_changed(contacts: int) -> str:
    """The line above the period; the period itself shows the new date."""
    return f"Tenggat diubah; {_told(contacts)}."


def verification_changed(verification: str, contacts: int | None = None) -> str:
    """`contacts`: of OPD whose own dates are cut short by it; None where there is no such OPD."""
    return f"Verifikasi sampai {verification}." + ("" if contacts is None else f" {capital(_told(contacts))}.")


def choose_opd(count: int) -> str:
    return f"Pilih OPD yang diberi perpanjangan, ketik kode atau namanya, atau semuanya. {count} OPD belum mengirim."


def confirm_extension(opd: str, due: str, contacts: int) -> str:
    return f"Tenggat {named(opd, 60)} menjadi <b>{due}</b>?\n{capital(_told(contacts))}."


def confirm_verification(until: str, contacts: int | None) -> str:
    """`contacts`: of OPD whose own dates are cut short by it; None where there is no such OPD."""
    told = "Tidak ada tenggat OPD yang ikut berubah." if contacts is None else f"{capital(_told(contacts))}."
    return f"Verifikasi sampai <b>{until}</b>?\n{told}"


def extended(opd: str, due: str, contacts: int) -> str:
    return f"Tenggat {named(opd, 60)} menjadi {due}; {_told(contacts)}."


def confirm_taking_back(opd: str, due: str, contacts: int) -> str:
    return f"Batalkan perpanjangan? Tenggat {named(opd, 60)} kembali <b>{due}</b>.\n{capital(_told(contacts))}."


def extension_undone(opd: str, due: str, contacts: int) -> str:
    return f"Perpanjangan dibatalkan: tenggat {named(opd, 60)} kembali {due}; {_told(contacts)}."


def own_due(opd: str, due: str) -> str:
    """To the contacts of one OPD."""
    return f"Tenggat {named(opd, 60)} menjadi {due}."


# the calendar


def month_of(on: date) -> str:
    """ "Desember 2026"."""
    return long_day(on).partition(" ")[2]


def calendar(asked: str, month: date, bounded: bool, estimated: bool) -> str:
    """`asked`: what the day is for. `bounded`: some working days of the month cannot be chosen. `estimated`: the
    holidays of that year are not decreed yet.
    """
    dots = "libur, di luar batas, atau bulan lain" if bounded else "libur atau bulan lain"
    text = f"{asked}: <b>{month_of(month)}</b>. Titik: {dots}."
    return f"{text}\n{WARN} {estimated_days([month.year])}" if estimated else text


def estimated_days(years: Sequence[int]) -> str:
    """The calendar knows no collective leave of these years, and some feasts only as an estimate."""
    return (
        f"Hari libur {listed([str(year) for year in years])} masih perkiraan dan cuti bersama belum termasuk, karena "
        "keputusannya belum dikenal bot. Periksa lagi tanggalnya setelah keputusan terbit."
    )


def asked_due() -> str:
    return "Pilih tenggat"


def asked_verification() -> str:
    return "Pilih batas verifikasi"


def asked_extension(opd: str) -> str:
    return f"Pilih tenggat baru {named(opd, 60)}"
