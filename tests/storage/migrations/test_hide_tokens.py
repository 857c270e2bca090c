"""Tokens that were stored in the open are taken out by the migration, on both databases, with data in the tables."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Connection, MetaData, insert, select, text

from core.people.invitation import HIDDEN, KEY, token_hash
from storage.audit import chain, replay
from storage.database import Database
from storage.engine.schema import ANSWER, AUDIT, AUDIT_CONTENT, EVIDENCE, INBOX, INVITATION, OUTBOX, QUESTION
from storage.migrations.upgrade import migrate, upgrade
from tests.storage.migrations.test_migrations import empty_url as empty_url

NOW = datetime.now(UTC)
LEAKED, PRIVATE, USED, STRANGE = ("A1" + "bC-_" * 5, "B2" + "dE-_" * 5, "C3" + "fG-_" * 5, "D4" + "hI-_" * 5)
BEFORE = "0004"


def link(token: str) -> str:
    return f"https://t.me/PanduBot?start={token}"


def fill(conn: Connection) -> None:
    tables = MetaData()
    tables.reflect(conn)

    def put(into: str, **given: Any) -> None:
        table = tables.tables[into]
        blanks: dict[type, Any] = {str: "", int: 0, bool: False, datetime: NOW.replace(tzinfo=None)}
        if conn.dialect.name == "postgresql":
            blanks[datetime] = NOW
        blank = {
            column.name: [] if isinstance(column.type, JSON) else blanks[column.type.python_type]
            for column in table.columns
            if not column.nullable and column.name not in (*given, "id")
        }
        conn.execute(insert(table).values(blank | given))

    due = NOW + timedelta(days=9)
    later = due if conn.dialect.name == "postgresql" else due.replace(tzinfo=None)
    put("setting", key="bot_username", value="PanduBot")
    put("pemda", id=1, name="Kutai Timur", letterhead={})
    put("opd", id=1, pemda_id=1, code="DINKES", name="Dinas Kesehatan")
    put("person", id=1, telegram_id=11, name="Ani")
    put("membership", id=1, person_id=1, role="contact", pemda_id=1, opd_id=1)
    put("instrument", id=1, content="{}")
    put("period", id=1, pemda_id=1, instrument_id=1, name="2026", status="open")
    put("assessment", id=1, period_id=1, opd_id=1, status="draft")
    for number, (token, uses, used) in enumerate([(LEAKED, 2, 1), (PRIVATE, 1, 0), (USED, 1, 1)], start=1):
        given = {"uses": uses, "used": used, "expires_at": later, "role": "contact", "opd_id": 1}
        put("invitation", id=number, pemda_id=1, token_hash=token_hash(token), **given)
    of = {"assessment_id": 1, "answered_by": 1}
    words = f"Buka {link(LEAKED)} ya"
    put("answer", id=1, variable="V01", version=1, explanation=words, parts=[[5, words]], **of)
    put("answer", id=2, variable="V02", version=1, explanation=f"Kode acak {STRANGE}", parts=[], **of)
    put("evidence", id=1, assessment_id=1, kind="link", name=link(LEAKED), state="stored", sent_by=1)
    put("evidence", id=2, assessment_id=1, kind="link", name="https://a.go.id/x", state="stored", sent_by=1)
    put("question", id=1, assessment_id=1, variable="V01", text=f"Ini apa: {USED}", asked_by=1)
    rows = [["Buka", f"open:{LEAKED}", "steady"]]
    put("outbox", id=1, chat_id=9, kind="send", state="sent", payload={"text": words, "rows": [rows]}, error="")
    chat = {"chat": {"id": 11, "type": "private", "first_name": "A"}, "from": {"id": 11, "first_name": "A"}}
    body = json.dumps({"update_id": 5, "message": {"message_id": 3, **chat, "text": PRIVATE}})
    put("inbox", id=1, update_id=5, identity="message:11:3:", lane="p11", body=body, state="aside", error="")
    put("conversation", telegram_id=11, state={"is": "Sorting", "text": link(PRIVATE)})
    chain.append(conn, 1, [chain.Entry(1, "noted", {"words": words}), chain.Entry(1, "other", {"n": 1})], NOW)


def everything(conn: Connection) -> str:
    names = [name for name in ANSWER.metadata.tables if name != "invitation"]
    return "".join(repr(conn.execute(text(f"SELECT * FROM {name}")).all()) for name in names)


def test_tokens_are_taken_out_of_what_was_stored(empty_url: str) -> None:
    database = Database.open(empty_url)
    database.write(lambda conn: upgrade(conn, BEFORE))
    database.write(fill)
    migrate(empty_url)
    whole = database.read(everything)
    assert not [token for token in (LEAKED, PRIVATE, USED) if token in whole]
    assert STRANGE in whole  # what is nobody's invitation is somebody's words

    def rows(table: Any) -> list[Any]:
        return database.read(lambda conn: list(conn.execute(select(table).order_by(*table.primary_key.columns))))

    first, second = rows(ANSWER)
    masked = f"Buka https://t.me/PanduBot?start={HIDDEN * 22} ya"
    assert (first.explanation, first.parts) == (masked, [[5, masked]])
    assert second.explanation.endswith(STRANGE)
    bad, good = rows(EVIDENCE)
    assert (bad.state, bad.refusal, bad.removed_at is not None) == ("refused", "invitation", True)
    assert (good.state, good.name, good.removed_at) == ("stored", "https://a.go.id/x", None)
    assert rows(QUESTION)[0].text == f"Ini apa: {HIDDEN * 22}"
    assert rows(OUTBOX)[0].payload["text"] == masked
    waiting = json.loads(rows(INBOX)[0].body)
    assert (waiting[KEY], waiting["message"]["text"]) == (token_hash(PRIVATE), HIDDEN * 22)
    leaked, private, used = rows(INVITATION)
    assert [row.revoked_at is not None for row in (leaked, private, used)] == [True, False, False]
    log = {row.number: row.act for row in rows(AUDIT)}
    content = {row.number: row.content for row in rows(AUDIT_CONTENT)}
    assert [log[number] for number in sorted(set(log) - set(content))] == ["noted"]
    revoked = next(number for number, act in log.items() if act == "invitations_revoked")
    assert json.loads(content[revoked])["invitations"] == [1]
    checked = database.read(lambda conn: chain.verify(conn, 1))
    assert (checked.whole, checked.missing) == (True, ())
    assert list(database.read(lambda conn: list(replay.differences(conn, 1)))) == []
    migrate(empty_url)
    database.close()
