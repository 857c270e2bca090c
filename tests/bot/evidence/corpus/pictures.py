"""Scans and photos of phones: whole, cut, padded, under another name, hiding something, and bombs."""

import io
import struct
import zlib
from collections.abc import Iterator

import pillow_heif
from PIL import Image, PngImagePlugin

from tests.bot.evidence.corpus import Sample
from tests.bot.papers import archive

STORED, CUT, BROKEN, HEAVY, NOT_ALLOWED = "stored", "stored, cut", "broken", "heavy", "not_allowed"


def photo(kind: str, mode: str = "RGB", size: tuple[int, int] = (400, 300), **how: object) -> bytes:
    made, image = io.BytesIO(), Image.effect_noise(size, 70).convert("RGB")
    if mode == "I;16":
        image = Image.effect_noise(size, 70).convert("I").point(lambda value: value * 200).convert("I;16")
    elif mode != "RGB":
        image = image.convert(mode)
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    image.save(made, kind, **how)
    return made.getvalue()


def exif() -> Image.Exif:
    told = Image.Exif()
    told[0x010F], told[0x0110], told[0x0112] = "samsung", "SM-A057F", 6
    return told


def moving() -> bytes:
    frames = [Image.effect_noise((80, 60), 50 + number) for number in range(3)]
    made = io.BytesIO()
    frames[0].save(made, "PNG", save_all=True, append_images=frames[1:])
    return made.getvalue()


def branded(heic: bytes, brand: bytes) -> bytes:
    """The same picture under another main brand, as other phones write it."""
    return heic[:8] + brand + heic[12:]


