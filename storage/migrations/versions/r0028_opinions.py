"""The Ombudsman's opinions of a region and its OPD."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "ombudsman_opinion",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("pemda_id", sa.Integer(), sa.ForeignKey("pemda.id"), nullable=False),
        sa.Column("opd_id", sa.Integer(), sa.ForeignKey("opd.id"), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_ombudsman_opinion_pemda_id", "ombudsman_opinion", ["pemda_id"])
