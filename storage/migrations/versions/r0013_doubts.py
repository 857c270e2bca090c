"""What the examination found doubtful about a file that was stored."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("doubt", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("evidence") as table:
        table.alter_column("doubt", server_default=None)  # it has filled the rows there are; the program names values
