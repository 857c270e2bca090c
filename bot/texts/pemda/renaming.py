"""Another name for a Pemda that was named wrongly, or has changed its name."""

from bot.texts.common import named

TITLE = "Nama daerah"
RENAME = "Ganti nama"
SAME = "Nama itu sudah dipakai sekarang."


def prompt(now: str) -> str:
    return (
        f"<b>{TITLE}</b>\nSekarang: {named(now, 80)}.\n\nTulis nama lengkap yang benar, misalnya Kabupaten Kutai Timur."
    )


def confirm(now: str, name: str) -> str:
    return (
        f"Ganti nama {named(now, 80)} menjadi <b>{named(name, 80)}</b>?\n"
        "Nama baru dipakai di seluruh bot dan pada surat berikutnya; koordinator lain diberi tahu. Hasil yang sudah "
        "diumumkan dan surat yang sudah dibuat tetap memakai nama lama. Kop surat dan nama pengelola diatur tersendiri."
    )


def renamed(name: str) -> str:
    return f"Nama daerah diganti menjadi {named(name, 80)}."


def told(before: str, name: str, who: str) -> str:
    """To the other coordinators."""
    return f"Nama {named(before, 80)} diganti menjadi <b>{named(name, 80)}</b> oleh {named(who, 60)}."
