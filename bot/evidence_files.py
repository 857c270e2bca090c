"""What a file really is: its type by content, and whether it can be opened. Names and declared types are not believed.

Blocking; in the bot called from a thread. Pillow is imported only when the first picture is looked at.
"""

import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

PDF = "application/pdf"
_NOTHING_KNOWN = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OLE_STREAMS = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
_MAIN_PARTS = {
    f"{_OFFICE}.wordprocessingml.document": b"wordprocessingml.document.main+xml",
    f"{_OFFICE}.spreadsheetml.sheet": b"spreadsheetml.sheet.main+xml",
    f"{_OFFICE}.presentationml.presentation": b"presentationml.presentation.main+xml",
}
_PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"BM": "image/bmp",
}
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc")
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"dex\n",
    b"@echo",
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"MSCF")
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<script", b"<?php", b"<svg", b"<?xml")
_PROGRAM_NAMES = ("META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex")

_HEAD = 4096
_TAIL = 4096
_DIRECTORY = 4 * 1024 * 1024  # bytes of an old office file that are searched for the names of its streams
_CONTENT_TYPES = 1024 * 1024
MAX_PIXELS = 200_000_000
"""A picture that unpacks to more than this is no photo of a document."""


class Fault(StrEnum):
    """Why a file cannot be evidence; the slug stands in the evidence's row."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    PROGRAM = "program"
    ARCHIVE = "archive"
    PAGE = "page"
    NOT_ALLOWED = "not_allowed"
    UNKNOWN = "unknown"  # nothing that is known at all: most likely broken
    BROKEN = "broken"
    LOCKED = "locked"
    LOST = "lost"


class Refused(Exception):
    """The file cannot be evidence."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Content:
    """The beginning and the end of a file, which tell most."""

    file: IO[bytes]
    head: bytes
    tail: bytes
    size: int


def examine(file: IO[bytes], kinds: Collection[str]) -> str:
    """The MIME type by content. Raises Refused for what is none of `kinds` or cannot be opened."""
    content = _read(file)
    if not content.size:
        raise Refused(Fault.EMPTY)
    mime = _type_of(content)
    if mime not in kinds:
        raise Refused(Fault.UNKNOWN if mime == _NOTHING_KNOWN else Fault.NOT_ALLOWED)
    if mime == PDF:
        _check_pdf(content)
    elif mime.startswith("image/"):
        _check_picture(content, mime)
    return mime


def encrypted(file: IO[bytes]) -> bool:
    """Is it a PDF under a password? Some of these open all the same and only forbid to be changed."""
    content = _read(file)
    if b"%PDF-" not in content.head[:1024]:
        return False
    start = re.search(rb"startxref\s+(\d+)", content.tail)
    content.file.seek(min(int(start[1]), content.size) if start else 0)
    return b"/Encrypt" in content.tail or b"/Encrypt" in content.file.read(_HEAD)


def _read(file: IO[bytes]) -> Content:
    file.seek(0)
    head = file.read(_HEAD)
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    return Content(file, head, file.read(), size)


def _type_of(content: Content) -> str:
    head = content.head
    if b"%PDF-" in head[:1024]:
        return PDF
    if picture := _picture(head):
        return picture
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(content.file)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _ole_type(content.file)
    start = head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_PROGRAMS) or start.startswith(_PROGRAMS):
        raise Refused(Fault.PROGRAM)
    if head.startswith(_ARCHIVES):
        raise Refused(Fault.ARCHIVE)
    if start.startswith(_PAGES):
        raise Refused(Fault.PAGE)
    return _other_type(content)


def _picture(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return "image/heic"
    return next((mime for mark, mime in _PICTURES.items() if head.startswith(mark)), None)


def _zip_type(file: IO[bytes]) -> str:
    """Office documents are archives; what they are stands in one of their members."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return _member(archive, "mimetype").decode("ascii", "replace").strip()
            if "[Content_Types].xml" in names:
                return _office_type(_member(archive, "[Content_Types].xml"))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError):
        raise Refused(Fault.BROKEN) from None
    raise Refused(Fault.PROGRAM if names.intersection(_PROGRAM_NAMES) else Fault.ARCHIVE)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(_CONTENT_TYPES)


def _office_type(types: bytes) -> str:
    if b"macroEnabled" in types:
        raise Refused(Fault.PROGRAM)  # a document that runs code when it is opened
    return next((mime for mime, part in _MAIN_PARTS.items() if part in types), "application/zip")


def _ole_type(file: IO[bytes]) -> str:
    """Word, Excel and PowerPoint until 2003, told by the names of their streams."""
    file.seek(0)
    start = file.read(_DIRECTORY)
    if _utf16("EncryptedPackage") in start:
        raise Refused(Fault.LOCKED)
    for stream, mime in _OLE_STREAMS.items():
        if _utf16(stream) in start:
            return mime
    return _NOTHING_KNOWN


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"


def _other_type(content: Content) -> str:
    """A kind an office may have added to the settings: by signature, or plain text."""
    import puremagic

    try:
        return str(puremagic.from_string(content.head, mime=True)) or _NOTHING_KNOWN
    except (puremagic.PureError, ValueError):
        pass
    try:
        content.head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(content.head) - 4:  # not merely a letter cut in two
            return _NOTHING_KNOWN
    return _NOTHING_KNOWN if b"\x00" in content.head else "text/plain"


def _check_pdf(content: Content) -> None:
    """A whole PDF ends with its table of contents; one that was cut on its way does not."""
    if b"%%EOF" not in content.tail and b"startxref" not in content.tail:
        raise Refused(Fault.BROKEN)


def _check_picture(content: Content, mime: str) -> None:
    """Opens the picture, small, to see that it is whole."""
    if mime == "image/heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    from PIL import Image

    try:
        content.file.seek(0)
        with Image.open(content.file) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused(Fault.BROKEN)
            picture.draft("RGB", (256, 256))  # JPEG is read at an eighth of its size
            picture.load()
    except Refused:
        raise
    except Exception:  # Pillow raises whatever its decoders raise
        raise Refused(Fault.BROKEN) from None
