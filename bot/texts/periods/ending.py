"""How an assessment ended whose period is over: one sentence for each place it stood at, told and shown alike.

Plain words, also for toasts: nothing here is escaped, and nobody's words are in it.
"""

from collections.abc import Sequence

from bot.texts.common import LOCKED
from core.assessment.model import OPEN_FOR_ANSWERS, Approval, Assessment, PeriodStatus, Status
from core.written import listed

CANNOT = "Isian tetap tersimpan, tetapi tidak dapat dikirim lagi."
_UNSENT = {
    Approval.NONE: "sebelum isian dikirim",
    Approval.IN_BOT: "sebelum kepala menyetujui, jadi isian tidak terkirim",
    Approval.LETTER: "sebelum surat bertanda tangan diterima, jadi isian tidak terkirim",
}
ARCHIVED = "Periode sudah diarsipkan sebelum tim penilai selesai memeriksa kiriman, jadi tidak ada hasil terverifikasi."


LEFT_OUT = "OPD ini tidak ikut dalam penilaian ini. Isian tetap tersimpan."


def of(a: Assessment) -> str:
    """How this assessment ended."""
    return LEFT_OUT if a.period.left_out else ended(a.status, a.period.status, a.approval, a.lapsed)


def ended(status: Status, period: PeriodStatus, approval: Approval, lapsed: Sequence[str] = ()) -> str:
    """`status` as it was when the period closed; `lapsed`: variables whose repair was not sent by then."""
    if status in OPEN_FOR_ANSWERS:
        return f"Penilaian sudah ditutup dan isian belum dikirim. {CANNOT}"
    if status is Status.AWAITING_HEAD:
        return f"Penilaian sudah ditutup {_UNSENT[approval]}. {CANNOT}"
    if status in (Status.VERIFIED, Status.FINAL):
        return LOCKED
    if period is PeriodStatus.ARCHIVED:
        return ARCHIVED
    return unrepaired(lapsed) if lapsed else "Penilaian sudah ditutup. Kiriman tetap diperiksa tim penilai."


def unrepaired(codes: Sequence[str]) -> str:
    """About variables whose repair was not sent in time, whether it was begun or not."""
    named = listed(list(codes)) if len(codes) <= _MOST else f"{len(codes)} variabel"
    return f"Penilaian sudah ditutup. Perbaikan {named} belum dikirim, jadi dinilai tim penilai seperti yang tersimpan."


_MOST = 6


def repair_over(code: str) -> str:
    """Says that this repair is over, whoever ended it."""
    return f"Masa perbaikan {code} sudah berakhir. {code} dinilai tim penilai seperti yang tersimpan."
