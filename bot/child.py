"""A child process that does one job after another: JSON lines in, JSON lines out, ended by the end of its input.

So it never outlives its parent, however that dies. Workers of a pool would, and keep the serve lock (measured).
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

IDLE_LIMIT = 120.0
"""Seconds after which an idle child is ended, to free its memory."""

_LINE_LIMIT = 64 * 1024 * 1024


class Died(Exception):
    """The child ended without an answer. `signal` is what ended it, 0 where it exited by itself."""

    def __init__(self, signal: int) -> None:
        super().__init__(f"signal {signal}" if signal else "no answer")
        self.signal = signal


class Child:
    """The parent's side: one child, started when first needed, and again when it died. It does one job at a time."""

    def __init__(self, module: str, time_limit: float, idle_limit: float = IDLE_LIMIT) -> None:
        """`module` is run with `-m`; `time_limit` in seconds, for one job."""
        self._module = module
        self._time_limit = time_limit
        self._idle_limit = idle_limit
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._letting_go: asyncio.TimerHandle | None = None

    @property
    def pid(self) -> int | None:
        """The child's process number while it runs."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    async def ask(self, job: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a job. Raises Died, TimeoutError, OSError, ValueError; the next job then gets a new child."""
        async with self._turn:
            if self._letting_go is not None:
                self._letting_go.cancel()
            try:
                async with asyncio.timeout(self._time_limit):
                    answer = await self._answer(job)
            except BaseException:  # cancelled as well: its answer would be taken for the next job's
                await self._end()
                raise
            self._letting_go = asyncio.get_running_loop().call_later(self._idle_limit, self._let_go)
        return answer

    async def close(self) -> None:
        """Ends the child, even in the middle of a job."""
        if self._letting_go is not None:
            self._letting_go.cancel()
        await self._end()

    async def _answer(self, job: Mapping[str, Any]) -> dict[str, Any]:
        child = await self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(job).encode() + b"\n")
        with suppress(ConnectionError):
            await child.stdin.drain()
        line = await child.stdout.readline()
        if not line:
            raise Died(-min(0, await child.wait()))
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                self._module,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=_LINE_LIMIT,
            )
        return self._process

    def _let_go(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process = None

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def serve(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """The child's side: answers jobs until there are no more. `answer` must not raise."""
    # The parent reads our real standard output; whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        answers.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        answers.flush()
