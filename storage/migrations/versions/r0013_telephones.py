"""Telephones of OPD."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("opd", sa.Column("phone", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("opd") as opd:
        opd.alter_column("phone", server_default=None)
