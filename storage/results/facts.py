"""What one OPD may know of a period's results: all of its own, and of the others only the mean, once that is known."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, and_, bindparam, select

from core.assessment.model import PeriodStatus
from core.pemda.naming import called
from core.results.period import Note, OwnResults
from core.results.stages import Stages
from core.review.verdicts import Stage
from storage.engine.schema import ANSWER, ASSESSED_SHORT, ASSESSMENT, INSTRUMENT, OPD, PERIOD, VERDICT
from storage.results import period as results

_ASSESSMENT = select(ASSESSMENT.c.period_id, ASSESSMENT.c.opd_id, ASSESSMENT.c.subject_id).where(
    ASSESSMENT.c.id == bindparam("assessment")
)
_NOTES = (
    select(VERDICT.c.variable, VERDICT.c.stage, VERDICT.c.level, VERDICT.c.note)
    .join(
        ANSWER,
        and_(
            ANSWER.c.assessment_id == VERDICT.c.assessment_id,
            ANSWER.c.variable == VERDICT.c.variable,
            ANSWER.c.version == VERDICT.c.version,
        ),
    )
    .where(VERDICT.c.assessment_id == bindparam("assessment"))
    .order_by(VERDICT.c.at, VERDICT.c.id)
)
_THEIRS = (
    select(
        ASSESSMENT.c.id,
        ASSESSMENT.c.opd_id,
        ASSESSMENT.c.subject_id,
        ASSESSED_SHORT,
        OPD.c.pemda_id,
        PERIOD.c.label,
        INSTRUMENT.c.slug,
    )
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .where(
        ASSESSMENT.c.opd_id.in_(bindparam("opds", expanding=True)),
        PERIOD.c.status != PeriodStatus.DRAFT.value,
        PERIOD.c.opens_at <= bindparam("now"),
    )
    .order_by(PERIOD.c.due_at.desc(), ASSESSMENT.c.id)
)


_NOWHERE: Mapping[int, str] = MappingProxyType({})


def load(
    conn: Connection, assessment: int, opds: tuple[int, ...], now: datetime, places: Mapping[int, str] = _NOWHERE
) -> OwnResults:
    """The results of this assessment's OPD. The caller has checked that it is one of the person's `opds`. `places` are
    the names of the Pemda (core/pemda/naming.py).
    """
    row = conn.execute(_ASSESSMENT, {"assessment": assessment}).one()
    whole = results.load(conn, row.period_id, now)
    own = whole.of(assessment)
    assert own is not None, "an assessment takes part in its own period"
    newest, place = _newest(conn, opds, now, places), places.get(whole.pemda_id, "")
    this = (row.opd_id, whole.instrument.id if whole.period.several else "", row.subject_id)
    own = replace(own, name=called(own.name, place), short=called(own.short, place))
    return OwnResults(
        period=whole.period,
        instrument=whole.instrument,
        at=whole.at,
        zone_label=whole.zone_label,
        opd=own,
        region=whole.told,
        former_year=whole.former_year,
        unlike_year=whole.unlike_year,
        notes=_notes(conn, assessment, own.stages) if own.stages.official else {},
        others={number: name for of, (number, name) in newest.items() if of != this},
    )


def _notes(conn: Connection, assessment: int, reached: Stages) -> dict[str, tuple[Note, ...]]:
    """The newest note of each finished stage on the answer as it stands, the region's first. A note of the province is
    left out where the region has judged anew since (core.review.verdicts.standing).
    """
    finished = [stage for stage in Stage if stage is Stage.REGION or reached.province is not None]
    newest: dict[str, dict[Stage, str]] = defaultdict(dict)
    for row in conn.execute(_NOTES, {"assessment": assessment}):
        stage = Stage(row.stage)
        newest[row.variable][stage] = row.note if row.level is not None else ""
        if stage is Stage.REGION:
            newest[row.variable].pop(Stage.PROVINCE, None)
    return {
        code: tuple(Note(stage, said[stage]) for stage in finished if said.get(stage)) for code, said in newest.items()
    }


def latest(conn: Connection, opds: tuple[int, ...], now: datetime) -> int | None:
    """The newest assessment of these OPD, open or closed."""
    return next((number for number, _ in _newest(conn, opds, now, _NOWHERE).values()), None)


def _newest(
    conn: Connection, opds: tuple[int, ...], now: datetime, places: Mapping[int, str]
) -> dict[tuple[int, str, int | None], tuple[int, str]]:
    """OPD, instrument where its Pemda has several, and subject -> the newest assessment and what it is called there,
    those of the newest period first.
    """
    found: dict[tuple[int, str, int | None], tuple[int, str]] = {}
    for row in conn.execute(_THEIRS, {"opds": list(opds), "now": now}) if opds else ():
        name = called(row.short, places.get(row.pemda_id, ""))
        if row.label:
            alone = len(opds) == 1 and row.subject_id is None
            name = row.label if alone else called(name, f"· {row.label}")
        of = (row.opd_id, row.slug if row.label else "", row.subject_id)
        found.setdefault(of, (row.id, name))
    return found
