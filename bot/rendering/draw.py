"""The drawing child: one process that makes documents and charts. So the event loop never waits for a drawing, and
`pandu run` never loads the libraries that draw. `python -m bot.rendering.draw` does one job after another
(`bot/child.py`).
"""

import base64
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.child import IDLE_LIMIT, Child, Died, serve
from bot.rendering import works
from bot.rendering.works import Values, Work

TIME_LIMIT = 60.0
"""Seconds for one drawing; the largest (an invitation for each of 70 OPD) takes about two."""

NICE = 10
"""The child's lower priority when processors are short (docs/decisions/drawing.md)."""


class DrawingFailed(Exception):
    """The child could not make it. The message is the type of an exception, or what happened to the child."""


class Drawer:
    """The parent's side."""

    def __init__(self, time_limit: float = TIME_LIMIT, idle_limit: float = IDLE_LIMIT) -> None:
        self._child = Child("bot.rendering.draw", time_limit, idle_limit)

    @property
    def pid(self) -> int | None:
        """The child's process number while it runs."""
        return self._child.pid

    async def draw(self, work: Work, values: Values) -> bytes:
        """The finished file. Raises DrawingFailed; if the child is gone, the next job gets a new one."""
        name = work.__name__
        try:
            answer = await self._child.ask({"work": name, "values": values})
        except Died:
            raise DrawingFailed(f"{name}: the drawing process died") from None
        except (TimeoutError, OSError, ValueError) as error:
            raise DrawingFailed(f"{name}: {type(error).__name__}") from None
        if "error" in answer:
            raise DrawingFailed(f"{name}: {answer['error']}")
        return base64.b64decode(answer["made"])

    async def close(self) -> None:
        await self._child.close()


def main() -> None:
    """The child's side. It has a lower priority, because replies to people go first."""
    os.nice(NICE)
    with suppress(OSError):  # when memory runs out, the drawing goes, not the bot
        Path("/proc/self/oom_score_adj").write_text("1000")
    serve(_answer)


def _answer(job: Mapping[str, Any]) -> dict[str, str]:
    try:
        made = getattr(works, job["work"])(job["values"])
    except Exception as error:  # whatever a drawing fails of, the next one shall be tried
        return {"error": type(error).__name__}
    return {"made": base64.b64encode(made).decode()}


if __name__ == "__main__":
    main()
