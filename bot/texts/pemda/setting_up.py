"""Setting up a Pemda, step by step."""

from bot.texts.common import named

NEXT = {
    "opds": "Kirim daftar OPD",
    "period": "Buka periode",
    "inviting": "Undang kontak OPD",
    "connect": "Hubungkan grup tim",
}
"""The button of each step, by its verb."""
ADD_TO_GROUP = "Tambahkan bot ke grup"
RECORD = "Grup tim"


def how_to_connect(pemda: str, groups: int) -> str:
    there = f"{groups} grup sudah terhubung. " if groups else ""
    return (
        f"<b>Grup tim · {named(pemda, 60)}</b>\n"
        f"{there}Di grup, semua anggota melihat kemajuan dan nilai pada satu papan.\n\n"
        "1. Ketuk Tambahkan bot ke grup, lalu pilih grupnya.\n"
        "2. Jadikan bot admin dengan izin menyematkan pesan.\n"
        "3. Setujui pertanyaan bot di grup. Bila tidak muncul, ketik /hubungkan di sana."
    )
