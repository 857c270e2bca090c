"""How connections are opened and kept, for both kinds of database. Used only by `storage/database.py`."""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, Protocol

import msgspec
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, exc, text

from storage.engine import private
from storage.engine.addresses import SQLITE_BESIDE, database_file
from storage.engine.locks import FileLock, beside
from storage.engine.statements import Prepared

POOL = 4
"""PostgreSQL connections, and threads, of one process."""

IDLE = 5.0  # seconds after which a pooled connection is tried before it is used
_WAIT = 10_000  # milliseconds SQLite waits for a lock the gate does not cover (a foreign tool reading the file)


SCRUB = "scrub"
"""Set in `Connection.info` by a transaction that erased something. After its commit the erased bytes are removed from
the database's files too (docs/decisions/erasure-on-disk.md)."""

SCRUBBED = 1
"""SQLite's user_version of a file in which everything that was removed has been overwritten."""


class Lines(Protocol):
    """The connections of a process to one database."""

    def writing(self) -> AbstractContextManager[Connection]: ...

    def reading(self) -> AbstractContextManager[Connection]: ...

    def close(self) -> None: ...


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _engine(url: URL, **options: Any) -> Engine:
    """`hide_parameters` keeps what people wrote out of errors, and so out of logs."""
    return create_engine(url, hide_parameters=True, json_serializer=_json, max_overflow=0, **options)


class SqliteLines:
    """One writing connection, and one reading connection that is opened when first used.

    Both stay open. SQLAlchemy sees one transaction that never ends, and the real ones are begun and ended here. A
    transaction then costs 10 microseconds besides its statements and the disk.
    """

    def __init__(self, url: URL, foreign_keys: bool) -> None:
        file = database_file(url)
        private.make_folder(file.parent)
        self._foreign_keys = foreign_keys
        self._gate = FileLock(beside(file, "write"))
        private.create(file)  # the files that SQLite puts beside it get its rights
        for ending in SQLITE_BESIDE:
            private.close(file.with_name(file.name + ending))
        pragmas = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=1", f"foreign_keys={int(foreign_keys)}")
        self._writing = _sqlite(url, *pragmas)
        self._reading = _sqlite(url, "query_only=1")
        self._reader: Connection | None = None
        self._one_reader = threading.RLock()
        with self._gate:
            self._writer = _opened(self._writing)
            if not _number(self._writer, "schema_version"):
                self._writer.exec_driver_sql(f"PRAGMA user_version={SCRUBBED}").close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._gate:
            with _transaction(self._writer, _BEGIN_WRITING):
                yield self._writer
                if not self._foreign_keys:
                    check_references(self._writer)
            if SCRUB in self._writer.info:
                self._scrub()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._one_reader:
            if self._reader is None:
                with self._gate:  # the first look at a file may have to recover what a killed process left
                    self._reader = _opened(self._reading)
                    self._reader.exec_driver_sql("SELECT 1 FROM sqlite_master").close()
            with _transaction(self._reader, _BEGIN):
                yield self._reader

    def _scrub(self) -> None:
        """Empties the write-ahead log. Once, the whole file is written anew, because earlier programs did not overwrite
        what they removed. While somebody reads an older state this waits for the next write.
        """
        with suppress(exc.DBAPIError):  # the transaction is committed, whatever becomes of this
            if _number(self._writer, "user_version") < SCRUBBED:
                self._writer.exec_driver_sql("VACUUM").close()
                self._writer.exec_driver_sql(f"PRAGMA user_version={SCRUBBED}").close()
            if not _number(self._writer, "wal_checkpoint(TRUNCATE)"):
                del self._writer.info[SCRUB]

    def close(self) -> None:
        with self._gate:  # whoever closes last checkpoints
            for connection in (self._reader, self._writer):
                if connection is not None:
                    connection.close()
            self._reading.dispose()
            self._writing.dispose()
        self._gate.close()


