"""The database that conversations are played in: the region of `tests/storage/region.py`, where Kutai Timur has 55 OPD.

Dinkes and Dishub have not begun. Of the others 9 are verified, 22 have sent, 2 repair, 13 fill in, 7 wait; three have
no contact. It is built once a session, in a transaction that never commits.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache

from sqlalchemy import Connection, insert, make_url, select, update

from core.assessment.model import SENT, Status
from core.instrument.parse import load_packaged
from core.pemda.opd_list.reading import OpdRow, read_opd_list
from core.people.roles import Role
from storage.database import Database
from storage.engine.engines import SqliteLines
from storage.engine.schema import ANSWER, ASSESSMENT, EVIDENCE, EVIDENCE_USE, MEMBERSHIP, OPD, PEMDA, PERSON, VERDICT
from tests.conftest import filled, in_memory
from tests.places import ROOT
from tests.storage import region

LIST = ROOT / "core" / "examples" / "opd-kutai-timur.csv"
ROWS = tuple(OpdRow(row.code, row.name, row.short_name, row.kind) for row in read_opd_list(LIST.read_bytes(), "").rows)
CODES = load_packaged("kematangan-2018").codes
ORGANISER = "Bagian Organisasi Setda Kabupaten Kutai Timur"
SPENT = region.later(region.OPENS, days=30)
"""When the others have answered and sent: Wednesday 2 December."""


@cache
def ground() -> tuple[Connection, region.Region]:
    """The database with everybody in it. Whoever plays in it begins with `ROLLBACK TO pristine`."""
    folder = tempfile.mkdtemp(dir=in_memory())
    url = filled(f"sqlite:///{folder}/pandu.db")
    database = Database.open(url)
    region.build(database, ROWS)
    database.close()
    shutil.copy(f"{folder}/pandu.db", f"{folder}/played.db")  # the template is held against its log after the test
    open_until_exit = ExitStack()
    open_until_exit.callback(shutil.rmtree, folder)
    database = Database.open(f"sqlite:///{folder}/played.db")
    known = region.opened(database, region.OPENS)
    database.close()
    lines = SqliteLines(make_url(f"sqlite:///{folder}/played.db"), foreign_keys=True)
    conn = open_until_exit.enter_context(lines.writing())
    conn.execute(update(PEMDA).where(PEMDA.c.id == 1).values(name="Kutai Timur", organiser=ORGANISER))
    _others(conn, known)
    conn.exec_driver_sql("SAVEPOINT pristine").close()
    atexit.register(open_until_exit.close)
    return conn, known


def _statuses() -> Iterator[Status]:
    for status, count in (
        (Status.VERIFIED, 9),
        (Status.SUBMITTED, 22),
        (Status.RETURNED, 2),
        (Status.DRAFT, 13),
        (Status.NOT_STARTED, 7),
    ):
        yield from [status] * count


def _others(conn: Connection, known: region.Region) -> None:
    """The OPD besides Dinkes and Dishub: each with its contact, but the last three."""
    others = select(OPD).where(OPD.c.pemda_id == 1, OPD.c.code.not_in(("DINKES", "DISHUB"))).order_by(OPD.c.id)
    rows = conn.execute(others).all()
    for place, (opd, status) in enumerate(zip(rows, _statuses(), strict=True)):
        if place < len(rows) - 3:
            name = f"Kontak {opd.short}"
            person = _added(conn, PERSON, name=name, telegram_id=None, joined_at=region.OPENS)
            conn.execute(update(PERSON).where(PERSON.c.id == person).values(telegram_id=person * 11))
            held = {"role": Role.CONTACT.value, "pemda_id": 1, "opd_id": opd.id, "since": region.OPENS}
            _added(conn, MEMBERSHIP, person_id=person, **held)
            known.person[name] = person
            answered(conn, known.assessment[1, opd.code], status, person)


def answered(conn: Connection, assessment: int, status: Status, by: int, levels: str = "3" * 11) -> None:
    """As far as an OPD of this status has come: these levels, one file for all variables."""
    given = dict(zip(CODES, map(int, levels), strict=True))
    codes = CODES if status in SENT else CODES[:7] if status is Status.DRAFT else ()
    sent = {"submitted_by": by, "submitted_at": SPENT, "receipt_code": f"KODE-{assessment}"} if status in SENT else {}
    conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == assessment).values(status=status.value, **sent))
    if not codes:
        return
    answer = {"assessment_id": assessment, "explanation": "Ada.", "answered_by": by, "answered_at": SPENT}
    conn.execute(insert(ANSWER), [answer | {"variable": code, "level": given[code]} for code in codes])
    file = _added(
        conn,
        EVIDENCE,
        id=1 - assessment,  # so the first file that a test sends is number 1
        assessment_id=assessment,
        kind="document",
        name="SK.pdf",
        file_id=f"file-{assessment}",
        state="stored",
        year=2026,
        sent_by=by,
        sent_at=SPENT,
    )
    use = {"evidence_id": file, "added_by": by, "added_at": SPENT}
    conn.execute(insert(EVIDENCE_USE), [use | {"variable": code} for code in codes])
    if status is Status.VERIFIED:
        verdict = {"assessment_id": assessment, "version": 1, "stage": "region", "by": 5, "at": SPENT}
        conn.execute(insert(VERDICT), [verdict | {"variable": code, "level": given[code]} for code in codes])
    if status is Status.RETURNED:
        returned = {"reopened_at": SPENT, "reopened_note": "Kurang jelas", "reopened_due": region.DUE}
        chosen = (ANSWER.c.assessment_id == assessment) & (ANSWER.c.variable == "V04")
        conn.execute(update(ANSWER).where(chosen).values(**returned))


def _added(conn: Connection, table, **values: object) -> int:  # type: ignore[no-untyped-def]
    return int(conn.execute(insert(table).values(**values).returning(table.c.id)).scalar_one())
