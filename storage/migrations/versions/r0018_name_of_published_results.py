"""The Pemda's name under which the results of a period were made known. Until now a name could not change."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    with op.batch_alter_table("period") as table:
        table.add_column(sa.Column("published_as", sa.String(), nullable=True))
    op.execute(
        "UPDATE period SET published_as = (SELECT name FROM pemda WHERE pemda.id = period.pemda_id) "
        "WHERE result_at IS NOT NULL"
    )
