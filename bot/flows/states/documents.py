"""States of a contact who dates documents or takes one of the region, and of a coordinator who keeps those."""

from dataclasses import dataclass
from typing import ClassVar

from bot.flows.states.contact import OfAssessment, OfVariable
from bot.flows.states.lists import Paged
from bot.flows.states.pemda import OfPemda
from core.pemda.parts import Part, Parts
from core.wish import Wish

DOCUMENTS: Parts = frozenset({Part.DOCUMENTS})


@dataclass(frozen=True, slots=True)
class DatingAll(OfAssessment, Paged):
    """The documents of all variables whose year nobody has stated: together, or one of them (`evidence`). `year` is
    what was typed for all of them; 0: the period's.
    """

    evidence: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class ListingDocuments(OfPemda, Paged):
    """All documents of the region. A file that is sent becomes one."""

    PARTS: ClassVar[Parts] = DOCUMENTS


@dataclass(frozen=True, slots=True)
class ShowingDocument(OfPemda):
    """One document. `doing`: "" for what it is; "see" looks at the file; "remove" asks whether to remove it; "replace"
    waits for another file; "name" for another title; "suit" chooses what it suits.
    """

    NAMES = True
    PARTS: ClassVar[Parts] = DOCUMENTS

    document: int
    doing: str = ""


@dataclass(frozen=True, slots=True)
class ChoosingDocument(OfVariable, Paged):
    """A contact chooses a document of the region as evidence of a variable."""

    def wish(self) -> Wish:
        return Wish(self.assessment or None, documents=True)


@dataclass(frozen=True, slots=True)
class ViewingDocument(ChoosingDocument):
    """One of these documents is looked at."""

    document: int = 0
