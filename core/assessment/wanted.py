"""What is asked for as evidence of a level: the instrument's documents and the Pemda's own, never mixed up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.evidence.lists import OwnLine
from core.instrument.model import Instrument
from core.instrument.parts import NO_DOCUMENT, NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Wanted:
    """`lower` are documents of lower levels, which apply too where the variable says so, nearest first. `dropped` was
    asked in this period, and is not any more.
    """

    names: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    own: tuple[OwnLine, ...] = ()
    lower_own: tuple[OwnLine, ...] = ()
    dropped: tuple[OwnLine, ...] = ()


NOTHING = Wanted()


def wanted(
    instrument: Instrument,
    lines: Iterable[OwnLine],
    code: str,
    level: int | None,
    opened: datetime,
    at: datetime | None = None,
) -> Wanted:
    """What is asked at the instant `at` (None: now) in a period that has opened at `opened`; nothing without a level.
    Own lines of levels below the lowest that needs a proof ask nobody.
    """
    if level is None:
        return NOTHING
    variable = instrument.variable(code)
    names = tuple(name for name in variable.level(level).evidence if name != NO_DOCUMENT)
    lower = variable.lower_evidence(level)
    if level == NOT_APPLICABLE:
        return Wanted(names, lower)
    least = instrument.evidence_required_from
    here = [line for line in lines if line.variable == code and least <= line.level <= level]
    asked = [line for line in here if (line.until is None if at is None else line.asked(at))]
    below = sorted((line for line in asked if line.level < level), key=lambda line: -line.level)
    gone = [one for one in here if one.until is not None and opened < one.until and (at is None or one.until <= at)]
    return Wanted(
        names,
        lower,
        tuple(line for line in asked if line.level == level),
        tuple(below) if variable.cumulative else (),
        tuple(line for line in gone if line.level == level or variable.cumulative),
    )
