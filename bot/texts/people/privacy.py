"""/privasi: what is kept, one's own data, erasure (UU 27/2022)."""

from bot.texts.common import named

DOWNLOAD = "Unduh data saya"
ASK_ERASURE = "Minta penghapusan"
KEEP = "Tetap simpan data"
BACK = "Kembali"
RECORD = "Data pribadi"

DOWNLOADING = "Data sedang disiapkan dan dikirim di sini"
CONFIRM = (
    "Minta penghapusan data pribadi? Setelah disetujui koordinator, nama dan nomor akun dihapus dan semua peran "
    "berakhir. Jawaban dan bukti tetap milik OPD."
)
ASKED = "Permintaan penghapusan sudah disampaikan kepada koordinator; hasilnya diberitahukan di sini."
ERASED = (
    "Permintaan penghapusan sudah dipenuhi: peran berakhir, nama dan nomor akun dihapus, kecuali masih dipakai pada "
    "pemerintah daerah lain. Jawaban dan bukti tetap milik OPD."
)
GONE = "Orang ini tidak lagi terdaftar, jadi tidak ada yang perlu dihapus."
STRANGER = (
    "<b>Data pribadi</b>\nAkun ini belum terdaftar. Yang tersimpan hanya nomor akun Telegram, agar percakapan "
    "dapat dijawab."
)

GRANT = "Hapus data"


def notice(organiser: str, years: int) -> str:
    """`years`: how long the Pemda keeps what a period holds, after its end."""
    return (
        f"<b>Data pribadi</b>\nPengelola: {named(organiser, 120)}. Disimpan selama {years} tahun: nama, "
        "nomor akun Telegram, jabatan dan NIP penanggung jawab, jawaban, bukti, waktu. Nomor telepon tidak diminta.\n"
        "<blockquote expandable>Bapak/Ibu berhak melihat, memperbaiki, dan meminta penghapusan data (UU 27/2022). "
        "Catatan perubahan tetap ada tanpa nama.</blockquote>"
    )


def request(name: str, roles: str) -> str:
    """To the coordinators. `roles` is made safe already."""
    return f"⚠️ {named(name, 80)}, {roles}, meminta penghapusan data pribadinya (UU 27/2022)."


def confirm_grant(name: str, role: str) -> str:
    return (
        f"Hapus data pribadi {named(name, 80)}, {role}? Nama dan nomor akun dihapus, semua perannya "
        "berakhir, dan catatan perubahan tinggal tanpa nama. Jawaban dan bukti tetap milik OPD. "
        "Tidak dapat dibatalkan."
    )


def granted(name: str) -> str:
    return f"Data pribadi {named(name, 80)} sudah dihapus."
