"""The drawing child: one process that makes documents and charts. So the event loop never waits for a drawing, and
`pandu run` never loads the libraries that draw. `python -m bot.rendering.draw` does one job after another
(`bot/child.py`).
"""

import base64
import io
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.child import IDLE_LIMIT, Child, Died, serve

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

    async def draw(self, work: str, values: Mapping[str, Any]) -> bytes:
        """The finished file. Raises DrawingFailed; if the child is gone, the next job gets a new one."""
        try:
            answer = await self._child.ask({"work": work, "values": values})
        except Died:
            raise DrawingFailed(f"{work}: the drawing process died") from None
        except (TimeoutError, OSError, ValueError) as error:
            raise DrawingFailed(f"{work}: {type(error).__name__}") from None
        if "error" in answer:
            raise DrawingFailed(f"{work}: {answer['error']}")
        return base64.b64decode(answer["made"])

    async def close(self) -> None:
        await self._child.close()


def _invitations(values: Mapping[str, Any]) -> bytes:
    from core.papers import invitations

    return invitations.render(invitations.from_plain(values))


def _opd_template(values: Mapping[str, Any]) -> bytes:
    from core.papers import opd_template

    return opd_template.render()


def _letter(values: Mapping[str, Any]) -> bytes:
    from core.papers import letter, letter_files

    return letter_files.render(letter.from_plain(values["letter"]), values["format"])


def _chart(values: Mapping[str, Any]) -> bytes:
    from core.charts import plain as chart_plain
    from core.charts.drawings import drawing

    return drawing.render(chart_plain.from_plain(values))


def _recap(values: Mapping[str, Any]) -> bytes:
    """A period's workbook for a group, without anything that somebody wrote."""
    from core.exports import plain as export_plain, xlsx

    made = io.BytesIO()
    xlsx.write(export_plain.from_plain(values["export"]), made, values["dated"], details=False)
    return made.getvalue()


WORKS: Mapping[str, Callable[[Mapping[str, Any]], bytes]] = {
    "invitations": _invitations,
    "opd_template": _opd_template,
    "letter": _letter,
    "chart": _chart,
    "group_recap": _recap,
}
"""What the child can make, by the names of storage.messaging.contents (the child loads nothing of storage)."""


def main() -> None:
    """The child's side. It has a lower priority, because replies to people go first."""
    os.nice(NICE)
    with suppress(OSError):  # when memory runs out, the drawing goes, not the bot
        Path("/proc/self/oom_score_adj").write_text("1000")
    serve(_answer)


def _answer(job: Mapping[str, Any]) -> dict[str, str]:
    try:
        made = WORKS[job["work"]](job["values"])
    except Exception as error:  # whatever a drawing fails of, the next one shall be tried
        return {"error": type(error).__name__}
    return {"made": base64.b64encode(made).decode()}


if __name__ == "__main__":
    main()
