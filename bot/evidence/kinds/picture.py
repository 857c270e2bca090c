"""Pictures, by Pillow and libheif: read completely, with a small part missing, or refused."""

from typing import Any

from bot.evidence.kinds import boxes, codes, filler, program
from bot.evidence.kinds.faults import Doubt, Examined, FileFault, FileRefused
from bot.evidence.kinds.structure import Content, holes, opened, without_padding

JPEG, PNG, WEBP, HEIC, AVIF = "image/jpeg", "image/png", "image/webp", "image/heic", "image/avif"
_MARKS = {
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"BM": "image/bmp",
}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset({b"mif1", b"mif2", b"msf1", b"miaf"})  # say the container, not how the picture is packed
_FORMATS = {JPEG: ("JPEG", "MPO"), PNG: ("PNG",), WEBP: ("WEBP",), HEIC: ("HEIF",), AVIF: ("AVIF",)}

MAX_PIXELS = 256_000_000
"""Of a JPEG, which is read at an eighth of its size. Phones make up to 200 million."""
MAX_UNPACKED = 400 * 1024 * 1024
"""Bytes that any other picture may use while it is read."""
_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "LA": 4, "PA": 4}
_COPIES = {WEBP: 3, AVIF: 2, HEIC: 2}
"""How many copies of a picture their decoders hold."""

MAX_WORDS = 64 * 1024 * 1024
"""Bytes of what a PNG says in words: programs for diagrams keep the whole drawing there."""

_FEW_HOLES = 0.02
ENOUGH = 0.9
"""The part of a picture that must be readable for it to be stored."""

_END = b"\xff\xd9"
_UNPACKED = frozenset({"image/tiff", "image/bmp"})
"""Kinds that may be not packed at all; where a TIFF is, its decoder complains."""
_UNCHECKED = frozenset({WEBP, HEIC, AVIF, "image/gif"})
"""Packed, without a sum by which a decoder would find wrong bytes."""
_FEW_COLOURS = frozenset({"1", "L", "P", "I;16"})


def type_of(content: Content) -> str:
    """The MIME type by the first bytes; "" for what is no picture."""
    head = content[:64]
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return _heif_type(head[: int.from_bytes(head[:4], "big")])
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") not in (12, 40, 52, 56, 64, 108, 124):
        return ""
    return next((mime for mark, mime in _MARKS.items() if head.startswith(mark)), "")


def _heif_type(box: bytes) -> str:
    """The type by the main brand, and where that only says HEIF, by the first of the others that is more specific."""
    for at in (8, *range(16, len(box), 4)):
        brand = box[at : at + 4]
        if brand in _HEIC_BRANDS:
            return HEIC
        if brand in _AVIF_BRANDS:
            return AVIF
        if at == 8 and brand not in _HEIF_BRANDS:
            return ""
    return HEIC


def check(content: Content, mime: str, most_pixels: int = MAX_PIXELS) -> Examined:
    """Reads the picture. Raises FileRefused, and MemoryError where it needs too much memory."""
    import warnings

    from PIL import Image, PngImagePlugin

    warnings.simplefilter("ignore")  # of decompression bombs and odd metadata: judged here
    Image.MAX_IMAGE_PIXELS = None
    PngImagePlugin.MAX_TEXT_CHUNK, PngImagePlugin.MAX_TEXT_MEMORY = MAX_WORDS, MAX_WORDS
    if mime == HEIC:
        import pillow_heif

        pillow_heif.register_heif_opener()
    try:
        with Image.open(opened(content), formats=_FORMATS.get(mime)) as picture:
            _measure(picture, mime, most_pixels)
            if mime == JPEG:
                doubt = _jpeg(content)
                return Examined(mime, _behind(content, mime) or doubt, texts=codes.in_jpeg(content))
            picture.load()
            texts = codes.read(picture)
            doubt = _incomplete(content, mime, picture.mode)
            doubt = _behind(content, mime) or doubt or _filled(content, mime, picture)
            return Examined(mime, doubt, texts=texts)
    except (FileRefused, MemoryError):
        raise
    except Exception:  # Pillow raises whatever its decoders raise
        damaged = _damaged(content) if mime != JPEG else None
        if damaged is None:
            raise FileRefused(FileFault.BROKEN) from None
        return Examined(mime, Doubt.CUT, texts=codes.read(damaged))


