"""Puts the rows of all sheets together as the content of a file: each object into the list it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from core.authoring import values
from core.authoring.faults import SheetFault
from core.authoring.form import Column, Keys, Sheet, above, bare, is_fixed, is_model, is_named, item_of
from core.authoring.grid import Line
from core.instrument.parts import Frozen
from core.instrument.schema import Document
from core.instrument.yaml_lines import Path, Plain

Object = dict[str, Any]
Key = tuple[Plain, ...]
"""What tells a row from others: the keys of the rows it belongs to, and its own."""


@dataclass(slots=True)
class Assembly:
    """The file as far as it has been put together. `objects` are those of each sheet; `rows` tells where each comes
    from, by its identity; `single` the row of each title on the first sheet.
    """

    single: Mapping[str, int]
    document: Object = field(default_factory=dict)
    faults: list[SheetFault] = field(default_factory=list)
    objects: dict[Keys, dict[Key, Object]] = field(default_factory=dict)
    rows: dict[int, tuple[str, int]] = field(default_factory=dict)
    unsure: set[Keys] = field(default_factory=set)
    """Sheets whose rows cannot all be told apart: what names none of them is no fault of its own."""
    _lost: dict[tuple[str, Column, str], int] = field(default_factory=dict)

    def add_single(self, sheet: Sheet, line: Line) -> None:
        """The first sheet."""
        self.document = self._object(sheet, line)
        self.objects[()] = {(): self.document}

    def add(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        """The rows of a list; those of the sheet above must be there already."""
        self.objects[sheet.keys] = {}
        made: list[tuple[Line, Key, Object]] = []
        for line in lines:
            one = self._object(sheet, line)
            self.rows[id(one)] = (sheet.name, line.row)
            links = tuple(self._value(sheet, line, column) for column in sheet.links)
            made.append((line, links, one))
            self._named(sheet, line, (*links, _at(one, sheet.key)), one)
        if sheet.nesting is not None:
            self._nest(sheet, sheet.nesting, made)
            made = [one for one in made if sheet.nesting not in one[0].cells]
        for line, links, one in made:
            self._put(sheet, line, links, one)

    def content(self) -> Object:
        """The whole file, its keys in their order. What must be there is there, if only empty."""
        _completed(self.document, Document)
        return {name: self.document[name] for name in Document.model_fields if name in self.document}

    def places(self) -> Iterator[tuple[Path, str, int]]:
        """Path, sheet and row of each object that has a row, and of all that is in it."""
        yield from self._places(self.document, (), ("", 0))

    def _places(self, value: Any, path: Path, near: tuple[str, int]) -> Iterator[tuple[Path, str, int]]:
        near = self.rows.get(id(value), near)
        if near[1]:
            yield path, *near
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, one in inner:
            yield from self._places(one, (*path, key), near)

    def _named(self, sheet: Sheet, line: Line, key: Key, one: Object) -> None:
        """Remembers a row by its key, which must be its own where others name it."""
        own = self.objects[sheet.keys]
        if is_named(sheet) and (key[-1] is None or key in own):
            self.unsure.add(sheet.keys)
            if key in own:
                message = f'"{key[-1]}" sudah dipakai di baris {self.rows[id(own[key])][1]}; beri yang lain'
                self._fault(sheet, line, sheet.key, message)
        own.setdefault(key, one)

    def _put(self, sheet: Sheet, line: Line, links: Key, one: Object) -> None:
        """Into the list of the row that it names."""
        upper = above(sheet)
        into = self.objects[upper.keys].get(links)
        if into is not None:
            *between, last = sheet.keys[len(upper.keys) :]
            for key in between:
                into = into.setdefault(key, {})
            into.setdefault(last, []).append(one)
        elif None not in links and upper.keys not in self.unsure:
            self._unknown(sheet, line, sheet.links[-1], upper)

    def _nest(self, sheet: Sheet, nesting: Column, made: Sequence[tuple[Line, Key, Object]]) -> None:
        """Those that name another row of the same sheet go into it. Rows that hold each other are refused."""
        own = self.objects[sheet.keys]
        holders = {
            (*links, _at(one, sheet.key)): (*links, values.tidy(line.cells[nesting]))
            for line, links, one in made
            if nesting in line.cells
        }
        for line, links, one in made:
            holder = holders.get((*links, _at(one, sheet.key))) if nesting in line.cells else None
            if holder is None:
                continue
            if holder not in own:
                self._unknown(sheet, line, nesting, sheet)
            elif _circles(holders, holder):
                self._fault(sheet, line, nesting, "baris-baris ini saling memuat; kosongkan salah satu")
            else:
                own[holder].setdefault(sheet.nested, []).append(one)

    def _unknown(self, sheet: Sheet, line: Line, column: Column, upper: Sheet) -> None:
        """A row names one that is not there. Said once, for the first row."""
        named = values.tidy(line.cells[column])[:40]
        if self._lost.setdefault((sheet.name, column, named), line.row) != line.row:
            return
        known = [str(key[-1]) for key in self.objects[upper.keys]]
        near = next((one for one in known if one.casefold() == named.casefold()), "")
        remedy = f"di sana tertulis {near}; samakan" if near else f"tulis salah satu {upper.key.title.lower()} di sana"
        self._fault(sheet, line, column, f'"{named}" tidak ada pada lembar {upper.name}; {remedy}')

    def _object(self, sheet: Sheet, line: Line) -> Object:
        """The object of a row, without the lists that have sheets of their own."""
        made: Object = {}
        for column in sheet.columns:
            if column.link:
                continue
            value = self._value(sheet, line, column)
            if value is None:
                continue
            inner = made
            for key in column.keys[:-1]:
                inner = inner.setdefault(key, {})
            inner[column.keys[-1]] = value
        return made

    def _value(self, sheet: Sheet, line: Line, column: Column) -> Plain:
        """What a cell holds; None where it is empty, with a fault where a row is not told by it."""
        cell = line.cells.get(column)
        try:
            if cell is not None:
                return values.read(cell, column)
            if column.link:
                self._fault(sheet, line, column, "masih kosong; isi sel ini")
        except values.Wrong as wrong:
            self._fault(sheet, line, column, str(wrong))
        return None

    def _fault(self, sheet: Sheet, line: Line, column: Column, message: str) -> None:
        row = line.row or self.single.get(column.title, 0)
        self.faults.append(SheetFault(sheet.name, row, column.title, message))


def _completed(one: Object, model: type[Frozen]) -> None:
    """Adds what every file has: keys with one possible value, and lists and objects that must be there."""
    for name, info in model.model_fields.items():
        kind = bare(info.annotation)
        if is_fixed(info):
            one.setdefault(name, get_args(kind)[0])
        elif is_model(kind):
            if name in one or info.is_required():
                _completed(one.setdefault(name, {}), kind)
        elif item_of(kind) is not None:
            if info.is_required():
                one.setdefault(name, [])
            if is_model(item_of(kind)):
                for inner in one.get(name, ()):
                    _completed(inner, item_of(kind))


def _at(one: Object, column: Column) -> Plain:
    found: Any = one
    for key in column.keys:
        found = found.get(key) if isinstance(found, dict) else None
    return tuple(found) if isinstance(found, list) else found


def _circles(holders: Mapping[Key, Key], start: Key) -> bool:
    seen = {start}
    while (above := holders.get(start)) is not None:
        if above in seen:
            return True
        seen.add(above)
        start = above
    return False
