"""What is said to a typed button's name where the screen has no such button."""

from core.typed import Intent

CONTENTS = "daftar isi"
MENU = "menu"
FIRST = "layar utama"
NOTHING_TO_UNDO = "Tidak ada yang dapat diurungkan di sini."
LEFT_OPEN = "Tidak ada yang berubah. Lanjutkan dari daftar isi."

_BUTTONS = "Gunakan tombol di bawah."
_NOT_HERE = {
    Intent.CANCEL: "Tidak ada yang perlu dibatalkan.",
    Intent.SKIP: "Tidak ada yang dapat dilewati di sini.",
    Intent.GO_ON: "Tidak ada yang dapat dilanjutkan di sini.",
    Intent.UNDO: NOTHING_TO_UNDO,
}


def leads_nowhere(meant: Intent, place: str) -> str:
    """Says that the typed name leads to the screen on which it was typed. `place` is what that screen is called."""
    return f"{_NOT_HERE.get(meant, f'Ini sudah {place}.')} {_BUTTONS}"
