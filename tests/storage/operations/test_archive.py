"""Backups that no `pandu backup` has written: each is refused with one of our own errors, and nothing is changed."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.migrations import HEAD
from storage.migrations.upgrade import Newer
from storage.operations import archive, manifest as manifests
from storage.operations.archive import Damaged, Unfit
from storage.operations.backup import backup, restore
from storage.operations.manifest import NotABackup
from tests.conftest import Clock
from tests.storage.operations.test_backup import everything, evidence as evidence, file as file, filled, on_sqlite  # noqa: F401  # noqa: PLC0414

Files = dict[str, bytes]
"""The files of a zip."""


def unpacked(path: Path) -> Files:
    with zipfile.ZipFile(path) as zipped:
        return {entry.filename: zipped.read(entry) for entry in zipped.infolist()}


def packed(path: Path, files: Files) -> None:
    """The files as one zip, with a manifest that knows their sizes and hashes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)


def manifest(files: Files, **changes: Any) -> Files:
    body = json.loads(files["manifest.json"])
    return {**files, "manifest.json": json.dumps({**body, **changes}).encode()}


def table(files: Files, name: str, content: bytes, rows: int | None = None) -> Files:
    """With another content of a table, which the manifest confirms."""
    body = json.loads(files["manifest.json"])
    count = max(0, content.count(b"\n") - 1) if rows is None else rows
    part = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(), "rows": count}
    return manifest({**files, f"database/{name}.jsonl": content}, tables={**body["tables"], name: part})


def without(files: Files, name: str) -> Files:
    tables = json.loads(files["manifest.json"])["tables"]
    return manifest(files, tables={key: part for key, part in tables.items() if key != name})


def person(files: Files, change: Callable[[list[Any]], Any]) -> Files:
    """With the first row of the persons changed."""
    head, first, *others = files["database/person.jsonl"].splitlines(keepends=True)
    row = json.dumps(change(json.loads(first))).encode() + b"\n"
    return table(files, "person", b"".join((head, row, *others)))


def put(place: int, value: object) -> Callable[[list[Any]], Any]:
    return lambda row: [*row[:place], value, *row[place + 1 :]]


ODD: dict[str, tuple[type[Exception], Callable[[Files], Files]]] = {
    "no tables": (Unfit, lambda files: manifest(files, tables={})),
    "a table less": (Unfit, lambda files: without(files, "verdict")),
    "a foreign table": (Unfit, lambda files: table(files, "tagihan", b'["id"]\n')),
    "revision is a word": (NotABackup, lambda files: manifest(files, revision="abc")),
    "revision never was": (NotABackup, lambda files: manifest(files, revision="0000")),
    "revision is a number": (NotABackup, lambda files: manifest(files, revision=12)),
    "revision is a path": (NotABackup, lambda files: manifest(files, revision="../1")),
    "revision is newer": (Newer, lambda files: manifest(files, revision="9999")),
    "revision is former": (Unfit, lambda files: manifest(files, revision="0001")),
    "date of year one": (NotABackup, lambda files: manifest(files, made_at="0001-01-01T00:00:00+00:00")),
    "date without zone": (NotABackup, lambda files: manifest(files, made_at="2026-01-01T00:00:00")),
    "manifest is a list": (NotABackup, lambda files: {**files, "manifest.json": b"[]"}),
    "manifest is deep": (NotABackup, lambda files: {**files, "manifest.json": b"[" * 100_000}),
    "manifest is no text": (NotABackup, lambda files: {**files, "manifest.json": b"\xff\xfe\x00"}),
    "parts are words": (NotABackup, lambda files: manifest(files, tables={"person": "x"})),
    "sizes are words": (
        NotABackup,
        lambda files: manifest(files, tables={"person": {"bytes": "x", "sha256": "0" * 64, "rows": 1}}),
    ),
    "size is less than nothing": (
        NotABackup,
        lambda files: manifest(files, tables={"person": {"bytes": -1, "sha256": "0" * 64, "rows": 1}}),
    ),
    "missing is a number": (NotABackup, lambda files: manifest(files, missing=3)),
    "evidence under another name": (
        NotABackup,
        lambda files: manifest(files, evidence={f"aa/bb/aabb{'0' * 60}": {"bytes": 1, "sha256": "1" * 64, "rows": 0}}),
    ),
    "a table is empty": (Unfit, lambda files: table(files, "person", b"", 0)),
    "no JSON": (Unfit, lambda files: table(files, "person", b'["id"\n')),
    "deep JSON": (Unfit, lambda files: table(files, "person", b"[" * 100_000)),
    "a row is an object": (Unfit, lambda files: person(files, lambda row: {"id": 1})),
    "a row is too short": (Unfit, lambda files: person(files, lambda row: row[:-1])),
    "a row is too long": (Unfit, lambda files: person(files, lambda row: [*row, 1])),
    "a column nobody knows": (Unfit, lambda files: table(files, "setting", b'["key","value","x"]\n')),
    "a column less": (Unfit, lambda files: table(files, "setting", b'["key"]\n')),
    "other number of rows": (Unfit, lambda files: table(files, "person", files["database/person.jsonl"], 7)),
    "a number is a word": (Unfit, lambda files: person(files, put(0, "satu"))),
    "a number is too large": (Unfit, lambda files: person(files, put(1, 10**30))),
    "a name is a list": (Unfit, lambda files: person(files, put(2, [1]))),
    "a name is missing": (Unfit, lambda files: person(files, put(2, None))),
    "a date is a word": (Unfit, lambda files: person(files, put(3, "kemarin"))),
    "a date is a number": (Unfit, lambda files: person(files, put(3, 5))),
    "a date that never was": (Unfit, lambda files: person(files, put(3, "0001-01-01T00:00:00+23:59"))),
    "half an emoji": (Unfit, lambda files: person(files, put(2, "\ud83d"))),
    "a row twice": (
        Unfit,
        lambda files: table(files, "person", (p := files["database/person.jsonl"]) + p.splitlines(keepends=True)[1]),
    ),
    "a row points nowhere": (
        Unfit,
        lambda files: table(files, "opd", files["database/opd.jsonl"].replace(b"\n[2,2,", b"\n[2,999,")),
    ),
}


