"""Migrations of the tables (Alembic). Importing this package does not import Alembic."""

from pathlib import Path

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, String, Table

HEAD = "0028"
"""The revision of this version of the program. Revisions are numbered, so that a newer one is a greater one."""


def revisions() -> frozenset[str]:
    """The numbers of all revisions, this version's and former ones."""
    return frozenset(path.name[1:5] for path in (Path(__file__).parent / "versions").glob("r*.py"))


VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Where Alembic keeps the revision of a database."""
