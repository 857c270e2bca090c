"""What became of calls: those that are not wanted any more are no failures, and doubts are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

OPEN = "state NOT IN ('sent', 'failed', 'skipped')"
INDEXES = {"outbox_open": ["priority", "id"], "outbox_chat": ["chat_id", "id"]}
BY_DESIGN = (
    "'dropped: the chat is busy', 'replaced by a later screen', 'the message it is about was not sent', "
    "'no longer wanted', 'its message stayed in the old chat'"
)
"""Reasons that the former version called failures."""


def upgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "outbox")
    op.execute(f"UPDATE outbox SET state = 'skipped' WHERE state = 'failed' AND error IN ({BY_DESIGN})")
    with op.batch_alter_table("outbox") as changed:
        changed.add_column(sa.Column("doubts", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("outbox") as changed:
        changed.alter_column("doubts", server_default=None)
    for name, columns in INDEXES.items():
        op.create_index(name, "outbox", columns, sqlite_where=sa.text(OPEN), postgresql_where=sa.text(OPEN))
