"""A period as exports and papers read it. Filled by `storage/operations/export.py`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from core.assessment.action import Action
from core.assessment.model import SENT, EvidenceKind, EvidenceState, PeriodStatus, Status
from core.assessment.subjects import Subject
from core.instrument.means import NOTHING as NOTHING_GIVEN
from core.instrument.parse import Instrument
from core.instrument.scoring import (
    AspectValue,
    Exact,
    FormValue,
    Score,
    by_aspect,
    by_form,
    region_summary,
    stage_levels,
)
from core.results.stages import REVIEWED, FinalResult, ResultBasis, stages
from core.review.verdicts import Stage, Verdict
from core.survey.form import SurveySummary


@dataclass(frozen=True, slots=True)
class PeriodHead:
    """The period itself. Instants are in the Pemda's zone; `at` is when the data were read."""

    pemda: str
    name: str
    year: int
    instrument: Instrument
    opens: datetime
    due: datetime
    verification_due: datetime
    status: PeriodStatus
    at: datetime
    anchor: str = ""  # newest hash of the audit chain
    former_year: int | None = None  # of the last period with this instrument
    label: str = ""  # what it is called where the Pemda has several

    @property
    def called(self) -> str:
        """What tells its files from those of other periods."""
        return self.label or str(self.year)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One file or link of one variable. `storage_key` leads to its bytes, for the ZIP, and is never exported. `note`
    are the words it came with; `shared`: it was taken from the documents of the region.
    """

    id: int
    kind: EvidenceKind
    name: str
    mime: str | None
    bytes: int | None
    sha256: str | None
    state: EvidenceState
    sent_by: str
    sent_at: datetime
    year: int | None = None
    storage_key: str | None = None
    note: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One variable that has an answer or evidence. `answered_by`, `answered_at` and `version` are None where there is
    only evidence.
    """

    variable: str
    level: int | None
    explanation: str
    answered_by: str | None
    answered_at: datetime | None
    version: int | None
    evidence: tuple[EvidenceLine, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """The values of which a result is made."""

    forms: tuple[FormValue, ...] = ()
    aspects: tuple[AspectValue, ...] = ()


NOTHING = Parts()


@dataclass(frozen=True, slots=True)
class PartsByStage:
    """The same, of each stage's result."""

    own: Parts = NOTHING
    region: Parts = NOTHING
    province: Parts = NOTHING


NO_PARTS = PartsByStage()


@dataclass(frozen=True, slots=True)
class ExportedOpd:
    """One OPD that takes part. `former_value` is its official value in the last period with this instrument. `final` is
    the record of its result, where the result is final. `parts` are the values behind `self_score`, `region` and
    `province`; empty where there is no result, and for an instrument without aspects and forms. `subject` is what of
    the OPD was assessed, if not the OPD itself; its name stands behind the OPD's.
    `survey`: what users have answered, where they are asked; `users`: form -> the value that follows from it.
    `actions`: corrective actions, by variable.
    """

    code: str
    name: str
    short: str
    kind: str
    head_title: str
    status: Status
    late: bool
    self_score: Score | None
    region: Score | None
    province: Score | None
    answers: tuple[AnswerLine, ...] = ()
    submitted_at: datetime | None = None
    former_value: Decimal | None = None
    final: FinalResult | None = None
    parts: PartsByStage = NO_PARTS
    subject: Subject | None = None
    survey: SurveySummary | None = None
    users: Mapping[str, Exact] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()

    @property
    def official(self) -> Score | None:
        """The province's result if there is one, else the region's. None: not verified."""
        return self.province or self.region

    @property
    def official_parts(self) -> Parts:
        if self.official is None:
            return NOTHING
        return self.parts.province if self.province else self.parts.region

    def answer(self, variable: str) -> AnswerLine | None:
        return next((line for line in self.answers if line.variable == variable), None)

    def levels(self, stage: Stage) -> Mapping[str, int]:
        """The levels that a stage has given to the present answers; for a final result, the levels it was made of."""
        return judged_of(self.answers, self.final).given(stage)

    @property
    def official_levels(self) -> Mapping[str, int]:
        """The levels behind the official result; empty while there is none."""
        if self.official is None:
            return {}
        if self.final is not None:
            return self.final.levels
        own = {line.variable: line.level for line in self.answers if line.level is not None}
        return stage_levels(own, self.levels(Stage.REGION), self.levels(Stage.PROVINCE) if self.province else None)


@dataclass(frozen=True, slots=True)
class Summary:
    """`mean` has two decimals; `band` is the band of the exact mean. Both are None while no verified OPD has a value.
    `unrounded` is as in RegionResult.
    """

    opds: int
    submitted: int
    verified: int
    mean: Decimal | None
    band: str | None
    unrounded: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PeriodExport:
    """A whole period in memory."""

    head: PeriodHead
    opds: tuple[ExportedOpd, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class FlatRow:
    """One OPD and one variable, answered or not: a row of the CSV. "TB" instead of a level: it does not apply."""

    code: str
    name: str
    status: Status
    late: bool
    variable: str
    level: int | str | None
    explanation: str
    answered_by: str | None
    answered_at: datetime | None
    version: int | None
    evidence: int
    region_level: int | str | None
    province_level: int | str | None


def judged_of(
    answers: Iterable[AnswerLine], final: FinalResult | None, users: Mapping[str, Exact] = NOTHING_GIVEN
) -> ResultBasis:
    """The verdicts and levels from which the result of these answers is computed. `users`: form -> the value that users
    have given.
    """
    lines = list(answers)
    return ResultBasis(
        {line.variable: line.level for line in lines if line.level is not None},
        tuple(verdict for line in lines for verdict in line.verdicts),
        {line.variable: line.version for line in lines if line.version is not None},
        final,
        users=users,
    )


def scores(
    instrument: Instrument,
    status: Status,
    answers: Iterable[AnswerLine],
    final: FinalResult | None = None,
    users: Mapping[str, Exact] = NOTHING_GIVEN,
) -> tuple[Score | None, Score | None, Score | None]:
    """The results of the OPD itself, of the region and of the province; None where one is not finished."""
    found = stages(instrument, status, judged_of(answers, final, users))
    region, province = found.region, found.province
    return found.own.score, region.score if region else None, province.score if province else None


def parts(
    instrument: Instrument,
    status: Status,
    answers: Iterable[AnswerLine],
    final: FinalResult | None = None,
    users: Mapping[str, Exact] = NOTHING_GIVEN,
) -> PartsByStage:
    """The values behind `scores`."""
    if not instrument.aspects and not instrument.forms:
        return NO_PARTS
    found = stages(instrument, status, judged_of(answers, final, users))
    own, region, province = (
        Parts(by_form(instrument, reached.levels, users), by_aspect(instrument, reached.levels)) if reached else NOTHING
        for reached in (found.own, found.region, found.province)
    )
    return PartsByStage(own, region, province)


def summarise(instrument: Instrument, opds: Iterable[tuple[Status, Decimal | None]]) -> Summary:
    """The summary over (status, official value) of every OPD that takes part."""
    pairs = list(opds)
    region = region_summary(instrument, [value for status, value in pairs if status in REVIEWED], len(pairs))
    return Summary(
        opds=len(pairs),
        submitted=sum(status in SENT for status, _ in pairs),
        verified=region.n,
        mean=region.mean,
        band=region.band,
        unrounded=region.unrounded,
    )


def flat_rows(instrument: Instrument, opd: ExportedOpd) -> Iterator[FlatRow]:
    """A row for each variable of the instrument, in its order."""
    region, province = opd.levels(Stage.REGION), opd.levels(Stage.PROVINCE)
    blank = AnswerLine("", None, "", None, None, None)
    for code in instrument.codes:
        line = opd.answer(code) or blank
        yield FlatRow(
            opd.code,
            opd.name,
            opd.status,
            opd.late,
            code,
            instrument.shown(line.level),
            line.explanation,
            line.answered_by,
            line.answered_at,
            line.version,
            len(line.evidence),
            instrument.shown(region.get(code)),
            instrument.shown(province.get(code)),
        )
