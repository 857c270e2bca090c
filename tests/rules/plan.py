"""The plan of the house: floors, their rooms, and who may import whom. `docs/architecture.md` draws it from here.

A floor is a top-level folder, or a folder of `bot`; a room is a folder or file directly in it.
"""

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOPS = ("bot", "core", "storage", "scheduler", "simulator")

FLOORS: Mapping[str, str] = {
    "core": "",
    "storage": "core",
    "scheduler": "core storage bot.texts",
    "simulator": "",
    "bot.texts": "core",
    "bot.commands": "core",
    "bot.flows": "core bot.texts bot.commands",
    "bot.lean": "",
    "bot.child": "",
    "bot.log": "bot.lean",
    "bot.settings": "core storage.engine bot.texts",
    "bot.holidays": "core",
    "bot.telegram": "core storage bot.log",
    "bot.evidence": "bot.evidence.kinds core storage bot.texts bot.child bot.holidays bot.log bot.telegram",
    "bot.evidence.kinds": "",
    "bot.rendering": "core storage bot.texts bot.child bot.evidence bot.log bot.telegram",
    "bot.turn": "core storage bot.texts bot.flows bot.holidays",
    "bot.handlers": "core storage.messaging bot.commands bot.flows bot.turn",
    "bot.intake": "core storage bot.texts bot.log bot.telegram",
    "bot.survey": "core storage bot.texts bot.intake bot.log bot.settings",
    "bot.courier": "core storage bot.texts bot.holidays bot.log bot.rendering bot.telegram bot.turn",
}
"""Floor -> what it may import besides itself."""

JOINING = ("bot.app", "bot.cli")
"""They put the parts together and may import everything; nobody imports them."""

STACKS: Mapping[str, tuple[str, ...]] = {
    "core": (
        "foreign screen people instrument evidence deadlines tables",
        "typed assessment fit written authoring",
        "productivity register actions",
        "review looks pemda survey",
        "results reminders papers",
        "charts exports groups",
        "facts effects wish",
    ),
    "storage": (
        "engine",
        "audit messaging",
        "database assessment",
        "orders",
        "survey actions",
        "evidence people results",
        "answers review periods groups productivity",
        "pemda reminders",
        "facts effects",
        "migrations",
        "operations",
    ),
    "bot.flows": (
        "events",
        "base",
        "states",
        "kit",
        "contact",
        "registers",
        "answers evidence review people periods results pemda reminders groups productivity survey actions",
        "by_name places table",
        "router",
    ),
}
"""Rooms of a floor from the ground up. A room imports what stands on lower lines, not what stands beside it."""

BESIDE: Mapping[str, str] = {
    "bot.flows.people": "answers groups",
    "bot.flows.results": "people periods",
    "bot.flows.pemda": "people periods",
}
"""Rooms that may import some that stand beside them."""

LIBRARIES: Mapping[str, str] = {
    "telegram": "bot.telegram bot.handlers bot.courier",
    "sqlmodel": "storage",
    "sqlalchemy": "storage",
    "apscheduler": "scheduler",
}
"""Library -> the floors that may use it."""

CORE_LIBRARIES = frozenset({"msgspec", "pydantic", "pydantic_core", "yaml"})
CORE_WRITERS = "core.authoring core.charts core.papers core.exports core.tables"
"""Rooms of the core that write or read files, each with its own library."""


def inside(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def floor_of(module: str) -> str | None:
    """The floor with the longest name; None for what joins, and for `bot` itself."""
    return max((name for name in FLOORS if inside(module, name)), key=len, default=None)


def room_of(module: str, floor: str) -> str:
    """The room's name on its floor; "" for the floor's own `__init__`."""
    return module.removeprefix(floor).removeprefix(".").partition(".")[0]


def may_import(module: str, other: str) -> bool:
    """Whether the plan lets one module import the other."""
    floor = floor_of(module)
    if floor is None:
        return True
    if floor_of(other) != floor:
        return any(inside(other, allowed) for allowed in FLOORS[floor].split())
    mine, theirs = room_of(module, floor), room_of(other, floor)
    if floor not in STACKS or mine == theirs or not theirs:
        return True
    line = {room: number for number, rooms in enumerate(STACKS[floor]) for room in rooms.split()}
    return line[theirs] < line[mine] or theirs in BESIDE.get(f"{floor}.{mine}", "").split()
