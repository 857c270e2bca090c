"""Read by Alembic. The connection, with its open transaction, comes from `storage/migrations/run.py`."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString

from storage.engine.schema import PEMDA
from storage.engine.tables.columns import Instant


def plain_type(kind: str, item: Any, _: object) -> str | Literal[False]:
    """Types as SQLAlchemy's own, because migrations outlive ours."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=PEMDA.metadata,
    render_as_batch=True,  # SQLite changes a table by building a new one
    render_item=plain_type,
)
context.run_migrations()
