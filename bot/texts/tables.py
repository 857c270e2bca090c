"""What is said of a table that somebody has sent: that it is being read, and what is wrong with it."""

from collections.abc import Sequence

from bot.texts.common import named, said

NOT_FETCHED = "Maaf, berkas gagal diambil dari Telegram. Kirim ulang berkas itu."
MOST_FAULTS = 8
"""Lines about faults that a screen shows."""
ROOM = 640
"""Characters for faults or changes, so that a screen stays below 900."""


def reading(name: str) -> str:
    return f"📎 {named(name, 80)} diterima dan sedang dibaca. Hasilnya tampil di sini."


def fault(sheet: str, row: int, column: str, message: str) -> str:
    """ "Lembar Bidang A, baris 14, kolom kode: DINKES sudah dipakai baris 13. Beri kode lain." What is "" or 0 is left
    out; without all three the message is about the file as a whole.
    """
    places = [f"lembar {sheet}" if sheet else "", f"baris {row}" if row else "", f"kolom {column}" if column else ""]
    where = ", ".join(filter(None, places))
    return f"{where[0].upper()}{where[1:]}: {message}" if where else message


def fitting(lines: Sequence[str]) -> list[str]:
    """The first lines, escaped, as many as one screen holds; at least one."""
    shown: list[str] = []
    for line in lines[:MOST_FAULTS]:
        safe = said(line, 200)
        if shown and sum(map(len, shown)) + len(safe) > ROOM:
            break
        shown.append(safe)
    return shown


def more(faults: int, shown: Sequence[str]) -> list[str]:
    """The line that counts the faults that are not shown; none where all are."""
    return [f"Masih ada {faults - len(shown)} kesalahan lain."] if faults > len(shown) else []
