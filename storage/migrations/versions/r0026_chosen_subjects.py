"""A period of some subjects only."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    with op.batch_alter_table("period") as table:
        table.add_column(sa.Column("subjects", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("period") as table:  # it has filled the rows there are; the program names values
        table.alter_column("subjects", server_default=None)
