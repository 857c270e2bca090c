"""A list of OPD that was sent as a file, or pasted: what was read of it, and what saving it would do."""

from collections.abc import Sequence

from bot.texts import tables
from bot.texts.common import named, said
from bot.texts.tables import reading as reading
from core.screen import cut
from core.written import listed

TEMPLATE = "Unduh contoh isian"
TEMPLATE_COMING = "Contoh isian sedang dikirim"
NAMELESS = "daftar OPD"
PASTED = "Daftar yang ditempel"
PASTE_SEVERAL = (
    "Belum ada OPD untuk dicari. Untuk menambah OPD, kirim berkasnya, atau tempelkan daftarnya di sini: paling "
    "sedikit dua baris, satu OPD setiap baris."
)
NEED_FILE = "Daftar OPD dikirim sebagai berkas XLSX atau CSV, bukan foto."
MOST_ROWS = 800
"""What one conversation carries; a longer list is a matter for the command line."""
MOST_CHANGES = 6
"""Changes that the preview of an import names."""
MOST_NOTES = 4
"""Notes of how the file was read that the preview shows."""
_MOST_TOLD = 500
"""Characters of losses and notes beside which no change is shown."""


def problem(slug: str, name: str) -> str:
    file = named(name, 80)
    if slug == "too_large":
        return f"⚠️ <b>{file} belum diimpor.</b> Berkas lebih dari 2 MB. Kirim berkas yang hanya berisi daftar OPD."
    if slug == "unreadable":
        return f"⚠️ <b>{file} belum diimpor.</b> Isinya tidak dapat dibaca. Simpan ulang sebagai CSV, lalu kirim lagi."
    return f"⚠️ <b>{file} belum diimpor.</b> {tables.NOT_FETCHED}"


def too_many(name: str, count: int) -> str:
    return (
        f"⚠️ <b>{named(name, 80)} belum diimpor.</b> Berisi {count} OPD, di sini paling banyak {MOST_ROWS}. "
        "Bagi menjadi beberapa berkas, atau impor dengan perintah pandu opd import."
    )


def fault(row: int, column: str, message: str) -> str:
    """ "Baris 14, kolom kode: DINKES sudah dipakai baris 13. Beri kode lain." Row 0: the file as a whole."""
    return tables.fault("", row, column if row else "", message)


def faulty(name: str, lines: Sequence[str], faults: int, rows: int, of: int, notes: Sequence[str] = ()) -> str:
    """`lines` are the first faults; `rows` of `of` rows have one (none of them read: `of` is 0); `notes`: how the file
    was read, so that a row is looked for where it stands.

    Without `rows` the one fault is the file's as a whole: it names the file and what to do.
    """
    shown = tables.fitting(lines)
    if not rows:
        return "⚠️ <b>Daftar OPD belum diimpor.</b>\n" + "\n".join(shown)
    counted = f"{rows} dari {of} baris perlu diperbaiki; belum" if of else "Belum"
    return (
        f"⚠️ <b>{named(name, 60)} belum diimpor.</b> {counted} ada yang berubah.\n"
        + "".join(f"{note(words)}\n" for words in notes[:1])
        + "\n".join([*shown, *tables.more(faults, shown)])
        + f"\nPerbaiki, lalu kirim ulang{'' if name == PASTED else ' berkasnya'}."
    )


def first_lines(faults: Sequence[tuple[int, str, str]]) -> tuple[str, ...]:
    """The first lines about faults, which the screen keeps."""
    return tuple(cut(fault(*entry), 200) for entry in faults[: tables.MOST_FAULTS])


def counted(new: int, changed: int, same: int) -> str:
    """What saving would do. "55 OPD terbaca, semuanya baru." """
    total = new + changed + same
    if new == total:
        return f"{total} OPD terbaca, semuanya baru."
    if same == total:
        return f"{total} OPD terbaca, semuanya sama dengan yang tersimpan. Tidak ada yang perlu disimpan."
    kinds = ((new, "baru"), (changed, "berubah"), (same, "tetap"))
    return f"{total} OPD terbaca: {', '.join(f'{count} {kind}' for count, kind in kinds if count)}."


