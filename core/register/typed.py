"""Lines of an OPD's register (core.assessment.subjects) as people type them."""

from __future__ import annotations

from core.assessment.subjects import Fault, Subject, fault_of
from core.foreign import cleaned
from core.instrument.model import Attribute, SubjectKind
from core.written import days_in


def read_line(line: str, kind: SubjectKind, wanted: tuple[Attribute, ...], number: int) -> Subject | Fault:
    """A typed line of a register: "code; name; attributes in their order", or only a name, whose code is `number`. An
    attribute may be left out at the end.
    """
    parts = [" ".join(cleaned(part).split()) for part in line.split(";")]
    code, name, *values = parts if len(parts) > 1 else [f"{number:02}", *parts]
    if len(values) > len(wanted):
        return Fault.ATTRIBUTE
    given = {one.code: _written(value, one) for one, value in zip(wanted, values, strict=False) if value}
    found = Subject(kind, code, name, given)
    return fault_of(found, wanted) or found


def _written(value: str, wanted: Attribute) -> str:
    """A day as ISO 8601, as far as it is one."""
    days = days_in(value) if wanted.date else ()
    return days[0].isoformat() if len(days) == 1 else value
