"""The period in which a contact stood is over, and the next one is open."""

from bot.texts.common import titled

SEND_AGAIN = "Pilih variabelnya, lalu kirim lagi."


def over(former: str, present: str) -> str:
    """Plain words, also for toasts."""
    return f"{titled(former)} sudah ditutup. Yang diisi sekarang: {titled(present)}."


def open_period(name: str) -> str:
    return f"Buka {titled(name)}"
