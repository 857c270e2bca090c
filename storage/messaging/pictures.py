"""Pictures on their way to Telegram: drawn once, then sent again by the file_id that Telegram gave the first of them.

A row contains what the picture shows (plain JSON), never the picture. It is drawn when it is sent, and drawn again when
Telegram does not accept the file_id any more. Equal numbers have an equal digest (core.charts.plain).
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from core.charts import plain as chart_plain
from core.charts.data import Chart
from core.screen import Rows
from storage.engine.schema import PICTURE
from storage.messaging.contents import Picture
from storage.messaging.outbox import Call, Kind, Priority

KEPT = timedelta(days=90)
"""How long a file_id is remembered. After that the picture is drawn once more if it is asked for."""

_KNOWN = select(PICTURE.c.file_id).where(PICTURE.c.digest == bindparam("picture"))
_REPLACE = update(PICTURE).where(PICTURE.c.digest == bindparam("picture"))


def call(
    conn: Connection,
    chat_id: int,
    chart: Chart,
    caption: str,
    rows: Rows = (),
    *,
    thread_id: int | None = None,
    priority: Priority = Priority.NOTICE,
    edit: int | None = None,
) -> Call:
    """A photo of this chart for a chat; with `edit` the message of that number shows it instead, in place.

    `caption` is HTML; buttons are steady, links or copies. When its outcome is unknown, an edit is sent
    again, a new photo is not.
    """
    digest = chart_plain.digest(chart)
    plain, file_id = chart_plain.to_plain(chart), known(conn, digest) or ""
    return Call(
        chat_id,
        Kind.PHOTO if edit is None else Kind.EDIT,
        Picture(digest, plain, caption, rows, edit is not None, file_id),
        priority,
        target_message=edit,
        thread_id=thread_id,
    )


def known(conn: Connection, digest: str) -> str | None:
    """The file_id of a picture that Telegram has already."""
    return conn.execute(_KNOWN, {"picture": digest}).scalar()


def keep(conn: Connection, digest: str, file_id: str, now: datetime) -> None:
    """Stores the file_id of this picture; a former one is replaced."""
    values = {"file_id": file_id, "at": now}
    if not conn.execute(_REPLACE.values(**values), {"picture": digest}).rowcount:
        conn.execute(insert(PICTURE).values(digest=digest, **values))


def forget(conn: Connection, now: datetime) -> None:
    conn.execute(delete(PICTURE).where(PICTURE.c.at < now - KEPT))
