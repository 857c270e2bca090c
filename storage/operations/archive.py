"""The file a backup is: one zip, readable with any zip program, the same from SQLite and PostgreSQL.

manifest.json            format, revision of the tables, when, and for every file its size and SHA-256
database/<table>.jsonl   a line with the column names, then a line for each row
evidence/aa/bb/aabb...   the bytes of evidence, named by their own SHA-256
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from storage.evidence.store import CHUNK, checked, key_of

FORMAT = 1
MANIFEST = "manifest.json"

Progress = Callable[[str, int, int], None]
"""Called with the progress of long work: stage ("database", "evidence", "check"), done, total (rows, bytes)."""


def silent(stage: str, done: int, total: int) -> None:
    """For callers that show no progress."""


class NotABackup(Exception):
    """The file is no backup of this program."""


class Damaged(Exception):
    """The backup differs from what was written; `name` is the first file in it that does."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the backup. `rows` counts a table's rows, 0 for evidence."""

    bytes: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the backup contains. `missing` are keys of evidence that was not there, or differed, when it was made."""

    revision: str
    made_at: datetime
    tables: dict[str, Part]
    evidence: dict[str, Part]
    missing: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of everything in it."""
        return sum(part.bytes for part in (*self.tables.values(), *self.evidence.values()))

    def json(self) -> str:
        def parts(of: dict[str, Part]) -> dict[str, Any]:
            return {name: {"bytes": part.bytes, "sha256": part.sha256, "rows": part.rows} for name, part in of.items()}

        body = {
            "format": FORMAT,
            "revision": self.revision,
            "made_at": self.made_at.isoformat(),
            "tables": parts(self.tables),
            "evidence": parts(self.evidence),
            "missing": list(self.missing),
        }
        return json.dumps(body, ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """Raises NotABackup."""
        try:
            body = json.loads(text)
            if body["format"] != FORMAT:
                raise NotABackup
            tables = {name: Part(**part) for name, part in body["tables"].items()}
            evidence = {checked(key): Part(**part) for key, part in body["evidence"].items()}
            made_at = datetime.fromisoformat(body["made_at"])
            return cls(str(body["revision"]), made_at, tables, evidence, tuple(body["missing"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NotABackup from error


class ArchiveWriter:
    """Writes a backup into an open file, in a `with`. It is complete after `finish`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.tables: dict[str, Part] = {}
        self.evidence: dict[str, Part] = {}

    def table(self, name: str, lines: Iterable[bytes]) -> None:
        """Writes a table. `lines` are the column names, then the rows."""
        part, count = self._write(f"database/{name}.jsonl", (line + b"\n" for line in lines), zipfile.ZIP_DEFLATED)
        self.tables[name] = Part(part.bytes, part.sha256, count - 1)

    def file(self, key: str, chunks: Iterable[bytes]) -> bool:
        """Copies one piece of evidence. False when its bytes are not those its key names; it is then not counted."""
        part, _ = self._write(f"evidence/{key}", chunks, zipfile.ZIP_STORED)
        if key_of(part.sha256) != key:
            return False
        self.evidence[key] = part
        return True

    def finish(self, manifest: Manifest) -> None:
        self._zip.writestr(MANIFEST, manifest.json())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def _write(self, name: str, chunks: Iterable[bytes], method: int) -> tuple[Part, int]:
        digest, size, count = hashlib.sha256(), 0, 0
        entry = zipfile.ZipInfo(name)
        entry.compress_type = method
        with self._zip.open(entry, "w", force_zip64=True) as target:
            for chunk in chunks:
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                count += 1
        return Part(size, digest.hexdigest()), count


class ArchiveReader:
    """Reads a backup. Raises NotABackup when it is none."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = Manifest.read(self._zip.read(MANIFEST))
        except (zipfile.BadZipFile, KeyError, OSError) as error:
            raise NotABackup from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def check(self, progress: Progress) -> None:
        """Reads everything once and compares it with the manifest. Raises Damaged."""
        done, total = 0, self.manifest.size
        parts = {f"database/{name}.jsonl": part for name, part in self.manifest.tables.items()}
        parts |= {f"evidence/{key}": part for key, part in self.manifest.evidence.items()}
        for name, part in parts.items():
            self._check(name, part)
            done += part.bytes
            progress("check", done, total)

    def _check(self, name: str, part: Part) -> None:
        digest, size = hashlib.sha256(), 0
        try:
            for chunk in self._chunks(name):
                digest.update(chunk)
                size += len(chunk)
        except (KeyError, zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
            raise Damaged(name) from error
        if (size, digest.hexdigest()) != (part.bytes, part.sha256):
            raise Damaged(name)

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        with self._zip.open(f"database/{table}.jsonl") as source:
            columns = json.loads(source.readline())
            for line in source:
                yield dict(zip(columns, json.loads(line), strict=True))

    def file(self, key: str) -> Iterator[bytes]:
        return self._chunks(f"evidence/{key}")

    def _chunks(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as source:
            while chunk := source.read(CHUNK):
                yield chunk
