"""The value of a final result as decimal digits: "38", "4.00". A whole number cannot hold a weighted mean."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    with op.batch_alter_table("final_result") as table:
        table.add_column(sa.Column("value", sa.String(), nullable=True))
    op.execute("UPDATE final_result SET value = CAST(total AS VARCHAR)")
    with op.batch_alter_table("final_result") as table:
        table.drop_column("total")
