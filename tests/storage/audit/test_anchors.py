"""The newest hash of the log leaves the machine by itself, and doctor holds the chain against what has left."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, update

from core.effects.groups import BindGroup, UnbindGroup
from core.people.roles import Role
from scheduler.anchors import anchors as anchors_tick
from scheduler.env import Tick
from scheduler.posts import posts
from storage.audit import anchors, chain
from storage.audit.digests import canonical
from storage.engine.schema import ANCHOR, ANSWER, AUDIT, AUDIT_CONTENT, AUDIT_HEAD, OUTBOX, PERSON
from storage.evidence.opening import open_store
from storage.operations import doctor
from storage.operations.doctor import Trouble
from tests.storage import worked
from tests.storage.groups.test_groups import TICKS
from tests.storage.region import OPENS, Region

CITRA, GROUP = 66, -1001
MONDAY = datetime.fromisoformat("2026-11-23T08:00+08:00")
TUESDAY = MONDAY + timedelta(days=1, hours=2)


def run(region: Region, at: datetime, *ticks: Tick) -> None:
    """Every piece that is due, each in a transaction of its own."""
    for tick in ticks or (posts, anchors_tick):
        for piece in region.database.write(lambda conn, tick=tick: list(tick(conn, at, TICKS))):
            while region.database.write(piece.work):
                pass


def told(region: Region, *chats: int) -> list[tuple[int, str]]:
    """Chat and code of the messages that carry one."""
    rows = [row for row in region.rows(OUTBOX) if row["chat_id"] in (chats or (CITRA, GROUP))]
    said = [(row["chat_id"], row["payload"].get("text") or row["payload"].get("caption") or "") for row in rows]
    return [
        (chat, text.partition("Kode catatan: <code>")[2].partition("<")[0]) for chat, text in said if "Kode" in text
    ]


def head(region: Region, number: int | None = None) -> str:
    row = region.row(AUDIT, pemda_id=1, number=number) if number else region.row(AUDIT_HEAD, pemda_id=1)
    return str(row["hash"])


def test_on_monday_the_summary_takes_it_along(region: Region) -> None:
    region.now = MONDAY - timedelta(days=3)
    region.do("Citra", BindGroup(GROUP, None, "Tim", 1))
    newest = head(region)
    run(region, MONDAY - timedelta(minutes=1))
    assert told(region) == []
    run(region, MONDAY + timedelta(minutes=1))
    assert sorted(told(region)) == [(GROUP, newest[:16]), (CITRA, newest[:16])]
    run(region, MONDAY + timedelta(hours=2))  # nothing twice
    assert len(told(region)) == 2
    run(region, MONDAY + timedelta(days=7, minutes=1))
    assert len(told(region)) == 4


def test_without_a_group_the_coordinators_hear_of_it_an_hour_later(region: Region) -> None:
    run(region, MONDAY + timedelta(minutes=30))
    assert told(region) == []
    run(region, MONDAY + timedelta(minutes=61))
    run(region, MONDAY + timedelta(minutes=90))
    assert [chat for chat, _ in told(region)] == [CITRA]
    run(region, MONDAY + timedelta(days=1))
    run(region, OPENS + timedelta(days=365))  # the period is over
    assert len(told(region)) == 1


def test_what_is_made_final_and_known_is_followed_by_a_code(region: Region) -> None:
    region.now = TUESDAY
    worked.work(region)
    assert {row["reason"] for row in region.rows(ANCHOR)} == {"final", "published"}
    run(region, region.now + timedelta(minutes=1))  # the group's post of the result
    (code,) = {code for _, code in told(region)}
    assert sorted(chat for chat, _ in told(region)) == [GROUP, CITRA]
    posted = region.database.read(lambda conn: anchors.posted(conn, 1))
    assert {(one.hash[:16], one.kept) for one in posted} == {(code, True)}
    run(region, region.now + timedelta(minutes=5))
    assert len(told(region)) == 2


def test_results_made_final_alone_are_told_to_the_group_too(region: Region) -> None:
    region.now = TUESDAY
    region.do("Citra", BindGroup(GROUP, None, "Tim", 1))
    region.database.write(lambda conn: anchors.want(conn, 1, anchors.Reason.FINAL, region.now))
    region.database.write(lambda conn: anchors.want(conn, 1, anchors.Reason.FINAL, region.now))
    run(region, region.now + timedelta(minutes=1), anchors_tick)
    assert told(region) == []
    run(region, region.now + timedelta(minutes=2), anchors_tick)
    assert sorted(chat for chat, _ in told(region)) == [GROUP, CITRA]
    region.database.write(lambda conn: anchors.want(conn, 1, anchors.Reason.FINAL, region.now))
    run(region, region.now + timedelta(minutes=2), anchors_tick)
    assert len(told(region)) == 4
    region.do("Citra", UnbindGroup(GROUP))


def test_who_coordinates_hears_of_it_and_nobody_else(region: Region) -> None:
    region.take(region.invite(Role.COORDINATOR), 700, "Lina")
    run(region, MONDAY + timedelta(hours=2))
    accounts = [row["telegram_id"] for row in region.rows(PERSON)]
    assert sorted(chat for chat, _ in told(region, *accounts)) == [CITRA, 88, 700]  # 88: Hadi of Bontang


@pytest.mark.usefixtures("tampering")
def test_a_chain_written_anew_contradicts_what_was_posted(region: Region, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A level is changed with its line of the log, and all hashes behind it are made to fit: only the code tells."""
    region.now = TUESDAY
    worked.work(region)
    run(region, region.now + timedelta(minutes=5))
    store = open_store(f"file:{tmp_path}")
    report = doctor.examine(region.database, store, region.now)
    assert Trouble.ANCHOR_LOST not in {one.trouble for one in report.findings}
    region.database.write(_forge)
    report = doctor.examine(region.database, store, region.now)
    troubles = [one.trouble for one in report.problems if one.place == "Kabupaten Kutai Timur"]
    assert troubles == [Trouble.ANCHOR_LOST]
    assert not report.audit_ok


