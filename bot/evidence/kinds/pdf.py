"""PDF, by qpdf (pikepdf): whole, readable after a repair, under a password, or broken."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.evidence.kinds import pdf_actions, pdf_attached, pdf_codes, pdf_filler
from bot.evidence.kinds.faults import Doubt, Examined, FileFault, FileRefused
from bot.evidence.kinds.structure import Content, holes, opened, without_padding

MIME = "application/pdf"
MARK = b"%PDF-"
_END = b"%%EOF"
_WHOLE_LENGTH = re.compile(rb"/Linearized\b[^>]{0,400}?/L\s+(\d{1,12})")
_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
_TABLE = re.compile(rb"startxref\s+(\d{1,12})")
_PLACE = re.compile(rb"\b(\d{10}) \d{5} n")
_LAST_LINE = 16  # bytes; without them nothing is missing
_FEW_HOLES, _MOST_HOLES = 0.02, 0.5
_PAGES = 2000
"""Pages whose content is checked; the rest of a longer document is trusted."""


def check(content: Content) -> Examined:
    """Raises FileRefused for a document that no viewer shows completely."""
    end = _end(content)
    if not end:
        raise FileRefused(FileFault.BROKEN)  # it was cut on its way
    doubt = _behind(content, end) or _cut(content) or _incomplete(content)
    found = _opened(content, end)
    return replace(found, doubt=found.doubt or doubt)


def _end(content: Content) -> int:
    """Where the last end mark ends, or where the line before it ends if the mark is missing; 0 without either."""
    mark, table = content.rfind(_END), content.rfind(b"startxref")
    told = _TABLE.match(content, table) if table > mark else None
    if told is not None:
        return told.end()
    return mark + len(_END) if mark >= 0 else (without_padding(content) if table >= 0 else 0)


def _behind(content: Content, end: int) -> Doubt | None:
    """What follows the last end mark: nothing but padding, foreign bytes, or a revision that was cut."""
    after = without_padding(content)
    if after <= end:
        return None
    if after - end > len(content) // 10 and _OBJECT.search(content, end):
        raise FileRefused(FileFault.BROKEN)
    return Doubt.REPAIRED


def _cut(content: Content) -> Doubt | None:
    """A PDF made for the web says its length at its beginning."""
    said = _WHOLE_LENGTH.search(content[:2048])
    length = int(said[1]) if said else 0
    missing = length - without_padding(content)
    if missing > length // 10 or _moved(content) > len(content) // 9:
        raise FileRefused(FileFault.BROKEN)
    return Doubt.CUT if missing > _LAST_LINE else None


def _moved(content: Content) -> int:
    """By how many bytes the table of the objects stands before the place that its last line says: they are missing
    somewhere. A number that its own objects contradict is merely wrong.
    """
    line = content.rfind(b"startxref")
    told, table = _TABLE.match(content, line), content.rfind(b"\nxref", 0, line)
    if told is None:
        return 0
    at = table + 1 if table >= 0 and content.find(b"trailer", table) >= 0 else line
    places = _PLACE.findall(content[at:line]) if at < line else []
    moved = int(told[1]) - at
    return moved if not places or max(map(int, places)) > at else 0


def _incomplete(content: Content) -> Doubt | None:
    """What a download left out. A page that was scanned and not packed may hold some zeros."""
    missing = holes(content, without_padding(content), zeros=True)
    if missing > _MOST_HOLES:
        raise FileRefused(FileFault.BROKEN)
    return Doubt.CUT if missing > _FEW_HOLES else None


def _opened(content: Content, end: int) -> Examined:
    import pikepdf

    try:
        with pikepdf.open(opened(content, 0, end), suppress_warnings=True) as document:
            _look(document)
            if pdf_actions.starts_program(document):
                raise FileRefused(FileFault.PROGRAM)
            return Examined(MIME, _doubtful(document, end), texts=pdf_codes.texts(document))
    except pikepdf.PasswordError:
        return Examined(MIME, Doubt.ENCRYPTED)  # kept, and its sender told: docs/decisions/locked-documents.md
    except MemoryError:
        raise
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError) as error:
        if "bad_alloc" in str(error):
            raise MemoryError from None
        raise FileRefused(FileFault.BROKEN) from None


def _doubtful(document: Any, size: int) -> Doubt | None:
    if pdf_attached.holds_program(document):
        return Doubt.PROGRAM
    if document.is_encrypted:
        return Doubt.ENCRYPTED
    if pdf_actions.found(document):
        return Doubt.ACTIVE
    rebuilt = _rebuilt(document.get_warnings())
    amiss = rebuilt or pdf_filler.is_damaged(document) or pdf_filler.is_filler(document, size)
    return Doubt.REPAIRED if amiss else None


def _look(document: Any) -> None:
    """Reads every page and what draws it. Raises FileRefused where there is no page, or fewer than the
    document says.
    """
    try:
        told = int(document.Root.Pages.Count)
    except (AttributeError, TypeError, ValueError):
        told = 0
    found = len(document.pages)
    if not found or found < told * 0.9:
        raise FileRefused(FileFault.BROKEN)
    for number, page in enumerate(document.pages):
        if number == _PAGES:
            return
        page.obj.get("/Contents")


def _rebuilt(warnings: Iterable[str]) -> bool:
    return any("econstruct" in warning for warning in warnings)
