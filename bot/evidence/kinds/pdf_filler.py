"""How much of a PDF belongs to the document, and whether its first pages can be drawn."""

import io
from typing import Any

from bot.evidence.kinds import jpeg
from bot.evidence.kinds.pdf_codes import MOST_PIXELS, pictures, pixels
from bot.evidence.kinds.picture import ENOUGH

_MUCH = 64 * 1024
_MOST_OBJECTS = 20_000
"""Objects of a document that is written out to be measured: half a second."""
_JUDGED = 2
"""Pictures that are decoded to see whether they are whole: scans of the first pages."""
_PAGES = 2
_SHADES = frozenset({"RGB", "CMYK"})


class _Counter(io.RawIOBase):
    """Counts what is written to it."""

    count = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.count

    def write(self, data: Any) -> int:
        self.count += len(data)
        return len(data)


def is_filler(document: Any, size: int) -> bool:
    """Whether more than half of the file, which has `size` bytes, is nothing that the document leads to: bytes between
    its objects, and objects that nothing names. qpdf leaves them out when it writes.
    """
    import pikepdf

    if size < _MUCH or len(document.objects) > _MOST_OBJECTS:
        return False
    counter = _Counter()
    try:
        document.save(
            counter,
            preserve_pdfa=False,
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, OSError):
        return False
    return counter.count < size // 2 and size - counter.count > _MUCH


def is_damaged(document: Any) -> bool:
    """Whether what draws the first pages cannot be unpacked, or a picture on them is not whole."""
    return any(map(_is_cut, pictures(document)[:_JUDGED])) or any(
        _is_unreadable(page.obj.get("/Contents")) for page in list(document.pages)[:_PAGES]
    )


def _is_unreadable(contents: Any) -> bool:
    import pikepdf

    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return any(isinstance(part, pikepdf.Stream) and not _unpacks(part) for part in parts)


def _unpacks(stream: Any, least: int = 0) -> bool:
    """Whether all of the stream can be unpacked, and is `least` bytes at least."""
    import pikepdf

    try:
        return len(stream.read_bytes()) >= least
    except pikepdf.PdfError:
        return False


def _is_cut(picture: Any) -> bool:
    """Of pictures that are packed as most are; what pikepdf does not know may be in order."""
    import pikepdf

    try:
        image = pikepdf.PdfImage(picture)
        filters, mode, bits = image.filters, image.mode, image.bits_per_component
    except Exception:  # whatever a wrong dictionary leads to
        return False
    if filters == ["/DCTDecode"]:
        return _is_cut_jpeg(picture.read_raw_bytes())
    if filters != ["/FlateDecode"] or pixels(picture) > MOST_PIXELS:
        return False
    shades = len(mode) if mode in _SHADES else 1
    return not _unpacks(picture, int(ENOUGH * pixels(picture) * bits * shades) // 8)


def _is_cut_jpeg(data: bytes) -> bool:
    try:
        return jpeg.share(data, jpeg.layout(data)) < ENOUGH
    except MemoryError:
        raise
    except Exception:  # no picture at all, for Pillow
        return True
