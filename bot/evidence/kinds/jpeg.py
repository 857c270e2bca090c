"""JPEG: where a picture's own bytes end, and how much of it they show.

Decoders paint grey over what is missing and do not complain, so the bytes are cut where they end and given to the
decoder without an end mark: it then stops, and leaves the rest as it was filled before.
"""

import re
from typing import Any, NamedTuple

from bot.evidence.kinds.drawn import filled, same, untouched
from bot.evidence.kinds.structure import Content, run_at_end

_MARKER = re.compile(rb"\xff([^\x00\xff])")
_AFTER_PIECES = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
"""What ends a scan that is written in pieces, each with a mark between."""
_END, _SCAN, _PIECES = 0xD9, 0xDA, 0xDD
_ALONE = frozenset({0x01, 0xD8, *range(0xD0, 0xD8)})
"""Markers that nothing belongs to."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ONE_BY_ONE = frozenset({0xC0, 0xC1})
_END_MARK = bytes((0xFF, _END))
_READ_AHEAD = b"\x01" * 16
"""What a decoder reads ahead before it gives the last line."""
_NOISE = bytes(range(1, 251))
"""Bytes that do not continue any picture."""
_FILLER = 64
"""So many equal bytes at the end of a picture that does not end are not its own."""
_MOST_TWICE = 13_000_000
"""Pixels of a picture that is drawn twice to see whether its last time over is complete; of a larger one an end mark is
trusted. Cameras draw their photos once.
"""
_ENDING = 256
_SMALL = 256
"""Pixels of a side at which a picture is judged; most are read at an eighth of their size."""


class Layout(NamedTuple):
    """`end`: where the picture's own bytes end. `ended`: an end mark follows. `several`: the picture is drawn several
    times over, each time finer. `begun`: each of these times has begun, for every colour. `pixels`: how large it is.
    """

    end: int
    ended: bool
    several: bool
    begun: bool
    pixels: int


def layout(content: Content) -> Layout:
    """By the markers, from the first one; pictures inside the notes are passed over."""
    at, left, several, code, start, ends, pixels = 2, dict[int, set[int]](), False, 0, 0, _MARKER, 0
    while found := _MARKER.search(content, at):
        code, start, at = found[1][0], found.start(), found.end()
        if code == _END:
            break
        if code in _ALONE:
            continue
        body = content[at + 2 : at + int.from_bytes(content[at : at + 2], "big")]
        at += 2 + len(body)
        if code in _FRAMES:
            pixels = int.from_bytes(body[1:3], "big") * int.from_bytes(body[3:5], "big")
            left, several = {one: set(range(64)) for one in body[6::3]}, code not in _ONE_BY_ONE
        elif code == _PIECES:
            ends = _AFTER_PIECES if any(body) else _MARKER
        elif code == _SCAN and body:
            colours = body[1 : 1 + 2 * body[0] : 2]
            several = several or len(colours) < len(left)
            if not _draws(body, colours, left):
                break
            following = ends.search(content, at)
            if not following or not several:
                return _ends(content, following, several, left)._replace(pixels=pixels)
            at = following.start()
    return Layout(start, code == _END, several, bool(left) and not any(left.values()), pixels)


def _draws(body: bytes, colours: bytes, left: dict[int, set[int]]) -> bool:
    """Takes what a scan draws from what is left; False for a scan that was cut in its header."""
    if len(body) < 4 + 2 * body[0]:
        return False
    first, last, low = body[-3], body[-2], body[-1] & 15
    for colour in colours:
        if not low:
            left.setdefault(colour, set(range(64))).difference_update(range(first, last + 1))
    return True


def _ends(content: Content, marker: re.Match[bytes] | None, several: bool, left: dict[int, set[int]]) -> Layout:
    begun = not any(left.values())
    if marker is not None:
        return Layout(marker.start(), marker[1][0] == _END, several, begun, 0)
    run = run_at_end(content, len(content))
    return Layout(len(content) - (run if run >= _FILLER else 0), False, several, begun, 0)


def share(content: Content, own: Layout) -> float:
    """The part of the picture that is there, from 0 to 1."""
    if own.several and not own.begun:
        return 0.0
    if own.several and (not own.ended or own.pixels <= _MOST_TWICE):
        return _share_of_several(content, own)
    after = _END_MARK if own.several else _READ_AHEAD  # all of its times are needed before the first line is given
    data = content[: own.end].rstrip(b"\xff") + after  # half a mark would become a whole one
    drawn = filled(data, 7, "JPEG", at_least=_SMALL)
    return same(drawn, filled(data, 200, "JPEG", at_least=_SMALL)) if untouched(drawn, 7) else 1.0


def _share_of_several(content: Content, own: Layout) -> float:
    """What looks the same, whatever follows the picture's own bytes."""
    data = content[: own.end]
    noise = _NOISE * (2 * len(data) // len(_NOISE) + 40)
    return same(filled(data + _END_MARK, 0, "JPEG"), filled(data + noise + _END_MARK, 0, "JPEG"))


def fits(content: Content, own: Layout) -> bool:
    """Whether the bytes are exactly as many as the picture needs. Where some were replaced, others are left over."""
    drawn: Any = filled(content[: max(0, own.end - _ENDING)], 7, "JPEG", at_least=_SMALL)
    return not own.several and untouched(drawn, 7)
