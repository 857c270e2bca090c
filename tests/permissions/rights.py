"""The table of rights: which rows a role may change, and where. Everything absent is forbidden."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from core.people.roles import Role
from storage.engine.schema import EVIDENCE, MEMBERSHIP, METADATA
from tests.permissions.world import ADMIN, Numbers, Who

Row = Mapping[str, Any]

PLUMBING = frozenset({"inbox", "outbox", "audit", "audit_head", "audit_content", "guess", "setting", "picture"})
"""Not what anybody may or may not: they follow from what is done."""

OF_OPD: Mapping[Role, frozenset[str]] = {
    Role.CONTACT: frozenset(
        {"answer", "evidence", "evidence_use", "question", "assessment", "workload", "survey", "subject"}
        | {"corrective_action"}
    ),
    Role.HEAD: frozenset({"assessment", "subject", "corrective_action", "question"}),
}
OF_PEMDA: Mapping[Role, frozenset[str]] = {
    Role.VERIFIER: frozenset({"draft_verdict", "verdict", "claim", "assessment", "answer", "question"}),
    Role.PROVINCE: frozenset({"draft_verdict", "verdict", "claim", "assessment", "answer"}),
    Role.COORDINATOR: frozenset(
        {
            "pemda",
            "opd",
            "own_line",
            "period",
            "assessment",
            "membership",
            "invitation",
            "invitation_use",
            "person",
            "question",
            "reminder",
            "team_group",
            "group_post",
            "draft_verdict",
            "verdict",
            "claim",
            "answer",
            "workload",
            "subject",
            "ombudsman_opinion",
            "survey",
            "survey_answer",
        }
    ),
}
ONLY_REOPENED = frozenset({"reopened_at", "reopened_note", "reopened_due", "repaired"})
"""All that the team may change in an OPD's answer: that it is open again."""


def watch(conn: Connection) -> None:
    """Has SQLite note every row that is changed from now on, in a table of this connection alone."""
    conn.exec_driver_sql("CREATE TEMP TABLE changed (name TEXT, was TEXT, now TEXT)")
    for name, table in METADATA.tables.items():
        if name in PLUMBING:
            continue
        was, now = (_as_json(side, [column.name for column in table.columns]) for side in ("OLD", "NEW"))
        for act, values in (("INSERT", f"NULL, {now}"), ("UPDATE", f"{was}, {now}"), ("DELETE", f"{was}, NULL")):
            conn.exec_driver_sql(
                f"CREATE TEMP TRIGGER seen_{act}_{name} AFTER {act} ON main.{name} "
                f"BEGIN INSERT INTO changed VALUES ('{name}', {values}); END"
            )


def _as_json(side: str, columns: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{column}', {side}.\"{column}\"" for column in columns) + ")"


def changes(conn: Connection) -> Iterator[tuple[str, Row, frozenset[str]]]:
    """Table, row (as it is now, or was) and the columns that differ, since the last `forget`."""
    for name, was, now in conn.exec_driver_sql("SELECT name, was, now FROM changed").all():
        former, present = json.loads(was or "null"), json.loads(now or "null")
        if former != present:
            row = present or former
            whole = former is None or present is None
            yield name, row, frozenset(row if whole else (c for c in row if former[c] != present[c]))


def forget(conn: Connection) -> None:
    conn.exec_driver_sql("DELETE FROM changed")


class Rights:
    """Says of a change whether a person may make it."""

    def __init__(self, conn: Connection, known: Numbers) -> None:
        self._conn = conn
        self._known = known
        self._opds = {number: key for key, number in known.opd.items()}
        self._assessments = {number: key for key, number in known.assessment.items()}

    def allow(self, who: Who, table: str, row: Row, columns: frozenset[str]) -> bool:
        person = self._known.person.get(who.name)
        if who.account == ADMIN:
            return table in OF_PEMDA[Role.COORDINATOR] | {"conversation"}
        if self._is_own(who, person, table, row):
            return True
        if who.left or who.role is None:
            return False
        place = self._place(table, row)
        if place is None:
            return False
        pemda, opd = place
        if pemda != who.pemda:
            return False
        if who.role in OF_OPD:
            return table in OF_OPD[who.role] and opd == who.opd
        if table not in OF_PEMDA.get(who.role, ()):
            return False
        if table == "answer" and not columns <= ONLY_REOPENED:
            return False
        return not (who.role is Role.VERIFIER and table != "question" and opd == who.home)

    def _is_own(self, who: Who, person: int | None, table: str, row: Row) -> bool:
        match table:
            case "conversation" | "chat_menu":
                return bool(row["telegram_id"] == who.account)
            case "person":
                return bool(row["telegram_id"] == who.account)
            case "membership" | "reminder" | "invitation_use":
                return person is not None and row["person_id"] == person
        return False

    def _place(self, table: str, row: Row) -> tuple[int, str] | None:
        """Pemda and OPD (empty: none) a row belongs to."""
        match table:
            case "assessment":
                return self._opds.get(row["opd_id"])
            case "evidence_use":
                of = select(EVIDENCE.c.assessment_id).where(EVIDENCE.c.id == row["evidence_id"])
                return self._assessments.get(self._conn.execute(of).scalar_one())
            case "pemda":
                return row["id"], ""
            case "opd":
                return row["pemda_id"], row["code"]
            case "workload" | "subject":
                return self._opds.get(row["opd_id"])
            case "person":
                return self._home_of(row["id"])
            case "membership":
                return row["pemda_id"], ""
            case _ if row.get("assessment_id") is not None:
                return self._assessments.get(row["assessment_id"])
            case _ if row.get("pemda_id") is not None:
                return row["pemda_id"], ""
        return None

    def _home_of(self, person: int) -> tuple[int, str] | None:
        """Where a person has a role: who coordinates there may erase them or note that they are out of reach."""
        held = select(MEMBERSHIP.c.pemda_id).where(MEMBERSHIP.c.person_id == person)
        pemda = self._conn.execute(held).scalar()
        return (pemda, "") if pemda is not None else None
