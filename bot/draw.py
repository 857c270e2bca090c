"""The drawing child: one process that makes documents and charts, so that the event loop never waits for a drawing and
`pandu run` never loads what draws.

`python -m bot.draw` reads jobs as JSON lines and answers with JSON lines; at the end of its input it ends. So it never
outlives its parent, however that dies (workers of a pool would, and keep the serve lock: measured).
"""

import asyncio
import base64
import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

TIME_LIMIT = 60.0
"""Seconds for one drawing; the largest (an invitation for each of 70 OPD) takes about two."""

IDLE_LIMIT = 120.0
"""Seconds after which an idle child is let go, with its memory."""

NICE = 10
"""How far the child steps back when processors are short (docs/decisions/drawing.md)."""

_LINE_LIMIT = 64 * 1024 * 1024


class DrawingFailed(Exception):
    """The child could not make it; the text is an exception's type or what became of the child."""


class Drawer:
    """The parent's side: one child, started when first needed, started again when it died. One job at a time."""

    def __init__(self, time_limit: float = TIME_LIMIT, idle_limit: float = IDLE_LIMIT) -> None:
        self._time_limit = time_limit
        self._idle_limit = idle_limit
        self._child: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._letting_go: asyncio.TimerHandle | None = None

    @property
    def pid(self) -> int | None:
        """The child's process number while it runs."""
        return self._child.pid if self._child is not None and self._child.returncode is None else None

    async def draw(self, work: str, values: Mapping[str, Any]) -> bytes:
        """The finished file. Raises DrawingFailed; the next job then gets a fresh child if this one is no more."""
        async with self._turn:
            if self._letting_go is not None:
                self._letting_go.cancel()
            try:
                async with asyncio.timeout(self._time_limit):
                    answer = await self._ask({"work": work, "values": values})
            except (TimeoutError, OSError, ValueError) as error:
                await self._end()
                raise DrawingFailed(f"{work}: {type(error).__name__}") from None
            self._letting_go = asyncio.get_running_loop().call_later(self._idle_limit, self._let_go)
        if answer is None:
            raise DrawingFailed(f"{work}: the drawing process died")
        if "error" in answer:
            raise DrawingFailed(f"{work}: {answer['error']}")
        return base64.b64decode(answer["made"])

    async def close(self) -> None:
        if self._letting_go is not None:
            self._letting_go.cancel()
        await self._end()

    async def _ask(self, job: Mapping[str, Any]) -> dict[str, Any] | None:
        child = await self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(job).encode() + b"\n")
        with suppress(ConnectionError):
            await child.stdin.drain()
        line = await child.stdout.readline()
        if not line:
            await self._end()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def _running(self) -> asyncio.subprocess.Process:
        if self._child is None or self._child.returncode is not None:
            self._child = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.draw",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=_LINE_LIMIT,
            )
        return self._child

    def _let_go(self) -> None:
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
            self._child = None

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()


def _invitations(values: Mapping[str, Any]) -> bytes:
    from core.papers import invitations

    return invitations.render(invitations.from_plain(values))


def _opd_template(values: Mapping[str, Any]) -> bytes:
    from core.papers import opd_template

    return opd_template.render()


def _opd_list(values: Mapping[str, Any]) -> bytes:
    """Not drawn but read: the library for it is as heavy as those that write."""
    from core.opd_list import read_opd_list, to_plain

    return json.dumps(to_plain(read_opd_list(base64.b64decode(values["data"]), values["name"]))).encode()


def _letter(values: Mapping[str, Any]) -> bytes:
    from core.papers import letter

    return letter.render(letter.from_plain(values["letter"]), values["format"])


def _chart(values: Mapping[str, Any]) -> bytes:
    from core import chart_plain
    from core.charts import drawing

    return drawing.render(chart_plain.from_plain(values))


def _recap(values: Mapping[str, Any]) -> bytes:
    """A period's workbook without anything anybody wrote: for a group."""
    from core import export_plain
    from core.exports import xlsx

    made = io.BytesIO()
    xlsx.write(export_plain.from_plain(values["export"]), made, values["dated"], details=False)
    return made.getvalue()


WORKS: Mapping[str, Callable[[Mapping[str, Any]], bytes]] = {
    "invitations": _invitations,
    "opd_template": _opd_template,
    "opd_list": _opd_list,
    "letter": _letter,
    "chart": _chart,
    "recap": _recap,
}
"""What the child can make, by name."""


def main() -> None:
    """The child's side. Whoever waits for a reply goes first: a drawing has time."""
    os.nice(NICE)
    # The parent reads our real standard output; whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        answers.write(json.dumps(_answer(line)).encode() + b"\n")
        answers.flush()


def _answer(line: bytes) -> dict[str, str]:
    try:
        job = json.loads(line)
        made = WORKS[job["work"]](job["values"])
    except Exception as error:  # whatever a drawing fails of, the next one shall be tried
        return {"error": type(error).__name__}
    return {"made": base64.b64encode(made).decode()}


if __name__ == "__main__":
    main()
