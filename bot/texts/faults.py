"""What people read when something on our side went wrong."""

from core.screen import escape

TROUBLE = "Maaf, sedang ada gangguan. Pesan terakhir sudah tercatat; tidak perlu dikirim ulang."
OVER = "Gangguan selesai, semua pesan sudah diolah."
PRESS_AGAIN = "Maaf, belum berhasil. Silakan tekan sekali lagi."
KEPT = "Maaf, pesan terakhir belum dapat diolah. Sudah tercatat dan tim diberi tahu; tidak perlu dikirim ulang."
TRY_AGAIN = "Coba lagi"
SEE_DETAILS = "Lihat rincian"

_KINDS = {"text": "pesan", "photo": "foto", "document": "dokumen", "tap": "ketukan tombol", "unknown": "kiriman"}


def set_aside(who: str, opd_short: str, what: str, unreadable: bool) -> str:
    """The coordinator's alarm. `what` is a slug of storage.messaging.aside."""
    why = "Isinya tidak terbaca oleh bot." if unreadable else "Lima kali dicoba, belum berhasil diolah."
    sender = ", ".join(escape(part) for part in (opd_short, who) if part) or "Pengirim tidak dikenal"
    return f"⚠️ <b>Satu kiriman disisihkan</b>\n{sender}: {_KINDS[what]}. {why} Kiriman tetap tersimpan."
