"""The parts in which a long instrument is listed (bagian): its lowest aspects, or runs of ten where it has none."""

from __future__ import annotations

from dataclasses import dataclass

from core.instrument.model import Instrument

MOST_LISTED = 16
"""Variables that a phone shows in one list with their buttons."""
RUN = 10


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the list. `code` tells it apart, as a button does; `variables` are codes."""

    code: str
    name: str
    variables: tuple[str, ...]


def chapters(instrument: Instrument) -> tuple[Chapter, ...]:
    """The parts in order; none where all variables fit into one list."""
    codes = instrument.codes
    if len(codes) <= MOST_LISTED:
        return ()
    if instrument.aspects:
        lowest = [one for _, one in instrument.all_aspects if not one.aspects]
        return tuple(Chapter(one.code, one.name, _inside(instrument, one.code)) for one in lowest)
    runs = [codes[start : start + RUN] for start in range(0, len(codes), RUN)]
    return tuple(Chapter(run[0], f"{run[0]} sampai {run[-1]}", run) for run in runs)


def _inside(instrument: Instrument, aspect: str) -> tuple[str, ...]:
    return tuple(one.code for one in instrument.variables if one.aspect == aspect)


def chapter_of(instrument: Instrument, code: str) -> str:
    """The part that a variable stands in; "" where there are none."""
    return next((part.code for part in chapters(instrument) if code in part.variables), "")
