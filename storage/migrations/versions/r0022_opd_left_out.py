"""When an OPD was removed from its Pemda, and when and why one was left out of a period."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    with op.batch_alter_table("opd") as table:
        table.add_column(sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("assessment") as table:
        table.add_column(sa.Column("left_out_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("left_out_reason", sa.Text(), nullable=True))
