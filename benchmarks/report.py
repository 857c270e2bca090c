"""The lines of the result, as a table for the terminal and for RESULTS.md."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured. `rounds`: what is told is the median of so many; `people`: who fill in at once, a round;
    `seconds`: of one round at an even pace; `crowd`: people at once; `opds`: of the whole nation."""

    rounds: int = 5
    people: int = 20
    seconds: float = 15.0
    crowd: int = 500
    opds: int = 22_000


QUICK = Scale(rounds=3, people=8, seconds=6.0, crowd=100, opds=4_000)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure. `kept` says whether the target was met; None: nothing is demanded."""

    what: str
    value: str
    target: str = ""
    kept: bool | None = None
    remark: str = ""

    @property
    def verdict(self) -> str:
        return {True: "kept", False: "MISSED", None: ""}[self.kept]


def rows(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    return [(line.what, line.value, line.target, line.verdict, line.remark) for line in lines]


HEADS = ("figure", "value", "target", "verdict", "remark")


def table(lines: Sequence[Line]) -> str:
    """For the terminal."""
    body = [HEADS, *rows(lines)]
    widths = [max(len(row[column]) for row in body) for column in range(len(HEADS))]
    return "\n".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in body
    )


def machine() -> str:
    """The machine in general words: nothing that names it."""
    memory = round(psutil.virtual_memory().total / 1024**3)
    return (
        f"{platform.system()} on {platform.machine()}, {psutil.cpu_count()} cores, {memory} GB memory, "
        f"Python {platform.python_version()}"
    )


def write(path: Path, lines: Sequence[Line], scale: Scale) -> None:
    """RESULTS.md; what stands in the docstrings of the parts is not repeated there."""
    sizes = ", ".join(f"{field.name} {getattr(scale, field.name):g}" for field in fields(scale))
    body = ["| " + " | ".join(cells) + " |" for cells in (HEADS, ("---",) * len(HEADS), *rows(lines))]
    text = [
        "# Results of `make bench`",
        "",
        f"{machine()}. Simulator and people in one process, the bot in its own. {sizes}.",
        "What each figure means and how it is measured stands in the docstrings of `benchmarks/`.",
        "",
        *body,
        "",
    ]
    path.write_text("\n".join(text), encoding="utf-8")
