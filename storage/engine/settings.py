"""Values that the program keeps for itself between starts, by key."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.engine.schema import SETTING
from storage.engine.statements import Prepared

BOT_USERNAME = "bot_username"

_GET = Prepared(select(SETTING.c.value).where(SETTING.c.key == bindparam("name")))
_PUT = {
    name: Prepared(
        (add := dialect.insert(SETTING)).on_conflict_do_update(
            index_elements=["key"], set_={"value": add.excluded.value}
        )
    )
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def get(conn: Connection, key: str) -> str | None:
    value: str | None = _GET.scalar(conn, {"name": key})
    return value


def put(conn: Connection, key: str, value: str) -> None:
    _PUT[conn.dialect.name].run(conn, {"key": key, "value": value})


def bot_username(conn: Connection) -> str:
    """The bot's name at Telegram, without @; "" until it has run once."""
    return get(conn, BOT_USERNAME) or ""
