"""Final results as records of their own; what is final already gets its record from the verdicts as they are."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.instrument.parse import parse
from core.results.stages import ResultBasis, made_final
from core.review.verdicts import Stage, Verdict
from storage.audit import chain
from storage.engine.tables.columns import Instant
from storage.results import final as final_results

revision = "0004"
down_revision = "0003"

_ASSESSMENT = sa.table("assessment", *map(sa.column, ("id", "period_id", "status")), sa.column("final_at", Instant))
_PERIOD = sa.table("period", *map(sa.column, ("id", "pemda_id", "instrument_id")))
_PEMDA = sa.table("pemda", *map(sa.column, ("id", "official_result")))
_INSTRUMENT = sa.table("instrument", *map(sa.column, ("id", "slug", "content")))
_ANSWER = sa.table("answer", *map(sa.column, ("assessment_id", "variable", "level", "version")))
_VERDICT = sa.table(
    "verdict",
    *map(sa.column, ("id", "assessment_id", "variable", "stage", "version", "level")),
    sa.column("at", Instant),
)
_AUDIT = sa.table(
    "audit", *map(sa.column, ("pemda_id", "number", "actor", "act", "assessment_id")), sa.column("at", Instant)
)
_MADE = sa.table(
    "final_result",
    *map(sa.column, ("assessment_id", "version", "stage", "total", "band", "staged_level", "named", "by", "reason")),
    *(sa.column(name, sa.JSON) for name in ("levels", "holding", "own", "region", "province")),
    sa.column("at", Instant),
)


def upgrade() -> None:
    op.create_table(
        "final_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("staged_level", sa.Integer(), nullable=True),
        sa.Column("holding", sa.JSON(), nullable=False),
        sa.Column("own", sa.JSON(), nullable=False),
        sa.Column("region", sa.JSON(), nullable=False),
        sa.Column("province", sa.JSON(), nullable=False),
        sa.Column("named", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assessment_id", "version"),
    )
    conn = op.get_bind()
    final = (
        sa.select(
            _ASSESSMENT.c.id,
            _ASSESSMENT.c.final_at,
            _PERIOD.c.pemda_id,
            _PEMDA.c.official_result,
            _INSTRUMENT.c.slug,
            _INSTRUMENT.c.content,
        )
        .join(_PERIOD, _PERIOD.c.id == _ASSESSMENT.c.period_id)
        .join(_PEMDA, _PEMDA.c.id == _PERIOD.c.pemda_id)
        .join(_INSTRUMENT, _INSTRUMENT.c.id == _PERIOD.c.instrument_id)
        .where(_ASSESSMENT.c.status == "final")
        .order_by(_ASSESSMENT.c.id)
    )
    for row in conn.execute(final).all():
        _record(conn, row)


def _record(conn: sa.Connection, row: Any) -> None:
    """The record, with its line in the audit log: until now that said only that, not what, was made final."""
    instrument = parse(row.content, f"{row.slug}.yaml")
    made = made_final(instrument, _judged(conn, row.id, instrument.codes), 1, row.official_result)
    fixed = (
        sa.select(_AUDIT.c.actor, _AUDIT.c.at)
        .where(_AUDIT.c.pemda_id == row.pemda_id, _AUDIT.c.assessment_id == row.id, _AUDIT.c.act == "finalised")
        .order_by(_AUDIT.c.number.desc())
        .limit(1)
    )
    by = conn.execute(fixed).one_or_none()
    at = row.final_at or (by.at if by else None) or _newest(conn, row.id)
    content = final_results.content(made)
    values = {"assessment_id": row.id, "at": at, "by": by.actor if by else None, "reason": ""}
    total = None if content["value"] is None else int(content["value"])  # r0018 makes it the value
    columns = {name: one for name, one in content.items() if name != "value"} | {"total": total}
    conn.execute(sa.insert(_MADE), columns | values)
    entry = chain.Entry(None, "result_recorded", content, row.id)
    chain.append(conn, row.pemda_id, [entry], datetime.now(UTC))


def _judged(conn: sa.Connection, assessment: int, codes: tuple[str, ...]) -> ResultBasis:
    answers = conn.execute(sa.select(_ANSWER).where(_ANSWER.c.assessment_id == assessment)).all()
    given = sa.select(_VERDICT).where(_VERDICT.c.assessment_id == assessment).order_by(_VERDICT.c.at, _VERDICT.c.id)
    return ResultBasis(
        {row.variable: row.level for row in answers if row.level is not None and row.variable in codes},
        tuple(
            Verdict(row.variable, Stage(row.stage), row.version, row.level, "", "", row.at)
            for row in conn.execute(given)
        ),
        {row.variable: row.version for row in answers},
    )


def _newest(conn: sa.Connection, assessment: int) -> Any:
    """When the last verdict was given: the nearest there is to a result whose own instant is not known."""
    last = sa.select(sa.func.max(_VERDICT.c.at, type_=Instant)).where(_VERDICT.c.assessment_id == assessment)
    return conn.execute(last).scalar_one()
