"""Who may import whom (tests/rules/plan.py), held against the source."""

import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.rules.plan import (
    CORE_LIBRARIES,
    CORE_WRITERS,
    JOINING,
    LIBRARIES,
    ROOT,
    STACKS,
    TOPS,
    floor_of,
    inside,
    may_import,
    room_of,
)
from tests.rules.source import MODULES, imports, our_imports


def joins(module: str) -> bool:
    return any(inside(module, name) for name in JOINING)


def test_each_module_stands_on_a_floor_of_the_plan() -> None:
    assert [module for module in MODULES if module != "bot" and not joins(module) and floor_of(module) is None] == []


def test_own_imports_follow_the_plan() -> None:
    may_not = [f"{one} -> {name}" for one in MODULES for name in our_imports(one) if not may_import(one, name)]
    assert may_not == []


def test_what_joins_the_parts_is_imported_by_nobody() -> None:
    users = [module for module in MODULES if not joins(module)]
    assert [f"{module} -> {name}" for module in users for name in our_imports(module) if joins(name)] == []


@pytest.mark.parametrize("floor", STACKS)
def test_each_room_has_its_line(floor: str) -> None:
    planned = [room for rooms in STACKS[floor] for room in rooms.split()]
    built = {room_of(module, floor) for module in MODULES if inside(module, floor)} - {""}
    assert sorted(planned) == sorted(built)


def test_no_files_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter({module: our_imports(module) for module in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")


def test_libraries_stay_on_their_floor() -> None:
    assert [f"{module}: {library}" for module in MODULES for library in misplaced(module)] == []


def misplaced(module: str) -> Iterator[str]:
    """The libraries that a module imports and that belong elsewhere."""
    tops = {name.split(".")[0] for name in imports(MODULES[module])}
    for library, floors in LIBRARIES.items():
        if library in tops and not any(inside(module, floor) for floor in floors.split()):
            yield library
    if inside(module, "core") and not any(inside(module, writer) for writer in CORE_WRITERS.split()):
        yield from tops - set(sys.stdlib_module_names) - {"core"} - CORE_LIBRARIES


FOREIGN = ("PIL", "pillow_heif", "pikepdf", "olefile", "python_calamine", "lxml", "puremagic", "zxingcpp")
"""What opens strangers' files."""


def test_the_bot_starts_without_heavy_libraries() -> None:
    """What `pandu run` imports: charts, writers and the command line's looks cost 2 s and 136 MB (measured)."""
    heavy = ("matplotlib", "docx", "xlsxwriter", "typst", "rich", "typer", "alembic", "simulator", *FOREIGN)
    code = f"import sys, bot.app.process; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_plan_names_only_what_is_there() -> None:
    from tests.rules.plan import BESIDE, FLOORS

    named = [*FLOORS, *BESIDE, *(name for names in FLOORS.values() for name in names.split()), *JOINING, *TOPS]
    assert [name for name in named if not any(inside(module, name) for module in MODULES)] == []
