"""The list of OPD, and one of them."""

from collections.abc import Sequence

from bot.texts.common import named, said
from core.assessment.model import SENT, Status
from core.assessment.subjects import KINDS
from core.facts import OpdLine
from core.pemda.naming import shortened

SHOW_LIST = "Lihat daftar OPD"
CANCEL = "Batalkan"
INVITE = "Buat undangan"
INVITE_HEAD = "Undang kepala"
EXTEND = "Beri perpanjangan"
REVOKE = "Cabut undangan"
MEMBERS = "Atur orang"
RECORD = "Daftar OPD"
BACK = "Kembali"
GONE = "OPD ini tidak lagi ada."
ALREADY_SENT = "OPD ini sudah mengirim, jadi tidak perlu perpanjangan."


def sent_already(opd: str) -> str:
    return f"{named(opd)} sudah mengirim, jadi tidak perlu perpanjangan."


def overview(pemda: str, opds: int, with_contact: int) -> str:
    contacts = f"{with_contact} punya kontak" if with_contact else "belum ada yang punya kontak"
    counted = f"{opds} OPD, {contacts}." if opds else "Belum ada OPD."
    return (
        f"<b>Kelola OPD · {named(pemda, 60)}</b>\n{counted}\n\n"
        "Kirim berkas XLSX atau CSV untuk menambah atau memperbarui OPD. Kolom: kode, nama, singkatan, jenis, telepon. "
        "OPD yang tidak ada di berkas tetap tersimpan.\n"
        "Untuk mencari satu OPD, ketik kode atau namanya."
    )


def listing(pemda: str, count: int) -> str:
    return f"<b>OPD · {named(pemda, 60)}</b>\n{count} OPD. Pilih, atau ketik kode atau namanya."


def mark(line: OpdLine) -> str:
    """How far an OPD is, as one sign; none while it takes no part."""
    match line.status:
        case None:
            return ""
        case Status.NOT_STARTED:
            return "⬜"
        case Status.DRAFT:
            return "🟡"
        case Status.AWAITING_HEAD:
            return "⏳"
        case Status.RETURNED:
            return "↩️"
        case Status.VERIFIED | Status.FINAL:
            return "✅"
        case status if status in SENT:
            return "🔒"
    return ""


def name(line: OpdLine, among: Sequence[OpdLine]) -> str:
    """Name on a button of a list where it does not matter how far the OPD is."""
    return shortened(line.short, 18, (one.short for one in among))


def label(line: OpdLine, among: Sequence[OpdLine]) -> str:
    """Name on a button; people choose among short names."""
    return f"{mark(line)} {name(line, among)}{f' {line.answered}/{line.of}' if line.of else ''}".strip()


_STATUS = {
    Status.NOT_STARTED: "belum mulai",
    Status.DRAFT: "sedang mengisi",
    Status.AWAITING_HEAD: "menunggu kepala",
    Status.SUBMITTED: "sudah mengirim",
    Status.IN_REVIEW: "sedang diperiksa",
    Status.RETURNED: "memperbaiki",
    Status.VERIFIED: "terverifikasi",
    Status.FINAL: "ditetapkan",
}


def _complete(line: OpdLine) -> str:
    if line.of:
        return f"{line.answered} dari {line.of} {KINDS[line.subject]} lengkap"
    return f"{line.complete} variabel lengkap"


def details(line: OpdLine, due: str, repair: str = "", outside: bool = False) -> str:
    """One OPD. `due`: weekday, date, hour and zone, empty without a period; `repair`: the limit of its repairs;
    `outside`: it was not chosen for the period.
    """
    contacts = f"{line.contacts} kontak" if line.contacts else "⚠️ Belum ada kontak"
    if line.unreachable:
        contacts += f", ⚠️ {line.unreachable} tidak terjangkau"
    head = "Kepala sudah bergabung" if line.headed else "Belum ada kepala"
    parts = [f"<b>{named(line.name, 160)}</b>", f"{named(line.code)} · {named(line.kind)}", contacts, head]
    if line.status is not None:
        parts.append(f"{mark(line)} {_STATUS[line.status]}, {_complete(line)}")
        parts.append(f"Batas perbaikan {repair}" if repair else f"Tenggat {due}")
    elif outside:
        parts.append("Tidak ikut periode ini.")
    if line.left_out:
        parts.append(f"Tidak ikut periode ini: {said(line.left_out, 120)}")
    return "\n".join(parts)
