"""Orders of the coordinator about the settings of a Pemda."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.assessment.subjects import Subject
from core.instrument.parts import SubjectKind
from core.pemda.own_lists.rules import OwnCell
from core.pemda.settings import Setting


class FilePurpose(StrEnum):
    """What a file of the Pemda is used for."""

    RULE = "rule"  # the local regulation
    EMBLEM = "emblem"  # the picture on the letterhead
    DOCUMENT = "document"  # a document of the region


@dataclass(frozen=True, slots=True)
class ChangePemda:
    """Changes one setting of the Pemda; `key` is the name of a column."""

    pemda: int
    key: str
    value: Setting


@dataclass(frozen=True, slots=True)
class RenamePemda:
    """Gives the Pemda another name. Results that are known keep the name they were made known under."""

    pemda: int
    name: str


@dataclass(frozen=True, slots=True)
class KeepPemdaFile:
    """Has a file copied into the evidence store after the commit. The screen is drawn again when it has been copied.
    `title` and `replaces` (the number of a document, or 0) are of a document.
    """

    pemda: int
    purpose: FilePurpose
    file_id: str
    name: str
    size: int
    title: str = ""
    replaces: int = 0


@dataclass(frozen=True, slots=True)
class ChangeDocument:
    """Changes the title of a document of the region, or what it suits. Evidence that was taken from it stays as it
    is.
    """

    document: int
    title: str
    variables: tuple[str, ...]
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RemoveDocument:
    """Offers a document of the region no more. Evidence that was taken from it stays."""

    document: int


@dataclass(frozen=True, slots=True)
class ChangeOwnList:
    """Makes these the lines of their levels in the Pemda's own list of evidence for an instrument (its id). Other
    levels stay as they are.
    """

    pemda: int
    instrument: str
    cells: tuple[OwnCell, ...]


@dataclass(frozen=True, slots=True)
class ReadOwnList:
    """Has a filled-in list of evidence fetched and read after the commit. The result arrives as the event
    OwnListRead.
    """

    pemda: int
    instrument: str
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class SendOwnList:
    """Sends the list of evidence as an XLSX that can be filled in, made when it is sent."""

    pemda: int
    instrument: str


@dataclass(frozen=True, slots=True)
class SendRule:
    """Sends the local regulation as a file to the sender."""

    pemda: int


@dataclass(frozen=True, slots=True)
class SetHead:
    """Names the head of an OPD as papers print it. `nip` has 18 digits or is ""; `acting` is "Plt.", "Plh." or ""."""

    opd: int
    name: str
    title: str
    rank: str
    nip: str
    acting: str


@dataclass(frozen=True, slots=True)
class RemoveOpd:
    """Removes an OPD for which nothing was ever answered or sent from the Pemda's list."""

    opd: int


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Takes an OPD out of an open period; what it has filled in is kept."""

    period: int
    opd: int
    reason: str


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Lets an OPD take part in an open period: again, or for the first time where others were chosen."""

    period: int
    opd: int


@dataclass(frozen=True, slots=True)
class KeepSubject:
    """Adds a line to an OPD's register, or changes the one of this kind and code. It takes part in what is open."""

    opd: int
    subject: Subject


@dataclass(frozen=True, slots=True)
class RetireSubject:
    """Takes a line of a register out of use, or back into it. What was assessed stays."""

    opd: int
    kind: SubjectKind
    code: str
    retired: bool = True


@dataclass(frozen=True, slots=True)
class KeepRegister:
    """Adds or changes these lines of an OPD's register, and takes those with the codes `out` out of use."""

    opd: int
    kind: SubjectKind
    lines: tuple[Subject, ...] = ()
    out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRegister:
    """Has the register of an OPD, filled in as a file, fetched and read after the commit, as `instrument` (its id)
    keeps it. The result arrives as the event RegisterRead.
    """

    opd: int
    instrument: str
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class SendRegister:
    """The register of an OPD as a file to be filled in, made when it is sent, with the lines it has already."""

    opd: int
    instrument: str


@dataclass(frozen=True, slots=True)
class KeepOpinion:
    """Notes what the Ombudsman's letter of a year says of the region, or of one OPD, in the place of what was noted
    before.
    """

    pemda: int
    year: int
    words: str
    value: Decimal
    opd: int = 0


@dataclass(frozen=True, slots=True)
class RemoveOpinion:
    """Takes such a note back."""

    pemda: int
    opinion: int


PemdaEffect = (
    ChangePemda
    | RenamePemda
    | KeepPemdaFile
    | ChangeDocument
    | RemoveDocument
    | ChangeOwnList
    | ReadOwnList
    | SendOwnList
    | SendRule
    | SetHead
    | RemoveOpd
    | LeaveOut
    | TakeIn
    | KeepSubject
    | RetireSubject
    | KeepRegister
    | ReadRegister
    | SendRegister
    | KeepOpinion
    | RemoveOpinion
)
