"""Kinds of columns: instants, long texts, JSON, Telegram's numbers, numbers of rows."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import JSON
from sqlmodel import Field


class Instant(TypeDecorator[datetime]):
    """An aware instant. SQLite stores no zone, so values are stored and read in UTC. A naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("instants are stored with their zone; this one has none")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class StoredInstant(TypeDecorator[datetime]):
    """Reads an Instant that may have been changed by other means: None where it is none."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                return None
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


ROW_NUMBER: Any = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts rows in INTEGER only


def big(**options: Any) -> Any:
    return Field(sa_type=BigInteger, **options)


def instant(**options: Any) -> Any:
    return Field(sa_type=Instant, **options)


def long_text(**options: Any) -> Any:
    return Field(sa_type=Text, **options)


def json_value(**options: Any) -> Any:
    return Field(sa_type=JSON, **options)
