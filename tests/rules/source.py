"""The source as the rules read it: every module of ours, and what it imports, inside functions too."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.rules.plan import ROOT, TOPS


def _modules() -> Iterator[tuple[str, Path]]:
    for top in TOPS:
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(_modules())


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module named by an import; `from bot import x` counts as bot.x where that is a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & MODULES.keys()) or {node.module}
    return frozenset(found)


def our_imports(module: str) -> set[str]:
    return {name for name in imports(MODULES[module]) if name.split(".")[0] in TOPS} - {module}