@pytest.fixture
def made(filled: str, evidence: str, file: Path, clock: Clock) -> Path:  # noqa: F811
    backup(filled, evidence, file, now=clock())
    return file


def refused(error: type[Exception], made: Path, url: str, folder: Path) -> None:
    before = everything(url)
    with pytest.raises(error):
        restore(made, url, f"file:{folder}/fresh")
    assert everything(url) == before
    assert not (folder / "fresh").exists()


@on_sqlite
def test_what_was_made_up_is_refused(made: Path, filled: str, tmp_path: Path) -> None:  # noqa: F811
    whole = unpacked(made)
    for what, (error, change) in ODD.items():
        packed(made, change(whole))
        try:
            refused(error, made, filled, tmp_path)
        except BaseException as failure:
            failure.add_note(what)
            raise
    packed(made, whole)
    restore(made, filled, f"file:{tmp_path}/fresh")


def test_a_foreign_table_stays(made: Path, filled: str, tmp_path: Path) -> None:  # noqa: F811
    database = Database.open(filled)
    database.write(lambda conn: conn.execute(text("CREATE TABLE tagihan (id INTEGER)")))
    database.write(lambda conn: conn.execute(text("INSERT INTO tagihan VALUES (5)")))
    whole = unpacked(made)
    packed(made, table(whole, "tagihan", b'["id"]\n'))
    refused(Unfit, made, filled, tmp_path)
    packed(made, whole)
    restore(made, filled, f"file:{tmp_path}/fresh")
    assert database.read(lambda conn: conn.execute(text("SELECT id FROM tagihan")).scalar_one()) == 5
    database.close()


@on_sqlite
def test_no_line_and_no_file_is_read_beyond_its_limit(
    made: Path,
    filled: str,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = unpacked(made)
    monkeypatch.setattr(archive, "LONGEST_LINE", 5000)
    packed(made, person(whole, put(2, "x" * 5000)))
    refused(Unfit, made, filled, tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(archive, "LARGEST_MANIFEST", 100)
    packed(made, whole)
    refused(NotABackup, made, filled, tmp_path)
    monkeypatch.undo()
    key = next(iter(json.loads(whole["manifest.json"])["evidence"]))
    packed(made, {**whole, f"evidence/{key}": bytes(50_000_000)})  # 50 kB in the zip
    refused(Damaged, made, filled, tmp_path)


@on_sqlite
def test_a_zip_that_cannot_be_unpacked_is_refused(made: Path, filled: str, tmp_path: Path) -> None:  # noqa: F811
    """Encrypted, packed in a way that nobody knows, or in another way than it says."""
    content = made.read_bytes()
    with zipfile.ZipFile(made) as zipped:
        starts = [(entry.header_offset, entry.filename) for entry in zipped.infolist()]
    offset, _ = next(one for one in starts if one[1] == "database/person.jsonl")
    listed = content.index(b"database/person.jsonl", content.index(b"PK\x01\x02")) - 46
    for place, value in ((8, b"\x01\x00"), (10, b"\x63\x00"), (10, b"\x0e\x00")):
        changed = bytearray(content)
        changed[listed + place : listed + place + len(value)] = value
        changed[offset + place - 2 : offset + place - 2 + len(value)] = value  # the same in front of the entry itself
        made.write_bytes(changed)
        refused(Damaged, made, filled, tmp_path)


def test_this_versions_revision_is_a_number() -> None:
    assert manifests._REVISION.fullmatch(HEAD)
