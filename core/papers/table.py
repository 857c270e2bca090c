"""A table as a paper: what stands on it, for the XLSX and the PDF alike."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Format = Literal["xlsx", "pdf"]
Cell = str | int | Decimal | None
Line = tuple[Cell, ...]
Kind = Literal["name", "amount", "count", "balance", "ratio", "exact", "word"]


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in centimetres on paper; 0 takes what is left."""

    title: str
    kind: Kind
    width: float


@dataclass(frozen=True, slots=True)
class Table:
    """All that is printed, from top to bottom. `absent` are lines without numbers; `total` may be empty, and `draft`.
    The workbook has the one `sheet`.
    """

    title: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    absent: tuple[str, ...]
    total: Line
    result: tuple[str, ...]
    notes: tuple[str, ...]
    draft: str
    dateline: str
    signature: tuple[str, ...]
    footer: str
    sheet: str
