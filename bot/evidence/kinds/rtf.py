"""Rich text: groups in braces that all have to be closed, and objects in hexadecimal digits."""

import re

from bot.evidence.kinds import ole_objects
from bot.evidence.kinds.faults import Doubt, Examined, FileFault, FileRefused
from bot.evidence.kinds.structure import Content, without_padding

MIME = "application/rtf"
MARK = b"{\\rtf"
_TOKEN = re.compile(rb"\\bin(\d{1,10}) ?|\\[\\{}]|[{}]")
_STARTS = re.compile(rb"\\objupdate\b|\\objclass\s+(?:package|equation)", re.IGNORECASE)
"""Objects that run when the text is opened, or are any file at all, which Word starts with a double click."""
_DATA = re.compile(rb"(?<!\\)\\objdata(?:\s([\s0-9a-f]*)(\})?)?", re.IGNORECASE)
"""The data of an object. Office programs write nothing but digits into its group; Word passes over anything else there,
which is how objects are hidden.
"""


def check(content: Content, start: int) -> Examined:
    """Raises FileRefused for a text that was cut or holds a program. Bytes after the last brace do not belong to it."""
    if _STARTS.search(content):
        raise FileRefused(FileFault.PROGRAM)
    depth, at = 0, start
    while found := _TOKEN.search(content, at):
        at = found.end() + int(found[1] or 0)  # bytes that are no text, counted
        token = found[0]
        depth += (token == b"{") - (token == b"}")
        if not depth:
            _refuse_programs(content)
            return Examined(MIME, Doubt.REPAIRED if without_padding(content) > at else None)
    raise FileRefused(FileFault.BROKEN)


def _refuse_programs(content: Content) -> None:
    for found in _DATA.finditer(content):
        digits = b"".join((found[1] or b"").split())
        if not found[2] or ole_objects.starts(bytes.fromhex(digits[: len(digits) & ~1].decode())):
            raise FileRefused(FileFault.PROGRAM)
