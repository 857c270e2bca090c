"""Reads a workbook that was filled in: the instrument in it, or every fault by sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from core.authoring import grid, words
from core.authoring.assembling import Assembly
from core.authoring.faults import Places, SheetFault, in_order
from core.authoring.form import Sheet, sheets
from core.authoring.yaml_text import yaml_text
from core.instrument.model import Instrument
from core.instrument.parse import InstrumentError, from_plain, parse
from core.instrument.yaml_lines import Plain, Source, written
from core.tables.file import sheets as tables
from core.tables.table import Sheet as Table, Sought, Unreadable

_OURS = "formulir instrumen"
_BESIDE = (words.HELP.casefold(), "catatan")
"""Beginnings of the names of sheets that are not read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook holds: an instrument with the text of its file, or faults."""

    instrument: Instrument | None
    text: str
    faults: tuple[SheetFault, ...]


def read_workbook(data: bytes, filename: str) -> Reading:
    """Raises nothing. The kind of file is found by its content; `filename` is only for messages."""
    try:
        found = list(tables(data, Sought(filename, _OURS, _OURS)))
    except Unreadable as refused:
        return _refused(SheetFault("", 0, "", refused.message))
    first = sheets()[0]
    if not _table(found, first).rows:
        message = (
            f"{filename} bukan {_OURS}: tidak ada lembar {first.name}. Buat yang baru dengan pandu instrument new."
        )
        return _refused(SheetFault("", 0, "", message))
    read, single = grid.read_single(first, _table(found, first))
    lists = {sheet.keys: grid.read(sheet, _table(found, sheet)) for sheet in sheets()[1:]}
    faults = [*_strangers(found), *read.faults, *(fault for one in lists.values() for fault in one.faults)]
    if faults:
        return _refused(*faults)
    assembly = Assembly(single)
    assembly.add_single(first, read.lines[0])
    for sheet in sheets()[1:]:
        assembly.add(sheet, lists[sheet.keys].lines)
    return _refused(*assembly.faults) if assembly.faults else _checked(assembly, filename)


def _checked(assembly: Assembly, filename: str) -> Reading:
    """The instrument, if it keeps all rules that a file keeps."""
    content = assembly.content()
    places, source = Places(single=assembly.single), Source(filename)
    for path, sheet, row in assembly.places():
        places.rows[written(path)] = (sheet, row)
        source.lines[path] = row
    try:
        instrument = from_plain(_plain(content), source)
    except InstrumentError as error:
        return _refused(*map(places.of, error.faults))
    text = yaml_text(content)
    try:
        assert parse(text, filename).content_hash == instrument.content_hash
    except InstrumentError as error:  # too long for a file
        return _refused(*(SheetFault("", 0, "", fault.message) for fault in error.faults))
    return Reading(instrument, text, ())


def _refused(*faults: SheetFault) -> Reading:
    return Reading(None, "", in_order(faults))


def _plain(value: Any) -> Plain:
    """Content as a file's reader gives it."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, list | tuple) else value


def _table(found: Sequence[Table], sheet: Sheet) -> Table:
    """The sheet as it was sent; an empty one where there is none."""
    empty = Table(sheet.name, [])
    return next((table for table in found if table.name.strip().casefold() == sheet.name.casefold()), empty)


def _strangers(found: Sequence[Table]) -> Iterator[SheetFault]:
    """Sheets with content that are none of ours."""
    names = {sheet.name.casefold(): sheet.name for sheet in sheets()}
    for table in found:
        name = table.name.strip().casefold()
        if table.rows and name not in names and not name.startswith(_BESIDE):
            near = get_close_matches(name, list(names), n=1)
            remedy = f"mungkin maksudnya {names[near[0]]}" if near else "hapus, atau beri nama Catatan"
            yield SheetFault(table.name, 0, "", f"lembar ini tidak dikenal; {remedy}")
