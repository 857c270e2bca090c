"""What of an OPD is assessed by itself: a service, an SOP, a work unit (subjek), and the register that names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.foreign import readable
from core.instrument.model import Attribute, SubjectKind


@dataclass(frozen=True, slots=True)
class Subject:
    """One line of an OPD's register. `code` tells it from the OPD's others of its kind."""

    kind: SubjectKind
    code: str
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    id: int = 0
    retired: bool = False


class Fault(StrEnum):
    """What is wrong with a line of a register."""

    CODE = "code"
    NAME = "name"
    ATTRIBUTE = "attribute"
    """A value is missing that the instrument wants, or is no date, or is of no attribute."""


MOST_CODE, MOST_NAME, MOST_VALUE = 40, 160, 160


def fault_of(subject: Subject, wanted: tuple[Attribute, ...]) -> Fault | None:
    """The first thing that is wrong; None for a sound line."""
    if not readable(subject.code) or len(subject.code) > MOST_CODE:
        return Fault.CODE
    if not readable(subject.name) or len(subject.name) > MOST_NAME:
        return Fault.NAME
    known = {one.code: one for one in wanted}
    if set(subject.attributes) - set(known):
        return Fault.ATTRIBUTE
    given = {code: subject.attributes.get(code, "") for code in known}
    if any(not _fits(given[one.code], one) for one in wanted):
        return Fault.ATTRIBUTE
    return None


def _fits(value: str, wanted: Attribute) -> bool:
    if not value:
        return not wanted.required
    return len(value) <= MOST_VALUE and (not wanted.date or _is_day(value))


def _is_day(value: str) -> bool:
    """Days are kept as ISO 8601."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


KINDS: Mapping[SubjectKind, str] = {"opd": "OPD", "service": "layanan", "sop": "SOP", "work-unit": "unit kerja"}
"""What subjects are called within a sentence."""
