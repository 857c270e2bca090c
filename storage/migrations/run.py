"""Runs Alembic on one of our connections. Imported only when there is something to do."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade_to(conn: Connection, revision: str) -> None:
    """Applies the migrations up to `revision`, within the caller's transaction."""
    command.upgrade(configuration(conn), revision)


def configuration(conn: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    config.attributes["connection"] = conn
    return config
