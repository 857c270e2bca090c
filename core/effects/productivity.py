"""Orders about tables of positions."""

from dataclasses import dataclass
from typing import Literal

from core.productivity.model import Position


@dataclass(frozen=True, slots=True)
class ReadWorkload:
    """Has a table of an OPD fetched and read after the commit. The result arrives as the event WorkloadRead."""

    opd: int
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class SaveWorkload:
    """Stores the positions of an OPD in a year, in the place of those that were stored before."""

    opd: int
    year: int
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class RemoveWorkload:
    """Removes the positions of an OPD in a year."""

    opd: int
    year: int


@dataclass(frozen=True, slots=True)
class NoteWorkloadAsked:
    """Notes that these OPD were asked for their table of a year. Notices beside it tell their contacts."""

    pemda: int
    opds: tuple[int, ...]
    year: int


@dataclass(frozen=True, slots=True)
class SendWorkloadTemplate:
    """The table of an OPD as a file to be filled in, made when it is sent; with the positions it has already."""

    opd: int
    year: int


@dataclass(frozen=True, slots=True)
class SendWorkloadForm:
    """Formulir D of an OPD as XLSX and PDF, made when they are sent."""

    opd: int
    year: int


@dataclass(frozen=True, slots=True)
class SendWorkloadRecap:
    """The same for a region: a line for each OPD."""

    pemda: int
    year: int


Format = Literal["xlsx", "pdf"]

ProductivityEffect = (
    ReadWorkload
    | SaveWorkload
    | RemoveWorkload
    | NoteWorkloadAsked
    | SendWorkloadTemplate
    | SendWorkloadForm
    | SendWorkloadRecap
)
