"""The team: verdicts in draft, claims, reminders, groups, pictures, and what a Pemda may set."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ADDED: dict[str, list[sa.Column[Any]]] = {
    "answer": [
        sa.Column("levelled_by", sa.Integer(), nullable=True),
        sa.Column("explained_by", sa.Integer(), nullable=True),
        sa.Column("sent_again_at", sa.DateTime(timezone=True), nullable=True),
    ],
    "assessment": [
        sa.Column("head_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("final_at", sa.DateTime(timezone=True), nullable=True),
    ],
    "conversation": [sa.Column("live_media", sa.Boolean(), nullable=False, server_default=sa.false())],
    "membership": [sa.Column("disputed_at", sa.DateTime(timezone=True), nullable=True)],
    "pemda": [
        sa.Column("worked_days", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("fields", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("province_review", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("paper", sa.String(), nullable=False, server_default="F4"),
        sa.Column("rule_file", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("reminded_on", sa.String(), nullable=False, server_default=""),
        sa.Column("reminded_through", sa.String(), nullable=False, server_default=""),
    ],
    "period": [
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result_at", sa.DateTime(timezone=True), nullable=True),
    ],
    "verdict": [sa.Column("told", sa.JSON(), nullable=True)],
}
"""New columns of former tables. A server default fills the rows there are, and goes again: the program names values."""


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "team_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pemda_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("bound_by", sa.Integer(), nullable=True),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("board_outbox", sa.BigInteger(), nullable=True),
        sa.Column("board_message", sa.BigInteger(), nullable=True),
        sa.Column("board_shown", sa.String(), nullable=False),
        sa.Column("board_seen", sa.String(), nullable=False),
        sa.Column("board_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pin_outbox", sa.BigInteger(), nullable=True),
        sa.Column("pinned", sa.String(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["bound_by"], ["person.id"]),
        sa.ForeignKeyConstraint(["pemda_id"], ["pemda.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_team_group_chat_id", "team_group", ["chat_id"])
    op.create_index("ix_team_group_pemda_id", "team_group", ["pemda_id"])

    op.create_table(
        "group_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["team_group.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group_id", "kind", "key"),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assessment_id", "stage", "field"),
    )
    op.create_table(
        "draft_verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("variable", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.ForeignKeyConstraint(["by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assessment_id", "variable", "stage"),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pemda_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("postponed_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outbox_id", sa.BigInteger(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"]),
        sa.ForeignKeyConstraint(["pemda_id"], ["pemda.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subject", "person_id", "rule", "due_at"),
    )
    op.create_index("ix_reminder_assessment_id", "reminder", ["assessment_id"])
    op.create_index("ix_reminder_outbox_id", "reminder", ["outbox_id"])
    op.create_index("ix_reminder_pemda_id", "reminder", ["pemda_id"])
    op.create_index("ix_reminder_person_id", "reminder", ["person_id"])
    for table, columns in ADDED.items():
        with op.batch_alter_table(table) as changed:
            for column in columns:
                changed.add_column(column)
        with op.batch_alter_table(table) as changed:
            for column in columns:
                if column.server_default is not None:
                    changed.alter_column(column.name, server_default=None)
    op.execute("UPDATE answer SET levelled_by = answered_by, explained_by = answered_by")
    # the contacts of these were told by the former version, in the very order that opened them
    op.execute("UPDATE period SET announced_at = opens_at WHERE status = 'open' AND opens_at <= CURRENT_TIMESTAMP")
