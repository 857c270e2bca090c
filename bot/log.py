"""Logging: one line an event on standard error, in English, without the token and without personal data.

Values under a name in `PERSONAL` are left out, and everything that looks like a bot token is blotted out. Messages of
exceptions may quote people's words, so an exception is logged as its type and the places it passed.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

from bot.lean import without

with without("rich"):
    import structlog

PERSONAL = frozenset({"name", "first_name", "last_name", "username", "text", "caption", "body", "explanation", "nip"})
_TOKEN = re.compile(r"(?:bot)?\d{3,}:[A-Za-z0-9_-]{16,}")
_LEVELS = {"DEBUG": logging.DEBUG, "INFO": logging.INFO, "WARNING": logging.WARNING, "ERROR": logging.ERROR}
_FRAMES = 6
_LIMIT = 300

log = structlog.get_logger()
"""The program's logger: log.info("what happened", chat=1, row=2)."""


def describe(error: BaseException) -> str:
    """An exception as type and places, innermost last, without its message."""
    places = _places(error.__traceback__)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    first = f"{type(cause).__name__} -> " if cause is not None else ""
    return f"{first}{type(error).__name__} at {' < '.join(places) or 'an unknown place'}"


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno}" for frame in reversed(frames)]


def redact(text: str) -> str:
    """The text with everything blotted out that looks like a bot token."""
    return _TOKEN.sub("<token>", text)


def _clean(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Removes personal data and tokens, as the last step before the line is written."""
    for key in [key for key in event if key in PERSONAL]:
        event[key] = "<left out>"
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["error"] = describe(error)
    for key, value in event.items():
        if not isinstance(value, int | float | bool):
            event[key] = redact(str(value))[:_LIMIT]
    return event


class _Lines:
    """Writes to the present standard error."""

    def line(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    debug = info = warning = error = critical = exception = line


class _LibraryHandler(logging.Handler):
    """Logs of libraries go the same way; their arguments are cleaned too."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        fields = {"exc_info": error} if error else {}
        log.log(record.levelno, record.getMessage(), library=record.name, **fields)


def set_up(level: str) -> None:
    """Starts logging at this level (DEBUG, INFO, WARNING, ERROR)."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _clean,
            structlog.processors.LogfmtRenderer(key_order=["at", "level", "event"], bool_as_flag=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=lambda *_: _Lines(),
    )
    root = logging.getLogger()
    root.handlers[:] = [_LibraryHandler()]
    root.setLevel(max(_LEVELS[level], logging.WARNING))  # libraries talk much below a warning
