"""Declaration, receipt, waiting for the head, withdrawal."""

from datetime import datetime

from bot.texts.answers import letter
from bot.texts.answers.contents import variable
from bot.texts.answers.summary import person
from bot.texts.common import AWAITING, BACK, LOCK, WAIT, WARN, heading, hour, moment, named, period_title
from bot.texts.periods import ending
from core.assessment.counts import added_after_sending, proofs
from core.assessment.model import LETTER, Approval, Assessment, EvidenceState, PeriodStatus, Status

SUBMIT = "Kirim ke tim penilai"
SUBMIT_TO_HEAD = "Kirim ke kepala"
PREPARE_LETTER = "Siapkan surat"
SUBMITTED = "Penilaian terkirim"
ASKED_HEAD = "Penilaian diajukan kepada kepala"
LETTER_READY = "Isian dikunci sampai surat diterima"
SEE_SUBMISSION = "Lihat kiriman"
COPY_CODE = "Salin kode"
WITHDRAW = "Tarik kembali"
KEEP = "Pertahankan kiriman"
WITHDRAWN = "Kiriman ditarik kembali"
NOT_SENT = f"{WARN} Penilaian belum dikirim. Periksa lagi isiannya, lalu kirim dari sini."
REMIND_HEAD = "Ingatkan kepala"
HEAD_REMINDED = "Kepala sudah diingatkan"
REMINDED_TODAY = "Kepala sudah diingatkan hari ini"
NO_HEAD = "Belum ada kepala yang terdaftar di bot"
CALL_HEAD = "Minta kepala diundang"
CALLED = "Koordinator diberi tahu bahwa kepala perlu diundang"
CALLED_TODAY = "Koordinator sudah diberi tahu hari ini"
HEAD_IS_THERE = "Kepala sudah terdaftar di bot"
REVIEW_BEGAN = "Tim penilai sudah mulai memeriksa, jadi kiriman tidak dapat ditarik kembali."


def declaration(a: Assessment, now: datetime, zone: str, organiser: str, heads: int) -> str:
    """The declarant's words with what sending means; without a declarant there is nothing to declare."""
    who = person(a.declarant) if a.declarant else ""
    lines = [
        f"Saya, {who}, menyatakan bahwa jawaban dan bukti penilaian mandiri {named(a.opd.name, 100)} "
        f"tahun {a.period.year} sesuai keadaan sebenarnya."
    ]
    return "\n".join([*lines, *_late(a, now, zone), _consequence(a, organiser, heads)])


def _late(a: Assessment, now: datetime, zone: str) -> list[str]:
    if now <= a.due:
        return []
    return [f"{WARN} Tenggat {moment(a.due, zone)} sudah lewat. Kiriman tetap diterima dan dicatat terlambat."]


def _consequence(a: Assessment, organiser: str, heads: int) -> str:
    match a.approval:
        case Approval.NONE:
            return "Setelah dikirim, isian terkunci. Selama tim penilai belum memeriksa, kiriman dapat ditarik kembali."
        case Approval.IN_BOT if not heads:
            return (
                f"{WARN} Penilaian ini memerlukan persetujuan kepala, tetapi kepala belum terdaftar di bot. "
                f"Tekan {CALL_HEAD} untuk memberi tahu {named(organiser, 80)}. "
                "Setelah kepala bergabung, kirim dari sini."
            )
        case Approval.IN_BOT:
            return "Setelah dikirim, isian terkunci dan menunggu persetujuan kepala. Kiriman dapat ditarik kembali."
        case Approval.LETTER:
            return "Setelah surat disiapkan, isian terkunci. Foto surat yang ditandatangani kepala menjadi kirimannya."


def declaring(a: Assessment, now: datetime, zone: str, organiser: str, heads: int) -> str:
    return f"<b>Pernyataan</b>\n{declaration(a, now, zone, organiser, heads)}"


def receipt(a: Assessment, now: datetime, zone: str, organiser: str) -> str:
    """The receipt: what was sent, and when. It stays the same whatever the team does afterwards."""
    if a.submission is None or a.status in (Status.NOT_STARTED, Status.DRAFT):
        return closed(a, zone, organiser)
    sent = a.submission
    late = ". Dicatat terlambat." if sent.late else ""
    lines = [
        f"{LOCK} <b>Tanda terima</b>",
        f"{named(a.opd.name, 100)} · {period_title(a.period)} · {_counted(a, sent.evidence)}",
        f"{moment(sent.at, zone)}, oleh {named(sent.by_name, 80)}{late}",
        f"Kode: <code>{named(sent.code)}</code>",
        *_repaired(a),
        *letter.pages(a),
        *_copying(a),
        *((not a.over and _returned(a, now, zone)) or [_following(a)]),
    ]
    return "\n".join(lines)


def contents(a: Assessment) -> str:
    """ "11 variabel, 27 bukti": what there is now."""
    return _counted(a, len(proofs(a)))


def _counted(a: Assessment, evidence: int) -> str:
    return f"{len(a.instrument.codes)} variabel, {evidence} bukti"


def _repaired(a: Assessment) -> list[str]:
    """How much evidence repairs have added. Evidence of a repair that is not sent yet belongs to a variable that is
    still open.
    """
    closed_again = {code for code, answer in a.answers.items() if answer.reopened is None}
    added = len(added_after_sending(a, closed_again))
    return [f"Dalam perbaikan ditambah {added} bukti."] if added else []


