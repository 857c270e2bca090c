"""Addresses of databases and evidence stores: checked and taken apart. Nothing is opened here."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

BUCKETS = ("s3", "gs", "az", "memory")
SQLITE_BESIDE = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite puts beside a database."""


def parse(url: str) -> URL:
    """A database address. Raises ValueError for an address that cannot be used; the message never repeats it, because
    it may hold a password.
    """
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError):
        raise ValueError("not a database address") from None
    if address.get_backend_name() == "sqlite":
        database_file(address)
    elif address.get_backend_name() != "postgresql":
        raise ValueError("a database address begins with sqlite:/// or postgresql://")
    elif not address.database or "@" in f"{address.host}{address.database}":  # a password with a bare "@" in it
        raise ValueError("a PostgreSQL address ends with the name of the database")
    return address


def database_file(address: URL) -> Path:
    """The file of an SQLite address. Raises ValueError for one without a file."""
    if address.host or not address.database or address.database.startswith((":memory:", "file:")):
        raise ValueError("an SQLite address names a file: sqlite:///data/pandu.db")
    return Path(address.database)


def evidence_folder(url: str) -> Path | None:
    """The folder of an evidence address: `file:data/evidence` (relative to the working directory) or `file:/var/...`;
    None for a bucket. Raises ValueError for what is neither."""
    scheme, colon, place = url.partition(":")
    if scheme == "file" and colon and place and (not place.startswith("//") or place.startswith("///")):
        return Path(place[2:] if place.startswith("///") else place)
    if scheme in BUCKETS and place.startswith("//"):
        return None
    raise ValueError("an evidence address is file:folder, s3://bucket, gs://bucket or az://container")
