"""What the program keeps for itself between starts, by key."""

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.schema import SETTING

_GET = select(SETTING.c.value).where(SETTING.c.key == bindparam("name"))
_CHANGE = update(SETTING).where(SETTING.c.key == bindparam("name")).values(value=bindparam("new"))
_ADD = insert(SETTING)


def get(conn: Connection, key: str) -> str | None:
    value: str | None = conn.execute(_GET, {"name": key}).scalar()
    return value


def put(conn: Connection, key: str, value: str) -> None:
    if conn.execute(_CHANGE, {"name": key, "new": value}).rowcount == 0:
        conn.execute(_ADD, {"key": key, "value": value})
