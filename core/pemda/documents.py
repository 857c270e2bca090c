"""Documents of the region (dokumen daerah): kept once by the coordinator, used by all OPD as evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core import typed
from core.evidence.years import of_years, span_in, written
from core.screen import Media

TITLE = (3, 120)
"""Fewest and most characters of a title."""

MOST = 40
"""Documents that a Pemda may keep; a list longer than that is read by nobody."""


@dataclass(frozen=True, slots=True)
class RegionDocument:
    """`variables` and `levels` say what it suits; empty: everything. `users` are the short names of the OPD whose
    evidence it is, for the coordinator only.
    """

    id: int
    title: str
    name: str
    mime: str
    bytes: int
    sha256: str
    year: int | None
    at: datetime
    variables: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    users: tuple[str, ...] = ()
    file_id: str = ""

    @property
    def years(self) -> str:
        """ "2024", or the years that it is for: "2021–2026"; "" where they are not known."""
        return written(of_years(self.year, self.title) or span_in(self.name))

    @property
    def media(self) -> Media:
        """The file of a screen on which it is looked at. It is no evidence yet, and so has no number as such."""
        return Media("document", self.file_id, 0)

    def suits(self, variable: str, level: int | None) -> bool:
        """Whether it may prove this level of the variable."""
        return (not self.variables or variable in self.variables) and (
            not self.levels or level is None or level in self.levels
        )

    def named_for(self, variable: str) -> bool:
        """Whether the coordinator has named this variable for it."""
        return variable in self.variables


def evidence_name(title: str, name: str, year: int | None) -> str:
    """The title with the ending of the file: "Perbup 25 Tahun 2024.pdf". The years of a plan that only the file's name
    tells stand behind the title, because evidence shows those in its own name.
    """
    span = span_in(name) if of_years(year, title) is None else None
    title = f"{title} {written(span)}" if span else title
    stem, dot, ending = name.rpartition(".")
    fits = bool(dot and stem) and len(ending) <= 5 and not title.lower().endswith(f".{ending.lower()}")
    return f"{title}.{ending}" if fits else title


def title_of(caption: str, name: str) -> str:
    """What a document is called at first: the first line of its caption, else its file's name without the ending. A
    caption that asks something is no name.
    """
    said = "" if typed.is_empty(caption) or typed.asks(caption) else caption.strip().splitlines()[0].strip()
    stem, dot, _ = name.rpartition(".")
    words = " ".join((said or (stem if dot else name)).replace("_", " ").split())
    words = "".join(sign for sign in words if sign.isprintable())
    return words[: TITLE[1]] if len(words) >= TITLE[0] else "Dokumen daerah"


def ordered(documents: Sequence[RegionDocument], variable: str) -> tuple[RegionDocument, ...]:
    """Those that name the variable first, then by title."""
    return tuple(sorted(documents, key=lambda one: (not one.named_for(variable), one.title.casefold(), one.id)))
