"""What a call to Telegram carries, by kind: a message, a file, an album, a picture, a job, the answer to a press.

`storage/messaging/packing.py` keeps them in the outbox as JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, Self

from core.screen import Media, Notice, Rows


@dataclass(frozen=True, slots=True)
class Nothing:
    """Of calls that need no more than a message's number; also of rows that were emptied."""


NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to the press with this number; without text it only ends the waiting circle."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A text with buttons, or a file with both below it (`media`); sent, or put into a message that is there.

    `text` is HTML. `revision`: of the live screen, 0 for what is none. `keeps_file`: the message is a file and keeps
    it. `about`: what a notice is about, where it may grow. `watcher`: the account whose screen is drawn again when this
    is settled. `reminder`: its words are put together when it leaves.
    """

    text: str
    rows: Rows = ()
    revision: int = 0
    media: Media | None = None
    silent: bool = False
    keeps_file: bool = False
    about: str = ""
    watcher: int | None = None
    reminder: bool = False

    @classmethod
    def of(cls, notice: Notice) -> Self:
        return cls(notice.text, notice.rows)

    @property
    def file_id(self) -> str:
        return self.media.file_id if self.media else ""

    @property
    def evidence(self) -> int | None:
        return self.media.evidence if self.media else None

    def uploaded(self) -> "Message":
        """The same, with the bytes beside it instead of their number."""
        return replace(self, media=replace(self.media, file_id="")) if self.media else self


@dataclass(frozen=True, slots=True)
class File:
    """A document or photo. `file_id` is empty where the bytes go beside the call; `evidence`: our number of it."""

    file_id: str
    caption: str = ""
    rows: Rows = ()
    evidence: int | None = None

    def uploaded(self) -> "File":
        return replace(self, file_id="")


@dataclass(frozen=True, slots=True)
class AlbumItem:
    """One file of an album; `kind` is "photo" or "document", its caption is plain text."""

    kind: str
    file_id: str
    evidence: int | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Album:
    """Two to ten files of one kind."""

    items: tuple[AlbumItem, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a photo. `chart`: what it shows, as plain JSON (core.charts.plain); `file_id` is empty until Telegram
    has it. `in_place`: a message that is there shows it instead."""

    NAME: ClassVar[str] = "chart"

    digest: str
    chart: Mapping[str, Any]
    caption: str
    rows: Rows = ()
    in_place: bool = False
    file_id: str = ""

    def uploaded(self) -> "Picture":
        return replace(self, file_id="")

    @property
    def message(self) -> Message:
        """As a message that shows it."""
        return Message(self.caption, self.rows, media=Media("photo", self.file_id, 0))


# What is made before it is sent, or done instead of being sent. NAME stands in the outbox.


@dataclass(frozen=True, slots=True)
class InvitationSheet:
    """Invitations to be made and printed. `opds` by number; `until` in ISO format; `issued_by`: a person's number."""

    NAME: ClassVar[str] = "invitations"

    pemda: int
    role: str
    opds: tuple[int, ...]
    uses: int
    until: str
    field: str | None
    issued_by: int | None


@dataclass(frozen=True, slots=True)
class MyData:
    NAME: ClassVar[str] = "my_data"

    person: int


@dataclass(frozen=True, slots=True)
class MyDataPage:
    """The same as one page that a phone opens."""

    NAME: ClassVar[str] = "my_data_page"

    person: int


@dataclass(frozen=True, slots=True)
class OpdTemplate:
    NAME: ClassVar[str] = "opd_template"


@dataclass(frozen=True, slots=True)
class OpdFile:
    """A list of OPD somebody sent, to be read. `size` in bytes."""

    NAME: ClassVar[str] = "opd_list"

    pemda: int
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class OwnListSheet:
    """A Pemda's own list of evidence for an instrument (its id), to be filled in."""

    NAME: ClassVar[str] = "own_list_sheet"

    pemda: int
    instrument: str


@dataclass(frozen=True, slots=True)
class OwnListFile:
    """The same, filled in by somebody, to be read. `size` in bytes."""

    NAME: ClassVar[str] = "own_list"

    pemda: int
    instrument: str
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class PemdaFile:
    """A file of a Pemda that somebody sent, to be kept. `purpose`: of core.effects.pemda.FilePurpose; `title` and
    `replaces` (a number, or 0) are of a document of the region.
    """

    NAME: ClassVar[str] = "pemda_file"

    pemda: int
    purpose: str
    file_id: str
    name: str
    size: int
    person: int | None
    title: str = ""
    replaces: int = 0


@dataclass(frozen=True, slots=True)
class CoverLetter:
    NAME: ClassVar[str] = "letter"

    assessment: int
    format: Literal["docx", "pdf"]


@dataclass(frozen=True, slots=True)
class GroupRecap:
    """A period's workbook as a group may see it; `caption` is HTML."""

    NAME: ClassVar[str] = "group_recap"

    period: int
    caption: str


@dataclass(frozen=True, slots=True)
class WorkloadFile:
    """A table of positions somebody sent for an OPD, to be read. `size` in bytes."""

    NAME: ClassVar[str] = "workload_file"

    pemda: int
    opd: int
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class WorkloadTemplate:
    """The table of an OPD to be filled in, with the positions of a year where there are any."""

    NAME: ClassVar[str] = "workload_template"

    opd: int
    year: int


@dataclass(frozen=True, slots=True)
class WorkloadForm:
    """Formulir D of an OPD."""

    NAME: ClassVar[str] = "workload_form"

    opd: int
    year: int
    format: Literal["xlsx", "pdf"]


@dataclass(frozen=True, slots=True)
class WorkloadRecap:
    """The same for a region."""

    NAME: ClassVar[str] = "workload_recap"

    pemda: int
    year: int
    format: Literal["xlsx", "pdf"]


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """The sheet with the QR code of an OPD's survey. `address`: of the bot's public pages."""

    NAME: ClassVar[str] = "survey_sheet"

    assessment: int
    address: str


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The register of an OPD as an instrument (its id) keeps it, to be filled in."""

    NAME: ClassVar[str] = "register_sheet"

    opd: int
    instrument: str


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """The same, filled in by somebody, to be read. `size` in bytes."""

    NAME: ClassVar[str] = "register_file"

    pemda: int
    opd: int
    instrument: str
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class MonitoringTable:
    """What an OPD has answered in a period, with its corrective actions, as a table."""

    NAME: ClassVar[str] = "monitoring_table"

    period: int
    opd: int
    format: Literal["xlsx", "pdf"]


Job = (
    InvitationSheet
    | MyData
    | MyDataPage
    | OpdTemplate
    | OpdFile
    | OwnListSheet
    | OwnListFile
    | PemdaFile
    | CoverLetter
    | GroupRecap
    | SurveySheet
    | MonitoringTable
    | WorkloadFile
    | WorkloadTemplate
    | WorkloadForm
    | WorkloadRecap
    | RegisterSheet
    | RegisterFile
)
WithFile = Message | File | AlbumItem | Picture
Content = Nothing | Answer | Message | File | Album | Picture | Job


def to_be_made(content: Content) -> Job | Picture | None:
    """What has to be made before the call; None where it can be made as it is."""
    if isinstance(content, Picture):
        return None if content.file_id else content
    return content if isinstance(content, Job) else None
