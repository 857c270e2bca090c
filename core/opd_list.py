"""An office's list of OPD (daftar OPD) as it sends it, CSV or XLSX: rows, or every fault by row and column.

All or nothing: `rows` count only when `faults` is empty. Fault texts are Indonesian and name the remedy.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from io import StringIO

from core.opd_list_xlsx import FORMULA, Cell, Unreadable, read_xlsx

KINDS = (
    "Dinas",
    "Badan",
    "Kecamatan",
    "Sekretariat",
    "Inspektorat",
    "Satuan",
    "Kantor",
    "RSUD",
    "UPTD",
    "Kelurahan",
    "Bagian",
    "Lainnya",
)
COLUMNS = ("kode", "nama", "singkatan", "jenis")
MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5_000
_LONGEST = {"kode": 20, "nama": 200, "singkatan": 60, "jenis": 60}
_CODE = re.compile(r"[A-Z0-9._-]+")
_NO_TABLE = "hanya XLSX atau CSV yang dibaca. Simpan daftar OPD sebagai salah satunya, lalu kirim ulang."
_OTHER_KINDS = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"{\\rtf")
"""What people send instead of a table, by its first bytes: PDF, photos, Word's rich text."""


@dataclass(frozen=True, slots=True)
class OpdRow:
    """One OPD of the list. Without singkatan its name is used, without jenis "Lainnya"."""

    code: str
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: row as in Excel (heading is 1; 0 for the whole file), column, what is wrong."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"Baris {self.row}, kolom {self.column}: " if self.column else f"Baris {self.row}: "
        return place + self.message if self.row else self.message


@dataclass(frozen=True, slots=True)
class OpdList:
    """What was read: rows and faults in the file's order, and how many rows the file has."""

    rows: tuple[OpdRow, ...]
    faults: tuple[Fault, ...]
    count: int = 0

    @property
    def faulty_rows(self) -> int:
        """How many rows have something to mend."""
        return len({fault.row for fault in self.faults})


Table = list[list[Cell]]


def read_opd_list(data: bytes, filename: str) -> OpdList:
    """Read a list of OPD; the kind of file is told by its content, `filename` only names it. Raises nothing.

    Columns kode, nama required, singkatan, jenis optional, in any order; others are ignored.
    """
    try:
        table = _table(data, filename) or [[]]
        columns = _columns(table[0])
    except Unreadable as refused:
        return OpdList((), (Fault(refused.row, refused.column, refused.message),))
    return _read_rows(table, columns, filename)


def _table(data: bytes, filename: str) -> Table:
    if not data.strip():
        raise Unreadable(f"{filename} kosong. Isi daftar OPD, lalu kirim ulang.")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{filename} lebih dari 2 MB. Kirim berkas yang hanya berisi daftar OPD.")
    if data.startswith(b"PK"):
        return read_xlsx(data, filename, MAX_ROWS + 1)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(f"{filename} berformat lama atau berkata sandi. Simpan ulang sebagai XLSX tanpa kata sandi.")
    if data.startswith(_OTHER_KINDS):
        raise Unreadable(f"{filename}: {_NO_TABLE}")
    return _csv(_decoded(data, filename), filename)


def _decoded(data: bytes, filename: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"{filename} tersimpan sebagai UTF-16. Simpan ulang sebagai CSV UTF-8 atau XLSX.")
    if b"\0" in data:
        raise Unreadable(f"{filename}: {_NO_TABLE}")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"{filename} tidak terbaca sebagai teks. Simpan ulang sebagai CSV UTF-8 atau XLSX.")


def _csv(text: str, filename: str) -> Table:
    heading = text.lstrip("\n\r").split("\n", 1)[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;", key=heading.count), strict=True)
    table: Table = []
    try:
        for record in reader:
            table.append(list(record))
            if len(table) > MAX_ROWS + 1 and any(record):
                raise Unreadable(f"{filename} berisi lebih dari 5.000 baris. Kirim daftar OPD satu pemerintah daerah.")
    except csv.Error:
        message = "tanda kutip tidak berpasangan. Periksa baris ini, atau kirim sebagai XLSX."
        raise Unreadable(message, len(table) + 1) from None
    return table


def _columns(heading: list[Cell]) -> dict[str, int]:
    titles = [title.strip().casefold() for title in heading]
    missing = [name for name in COLUMNS[:2] if name not in titles]
    if missing:
        message = f"kolom {' dan '.join(missing)} tidak ada. Baris 1 harus berisi judul kolom {', '.join(COLUMNS)}."
        raise Unreadable(message, 1)
    for name in COLUMNS:
        if titles.count(name) > 1:
            raise Unreadable("kolom ini ada dua kali. Hapus salah satu.", 1, name)
    return {name: titles.index(name) for name in COLUMNS if name in titles}


def _read_rows(table: Table, columns: dict[str, int], filename: str) -> OpdList:
    rows: list[OpdRow] = []
    faults: list[Fault] = []
    used: dict[str, int] = {}
    for number, record in enumerate(table[1:], start=2):
        cells = {name: record[place].strip() if place < len(record) else "" for name, place in columns.items()}
        if not any(cells.values()):
            continue
        cells["kode"] = cells["kode"].upper()
        faults += [Fault(number, name, said) for name, cell in cells.items() if (said := _wrong(name, cell))]
        code = cells["kode"]
        if code in used:
            message = f"{code} sudah dipakai baris {used[code]}. Beri kode lain."
            faults.append(Fault(number, "kode", message))
        elif code:
            used[code] = number
        rows.append(_row(cells))
    if not rows:
        faults.append(Fault(0, "", f"{filename} belum berisi OPD. Isi mulai baris 2, lalu kirim ulang."))
    order = {name: place for place, name in enumerate(COLUMNS)}
    faults.sort(key=lambda fault: (fault.row, order.get(fault.column, 0)))
    return OpdList(tuple(rows), tuple(faults), len(rows))


def _row(cells: dict[str, str]) -> OpdRow:
    kinds = {kind.casefold(): kind for kind in KINDS}
    kind = kinds.get(cells.get("jenis", "").casefold(), "Lainnya")
    return OpdRow(cells["kode"], cells["nama"], cells.get("singkatan") or cells["nama"], kind)


def _wrong(column: str, cell: str) -> str:
    """What is wrong with a cell, or nothing."""
    if not cell:
        return {"kode": "kosong. Isi kode OPD, misalnya DINKES.", "nama": "kosong. Isi nama OPD."}.get(column, "")
    if cell[0] in "=+-@" or cell.startswith(FORMULA):
        return "berisi rumus. Ganti dengan teks biasa."
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") for character in cell):
        return "berisi ganti baris atau karakter tak tampak. Ketik ulang isinya."
    if len(cell) > _LONGEST[column]:
        return f"{len(cell)} karakter. Ringkas menjadi paling banyak {_LONGEST[column]}."
    if column == "kode" and not _CODE.fullmatch(cell):
        return f'"{cell}" tidak dapat dipakai. Pakai huruf A-Z, angka, tanda hubung, titik, atau garis bawah.'
    if column == "jenis":
        return _wrong_kind(cell)
    return ""


def _wrong_kind(cell: str) -> str:
    kinds = {kind.casefold(): kind for kind in KINDS}
    if cell.casefold() in kinds:
        return ""
    near = get_close_matches(cell.casefold(), kinds, n=1, cutoff=0.7)
    hint = f"Mungkin maksudnya {kinds[near[0]]}." if near else f"Pilih {', '.join(KINDS[:-1])}, atau {KINDS[-1]}."
    return f'"{cell}" tidak dikenal. {hint}'
