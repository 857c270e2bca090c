"""Telephones of OPD, and marks that tell those of one name apart."""

import sqlalchemy as sa
from alembic import op

from core.pemda import naming

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    for name in ("phone", "mark"):
        op.add_column("opd", sa.Column(name, sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("opd") as opd:
        opd.alter_column("phone", server_default=None)
        opd.alter_column("mark", server_default=None)
    conn = op.get_bind()
    known = conn.execute(sa.text("SELECT id, pemda_id, code, name, short FROM opd")).all()
    for pemda in {row.pemda_id for row in known}:
        rows = [row for row in known if row.pemda_id == pemda]
        marks = naming.marks((row.code, row.name, row.short) for row in rows)
        for row in rows:
            if marks[row.code]:
                values = {"mark": marks[row.code], "id": row.id}
                conn.execute(sa.text("UPDATE opd SET mark = :mark WHERE id = :id"), values)
