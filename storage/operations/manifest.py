"""What a backup says of itself: manifest.json, with every file in it by size and SHA-256."""

import json
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.evidence.store import checked, key_of

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_FILE = 4 * 1024**3
"""Bytes of a piece of evidence; the setting EVIDENCE_MAX_MB allows half of it."""
_REVISION = re.compile(r"[0-9]{4}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
UNREADABLE = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RecursionError),
    *(RuntimeError, TypeError, ValueError, lzma.LZMAError, zipfile.BadZipFile, zlib.error),
)
"""What reading a broken, encrypted or made-up zip may raise."""


class NotABackup(Exception):
    """The file is no backup of this program."""


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
        except UNREADABLE as error:
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
