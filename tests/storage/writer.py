"""A second process for tests: writes whole transactions until it is told to stop, or killed.

python -m tests.storage.writer URL NAME COUNT     each transaction adds 1 to two settings and a link to the chain,
                                                      and is acknowledged by a line with the count
"""

import sys
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from storage.audit import chain
from storage.database import Database
from storage.engine import settings
from storage.engine.schema import SETTING

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def add_one(conn: Connection, name: str, pemda: int = 1) -> int:
    """Half of it would be seen at once: two counters and the audit chain would disagree."""
    locked = select(SETTING.c.value).where(SETTING.c.key == f"{name}.left").with_for_update()
    count = int(conn.execute(locked).scalar() or 0) + 1
    settings.put(conn, f"{name}.left", str(count))
    settings.put(conn, f"{name}.right", str(count))
    chain.append(conn, pemda, [chain.Entry(None, "counted", {"count": count})], NOW)
    return count


def main(url: str, name: str, count: int) -> None:
    database = Database.open(url)
    print("open", flush=True)
    for _ in range(count):
        print(database.write(lambda conn: add_one(conn, name)), flush=True)
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