def bomb(width: int, height: int, bits: int = 8, colours: int = 2) -> bytes:
    """A PNG of zeros: hundreds of kilobytes that unpack to gigabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer, row = zlib.compressobj(9), bytes(1 + width * bits * (3 if colours == 2 else 1) // 8)
    head, piece = (packer.compress(row * 50) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    data = head + piece * (height // 50 - 1)
    told = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", told) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def sized_jpeg(width: int, height: int) -> bytes:
    """A photo that says it is of another size."""
    data = bytearray(photo("JPEG", size=(64, 64)))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def samples() -> Iterator[Sample]:
    for name, whole, last in _jpegs():
        yield Sample(f"{name}.jpg", whole, STORED)
        yield Sample(f"{name} without its end mark.jpg", whole[:-2], CUT)
        yield Sample(f"{name} cut a little.jpg", whole[: -len(whole) // 20], last)
        yield Sample(f"{name} cut in half.jpg", whole[: len(whole) // 2], BROKEN)
        yield Sample(f"{name} followed by a film.jpg", whole + b"\x00\x00\x00\x18ftypmp42" + bytes(900), STORED)
        yield Sample(f"{name} as.png", whole, STORED)
        yield Sample(f"{name} with an archive and two bytes.jpg", whole + archive(a="a") + b"\xff\xd9", "archive")
        yield Sample(f"{name} with a RAR archive.jpg", whole + b"Rar!\x1a\x07\x01\x00" + bytes(99), "archive")
        yield Sample(f"{name} as an archive at its end.jpg", whole + archive(**{"a.class": "x"}), "archive")
        yield Sample(f"{name} behind a program.jpg", b"MZ" + bytes(62) + whole, "program")
    for name, whole in _pngs():
        yield Sample(f"{name}.png", whole, STORED)
        yield Sample(f"{name} without its last chunk.png", whole[:-12], STORED)
        yield Sample(f"{name} cut a little.png", whole[: -len(whole) // 20], CUT)
        yield Sample(f"{name} cut in half.png", whole[: len(whole) // 2], BROKEN)
        yield Sample(f"{name} padded.png", whole + bytes(3000), STORED)
    for name, whole in _others():
        yield Sample(name, whole, STORED)
        yield Sample(f"{name} padded", whole + bytes(2000), STORED)
        yield Sample(f"{name} cut in half", whole[: len(whole) // 2], BROKEN)
    for kind in ("GIF", "BMP", "TIFF"):
        yield Sample(f"gambar.{kind}", photo(kind, "P" if kind == "GIF" else "RGB"), NOT_ALLOWED)
    large, words = photo("JPEG", size=(1200, 900)), PngImagePlugin.PngInfo()
    for share, verdict in ((0.01, STORED), (0.05, CUT), (0.5, BROKEN)):
        length, start = int(len(large) * share), len(large) // 3
        holed = large[:start] + bytes(length) + large[start + length :]
        yield Sample(f"hole of {share}.jpg", holed, verdict)
    words.add_text("mxfile", "x" * 3_000_000, zip=True)
    words.add_itxt("XML:com.adobe.xmp", "y" * 1_500_000)
    yield Sample("diagram.png", photo("PNG", pnginfo=words), STORED)
    yield Sample("bergerak.png", moving(), STORED)
    yield Sample("gambar.avif", photo("AVIF"), NOT_ALLOWED)
    yield Sample("BMW adalah kata.bmp", b"BM adalah dua huruf pertama dari berkas ini, bukan gambar.", NOT_ALLOWED)
    yield Sample("bom.png", bomb(30_000, 30_000), HEAVY)
    yield Sample("bom 16 bit.png", bomb(16_000, 16_000, bits=16), HEAVY)
    yield Sample("bom.jpg", sized_jpeg(65_000, 65_000), HEAVY)
    yield Sample("bukan gambar.jpg", b"\xff\xd8\xff\xe0kosong", BROKEN)


def damages(whole: bytes, part: float, end: bytes = b"") -> Iterator[tuple[str, bytes]]:
    """What a download leaves that stops after `part`: nothing, or what it had put there to make room. `end` is put last
    where somebody closes the file."""
    kept = whole[: int(len(whole) * part)]
    rest = len(whole) - len(kept)
    yield "cut", kept
    for value in (0x00, 0xFF, 0xAA):
        yield f"filled with {value:02x}", kept + bytes([value]) * rest
    yield "followed by a page", kept + b"<p>503 Service Unavailable</p>"
    if end:
        yield "closed", kept + end


def parts() -> Iterator[Sample]:
    """Pictures of which a part is there, by the share that is there."""
    size = (900, 700)
    jpegs = {
        "foto": photo("JPEG", size=size),
        "abu-abu": photo("JPEG", "L", size),
        "berpotongan": photo("JPEG", size=size, restart_marker_rows=1),
        "berpratinjau": photo("JPEG", size=size, exif=_with_preview()),
    }
    for part, verdict in ((0.05, BROKEN), (0.5, BROKEN), (0.8, BROKEN), (0.95, CUT)):
        for name, whole in jpegs.items():
            for what, content in damages(whole, part, b"\xff\xd9"):
                yield Sample(f"{name} {what} after {part}.jpg", content, verdict)
        for what, content in damages(photo("PNG", size=size), part, b"\x00\x00\x00\x00IEND\xaeB`\x82"):
            yield Sample(f"tangkapan {what} after {part}.png", content, verdict)
    for part in (0.05, 0.5):
        for what, content in damages(photo("JPEG", size=size, progressive=True), part, b"\xff\xd9"):
            yield Sample(f"bertahap {what} after {part}.jpg", content, BROKEN)
    for kind, more in (("WEBP", {}), ("WEBP", {"lossless": True}), ("HEIF", {})):
        whole = photo(kind, size=size, **more)
        for part, verdict in ((0.05, BROKEN), (0.5, BROKEN), (0.8, BROKEN), (0.95, CUT)):
            yield Sample(f"{kind} {more} zeros after {part}", list(damages(whole, part))[1][1], verdict)
    white = io.BytesIO()
    Image.new("L", (8000, 9000), 255).save(white, "JPEG", optimize=True)
    assert len(white.getvalue()) > 200_000
    yield Sample("white paper, packed well.jpg", white.getvalue(), STORED)


def _with_preview() -> Image.Exif:
    told = exif()
    told[0x927C] = photo("JPEG", size=(60, 40))
    return told


def _jpegs() -> Iterator[tuple[str, bytes, str]]:
    """What is cut of a progressive picture blurs all of it: nobody can say that nine tenths are there."""
    yield "foto", photo("JPEG", exif=exif()), CUT
    yield "foto bertahap", photo("JPEG", progressive=True), BROKEN
    yield "pindaian abu-abu", photo("JPEG", "L", dpi=(300, 300)), CUT
    yield "foto CMYK", photo("JPEG", "CMYK"), CUT


def _pngs() -> Iterator[tuple[str, bytes]]:
    yield "tangkapan layar", photo("PNG")
    yield "enam belas bit", photo("PNG", "I;16")
    yield "palet", photo("PNG", "P")
    yield "tembus pandang", photo("PNG", "RGBA")
    yield "hitam putih", photo("PNG", "1")
    yield "abu-abu tembus pandang", photo("PNG", "LA")


def _others() -> Iterator[tuple[str, bytes]]:
    yield "foto.webp", photo("WEBP")
    yield "tangkapan.webp", photo("WEBP", lossless=True)
    heic = photo("HEIF")
    yield "IMG_0005.heic", heic
    yield "IMG_0006.heic", branded(heic, b"mif1")
    yield "IMG_0007.heic", branded(heic, b"msf1")
    yield "IMG_0008.heic", branded(heic, b"heix")
