"""Files that only the bot's account may read, and files that appear whole or not at all."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.engine import private
from storage.evidence.opening import open_store
from storage.migrations.upgrade import migrate
from tests.places import ROOT

KILLED = """
import os, signal, sys
from pathlib import Path
from storage.engine import private
if sys.argv[2:]:
    private._open = lambda folder, part: (os.open(part, os.O_RDWR | os.O_CREAT, 0o600), True)
with private.whole(Path(sys.argv[1])) as file:
    file.write(b"half of it")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """The umask of most machines, under which files are readable by everybody unless their maker says otherwise."""
    former = os.umask(0o022)
    yield
    os.umask(former)


def modes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mode & 0o777 for path in folder.rglob("*")}


def test_a_database_and_evidence_are_private(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data/pandu.db"
    migrate(url)
    database = Database.open(url)
    database.read(lambda conn: None)
    with open_store(f"file:{tmp_path}/data/evidence").begin() as writer:
        writer.write(b"bukti")
        writer.commit()
    found = modes(tmp_path)
    database.close()
    assert {"data/pandu.db", "data/pandu.db-wal", "data/pandu.db-shm", "data/pandu.db.write"} < found.keys()
    assert {name: mode for name, mode in found.items() if mode & private.OTHERS} == {}


def test_what_an_earlier_version_left_open_is_closed(tmp_path: Path) -> None:
    url, folder = f"sqlite:///{tmp_path}/pandu.db", tmp_path / "evidence"
    migrate(url)
    folder.mkdir()
    for path in (*tmp_path.glob("pandu.db*"), folder):
        path.chmod(0o777 if path.is_dir() else 0o664)
    Database.open(url).close()
    migrate(url)
    open_store(f"file:{folder}").begin().__exit__(None, None, None)
    assert {name: mode for name, mode in modes(tmp_path).items() if mode & private.OTHERS} == {}


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"former")
    with private.whole(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"former"
        assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == private.FILE
    with pytest.raises(TypeError), private.whole(path) as file:
        file.write("no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("named", [(), ("named",)])
def test_a_kill_leaves_nothing_for_ever(tmp_path: Path, named: tuple[str, ...]) -> None:
    """Where the file system knows no files without a name (`named`), the next file in the folder removes what was
    left, but not what somebody is writing."""
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "a.zip"), *named], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".pandu-")] == []
    assert len(list(tmp_path.iterdir())) == len(named)
    (tmp_path / ".lain.part").write_bytes(b"of somebody else")
    with private.whole(tmp_path / "b.zip") as file:
        file.write(b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lain.part", "b.zip"]


def test_two_writers_leave_each_other_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_TMPFILE")
    monkeypatch.setattr(os, "O_TMPFILE", os.O_DIRECTORY, raising=False)  # refused for writing: the way with names
    with private.whole(tmp_path / "a.zip") as one:
        one.write(b"a")
        with private.whole(tmp_path / "b.zip") as other:
            other.write(b"b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip"]
