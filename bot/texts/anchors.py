"""The code of the log, which leaves the machine so that nobody can change the log unnoticed."""

from bot.texts import common

EXPLAINED = (
    "Kode catatan: tanda pengenal seluruh catatan perubahan sampai saat itu. Simpan pesannya; dengan kode itu dapat "
    "dibuktikan bahwa catatan tidak diubah."
)


def line(code: str, number: int) -> str:
    return f"Kode catatan: <code>{code}</code> (no. {number})"


def notice(pemda: str, code: str, number: int) -> str:
    """To each coordinator, and to a group that nothing else is posted into at that moment."""
    return f"{line(code, number)}, {common.named(pemda, 60)}. Simpan pesan ini; artinya ada di /bantuan."
