"""Watches the one writer thread. When it is stuck for too long, its stack is logged and the process ends."""

import faulthandler
import logging
import os
import sys
import threading
import time
import traceback
from types import TracebackType

EXIT_STUCK = 70
"""Exit status of a process whose writer was stuck (EX_SOFTWARE); the supervisor starts it again."""

log = logging.getLogger(__name__)


class Watch:
    """To be entered by the writer thread for each job. `limit` is in seconds."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._since: tuple[float, int] | None = None
        self._closed = threading.Event()
        self._watcher: threading.Thread | None = None

    def __enter__(self) -> None:
        if self._watcher is None:  # commands never submit, and need no watch
            self._watcher = threading.Thread(target=self._look, name="database-watch", daemon=True)
            self._watcher.start()
        self._since = (time.monotonic(), threading.get_ident())

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._since = None

    def close(self) -> None:
        self._closed.set()

    def _look(self) -> None:
        while not self._closed.wait(self._limit / 10):
            job = self._since
            if job is not None and time.monotonic() - job[0] > self._limit:
                self._end(job[1])

    def _end(self, thread: int) -> None:
        frame = sys._current_frames().get(thread)
        stack = "".join(traceback.format_stack(frame)) if frame else ""
        log.critical("The database writer has been busy for %.0f s; this process ends.\n%s", self._limit, stack)
        faulthandler.dump_traceback()
        logging.shutdown()
        os._exit(EXIT_STUCK)
