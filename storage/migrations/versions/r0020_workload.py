"""Tables of positions with their workload, and the hours that one person works in a year."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "workload",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("opd_id", sa.Integer(), sa.ForeignKey("opd.id"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("positions", sa.JSON(), nullable=False),
        sa.Column("workload", sa.String(), nullable=False),
        sa.Column("pns", sa.Integer(), nullable=False),
        sa.Column("pppk", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("opd_id", "year"),
    )
    op.add_column("pemda", sa.Column("effective_hours", sa.Integer(), nullable=False, server_default="1250"))
    with op.batch_alter_table("pemda") as pemda:
        pemda.alter_column("effective_hours", server_default=None)
