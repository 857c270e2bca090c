"""Periods that are not open: a draft, a closed or archived one, the list."""

from collections.abc import Iterable

from bot.texts.common import WARN, contacts_and_heads, named
from bot.texts.periods.period import NAME
from core.assessment.model import PeriodStatus
from core.facts import PeriodLine
from core.pemda.naming import shortened
from core.screen import cut

BACK = "Kembali"
OTHERS = "Lihat periode"
SCHEDULE = "Jadwalkan"
UNSCHEDULE = "Batalkan jadwal"
CHANGE_OPENING = "Ubah pembukaan"
DISCARD = "Buang rancangan"
KEEP = "Simpan rancangan"
REOPEN = "Buka kembali"
ARCHIVE = "Arsipkan"
KEEP_CLOSED = "Batalkan"
RESULTS = "Kelola hasil"
UNSCHEDULED = "Jadwal dibatalkan; periode kembali menjadi rancangan."
PREPARED_ALREADY = "Rancangan periode berikutnya sudah ada. Pilih dari daftar."
NO_DRAFT = "Rancangan itu tidak ada lagi."
NO_PERIOD = "Periode itu tidak ada lagi."
OPENING_IS_PAST = "Hari pembukaannya sudah lewat. Ubah pembukaan lebih dahulu."
ARCHIVED = "Periode diarsipkan; hasilnya tetap dapat dibaca."

_STATUS = {
    PeriodStatus.DRAFT: "rancangan",
    PeriodStatus.OPEN: "terbuka",
    PeriodStatus.CLOSED: "ditutup",
    PeriodStatus.ARCHIVED: "diarsipkan",
}


def prepare(name: str) -> str:
    return f"Siapkan periode {cut(name, NAME)}"


def label(line: PeriodLine, among: Iterable[PeriodLine]) -> str:
    status = "terjadwal" if line.scheduled else _STATUS[PeriodStatus(line.status)]
    return f"{shortened(line.name, NAME, (one.name for one in among))} · {status}"


def listing(pemda: str) -> str:
    return f"<b>Semua periode · {named(pemda, 60)}</b>\nPilih periode yang ingin dilihat."


def prepared(name: str) -> str:
    return f"Rancangan periode {named(name, 30)} sudah disiapkan. Belum ada yang diberi tahu."


def draft(line: PeriodLine, opds: int, opens: str, due: str, verification: str) -> str:
    """The dates are written out with weekday."""
    status = (
        "Terjadwal: terbuka sendiri pada hari pembukaan, lalu kontak diberi tahu mulai pukul 08.30 hari kerja."
        if line.scheduled
        else "Rancangan: baru terbuka sendiri setelah dijadwalkan."
    )
    return (
        f"<b>Periode {named(line.name, 30)}</b> · {opds} OPD\n{named(line.title, 100)}\n{status}\n"
        f"Pembukaan {opens}.\nTenggat {due}, verifikasi sampai {verification}."
    )


def will_archive(former: str) -> str:
    """What becomes of a period whose results are not known when this one opens."""
    return (
        f"{WARN} Hasil periode {named(former, 30)} belum diumumkan. Saat periode ini dibuka, periode itu diarsipkan: "
        "tidak dapat dibuka kembali, dan kiriman yang belum terverifikasi tidak dapat dinilai lagi."
    )


def archived_by_itself(name: str, known: bool, ready: int, undone: int) -> str:
    """To the coordinators. `ready`: results that can still be made known; `undone`: OPD whose result never came."""
    said = f"<b>Periode {named(name, 30)} diarsipkan</b> karena periode berikutnya sudah dibuka."
    if known:
        return f"{said} Hasilnya tetap dapat dibaca."
    left = f" {undone} OPD tanpa hasil terverifikasi tidak dinilai lagi." if undone else ""
    if not ready:
        return f"{said} Hasilnya belum diumumkan.{left}"
    return f"{said} Hasilnya belum diumumkan: {ready} hasil masih dapat ditetapkan dan diumumkan.{left}"


def opened_by_itself(name: str, due: str) -> str:
    """To the coordinators, when the contacts are told."""
    return f"<b>Periode {named(name, 30)} dibuka</b> dan kontak OPD diberi tahu. Tenggat {due}."


def scheduled(name: str) -> str:
    return f"Periode {named(name, 30)} dijadwalkan."


def overlaps(other: str, until: str) -> str:
    return f"Periode {cut(other, 20)} masih berjalan sampai {until}. Ubah pembukaan ke hari sesudahnya."


def confirm_discard(name: str) -> str:
    return f"Buang rancangan periode {named(name, 30)}? Rancangan ini belum dipakai siapa pun."


def discarded(name: str) -> str:
    return f"Rancangan periode {named(name, 30)} dibuang."


def over(line: PeriodLine, due: str, verified: int, of: int, known: str, unit: str) -> str:
    """A closed or archived period. `known`: when its results were made known, empty if they were not. `unit`: what is
    counted.
    """
    status = _STATUS[PeriodStatus(line.status)]
    results = f"Hasil diumumkan {known}." if known else "Hasil belum diumumkan."
    return (
        f"<b>Periode {named(line.name, 30)}</b> · {status}\n{named(line.title, 100)}\nTenggat {due}.\n"
        f"{verified} terverifikasi dari {of} {unit}. {results}"
    )


def confirm_archive(name: str, waiting: int, contacts: int, heads: int) -> str:
    """`waiting`: OPD that nobody judges any more; `contacts`, `heads`: those of them who are told."""
    lines = [
        f"Arsipkan periode {named(name, 30)}? Setelah diarsipkan, periode tidak dapat dibuka kembali. "
        "Hasilnya tetap dapat dibaca."
    ]
    if waiting:
        people = contacts_and_heads(contacts, heads)
        told = f"{people} akan diberi tahu." if people else "Tidak ada yang akan diberi tahu."
        lines.append(f"{WARN} {waiting} OPD yang masih menunggu tidak dapat dinilai lagi. {told}")
    return "\n".join(lines)


def not_judged_after(count: int) -> str:
    """What ends when a closed period is archived."""
    return f"{count} OPD masih menunggu dinilai; setelah diarsipkan tidak dapat dinilai lagi."


def _lateness(due: str) -> str:
    """`due`: when answers are due, if that is still to come."""
    return f"Tenggat isian tetap {due}." if due else "Isian baru dicatat terlambat."


def reopened(until: str, due: str = "") -> str:
    return f"Periode dibuka kembali, verifikasi sampai {until}. {_lateness(due)}"


def confirm_reopening(period: str, until: str, opds: int, due: str = "") -> str:
    """`opds`: those that can go on, and in which somebody is told; `due`: when answers are due, if still to come."""
    told = f"{opds} OPD akan diberi tahu." if opds else "Tidak ada OPD yang akan diberi tahu."
    asked = f"Buka kembali periode {named(period, 30)}, verifikasi sampai <b>{until}</b>?"
    return f"{asked}\n{_lateness(due)} {told}"


def draft_changed() -> str:
    return "Rancangan diubah."


def asked_opening() -> str:
    return "Pilih hari pembukaan"


def asked_reopening() -> str:
    return "Pilih batas verifikasi yang baru"
