"""The head approves in the bot."""

from datetime import datetime

from bot.texts.answers.contents import progress
from bot.texts.answers.submit import contents
from bot.texts.common import AWAITING, BACK, LOCK, WAIT, hour, moment, named, quote, said
from bot.texts.periods import ending
from core.assessment.counts import self_value
from core.assessment.model import Assessment, Status
from core.pemda.heads import head_title
from core.written import listed, number

APPROVE = "Setujui penilaian"
AGREE = "Ya, setujui dan kirim"
NOT_YET = "Belum"
SEE_ANSWERS = "Lihat jawaban"
RETURN = "Kembalikan ke kontak"
RETURN_SILENTLY = "Kembalikan saja"
APPROVED = "Penilaian disetujui dan terkirim"
CHANGED = "Isian berubah sejak pemberitahuan itu. Inilah yang terbaru."
NOT_WAITING = "Penilaian ini tidak sedang menunggu persetujuan."
ONLY_HEAD = "Hanya kepala yang dapat menyetujui."
SEE_RECEIPT = "Lihat tanda terima"
SENT_BY_CONTACT = "Bukti dikirim oleh kontak OPD dari ponselnya."
ASK_NOTE = "Tuliskan catatan untuk kontak: apa yang perlu diperbaiki."


def addressed(a: Assessment) -> str:
    return f"Yth. {named(head_title(a.opd.name, a.opd.head_title), 120)}"


def asks(a: Assessment, zone: str) -> str:
    """The notice and the screen on which the head decides."""
    return (
        f"{addressed(a)}\n{_mended(a)}Penilaian mandiri {named(a.period.name)} telah diisi: {_scored(a)}. "
        "Dengan menyetujui, Bapak/Ibu menyatakan isinya sesuai keadaan sebenarnya. "
        f"Tenggat: {moment(a.due, zone)}"
    )


def _mended(a: Assessment) -> str:
    """What was done about the head's note, while it waits for the head again; "" at any other time."""
    if a.head_return is None:
        return ""
    done = f"yang berubah {listed(a.mended)}" if a.mended else "tidak ada yang berubah"
    note = f" “{said(a.head_return.note, 100)}”" if a.head_return.note else ""
    return f"{BACK} Diajukan lagi. Sejak catatan Bapak/Ibu{note}: {done}.\n"


def _scored(a: Assessment) -> str:
    """ "11 variabel, 27 bukti, nilai mandiri 36"."""
    value = self_value(a)
    return f"{contents(a)}, nilai mandiri {number(value)}" if value is not None else contents(a)


def confirm_approval(a: Assessment) -> str:
    return (
        f"{addressed(a)}\nSetujui dan kirim penilaian mandiri {named(a.period.name)} ({_scored(a)})? "
        "Setelah dikirim, tim penilai mulai memeriksa, dan persetujuan tidak dapat dibatalkan dari sini."
    )


def reminder(a: Assessment, zone: str) -> str:
    return f"Penilaian menunggu persetujuan Bapak/Ibu.\n{asks(a, zone)}"


def seen(a: Assessment, zone: str) -> str:
    """The answer to the head when there is nothing to decide any more."""
    head = f"{addressed(a)}\nPenilaian mandiri {named(a.period.name)}, {named(a.opd.name, 100)}"
    if a.submission is not None and a.status is not Status.DRAFT:
        return f"{head}\n{LOCK} Terkirim {moment(a.submission.at, zone)}, kode <code>{named(a.submission.code)}</code>"
    if a.over:
        return f"{head}\n{LOCK} {ending.of(a)}"
    if a.status is Status.AWAITING_HEAD:
        return f"{head}\n{WAIT} {AWAITING[a.approval]}"
    if len(a.incomplete) == len(a.instrument.codes):
        rest = "Belum ada variabel yang lengkap."
    else:
        rest = f"Belum lengkap: {', '.join(a.incomplete)}" if a.incomplete else "Tinggal dikirim oleh kontak."
    return f"{head}\n{progress(a)}\n{rest}\nTenggat: {moment(a.due, zone)}"


def returning(a: Assessment) -> str:
    return f"{addressed(a)}\nPenilaian belum dikembalikan. {ASK_NOTE}"


def confirm_return(a: Assessment, note: str) -> str:
    tells = "Kontak OPD diberi tahu dan dapat mengubah isian lagi. Untuk mengganti catatan, tulis lagi."
    return f"{addressed(a)}\nKembalikan penilaian kepada kontak dengan catatan ini?\n{quote(note, 500)}\n{tells}"


def which_way(a: Assessment, note: str) -> str:
    """Words that came without a button: nothing was done with them yet."""
    asks = "Tulisan ini belum disampaikan. Penilaian disetujui, atau dikembalikan kepada kontak dengan catatan ini?"
    return f"{addressed(a)}\n{quote(note, 500)}\n{asks}"


def approved(a: Assessment, at: datetime, zone: str) -> str:
    """To the contacts."""
    title = named(head_title(a.opd.name, a.opd.head_title), 120)
    name = named(a.period.name)
    return f"{title} menyetujui penilaian {name} {hour(at, zone)}. Penilaian sudah diteruskan ke tim penilai."


def returned(a: Assessment, note: str, at: datetime, zone: str) -> str:
    """To the contacts."""
    title = named(head_title(a.opd.name, a.opd.head_title), 120)
    words = f"\nCatatan: {quote(note, 600)}" if note else ""
    return f"{BACK} {title} mengembalikan penilaian {named(a.period.name)} {hour(at, zone)}.{words}"


def given_back(at: datetime, zone: str) -> str:
    """To the head, above what they see then."""
    return f"{BACK} Penilaian dikembalikan kepada kontak {hour(at, zone)}; kontak diberi tahu."


def record_returning(a: Assessment) -> str:
    """The line of the screen on which it was to be given back."""
    return _record_of(a, "belum dikembalikan")


def record_asked(a: Assessment) -> str:
    """The line of the question whether to approve."""
    return _record_of(a, "belum disetujui")


def _record_of(a: Assessment, undone: str) -> str:
    waits = a.status is Status.AWAITING_HEAD and not a.over
    return f"{record(a)}: {undone}" if waits else record(a)


def record(a: Assessment) -> str:
    return f"Penilaian {named(a.opd.short)} {named(a.period.name)}"
