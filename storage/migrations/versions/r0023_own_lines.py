"""A Pemda's own lists of evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "own_line",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("pemda_id", sa.Integer(), sa.ForeignKey("pemda.id"), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("variable", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_own_line_pemda_id", "own_line", ["pemda_id", "instrument"])
