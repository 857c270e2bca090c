"""Objects of other programs within a document (OLE): whether a double click on one of them starts something."""

import re
from collections.abc import Callable
from typing import Any

from bot.evidence.kinds import program

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CLASSES = re.compile(rb"package|equation|ole2link|otkloadr|htmlfile|shell\.explorer|script", re.IGNORECASE)
"""Names of classes that are any file at all, or known for running what they are given."""
_CLASS_IDS = ("0003000C-", "00020C01-", "0002CE02-", "0002CE03-", "00000300-", "EAB22AC3-", "25336920-")
"""The same as the numbers of containers."""
_NATIVE = "\x01ole10native"
_EQUATION = "equation native"
_NAMED_WITHIN = 200
_NAMES = re.compile(rb"([^\x00]{1,260})\x00([^\x00]{1,260})\x00")
"""In the data of any file: its label and its name, behind six bytes."""


def starts(data: bytes) -> bool:
    """Whether an object of rich text is a program, or of a class that may be any."""
    if _CLASSES.search(data[:_NAMED_WITHIN]) or b"MZ\x90" in data[:_NAMED_WITHIN] or data.startswith(b"MZ"):
        return True
    if program.is_inside(b" " + data):
        return True
    at = data.find(MARK)
    return at >= 0 and _opened(data[at:], _is_any_file)


def part_holds_program(content: bytes) -> bool:
    """The same as `holds_program`, for a container that is a part of a document."""
    return _opened(content, holds_program)


def holds_program(container: Any) -> bool:
    """Whether there is a program among what was put into a container. Other files are what offices put into
    documents.
    """
    found = (path for path in container.listdir() if path[-1].lower() == _NATIVE)
    return any(_is_program(container.openstream(path).read()) for path in found)


def _is_any_file(container: Any) -> bool:
    names = {path[-1].lower() for path in container.listdir()}
    return str(container.root.clsid).startswith(_CLASS_IDS) or not names.isdisjoint((_NATIVE, _EQUATION))


def _is_program(native: bytes) -> bool:
    """By its names, or by itself."""
    named = _NAMES.match(native, 6)
    names = [name.decode("latin-1").casefold() for name in named.groups()] if named else []
    return any(map(program.has_name, names)) or program.is_inside(native)


def _opened(content: bytes, look: Callable[[Any], bool]) -> bool:
    import olefile

    try:
        with olefile.OleFileIO(content) as container:
            return look(container)
    except MemoryError:
        raise
    except Exception:  # whoever opens the document cannot open it either
        return False
