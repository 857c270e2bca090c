"""Evidence in a folder. What is committed survives a power cut."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from storage.engine import private
from storage.evidence.store import Readable, Writer, checked, unchanged


class FolderStore:
    """Evidence in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()  # a later change of the working directory moves nothing
        self._incoming = self._folder / "incoming"

    def begin(self) -> Writer:
        _make(self._incoming)
        private.close(self._folder)  # whoever may not enter it reads nothing in it
        return _FolderWriter(self._incoming, self._path)

    def open(self, key: str) -> Readable:
        return self._path(key).open("rb")

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def verify(self, key: str) -> bool:
        return unchanged(self, key)

    def remove(self, key: str) -> None:
        path = self._path(key)
        path.unlink(missing_ok=True)
        if path.parent.exists():
            private.flush(path.parent)

    def clean(self) -> int:
        parts = list(self._incoming.glob("*.part"))
        for part in parts:
            part.unlink(missing_ok=True)
        return len(parts)

    def try_reading(self) -> None:
        if self._folder.exists():
            os.listdir(self._folder)

    def try_writing(self) -> None:
        with self.begin() as trial:
            trial.write(b"trial")
            trial.flush()

    def _path(self, key: str) -> Path:
        return self._folder / checked(key)


class _FolderWriter(Writer):
    def __init__(self, incoming: Path, path_of: Callable[[str], Path]) -> None:
        number, name = tempfile.mkstemp(suffix=".part", dir=incoming)
        super().__init__(os.fdopen(number, "wb"), Path(name))
        self._path_of = path_of

    def _keep(self, key: str) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        target = self._path_of(key)
        _make(target.parent)
        self.path.replace(target)  # also over a damaged copy of the same bytes
        private.flush(target.parent)

    def _discard(self) -> None:
        super()._discard()
        self.path.unlink(missing_ok=True)


def _make(folder: Path) -> None:
    """Makes a folder that survives a power cut."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(private.FOLDER, exist_ok=True)
        private.flush(folder.parent)
