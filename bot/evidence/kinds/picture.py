"""Pictures, by Pillow and libheif: read completely, with a small part missing, or refused."""

import io
from typing import Any

from bot.evidence.kinds import program
from bot.evidence.kinds.faults import Doubt, FileFault, FileRefused
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
_NOISE = bytes(range(1, 251)) * 40
"""Bytes that do not continue any picture. What is drawn from them shows where the picture's own bytes end."""


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


def check(content: Content, mime: str, most_pixels: int = MAX_PIXELS) -> Doubt | None:
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
            picture.draft("RGB", (256, 256))  # JPEG is read at an eighth of its size
            picture.load()
            return _behind(content, mime) or (_incomplete(content) if mime == JPEG else None)
    except (FileRefused, MemoryError):
        raise
    except Exception:  # Pillow raises whatever its decoders raise
        if _readable_share(content, mime) < ENOUGH:
            raise FileRefused(FileFault.BROKEN) from None
        return Doubt.CUT


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
    """Where a PNG or a WebP ends by what it says itself; 0 for others."""
    if mime == WEBP:
        size = int.from_bytes(content[4:8], "little")
        return 8 + size + size % 2
    if mime != PNG:
        return 0
    at = 8
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        at += 12 + size
        if kind == b"IEND":
            return at
    return 0


def _incomplete(content: Content) -> Doubt | None:
    """A JPEG with holes is decoded without a complaint, as a grey area. Raises FileRefused."""
    missing = holes(content)
    if missing > 1 - ENOUGH:
        raise FileRefused(FileFault.BROKEN)
    return Doubt.CUT if missing > _FEW_HOLES else None


def _measure(picture: Any, mime: str, most_pixels: int) -> None:
    """Raises FileRefused for a picture that would need too much memory; decoders do not always say why they fail."""
    pixels = picture.width * picture.height
    unpacked = pixels * _BYTES.get(picture.mode, 4) * _COPIES.get(mime, 1)
    if pixels > most_pixels or (mime != JPEG and unpacked > MAX_UNPACKED):
        raise FileRefused(FileFault.HEAVY)


def _readable_share(content: Content, mime: str) -> float:
    """The part of a damaged picture that can be read, from 0 to 1: what looks the same, whatever stands in place of the
    missing bytes.
    """
    try:
        if mime == JPEG:
            data = bytes(content)
            if b"\xff\xda" not in data or not _finished(data):
                return 0.0
            scale = not _progressive(data)
            return _same(_jpeg(data + _END, scale), _jpeg(data + _NOISE + _END, scale))
        return _same(_filled(content, 0), _filled(content, 255))
    except MemoryError:
        raise
    except Exception:
        return 0.0


def _jpeg(data: bytes, scale: bool) -> Any:
    from PIL import Image

    picture = Image.open(io.BytesIO(data), formats=("JPEG",))
    if scale:
        picture.draft("RGB", (256, 256))
    picture.load()
    return picture


def _progressive(data: bytes) -> bool:
    return any(data.find(mark) >= 0 for mark in (b"\xff\xc2\x00\x11", b"\xff\xc2\x00\x0b", b"\xff\xc2\x00\x14"))


def _finished(data: bytes) -> bool:
    """Whether every scan of a progressive picture has at least begun; each refines the ones before."""
    if not _progressive(data):
        return True
    missing: dict[int, set[int]] = {}
    at = data.find(b"\xff\xda")
    while at >= 0:
        count = data[at + 4] if at + 4 < len(data) else 0
        header = data[at + 5 : at + 8 + 2 * count]
        if len(header) < 3 + 2 * count:
            return False
        first, last, low = header[-3], header[-2], header[-1] & 15
        for component in header[0 : 2 * count : 2]:
            open_ = missing.setdefault(component, set(range(64)))
            if not low:
                open_.difference_update(range(first, last + 1))
        at = data.find(b"\xff\xda", at + 2)
    return bool(missing) and not any(missing.values())


def _filled(content: Content, value: int) -> Any:
    """The picture with `value` wherever nothing could be read."""
    from PIL import Image

    picture = Image.open(opened(content))
    prepare = picture.load_prepare

    def prepared() -> None:
        prepare()
        picture.im.paste(value if picture.im.bands == 1 else (value,) * picture.im.bands, (0, 0, *picture.size))

    picture.load_prepare = prepared  # type: ignore[method-assign]
    try:
        picture.load()
    except (OSError, SyntaxError, ValueError):
        picture.fp = None
    return Image.Image()._new(picture.im)


def _same(one: Any, other: Any) -> float:
    """The share of equal bytes."""
    from PIL import Image, ImageChops

    if one.size != other.size or one.mode != other.mode:
        return 0.0
    lines = [picture.tobytes() for picture in (one, other)]
    size = (len(lines[0]) // one.height, one.height)
    differing = ImageChops.difference(*(Image.frombytes("L", size, line) for line in lines))
    return float(differing.histogram()[0] / (size[0] * size[1]))
