"""Failures of the database itself: their names here, and what has to be mended."""

import errno
import sqlite3
from enum import StrEnum

from sqlalchemy.exc import DatabaseError as Unusable, DataError, IntegrityError, ProgrammingError

__all__ = ["DatabaseFault", "Misused", "Unusable", "fault_of", "of_the_data"]
"""`Unusable`: the server does not answer, the file cannot be opened, or it is no database."""

Misused = (DataError, IntegrityError, ProgrammingError)
"""Errors that a fault of this program raises once the database is open."""


def of_the_data(error: BaseException) -> bool:
    """Whether a write may have failed because of its values, so that it may succeed with others."""
    cause = getattr(error, "orig", None) or error
    return isinstance(error, Misused) or isinstance(cause, ValueError | TypeError | OverflowError)


class DatabaseFault(StrEnum):
    """What is wrong with the database as a whole."""

    PASSWORD = "password"  # the server refuses this user or password
    ABSENT = "absent"  # the server has no such database
    UNREACHABLE = "unreachable"  # no server answers there
    REFUSED = "refused"  # it answers, and refuses for another reason
    UNWRITABLE = "unwritable"
    FULL = "full"
    LOCKED = "locked"
    DAMAGED = "damaged"  # the file is no database, or a broken one
    INCOMPLETE = "incomplete"  # a table or a column is missing
    UNREADABLE = "unreadable"  # a value that is no text where a text belongs
    ADDRESS = "address"  # the address has options that nobody knows


_WORDS = {
    "no such table": DatabaseFault.INCOMPLETE,
    "no such column": DatabaseFault.INCOMPLETE,
    "already exists": DatabaseFault.INCOMPLETE,  # tables without the mark of their version
    'relation "': DatabaseFault.INCOMPLETE,
    "could not decode": DatabaseFault.UNREADABLE,
    "authentication failed": DatabaseFault.PASSWORD,
    "no password supplied": DatabaseFault.PASSWORD,
    'role "': DatabaseFault.PASSWORD,
    'database "': DatabaseFault.ABSENT,
    "connection refused": DatabaseFault.UNREACHABLE,
    "failed to resolve": DatabaseFault.UNREACHABLE,
    "timeout": DatabaseFault.UNREACHABLE,
    "no such file": DatabaseFault.UNREACHABLE,  # the socket of a server that does not run
    "fatal": DatabaseFault.REFUSED,
    "invalid uri": DatabaseFault.ADDRESS,
    "invalid connection option": DatabaseFault.ADDRESS,
    "unable to open": DatabaseFault.UNWRITABLE,
    "readonly": DatabaseFault.UNWRITABLE,
    "is full": DatabaseFault.FULL,
    "no space left": DatabaseFault.FULL,
    "is locked": DatabaseFault.LOCKED,
    "not a database": DatabaseFault.DAMAGED,
    "malformed": DatabaseFault.DAMAGED,
    "disk i/o": DatabaseFault.DAMAGED,
}
"""Messages of the libraries; the first that fits counts. A refused connection has no error number."""


def fault_of(error: BaseException) -> DatabaseFault:
    """The fault behind an error of opening, reading or writing."""
    cause = getattr(error, "orig", None) or error.__cause__ or error
    if isinstance(cause, OSError) and not isinstance(cause, ConnectionError | TimeoutError):
        return DatabaseFault.FULL if cause.errno in (errno.ENOSPC, errno.EDQUOT) else DatabaseFault.UNWRITABLE
    words = str(cause).lower()
    found = (fault for mark, fault in _WORDS.items() if mark in words)
    return next(found, DatabaseFault.UNWRITABLE if isinstance(cause, sqlite3.Error) else DatabaseFault.UNREACHABLE)
