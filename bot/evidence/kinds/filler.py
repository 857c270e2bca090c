"""Bytes of a picture that show nothing: filler in place of what was lost, or something that somebody put there.

Decoders pass over them. So it is asked of each kind how many of its bytes it needs.
"""

from collections.abc import Iterator
from typing import Any

from bot.evidence.kinds import boxes
from bot.evidence.kinds.structure import Content

_MUCH = 16 * 1024
_SHARE = 0.1
"""A picture is doubtful with more bytes than both that nothing needs: notes and colours are less."""
_LEFT_OVER = 64
"""A WebP never has so many bytes behind the last that its decoder reads, except where some were replaced."""
_MOST_TWICE = 13_000_000
"""Pixels of a picture that is read once more to find that out."""
_WEBP_SHOWN = (b"VP8 ", b"VP8L")
_WEBP_OWN = frozenset({b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP ", b"C2PA"})
_TIFF_LENGTHS = (279, 325, 514)  # of strips, of tiles, of a JPEG within
_TIFF_INNER = (330, 34665)  # folders of pictures and notes that are not followed
_FRAMES = 200


def in_webp(content: Content, picture: Any) -> bool:
    chunks = list(_chunks(content))
    shown = next((chunk for chunk in chunks if chunk[0] in _WEBP_SHOWN), None)
    known = sum(len(data) for kind, data in chunks if kind in _WEBP_OWN) + (len(shown[1]) if shown else 0)
    if _is_much(sum(len(data) for _, data in chunks) - known, content):
        return True
    if shown is None or getattr(picture, "is_animated", False) or picture.width * picture.height > _MOST_TWICE:
        return False
    return _opens(_webp(shown[0], shown[1][:-_LEFT_OVER]))


def in_boxes(content: Content) -> bool:
    return _is_much(boxes.unused(content), content)


def in_tiff(content: Content, picture: Any) -> bool:
    """Counts what the folders of the pictures name. Where they lead to further folders, nobody can say."""
    named = 0
    try:
        for number in range(min(picture.n_frames, _FRAMES + 1)):
            picture.seek(number)
            folder = picture.tag_v2
            if number == _FRAMES or any(tag in folder for tag in _TIFF_INNER):
                return False
            named += sum(_sum(folder.get(tag, ())) for tag in _TIFF_LENGTHS)
            named += sum(map(_bytes_of, dict(folder).values()))
    except (EOFError, OSError, SyntaxError, ValueError):  # a further page that cannot be read
        return False
    return _is_much(len(content) - named, content)


def _is_much(count: int, content: Content) -> bool:
    return count > max(_MUCH, _SHARE * len(content))


def _sum(lengths: Any) -> int:
    return sum(lengths) if isinstance(lengths, tuple) else int(lengths)


def _bytes_of(value: Any) -> int:
    """How many bytes the value of a TIFF's tag takes, at most."""
    return len(value) * (8 if isinstance(value, tuple) else 1) if isinstance(value, bytes | str | tuple) else 0


def _chunks(content: Content) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        yield content[at : at + 4], content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _webp(kind: bytes, data: bytes) -> bytes:
    """A WebP of this part only."""
    body = b"WEBP" + kind + len(data).to_bytes(4, "little") + data + bytes(len(data) % 2)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _opens(content: bytes) -> bool:
    import io

    from PIL import Image

    try:
        Image.open(io.BytesIO(content), formats=("WEBP",)).load()
    except MemoryError:
        raise
    except Exception:
        return False
    return True
