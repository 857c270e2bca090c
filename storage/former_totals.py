"""Official totals of the last period with the same instrument: what a year is compared with."""

from collections import defaultdict

from sqlalchemy import Connection, bindparam, select

from core.assessment import Status
from core.export_data import REVIEWED, AnswerLine, scores
from core.verdicts import Stage, Verdict
from storage import instruments
from storage.schema import ANSWER, ASSESSMENT, INSTRUMENT, OPD, PERIOD, VERDICT

_THIS, _PINNED = PERIOD.alias("this"), INSTRUMENT.alias("pinned")
_LAST = (
    select(PERIOD.c.id, PERIOD.c.year, INSTRUMENT.c.hash)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .join(_THIS, _THIS.c.pemda_id == PERIOD.c.pemda_id)
    .join(_PINNED, _PINNED.c.id == _THIS.c.instrument_id)
    .where(
        _THIS.c.id == bindparam("period"),
        PERIOD.c.due_at < _THIS.c.due_at,
        INSTRUMENT.c.slug == _PINNED.c.slug,
    )
    .order_by(PERIOD.c.due_at.desc())
    .limit(1)
)
_REVIEWED = (
    ASSESSMENT.c.period_id == bindparam("period"),
    ASSESSMENT.c.status.in_(sorted(REVIEWED)),
)
_ANSWERS = (
    select(OPD.c.code, ASSESSMENT.c.status, ANSWER.c.variable, ANSWER.c.level, ANSWER.c.version)
    .join(ASSESSMENT, ASSESSMENT.c.id == ANSWER.c.assessment_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .where(*_REVIEWED)
)
_VERDICTS = (
    select(OPD.c.code, VERDICT)
    .join(ASSESSMENT, ASSESSMENT.c.id == VERDICT.c.assessment_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .where(*_REVIEWED)
    .order_by(VERDICT.c.at, VERDICT.c.id)
)


def former_totals(conn: Connection, period: int) -> tuple[int | None, dict[str, int]]:
    """Year of that period (None: there is none), and OPD code -> official total of those verified in it."""
    last = conn.execute(_LAST, {"period": period}).one_or_none()
    if last is None:
        return None, {}
    instrument = instruments.pinned(conn, last.hash)
    verdicts: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for row in conn.execute(_VERDICTS, {"period": last.id}):
        verdict = Verdict(row.variable, Stage(row.stage), row.version, row.level, "", "", row.at)
        verdicts[row.code, row.variable].append(verdict)
    lines: dict[str, list[AnswerLine]] = defaultdict(list)
    statuses: dict[str, Status] = {}
    for row in conn.execute(_ANSWERS, {"period": last.id}):
        statuses[row.code] = Status(row.status)
        judged = tuple(verdicts.get((row.code, row.variable), ()))
        lines[row.code].append(AnswerLine(row.variable, row.level, "", "", None, row.version, (), judged))
    totals = {}
    for code, answers in lines.items():
        _, region, province = scores(instrument, statuses[code], answers)
        official = province or region
        if official is not None:
            totals[code] = official.total
    return last.year, totals