def _copying(a: Assessment) -> list[str]:
    waiting = sum(item.state is EvidenceState.RECEIVED for item in proofs(a))
    return [f"{WAIT} {waiting} bukti masih disalin; tidak perlu dikirim ulang."] if waiting else []


def _following(a: Assessment) -> str:
    if a.period.left_out or (a.over and a.status in (Status.SUBMITTED, Status.IN_REVIEW)):
        return ending.of(a)
    match a.status:
        case Status.IN_REVIEW:
            return "Tim penilai sedang memeriksa. Hasilnya disampaikan di sini."
        case Status.VERIFIED if a.awaits_province:
            return "Tim daerah selesai memeriksa. Hasilnya menunggu verifikasi provinsi."
        case Status.VERIFIED:
            return "Tim penilai selesai memeriksa. Hasilnya menunggu ditetapkan koordinator."
        case Status.FINAL:
            return "Hasil sudah ditetapkan."
        case _:
            return "Berikutnya tim penilai memeriksa. Hasilnya disampaikan di sini."


def _returned(a: Assessment, now: datetime, zone: str) -> list[str]:
    """What is open again, with the nearest limit; the more there is, the shorter the notes."""
    found = {code: answer.reopened for code, answer in a.answers.items() if answer.reopened}
    if not found:
        return []
    room = max(20, 300 // len(found))
    nearest = min(reopening.due for reopening in found.values())
    limits = {reopening.due for reopening in found.values()}
    until = f"batas {'terdekat ' if len(limits) > 1 else ''}{moment(nearest, zone)}"
    passed = ", sudah lewat; perbaikan masih diterima sampai periode ditutup" if now > nearest else ""
    head = f"Dikembalikan tim penilai, {until}{passed}:"
    return [head, *(f"{BACK} {variable(a, code)}: {named(found[code].note, room)}" for code in found)]


def closed(a: Assessment, zone: str, organiser: str) -> str:
    """The questionnaire when nothing can be filled in: before the period opens, or after it ended."""
    head = heading(named(a.opd.short), period_title(a.period))
    if a.period.status is PeriodStatus.DRAFT:
        return f"{head}\nPenilaian dibuka {moment(a.period.opens, zone)}. Bapak/Ibu akan diberi tahu."
    why = ending.of(a)
    return f"{head}\n{LOCK} {why} Untuk perbaikan, hubungi {named(organiser, 80)}."


def awaiting(a: Assessment, now: datetime, zone: str, organiser: str, heads: int) -> str:
    """What is still to be done before the team gets it, by the Pemda's way of approval."""
    if a.period.status is not PeriodStatus.OPEN:
        return closed(a, zone, organiser)
    where = f"{named(a.opd.name, 100)} · {period_title(a.period)} · {contents(a)}"
    match a.approval:
        case Approval.LETTER:
            lines = [heading(named(a.opd.short), period_title(a.period)), letter.WANTED]
        case Approval.NONE:
            lines = [f"{WARN} Penilaian belum dikirim. Persetujuan kepala tidak diperlukan lagi.", where]
        case Approval.IN_BOT if not heads:
            lines = [f"{WAIT} Menunggu persetujuan kepala.", where, _no_head(organiser)]
        case Approval.IN_BOT:
            follows = "Setelah disetujui, penilaian langsung diteruskan ke tim penilai."
            lines = [f"{WAIT} Menunggu persetujuan kepala.", where, follows]
    return "\n".join([*lines, *_late(a, now, zone)])


def _no_head(organiser: str) -> str:
    tell = f"Tekan {CALL_HEAD} untuk memberi tahu {named(organiser, 80)}."
    return f"{WARN} Kepala belum terdaftar di bot. {tell}"


def head_called(a: Assessment, who: str) -> str:
    """To the coordinators."""
    return (
        f"{WARN} {named(who, 80)} ({named(a.opd.short)}): penilaian {named(a.period.name)} siap disetujui, tetapi "
        f"kepala {named(a.opd.name, 100)} belum terdaftar di bot. Undang kepalanya."
    )


def confirm_withdrawal(a: Assessment) -> str:
    question = (
        "Tarik kembali kiriman ini? Isian tetap tersimpan; tim penilai memeriksa setelah Bapak/Ibu mengirim lagi."
    )
    return f"{question} {letter.NEW_NEEDED}" if a.evidence_of(LETTER) else question


def withdrawn_notice(who: str, opd: str, at: datetime, zone: str) -> str:
    """To the head who was asked."""
    return (
        f"{named(who, 80)} menarik kembali penilaian {named(opd, 100)} {hour(at, zone)}. Persetujuan belum diperlukan."
    )


def record_declaration(a: Assessment) -> str:
    return record_receipt(a, "") if a.submission else "Pernyataan belum dikirim"


def record_receipt(a: Assessment, zone: str) -> str:
    if a.submission is None and a.over:
        return f"{LOCK} Penilaian ditutup, isian belum dikirim"
    if a.submission is None:
        return f"{WAIT} {AWAITING[a.approval]}" if a.status is Status.AWAITING_HEAD else "Penilaian"
    at = f" {moment(a.submission.at, zone)}," if zone else ""
    return f"{LOCK} Penilaian terkirim{at} kode {named(a.submission.code)}"
