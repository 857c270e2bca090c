"""Folders for the commands of `pandu`."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.cli.place import KUTIM, OPDS, Pandu
from tests.bot.cli.worked_region import fill


@pytest.fixture
def pandu(tmp_path: Path) -> Pandu:
    """In an empty folder."""
    return Pandu(tmp_path)


@pytest.fixture(scope="session")
def opened_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Kutai Timur, its 55 OPD and an open period, made once."""
    made = Pandu(tmp_path_factory.mktemp("kutim"))
    made("pemda", "add", KUTIM)
    made("opd", "import", str(OPDS))
    made("period", "open", "2026", "--due", "2037-12-14", "--opens", "2026-11-16")
    return made.folder


@pytest.fixture
def kutim(opened_region: Path, tmp_path: Path) -> Pandu:
    """Kutai Timur with its open period, in a folder that may be changed."""
    shutil.copytree(opened_region, tmp_path, dirs_exist_ok=True)
    return Pandu(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Writes a file beside the data and returns its name."""

    def write(name: str, content: str | bytes) -> str:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(data)
        return name

    return write


@pytest.fixture
def worked(kutim: Pandu) -> Pandu:
    """The folder of a region in which much has happened."""
    fill(kutim)
    return kutim