def _behind(content: Content, mime: str) -> Doubt | None:
    """What follows the picture's own end. Cameras put a second picture, a film or notes behind a JPEG, so only scripts
    count there; behind the others nothing is usual but padding.
    """
    if mime == JPEG:
        end = content.rfind(_END) + len(_END)
        return Doubt.PROGRAM if end >= len(_END) and program.script_behind(content, end) else None
    end = _own_end(content, mime)
    if not end or without_padding(content) <= end:
        return None
    return Doubt.PROGRAM if program.script_behind(content, end) else Doubt.REPAIRED


def _own_end(content: Content, mime: str) -> int:
    """Where a PNG, WebP, HEIC or AVIF ends by what it says itself; 0 for others."""
    if mime == WEBP:
        size = int.from_bytes(content[4:8], "little")
        return 8 + size + size % 2
    if mime in (HEIC, AVIF):
        return boxes.end_of(content)
    if mime != PNG:
        return 0
    at = 8
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        at += 12 + size
        if kind == b"IEND":
            return at
    return 0


def _jpeg(content: Content) -> Doubt | None:
    """A JPEG is decoded without a complaint, whatever is missing. Raises FileRefused."""
    from bot.evidence.kinds import jpeg

    own = jpeg.layout(content)
    share = jpeg.share(content, own)
    missing = holes(content, own.end)
    if missing > _FEW_HOLES and share == 1.0 and own.ended and jpeg.fits(content, own):
        missing = 0.0  # white paper, packed well
    if min(share, 1 - missing) < ENOUGH:
        raise FileRefused(FileFault.BROKEN)
    return Doubt.CUT if share < 1.0 or missing > _FEW_HOLES or not own.ended else None


def _incomplete(content: Content, mime: str, mode: str) -> Doubt | None:
    """Other decoders that do not complain of what a download left out. Raises FileRefused.

    Black is no different from it where a picture is not packed, and white neither where it has few colours.
    """
    if mime in _UNPACKED:
        black = mode in _FEW_COLOURS or holes(content, len(content), zeros=True) <= 1 - ENOUGH
        return None if black else Doubt.CUT
    missing = holes(content, _own_end(content, mime) or without_padding(content)) if mime in _UNCHECKED else 0.0
    if missing > 1 - ENOUGH:
        raise FileRefused(FileFault.BROKEN)
    return Doubt.CUT if missing > _FEW_HOLES else None


def _filled(content: Content, mime: str, picture: Any) -> Doubt | None:
    """Whether much of the file shows nothing."""
    match mime:
        case "image/webp":
            found = filler.in_webp(content, picture)
        case "image/heic" | "image/avif":
            found = filler.in_boxes(content)
        case "image/tiff":
            found = filler.in_tiff(content, picture)
        case _:
            found = False
    return Doubt.REPAIRED if found else None


def _measure(picture: Any, mime: str, most_pixels: int) -> None:
    """Raises FileRefused for a picture that would need too much memory; decoders do not always say why they fail."""
    pixels = picture.width * picture.height
    unpacked = pixels * _BYTES.get(picture.mode, 4) * _COPIES.get(mime, 1)
    if pixels > most_pixels or (mime != JPEG and unpacked > MAX_UNPACKED):
        raise FileRefused(FileFault.HEAVY)


def _damaged(content: Content) -> Any:
    """A damaged picture; None where too little of it can be read: of what looks the same, whatever stands in place of
    the missing bytes.
    """
    from bot.evidence.kinds import drawn

    try:
        black = drawn.filled(content, 0)
        return black if drawn.same(black, drawn.filled(content, 255)) >= ENOUGH else None
    except MemoryError:
        raise
    except Exception:
        return None
