"""Which messages told the team of a question: they are closed when it is answered."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    with op.batch_alter_table("question") as table:
        table.add_column(sa.Column("told", sa.JSON(), nullable=True))
