"""Pictures and documents much of whose bytes show nothing are not stored as good ones."""

import io
import random
import re
import struct
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from bot.evidence.content import examine
from bot.evidence.kinds.faults import Doubt, FileFault, FileRefused
from bot.settings import DEFAULT_KINDS
from tests.bot.evidence.corpus import pdfs, pictures
from tests.bot.evidence.test_content import WINDOWS

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


def document(*, idle: bytes = b"", between: bytes = b"", contents: bytes = b"", scan: bytes = b"") -> bytes:
    """A PDF of one page: `idle` is an object that nothing names, `between` stands between its objects."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    drawn = made.make_stream(contents or zlib.compress(b"0 0 m 9 9 l S " * 3000))
    drawn.Filter = pikepdf.Name.FlateDecode
    page.obj.Contents = drawn
    if scan:
        image = made.make_stream(scan)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.ColorSpace, image.BitsPerComponent = 900, 700, pikepdf.Name.DeviceRGB, 8
        image.Filter = pikepdf.Name.DCTDecode if scan.startswith(b"\xff\xd8") else pikepdf.Name.FlateDecode
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    whole = pdfs.saved(made, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    extra = b""
    if idle:
        extra = b"9 0 obj\n<</Length %d>>\nstream\n" % len(idle) + idle + b"\nendstream\nendobj\n"
    return moved(whole, extra + between) if extra or between else whole


def moved(whole: bytes, extra: bytes) -> bytes:
    """With bytes behind the first line, and a table that says where the objects then are."""
    at = whole.index(b"1 0 obj")
    head, _, tail = whole.rpartition(b"startxref\n")
    told, _, end = tail.partition(b"\n")
    start = int(told)
    table = bytearray(head[start:])
    for place in places(table):
        table[place : place + 10] = b"%010d" % (int(table[place : place + 10]) + len(extra))
    return whole[:at] + extra + whole[at:start] + bytes(table) + b"startxref\n%d\n" % (start + len(extra)) + end


def places(table: bytearray) -> list[int]:
    return [found.start() for found in re.finditer(rb"\d{10} 00000 n", table)]


SCAN = pictures.photo("JPEG", size=(900, 700))
UNPACKED = zlib.compress(random.Random(4).randbytes(900 * 700) * 3)


@pytest.mark.parametrize(
    "content",
    [
        document(),
        document(scan=SCAN),
        document(scan=UNPACKED),
        document(scan=SCAN, idle=FOREIGN[:50_000]),
        document(scan=SCAN[:-2]),
    ],
)
def test_what_a_document_leads_to_is_its_own(content: bytes) -> None:
    assert verdict(content) == "stored"


@pytest.mark.parametrize(
    "content",
    [
        document(idle=FOREIGN),
        document(between=b"%" + FOREIGN.hex().encode() + b"\n"),
        document(contents=b"bukan deflate" * 30),
        document(scan=SCAN[: len(SCAN) // 2]),
        document(scan=FOREIGN),
        document(scan=overwritten(UNPACKED, 0.1, 0.9)),
        document(scan=UNPACKED[: len(UNPACKED) // 2]),
    ],
    ids=["object", "between", "contents", "half a scan", "no scan", "overwritten scan", "half an unpacked scan"],
)
def test_a_document_of_filler_is_kept_with_a_doubt(content: bytes) -> None:
    assert verdict(content) == Doubt.REPAIRED


@pytest.mark.parametrize("on_page", [False, True])
@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("Lampiran.xlsx", b"PK\x03\x04 tabel", "stored"),
        ("Setup.exe", b"apa saja", Doubt.PROGRAM),
        ("Lampiran.xlsx", WINDOWS, Doubt.PROGRAM),
    ],
)
def test_a_program_attached_to_a_document_is_found(name: str, data: bytes, expected: str, on_page: bool) -> None:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    file = pikepdf.AttachedFileSpec(made, data, filename=name)
    if on_page:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, FS=file.obj)
        page.obj.Annots = pikepdf.Array([note])
    else:
        made.attachments["a"] = file
    assert verdict(pdfs.saved(made, compress_streams=True)) == expected
