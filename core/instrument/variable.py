"""A variable of an instrument, with its levels."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from core.instrument.parts import (
    EXAMPLE_LIMIT,
    FULL_MARK,
    LINE,
    NO_DOCUMENT,
    NOT_APPLICABLE,
    SHORT_LIMIT,
    SHORTS_LIMIT,
    Code,
    Field_,
    Frozen,
    Line,
    Number,
    Source,
    UnknownLevel,
)


class Level(Frozen):
    """One level of one variable (tingkat): statement, documents usually asked for (bukti), next step. `short` says the
    same in a few words, for the card; `example` is an explanation that fits, with "{year}" where the year stands. All
    three may be missing; without a next step the statement itself says what leads to the level. Without documents those
    of the variable are asked for, or none where the level needs no proof.
    """

    level: int
    statement: Line
    short: Annotated[str, StringConstraints(max_length=SHORT_LIMIT, pattern=LINE)] = ""
    evidence: tuple[Line, ...] = ()
    example: Annotated[str, StringConstraints(max_length=EXAMPLE_LIMIT, pattern=LINE)] = ""
    next_step: Annotated[str, StringConstraints(max_length=160, pattern=LINE)] = ""
    source: Source


DOES_NOT_APPLY = Level(
    level=NOT_APPLICABLE,
    statement="Tidak berlaku bagi perangkat daerah ini.",
    short="Tidak berlaku bagi perangkat daerah ini",
    evidence=(NO_DOCUMENT,),
    source="pattern",
)


class Variable(Frozen):
    """One thing that is assessed (variabel). `field` is the part of the team that checks it (unsur tim); none: every
    verifier. `levels` may be some of the scale's only, where the variable is not scored; without any it has all of them
    in the scale's own words. `evidence` are documents asked for at every level that needs proof and names none itself.
    `cumulative`: the documents of lower levels apply too. `form`: where it stands in another one than the first.
    `mark`: its level is a mark from 0 to 100, for which it has no levels. `essay`: the OPD writes only the explanation,
    and the team gives the level. `action_at`: levels that ask for a corrective action.
    """

    code: Code
    name: Annotated[Line, Field(max_length=80)]
    short: Annotated[Line, Field(max_length=20)]
    field: Field_ | None = None
    question: Line
    help: Annotated[str, StringConstraints(pattern=LINE)] = ""
    levels: tuple[Level, ...] = ()
    evidence: tuple[Line, ...] = ()
    weight: Annotated[Number, Field(gt=0)] = Decimal(1)
    aspect: str = ""
    reversed: bool = False
    scored: bool = True
    not_applicable: bool = False
    cumulative: bool = True
    form: str = ""
    mark: bool = False
    essay: bool = False
    action_at: tuple[int, ...] = ()

    def level(self, n: int) -> Level:
        """The level of value `n`; UnknownLevel if the scale has none. What does not apply asks for nothing."""
        if n == NOT_APPLICABLE and self.not_applicable:
            return DOES_NOT_APPLY
        if self.mark and self.has(n):
            return Level(level=n, statement=f"Nilai {n} dari {FULL_MARK}", evidence=self.evidence, source="pattern")
        for level in self.levels:
            if level.level == n:
                return level
        raise UnknownLevel(f"{self.code} has no level {n}")

    def lower_evidence(self, n: int) -> tuple[str, ...]:
        """Documents of the levels below `n`, nearest first, without repetitions (bukti tingkat di bawahnya)."""
        if not self.cumulative:
            return ()
        lower = (name for level in reversed(self.levels) if level.level < n for name in level.evidence)
        known = {NO_DOCUMENT, *self.evidence}
        return tuple(dict.fromkeys(name for name in lower if name not in known))

    def has(self, n: int) -> bool:
        """Whether it can be answered with this level, or with "tidak berlaku"."""
        if n == NOT_APPLICABLE:
            return self.not_applicable
        return 0 <= n <= FULL_MARK if self.mark else any(level.level == n for level in self.levels)

    @property
    def briefly(self) -> tuple[str, ...]:
        """A sentence for each level, all of which have room on a card: the short ones, else the statements, which are
        cut where they are too long.
        """
        if all(level.short for level in self.levels):
            return tuple(level.short for level in self.levels)
        whole = tuple(level.statement for level in self.levels)
        if sum(map(len, whole)) <= SHORTS_LIMIT:
            return whole
        return tuple(_cut(statement, SHORTS_LIMIT // len(whole)) for statement in whole)

    def brief(self, n: int) -> str:
        """The sentence of level `n` on a card."""
        if n == NOT_APPLICABLE or self.mark:
            return self.level(n).short or self.level(n).statement
        return self.briefly[[level.level for level in self.levels].index(n)]

    @property
    def screen_length(self) -> int:
        """Characters a contact reads to choose a level: question, statements, help."""
        return len(self.question) + len(self.help) + sum(len(level.statement) for level in self.levels)


def _cut(statement: str, most: int) -> str:
    """Its first whole words."""
    if len(statement) <= most:
        return statement
    first = statement[: most - 1]
    return f"{(first.rpartition(' ')[0] or first).rstrip(' ,;:')}…"
