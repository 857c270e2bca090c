"""Orders of the coordinator about the settings of a Pemda."""

from dataclasses import dataclass
from enum import StrEnum

from core.pemda.settings import Setting


class Purpose(StrEnum):
    """What a file of the Pemda is for."""

    RULE = "rule"  # the local regulation
    EMBLEM = "emblem"  # the picture on the letterhead


@dataclass(frozen=True, slots=True)
class ChangePemda:
    """One setting of the Pemda; `key` is a column's name."""

    pemda: int
    key: str
    value: Setting


@dataclass(frozen=True, slots=True)
class KeepPemdaFile:
    """Copies a file into the evidence store after the commit; the screen is drawn again when it is there."""

    pemda: int
    purpose: Purpose
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class SendRule:
    """The local regulation as a file, to the sender."""

    pemda: int


@dataclass(frozen=True, slots=True)
class SetHead:
    """Who heads an OPD, as papers print it. `nip` has 18 digits or is empty; `acting` is "Plt.", "Plh." or empty."""

    opd: int
    name: str
    title: str
    rank: str
    nip: str
    acting: str


PemdaEffect = ChangePemda | KeepPemdaFile | SendRule | SetHead
