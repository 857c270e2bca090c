"""The fault in SQLite 3.7.0 to 3.51.2 that loses committed data when one connection writes while another checkpoints.

Our own processes prevent it with a lock (`storage/database.py`). Other programs that write to the file or checkpoint
it, such as Litestream or a database editor, do not know that lock.
"""

from pathlib import Path

MENDED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""The first release without the fault, and the releases of older series with the repair."""


def has_fault(version: str) -> bool:
    """Whether a version of SQLite, such as "3.40.1", has the fault."""
    given = tuple(int(part) for part in version.split("."))
    newest, *repaired = MENDED
    return given < newest and not any(given[:2] == one[:2] and given >= one for one in repaired)


def replicated(file: Path) -> bool:
    """Whether Litestream has worked on this database: it keeps a folder beside the file."""
    return (file.parent / f".{file.name}-litestream").is_dir()
