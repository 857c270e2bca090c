"""What came in: what a person did, and what was read or changed by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from core.evidence import links
from core.pemda.own_lists.file import FileFault, FileRow
from core.register.file import FileRow as RegisterRow


@dataclass(frozen=True, slots=True)
class Begin:
    """A command, without its slash. `argument` is the text after it (after /start an unknown token). `invitation` is
    the hash of an invitation brought by /start, or by a link or token that was pasted; `beside` is what else its
    message held.
    """

    command: str
    argument: str = ""
    invitation: str = ""
    beside: Literal["", "words", "file"] = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button. `revision` is None for steady buttons; `item` is what the button carried."""

    item: str
    revision: int | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.item.split(":"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text message. `edited`: it replaces an earlier one with the same id. `marks` are the links that Telegram found.
    `forwarded`: somebody else wrote it, here and in File. `replies_to`: where it replies to a message, the items of
    that message's steady buttons.
    """

    text: str
    message_id: int
    edited: bool = False
    marks: tuple[links.Mark, ...] = ()
    forwarded: bool = False
    replies_to: tuple[str, ...] = ()

    @property
    def found(self) -> links.FoundLinks:
        return links.find(self.text, self.marks)


@dataclass(frozen=True, slots=True)
class File:
    """A photo or document. `size` is in bytes, None where Telegram does not say; a `photo` was compressed by the phone.
    `marks` are the links of the caption. `edited`: the message had another file or caption before.
    """

    file_id: str
    unique_id: str
    name: str
    mime: str
    size: int | None
    message_id: int
    photo: bool = False
    caption: str = ""
    album: str = ""
    marks: tuple[links.Mark, ...] = ()
    edited: bool = False
    forwarded: bool = False

    @property
    def found(self) -> links.FoundLinks:
        """The links of the caption."""
        return links.find(self.caption, self.marks)


class OtherKind(StrEnum):
    STICKER = "sticker"
    VOICE = "voice"
    LOCATION = "location"
    VIDEO = "video"
    CONTACT = "contact"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Other:
    """A message of a kind that is no answer to anything."""

    kind: OtherKind
    message_id: int
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Reachable:
    """The person has blocked the bot (False) or unblocked it (True)."""

    value: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """Something on the live screen has changed by itself (a file was copied, a colleague has decided)."""


@dataclass(frozen=True, slots=True)
class OpdFileRead:
    """The outcome of ReadOpdFile. `rows`: code, name, short name, kind, perhaps telephone; `faults`: row, column, what
    is wrong; `losses`: what was not read; `notes`: what was read in another way than it may have been meant; `made`:
    the list has no codes, and these were made.

    `problem` is "", "too_large" or "unavailable" (the file could not be fetched).
    """

    pemda: int
    name: str
    rows: tuple[tuple[str, ...], ...] = ()
    faults: tuple[tuple[int, str, str], ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()
    made: bool = False
    losses: tuple[str, ...] = ()

    @classmethod
    def of(cls, pemda: int, name: str, read: Mapping[str, Any]) -> "OpdFileRead":
        """`read` is as core.pemda.opd_list.reading.to_plain made it, or {"problem": ...}."""
        return cls(
            pemda,
            name,
            tuple(map(tuple, read.get("rows", ()))),
            tuple(map(tuple, read.get("faults", ()))),
            read.get("problem", ""),
            tuple(read.get("notes", ())),
            read.get("made", False),
            tuple(read.get("losses", ())),
        )


@dataclass(frozen=True, slots=True)
class WorkloadRead:
    """The outcome of ReadWorkload. `rows`: name, hours as digits, PNS, PPPK; `faults`: sheet, row, column, what is
    wrong; `losses`, `notes` and `problem` are as in OpdFileRead.
    """

    pemda: int
    opd: int
    name: str
    rows: tuple[tuple[str, str, int, int], ...] = ()
    faults: tuple[tuple[str, int, str, str], ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()

    @classmethod
    def of(cls, pemda: int, opd: int, name: str, read: Mapping[str, Any]) -> "WorkloadRead":
        """`read` is as core.productivity.reading.to_plain made it, or {"problem": ...}."""
        rows, faults = (tuple(map(tuple, read.get(part, ()))) for part in ("rows", "faults"))
        notes, losses = (tuple(read.get(part, ())) for part in ("notes", "losses"))
        return cls(pemda, opd, name, rows, faults, read.get("problem", ""), notes, losses)


@dataclass(frozen=True, slots=True)
class OwnListRead:
    """The outcome of ReadOwnList, for the instrument it was sent for. `sheet` is the sheet that was read, `made_for`
    the instrument that the file names itself; `rows` and `faults` are those of core.pemda.own_lists.file. `problem` is
    as in OpdFileRead.
    """

    pemda: int
    instrument: str
    name: str
    sheet: str = ""
    made_for: str = ""
    rows: tuple[FileRow, ...] = ()
    faults: tuple[FileFault, ...] = ()
    problem: str = ""

    @classmethod
    def of(cls, pemda: int, instrument: str, name: str, read: Mapping[str, Any]) -> "OwnListRead":
        """`read` is as core.pemda.own_lists.file.read made it, or {"problem": ...}."""
        found = read.get("rows", ())
        rows = tuple((number, code, level, tuple(map(tuple, cells))) for number, code, level, cells in found)
        faults = tuple(map(tuple, read.get("faults", ())))
        sheet, made_for = read.get("sheet", ""), read.get("instrument", "")
        return cls(pemda, instrument, name, sheet, made_for, rows, faults, read.get("problem", ""))


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """The outcome of ReadRegister. `titles`, `rows` and `mark` are those of core.register.file; `refused` says why the
    file as a whole cannot be used; `problem` is as in OpdFileRead.
    """

    pemda: int
    opd: int
    instrument: str
    name: str
    titles: tuple[str, ...] = ()
    rows: tuple[RegisterRow, ...] = ()
    mark: str = ""
    refused: str = ""
    problem: str = ""

    @classmethod
    def of(cls, pemda: int, opd: int, instrument: str, name: str, read: Mapping[str, Any]) -> "RegisterRead":
        """`read` is as core.register.file.read made it, or {"problem": ...}."""
        rows = tuple(
            (number, tuple((cell[0], cell[1], cell[2]) for cell in cells)) for number, cells in read.get("rows", ())
        )
        titles, mark = tuple(read.get("titles", ())), read.get("mark", "")
        return cls(pemda, opd, instrument, name, titles, rows, mark, read.get("refused", ""), read.get("problem", ""))


Event = (
    Begin | Tap | Text | File | Other | Reachable | Changed | OpdFileRead | OwnListRead | WorkloadRead | RegisterRead
)