_BEGIN, _BEGIN_WRITING, _COMMIT = (Prepared(text(words)) for words in ("BEGIN", "BEGIN IMMEDIATE", "COMMIT"))
_STATEMENTS = 500  # that a connection keeps in SQLite's own form


@contextmanager
def _transaction(conn: Connection, begin: Prepared) -> Iterator[None]:
    begin.run(conn)
    try:
        yield
        _COMMIT.run(conn)
    except BaseException:
        conn.connection.rollback()
        conn.info.pop(SCRUB, None)
        raise


def _number(conn: Connection, pragma: str) -> int:
    """The first number a pragma gives."""
    return int(conn.exec_driver_sql(f"PRAGMA {pragma}").one()[0])


def _opened(engine: Engine) -> Connection:
    connection = engine.connect()
    connection.begin()
    return connection


def _sqlite(url: URL, *pragmas: str) -> Engine:
    """With `isolation_level=None` sqlite3 leaves transactions to us; by itself it would begin them late, and not with
    IMMEDIATE.
    """
    arguments = {"isolation_level": None, "check_same_thread": False, "cached_statements": _STATEMENTS}
    engine = _engine(url, pool_size=1, connect_args=arguments)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        for pragma in (f"busy_timeout={_WAIT}", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def check_references(conn: Connection) -> None:
    """Work that rebuilds tables runs without checks of references; they are checked before it commits."""
    astray = conn.exec_driver_sql("PRAGMA foreign_key_check").first()
    if astray is not None:
        raise RuntimeError(f"a row of {astray[0]} points to a row of {astray[2]} that is not there")


class PostgresqlLines:
    """A small pool. A connection that was idle is tested before use, so that a restart of the server costs no turn."""

    def __init__(self, url: URL, stuck_after: float) -> None:
        limit = int(stuck_after * 1000)
        given = url.query.get("options", "")
        timeouts = f"-c statement_timeout={limit} -c idle_in_transaction_session_timeout={2 * limit}"
        arguments = {
            "options": f"{given} {timeouts}".strip(),
            "connect_timeout": 10,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 30_000,
        }
        self._engine = _engine(url.set(drivername="postgresql+psycopg"), pool_size=POOL, connect_args=arguments)
        self._viewing = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        event.listen(self._engine, "handle_error", _withhold_values)
        event.listen(self._engine, "checkin", _note_checkin)
        event.listen(self._engine, "checkout", self._try_idle)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            connection.info.pop(SCRUB, None)
            yield connection
            scrub = SCRUB in connection.info
        if scrub:
            self._scrub()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._viewing.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    def _scrub(self) -> None:
        """Frees the space of removed rows at once; the server overwrites it when it is used again."""
        with suppress(exc.DBAPIError), self._engine.connect() as connection:
            server = connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in ("person", "conversation", "inbox", "outbox", "audit_content", "setting"):
                server.exec_driver_sql(f"VACUUM {table}")

    def _try_idle(self, connection: Any, record: Any, proxy: Any) -> None:
        if time.monotonic() - record.info.get("since", time.monotonic()) < IDLE:
            return
        try:
            self._engine.dialect.do_ping(connection)
        except Exception as error:
            raise exc.DisconnectionError from error


def _note_checkin(connection: Any, record: Any) -> None:
    record.info["since"] = time.monotonic()


def _withhold_values(context: ExceptionContext) -> None:
    """Removes people's words from errors of the server, which quotes what it refused (in DETAIL, or in the message when
    it cannot read a value at all, class 22). Errors end up in logs.
    """
    original: Any = context.original_exception
    if getattr(original, "sqlstate", None) is None:  # not the server's words: there is no connection, or SQLite
        return
    unreadable = original.sqlstate.startswith("22")
    message = "" if unreadable else original.diag.message_primary or ""
    original.args = (message,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (f"({type(original).__name__}) {message}",)
