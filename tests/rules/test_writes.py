"""Tables that the audit log proves are written through storage/audit/writes.py only, or a change has no proof."""

import ast
from collections.abc import Iterator

import pytest

from storage.audit.proven import PROVEN, UNPROVEN
from storage.engine import schema
from storage.engine.schema import METADATA
from tests.places import ROOT

WRITING = frozenset({"insert", "update", "delete"})
FILES = [path for top in ("bot", "storage", "scheduler") for path in sorted((ROOT / top).rglob("*.py"))]
MAY = ("storage/audit/writes.py",)


def proven_names(tree: ast.Module) -> set[str]:
    """What proven tables are called in a file: as imported, and as named again (`_G = TEAM_GROUP`)."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "storage.engine.schema":
            found |= {alias.asname or alias.name: getattr(schema, alias.name, None) for alias in node.names}
    names = {name for name, table in found.items() if getattr(table, "name", "") in PROVEN}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id in names:
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def direct_writes(source: str) -> Iterator[int]:
    """Lines that write to a proven table by themselves: insert(T), dialect.insert(T), T.update()."""
    tree = ast.parse(source)
    names = proven_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called, first = node.func, node.args[0] if node.args else None
        named = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if named not in WRITING or (isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "writes"):
            continue
        own = isinstance(called, ast.Attribute) and getattr(called.value, "id", "") in names
        if own or getattr(first, "id", "") in names:
            yield node.lineno


def test_proven_tables_are_written_in_one_place() -> None:
    """Everything else writes through storage.audit.writes."""
    others = {str(path.relative_to(ROOT)): path for path in FILES}.items()
    assert [f"{name}:{n}" for name, path in others if name not in MAY for n in direct_writes(path.read_text())] == []


@pytest.mark.parametrize(
    "line",
    [
        "insert(ANSWER)",
        "X = Prepared(update(ANSWER).where(ANSWER.c.id == 1))",
        "conn.execute(OTHER.delete())",
        "dialect.insert(AGAIN)",
    ],
)
def test_a_direct_write_is_found(line: str) -> None:
    head = "from storage.engine.schema import ANSWER, PERSON as OTHER\nAGAIN = ANSWER\n"
    assert list(direct_writes(head + line)) == [3]
    assert list(direct_writes(head + "writes.insert(conn, ANSWER, {})\nselect(ANSWER)\ninsert(GUESS)")) == []


def test_every_column_has_a_decision() -> None:
    """Proven, or not and why (storage/audit/proven.py). A new column or table has to be put there by hand."""
    for name, table in METADATA.tables.items():
        if name in UNPROVEN:
            assert name not in PROVEN
            assert len(UNPROVEN[name]) > 10
            continue
        assert name in PROVEN, f"is table {name} proven by the log? Decide in storage/audit/proven.py"
        proven = PROVEN[name]
        decided = [*proven.shown, *proven.hidden, *proven.exempt]
        assert sorted([*decided, "id"]) == sorted(table.columns.keys()), f"decide on the columns of {name}"
        assert all(len(reason) > 10 for reason in proven.exempt.values())
