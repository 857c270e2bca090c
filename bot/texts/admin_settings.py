"""Settings of a Pemda (CONVERSATIONS 13)."""

from bot.texts.common import named
from core.assessment import Approval

RECORD = "Pengaturan"
CANCEL = "Batalkan"
APPROVE_BY = {
    Approval.NONE: "Tanpa persetujuan",
    Approval.IN_BOT: "Minta di bot",
    Approval.LETTER: "Minta lewat surat",
}
SEE_ASSESSMENT = "Buka penilaian"
FIVE_DAYS = "Pakai 5 hari kerja"
SIX_DAYS = "Pakai 6 hari kerja"
ALLOW_LINKS = "Terima tautan saja"
REFUSE_LINKS = "Wajibkan berkas"
ORGANISER = "Ubah nama pengelola"
RULE = "Ubah tautan peraturan"
CLEAR = "Kosongkan"

_APPROVAL = {
    Approval.NONE: "tidak diperlukan",
    Approval.IN_BOT: "disetujui kepala di bot",
    Approval.LETTER: "dengan foto surat pengantar bertanda tangan",
}
APPROVAL_SET = {
    Approval.NONE: "Persetujuan kepala tidak diperlukan",
    Approval.IN_BOT: "Kepala menyetujui di bot sebelum kiriman diteruskan",
    Approval.LETTER: "Kepala menandatangani surat pengantar; fotonya menjadi kiriman",
}
APPROVAL_CHANGED = {
    Approval.NONE: "Persetujuan kepala tidak diperlukan lagi. Penilaian yang menunggu dapat langsung dikirim.",
    Approval.IN_BOT: "Cara persetujuan berubah: kepala kini menyetujui di bot. Penilaian tetap menunggu kepala.",
    Approval.LETTER: (
        "Cara persetujuan berubah: kepala kini menandatangani surat pengantar. "
        "Ambil suratnya di sini, lalu kirim fotonya setelah ditandatangani."
    ),
}
"""To contacts whose assessment waits for the head."""

HEAD_IS_ASKED = "Penilaian menunggu persetujuan Bapak/Ibu di bot."


def overview(
    pemda: str, approval: Approval, working_days: int, links_alone: bool, organiser: str, rule_link: str
) -> str:
    days = "Senin sampai Sabtu" if working_days == 6 else "Senin sampai Jumat"
    links = "cukup sebagai bukti, dengan peringatan" if links_alone else "tidak cukup tanpa berkas"
    return (
        f"<b>Pengaturan · {named(pemda, 60)}</b>\n"
        f"Persetujuan kepala: {_APPROVAL[approval]}\n"
        f"Hari kerja: {days}\n"
        f"Tautan saja: {links}\n"
        f"Pengelola: {named(organiser, 120)}\n"
        f"Peraturan: {named(rule_link, 200) if rule_link else 'belum ada tautan'}"
    )


def days_set(working_days: int) -> str:
    return f"Hari kerja menjadi {working_days} hari"


def links_set(links_alone: bool) -> str:
    return "Tautan saja diterima sebagai bukti" if links_alone else "Bukti harus berupa berkas"


NAME_ORGANISER = (
    "Tulis nama unit pengelola, misalnya Bagian Organisasi Setda Kabupaten Kutai Timur. "
    "Nama ini dibaca kontak pada layar pertama."
)
LINK_RULE = "Kirim alamat peraturan, diawali https://, misalnya dari laman JDIH."
BAD_NAME = "Nama ditulis dalam satu baris, 3 sampai 120 huruf. Tulis ulang."
BAD_LINK = "Alamat harus diawali https:// atau http://, tanpa spasi, paling panjang 300 karakter. Kirim ulang."


def organiser_set(name: str) -> str:
    return f"Pengelola: {named(name, 120)}"


RULE_SET = "Tautan peraturan tersimpan."
RULE_CLEARED = "Tautan peraturan dikosongkan."
