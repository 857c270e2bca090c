"""Lines of an OPD's register (core.assessment.subjects) as people type them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.assessment.subjects import Subject
from core.foreign import cleaned
from core.instrument.parts import Attribute, SubjectKind
from core.register.lines import NAME, LineFault, Wrong, faults_of, over, written


def read_line(
    line: str, kind: SubjectKind, wanted: tuple[Attribute, ...], number: str, today: date
) -> Subject | LineFault:
    """A typed line of a register: "code; name; attributes in their order", or only a name, whose code is `number`. An
    attribute may be left out at the end.
    """
    parts = [" ".join(cleaned(part).split()) for part in line.split(";")]
    code, name, *values = parts if len(parts) > 1 else [number, *parts]
    if len(values) > len(wanted):
        return LineFault(NAME, Wrong.MORE, len(wanted))
    given = {one.code: written(value, one) for one, value in zip(wanted, values, strict=False) if value}
    found = Subject(kind, code, name, given)
    return next(faults_of(found, wanted, today), None) or found


def with_value(
    line: Subject, column: str, words: str, wanted: tuple[Attribute, ...], today: date
) -> Subject | LineFault:
    """The line with another name, or another value of an attribute (`column`: its code); a dash takes a value out."""
    said = " ".join(cleaned(words).split())
    if column == NAME:
        changed = replace(line, name=said)
    else:
        one = next(attribute for attribute in wanted if attribute.code == column)
        value = "" if said in ("-", "–") else written(said, one)
        changed = over(line, replace(line, attributes={column: value}))
    title = next((one.name for one in wanted if one.code == column), column)
    faults = faults_of(changed, wanted, today)  # those of other columns were there before
    return next((fault for fault in faults if fault.column == title), None) or changed
