"""Documents of the region, and which evidence was taken from them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "region_document",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("pemda_id", sa.Integer(), sa.ForeignKey("pemda.id"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("doubt", sa.String(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("variables", sa.JSON(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_region_document_pemda_id", "region_document", ["pemda_id"])
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
