"""Several periods at a time: their OPD, what each is called beside the others, and where a person was in each."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    with op.batch_alter_table("period") as table:
        table.add_column(sa.Column("label", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("chosen", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("period") as table:  # they have filled the rows there are; the program names values
        table.alter_column("label", server_default=None)
        table.alter_column("chosen", server_default=None)
    with op.batch_alter_table("conversation") as table:
        table.add_column(sa.Column("left_at", sa.JSON(), nullable=True))
