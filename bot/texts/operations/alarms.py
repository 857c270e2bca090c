"""Alarms to coordinators and administrators: something was set aside, or does not get done."""

from core.screen import Button, steady

SEE_LIST = "Lihat daftar"
KEPT = "Semua tetap tersimpan."

_WORK = {
    "periods": "membuka atau menutup periode",
    "reminders": "menyiapkan pengingat",
    "boards": "memperbarui papan di grup",
    "posts": "menyiapkan kiriman ke grup",
    "alarms": "memberi tahu masalah",
    "upkeep": "membersihkan data lama",
}
"""By the name of the tick (scheduler/ticks.py)."""


def work(kind: str) -> str:
    """What the bot does by itself, inside a sentence."""
    return _WORK.get(kind, "mengerjakan tugas berkala")


def set_aside(count: int) -> str:
    """So many updates, since the last message about it."""
    first = "Satu kiriman lagi disisihkan" if count == 1 else f"{count} kiriman disisihkan"
    return f"⚠️ <b>{first}</b>\nBelum berhasil diolah. {KEPT}"


def work_failed(kind: str) -> str:
    return f"⚠️ <b>Bot belum berhasil {work(kind)}</b>\nLima kali dicoba. Dicoba lagi sekali sehari."


def works_failed(count: int) -> str:
    first = "Satu pekerjaan bot lagi" if count == 1 else f"{count} pekerjaan bot"
    return f"⚠️ <b>{first} belum berhasil</b>\nMasing-masing lima kali dicoba. Dicoba lagi sekali sehari."


def see_list(topic: str, pemda: int) -> Button:
    """`topic`: of storage.operations.alarms; the same is the verb of its list."""
    return steady(SEE_LIST, f"list_{topic}", pemda)


# the bot as a whole; told to ADMIN_IDS

_STOP_IT = (
    "Hentikan pemasangan yang lain. Bila tidak diketahui di mana: ganti token di @BotFather (/revoke), isi BOT_TOKEN "
    "yang baru di sini, lalu jalankan ulang."
)
RIVALS = {
    "rival": (
        "⚠️ <b>Bot lain memakai token yang sama</b>\n"
        "Sebagian kiriman tidak sampai ke sini, dan kontak dapat menerima jawaban yang salah. " + _STOP_IT
    ),
    "webhook": (
        "⚠️ <b>Kiriman bot ini dibawa ke alamat lain</b>\n"
        "Pihak lain memasang alamat webhook dengan token yang sama. Alamat semula dipasang kembali. " + _STOP_IT
    ),
}
"""By the matter (storage.operations.conditions)."""

ALONE_AGAIN = "✅ <b>Tidak ada lagi bot lain dengan token yang sama</b>\nSemua kiriman sampai ke sini."
