"""The boxes that a HEIC or AVIF is made of (ISO 14496-12): where they end, and how much of them no picture uses."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.evidence.kinds.structure import Content, View

_HEAD = 8
_OWN = frozenset(
    {b"ftyp", b"styp", b"meta", b"moov", b"moof", b"udta", b"uuid", b"jumb"}  # what the format has, and its proofs
    | {b"mpvd", b"sefd"}  # films and notes of phones
)
_DATA, _FILM = b"mdat", frozenset({b"moov", b"moof"})
_MOST_ITEMS = 20_000


class Box(NamedTuple):
    kind: bytes
    start: int
    end: int


def boxes(content: Content, at: int, end: int) -> Iterator[Box]:
    """The boxes from `at` on, and where their own bytes start. The last one may say that it is longer than the file."""
    while at + _HEAD <= end and content[at + 4 : at + 8].isalnum():
        size, start = int.from_bytes(content[at : at + 4], "big"), at + _HEAD
        if size == 1:
            size, start = int.from_bytes(content[at + 8 : at + 16], "big"), at + 16
        following = end if size < _HEAD else at + size  # it says that it goes to the end
        yield Box(content[at + 4 : at + 8], start, following)
        at = following


def end_of(content: Content) -> int:
    """Where the last box ends; 0 where it is longer than the file."""
    end = max((box.end for box in boxes(content, 0, len(content))), default=0)
    return end if end <= len(content) else 0


def unused(content: Content) -> int:
    """How many bytes belong to no picture: boxes that nobody knows, and data that no list of places names. A film has
    a list of its own.
    """
    found = list(boxes(content, 0, len(content)))
    foreign = sum(box.end - box.start for box in found if box.kind not in _OWN and box.kind != _DATA)
    data = sum(box.end - box.start for box in found if box.kind == _DATA)
    if any(box.kind in _FILM for box in found):
        return foreign
    places = set[tuple[int, int]]()
    for box in found:
        if box.kind == b"meta":
            for inner in boxes(content, box.start + 4, box.end):
                if inner.kind == b"iloc":
                    places |= set(_places(content, inner))
    return foreign + max(0, data - sum(length for _, length in places))


def _places(content: Content, box: Box) -> Iterator[tuple[int, int]]:
    """Offsets and lengths of what the pictures use."""
    view = View(content, box.start, box.end)

    def number(size: int) -> int:
        return int.from_bytes(view.read(size) or b"", "big")

    version, _, sizes = number(1), number(3), number(2)
    offset, length, base, index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15
    for _ in range(min(number(4 if version == 2 else 2), _MOST_ITEMS)):
        number(4 if version == 2 else 2)
        number(2 if version else 0)
        number(2)
        start = number(base)
        for _ in range(min(number(2), _MOST_ITEMS)):
            number(index if version else 0)
            yield start + number(offset), number(length)
