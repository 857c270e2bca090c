"""Migrations lead to the very schema that `storage/engine/tables/` describes, on both databases."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Connection, MetaData, insert, select, text, update

from core.instrument.parse import load_packaged, packaged_text
from storage.audit import chain
from storage.database import Database
from storage.engine import settings
from storage.engine.locks import acquire_serve
from storage.engine.schema import ANSWER, AUDIT, FINAL_RESULT, MEMBERSHIP, METADATA, PEMDA, PERIOD
from storage.migrations import HEAD, VERSION
from storage.migrations.run import configuration
from storage.migrations.upgrade import Busy, Newer, migrate, needs_migration, upgrade
from storage.periods import due as periods
from tests.conftest import WORKER, admin
from tests.places import ROOT

EMPTY = count(1)

SCHEMA = {
    "sqlite": "SELECT type || ' ' || tbl_name, name, sql FROM sqlite_master ORDER BY 1, 2",
    "postgresql": """
        SELECT 'column ' || table_name, column_name, concat(data_type, is_nullable, column_default)
          FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT 'index ' || tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'constraint ' || conrelid::regclass, conname, pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        ORDER BY 1, 2""",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    server: str = request.getfixturevalue("server")
    name = f"empty_{WORKER}_{next(EMPTY)}"
    with admin(server) as connection:
        connection.execute(f"CREATE DATABASE {name} STRATEGY file_copy")
    yield server.format(name)
    with admin(server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def schema(database: Database) -> list[tuple[str, str, list[str]]]:
    """Everything the database knows of its tables; how a statement was laid out, and in which order, apart."""
    rows = database.read(lambda conn: conn.execute(text(SCHEMA[database.dialect])).all())
    return [(kind, name, clauses(made or "")) for kind, name, made in rows]


def clauses(statement: str) -> list[str]:
    plain = " ".join(statement.replace('"', "").split()).replace("( ", "(").replace(" )", ")")
    head, _, body = plain.removesuffix(")").partition(" (")
    return [head, *sorted(body.split(", "))]


def test_migrating_makes_the_very_same_tables(empty_url: str, request: pytest.FixtureRequest) -> None:
    migrate(empty_url)
    database_url: str = request.getfixturevalue(f"{empty_url.partition(':')[0]}_url")
    migrated, described = Database.open(empty_url), Database.open(database_url)
    assert schema(migrated) == schema(described)
    assert len(schema(migrated)) > 50
    assert migrated.read(lambda conn: compare_metadata(MigrationContext.configure(conn), METADATA)) == []
    migrated.close()
    described.close()


def test_migrating_twice_changes_nothing(empty_url: str) -> None:
    assert needs_migration(empty_url)
    migrate(empty_url)
    assert not needs_migration(empty_url)
    database = Database.open(empty_url)
    database.write(lambda conn: settings.put(conn, "a", "1"))
    migrate(empty_url)
    assert database.read(lambda conn: settings.get(conn, "a")) == "1"
    database.close()


def test_a_filled_database_of_the_first_version_is_carried_over(empty_url: str) -> None:
    """Names stay with their answers, and nobody hears once more that a period has opened."""
    database = Database.open(empty_url)
    database.write(lambda conn: upgrade(conn, "0001"))
    database.write(_fill_first_version)
    migrate(empty_url)
    now = datetime.now(UTC)
    answer = database.read(lambda conn: conn.execute(select(ANSWER)).one())
    assert (answer.levelled_by, answer.explained_by, answer.sent_again_at) == (1, 1, None)
    assert database.read(lambda conn: conn.execute(select(MEMBERSHIP.c.disputed_at)).scalar_one()) is None
    pemda = database.read(lambda conn: conn.execute(select(PEMDA)).one())
    assert (pemda.worked_days, pemda.fields, pemda.rule_file, pemda.paper) == ([], {}, {}, "F4")
    assert [period.name for period in database.read(lambda conn: periods.untold(conn, now + timedelta(days=60)))] == [
        "scheduled"
    ]
    database.close()


def _fill_first_version(conn: Connection) -> None:
    """One OPD with an answer, in a period that has begun; another period is still to come."""
    now = datetime.now(UTC)
    first = MetaData()
    first.reflect(conn)

    def put(into: str, **values: object) -> None:
        table = first.tables[into]
        given = {"created_at": now, "at": now} | values
        blank = {
            column.name: [] if isinstance(column.type, JSON) else _BLANK[column.type.python_type]
            for column in table.columns
            if not column.nullable and column.name not in given
        }
        conn.execute(insert(table).values(blank | {k: v for k, v in given.items() if k in table.columns}))

    day = timedelta(days=1)
    put("pemda", id=1, name="Kutai Timur", timezone="Asia/Makassar", own_holidays=[], signatories=[], letterhead={})
    put("opd", id=1, pemda_id=1, code="DINKES", name="Dinas Kesehatan")
    put("person", id=1, telegram_id=11, name="Ani")
    put("membership", id=1, person_id=1, role="contact", pemda_id=1, opd_id=1)
    put("instrument", id=1, content="{}")
    for number, name, opens in ((1, "begun", now - 5 * day), (2, "scheduled", now + 50 * day)):
        dues = {"opens_at": opens, "due_at": opens + 20 * day, "verification_due_at": opens + 30 * day}
        put("period", id=number, pemda_id=1, instrument_id=1, name=name, year=2026, status="open", **dues)
        put("assessment", id=number, period_id=number, opd_id=1, status="draft", receipt_code="")
    put("answer", id=1, assessment_id=1, variable="V01", level=3, version=1, answered_by=1, answered_at=now)


def test_what_was_final_keeps_its_result_as_a_record(empty_url: str) -> None:
    """From the verdicts as they are: V01 lowered by the region, V02 by the province, which has judged all of the second
    OPD and half of the first."""
    database = Database.open(empty_url)
    database.write(lambda conn: upgrade(conn, "0002"))
    at = datetime(2026, 12, 20, 3, tzinfo=UTC)
    database.write(lambda conn: _fill_with_final(conn, at))
    migrate(empty_url)
    first, second = database.read(lambda conn: conn.execute(select(FINAL_RESULT).order_by(FINAL_RESULT.c.id)).all())
    assert (first.assessment_id, first.version, first.stage, first.value) == (1, 1, "region", "32")
    assert (first.staged_level, first.holding, first.named) == (2, ["V01"], "staged_level")
    assert (first.levels["V01"], first.levels["V02"], first.province) == (2, 3, {"V02": 1})
    assert (first.at, first.by, first.ended_at) == (at, 7, None)
    assert (second.assessment_id, second.stage, second.value, second.levels["V02"]) == (2, "province", "30", 1)
    assert database.read(lambda conn: conn.execute(select(PERIOD.c.published_as)).scalar_one()) == "Kutai Timur"
    assert database.read(lambda conn: chain.verify(conn, 1)).whole
    links = database.read(lambda conn: conn.execute(select(AUDIT).order_by(AUDIT.c.number)).all())
    acts = [link.act for link in links if link.act not in (chain.PROOF_BEGUN, chain.ROWS)]
    assert acts == ["finalised", "result_recorded", "result_recorded"]
    migrate(empty_url)
    database.close()


def _fill_with_final(conn: Connection, at: datetime) -> None:
    instrument = load_packaged("kematangan-2018")
    tables = MetaData()
    tables.reflect(conn)

    def put(into: str, *rows: dict[str, object]) -> None:
        table = tables.tables[into]
        for given in rows:
            blank = {
                column.name: [] if isinstance(column.type, JSON) else _BLANK[column.type.python_type]
                for column in table.columns
                if not column.nullable and column.name not in (*given, "id")
            }
            conn.execute(insert(table).values(blank | given))

    put("pemda", {"id": 1, "name": "Kutai Timur", "official_result": "staged_level", "letterhead": {}})
    put("opd", *({"id": number, "pemda_id": 1, "code": f"O{number}"} for number in (1, 2, 3)))
    put("person", {"id": 7, "telegram_id": 77, "name": "Citra"})
    content = packaged_text("kematangan-2018")
    put("instrument", {"id": 1, "slug": "kematangan-2018", "hash": instrument.content_hash, "content": content})
    put("period", {"id": 1, "pemda_id": 1, "instrument_id": 1, "name": "2026", "status": "closed", "result_at": at})
    for number, status in ((1, "final"), (2, "final"), (3, "verified")):
        put("assessment", {"id": number, "period_id": 1, "opd_id": number, "status": status, "final_at": at})
        one = {"assessment_id": number, "version": 2}
        put("answer", *({**one, "variable": code, "level": 3, "answered_by": 7} for code in instrument.codes))
        region = [(code, "region", 2 if code == "V01" else 3) for code in instrument.codes]
        province = [
            (code, "province", {"V01": 2, "V02": 1}.get(code, 3))
            for code in instrument.codes
            if number > 1 or code == "V02"
        ]
        given = [*region, *province]
        verdicts = [{**one, "variable": code, "stage": of, "level": level, "by": 7} for code, of, level in given]
        put("verdict", *({**row, "at": at + timedelta(seconds=n)} for n, row in enumerate(verdicts)))
    chain.append(conn, 1, [chain.Entry(7, "finalised", {}, 1)], at)


_BLANK = {str: "", int: 0, bool: False, datetime: datetime(2026, 11, 2, tzinfo=UTC)}


def test_nobody_migrates_under_an_active_bot_but_the_bot(empty_url: str) -> None:
    lock = acquire_serve(empty_url, wait=False)
    assert lock is not None
    with pytest.raises(Busy):
        migrate(empty_url)
    assert needs_migration(empty_url)
    migrate(empty_url, lock)
    assert not needs_migration(empty_url)
    assert lock.held()
    lock.release()


def test_data_of_a_newer_version_is_left_alone(database_url: str) -> None:
    def grow_newer(conn: Connection) -> None:
        conn.execute(update(VERSION).values(version_num="9999"))

    database = Database.open(database_url)
    database.write(grow_newer)
    with pytest.raises(Newer):
        needs_migration(database_url)
    with pytest.raises(Newer):
        migrate(database_url)
    database.close()


def test_a_migration_that_fails_leaves_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database.open(empty_url)
    database.write(lambda conn: conn.execute(text("CREATE TABLE verdict (id INTEGER)")))  # in the way of the last one
    before = schema(database)
    with pytest.raises(Exception, match="already exists"):
        migrate(empty_url)
    assert schema(database) == before
    database.close()


def test_revisions_are_numbered_and_the_newest_is_ours(sqlite_only: Database) -> None:
    scripts = sqlite_only.read(lambda conn: ScriptDirectory.from_config(configuration(conn)))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    written = list((ROOT / "storage" / "migrations" / "versions").glob("r*.py"))
    assert len(written) == len(revisions), "two migrations have one number"
    assert revisions[0] == HEAD


def test_alembic_is_imported_only_when_there_is_something_to_do(sqlite_url: str) -> None:
    code = f"""if True:
        import sys
        from storage.database import Database; from storage.migrations.upgrade import migrate, needs_migration
        url = {sqlite_url!r}
        assert not needs_migration(url)
        migrate(url)
        Database.open(url).close()
        print("alembic" in sys.modules)
        """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
