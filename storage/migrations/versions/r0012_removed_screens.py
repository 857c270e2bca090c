"""The live screen that was deleted last, which presses may still name."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    with op.batch_alter_table("conversation") as table:
        table.add_column(sa.Column("removed_message", sa.BigInteger(), nullable=True))
