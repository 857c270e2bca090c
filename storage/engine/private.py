"""Files and folders that only the bot's own account may read, and files that appear whole or not at all."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

FILE, FOLDER = 0o600, 0o700
OTHERS = 0o077
"""Rights of everybody else."""
_PART = ".pandu-{}.part"


def make_folder(folder: Path) -> None:
    """Makes the folder, and those above it, where they are missing."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(FOLDER, exist_ok=True)


def close(path: Path) -> None:
    """Takes the rights of others from a file or folder, if it exists and is ours."""
    with suppress(FileNotFoundError, PermissionError):
        mode = path.stat().st_mode
        if mode & OTHERS:
            path.chmod(mode & ~OTHERS & 0o7777)


def exposed(path: Path) -> bool:
    """Whether others may read or write it."""
    with suppress(OSError):
        return bool(path.stat().st_mode & OTHERS)
    return False


def create(path: Path) -> None:
    """Makes an empty file where there is none. An existing one is not opened: closing SQLite's own file would release
    SQLite's locks.
    """
    if not path.exists():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE))
    close(path)


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file for writing and reading that takes the place of `path`, flushed to the disk, when the block ends.

    It has no name until then, so that a kill leaves nothing. Where the file system has no such files it is named
    `.pandu-*.part`, and removed by the next call for this folder.
    """
    folder = path.absolute().parent
    _sweep(folder)
    part = folder / _PART.format(secrets.token_hex(8))
    number, named = _open(folder, part)
    try:
        with os.fdopen(number, "w+b") as file:
            yield file
            file.flush()
            os.fsync(number)
            if not named:
                _name(number, part)
            part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    flush(folder)


def flush(folder: Path) -> None:
    """Flushes a folder's list of names to the disk, so that a new name survives a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _open(folder: Path, part: Path) -> tuple[int, bool]:
    """A new file, and whether it has its name already. It is locked as long as it is open."""
    named = False
    try:
        number = os.open(folder, os.O_RDWR | os.O_TMPFILE | os.O_CLOEXEC, FILE)
    except OSError:  # this file system has no files without a name
        number, named = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE), True
    fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return number, named


def _name(number: int, part: Path) -> None:
    """Gives an open file its name. With a folder's number the link in /proc is followed to the file itself."""
    folder = os.open(part.parent, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{number}", part, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _sweep(folder: Path) -> None:
    """Removes what killed processes left. A file that is being written is locked."""
    for left in folder.glob(_PART.format("*")):
        with suppress(OSError):
            number = os.open(left, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
            finally:
                os.close(number)
