"""The file a backup is: one zip, readable with any zip program, the same from SQLite and PostgreSQL.

manifest.json            format, revision of the tables, when, and for every file its size and SHA-256
database/<table>.jsonl   a line with the column names, then a line for each row
evidence/aa/bb/aabb...   the bytes of evidence, named by their own SHA-256
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from storage.evidence.store import CHUNK, key_of
from storage.operations.manifest import MANIFEST, UNREADABLE, Manifest, NotABackup, Part

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a row. The largest that the bot writes is an update of a megabyte."""
LARGEST_MANIFEST = 256 * 1024 * 1024
"""Bytes: more than a million pieces of evidence."""

Shape = Mapping[str, Set[str]]
"""The columns of every table of a revision."""

Progress = Callable[[str, int, int], None]
"""Called with the progress of long work: stage ("database", "evidence", "check"), done, total (rows, bytes)."""


def silent(stage: str, done: int, total: int) -> None:
    """For callers that show no progress."""


class Unfit(Exception):
    """The file is what was written, but no backup of this program can have this content; `name` is the part of it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Damaged(Exception):
    """The backup differs from what was written; `name` is the first file in it that does."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ArchiveWriter:
    """Writes a backup into an open file, in a `with`. It is complete after `finish`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.tables: dict[str, Part] = {}
        self.evidence: dict[str, Part] = {}

    def table(self, name: str, lines: Iterable[bytes]) -> None:
        """Writes a table. `lines` are the column names, then the rows."""
        part, count = self._write(_named(name), (line + b"\n" for line in lines), zipfile.ZIP_DEFLATED)
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
            with self._zip.open(MANIFEST) as source:
                text = source.read(LARGEST_MANIFEST)
        except UNREADABLE as error:
            raise NotABackup from error
        self.manifest = Manifest.read(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def check(self, shape: Shape, progress: Progress) -> None:
        """Reads everything once and compares it with the manifest, and the tables with those of the revision. Raises
        Damaged or Unfit.
        """
        if self.manifest.tables.keys() != shape.keys():
            raise Unfit(MANIFEST)
        done, total = 0, self.manifest.size
        parts = {_named(name): part for name, part in self.manifest.tables.items()}
        parts |= {f"evidence/{key}": part for key, part in self.manifest.evidence.items()}
        for name, part in parts.items():
            self._check(name, part)
            done += part.bytes
            progress("check", done, total)
        for table, columns in shape.items():
            self._check_rows(table, columns)

    def _check_rows(self, table: str, columns: Set[str]) -> None:
        rows = sum(1 for _ in self.rows(table, columns))
        if rows != self.manifest.tables[table].rows:
            raise Unfit(_named(table))

    def _check(self, name: str, part: Part) -> None:
        digest, size = hashlib.sha256(), 0
        try:
            for chunk in self._chunks(name):
                digest.update(chunk)
                size += len(chunk)
                if size > part.bytes:
                    break
        except UNREADABLE as error:
            raise Damaged(name) from error
        if (size, digest.hexdigest()) != (part.bytes, part.sha256):
            raise Damaged(name)

    def rows(self, table: str, wanted: Set[str] | None = None) -> Iterator[dict[str, Any]]:
        """The rows of a table. Raises Unfit, also where its columns are not those wanted."""
        name = _named(table)
        with self._zip.open(name) as source:
            columns = _values(source, name)
            if columns is None or not all(isinstance(column, str) for column in columns):
                raise Unfit(name)
            if wanted is not None and (set(columns) != wanted or len(columns) != len(wanted)):
                raise Unfit(name)
            while (values := _values(source, name)) is not None:
                if len(values) != len(columns):
                    raise Unfit(name)
                yield dict(zip(columns, values, strict=True))

    def file(self, key: str) -> Iterator[bytes]:
        return self._chunks(f"evidence/{key}")

    def _chunks(self, name: str) -> Iterator[bytes]:
        with self._zip.open(name) as source:
            while chunk := source.read(CHUNK):
                yield chunk


def _named(table: str) -> str:
    return f"database/{table}.jsonl"


def _values(source: IO[bytes], name: str) -> list[Any] | None:
    """The next line; None at the end. Raises Unfit for what is no list, or longer than any row."""
    line = source.readline(LONGEST_LINE + 1)
    if not line:
        return None
    try:
        values = json.loads(line) if len(line) <= LONGEST_LINE else None
    except (RecursionError, ValueError):
        raise Unfit(name) from None
    if not isinstance(values, list):
        raise Unfit(name)
    return values
