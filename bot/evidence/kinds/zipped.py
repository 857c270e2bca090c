"""Documents that are ZIP archives (Office since 2007, OpenDocument, EPUB), by zipfile with limits."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring

from bot.evidence.kinds import ole_objects, program
from bot.evidence.kinds.faults import Doubt, Examined, FileFault, FileRefused
from bot.evidence.kinds.structure import Content, opened, without_padding
from bot.evidence.kinds.xml_part import Part

MARK = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MAIN_TYPES = {
    f"{_OFFICE}.{kind}.main+xml": f"{_OFFICE}.{kind.removesuffix('.main')}"
    for kind in ("wordprocessingml.template", "spreadsheetml.template", "presentationml.template")
} | {
    f"{_OFFICE}.wordprocessingml.document.main+xml": f"{_OFFICE}.wordprocessingml.document",
    f"{_OFFICE}.spreadsheetml.sheet.main+xml": f"{_OFFICE}.spreadsheetml.sheet",
    f"{_OFFICE}.presentationml.presentation.main+xml": f"{_OFFICE}.presentationml.presentation",
    f"{_OFFICE}.presentationml.slideshow.main+xml": f"{_OFFICE}.presentationml.slideshow",
    "application/vnd.ms-excel.sheet.binary.macroenabled.main": "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    "application/vnd.ms-visio.drawing.main+xml": "application/vnd.ms-visio.drawing",
}
_BINARY_WORKBOOK = "application/vnd.ms-excel.sheet.binary.macroenabled.main"
_CODE_TYPES = frozenset(
    {
        "application/vnd.ms-office.vbaproject",
        "application/vnd.ms-excel.macrosheet+xml",
        "application/vnd.ms-excel.intlmacrosheet+xml",
    }
)
_PROGRAM_MARKS = (b"MZ", b"\x7fELF")
_MACRO_RELATION = b"/relationships/vbaproject"
_MACRO_FILES = (".docm", ".xlsm", ".xltm", ".pptm", ".xlsb", ".xlam", ".dotm", ".potm", ".ppsm", ".ppam")
_NEEDED = (".xml", ".rels")  # parts that programs read to open the document
_PAGES = ("/worksheets/", "/slides/")
_MAY_BE_EMPTY = "configurations2/"  # toolbars of OpenOffice that nobody changed
_LIBRARY_LISTS = ("script-lb.xml", "script-lc.xml")
_OTHER_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_TYPES, _MIMETYPE, _MANIFEST, _CODE_NAME = "[content_types].xml", "mimetype", "meta-inf/manifest.xml", "vbaproject.bin"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_KINDS = (_OPEN_DOCUMENT, "application/vnd.sun.xml.", "application/epub+zip")

MAX_MEMBERS = 20_000
MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes of all members together; the largest workbook an office sends unpacks to a tenth of it."""
_MAX_DESCRIPTION = 4 * 1024 * 1024
"""Bytes of a member that is read to learn about the others."""
_PIECE = 256 * 1024
_ENCRYPTED = 0x1
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ValueError, KeyError, ParseError, OverflowError, AssertionError, struct.error),
)
"""What zipfile and its decompressors raise for damaged bytes."""


def read(content: Content) -> Examined:
    """Raises FileRefused."""
    end = archive_end(content)
    try:
        with zipfile.ZipFile(opened(content, 0, end or None)) as archive:
            told = _told(archive)
    except (FileRefused, MemoryError):
        raise
    except _UNREADABLE:
        raise FileRefused(FileFault.BROKEN) from None
    if told.doubt is None and end and without_padding(content) > end:
        return replace(told, doubt=Doubt.REPAIRED)
    return told


def archive_end(content: Content) -> int:
    """Where the last archive in these bytes ends; 0 without one."""
    at = content.rfind(b"PK\x05\x06")
    length = at + 22 + int.from_bytes(content[at + 20 : at + 22], "little")
    return length if at >= 0 and length <= len(content) else 0


def hides_in(content: Content) -> bool:
    """Whether programs find an archive in these bytes, though they begin as something else: a ZIP from the end, others
    wherever they begin. What somebody attached to a document as it is, inside a stream of a PDF or an object of old
    Office, is no disguise, unless it is a program."""
    if any(at >= 0 and not _is_attached(content, at) for at in map(content.find, _OTHER_ARCHIVES)):
        return True
    whole, end = without_padding(content), archive_end(content)
    try:
        with zipfile.ZipFile(opened(content, 0, max(end, whole))) as archive:
            members = archive.infolist()
    except _UNREADABLE:
        return False
    if not members or any(program.has_name(info.filename.casefold()) for info in members):
        return bool(members)
    return end >= whole or not _is_attached(content, min(info.header_offset for info in members))


def _is_attached(content: Content, start: int) -> bool:
    before = content[max(0, start - 10) : start].rstrip(b"\r\n")
    return content[:4] == _OLD_OFFICE or before.endswith(b"stream")


def _told(archive: zipfile.ZipFile) -> Examined:
    members = [info for info in archive.infolist() if not info.is_dir()]
    if not members or min(info.header_offset for info in members):
        raise FileRefused(FileFault.BROKEN)  # it begins with another archive's bytes
    names = {info.filename.replace("\\", "/").casefold(): info for info in members}
    if any(map(program.has_name, names)):
        raise FileRefused(FileFault.PROGRAM)
    if len(names) < len(members):
        raise FileRefused(FileFault.BROKEN)  # of two parts with one name each program may take the other
    mime, types = _kind(archive, names)
    if any(info.flag_bits & _ENCRYPTED for info in members) or _is_encrypted(archive, names):
        raise FileRefused(FileFault.LOCKED)
    if len(members) > MAX_MEMBERS or sum(info.file_size for info in members) > MAX_UNPACKED:
        raise FileRefused(FileFault.HEAVY)
    if any(_MACRO_RELATION in _small(archive, names[name]).lower() for name in names if name.endswith(".rels")):
        raise FileRefused(FileFault.PROGRAM)
    main = _main_part(mime, types)
    damaged = _damaged(archive, members, main, mime)
    if damaged or (main and main not in names):
        return Examined(mime, Doubt.DAMAGED_PART, damaged or main)
    macro = next((info.filename for name, info in names.items() if _is_macro(name, types)), "")
    return Examined(mime, Doubt.MACRO, macro) if macro else Examined(mime)


