"""Pictures much of whose bytes show nothing are not stored as good ones."""

import io
import random
import struct
from collections.abc import Callable

import pytest
from PIL import Image

from bot.evidence.content import examine
from bot.evidence.kinds.faults import Doubt, FileFault, FileRefused
from bot.settings import DEFAULT_KINDS
from tests.bot.evidence.corpus import pictures

ALLOWED = frozenset(DEFAULT_KINDS) | {"image/tiff", "image/avif"}
FOREIGN = random.Random(3).randbytes(200_000)


def photo(kind: str, **how: object) -> bytes:
    """A smooth one, as cameras make them."""
    size, made = (900, 700), io.BytesIO()
    pictures.photo("HEIF")  # registers the writer
    noise = Image.effect_noise(size, 12).convert("RGB")
    Image.blend(Image.radial_gradient("L").resize(size).convert("RGB"), noise, 0.3).save(made, kind, **how)
    return made.getvalue()


def verdict(content: bytes) -> str:
    try:
        return str(examine(content, ALLOWED).doubt or "stored")
    except FileRefused as refusal:
        return str(refusal.fault)


def overwritten(whole: bytes, first: float, last: float) -> bytes:
    start, end = int(len(whole) * first), int(len(whole) * last)
    return whole[:start] + random.Random(7).randbytes(end - start) + whole[end:]


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = (name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in chunks)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp(**how: object) -> tuple[bytes, bytes]:
    whole = photo("WEBP", **how)
    return whole[12:16], whole[20 : 20 + struct.unpack("<I", whole[16:20])[0]]


def box(kind: bytes, data: bytes = FOREIGN) -> bytes:
    return struct.pack(">I", 8 + len(data)) + kind + data


WHOLE: dict[str, Callable[[], bytes]] = {
    "WebP": lambda: photo("WEBP"),
    "WebP without loss": lambda: photo("WEBP", lossless=True),
    "WebP in high quality": lambda: photo("WEBP", quality=95, method=6),
    "WebP with notes": lambda: photo("WEBP", exif=pictures.exif(), xmp=b"<x/>" * 9000),
    "WebP that moves": lambda: photo("WEBP", save_all=True, append_images=[Image.new("RGB", (900, 700))]),
    "HEIC": lambda: photo("HEIF"),
    "HEIC with notes": lambda: photo("HEIF", exif=pictures.exif().tobytes()),
    "HEIC with a film": lambda: photo("HEIF") + box(b"mpvd"),
    "AVIF": lambda: photo("AVIF"),
    "TIFF": lambda: photo("TIFF"),
    "TIFF in thin strips": lambda: photo("TIFF", compression="tiff_lzw", strip_size=900),
    "TIFF of several pages": lambda: photo("TIFF", save_all=True, append_images=[Image.new("1", (900, 700))]),
    "JPEG drawn several times": lambda: photo("JPEG", progressive=True),
    "JPEG in high quality": lambda: photo("JPEG", progressive=True, quality=95, subsampling=0),
}


@pytest.mark.parametrize("name", WHOLE)
def test_all_bytes_of_a_whole_picture_are_its_own(name: str) -> None:
    assert verdict(WHOLE[name]()) == "stored"


FILLED: dict[str, Callable[[], bytes]] = {
    "random bytes in a WebP without loss": lambda: overwritten(photo("WEBP", lossless=True), 0.5, 0.6),
    "random bytes in a WebP": lambda: overwritten(photo("WEBP", quality=95, method=6), 0.1, 0.95),
    "behind the data of a WebP": lambda: riff((webp()[0], webp()[1] + FOREIGN)),
    "another chunk of a WebP": lambda: riff(webp(), (b"ABCD", FOREIGN)),
    "the same chunk of a WebP": lambda: riff(webp(), (b"VP8 ", FOREIGN)),
    "room of a HEIC": lambda: photo("HEIF") + box(b"free"),
    "data of a HEIC": lambda: photo("HEIF") + box(b"mdat"),
    "a box of nobody's": lambda: photo("HEIF") + box(b"abcd"),
    "data of an AVIF": lambda: photo("AVIF") + box(b"mdat"),
    "behind a TIFF": lambda: photo("TIFF", compression="tiff_lzw") + FOREIGN,
}


@pytest.mark.parametrize("name", FILLED)
def test_filler_is_kept_with_a_doubt(name: str) -> None:
    assert verdict(FILLED[name]()) == Doubt.REPAIRED


@pytest.mark.parametrize(("part", "expected"), [(0.99, Doubt.CUT), (0.9, Doubt.CUT), (0.7, FileFault.BROKEN)])
def test_an_end_mark_makes_no_picture_whole(part: float, expected: str) -> None:
    """The first times over are there, so that it looks like one."""
    whole = photo("JPEG", progressive=True)
    kept = int(len(whole) * part)
    assert verdict(whole[:kept] + b"\xff\xd9") == expected
    assert verdict(whole[:kept] + b"\xff\xd9" + whole[kept:]) == expected
