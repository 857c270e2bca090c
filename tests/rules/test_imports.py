"""Who may import whom (DESIGN 3), read from the source itself, imports inside functions included."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("bot", "core", "storage", "scheduler", "simulator")

COURIER = (
    "bot.behind",
    "bot.gate",
    "bot.marks",
    "bot.pace",
    "bot.post",
    "bot.workshop",
    "bot.fair",
    "bot.door",
    "bot.documents",
    "bot.pictures",
    "bot.reminded",
)
"""What the courier is made of; each is a file of its own."""

ALLOWED = {
    "core": {"core"},
    "bot.texts": {"core", "bot.texts"},
    "bot.commands": {"core", "bot.texts"},
    "bot.flows": {"core", "bot.texts", "bot.flows", "bot.commands"},
    "storage": {"core", "storage"},
    "scheduler": {"core", "storage", "scheduler", "bot.texts"},
    "bot.delivery": {"core", "bot.flows", "storage"},
    "bot.turn": {
        "core",
        "bot.flows",
        "bot.texts",
        "bot.delivery",
        "bot.blocked",
        "bot.group_turn",
        "bot.holidays",
        "storage",
    },
    "bot.group_turn": {"core", "bot.flows", "bot.texts", "bot.delivery", "storage"},
    "bot.trouble": {"core", "bot.texts", "storage"},
    "bot.blocked": {"core", "bot.texts", "storage"},
    "bot.lean": set(),
    "bot.log": {"bot.lean"},
    "bot.telegram": {"core"},
    "bot.api": {"core", "bot.batches"},
    "bot.pace": {"core"},
    "bot.behind": {"storage"},
    "bot.gate": {"storage", "bot.pace"},
    "bot.reminded": {"core", "storage", "bot.texts", "bot.holidays", "bot.log"},
    "bot.marks": {"bot.blocked", "bot.reminded", "storage", "bot.log"},
    "bot.post": {"storage", "bot.api", "bot.telegram"},
    "bot.fair": set(),
    "bot.door": {"storage", "bot.api", "bot.log"},
    "bot.workshop": {
        *("storage", "bot.texts", "bot.api", "bot.documents", "bot.fair", "bot.pictures", "bot.log", "bot.marks")
    },
    "bot.courier": {"core", "storage", "bot.texts", "bot.log", *COURIER},
    "bot.fetch": {
        *("core", "storage", "bot.texts", "bot.api", "bot.log"),
        *("bot.holidays", "bot.examine", "bot.file_faults", "bot.file_notices", "bot.outage"),
    },
    "bot.outage": {"core", "storage", "bot.texts"},
    "bot.file_notices": {"core", "storage", "bot.texts"},
    "bot.child": set(),
    "bot.examine": {"core", "bot.child", "bot.file_faults", "bot.evidence_files", "bot.filekinds"},
    "bot.evidence_files": {"bot.file_faults", "bot.filekinds"},
    "bot.filekinds": {"bot.file_faults", "bot.filekinds"},
    "bot.file_faults": set(),
    "bot.sheets": {"core", "storage", "bot.texts"},
    "bot.letters": {"core", "storage", "bot.texts"},
    "bot.pemda_files": {"core", "storage", "bot.texts", "bot.api", "bot.examine", "bot.file_faults", "bot.log"},
    "bot.documents": {
        "core",
        "storage",
        "bot.texts",
        "bot.api",
        "bot.draw",
        "bot.examine",
        "bot.file_faults",
        "bot.letters",
        "bot.log",
        "bot.pemda_files",
        "bot.pictures",
        "bot.sheets",
    },
    "bot.pictures": {"storage", "bot.api", "bot.draw"},
    "bot.discarding": {"storage", "bot.log"},
    "bot.draw": {"core", "bot.child"},
    "bot.web": {"bot.log", "bot.settings"},
    "bot.handlers": {
        *("core", "bot.flows", "bot.commands", "bot.delivery", "bot.group_turn", "bot.turn", "bot.handlers"),
        *("storage.messaging.inbox", "storage.messaging.arrivals"),
    },
    "bot.intake": {"core", "storage", "bot.api", "bot.batches", "bot.log"},
    "bot.batches": set(),
    "bot.rival": {"core", "storage", "bot.texts", "bot.log"},
    "bot.lanes": {"storage", "bot.log"},
    "bot.holidays": {"core", "bot.national_days"},
    "bot.national_days": set(),
    "bot.settings": {"core", "bot.texts", "storage.engine.addresses"},
    "bot.health": {"storage", "bot.api", "bot.settings"},
    "simulator": {"simulator"},
}
"""Longest prefix wins. What has no row here (the joining modules: app, cli, demo) may import everything."""

NOBODY_IMPORTS = ("bot.app", "bot.cli")
JOINING = ("bot.app", "bot.cli", "bot.demo", "bot.__main__")

THIRD_PARTY = {
    "telegram": ("bot.telegram", "bot.handlers", "bot.courier"),
    "sqlmodel": ("storage",),
    "sqlalchemy": ("storage",),
    "apscheduler": ("scheduler",),
}
CORE_ALLOWED = {"pydantic", "pydantic_core", "yaml"}
CORE_WRITERS = (
    "core.charts",
    "core.papers",
    "core.exports",
    "core.pemda.opd_list.reading",
    "core.pemda.opd_list.file",
)  # each with its own writer library


def modules() -> Iterator[tuple[str, Path]]:
    for top in OURS:
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())


def imports(path: Path) -> set[str]:
    """Every module named by an import; `from bot import x` counts as bot.x where that is a module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & MODULES.keys()) or {node.module}
    return found


