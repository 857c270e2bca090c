"""What one answer costs with 70 OPD in the database and with 22,000.

Two databases: a Pemda of 70 OPD alone, and the same among so many others that there are 22,000 OPD. The others have
filled in everything: a contact, a conversation, eleven answers with evidence, and what their updates left behind, all
written through `storage`. In both, contacts of the first Pemda fill in the questionnaire at once while the rest sleeps.
CPU an update as in `cost`; the two take turns in every round; told is the ratio of the medians.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, insert, select

from benchmarks import ours
from benchmarks.measure import median, processor_time, spread
from benchmarks.report import Line, Scale
from benchmarks.standins import EXPLANATION, VARIABLES
from core.assessment.model import EvidenceState, Status
from core.effects import ImportOpds, OpenPeriod
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from simulator import Simulator
from storage import effects
from storage.database import Database
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    CONVERSATION,
    EVIDENCE,
    EVIDENCE_USE,
    INBOX,
    MEMBERSHIP,
    OPD,
    OUTBOX,
    PERSON,
)
from storage.messaging import outbox
from storage.pemda import regions
from tests.contact import Contact
from tests.office import Office

REGION = 70
MOST = 1.1
UPDATES_LEFT = 10
"""Finished updates a contact that still lie in the inbox; outbox rows twice as many."""
FIRST_ACCOUNT = 5_000_000_000
INSTRUMENT = "kematangan-2018"


async def measure(scale: Scale) -> list[Line]:
    people = min(scale.people, (REGION - 1) // scale.rounds)
    spent: dict[int, list[float]] = {REGION: [], scale.opds: []}
    async with AsyncExitStack() as stack:
        offices = {opds: await stack.enter_async_context(_office(opds)) for opds in spent}
        for office, waiting in offices.values():
            await _one(office, waiting, 1)
        for number in range(scale.rounds):
            for opds, (office, waiting) in offices.items():
                spent[opds].append(await _one(office, waiting, people))
            print(f"  round {number + 1}: " + ", ".join(f"{opds} OPD {v[-1]:.2f} ms" for opds, v in spent.items()))
    few, many = (median(values) for values in spent.values())
    costs = [
        Line(f"CPU an update, {opds:,} OPD", f"{median(values):.2f} ms", remark=spread(values))
        for opds, values in spent.items()
    ]
    return [*costs, Line("many / few OPD", f"{many / few:.2f}", f"at most {MOST:g}", many <= MOST * few)]


async def _one(office: Office, waiting: Iterator[tuple[Contact, str]], people: int) -> float:
    before = processor_time(office.tree())
    crowd = [next(waiting) for _ in range(people)]
    actions = sum(await asyncio.gather(*(ours.fill_in(contact, token) for contact, token in crowd)))
    return (processor_time(office.tree()) - before) / actions * 1000


@asynccontextmanager
async def _office(opds: int) -> AsyncIterator[tuple[Office, Iterator[tuple[Contact, str]]]]:
    async with Simulator() as sim, ours.office(sim, REGION) as (office, crowd):
        office.kill()
        await asyncio.to_thread(_fill, office.database, opds - REGION)
        office.start()
        await office.ready()
        yield office, iter(crowd)


def _fill(url: str, opds: int) -> None:
    """Other Pemda with so many OPD in all, everything filled in and sent."""
    database = Database.open(url)
    try:
        for number in range(1, opds // REGION + 1):
            database.write(lambda conn, n=number: _region(conn, n))  # type: ignore[misc]
    finally:
        database.close()


def _region(conn: Connection, number: int) -> None:
    """One Pemda of 70 OPD in an open period, and what its contacts have done."""
    now = datetime.now(UTC)
    operator = effects.Actor(None, None, now)
    pemda = regions.add(conn, f"Kabupaten {number}", ZoneInfo("Asia/Jakarta"), now)
    rows = tuple(OpdRow(f"OPD{n:03d}", f"Dinas {n}", f"Dinas {n}", "Dinas") for n in range(REGION))
    effects.apply(conn, ImportOpds(pemda, rows), operator)
    due = now + timedelta(days=30)
    effects.apply(conn, OpenPeriod(pemda, "2026", INSTRUMENT, now, due, due + timedelta(days=20)), operator)
    opds = conn.execute(select(OPD.c.id).where(OPD.c.pemda_id == pemda).order_by(OPD.c.id)).scalars().all()
    accounts = [FIRST_ACCOUNT + number * 1000 + n for n in range(REGION)]
    people = _insert(conn, PERSON, [{"telegram_id": a, "name": "Kontak", "joined_at": now} for a in accounts])
    conn.execute(
        insert(MEMBERSHIP),
        [
            {"person_id": person, "role": Role.CONTACT.value, "pemda_id": pemda, "opd_id": opd, "since": now}
            for person, opd in zip(people, opds, strict=True)
        ],
    )
    by_opd = select(ASSESSMENT.c.id).where(ASSESSMENT.c.opd_id.in_(opds)).order_by(ASSESSMENT.c.opd_id)
    assessments = list(conn.execute(by_opd).scalars())
    _filled_in(conn, list(zip(assessments, people, strict=True)), now)
    _left_behind(conn, list(zip(accounts, assessments, strict=True)), now)


def _filled_in(conn: Connection, contacts: list[tuple[int, int]], now: datetime) -> None:
    """Eleven answers and as many files for each (assessment, person)."""
    places = [(assessment, person, code) for assessment, person in contacts for code in VARIABLES]
    answer = {"level": 3, "explanation": EXPLANATION, "parts": [], "version": 2, "answered_at": now}
    blank = {"reopened_note": "", "repaired": False}
    conn.execute(
        insert(ANSWER),
        [answer | blank | {"assessment_id": a, "variable": code, "answered_by": p} for a, p, code in places],
    )
    file = {"kind": "document", "name": "Renja.pdf", "mime": "application/pdf", "bytes": 20_000, "sha256": "0" * 64}
    kept = {"storage_key": "x", "file_id": "x", "state": EvidenceState.STORED.value, "refusal": "", "attempts": 0}
    files = [
        file | kept | {"assessment_id": a, "unique_id": f"{a}-{code}", "sent_by": p, "sent_at": now}
        for a, p, code in places
    ]
    uses = zip(_insert(conn, EVIDENCE, files), places, strict=True)
    conn.execute(
        insert(EVIDENCE_USE),
        [{"evidence_id": e, "variable": code, "added_by": p, "added_at": now} for e, (_, p, code) in uses],
    )
    sent = {"status": Status.SUBMITTED.value, "submitted_at": now}
    conn.execute(ASSESSMENT.update().where(ASSESSMENT.c.id.in_([a for a, _ in contacts])).values(sent))


def _left_behind(conn: Connection, contacts: list[tuple[int, int]], now: datetime) -> None:
    """Conversations, finished updates and sent calls of each (account, assessment)."""
    at = {
        "state": {"is": "Receipting"},
        "revision": 40,
        "buttons": "x",
        "shown": "x",
        "live_message": 1,
        "moved_at": now,
    }
    conn.execute(insert(CONVERSATION), [at | {"telegram_id": a, "assessment_id": n} for a, n in contacts])
    done = {"state": "done", "attempts": 0, "error": "", "received_at": now, "done_at": now}
    numbered = [(account, n) for account, _ in contacts for n in range(UPDATES_LEFT)]
    conn.execute(
        insert(INBOX),
        [done | {"update_id": a * 100 + n, "identity": f"m:{a}:{n}", "lane": f"p{a}"} for a, n in numbered],
    )
    call = {
        "kind": outbox.Kind.EDIT.value,
        "priority": 1,
        "state": "sent",
        "payload": {"text": EXPLANATION},
        "error": "",
    }
    sent = {"again": False, "revision": 1, "attempts": 1, "message_id": 1, "created_at": now, "sent_at": now}
    conn.execute(insert(OUTBOX), [call | sent | {"chat_id": a} for a, _ in numbered for _ in range(2)])


def _insert(conn: Connection, table: Table, rows: list[dict[str, object]]) -> list[int]:
    """The numbers of the new rows, in order."""
    query = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(conn.execute(query, rows).scalars())
