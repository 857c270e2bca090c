"""What the links of a PDF and the QR codes in its pictures say, as far as an invitation may be among them."""

from collections.abc import Iterator
from typing import Any

from bot.evidence.kinds import codes
from bot.evidence.kinds.pdf_actions import is_a, items, within

_LINKED_PAGES = 200
_PICTURED_PAGES = 2
"""A letter has its code on the first page; scanned with a cover, on the second."""
_MOST_PICTURES = 8
_DEPTH = 3
MOST_PIXELS = 40_000_000
"""Of a picture that is unpacked completely; a page scanned at 600 points an inch has 35 million."""
_MOST_LINKS = 20
_PARAMETER = "start"


def texts(document: Any) -> tuple[str, ...]:
    links = list(dict.fromkeys(_links(document)))
    return (*links[:_MOST_LINKS], *(text for picture in pictures(document) for text in _said_by(picture)))


def _links(document: Any) -> Iterator[str]:
    """Addresses of links that bring something to a bot."""
    for number, page in enumerate(document.pages):
        if number == _LINKED_PAGES:
            return
        for note in items(page.obj.get("/Annots")):
            address = str(within(note, "/A", "/URI") or "")
            if _PARAMETER in address:
                yield address[: codes.MOST_LETTERS]


def pictures(document: Any) -> list[Any]:
    """The largest pictures of the first pages."""
    found: dict[Any, Any] = {}
    for number, page in enumerate(document.pages):
        if number == _PICTURED_PAGES:
            break
        _gather(within(page.obj, "/Resources") or page.get("/Resources"), found, _DEPTH)
    return sorted(found.values(), key=pixels, reverse=True)[:_MOST_PICTURES]


def _gather(resources: Any, found: dict[Any, Any], depth: int) -> None:
    """Pictures of a page, and of what it is put together from, each once."""
    objects = within(resources, "/XObject")
    for name in objects.keys() if is_a(objects, "dictionary") else ():
        one = objects[name]
        if not is_a(one, "stream") or one.objgen in found or len(found) > _MOST_PICTURES * 8:
            continue
        kind = str(one.get("/Subtype"))
        if kind == "/Image":
            found[one.objgen] = one
        elif kind == "/Form" and depth:
            _gather(one.get("/Resources"), found, depth - 1)


def pixels(picture: Any) -> int:
    try:
        return int(picture.get("/Width", 0)) * int(picture.get("/Height", 0))
    except (TypeError, ValueError):
        return 0


def _said_by(picture: Any) -> tuple[str, ...]:
    """What cannot be read says nothing: a page may show all the same."""
    import pikepdf

    try:
        image = pikepdf.PdfImage(picture)
        if image.filters == ["/DCTDecode"]:
            return codes.in_jpeg(picture.read_raw_bytes())
        return codes.read(image.as_pil_image()) if pixels(picture) <= MOST_PIXELS else ()
    except MemoryError:
        raise
    except Exception:  # pikepdf, Pillow and what they unpack with
        return ()
