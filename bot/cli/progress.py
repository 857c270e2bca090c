"""Progress bars for long work, on standard error and only on a terminal, never in a pipe or a log."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

Advance = Callable[[int], None]
"""Called with how much more is done."""


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Advance]:
    """A bar of `total` steps (None: unknown), removed at the end."""
    with _bar() as bar:
        if bar is None:
            yield lambda steps: None
        else:
            task = bar.add_task(label, total=total)
            yield lambda steps: bar.advance(task, steps)


@contextmanager
def portion(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar for work that reports (done, total)."""
    with stages({"": label}) as told:
        yield lambda done, of: told("", done, of)


@contextmanager
def stages(labels: Mapping[str, str]) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each stage of work that reports (stage, done, total)."""
    with _bar() as bar:
        if bar is None:
            yield lambda stage, done, of: None
        else:
            tasks = {stage: bar.add_task(label, total=None, visible=False) for stage, label in labels.items()}
            yield lambda stage, done, of: bar.update(tasks[stage], completed=done, total=of, visible=True)


@contextmanager
def _bar() -> "Iterator[Progress | None]":
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar
