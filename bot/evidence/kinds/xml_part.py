"""A part of a document that is XML, read piece by piece by expat: well-formed, and without definitions of its own.

Nothing is kept of what is read, and nothing that a definition names is loaded.
"""

from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from bot.evidence.kinds.faults import FileFault, FileRefused

MOST = 128 * 1024 * 1024
"""Bytes of one part that are parsed; programs take longer than people wait for larger ones."""
_STEP = 2048
_PAGE = "html"


class Part:
    """`bare`: not even the name of a DTD may stand in it, as in Office since 2007. `whole`: it is parsed to its end;
    otherwise up to its first element, before which all definitions stand.
    """

    def __init__(self, bare: bool, whole: bool) -> None:
        self._parser, self._read, self._whole, self._begun = ParserCreate(), 0, whole, False
        self._parser.EntityDeclHandler = _refuse
        self._parser.StartElementHandler = self._first
        if bare:
            self._parser.StartDoctypeDeclHandler = _refuse
        self.sound = True

    def feed(self, piece: bytes) -> None:
        """Raises FileRefused for a definition."""
        for at in range(0, len(piece), _STEP):
            if self._begun:
                return self._parse(piece[at:])
            self._parse(piece[at : at + _STEP])
        return None

    def end(self) -> None:
        """After the last piece."""
        self._parse(b"", last=True)

    def _parse(self, piece: bytes, last: bool = False) -> None:
        if not self.sound or (self._begun and not self._whole) or self._read >= MOST:
            return
        self._read += len(piece)
        try:
            self._parser.Parse(piece, last)
        except (ExpatError, ValueError, LookupError):  # the last two: an encoding that is not known
            self.sound = False

    def _first(self, name: str, _: object) -> None:
        """A page is no part of a document."""
        if name.rpartition(":")[2].casefold() == _PAGE:
            self.sound = False
        self._begun = True
        self._parser.StartElementHandler = None


def _refuse(*_: Any) -> None:
    raise FileRefused(FileFault.DEFINITIONS)