def added(code: str, name: str, *, alone: bool) -> str:
    """A line of the preview: an OPD that is not stored yet. `alone`: there are only such lines."""
    return f"{'' if alone else 'Baru: '}{named(code, 40)} {named(name, 80)}"


def changed(before: Sequence[str], after: Sequence[str]) -> str:
    """A line of the preview; both are code, name, short name, kind, telephone."""
    kinds = zip(("nama", "singkatan", "jenis", "telepon"), before[1:], after[1:], strict=True)
    told = (f"{kind} {named(old or 'kosong', 60)} menjadi {named(new, 60)}" for kind, old, new in kinds if old != new)
    return f"{named(after[0], 40)}: {'; '.join(told)}"


def note(words: str) -> str:
    """How the file was read: "Kode dibaca seperti yang tampil di Excel, misalnya 001." """
    return said(words, 120)


def loss(words: str) -> str:
    """What of the file was not read, whole: "⚠️ Dilewati karena bukan OPD: baris 60 (Jumlah)." """
    return said(words, 280)


def added_to(count: int) -> str:
    """A list was pasted after another one, which waits to be saved."""
    return f"Ditambahkan pada {count} OPD yang ditempel sebelumnya."


def second(name: str, stored: str, new: str) -> str:
    """An OPD of this name is stored under another code."""
    return (
        f"⚠️ {named(name, 60)} sudah tersimpan dengan kode {named(stored, 40)}; kode {named(new, 40)} menjadi OPD kedua."
    )


def same_name(short: str, stored: str, listed: str) -> str:
    """An OPD of the list has the short name of a stored one."""
    return (
        f"⚠️ {named(short, 60)} adalah nama 2 OPD ({named(stored, 40)}, {named(listed, 40)}); kodenya ikut ditampilkan."
    )


def preview(counted: str, losses: Sequence[str], notes: Sequence[str], lines: Sequence[str], ends_new: bool) -> str:
    """What was read: all that is lost of it, the first notes of how, the first changes and the last. `ends_new`: the
    last line is an OPD not stored yet.
    """
    told = [*losses]
    for one in notes[:MOST_NOTES]:
        if sum(map(len, told)) + len(one) > tables.ROOM:
            break
        told.append(one)
    hidden = len(losses) + len(notes) - len(told)
    told += [f"dan {hidden} hal lain"] if hidden else []
    used = sum(map(len, told))
    if used > _MOST_TOLD:
        return "\n".join((counted, *told))
    room = max(tables.ROOM - used, tables.ROOM // 3)
    shown: list[str] = []
    for line in lines[:MOST_CHANGES]:
        if shown and sum(map(len, shown)) + len(line) > room:
            break
        shown.append(line)
    left = len(lines) - len(shown)
    last = f", yang terakhir {lines[-1].removeprefix('Baru: ')}" if ends_new else ""
    return "\n".join((counted, *told, *shown, *([f"dan {left} lainnya{last}"] if left else [])))


def save(count: int, new_only: bool) -> str:
    return f"Simpan {count} {'OPD' if new_only else 'perubahan'}"


def joins(periods: Sequence[str]) -> str:
    """New OPD take part at once in these periods, which are for all."""
    return f"OPD yang baru ikut periode {listed([named(one, 30) for one in periods])}."


def saved(count: int, new_only: bool, joined: Sequence[str] = ()) -> str:
    """`joined`: the periods in which new ones take part."""
    words = f"{count} {'OPD' if new_only else 'perubahan'} tersimpan."
    return f"{words} {joins(joined)}" if joined else words


NOT_SAVED = "Berkas tidak disimpan; daftar OPD tetap seperti semula."
