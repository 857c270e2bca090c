"""Documents of the region, the contact's side."""

from collections.abc import Sequence

from bot.texts.common import heading, named, short_name
from core.pemda.documents import RegionDocument

OPEN = "Dokumen daerah"
GONE = "Dokumen itu sudah diganti atau dihapus koordinator. Pilih dari daftar yang terbaru."


def use(number: int) -> str:
    return f"Pakai {number}"


def see(number: int) -> str:
    return f"Lihat {number}"


def taken(title: str, code: str) -> str:
    return f"{short_name(title, 60)} dipakai untuk {code}"


def use_for(code: str) -> str:
    return f"Pakai untuk {code}"


def viewed(code: str, where: str, document: RegionDocument) -> str:
    """One document, whose screen is the file itself."""
    return f"{heading(where, code, 'Dokumen daerah')}\n{line(document)}"


def not_there(code: str, where: str) -> str:
    return f"{heading(where, code, 'Dokumen daerah')}\n{GONE}"


def copy_of(document: RegionDocument) -> str:
    """The line of record below a file that was only looked at."""
    return f"Salinan dokumen daerah: {line(document)}"


def choosing(code: str, where: str, numbered: Sequence[tuple[int, RegionDocument]], organiser: str) -> str:
    """Empty when all of them are used already."""
    head = heading(where, code, "Dokumen daerah")
    if not numbered:
        return f"{head}\nSemua dokumen daerah untuk {code} sudah dipakai."
    lines = [f"{number}. {line(one)}" for number, one in numbered]
    kept = f"Disimpan {named(organiser, 60)} untuk semua OPD. Yang dipakai menjadi bukti OPD Bapak/Ibu."
    return "\n".join([head, kept, *lines])


def line(document: RegionDocument) -> str:
    """ "Perbup 25 Tahun 2024 · 2024"."""
    year = f" · {document.years}" if document.years else ""
    return f"{named(document.title, 60)}{year}"
