"""A register that was sent as a file: what it changes, and which of its rows are wrong."""

from collections.abc import Sequence

from bot.texts import tables
from bot.texts.common import DONE, WARN, named, said
from bot.texts.registers.own import register_of, wrong_in_words
from core.assessment.subjects import Subject
from core.register.file import RowFault
from core.register.lines import Changes, LineFault, Wrong
from core.register.model import Register
from core.screen import cut, escape
from core.written import listed

CANCEL = "Batalkan"
NAMELESS = "daftar"
NOT_SAVED = "Tidak ada yang disimpan; daftar tetap seperti semula."
CHANGED_MEANWHILE = "Daftar baru saja berubah. Periksa sekali lagi."
_MOST, _ROOM = 6, 300
"""Lines and characters of the changes that a preview names."""
_FAULTS = 4


def first_lines(faults: Sequence[RowFault]) -> tuple[str, ...]:
    """ "Baris 4, kolom SKM terakhir: bukan tanggal; tulis hari, bulan, dan tahun"."""
    return tuple(cut(_fault(*one), 180) for one in faults[:_FAULTS])


def _fault(row: int, column: str, what: str, words: str, most: int) -> str:
    return tables.fault("", row, column, wrong_in_words(LineFault(column, Wrong(what), most, words)))


def preview(
    register: Register,
    name: str,
    found: Changes,
    missing: Sequence[Subject],
    faults: Sequence[str],
    count: int,
    wrong: int,
    unread: Sequence[str],
) -> str:
    """What is added, changed and not in the file; below it the rows that are left out (`wrong`), with what to do."""
    counts = [
        f"{len(found.added)} baru" if found.added else "",
        f"{len(found.changed)} berubah" if found.changed else "",
        f"{len(missing)} tidak ada di berkas" if missing else "",
    ]
    head = f"<b>{register_of(register)} · {named(register.short, 40)}</b>"
    told = ", ".join(filter(None, counts)) or (
        "Tidak ada yang dapat disimpan." if wrong else "Isinya sama dengan yang tersimpan."
    )
    lines = [head, named(name, 60), told, *_shown(found, missing)]
    if unread:
        lines.append(f"Kolom yang tidak dibaca: {escape(listed([cut(one, 30) for one in unread]))}.")
    if wrong:
        shown = tables.fitting(faults)
        lines += [f"{WARN} {wrong} baris perlu diperbaiki dan tidak ikut disimpan:", *shown]
        lines += tables.more(count, shown)
    return "\n".join(lines)


def _shown(found: Changes, missing: Sequence[Subject]) -> list[str]:
    every = [
        *(f"+ {escape(one.code)} {said(one.name, 50)}" for one in found.added),
        *(_changed(before, new) for before, new in found.changed),
        *(f"− {escape(one.code)} {said(one.name, 50)}" for one in missing),
    ]
    shown: list[str] = []
    for line in every[:_MOST]:
        if shown and sum(map(len, shown)) + len(line) > _ROOM:
            break
        shown.append(line)
    more = len(every) - len(shown)
    return [*shown, *([f"… dan {more} lainnya"] if more else [])]


def _changed(before: Subject, new: Subject) -> str:
    """What of the line is another."""
    if before.retired:
        return f"• {escape(new.code)} {said(new.name, 50)}: dipakai lagi"
    return f"• {escape(new.code)} {said(new.name, 50)}"


def save(kept: int) -> str:
    return f"Simpan {kept} baris"


def replacing(kept: int, out: int) -> str:
    return f"Simpan {kept}, keluarkan {out}" if kept else f"Keluarkan {out} baris"


def saved(kept: int, out: int) -> str:
    parts = [f"{kept} baris tersimpan" if kept else "", f"{out} tidak dipakai lagi" if out else ""]
    return f"{DONE} {', '.join(filter(None, parts))}."
