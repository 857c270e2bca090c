"""The file a backup is: one zip, readable with any zip program, the same from SQLite and PostgreSQL.

manifest.json            format, revision of the tables, when, and for every file its size and SHA-256
database/<table>.jsonl   a line with the column names, then a line for each row
evidence/aa/bb/aabb...   the bytes of evidence, named by their own SHA-256
"""

import hashlib
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from storage.evidence.store import CHUNK, checked, key_of

FORMAT = 1
MANIFEST = "manifest.json"
LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a row. The largest that the bot writes is an update of a megabyte."""
LARGEST_MANIFEST = 256 * 1024 * 1024
"""Bytes: more than a million pieces of evidence."""
LARGEST_FILE = 4 * 1024**3
"""Bytes of a piece of evidence; the setting EVIDENCE_MAX_MB allows half of it."""
_REVISION = re.compile(r"[0-9]{4}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNREADABLE = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RecursionError),
    *(RuntimeError, TypeError, ValueError, lzma.LZMAError, zipfile.BadZipFile, zlib.error),
)
"""What reading a broken, encrypted or made-up zip may raise."""

Shape = Mapping[str, Set[str]]
"""The columns of every table of a revision."""

Progress = Callable[[str, int, int], None]
"""Called with the progress of long work: stage ("database", "evidence", "check"), done, total (rows, bytes)."""


def silent(stage: str, done: int, total: int) -> None:
    """For callers that show no progress."""


class NotABackup(Exception):
    """The file is no backup of this program."""


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
            made_at = datetime.fromisoformat(body["made_at"])
            tables = {name: _part(part) for name, part in body["tables"].items()}
            evidence = {checked(key): _part(part) for key, part in body["evidence"].items()}
            missing = tuple(body["missing"])
            sound = (
                body["format"] == FORMAT
                and _REVISION.fullmatch(body["revision"])
                and made_at.tzinfo is not None
                and 2000 < made_at.year < 3000
                and all(key_of(part.sha256) == key and part.bytes <= LARGEST_FILE for key, part in evidence.items())
                and all(isinstance(key, str) for key in missing)
            )
        except _UNREADABLE as error:
            raise NotABackup from error
        if not sound:
            raise NotABackup
        return cls(body["revision"], made_at, tables, evidence, missing)


def _part(given: dict[str, Any]) -> Part:
    """Raises ValueError, or what a value of another kind raises."""
    part = Part(**given)
    if not (_whole(part.bytes) and _whole(part.rows) and _SHA256.fullmatch(part.sha256)):
        raise ValueError
    return part


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0


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
        except _UNREADABLE as error:
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
        except _UNREADABLE as error:
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
