"""Where a row or a table cannot be read, commands write nothing and name it; nothing half made is left."""

import json
import sqlite3

import psycopg
import pytest

from bot.texts.operations import files as texts
from bot.texts.operations.doctor_log import unreadable_row
from tests.bot.cli.place import Pandu

pytestmark = pytest.mark.usefixtures("tampering")
WRITERS = {
    "backup": ("backup", "keluar.zip"),
    "json": ("export", "--period", "2026", "--format", "json"),
    "csv": ("export", "--period", "2026", "--format", "csv", "--out", "keluar.csv"),
    "xlsx": ("export", "--period", "2026", "--format", "xlsx", "--out", "keluar.xlsx"),
    "zip": ("export", "--period", "2026", "--format", "zip", "--out", "keluar.zip"),
    "letter": ("report", "letter", "--opd", "DINKES", "--period", "2026", "--out", "keluar.docx"),
}


def spoil(pandu: Pandu, *changes: str) -> None:
    connection = sqlite3.connect(pandu.folder / "data" / "pandu.db", isolation_level=None)
    for change in changes:
        connection.execute(change)
    connection.close()


@pytest.mark.parametrize(
    ("change", "table", "row", "column"),
    [
        ("UPDATE answer SET level = CAST('5' AS BLOB) WHERE id = 1", "answer", "1", "level"),
        ("UPDATE pemda SET letterhead = 'apa'", "pemda", "1", "letterhead"),
        ("UPDATE evidence SET sent_at = 'apa' WHERE id = 1", "evidence", "1", "sent_at"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(worked: Pandu, change: str, table: str, row: str, column: str) -> None:
    spoil(worked, change)
    said = texts.illegible(unreadable_row(table, row, (column,), missing=False))
    for words in WRITERS.values():
        done = worked(*words, status=1)
        assert (done.stdout, done.stderr) == ("", f"{said}\n")
    assert list(worked.folder.glob("*keluar*")) == []
    plain = json.loads(worked("doctor", "--json", status=1).stdout)
    assert f"tabel {table}, baris {row}: isi kolom {column} tidak dapat dibaca" in plain["problems"]
    assert plain["audit_ok"] is False


def test_a_missing_table_is_named(worked: Pandu) -> None:
    spoil(worked, "DROP TABLE verdict")
    for words in WRITERS.values():
        said = texts.illegible(unreadable_row("verdict", "", (), missing=True))
        assert worked(*words, status=1).stderr == f"{said}\n"
    assert list(worked.folder.glob("*keluar*")) == []
    assert "tabel verdict tidak ada" in worked("doctor", status=1).stdout
    assert "tabel verdict tidak ada" in json.loads(worked("doctor", "--json", status=1).stdout)["problems"]


def test_a_missing_table_on_a_server_is_named(pandu: Pandu, server: str) -> None:
    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS cli_lacking WITH (FORCE)")
        connection.execute("CREATE DATABASE cli_lacking")
    pandu.settings["DATABASE_URL"] = server.format("cli_lacking")
    pandu("migrate")
    with psycopg.connect(server.format("cli_lacking"), autocommit=True) as connection:
        connection.execute("DROP TABLE verdict CASCADE")
    done = pandu("doctor", status=1)
    assert (done.stdout.count("tabel verdict tidak ada"), done.stderr) == (1, "")
    plain = json.loads(pandu("doctor", "--json", status=1).stdout)
    assert "tabel verdict tidak ada" in plain["problems"]


def test_a_word_that_the_program_does_not_know_is_named(worked: Pandu) -> None:
    spoil(worked, "UPDATE assessment SET status = 'apa' WHERE id = 1")
    said = worked("export", "--period", "2026", "--format", "json", status=1).stderr
    assert said == f"{texts.illegible(unreadable_row('assessment', '1', ('status',), missing=False))}\n"


def test_a_key_that_is_none_stops_nothing(worked: Pandu) -> None:
    """The file is named, the others are exported and backed up."""
    spoil(worked, "UPDATE evidence SET storage_key = 'x' WHERE id = 1")
    assert "Masalah: DINKES" in worked(*WRITERS["zip"], status=1).stderr
    assert "1 berkas bukti hilang atau berbeda" in worked(*WRITERS["backup"], status=1).stderr
    plain = json.loads(worked("doctor", "--json", status=1).stdout)
    assert any(problem.startswith("berkas bukti berbeda dari yang disimpan") for problem in plain["problems"])
