"""Migrations of the tables (Alembic). Importing this package does not import Alembic."""

from sqlalchemy import Column, MetaData, String, Table

HEAD = "0001"
"""The revision of this version of the program. Revisions are numbered, so that a newer one is a greater one."""

VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True, nullable=False))
"""Where Alembic keeps the revision of a database."""
