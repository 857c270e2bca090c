"""Registers of services, SOP and work units, each of which may be assessed by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_NAMED = {"uq": "%(table_name)s_%(column_0_N_name)s_key"}
"""How PostgreSQL calls a constraint that was given no name; SQLite's has none."""


def upgrade() -> None:
    op.create_table(
        "subject",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("opd_id", sa.Integer(), sa.ForeignKey("opd.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("opd_id", "kind", "code"),
    )
    op.create_index("ix_subject_opd_id", "subject", ["opd_id"])
    with op.batch_alter_table("assessment", naming_convention=_NAMED) as table:
        table.add_column(sa.Column("subject_id", sa.Integer(), nullable=True))
        table.create_foreign_key("assessment_subject_id_fkey", "subject", ["subject_id"], ["id"])
        table.drop_constraint("assessment_period_id_opd_id_key", type_="unique")
        table.create_unique_constraint(
            "assessment_period_id_opd_id_subject_id_key", ["period_id", "opd_id", "subject_id"]
        )
    alone = sa.text("subject_id IS NULL")
    op.create_index(
        "assessment_of_opd",
        "assessment",
        ["period_id", "opd_id"],
        unique=True,
        sqlite_where=alone,
        postgresql_where=alone,
    )
