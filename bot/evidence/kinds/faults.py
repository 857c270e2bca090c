"""What an examination can say about a file: its type, why it is refused, what is doubtful about it."""

from dataclasses import dataclass
from enum import StrEnum

NOTHING_KNOWN = "application/octet-stream"
"""The type of bytes that are not recognised."""


class FileFault(StrEnum):
    """Why a file cannot be evidence; the value is stored with the evidence."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    PROGRAM = "program"
    ARCHIVE = "archive"
    PAGE = "page"
    NOT_ALLOWED = "not_allowed"
    DEFINITIONS = "definitions"  # its XML has a DTD or entities, which office programs refuse
    UNKNOWN = "unknown"  # nothing that is known at all: most likely broken
    BROKEN = "broken"
    LOCKED = "locked"
    HEAVY = "heavy"  # needs more memory, time or pixels than an examination may take
    LOST = "lost"
    INVITATION = "invitation"  # it shows a known invitation, which others could take


class Doubt(StrEnum):
    """What the sender should know about a file that is stored all the same."""

    ENCRYPTED = "encrypted"
    CUT = "cut"  # its end is missing, and little of what it shows
    REPAIRED = "repaired"  # readable only after a repair, or followed by bytes that are not its own
    DAMAGED_PART = "damaged_part"  # one of its parts cannot be read; Examined.part names it
    PROGRAM = "program"  # a program is among its bytes, where opening the file does not start it
    ACTIVE = "active"  # a PDF that does more by itself than show its pages
    MACRO = "macro"  # one of its parts is or holds a macro; Examined.part names it


class FileRefused(Exception):
    """The file cannot be evidence."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that can be evidence: its MIME type by content, what is doubtful about it, and what its QR codes and links
    say.
    """

    mime: str
    doubt: Doubt | None = None
    part: str = ""
    texts: tuple[str, ...] = ()