@pytest.mark.usefixtures("tampering")
def test_a_tail_that_was_cut_contradicts_what_was_posted(region: Region, tmp_path) -> None:  # type: ignore[no-untyped-def]
    region.now = TUESDAY
    worked.work(region)
    run(region, region.now + timedelta(minutes=5))
    (number, *_) = [one.number for one in region.database.read(lambda conn: anchors.posted(conn, 1))]

    def cut(conn: Connection) -> None:
        for table in (AUDIT, AUDIT_CONTENT):
            conn.execute(delete(table).where(table.c.pemda_id == 1, table.c.number >= number))
        before = conn.execute(select(AUDIT.c.hash).where(AUDIT.c.pemda_id == 1, AUDIT.c.number == number - 1)).scalar()
        conn.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.pemda_id == 1).values(number=number - 1, hash=before))

    region.database.write(cut)
    report = doctor.examine(region.database, open_store(f"file:{tmp_path}"), region.now)
    assert Trouble.ANCHOR_LOST in {one.trouble for one in report.problems}
    assert Trouble.CHAIN_BROKEN not in {one.trouble for one in report.problems}


def _forge(conn: Connection) -> None:
    """As somebody would who knows the program."""
    conn.execute(update(ANSWER).where(ANSWER.c.variable == "V05", ANSWER.c.assessment_id == 1).values(level=5))
    former = chain.START
    links = conn.execute(select(AUDIT).where(AUDIT.c.pemda_id == 1).order_by(AUDIT.c.number)).all()
    for link in links:
        this = (AUDIT_CONTENT.c.pemda_id == 1, AUDIT_CONTENT.c.number == link.number)
        kept = conn.execute(select(AUDIT_CONTENT).where(*this)).one()
        content = canonical(_with_level_5(json.loads(kept.content)))
        digest = chain._digest(kept.salt, content)
        facts = (1, link.number, link.actor, link.act, link.assessment_id, link.at.isoformat(), digest)
        former = chain._hash(former, facts)
        conn.execute(update(AUDIT_CONTENT).where(*this).values(content=content))
        at = (AUDIT.c.pemda_id == 1, AUDIT.c.number == link.number)
        conn.execute(update(AUDIT).where(*at).values(digest=digest, hash=former))
    conn.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.pemda_id == 1).values(hash=former))


def _with_level_5(content: dict[str, Any]) -> dict[str, Any]:
    for block in content.get(chain.PROOF, ()):
        for state in block["rows"].get("answer", {}).values():
            if (state["assessment_id"], state["variable"]) == (1, "V05") and "level" in state:
                state["level"] = 5
    return content
