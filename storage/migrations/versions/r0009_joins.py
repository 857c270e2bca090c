"""Memberships know when others heard of them; those there are were heard of."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("membership") as table:
        table.add_column(sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE membership SET told_at = since")
