"""A list of evidence that was filled in: its faults, and the preview of what it changes."""

from collections.abc import Sequence

from bot.texts import tables
from bot.texts.common import DONE, WARN, named, said
from bot.texts.pemda.own_lists import RECORD as RECORD, SHEET as SHEET, SHEET_COMING as SHEET_COMING, TITLE
from bot.texts.tables import reading as reading
from core.pemda.own_lists.file import FileFault
from core.pemda.own_lists.rules import Difference, OwnList
from core.screen import cut
from core.written import listed

CANCEL = "Batalkan"
NAMELESS = "daftar bukti"
NEED_FILE = "Daftar bukti dikirim sebagai berkas XLSX, bukan foto atau tulisan."
USE_BUTTONS = "Pilih salah satu tombol di bawah."
NOT_SAVED = "Tidak ada yang disimpan; daftar bukti tetap seperti semula."
NOTHING_CHANGES = f"<b>{TITLE}</b>\nIsinya sama dengan yang tersimpan. Tidak ada yang perlu disimpan."
CHANGED_MEANWHILE = "Daftar bukti baru saja berubah. Periksa sekali lagi."
_MOST = 8
_ROOM = 480
"""Lines and characters of the changes that a preview names."""

_PROBLEMS = {
    "too_large": "Berkas lebih dari 2 MB. Kirim berkas yang hanya berisi daftar bukti.",
    "unreadable": "Isinya tidak dapat dibaca. Simpan ulang sebagai XLSX, lalu kirim lagi.",
    "other_instrument": "Berkas ini untuk instrumen lain. Buka daftar instrumen itu, atau unduh daftar yang ini.",
    "empty": "Tidak ada baris di bawah judul kolom. Unduh daftarnya sekali lagi.",
}


def problem(slug: str, name: str) -> str:
    said_here = _PROBLEMS.get(slug, tables.NOT_FETCHED)
    return f"{WARN} <b>{named(name, 80)} belum disimpan.</b> {said_here}"


def first_lines(sheet: str, faults: Sequence[FileFault]) -> tuple[str, ...]:
    """ "Lembar Daftar bukti, baris 14, kolom Tingkat: kosong. Tulis II sampai V." """
    return tuple(cut(_fault(sheet, *one), 200) for one in faults[:_MOST])


def _fault(sheet: str, row: int, column: str, message: str) -> str:
    return tables.fault(cut(sheet, 31), row, column, message) if row else message


def faulty(name: str, lines: Sequence[str], faults: int, rows: int) -> str:
    shown = tables.fitting(lines)
    counted = f"{rows} baris perlu diperbaiki; belum ada yang berubah." if rows else "Belum ada yang berubah."
    head = f"{WARN} <b>{named(name, 60)} belum disimpan.</b> {counted}"
    return "\n".join([head, *shown, *tables.more(faults, shown), "Perbaiki, lalu kirim ulang berkasnya."])


def preview(kept: OwnList, found: Sequence[Difference], running: Sequence[str]) -> str:
    """What comes and what goes; `running` are the periods in which people are filling in."""
    comes = sum(one.comes for one in found)
    counts = [f"{comes} bukti ditambah" if comes else "", f"{len(found) - comes} dihapus" if len(found) > comes else ""]
    shown: list[str] = []
    for one in found[:_MOST]:
        line = _difference(kept, one)
        if shown and sum(map(len, shown)) + len(line) > _ROOM:
            break
        shown.append(line)
    rest = [f"dan {len(found) - len(shown)} lainnya"] if len(found) > len(shown) else []
    head = f"<b>{TITLE}</b> · {', '.join(filter(None, counts))}"
    return "\n".join([head, *shown, *rest, _applies(running)])


def _difference(kept: OwnList, one: Difference) -> str:
    sign = "+" if one.comes else "−"
    return f"{sign} {one.variable} {kept.instrument.step(one.level)}: {said(one.words, 100)}"


def _applies(running: Sequence[str]) -> str:
    if not running:
        return "Berlaku begitu periode dibuka."
    which = listed([named(name, 30) for name in running])
    return (
        f"Periode {which} sedang berjalan: berlaku bagi OPD yang belum mengirim. Yang sudah mengirim tetap dinilai "
        "menurut daftar saat mereka mengirim. Nilai dan kelengkapan isian tidak berubah."
    )


def save(count: int) -> str:
    return f"Simpan {count} perubahan"


def saved(count: int) -> str:
    return f"{DONE} {count} perubahan pada daftar bukti tersimpan."
