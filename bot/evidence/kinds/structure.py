"""The bytes of a file that is examined, and a view of a part of them for the libraries."""

import io
from mmap import mmap

Content = bytes | mmap
"""All bytes of a file. They are mapped, so that a large file uses no memory."""

BLANK = b"\x00\t\n\x0c\r "
"""White space, as PDF understands it."""

_BOM = b"\xef\xbb\xbf"
_BLOCK = 64 * 1024
_HOLE = 4096
_EMPTY = bytes(_HOLE)
_SMALL = 64 * 1024
_RUN = 512


class View(io.RawIOBase):
    """The bytes from `start` up to `end`, as a file that can only be read."""

    def __init__(self, content: Content, start: int = 0, end: int | None = None) -> None:
        self._content, self._start = content, start
        self._size = (len(content) if end is None else end) - start
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = max(0, min(len(buffer), self._size - self._at))
        at = self._start + self._at
        buffer[:count] = self._content[at : at + count]
        self._at += count
        return count

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning of the file")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at


def opened(content: Content, start: int = 0, end: int | None = None) -> io.BufferedReader:
    return io.BufferedReader(View(content, start, end))


def after_blanks(content: Content) -> int:
    """The place of the first byte that is neither white space nor a byte order mark; at most 1024 are skipped."""
    head = content[:1025]
    rest = head.removeprefix(_BOM).lstrip(BLANK)
    return len(head) - len(rest)


def without_padding(content: Content) -> int:
    """The end of the file without trailing white space and zeros."""
    end = len(content)
    while end:
        block = content[max(0, end - _BLOCK) : end]
        kept = block.rstrip(BLANK)
        if kept:
            return end - len(block) + len(kept)
        end -= len(block)
    return 0


def run_at_end(content: Content, end: int) -> int:
    """How many equal bytes stand before `end`."""
    at, last = end, content[end - 1 : end]
    while at:
        block = content[max(0, at - _BLOCK) : at]
        kept = len(block.rstrip(last))
        at -= len(block) - kept
        if kept:
            break
    return end - at


def holes(content: Content, end: int, zeros: bool = False) -> float:
    """The share of blocks before `end` in which all bytes are equal: where a download left out what it had made room
    for. `zeros`: all have to be zero. Of small files, of which room for notes may be a large part, only the last bytes
    count."""
    if end < _SMALL:
        run = run_at_end(content, end)
        return run / end if run >= _RUN and not (zeros and content[end - 1]) else 0.0
    starts = range(0, end - end % _HOLE, _HOLE)
    blocks = (content[start : start + _HOLE] for start in starts)
    return sum(block == _EMPTY if zeros else not block.strip(block[:1]) for block in blocks) / len(starts)
