"""Files of every kind an office may send, and some it should not: small, and whole unless a test damages them."""

import io
import struct
import zipfile

from PIL import Image

from tests.made_pdf import pdf

__all__ = ["OFFICE", "PROGRAM_ARCHIVE", "archive", "office", "ole", "pdf", "picture"]

OFFICE = "application/vnd.openxmlformats-officedocument"
_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def picture(kind: str = "JPEG", size: int = 64) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((size, size), 80).convert("RGB").save(made, kind)
    return made.getvalue()


def archive(**members: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


PROGRAM_ARCHIVE = archive(**{"META-INF/MANIFEST.MF": "x", "A.class": "x"})
"""What Java runs."""


def office(part: str, **members: str | bytes) -> bytes:
    """An office document by its main part, for example "wordprocessingml.document.main"."""
    types = f'<Types><Override PartName="/x.xml" ContentType="{OFFICE}.{part}+xml"/></Types>'
    return archive(**{"[Content_Types].xml": types, "x.xml": "<x/>", **members})


def ole(*streams: str, size: int = 4608, fill: bytes = b"\x11", clsid: bytes = bytes(16), **told: bytes) -> bytes:
    """A compound file (Office 97) with these streams of `size` bytes; `told` gives the first bytes of some of them.

    The directory lies behind them all, as programs often leave it.
    """
    count = -(-size // _SECTOR)
    body, table = b"", list[int]()
    for name in streams:
        body += (told.get(name.replace(" ", "_"), b"") + fill * size)[:size].ljust(count * _SECTOR, b"\x00")
        table += [*range(len(table) + 1, len(table) + count), _END]
    entries = [_entry("Root Entry", 5, _END, 0, 1 if streams else _FREE, clsid=clsid)]
    for number, name in enumerate(streams):
        right = number + 2 if number + 1 < len(streams) else _FREE
        entries.append(_entry(name, 2, number * count, size, right=right))
    directory = b"".join(entries)
    directory += bytes(-len(directory) % _SECTOR)
    at = len(table)
    table += [*range(at + 1, at + len(directory) // _SECTOR), _END]
    sectors = 1
    while len(table) + sectors > sectors * 128:
        sectors += 1
    places = list(range(len(table), len(table) + sectors))
    table += [_TABLE] * sectors
    table += [_FREE] * (sectors * 128 - len(table))
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, sectors, at, 0, 4096, _END, 0, _END, 0)
    head += b"".join(struct.pack("<I", place) for place in places)
    return head.ljust(_SECTOR, b"\xff") + body + directory + struct.pack(f"<{len(table)}I", *table)


def _entry(
    name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE, clsid: bytes = bytes(16)
) -> bytes:
    letters = name.encode("utf-16-le") + b"\x00\x00"
    head = letters.ljust(64, b"\x00") + struct.pack("<HBBIII", len(letters), kind, 1, _FREE, right, child)
    return head + clsid + bytes(20) + struct.pack("<IQ", start, size)
