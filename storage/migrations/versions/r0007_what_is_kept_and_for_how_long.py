"""What is kept and for how long."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "discarded",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_discarded_due_at", "discarded", ["due_at"])
    op.add_column("pemda", sa.Column("kept_years", sa.Integer(), nullable=False, server_default="5"))
    with op.batch_alter_table("pemda") as pemda:
        pemda.alter_column("kept_years", server_default=None)
    for name in ("erasure_told_at", "kept_until", "erased_at"):
        op.add_column("period", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("assessment", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
