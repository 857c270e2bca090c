"""Backup and restore: everything comes back, on either database, or nothing is touched."""

import asyncio
import hashlib
import json
import signal
import subprocess
import sys
import textwrap
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, BigInteger, Boolean, Connection, DateTime, Integer, Table, func, insert, select, update

from storage.audit import chain
from storage.database import Database
from storage.engine import settings
from storage.engine.locks import acquire_serve
from storage.engine.schema import AUDIT_HEAD, EVIDENCE, METADATA, OUTBOX, PEMDA
from storage.evidence.opening import open_store
from storage.messaging import inbox, outbox
from storage.messaging.contents import Message
from storage.migrations import VERSION
from storage.migrations.upgrade import Busy, Newer
from storage.operations.archive import Damaged
from storage.operations.backup import NothingStored, backup, restore
from storage.operations.manifest import NotABackup
from tests.conftest import Clock
from tests.places import ROOT
from tests.storage.rows import add_pemda
from tests.storage.writer import add_one

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the kind of database."""

DOCUMENT = METADATA.tables["region_document"]
LETTERS = [b"%PDF-1.7 Surat Keputusan", b"\x89PNG " + bytes(range(256)) * 5000, b"GIF89a"]


def fill(conn: Connection, now: datetime, stored: list[Any]) -> None:
    """Three rows in every table, with every kind of value, and a chain that is whole."""
    for table in METADATA.sorted_tables:
        if not table.name.startswith("audit"):
            conn.execute(insert(table), [row_of(table, number, now) for number in (1, 2, 3)])
    for number, file in enumerate(stored, 1):
        values = {"storage_key": file.key, "sha256": file.sha256, "bytes": file.bytes, "state": "stored"}
        conn.execute(update(EVIDENCE).where(EVIDENCE.c.id == number).values(values))
        conn.execute(update(DOCUMENT).where(DOCUMENT.c.id == number).values(storage_key=file.key, bytes=file.bytes))
    for number, state in enumerate(("waiting", "sent", "unsure"), 1):
        conn.execute(update(OUTBOX).where(OUTBOX.c.id == number).values(state=state, kind="send"))
    chain.append(conn, 2, [chain.Entry(number, "did", {"what": 'Ini & "itu" 🙂'}) for number in range(5)], now)


def row_of(table: Table, number: int, now: datetime) -> dict[str, Any]:
    return {column.name: value_of(column, number, now) for column in table.columns}


def value_of(column: Any, number: int, now: datetime) -> Any:
    if column.primary_key and isinstance(column.type, Integer):
        return number
    if column.nullable and number == 3:
        return None
    if column.foreign_keys:
        return number
    match column.type:
        case Boolean():
            return number == 1
        case BigInteger():
            return 5_000_000_000 * number
        case Integer():
            return number
        case JSON():
            default: Any = column.default
            lists = default is not None and default.is_callable and default.arg(None) == []
            value = ["nilai", number, None, True, 1.5]
            return value if lists else {"kunci": value}
    if isinstance(column.type, DateTime) or getattr(column.type, "impl", None).__class__ is DateTime:
        return now + timedelta(microseconds=number)
    return f"{column.name} {number} <b>\"'\\ \n🙂"


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    def read(conn: Connection) -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        for table in METADATA.sorted_tables:
            found[table.name] = [tuple(row) for row in conn.execute(select(table).order_by(*table.primary_key))]
        return found

    database = Database.open(url)
    try:
        return database.read(read)
    finally:
        database.close()


def held_back(content: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """As it is after a restore: what had not left is held."""
    held = {"waiting": "held", "unsure": "held"}
    column = list(OUTBOX.columns.keys()).index("state")
    rows = [(*row[:column], held.get(row[column], row[column]), *row[column + 1 :]) for row in content["outbox"]]
    return {**content, "outbox": rows}


@pytest.fixture
def evidence(tmp_path: Path) -> str:
    return f"file:{tmp_path}/evidence"


@pytest.fixture
def filled(database_url: str, evidence: str, clock: Clock) -> str:
    """A database with rows in every table, and its evidence."""
    store, stored = open_store(evidence), []
    for letter in LETTERS:
        with store.begin() as writer:
            writer.write(letter)
            stored.append(writer.commit())
    database = Database.open(database_url)
    database.write(lambda conn: fill(conn, clock(), stored))
    database.close()
    return database_url


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cadangan" / "pandu.zip"


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A second database, of either kind, with a past of its own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/other/pandu.db"
        request.getfixturevalue("sqlite_template")
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "pandu.db").write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
    else:
        url = request.getfixturevalue("another_postgresql_url")
    database = Database.open(url)
    database.write(lambda conn: add_pemda(conn, 77))
    database.close()
    return url


def test_everything_comes_back_on_either_database(
    filled: str, other_url: str, evidence: str, file: Path, tmp_path: Path, clock: Clock
) -> None:
    before = everything(filled)
    assert all(before.values())
    made = backup(filled, evidence, file, now=clock())
    assert (len(made.tables), len(made.evidence), made.missing) == (len(METADATA.tables), 3, ())
    assert restore(file, other_url, f"file:{tmp_path}/other-evidence") == made
    assert everything(other_url) == held_back(before)
    assert everything(filled) == before
    for letter in LETTERS:
        key = f"{hashlib.sha256(letter).hexdigest()}"
        assert open_store(f"file:{tmp_path}/other-evidence").verify(f"{key[:2]}/{key[2:4]}/{key}")
    goes_on_counting(other_url, clock)


def goes_on_counting(url: str, clock: Clock) -> None:
    """After a restore new rows get new numbers, and the chain is whole."""
    database = Database.open(url)
    arrival = inbox.read_arrival('{"update_id": 1, "message": {}}')
    (pending,) = database.write(lambda conn: inbox.store(conn, [arrival], clock(), []))
    call = outbox.Call(7001, outbox.Kind.SEND, Message("baru"), outbox.Priority.NOTICE)
    (sending,) = database.write(lambda conn: outbox.add(conn, [call], clock(), False))
    assert (pending.id, sending.id) == (4, 4)
    assert [entry.id for entry in database.write(lambda conn: outbox.claim(conn, clock(), 9))] == [4]
    assert [entry.id for entry in database.read(outbox.doubtful)] == [1, 3]
    assert database.read(lambda conn: chain.verify(conn, 2)).entries == 5
    assert database.read(lambda conn: chain.verify(conn, 2)).whole
    database.close()


@on_sqlite
def test_a_restored_backup_can_be_backed_up_again(filled: str, evidence: str, file: Path, clock: Clock) -> None:
    backup(filled, evidence, file, now=clock())
    restore(file, filled, evidence)
    once = everything(filled)
    backup(filled, evidence, file, now=clock())
    restore(file, filled, evidence)
    assert everything(filled) == once


@on_sqlite
def test_a_backup_tells_how_far_it_is(filled: str, evidence: str, file: Path, clock: Clock) -> None:
    told: list[tuple[str, int, int]] = []
    backup(filled, evidence, file, lambda *step: told.append(step), now=clock())
    rows = sum(len(rows) for rows in everything(filled).values())
    size = sum(map(len, LETTERS))
    assert [step for step in told if step[1] == step[2]] == [("database", rows, rows), ("evidence", size, size)]
    told.clear()
    restore(file, filled, evidence, lambda *step: told.append(step))
    assert {stage for stage, _, _ in told} == {"check", "evidence", "database"}
    assert all(0 <= done <= total for _, done, total in told)


@on_sqlite
def test_evidence_that_is_gone_is_named_and_stops_nothing(
    filled: str, evidence: str, file: Path, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "evidence"
    keys = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    (folder / keys[0]).unlink()
    (folder / keys[1]).write_bytes(b"something else")
    assert backup(filled, evidence, file, now=clock()).missing == tuple(keys[:2])
    assert list(restore(file, filled, f"file:{tmp_path}/elsewhere").evidence) == keys[2:]


@on_sqlite
def test_a_backup_replaces_an_older_one_only_when_it_is_whole(
    filled: str, evidence: str, file: Path, clock: Clock
) -> None:
    backup(filled, evidence, file, now=clock())
    before = file.read_bytes()

    def cut_off(stage: str, done: int, total: int) -> None:
        if stage == "evidence":
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        backup(filled, evidence, file, cut_off, now=clock())
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["pandu.zip"]


def test_an_empty_database_has_nothing_to_back_up(tmp_path: Path, evidence: str, file: Path, clock: Clock) -> None:
    with pytest.raises(NothingStored):
        backup(f"sqlite:///{tmp_path}/empty.db", evidence, file, now=clock())
    assert list(file.parent.iterdir()) == []


@on_sqlite
def test_restoring_makes_a_database_where_there_is_none(
    filled: str, evidence: str, file: Path, tmp_path: Path, clock: Clock
) -> None:
    backup(filled, evidence, file, now=clock())
    url = f"sqlite:///{tmp_path}/new/pandu.db"
    restore(file, url, evidence)
    assert everything(url) == held_back(everything(filled))


def rewrite(file: Path, name: str, content: bytes | None) -> None:
    """The same zip with one file changed, or (None) without it."""
    with zipfile.ZipFile(file) as old:
        entries = [(entry.filename, old.read(entry.filename)) for entry in old.infolist()]
    with zipfile.ZipFile(file, "w") as new:
        for entry, former in entries:
            if entry != name:
                new.writestr(entry, former)
            elif content is not None:
                new.writestr(entry, content)


def manifest(file: Path, **changes: Any) -> None:
    with zipfile.ZipFile(file) as old:
        body = json.loads(old.read("manifest.json"))
    rewrite(file, "manifest.json", json.dumps({**body, **changes}).encode())


def untouched_after(error: type[Exception], file: Path, url: str, folder: Path) -> Exception:
    before = everything(url)
    with pytest.raises(error) as raised:
        restore(file, url, f"file:{folder}")
    assert everything(url) == before
    assert not folder.exists()
    return raised.value


@on_sqlite
@pytest.mark.parametrize("what", ["changed table", "changed evidence", "missing table", "missing evidence", "bits"])
def test_a_damaged_backup_touches_nothing(
    what: str, filled: str, evidence: str, file: Path, tmp_path: Path, clock: Clock
) -> None:
    made = backup(filled, evidence, file, now=clock())
    proof = f"evidence/{next(iter(made.evidence))}"
    match what:
        case "changed table":
            rewrite(file, "database/person.jsonl", b'["id"]\n[1]\n')
        case "changed evidence":
            rewrite(file, proof, b"something else")
        case "missing table":
            rewrite(file, "database/person.jsonl", None)
        case "missing evidence":
            rewrite(file, proof, None)
        case "bits":
            content = bytearray(file.read_bytes())
            content[content.index(b"PNG") + 999] ^= 1
            file.write_bytes(content)
    error = untouched_after(Damaged, file, filled, tmp_path / "fresh")
    assert isinstance(error, Damaged)
    assert error.name.startswith("database/person" if "table" in what else "evidence/")


@on_sqlite
@pytest.mark.parametrize("what", ["text", "other zip", "cut", "no file", "no JSON", "other format", "astray"])
def test_what_is_no_backup_touches_nothing(
    what: str, filled: str, evidence: str, file: Path, tmp_path: Path, clock: Clock
) -> None:
    backup(filled, evidence, file, now=clock())
    match what:
        case "text":
            file.write_text("bukan cadangan")
        case "other zip":
            rewrite(file, "manifest.json", None)
        case "cut":
            file.write_bytes(file.read_bytes()[:-500])
        case "no file":
            file.unlink()
        case "no JSON":
            rewrite(file, "manifest.json", b"{")
        case "other format":
            manifest(file, format=2)
        case "astray":
            manifest(file, evidence={"../../etc/passwd": {"bytes": 0, "sha256": "", "rows": 0}})
    untouched_after(NotABackup, file, filled, tmp_path / "fresh")


@on_sqlite
def test_a_backup_of_a_newer_version_touches_nothing(
    filled: str, evidence: str, file: Path, tmp_path: Path, clock: Clock
) -> None:
    backup(filled, evidence, file, now=clock())
    manifest(file, revision="9999")
    untouched_after(Newer, file, filled, tmp_path / "fresh")


def test_data_of_a_newer_version_is_not_replaced(
    filled: str, evidence: str, file: Path, tmp_path: Path, clock: Clock
) -> None:
    backup(filled, evidence, file, now=clock())
    database = Database.open(filled)
    database.write(lambda conn: conn.execute(update(VERSION).values(version_num="9999")))
    database.close()
    untouched_after(Newer, file, filled, tmp_path / "fresh")


def test_nothing_is_restored_under_an_active_bot(
    filled: str, evidence: str, file: Path, tmp_path: Path, clock: Clock
) -> None:
    backup(filled, evidence, file, now=clock())
    with acquire_serve(filled, wait=False):  # type: ignore[union-attr]
        untouched_after(Busy, file, filled, tmp_path / "fresh")


def test_a_restore_that_is_cut_off_leaves_the_former_data(filled: str, evidence: str, file: Path, clock: Clock) -> None:
    backup(filled, evidence, file, now=clock())
    database = Database.open(filled)
    database.write(lambda conn: settings.put(conn, "later", "1"))
    database.close()
    before = everything(filled)

    def cut_off(stage: str, done: int, total: int) -> None:
        if stage == "database" and done > total / 2:
            raise OSError("killed")

    with pytest.raises(OSError, match="killed"):
        restore(file, filled, evidence, cut_off)
    assert everything(filled) == before


def test_a_restore_that_is_killed_leaves_the_former_data(filled: str, evidence: str, file: Path, clock: Clock) -> None:
    backup(filled, evidence, file, now=clock())
    database = Database.open(filled)
    database.write(lambda conn: settings.put(conn, "later", "1"))
    database.close()
    before = everything(filled)
    killed = f"""
        import os, pathlib, signal
        from storage.operations.backup import restore

        def kill(stage, done, total):
            if stage == "database" and done > total / 2:
                os.kill(os.getpid(), signal.SIGKILL)

        restore(pathlib.Path({str(file)!r}), {filled!r}, {evidence!r}, kill)
        """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(killed)], cwd=ROOT)
    assert done.returncode == -signal.SIGKILL
    assert everything(filled) == before
    restore(file, filled, evidence)
    assert everything(filled) == held_back({**before, "setting": before["setting"][:3]})


async def test_a_backup_under_load_is_one_moment(
    database_url: str, evidence: str, file: Path, tmp_path: Path, clock: Clock
) -> None:
    database = Database.open(database_url)
    database.write(lambda conn: add_pemda(conn, 1))
    entries = [chain.Entry(None, "filler", {"text": "x" * 500})] * 5000
    database.write(lambda conn: chain.append(conn, 1, entries, clock()))
    database.write(lambda conn: add_one(conn, "bot"))
    running = asyncio.ensure_future(asyncio.to_thread(backup, database_url, evidence, file, now=clock()))
    while not running.done():
        await database.submit(lambda conn: add_one(conn, "bot"))
    await running
    database.close()
    copy = f"sqlite:///{tmp_path}/copy.db"
    restore(file, copy, evidence)
    restored = Database.open(copy)
    left, right = (restored.read(lambda conn, key=key: settings.get(conn, key)) for key in ("bot.left", "bot.right"))
    checked = restored.read(lambda conn: chain.verify(conn, 1))
    head = restored.read(lambda conn: conn.execute(select(func.max(AUDIT_HEAD.c.number))).scalar_one())
    assert left == right
    assert checked.whole
    assert checked.entries == head == 5000 + int(left or 0)
    assert restored.read(lambda conn: conn.execute(select(func.count()).select_from(PEMDA)).scalar_one()) == 1
    restored.close()
