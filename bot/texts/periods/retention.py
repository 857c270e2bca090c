"""What coordinators are told before the words and files of an old period go, and afterwards."""

from datetime import datetime

from bot.texts.common import WARN, megabytes, named
from core.written import long_day

KEEP = "Tunda satu tahun"


LAST = " Ini periode terakhir yang tersimpan, jadi semua peran ikut berakhir."


def coming(name: str, goes: datetime, years: int, files: int, size: int, opds: int, *, last: bool) -> str:
    """What will go, when, and what can be done about it. `last`: no other period of the Pemda is kept."""
    return (
        f"{WARN} <b>Data periode {named(name)} dihapus pada {long_day(goes)}</b>, karena masa simpan {years} tahun "
        f"sejak periode berakhir sudah habis.\nDihapus: {files} bukti ({megabytes(size)}), penjelasan, catatan, "
        f"pertanyaan, dan penanggung jawab dari {opds} OPD; juga nama dan nomor akun orang yang sudah lama tidak "
        f"bertugas. Nilai dan hasil tetap.{LAST if last else ''}\n"
        f"Bila masih diperlukan, unduh dahulu dengan pandu export --period {named(name)} --format zip, atau tunda."
    )


def erased(name: str) -> str:
    return f"Bukti, penjelasan, dan nama pada periode {named(name)} sudah dihapus. Nilai dan hasilnya tetap tersimpan."


def kept(name: str, until: datetime) -> str:
    return f"Penghapusan data periode {named(name)} ditunda sampai {long_day(until)}. Sebelum itu diberitahukan lagi."


GONE = "Data periode ini sudah dihapus."
"""[Tunda satu tahun] on an old notice."""
