"""The sheets of a file of any kind. The kind is found by its content, never by its name. A kind that cannot be read is
named, with what to do instead.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from core.tables.ods import read_ods
from core.tables.table import LOCKED, Sheet, Sought, Unreadable
from core.tables.text import decoded, is_page, read_page, read_text
from core.tables.xls import read_xls
from core.tables.xlsx import read_xlsx

MAX_BYTES = 2 * 1024 * 1024
_OTHERS = (
    ((b"%PDF",), "dokumen PDF"),
    ((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM"), "gambar"),
    ((b"{\\rtf",), "dokumen Word (RTF)"),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), "arsip"),
    ((b"MIME-Version:",), "halaman web (MHT)"),
)
"""First bytes of files that people send instead of a table."""


def sheets(data: bytes, sought: Sought) -> Iterable[Sheet]:
    """The sheets of the file, in the order of their tabs. Raises Unreadable, for some sheets only when they
    are read.
    """
    if not data.strip():
        raise sought.nothing()
    if len(data) > MAX_BYTES:
        raise sought.too_large("lebih dari 2 MB")
    if data.startswith(b"PK"):
        return _guarded(_zipped(data, sought), sought)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _guarded(_old(data, sought), sought)
    for marks, kind in _OTHERS:
        if data.startswith(marks):
            raise _not_read(sought, kind)
    text = decoded(data, sought.filename)
    if is_page(text):
        return read_page(text, sought)
    if text.lstrip().startswith("<?xml"):
        raise _not_read(sought, "dokumen XML")
    return read_text(text, sought)


def _not_read(sought: Sought, kind: str) -> Unreadable:
    remedy = f"Simpan {sought.content} sebagai XLSX, lalu kirim ulang."
    return Unreadable(f"{sought.filename} adalah {kind}; hanya XLSX, XLS, ODS, dan CSV yang dibaca. {remedy}")


def _guarded(found: Iterator[Sheet], sought: Sought) -> Iterator[Sheet]:
    """Turns the many errors of damaged bytes (zipfile, zlib, expat, the readers) into Unreadable."""
    try:
        yield from found
    except Unreadable:
        raise
    except Exception as error:
        message = f"{sought.filename} rusak atau bukan XLSX. Simpan ulang sebagai XLSX, lalu kirim ulang."
        raise Unreadable(message) from error


def _zipped(data: bytes, sought: Sought) -> Iterator[Sheet]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            yield from read_xlsx(archive, sought)
        elif "content.xml" in names and b"spreadsheet" in _kind(archive):
            yield from read_ods(archive, sought)
        elif "content.xml" in names:
            raise _not_read(sought, "dokumen OpenDocument yang bukan lembar kerja")
        elif "word/document.xml" in names:
            raise _not_read(sought, "dokumen Word")
        elif "ppt/presentation.xml" in names:
            raise _not_read(sought, "paparan PowerPoint")
        elif "xl/workbook.bin" in names:
            raise _not_read(sought, "buku kerja biner (XLSB)")
        elif any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
            raise _not_read(sought, "lembar kerja Numbers")
        else:
            raise _not_read(sought, "arsip ZIP")


def _kind(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as stream:
        return stream.read(200)


def _old(data: bytes, sought: Sought) -> Iterator[Sheet]:
    """Office's format before 2007, and files with a password."""
    import olefile

    with olefile.OleFileIO(BytesIO(data)) as office:
        streams = {"/".join(entry).casefold() for entry in office.listdir()}
    if "encryptedpackage" in streams:
        raise Unreadable(f"{sought.filename} {LOCKED}")
    if "worddocument" in streams:
        raise _not_read(sought, "dokumen Word")
    if "powerpoint document" in streams:
        raise _not_read(sought, "paparan PowerPoint")
    yield from read_xls(data, sought)
