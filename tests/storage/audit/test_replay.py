"""The log against the tables: what was changed, put in or taken away by other means than the program's is found."""

import pytest
from sqlalchemy import delete, insert, update

from core.effects import SaveLevel
from storage.audit import baseline, chain, erasure, proven, replay, writes
from storage.audit.digests import HIDDEN
from storage.audit.replay import Column, Kind
from storage.engine.schema import ANSWER, AUDIT_CONTENT, DRAFT_VERDICT, EVIDENCE_USE, MEMBERSHIP
from tests.storage.region import OPENS, Region, answered

pytestmark = pytest.mark.usefixtures("tampering")


def found(region: Region) -> list[tuple[Kind, str, int, tuple[Column, ...]]]:
    differences = region.database.read(lambda conn: list(replay.differences(conn, 1)))
    return [(one.kind, one.table, one.id, one.columns) for one in differences]


def test_a_changed_level_is_found_with_both_values(region: Region) -> None:
    region.do("Ani", *answered(region.dinkes, "V01"))
    assert found(region) == []
    region.database.write(lambda conn: conn.execute(update(ANSWER).values(level=5)))
    assert found(region) == [(Kind.CHANGED, "answer", 1, (Column("level", 5, 3, True),))]


def test_changed_words_are_found_and_not_shown(region: Region) -> None:
    region.do("Ani", *answered(region.dinkes, "V01"))
    region.database.write(lambda conn: conn.execute(update(ANSWER).values(explanation="Lain")))
    assert found(region) == [(Kind.CHANGED, "answer", 1, (Column("explanation"),))]
    content = region.rows(AUDIT_CONTENT, pemda_id=1)[-1]["content"]
    assert f'"name":"{HIDDEN}' in content  # the file's name is a digest there too


def test_rows_put_in_and_taken_away_are_found(region: Region) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    role = {"person_id": 1, "role": "coordinator", "pemda_id": 1, "since": OPENS}

    def meddle(conn):  # type: ignore[no-untyped-def]
        conn.execute(insert(MEMBERSHIP).values(role))
        conn.execute(delete(ANSWER))

    region.database.write(meddle)
    added = max(row["id"] for row in region.rows(MEMBERSHIP))
    assert found(region) == [(Kind.MISSING, "answer", 1, ()), (Kind.ADDED, "membership", added, ())]


def test_content_that_is_gone_without_an_erasure_is_found(region: Region) -> None:
    region.do("Ani", SaveLevel(region.dinkes, "V01", 3))
    region.do("Dewi", SaveLevel(region.dinkes, "V02", 3))
    region.database.write(lambda conn: erasure.erase_person(conn, region.person["Ani"], region.now))
    erased = len(region.rows(AUDIT_CONTENT, pemda_id=1))
    whole = region.database.read(lambda conn: chain.verify(conn, 1))
    assert (whole.missing, whole.erased) == ((), whole.entries - erased)
    assert found(region) == []  # Ani's answer is still proven
    newest = whole.entries - 1
    region.database.write(lambda conn: conn.execute(delete(AUDIT_CONTENT).where(AUDIT_CONTENT.c.number == newest)))
    assert region.database.read(lambda conn: chain.verify(conn, 1)).missing == (newest,)


def test_a_number_that_another_pemda_has_now_is_no_row_put_in(region: Region) -> None:
    """SQLite gives the number of a deleted row again, to whoever comes next."""
    draft = {"id": 77, "variable": "V01", "version": 1, "stage": "region", "level": 3, "note": "", "by": 1, "at": OPENS}
    theirs, ours = region.assessment[2, "DINKES"], region.assessment[1, "DINKES"]
    region.database.write(lambda conn: writes.insert(conn, DRAFT_VERDICT, {**draft, "assessment_id": ours}))
    region.database.write(lambda conn: writes.delete(conn, DRAFT_VERDICT, DRAFT_VERDICT.c.id == 77))
    region.database.write(lambda conn: writes.insert(conn, DRAFT_VERDICT, {**draft, "assessment_id": theirs}))
    assert found(region) == []
    assert region.database.read(lambda conn: list(replay.differences(conn, 2))) == []
    meddled = update(DRAFT_VERDICT).values(assessment_id=ours)
    region.database.write(lambda conn: conn.execute(meddled))
    assert found(region) == [(Kind.ADDED, "draft_verdict", 77, ())]


def test_what_migrations_change_is_said_and_what_differed_before_stays_named(region: Region) -> None:
    region.do("Ani", *answered(region.dinkes, "V01"), *answered(region.dinkes, "V02"))
    first, second = (update(ANSWER).where(ANSWER.c.variable == code).values(level=5) for code in ("V01", "V02"))
    region.database.write(lambda conn: conn.execute(first))
    former = region.database.read(baseline.differing)
    region.database.write(lambda conn: (conn.execute(second), conn.execute(delete(EVIDENCE_USE))))
    region.database.write(lambda conn: baseline.bring(conn, region.now, former))
    assert found(region) == [(Kind.CHANGED, "answer", 1, (Column("level", 5, 3, True),))]


def test_a_log_of_an_older_version_begins_to_prove(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    """A column more than before: every row is said anew, but for those that differ already."""
    region.do("Ani", *answered(region.dinkes, "V01"), *answered(region.dinkes, "V02"))
    monkeypatch.setitem(proven.COLUMNS, "answer", [*proven.COLUMNS["answer"], "more"])
    region.database.write(lambda conn: conn.execute(update(ANSWER).where(ANSWER.c.id == 1).values(level=5)))
    region.database.write(lambda conn: baseline.bring(conn, region.now, baseline.differing(conn)))
    assert region.database.read(lambda conn: replay.proven_columns(conn, 1)) == proven.COLUMNS
    assert found(region) == [(Kind.CHANGED, "answer", 1, (Column("level", 5, 3, True),))]
    before = len(region.rows(AUDIT_CONTENT))
    region.database.write(lambda conn: baseline.bring(conn, region.now, baseline.differing(conn)))
    assert len(region.rows(AUDIT_CONTENT)) == before
