"""The real type of a file, found by its structure from the first byte. Names and declared types are not trusted.

Blocking; called only in the examining child (`bot/evidence/examine.py`).
"""

from collections.abc import Callable, Collection
from dataclasses import replace

from bot.evidence.kinds import compound, other, pdf, picture, program, rtf, zipped
from bot.evidence.kinds.faults import NOTHING_KNOWN, Doubt, Examined, FileFault, FileRefused
from bot.evidence.kinds.structure import Content, after_blanks
from core.evidence.kinds import taken

_OFFICE = "application/vnd.openxmlformats-officedocument"
_BY_STRUCTURE = (pdf.MIME, rtf.MIME, "image/", _OFFICE, "application/vnd.oasis.opendocument.", "application/vnd.ms-")
_ALSO_BY_STRUCTURE = frozenset({"application/msword", "application/zip", "application/epub+zip"})
"""Kinds whose structure is examined here; a signature alone does not make a file one of them."""


def examine(content: Content, kinds: Collection[str], most_pixels: int = picture.MAX_PIXELS) -> Examined:
    """The type by content, and what is doubtful. Raises FileRefused for a file that is none of `kinds` or cannot be
    opened, and MemoryError for one that needs too much memory.
    """
    if not len(content):
        raise FileRefused(FileFault.EMPTY)
    found = _looked_at(content, taken(kinds), most_pixels)
    if content[:4] != zipped.MARK and zipped.hides_in(content):
        raise FileRefused(FileFault.ARCHIVE)
    if content[:4] != zipped.MARK and content[:8] != compound.MARK and program.is_inside(content):
        return replace(found, doubt=Doubt.PROGRAM, part="")
    return found


def _looked_at(content: Content, kinds: Collection[str], most_pixels: int) -> Examined:
    head, start = content[:8], after_blanks(content)
    if head.startswith(zipped.MARK):
        return _allowed(zipped.read(content), kinds)
    if head == compound.MARK:
        return _allowed(compound.read(content), kinds)
    mime = picture.type_of(content)
    if mime:
        return _allowed(Examined(mime), kinds, lambda: picture.check(content, mime, most_pixels))
    if content[start : start + 5] == pdf.MARK:
        return _allowed(Examined(pdf.MIME), kinds, lambda: pdf.check(content))
    if content[start : start + 5] == rtf.MARK:
        return _allowed(Examined(rtf.MIME), kinds, lambda: rtf.check(content, start))
    mime = other.type_of(content)
    known = mime.startswith(_BY_STRUCTURE) or mime in _ALSO_BY_STRUCTURE
    return _allowed(Examined(NOTHING_KNOWN if known else mime), kinds)


def _allowed(found: Examined, kinds: Collection[str], check: Callable[[], Examined] | None = None) -> Examined:
    """Examines a file more closely only if its type may be evidence."""
    if found.mime not in kinds:
        raise FileRefused(FileFault.UNKNOWN if found.mime == NOTHING_KNOWN else FileFault.NOT_ALLOWED)
    return check() if check else found
