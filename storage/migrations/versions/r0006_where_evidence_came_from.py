"""The message, the album and the words evidence came with; the files that came last in a conversation."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ADDED: dict[str, list[sa.Column[Any]]] = {
    "evidence": [
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("album", sa.String(), nullable=False, server_default=""),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
    ],
    "conversation": [sa.Column("batch", sa.JSON(), nullable=True)],
}
"""A server default fills the rows there are, and goes again: the program names values."""


def upgrade() -> None:
    for table, columns in ADDED.items():
        with op.batch_alter_table(table) as changed:
            for column in columns:
                changed.add_column(column)
        with op.batch_alter_table(table) as changed:
            for column in columns:
                if column.server_default is not None:
                    changed.alter_column(column.name, server_default=None)
    op.create_index("evidence_message", "evidence", ["message_id"])
