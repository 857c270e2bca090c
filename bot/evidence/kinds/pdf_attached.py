"""Files attached to a PDF: programs among them, by their names or by how they begin."""

import zlib
from collections.abc import Iterator
from typing import Any

from bot.evidence.kinds import program
from bot.evidence.kinds.pdf_actions import is_a, items, within

_BEGINNING = 64 * 1024
_PAGES = 200
_MOST = 200


def holds_program(document: Any) -> bool:
    return any(_is_program(file) for file, _ in zip(_files(document), range(_MOST), strict=False))


def _files(document: Any) -> Iterator[Any]:
    """What describes each attached file: of the document, and of marks on its pages."""
    yield from _listed(within(document.Root, "/Names", "/EmbeddedFiles"), _MOST)
    for number, page in enumerate(document.pages):
        if number == _PAGES:
            return
        for note in items(page.obj.get("/Annots")):
            if (file := within(note, "/FS")) is not None:
                yield file


def _listed(tree: Any, left: int) -> Iterator[Any]:
    """A tree of names; `left`: how many of its branches may be followed, because it may lead to itself."""
    yield from items(within(tree, "/Names"))[1::2]
    branches = items(within(tree, "/Kids"))[:left]
    for branch in branches:
        yield from _listed(branch, left // (len(branches) + 1))


def _is_program(file: Any) -> bool:
    names = (str(within(file, key) or "").casefold() for key in ("/UF", "/F"))
    if any(map(program.has_name, names)):
        return True
    data = within(file, "/EF", "/F")
    return is_a(data, "stream") and program.is_inside(b" " + _beginning(data))


def _beginning(stream: Any) -> bytes:
    """The first bytes, without unpacking more than these."""
    raw = bytes(stream.read_raw_bytes()[:_BEGINNING])
    if str(stream.get("/Filter", "")) != "/FlateDecode":
        return raw
    try:
        return zlib.decompressobj().decompress(raw, _BEGINNING)
    except zlib.error:
        return b""
