"""From levels and verdicts to the result of one OPD at each stage, and the record of a final result.

A final result (hasil yang ditetapkan) is made when the coordinator makes a verified one official (Tetapkan). From then
on no verdict, setting or file changes it. Only a coordinator's reopening ends it; another Tetapkan makes the next
version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.assessment.model import SENT, Status
from core.instrument.parse import Instrument
from core.instrument.scoring import Exact, Score, score, stage_levels
from core.review.verdicts import Stage, Verdict, standing

REVIEWED = frozenset({Status.VERIFIED, Status.FINAL})
"""Statuses after the end of the region's review, in which there is an official result."""


@dataclass(frozen=True, slots=True)
class StatusCounts:
    """OPD by status; the sum is every OPD that takes part. `filling` includes those that wait for the head."""

    verified: int
    waiting: int
    repairing: int
    filling: int
    not_started: int

    @property
    def sent(self) -> int:
        return self.verified + self.waiting + self.repairing

    @property
    def total(self) -> int:
        return self.sent + self.filling + self.not_started


@dataclass(frozen=True, slots=True)
class StageResult:
    """Levels by variable and their result; `score` is None until every variable that counts has a level. `users`: form
    -> the value that users have given, which is in the score.
    """

    levels: Mapping[str, int]
    score: Score | None
    users: Mapping[str, Exact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stages:
    """What one OPD has reached by its own answers, by the region's and by the province's verdicts; None:
    not finished.
    """

    own: StageResult
    region: StageResult | None = None
    province: StageResult | None = None

    @property
    def official(self) -> StageResult | None:
        """The province's result if there is one, else the region's. None: not verified."""
        return self.province or self.region

    @property
    def stage(self) -> Stage | None:
        """The stage of the official result."""
        if self.province is not None:
            return Stage.PROVINCE
        return Stage.REGION if self.region is not None else None


@dataclass(frozen=True, slots=True)
class FinalResult:
    """`stage` says whose result it is; `levels` and `score` are that result.

    `own`, `region` and `province` are the levels by variable that the OPD, the region and the province had given then,
    without what a stage had not judged. `named` is what the Pemda called its official result: "band" or "staged_level".
    """

    version: int
    stage: Stage
    levels: Mapping[str, int]
    score: Score | None
    own: Mapping[str, int]
    region: Mapping[str, int]
    province: Mapping[str, int]
    named: str = "band"

    def given(self, stage: Stage) -> Mapping[str, int]:
        """The levels that a stage had given."""
        return self.province if stage is Stage.PROVINCE else self.region


@dataclass(frozen=True, slots=True)
class ResultBasis:
    """What a result is computed from: own levels, verdicts (oldest first), the present versions of the answers, and the
    record of the final result, if there is one.
    """

    own: Mapping[str, int] = field(default_factory=dict)
    verdicts: Sequence[Verdict] = ()
    versions: Mapping[str, int] = field(default_factory=dict)
    final: FinalResult | None = None
    reopened: frozenset[str] = frozenset()  # with the OPD, to be repaired
    sent_again: Mapping[str, datetime] = field(default_factory=dict)  # since when a variable waits for another verdict
    users: Mapping[str, Exact] = field(default_factory=dict)  # form of the public -> the value users have given

    def given(self, stage: Stage) -> Mapping[str, int]:
        """The levels that a stage has given; for a final result those it was made of."""
        return self.final.given(stage) if self.final else standing(self.verdicts, self.versions, stage)


def stages(instrument: Instrument, status: Status, judged: ResultBasis) -> Stages:
    """Computes the result, here and nowhere else. A final result is read from its record, whatever was said since.

    A variable without a verdict of its own stage has the level of the stage below. The province is finished when every
    variable of a reviewed assessment has its verdict.
    """
    if status is Status.FINAL and judged.final is not None:
        return _recorded(instrument, judged.final, judged.users)
    users = judged.users
    mine = _reached(instrument, judged.own, users)
    if status not in REVIEWED:
        return Stages(mine)
    verdicts = replace(judged, final=None)
    region, province = verdicts.given(Stage.REGION), verdicts.given(Stage.PROVINCE)
    finished = set(instrument.codes) <= province.keys()
    return Stages(
        mine,
        _reached(instrument, stage_levels(judged.own, region), users),
        _reached(instrument, stage_levels(judged.own, region, province), users) if finished else None,
    )


def judged_again(instrument: Instrument, status: Status, judged: ResultBasis) -> tuple[str, ...]:
    """The variables for which a result that was complete waits: the region had given every variable a level before.
    Empty for what is verified now, or never was.
    """
    given = [verdict for verdict in judged.verdicts if verdict.stage is Stage.REGION and verdict.level is not None]
    newest = {verdict.variable: verdict.at for verdict in given}
    if status not in SENT - REVIEWED or not set(instrument.codes) <= newest.keys():
        return ()
    holds = standing(judged.verdicts, judged.versions, Stage.REGION)
    return tuple(
        code
        for code in instrument.codes
        if code in judged.reopened or code not in holds or newest[code] < judged.sent_again.get(code, newest[code])
    )


def _recorded(instrument: Instrument, final: FinalResult, users: Mapping[str, Exact]) -> Stages:
    own = _reached(instrument, final.own, users)
    official = StageResult(final.levels, final.score, users)
    if final.stage is Stage.REGION:
        return Stages(own, official)
    return Stages(own, _reached(instrument, stage_levels(final.own, final.region), users), official)


def made_final(instrument: Instrument, judged: ResultBasis, version: int, named: str) -> FinalResult:
    """The record of a verified result as it is now. Raises ValueError when there is none."""
    reached = stages(instrument, Status.VERIFIED, judged)
    official, stage = reached.official, reached.stage
    if official is None or stage is None:
        raise ValueError("there is no result that could be final")
    region, province = judged.given(Stage.REGION), judged.given(Stage.PROVINCE)
    return FinalResult(version, stage, official.levels, official.score, judged.own, region, province, named)


def _reached(instrument: Instrument, levels: Mapping[str, int], users: Mapping[str, Exact]) -> StageResult:
    return StageResult(levels, score(instrument, levels, users), users)
