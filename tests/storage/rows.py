"""Rows that several tests of the storage need."""

from sqlalchemy import Connection, insert

from storage.engine.schema import PEMDA

_TEXTS = dict.fromkeys(("code", "organiser", "seat", "rule_title", "rule_link", "number_pattern"), "")
_REST = {"timezone": "Asia/Makassar", "approval": "none", "working_days": 5, "official_result": "band"}
_LISTS = {"own_holidays": ["2026-08-17"], "signatories": [], "letterhead": {}, "links_alone": True}


def add_pemda(conn: Connection, *numbers: int) -> None:
    rows = [{"id": number, "name": f"Kabupaten {number}", **_TEXTS, **_REST, **_LISTS} for number in numbers]
    conn.execute(insert(PEMDA), rows)
