"""When the head gave an assessment back, and the note to the contacts."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    with op.batch_alter_table("assessment") as table:
        table.add_column(sa.Column("head_returned_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("head_note", sa.Text(), nullable=True))