def _kind(archive: zipfile.ZipFile, names: Mapping[str, zipfile.ZipInfo]) -> tuple[str, Mapping[str, str]]:
    """The MIME type, and for Office documents the type of each part. Raises FileRefused for any other archive."""
    if _TYPES in names:
        types = _part_types(fromstring(_small(archive, names[_TYPES])), names)
        return _office_kind(types), types
    if _MIMETYPE in names:
        mime = _small(archive, names[_MIMETYPE]).decode("ascii", "replace").strip()
        if mime.startswith(_OPEN_KINDS):
            return mime, {}
    raise FileRefused(FileFault.ARCHIVE)


def _part_types(root: Element, names: Iterable[str]) -> Mapping[str, str]:
    """The content type of every part by its name, in small letters, because case does not matter there."""
    by_ending, by_name = dict[str, str](), dict[str, str]()
    for line in root:
        kind = line.get("ContentType", "").strip().casefold()
        match line.tag.rpartition("}")[2]:
            case "Default":
                by_ending[line.get("Extension", "").casefold()] = kind
            case "Override":
                by_name[unquote(line.get("PartName", "")).lstrip("/").casefold()] = kind
    return {name: by_name.get(name) or by_ending.get(name.rpartition(".")[2], "") for name in names}


def _office_kind(types: Mapping[str, str]) -> str:
    """The type by the main part. Raises FileRefused for a document that runs code when opened; only naming such a type
    is no code.
    """
    for name, kind in types.items():
        runs = kind.endswith(".macroenabled.main+xml") or kind in _CODE_TYPES
        if runs or name.rpartition("/")[2] == _CODE_NAME:
            raise FileRefused(FileFault.PROGRAM)
    found = next((_MAIN_TYPES[kind] for kind in types.values() if kind in _MAIN_TYPES), None)
    if found is None:
        raise FileRefused(FileFault.BROKEN)  # what its list of parts calls the main one is not there
    return found


def _small(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member that describes others. Raises FileRefused for one that is suspiciously large."""
    with archive.open(info) as member:
        described = member.read(_MAX_DESCRIPTION + 1)
    if len(described) > _MAX_DESCRIPTION:
        raise FileRefused(FileFault.HEAVY)
    return described


def _is_encrypted(archive: zipfile.ZipFile, names: Mapping[str, zipfile.ZipInfo]) -> bool:
    """Whether an OpenDocument file has a password: its manifest then says how each part was encrypted."""
    if _MANIFEST not in names:
        return False
    root = fromstring(_small(archive, names[_MANIFEST]))
    return any(element.tag.endswith("}encryption-data") for element in root.iter())


def _damaged(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo], main: str, mime: str) -> str:
    """The first part that cannot be read; "" when all can. Raises FileRefused where the document needs it, where more
    is unpacked than was announced, for a program under another name, and for XML with definitions.
    """
    first, folder, name_of_main = "", *main.rpartition("/")[::2]
    vital = {main, "_rels/.rels", f"{folder}/_rels/{name_of_main}.rels".lstrip("/")}
    for info in members:
        name = info.filename.replace("\\", "/").casefold()
        whole = name in vital or any(folder in name for folder in _PAGES)
        part = Part(mime.startswith(_OFFICE), whole) if name.endswith(_NEEDED) else None
        try:
            start = _read(archive, info, part)
        except _UNREADABLE:
            if part or name == _MIMETYPE:
                raise FileRefused(FileFault.BROKEN) from None
            first = first or info.filename
            continue
        if start.startswith(_PROGRAM_MARKS) or _holds_program(archive, info, start):
            raise FileRefused(FileFault.PROGRAM)
        if part and not part.sound and (start or not name.startswith(_MAY_BE_EMPTY)):
            if name in vital:
                raise FileRefused(FileFault.BROKEN)
            first = first or info.filename
    return first


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, part: Part | None) -> bytes:
    """The first bytes of a member, after reading it completely."""
    with archive.open(info) as member:
        start = piece = member.read(_PIECE)
        while piece:
            if part:
                part.feed(piece)
            piece = member.read(_PIECE)
    if part:
        part.end()
    return start


def _holds_program(archive: zipfile.ZipFile, info: zipfile.ZipInfo, start: bytes) -> bool:
    """Whether a part is an object of another program, and that a program. It can be read."""
    return start.startswith(ole_objects.MARK) and ole_objects.part_holds_program(archive.read(info))


def _main_part(mime: str, types: Mapping[str, str]) -> str:
    """The name of the part that is the document itself; "" where that may be any."""
    named = next((name for name, kind in types.items() if kind in _MAIN_TYPES), "")
    return named or ("content.xml" if mime.startswith(_OPEN_DOCUMENT) else "")


def _is_macro(name: str, types: Mapping[str, str]) -> bool:
    """Whether the part is a document with macros, or a macro of OpenDocument."""
    return (
        name.endswith(_MACRO_FILES)
        or "macroenabled" in types.get(name, "").removeprefix(_BINARY_WORKBOOK)
        or name.startswith("scripts/")
        or (name.startswith("basic/") and name.endswith(".xml") and not name.endswith(_LIBRARY_LISTS))
    )
