"""The sheets of a file of any kind. The kind is found by its content, never by its name. A kind that cannot be read is
named, with what to do instead.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from core.pemda.opd_list.ods import read_ods
from core.pemda.opd_list.table import Sheet, Unreadable
from core.pemda.opd_list.text import decoded, is_page, read_page, read_text
from core.pemda.opd_list.xls import read_xls
from core.pemda.opd_list.xlsx import read_xlsx

MAX_BYTES = 2 * 1024 * 1024
_RESAVE = "Simpan daftar OPD sebagai XLSX, lalu kirim ulang."
_OTHERS = (
    ((b"%PDF",), "dokumen PDF"),
    ((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM"), "gambar"),
    ((b"{\\rtf",), "dokumen Word (RTF)"),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), "arsip"),
    ((b"MIME-Version:",), "halaman web (MHT)"),
)
"""First bytes of files that people send instead of a table."""


def sheets(data: bytes, filename: str) -> Iterable[Sheet]:
    """The sheets of the file, in the order of their tabs. Raises Unreadable, for some sheets only when they
    are read.
    """
    if not data.strip():
        raise Unreadable(f"{filename} kosong. Isi daftar OPD, lalu kirim ulang.")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{filename} lebih dari 2 MB. Kirim berkas yang hanya berisi daftar OPD.")
    if data.startswith(b"PK"):
        return _guarded(_zipped(data, filename), filename)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _guarded(_old(data, filename), filename)
    for marks, kind in _OTHERS:
        if data.startswith(marks):
            raise _not_read(filename, kind)
    text = decoded(data, filename)
    if is_page(text):
        return read_page(text, filename)
    if text.lstrip().startswith("<?xml"):
        raise _not_read(filename, "dokumen XML")
    return read_text(text, filename)


def _not_read(filename: str, kind: str) -> Unreadable:
    return Unreadable(f"{filename} adalah {kind}; hanya XLSX, XLS, ODS, dan CSV yang dibaca. {_RESAVE}")


def _guarded(found: Iterator[Sheet], filename: str) -> Iterator[Sheet]:
    """Turns the many errors of damaged bytes (zipfile, zlib, expat, the readers) into Unreadable."""
    try:
        yield from found
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"{filename} rusak atau bukan XLSX. Simpan ulang sebagai XLSX, lalu kirim ulang.") from error


def _zipped(data: bytes, filename: str) -> Iterator[Sheet]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            yield from read_xlsx(archive, filename)
        elif "content.xml" in names and b"spreadsheet" in _kind(archive):
            yield from read_ods(archive, filename)
        elif "content.xml" in names:
            raise _not_read(filename, "dokumen OpenDocument yang bukan lembar kerja")
        elif "word/document.xml" in names:
            raise _not_read(filename, "dokumen Word")
        elif "ppt/presentation.xml" in names:
            raise _not_read(filename, "paparan PowerPoint")
        elif "xl/workbook.bin" in names:
            raise _not_read(filename, "buku kerja biner (XLSB)")
        elif any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
            raise _not_read(filename, "lembar kerja Numbers")
        else:
            raise _not_read(filename, "arsip ZIP")


def _kind(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as stream:
        return stream.read(200)


def _old(data: bytes, filename: str) -> Iterator[Sheet]:
    """Office's format before 2007, and files with a password."""
    import olefile

    with olefile.OleFileIO(BytesIO(data)) as office:
        streams = {"/".join(entry).casefold() for entry in office.listdir()}
    if "encryptedpackage" in streams:
        raise Unreadable(f"{filename} berkata sandi. Simpan ulang sebagai XLSX tanpa kata sandi, lalu kirim ulang.")
    if "worddocument" in streams:
        raise _not_read(filename, "dokumen Word")
    if "powerpoint document" in streams:
        raise _not_read(filename, "paparan PowerPoint")
    yield from read_xls(data, filename)
