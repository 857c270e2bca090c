"""Rich text: groups in braces that all have to be closed."""

import re

from bot.evidence.kinds.faults import Doubt, Examined, FileFault, FileRefused
from bot.evidence.kinds.structure import Content, without_padding

MIME = "application/rtf"
MARK = b"{\\rtf"
_TOKEN = re.compile(rb"\\bin(\d{1,10}) ?|\\[\\{}]|[{}]")
_STARTS = (
    rb"(?i)\\objupdate\b|\\objclass\s+(?:package|equation)"
    rb"|\\objdata\s*4d5a|\\objdata[\s0-9a-f]{0,400}?(?:4d5a90|[57]061636b616765)"
)
"""Objects that run when the text is opened, or are any file at all, which Word starts with a double click."""


def check(content: Content, start: int) -> Examined:
    """Raises FileRefused for a text that was cut or holds a program. Bytes after the last brace do not belong to it."""
    if re.search(_STARTS, content):
        raise FileRefused(FileFault.PROGRAM)
    depth, at = 0, start
    while found := _TOKEN.search(content, at):
        at = found.end() + int(found[1] or 0)  # bytes that are no text, counted
        token = found[0]
        depth += (token == b"{") - (token == b"}")
        if not depth:
            return Examined(MIME, Doubt.REPAIRED if without_padding(content) > at else None)
    raise FileRefused(FileFault.BROKEN)
