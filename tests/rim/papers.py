"""Files of every kind an office may send, and some it should not."""

import io
import zipfile

from PIL import Image

OFFICE = "application/vnd.openxmlformats-officedocument"


def pdf() -> bytes:
    return b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"


def picture(kind: str = "JPEG", size: int = 64) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((size, size), 80).convert("RGB").save(made, kind)
    return made.getvalue()


def archive(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def office(part: str) -> bytes:
    """An office document by its main part, for example "wordprocessingml.document.main"."""
    types = f'<Types><Override PartName="/x.xml" ContentType="{OFFICE}.{part}+xml"/></Types>'
    return archive(**{"[Content_Types].xml": types, "x.xml": "<x/>"})


def ole(*streams: str) -> bytes:
    """The beginning of a document of Office 97, with these streams in its directory."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + names.ljust(2048, b"\x00")
