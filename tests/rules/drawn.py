"""The parts of docs/architecture.md that are drawn from the plan (tests/rules/plan.py)."""

import ast
from collections.abc import Iterator

from tests.rules.plan import BESIDE, FLOORS, LIBRARIES, STACKS
from tests.rules.source import MODULES


def floors() -> str:
    """The floors as a picture (mermaid): an arrow from A to B where A may import B, unless a longer way leads there."""
    below = {floor: _below(floor) for floor in FLOORS}
    arrows = []
    for floor, allowed in below.items():
        implied = {further for other in allowed for further in below[other]}
        arrows += [f"    {_node(floor)} --> {_node(other)}" for other in sorted(allowed - implied)]
    nodes = [f'    {_node(floor)}["{floor}"]' for floor in FLOORS]
    return "\n".join(["```mermaid", "flowchart TD", *nodes, *arrows, "```"])


def rooms(floor: str) -> str:
    """The rooms of a floor as a table, from the top line down to the ground."""
    rows = [f"| {line} | `{room}` | {_about(f'{floor}.{room}')} |" for line, room in _lines(floor)]
    return "\n".join(["| line | room | what is in it |", "|---|---|---|", *rows])


def exceptions() -> str:
    """Imports between rooms of one line, and the floors that may use a library."""
    beside = [f"- `{room}` also imports, on its own line: {_names(others)}" for room, others in BESIDE.items()]
    used = [f"- only {_names(floors)} may import `{library}`" for library, floors in LIBRARIES.items()]
    return "\n".join([*beside, *used])


def _lines(floor: str) -> Iterator[tuple[int, str]]:
    for number, names in reversed(list(enumerate(STACKS[floor], 1))):
        for room in names.split():
            yield number, room


def _below(floor: str) -> set[str]:
    """Every floor that may be imported from here, by way of others too."""
    found: set[str] = set()
    waiting = FLOORS[floor].split()
    while waiting:
        name = waiting.pop()
        other = name if name in FLOORS else name.partition(".")[0]  # a room stands for its floor
        if other != floor and other not in found:
            found.add(other)
            waiting += FLOORS[other].split()
    return found


def _about(module: str) -> str:
    """The first sentence of a room's docstring."""
    text = ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8"))) or ""
    first = " ".join(text.partition("\n\n")[0].split())
    return first.partition(". ")[0].rstrip(".")


def _node(floor: str) -> str:
    return floor.replace(".", "_")


def _names(names: str) -> str:
    return ", ".join(f"`{name}`" for name in names.split())


PARTS = {
    "floors": floors(),
    "rooms of core": rooms("core"),
    "rooms of storage": rooms("storage"),
    "rooms of bot/flows": rooms("bot.flows"),
    "exceptions": exceptions(),
}
"""Name of a part -> its text in the page, between two comments."""
