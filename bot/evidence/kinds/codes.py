"""QR codes in pictures, by zxing-cpp: an invitation may be among them, which nobody may keep.

All others are what documents have: signatures, addresses of attendance lists.
"""

from typing import Any

from bot.evidence.kinds.drawn import filled
from bot.evidence.kinds.structure import Content

LONGEST = 1600
"""Pixels of the longer side that are searched (measured: a photo of 12 million pixels takes 0.06 s and 20 MB, a picture
made of nothing but corners of codes 1.6 s). A page that fills a fifth of a photo is still read.
"""
_AT_LEAST = 1000
"""Pixels of the shorter side of a photo that is read smaller than it is."""
_COPIED = frozenset({"1", "P", "PA", "LA", "RGBA"})
_MOST_COPIED = 40_000_000
"""Pixels of a picture that is copied before it is made smaller; larger ones are not searched."""
_UNREADABLE = frozenset({"I;16", "I", "F"})
_MOST = 20
MOST_LETTERS = 500


def in_jpeg(content: Content) -> tuple[str, ...]:
    """What the codes in a photo say, also where a part of it is missing."""
    return read(filled(content, 255, "JPEG", at_least=_AT_LEAST))


def read(picture: Any) -> tuple[str, ...]:
    """What the codes in a picture say."""
    import zxingcpp

    if picture.mode in _UNREADABLE or (picture.mode in _COPIED and picture.width * picture.height > _MOST_COPIED):
        return ()
    grey = _grey(picture)
    points = memoryview(grey.tobytes()).cast("B", shape=[grey.height, grey.width])
    found = zxingcpp.read_barcodes(points, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(code.text[:MOST_LETTERS] for code in found[:_MOST])


def _grey(picture: Any) -> Any:
    """The picture in shades of grey and not larger than is searched, on white where it is transparent."""
    from PIL import Image

    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    elif picture.mode in ("1", "P"):
        picture = picture.convert("L")
    longest = max(picture.size)
    if longest > LONGEST:
        size = tuple(max(1, side * LONGEST // longest) for side in picture.size)
        picture = picture.resize(size, Image.Resampling.BOX, reducing_gap=1.0)
    return picture.convert("L")
