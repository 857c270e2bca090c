"""The workbook's form, drawn from the format of an instrument (core.instrument.schema): which sheets there are, which
columns they have, what each may hold.

A list of objects is a sheet; whatever stands once in a file stands on the first one, a row for each key. So a new key
of the format is a new column or row by itself; its title and hint are words (core.authoring.words).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from core.authoring import words
from core.instrument.parts import Frozen
from core.instrument.schema import Document

Keys = tuple[str, ...]
"""Keys from the file's top down, without the places in lists: ("variables", "levels", "statement")."""


class Kind(Enum):
    """What a cell holds."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"
    CHOICE = "choice"
    LINES = "lines"
    """Several texts, each on a line of the cell."""
    LEVELS = "levels"
    """Several levels, or other whole numbers, with commas between them."""


class Unplaced(TypeError):
    """A key whose type has no place in a workbook."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a row of the first sheet. `keys` lead from the row's object to the value; `own` is its full path.
    `link`: names the row that this one belongs to, by a key of that row's sheet.
    """

    keys: Keys
    own: Keys
    kind: Kind
    title: str
    hint: str
    required: bool = False
    choices: tuple[str, ...] = ()
    link: Keys = ()

    def word(self, choice: str) -> str:
        """A choice as it is written in the workbook."""
        return words.CHOICES.get(choice, choice)


@dataclass(slots=True)
class Sheet:
    """A sheet, with a row for each object of a list; the first one has a row for each column instead. `nested` is the
    key by which its objects hold others of their kind.
    """

    name: str
    keys: Keys
    columns: list[Column] = field(default_factory=list)
    nested: str = ""
    optional: set[Keys] = field(default_factory=set)
    """Objects on the first sheet that a file may do without."""

    @property
    def links(self) -> list[Column]:
        """The columns that name a row of the sheet above."""
        return [column for column in self.columns if column.link and not column.keys]

    @property
    def nesting(self) -> Column | None:
        """The column that names the row of the same sheet in which this one is."""
        return next((column for column in self.columns if column.link and column.keys), None)

    @property
    def key(self) -> Column:
        """The column by which rows are told apart: the first of its own."""
        return next(column for column in self.columns if not column.link)


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets, each before those whose rows belong to its own. Raises Unplaced."""
    return tuple(_sheets(Document, (), ()))


def above(sheet: Sheet) -> Sheet:
    """The sheet to whose rows those of a list belong."""
    known = {one.keys: one for one in sheets()}
    return next(known[sheet.keys[:end]] for end in range(len(sheet.keys) - 1, -1, -1) if sheet.keys[:end] in known)


def is_named(sheet: Sheet) -> bool:
    """Whether rows of any sheet name those of this one."""
    return any(column.link == sheet.key.own for one in sheets() for column in one.columns)


def _sheets(model: type[Frozen], keys: Keys, above: tuple[Column, ...]) -> Iterator[Sheet]:
    """The sheet of a list's objects, and those of the lists in them. `above`: the columns that tell which row of the
    sheet above is meant.
    """
    sheet = Sheet(words.SHEETS.get(keys, ".".join(keys)[:31]), keys, list(above))
    below: list[tuple[Keys, type[Frozen]]] = []
    _columns(model, sheet, (), below)
    if sheet.nested:
        title, hint = words.title((*keys, sheet.nested))
        sheet.columns.insert(1, Column((sheet.nested,), keys, Kind.TEXT, title, hint, link=sheet.key.own))
    yield sheet
    for inner, kind in below:
        links = tuple(_link(sheet, inner, column) for column in (*above, sheet.key)) if keys else ()
        yield from _sheets(kind, (*keys, *inner), links)


def _columns(model: type[Frozen], sheet: Sheet, within: Keys, below: list[tuple[Keys, type[Frozen]]]) -> None:
    for name, info in model.model_fields.items():
        keys: Keys = (*within, name)
        kind = bare(info.annotation)
        inner = item_of(kind)
        if inner is not None and is_model(inner):
            if inner is model:
                sheet.nested = name
                continue
            below.append((keys, inner))
        elif is_model(kind):
            if not info.is_required():
                sheet.optional.add(keys)
            _columns(kind, sheet, keys, below)
        elif not is_fixed(info):
            required = info.is_required() and not sheet.optional & {keys[:end] for end in range(len(keys))}
            sheet.columns.append(_column(keys, (*sheet.keys, *keys), kind, required))


def _column(keys: Keys, own: Keys, kind: Any, required: bool) -> Column:
    title, hint = words.title(own)
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    return Column(keys, own, _kind(kind, own), title, hint, required, tuple(map(str, choices)))


def _link(sheet: Sheet, inner: Keys, column: Column) -> Column:
    own = (*sheet.keys, *inner)
    title, hint = words.link(column.title, sheet.name)
    return Column((), own, column.kind, title, hint, required=True, link=column.own)


def _kind(kind: Any, own: Keys) -> Kind:
    item = item_of(kind)
    if item is not None:
        found = {str: Kind.LINES, int: Kind.LEVELS}.get(item)
    elif get_origin(kind) is Literal:
        found = Kind.CHOICE if all(isinstance(one, str) for one in get_args(kind)) else None
    else:
        found = {str: Kind.TEXT, int: Kind.WHOLE, bool: Kind.TRUTH, Decimal: Kind.NUMBER}.get(kind)
    if found is None:
        raise Unplaced(".".join(own))
    return found


def bare(annotation: Any) -> Any:
    """A type without its limits and without None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        some = [one for one in get_args(annotation) if one is not NoneType]
        return bare(some[0]) if len(some) == 1 else annotation
    return annotation


def item_of(kind: Any) -> Any:
    """What a list holds; None for what is no list."""
    if get_origin(kind) is not tuple:
        return None
    items = {bare(one) for one in get_args(kind) if one is not Ellipsis}
    return items.pop() if len(items) == 1 else None


def is_fixed(info: FieldInfo) -> bool:
    """Whether a key must be there and can have one value only, so that nobody has to write it."""
    kind = bare(info.annotation)
    return info.is_required() and get_origin(kind) is Literal and len(get_args(kind)) == 1


def is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Frozen)
