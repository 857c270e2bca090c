"""The rows of a period for all that is shown of it: results, exports and papers."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select

from storage.assessment.head import TAKES_PART
from storage.engine.schema import ASSESSMENT, AUDIT_HEAD, INSTRUMENT, OF_SUBJECT, OPD, PEMDA, PERIOD, SUBJECT, AnyRow

_HEAD = (
    select(
        PERIOD,
        func.coalesce(PERIOD.c.published_as, PEMDA.c.name).label("pemda_name"),
        PEMDA.c.timezone,
        PEMDA.c.links_alone,
        PEMDA.c.approval,
        PEMDA.c.official_result,
        PEMDA.c.province_review,
        INSTRUMENT.c.slug,
        INSTRUMENT.c.hash.label("instrument"),
        AUDIT_HEAD.c.hash.label("anchor"),
    )
    .join(PEMDA, PEMDA.c.id == PERIOD.c.pemda_id)
    .join(INSTRUMENT, INSTRUMENT.c.id == PERIOD.c.instrument_id)
    .outerjoin(AUDIT_HEAD, AUDIT_HEAD.c.pemda_id == PERIOD.c.pemda_id)
    .where(PERIOD.c.id == bindparam("period"))
)
_OPDS = (
    select(
        ASSESSMENT.c.id,
        ASSESSMENT.c.opd_id,
        OPD.c.code,
        OPD.c.name,
        OPD.c.short,
        OPD.c.mark,
        OF_SUBJECT.label("of_subject"),
        ASSESSMENT.c.subject_id,
        SUBJECT.c.kind.label("subject_kind"),
        SUBJECT.c.code.label("subject_code"),
        SUBJECT.c.name.label("subject_name"),
        OPD.c.kind,
        OPD.c.head_title,
        ASSESSMENT.c.status,
        ASSESSMENT.c.late,
        ASSESSMENT.c.due_at,
        ASSESSMENT.c.submitted_at,
        ASSESSMENT.c.reviewed_at,
    )
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .outerjoin(SUBJECT, SUBJECT.c.id == ASSESSMENT.c.subject_id)
    .where(ASSESSMENT.c.period_id == bindparam("period"), TAKES_PART)
    .order_by(OPD.c.code, SUBJECT.c.code)
)


def head(conn: Connection, period: int) -> AnyRow:
    """The period with its Pemda's settings and name (once its results are known, the one they were made known under),
    its instrument's hash and the newest hash of the audit log (`anchor`).
    """
    return conn.execute(_HEAD, {"period": period}).one()


def opds(conn: Connection, period: int, code: str | None = None) -> Sequence[AnyRow]:
    """Every OPD that takes part, by code, or each of its subjects; or only the one with this code."""
    query = _OPDS if code is None else _OPDS.where(OPD.c.code == code)
    return conn.execute(query, {"period": period}).all()
