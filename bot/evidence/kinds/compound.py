"""Compound files (Word, Excel and PowerPoint until 2003, and others), by olefile."""

import struct
from collections.abc import Iterator
from typing import Any

from bot.evidence.kinds.faults import NOTHING_KNOWN, Doubt, Examined, FileFault, FileRefused
from bot.evidence.kinds.ole_objects import MARK as MARK, holds_program
from bot.evidence.kinds.structure import Content, opened

_WORD, _EXCEL, _POINT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
_MAIN_STREAMS = {"WordDocument": _WORD, "Workbook": _EXCEL, "Book": _EXCEL, "PowerPoint Document": _POINT}
_OTHER_STREAMS = {
    "__properties_version1.0": "application/vnd.ms-outlook",
    "VisioDocument": "application/vnd.visio",
    "Quill": "application/vnd.ms-publisher",
    "FileHeader": "application/x-hwp",
}
_MACROS = ("Macros/VBA", "_VBA_PROJECT_CUR/VBA", "_VBA_PROJECT")
_INSTALLERS = ("000C1084-", "000C1086-", "000C1082-")  # packages, patches and transforms of Windows Installer
_WORD_MARK, _WORD_ENCRYPTED = b"\xec\xa5", 0x01
_EXCEL_BEGINS, _EXCEL_PASSWORD, _EXCEL_SHEET, _EXCEL_ENDS = b"\x09\x08", 0x2F, 0x85, 0x0A
_MACRO_SHEET = b"\x01"
_POINT_ENCRYPTED = b"\xdf\xc4\xd1\xf3"
_PIECE = 1024 * 1024


def read(content: Content) -> Examined:
    """Raises FileRefused. A container with unknown content has the type of unknown bytes."""
    import olefile

    try:
        with olefile.OleFileIO(opened(content)) as container:
            return _told(container)
    except (FileRefused, MemoryError):
        raise
    except Exception:  # olefile raises its own errors, and whatever damaged tables lead to
        raise FileRefused(FileFault.BROKEN) from None


def _told(container: Any) -> Examined:
    if str(container.root.clsid).startswith(_INSTALLERS):
        raise FileRefused(FileFault.PROGRAM)
    if container.exists("EncryptedPackage"):
        raise FileRefused(FileFault.LOCKED)
    for name, mime in _MAIN_STREAMS.items():
        if container.get_type(name) == 2:  # a stream, not a folder of that name
            start = _whole(container, name)
            if holds_program(container):
                raise FileRefused(FileFault.PROGRAM)
            if _under_password(container, mime, start):
                return Examined(mime, Doubt.ENCRYPTED)
            macro = next((macro for macro in _MACROS if container.exists(macro)), "")
            if mime == _EXCEL and not macro and _has_macro_sheet(start):
                macro = name
            return Examined(mime, Doubt.MACRO, macro) if macro else Examined(mime)
    kind = next((mime for name, mime in _OTHER_STREAMS.items() if container.exists(name)), NOTHING_KNOWN)
    return Examined(kind)


def _whole(container: Any, name: str) -> bytes:
    """The first megabyte of a stream, after reading it completely. Raises FileRefused."""
    stream = container.openstream(name)
    size, start = 0, b""
    while piece := stream.read(_PIECE):
        start, size = start or piece, size + len(piece)
    if size != container.get_size(name) or not size:
        raise FileRefused(FileFault.BROKEN)
    return start


def _under_password(container: Any, mime: str, start: bytes) -> bool:
    """Whether the document is encrypted: Word and PowerPoint say so in their headers, Excel in a record at the
    beginning. Some of these files can be opened all the same.
    """
    if mime == _WORD:
        return start[:2] == _WORD_MARK and bool(start[11] & _WORD_ENCRYPTED)
    if mime == _EXCEL:
        return start[:2] == _EXCEL_BEGINS and any(number == _EXCEL_PASSWORD for number, _ in _records(start))
    if not container.exists("Current User"):
        return False
    return bytes(container.openstream("Current User").read(16))[12:16] == _POINT_ENCRYPTED


def _has_macro_sheet(start: bytes) -> bool:
    """Whether one of the sheets is a macro of Excel 4, which runs like a program."""
    return any(number == _EXCEL_SHEET and data[5:6] == _MACRO_SHEET for number, data in _records(start))


def _records(start: bytes) -> Iterator[tuple[int, bytes]]:
    """The records that an Excel stream begins with, up to the end of its first part: number and data."""
    at = 0
    while at + 4 <= len(start):
        number, size = struct.unpack_from("<HH", start, at)
        yield number, start[at + 4 : at + 4 + size]
        if number == _EXCEL_ENDS:
            return
        at += 4 + size
