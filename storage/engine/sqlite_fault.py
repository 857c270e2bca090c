"""The fault in SQLite 3.7.0 to 3.51.2 that loses committed data when one connection writes while another checkpoints.

Our own processes keep each other from it (`storage/database.py`). Other programs that write to the file or checkpoint
it do not know of that lock: Litestream, or an editor for databases.
"""

from pathlib import Path

MENDED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""The first release without the fault, and those of older series that got the repair too."""


def has_fault(version: str) -> bool:
    """`version` as SQLite says it, "3.40.1"."""
    given = tuple(int(part) for part in version.split("."))
    newest, *repaired = MENDED
    return given < newest and not any(given[:2] == one[:2] and given >= one for one in repaired)


def replicated(file: Path) -> bool:
    """Has Litestream worked on this database? It keeps a folder beside it."""
    return (file.parent / f".{file.name}-litestream").is_dir()
