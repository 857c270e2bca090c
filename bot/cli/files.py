"""Files that an operator names: read, and written so that they are there whole or not at all.

Whatever writes a file of the operator's choosing goes through `may_be_written`, so that no command replaces the bot's
own data, its settings or a device.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bot.cli.base import CommandError
from bot.settings import ENV_FILE, Settings
from bot.texts.operations import files as texts
from bot.texts.operations.system import reason
from storage.engine import private
from storage.engine.addresses import SQLITE_BESIDE, database_file, evidence_folder, parse
from storage.evidence.store_faults import Unavailable

LARGEST = 4 * 1024 * 1024
"""Bytes of an OPD list or an instrument. Their readers allow less."""
_BESIDE_DATABASE = ("", *SQLITE_BESIDE, ".write", ".serve")
"""Endings of the files that an SQLite database consists of, and of its locks."""


def read_file(path: Path) -> bytes:
    """The file's bytes. Raises CommandError where it is none, or larger than anything that is read as a whole."""
    try:
        if path.exists() and not path.is_file():
            raise CommandError(texts.no_regular_file(path))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(texts.unreadable(path, reason(error))) from None
    if len(data) > LARGEST:
        raise CommandError(texts.too_large(path, LARGEST // 1024 // 1024))
    return data


def may_be_written(path: Path, settings: Settings, *, makes_folders: bool = False) -> None:
    """Raises CommandError for the bot's own files (by whatever path or link), for a folder or a device, and where the
    folder admits no new file. Writes nothing. `makes_folders`: missing folders are no reason, they will be made.
    """
    with _reachable(path):
        own = _own(path, settings)
        if own:
            raise CommandError(texts.not_overwritten(path, own))
        if path.exists() and not path.is_file():
            raise CommandError(texts.no_regular_file(path))
        folder = path.absolute().parent
        while makes_folders and not folder.exists():
            folder = folder.parent
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise CommandError(texts.unwritable(path, texts.NO_PLACE))


def may_be_restored(path: Path, settings: Settings) -> None:
    """Raises CommandError for what cannot be a backup: a missing file, a folder, a device, the bot's own files."""
    with _reachable(path):
        own = _own(path, settings)
        if own:
            raise CommandError(texts.no_backup_there(path, own))
        if not path.exists():
            raise CommandError(texts.unreadable(path, texts.NO_SUCH_FILE))
        if not path.is_file():
            raise CommandError(texts.no_regular_file(path))


@contextmanager
def written(path: Path, settings: Settings) -> Iterator[IO[bytes]]:
    """A file that appears, or replaces a former one, only when it is complete."""
    may_be_written(path, settings)
    try:
        with private.whole(path) as file:
            yield file
    except Unavailable:  # the evidence, not this file
        raise
    except OSError as error:
        raise CommandError(texts.unwritable(path, reason(error))) from None


@contextmanager
def _reachable(path: Path) -> Iterator[None]:
    """A path that is too long, leads in a circle or through closed folders is refused with a sentence."""
    try:
        yield
    except OSError as error:
        raise CommandError(texts.unwritable(path, reason(error))) from None
    except RuntimeError:  # links in a circle
        raise CommandError(texts.unwritable(path, texts.NO_PLACE)) from None


def _own(path: Path, settings: Settings) -> str:
    """Which of the bot's own files this is: "database", "evidence" or "settings"; "" for none of them."""
    if _same(path, Path(ENV_FILE)):
        return "settings"
    address = parse(settings.database_url)
    if address.get_backend_name() == "sqlite":
        file = database_file(address)
        for base in {file, file.resolve()}:
            if any(_same(path, base.with_name(base.name + ending)) for ending in _BESIDE_DATABASE):
                return "database"
    folder = evidence_folder(settings.evidence_url)
    if folder is not None and any(_same(place, folder) for place in (path.resolve(), *path.resolve().parents)):
        return "evidence"
    return ""


def _same(path: Path, other: Path) -> bool:
    """Whether both are one file, by links or different spellings, also where it does not exist yet."""
    if path.resolve() == other.resolve() or path.absolute() == other.absolute():
        return True
    return path.exists() and other.exists() and path.samefile(other)


def exposed(settings: Settings) -> list[str]:
    """The bot's own files and folders that other accounts of the machine may read."""
    own = [Path(ENV_FILE)]
    address = parse(settings.database_url)
    if address.get_backend_name() == "sqlite":
        file = database_file(address)
        own += [file.with_name(file.name + ending) for ending in _BESIDE_DATABASE]
    folder = evidence_folder(settings.evidence_url)
    return [str(path) for path in (*own, *([folder] if folder else [])) if private.exposed(path)]
