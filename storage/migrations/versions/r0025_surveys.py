"""Surveys of a service's users, and their anonymous answers."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("assessment_id", sa.Integer(), sa.ForeignKey("assessment.id"), nullable=False),
        sa.Column("code", sa.String(), nullable=False, unique=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_survey_assessment_id", "survey", ["assessment_id"])
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("survey_id", sa.Integer(), sa.ForeignKey("survey.id"), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.UniqueConstraint("survey_id", "digest"),
    )
    op.create_index("ix_survey_answer_survey_id", "survey_answer", ["survey_id"])
