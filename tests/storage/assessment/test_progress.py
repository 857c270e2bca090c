"""The count of the database, the reminders and the loaded assessment all follow core.assessment.lacking."""

from itertools import product
from typing import Any

import pytest
from sqlalchemy import Connection, insert, update

from core.assessment.lacking import lacking
from core.assessment.model import EvidenceKind, EvidenceState
from storage.answers import facts as answer_facts
from storage.assessment import instruments, progress
from storage.engine.schema import ANSWER, EVIDENCE, EVIDENCE_USE, PEMDA
from storage.reminders import owed
from tests.storage.region import CODES, Region

CASES = tuple(product((None, 0, 1, 2, 5), ("", "Ada."), (None, EvidenceKind.LINK, EvidenceKind.PHOTO)))
"""Level, explanation, evidence."""


class Undone(Exception):
    """Leaves nothing of a transaction, and carries what it found."""


def put(conn: Connection, region: Region, code: str, level: int | None, words: str, kind: EvidenceKind | None) -> None:
    person = region.person["Ani"]
    answer = {"variable": code, "level": level, "explanation": words, "parts": [], "version": 1, "repaired": False}
    who = {"assessment_id": region.dinkes, "answered_by": person, "answered_at": region.now, "reopened_note": ""}
    conn.execute(insert(ANSWER).values(**answer, **who))
    if kind is not None:
        file = {"kind": kind.value, "name": code, "state": EvidenceState.STORED.value, "file_id": "", "unique_id": ""}
        sent = {"assessment_id": region.dinkes, "sent_by": person, "sent_at": region.now, "refusal": "", "attempts": 0}
        number = conn.execute(insert(EVIDENCE).values(**file, **sent, album="", note="").returning(EVIDENCE.c.id))
        use = {"evidence_id": number.scalar_one(), "variable": code, "added_by": person, "added_at": region.now}
        conn.execute(insert(EVIDENCE_USE).values(use))


def found(conn: Connection, region: Region, cases: tuple[Any, ...], links_alone: bool) -> None:
    conn.execute(update(PEMDA).values(links_alone=links_alone))
    for code, case in zip(CODES, cases, strict=False):
        put(conn, region, code, *case)
    row = answer_facts.find(conn, region.dinkes)
    assert row is not None
    instrument = instruments.pinned(conn, row.instrument)
    loaded = answer_facts.load(conn, row, region.now)
    reminded = owed.of_assessments(conn, [region.dinkes], region.now)[region.dinkes].lacking
    complete = progress.complete_variables(conn, region.dinkes, instrument, links_alone)
    told = []
    for code, (level, words, kind) in zip(CODES, cases, strict=False):
        expected = lacking(level, bool(words), proves(kind, links_alone), instrument, code)
        told.append((loaded.lacking(code), reminded.get(code, ()), code in complete, expected))
    raise Undone(told)


def proves(kind: EvidenceKind | None, links_alone: bool) -> bool:
    return kind is EvidenceKind.PHOTO or (kind is EvidenceKind.LINK and links_alone)


@pytest.mark.parametrize("links_alone", [True, False])
def test_screens_reminders_and_counts_agree(region: Region, links_alone: bool) -> None:
    for start in range(0, len(CASES), len(CODES)):
        cases = CASES[start : start + len(CODES)]
        with pytest.raises(Undone) as undone:
            region.database.write(lambda conn, cases=cases: found(conn, region, cases, links_alone))
        for loaded, reminded, complete, expected in undone.value.args[0]:
            assert loaded == reminded == expected
            assert complete is not bool(expected)
