"""No command writes over the bot's own data, its settings, a folder or a device."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.texts.operations import files as texts
from storage.engine.addresses import database_file, parse
from tests.bot.cli.place import Pandu
from tests.bot.cli.worked_region import evidence_files, fill

WRITERS = {
    "backup": ("backup",),
    "json": ("export", "--period", "2026", "--format", "json", "--out"),
    "csv": ("export", "--period", "2026", "--format", "csv", "--out"),
    "xlsx": ("export", "--period", "2026", "--format", "xlsx", "--out"),
    "zip": ("export", "--period", "2026", "--format", "zip", "--out"),
    "letter": ("report", "letter", "--opd", "DINKES", "--period", "2026", "--out"),
    "sheet": ("invite", "--opd", "DINKES", "--sheet"),
}


@pytest.fixture
def worked(kutim: Pandu) -> Pandu:
    fill(kutim)
    (kutim.folder / ".env").write_text("LOG_LEVEL=INFO\n")
    return kutim


def contents(folder: Path) -> dict[str, bytes]:
    """Every regular file of the folder, apart from SQLite's own bookkeeping, which every command opens."""
    passing = ("-wal", "-shm", ".write", ".serve")
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(passing))
    return {str(path): path.read_bytes() for path in files}


def own_files(folder: Path) -> dict[str, str]:
    """Paths of the bot's own files, in several spellings, and what each of them is."""
    (folder / "tautan.db").symlink_to("data/pandu.db")
    (folder / "lain").symlink_to("data")
    os.link(folder / "data" / "pandu.db", folder / "kembar.db")
    (folder / "menggantung").symlink_to("data/pandu.db-wal")
    database = ("data/pandu.db", "./data/../data/pandu.db", f"{folder}/data/pandu.db", "tautan.db", "lain/pandu.db")
    beside = (*(f"data/pandu.db{ending}" for ending in ("-wal", "-shm", ".write", ".serve")), "menggantung")
    evidence = ("data/evidence/a.zip", "lain/evidence/aa/bb/a.zip", "data/evidence")
    return {
        **dict.fromkeys((*database, "kembar.db", *beside), "database"),
        **dict.fromkeys(evidence, "evidence"),
        **dict.fromkeys((".env", "./.env", "data/../.env"), "settings"),
    }


def test_no_command_writes_over_the_bots_own_files(worked: Pandu) -> None:
    own = own_files(worked.folder)
    own[str(evidence_files(worked)[0])] = "evidence"
    before = contents(worked.folder)
    for name, words in WRITERS.items():
        for path in own if name == "backup" else ("data/pandu.db", "tautan.db", ".env"):
            said = worked(*words, path, status=1)
            assert (said.stdout, said.stderr) == ("", f"{texts.not_overwritten(Path(path), own[path])}\n")
    assert contents(worked.folder) == before
    assert worked("invite", "revoke", "--all").stdout == "Tidak ada undangan yang masih terbuka.\n"


def test_only_regular_files_are_replaced(worked: Pandu) -> None:
    os.mkfifo(worked.folder / "pipa")
    (worked.folder / "perangkat").symlink_to("/dev/null")
    for words in WRITERS.values():
        for path in ("pipa", "perangkat", "data"):
            before = (worked.folder / path).lstat().st_ino
            assert worked(*words, path, status=1).stderr == f"{texts.no_regular_file(Path(path))}\n"
            assert (worked.folder / path).lstat().st_ino == before


def test_a_former_file_is_replaced(worked: Pandu, file: Callable[[str, str], str]) -> None:
    worked("backup", file("a.zip", "lama"))
    worked("restore", "a.zip")
    worked("backup", "baru/folder/a.zip")


def test_restore_reads_nothing_of_the_bots_own(worked: Pandu) -> None:
    own = own_files(worked.folder)
    before = contents(worked.folder)
    for path, what in own.items():
        assert worked("restore", path, status=1).stderr == f"{texts.no_backup_there(Path(path), what)}\n"
    os.mkfifo(worked.folder / "pipa")
    assert worked("restore", "pipa", status=1).stderr == f"{texts.no_regular_file(Path('pipa'))}\n"
    assert contents(worked.folder) == before


def test_a_database_behind_a_link_is_kept_too(worked: Pandu, tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite keeps its log beside the file that the link leads to."""
    place = tmp_path_factory.mktemp("tempat")
    former = database_file(parse(worked.url))
    former.rename(place / "asli.db")
    former.symlink_to(place / "asli.db")
    for path in (place / "asli.db", place / "asli.db-wal", former):
        assert worked("backup", str(path), status=1).stderr == f"{texts.not_overwritten(path, 'database')}\n"


def test_a_path_that_leads_nowhere_is_a_sentence(worked: Pandu) -> None:
    (worked.folder / "putar").symlink_to("putar")
    for path in ("putar/a.zip", "a" * 300, ".env/a.zip"):
        said = worked("backup", path, status=1).stderr
        assert said.startswith(f"{path} tidak dapat ditulis (")
        assert said.count("\n") == 1
