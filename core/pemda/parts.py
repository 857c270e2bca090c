"""Parts of what a coordinator sees of a Pemda. A screen is given those that its state wishes for; to read another one
is a mistake and raises NotLoaded, so that it is never taken for an empty list."""

from enum import StrEnum
from typing import Any, NoReturn


class Part(StrEnum):
    """Each takes statements of its own to load."""

    OPDS = "opds"
    PEOPLE = "people"
    PROBLEMS = "problems"
    QUESTIONS = "questions"
    INVITATIONS = "invitations"
    DOCUMENTS = "documents"
    RESULTS = "results"
    SHELF = "shelf"
    OWN_LISTS = "own_lists"
    DUES = "dues"


Parts = frozenset[Part]

NOTHING: Parts = frozenset()
EVERYTHING: Parts = frozenset(Part)


class NotLoaded(Exception):
    """A part was read that the state does not wish for."""


def _refuse(*args: object) -> NoReturn:
    raise NotLoaded("this part of the Pemda was not loaded: the state's wish does not name it")


class _UnloadedLines(tuple[Any, ...]):
    """Stands for a list that was not loaded."""

    __slots__ = ()
    __iter__ = __len__ = __getitem__ = __contains__ = __add__ = __radd__ = __reversed__ = _refuse


class _UnloadedCount(int):
    """Stands for a number that was not loaded."""

    __bool__ = __str__ = __format__ = __add__ = __radd__ = __eq__ = __lt__ = __gt__ = _refuse


UNLOADED: tuple[Any, ...] = _UnloadedLines()
UNCOUNTED: int = _UnloadedCount()
