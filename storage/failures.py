"""Failures of the database itself, under a name of ours."""

from sqlalchemy.exc import DatabaseError as Unusable

__all__ = ["Unusable"]
"""`Unusable`: the server does not answer, the file cannot be opened, or it is no database."""