def inside(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def row(module: str) -> set[str] | None:
    matching = [package for package in ALLOWED if inside(module, package)]
    return ALLOWED[max(matching, key=len)] if matching else None


@pytest.mark.parametrize("module", MODULES)
def test_own_imports_follow_the_plan(module: str) -> None:
    allowed = row(module)
    if allowed is None:
        assert module in ("bot",) or any(inside(module, name) or module.startswith(name) for name in JOINING), (
            f"{module} has no row in ALLOWED"
        )
        return
    ours = {name for name in imports(MODULES[module]) if name.split(".")[0] in OURS}
    strangers = {name for name in ours if not any(inside(name, package) for package in allowed)}
    assert strangers == set(), f"{module} may not import {sorted(strangers)}"


@pytest.mark.parametrize("module", MODULES)
def test_joining_modules_are_imported_by_nobody(module: str) -> None:
    if any(module.startswith(name) for name in JOINING):
        return
    assert {name for name in imports(MODULES[module]) if inside(name, NOBODY_IMPORTS[0])} == set()
    assert {name for name in imports(MODULES[module]) if name.startswith(NOBODY_IMPORTS[1])} == set()


@pytest.mark.parametrize("module", MODULES)
def test_third_party_stays_in_its_room(module: str) -> None:
    tops = {name.split(".")[0] for name in imports(MODULES[module])}
    for library, rooms in THIRD_PARTY.items():
        if library in tops:
            assert any(inside(module, room) for room in rooms), f"{library} does not belong in {module}"
    if inside(module, "core") and not any(inside(module, writer) for writer in CORE_WRITERS):
        foreign = tops - set(sys.stdlib_module_names) - {"core"} - CORE_ALLOWED
        assert foreign == set(), f"{module} imports {sorted(foreign)}"


FOREIGN = ("PIL", "pillow_heif", "pikepdf", "olefile", "python_calamine", "lxml", "puremagic")
"""What opens strangers' files."""


def test_the_bot_starts_without_heavy_libraries() -> None:
    """What `pandu run` imports: charts, writers and the command line's looks cost 2 s and 136 MB (measured)."""
    heavy = ("matplotlib", "docx", "xlsxwriter", "typst", "rich", "typer", "alembic", "simulator", *FOREIGN)
    code = f"import sys, bot.app; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
