"""Files: their identifiers, sizes of photos, paths for download.

A file_id serves for sending again and for getFile; file_unique_id tells whether two are the same file. Uploading
the same bytes again gives new ones (core.telegram.org/bots/api#sending-files).
"""

import base64
import io
import mimetypes
import random
from functools import cache

from simulator.errors import bad_request
from simulator.model import StoredFile

DOWNLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
SIDES = (90, 320, 800)
"""Longer side of the smaller sizes of a photo; the last size is the picture itself."""


class FileStore:
    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._paths: dict[str, str] = {}
        self._by_unique: dict[str, StoredFile] = {}

    def _name(self, prefix: str, size: int) -> str:
        return prefix + base64.urlsafe_b64encode(self._rng.randbytes(size)).decode()

    def put(self, kind: str, name: str, data: bytes | None, mime: str = "", size: int | None = None) -> StoredFile:
        """Take a file in. Without bytes only its size is declared."""
        stored = StoredFile(
            file_id=self._name("BQACAgUAAxkB", 39),
            unique_id=self._name("AgAD", 9),
            kind=kind,
            name=name,
            mime=mime or mimetypes.guess_type(name)[0] or "application/octet-stream",
            size=len(data or b"") if size is None else size,
            data=data,
        )
        folder = "photos" if kind == "photo" else "documents"
        path = f"{folder}/file_{len(self._by_path) + 1}{_suffix(name, kind)}"
        self._by_id[stored.file_id] = stored
        self._by_path[path] = stored
        self._paths[stored.file_id] = path
        self._by_unique[stored.unique_id] = stored
        return stored

    def photo(self, data: bytes) -> StoredFile:
        """Take a photo in, with the smaller sizes that Telegram makes of it."""
        width, height = _dimensions(data)
        longest = max(width, height)
        sizes = []
        for side in SIDES:
            if side < longest:
                small = self.put("photo", "photo.jpg", data, "image/jpeg", max(1, len(data) * side // longest))
                small.width, small.height = width * side // longest, height * side // longest
                sizes.append(small)
        full = self.put("photo", "photo.jpg", data, "image/jpeg")
        full.width, full.height = width, height
        full.sizes = [*sizes, full]
        return full

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def path_of(self, stored: StoredFile) -> str:
        return self._paths[stored.file_id]

    def at_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def by_unique(self, unique_id: str) -> StoredFile | None:
        return self._by_unique.get(unique_id)


def _suffix(name: str, kind: str) -> str:
    if kind == "photo":
        return ".jpg"
    return "." + name.rsplit(".", 1)[1] if "." in name else ""


def _dimensions(data: bytes) -> tuple[int, int]:
    """Width and height, or the refusal that Telegram gives for what is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, ValueError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


@cache
def _blank_photo() -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (960, 1280), "#dfe7ee")
    draw = ImageDraw.Draw(image)
    for line in range(24):
        draw.rectangle((90, 120 + line * 44, 870 - (line * 67) % 300, 134 + line * 44), fill="#7d8b97")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    return out.getvalue()


def sample_photo(number: int) -> bytes:
    """A picture of a typed page; each number gives other bytes (what follows the end mark is ignored)."""
    return _blank_photo() + number.to_bytes(8, "big")
