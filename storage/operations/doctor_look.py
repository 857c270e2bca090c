"""What `pandu doctor` reads from the database, in one view."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Table, func, select, text, type_coerce

from storage.audit import chain
from storage.audit.anchors import Posted, posted
from storage.audit.chain import ChainCheck
from storage.engine.schema import ANSWER, EVIDENCE, MEMBERSHIP, OPD, OUTBOX, PEMDA, PERIOD, PERSON, VERDICT
from storage.engine.sqlite_fault import has_fault, replicated
from storage.engine.tables.columns import StoredInstant
from storage.evidence import queue as evidence_queue
from storage.evidence.queue import LateFile
from storage.messaging import aside, inbox, waits, work_items
from storage.messaging.aside import Aside
from storage.messaging.inbox import Tally
from storage.messaging.work_items import Failed
from storage.migrations import VERSION
from storage.operations import conditions
from storage.operations.conditions import Condition
from storage.operations.doctor_checks import Checks
from storage.operations.doctor_files import Stored, stored
from storage.operations.doctor_log import LogComparison, play
from storage.operations.legible import Unreadable, undecoded, unreadable

LINES = 50
"""Rows of the outbox, and updates set aside, that are listed; all are counted."""

FAILED_FOR = timedelta(days=7)
"""How long calls that failed for good are reported."""


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """A call whose outcome a person should look at: unsure, held or failed."""

    id: int
    state: str
    kind: str
    chat_id: int
    created_at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One Pemda's audit chain, its comparison with the tables, and the anchors that were posted."""

    pemda: str
    checked: ChainCheck
    played: LogComparison
    posted: Sequence[Posted] = ()

    @property
    def contradicted(self) -> tuple[Posted, ...]:
        """Posted anchors that the chain does not have."""
        return tuple(one for one in self.posted if not one.kept)


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What one view of the database shows. `anchors` are (Pemda, number) of the entries that the anchor names; None:
    not asked.
    """

    updates_waiting: int
    updates_aside: int
    work_fails: int  # pieces of what the clock does that failed for an hour, or were set aside
    failing: tuple[Failed, ...]  # the oldest of these
    conditions: tuple[Condition, ...]  # what is the matter with the bot as a whole
    outbox: dict[str, int]
    lines: tuple[OutboxLine, ...]
    set_aside: tuple[Aside, ...]
    chains: tuple[Chain, ...]
    anchors: tuple[tuple[str, int], ...] | None
    files: tuple[Stored, ...]
    copying: int  # evidence whose bytes are not here yet
    waits: dict[str, int]  # updates and calls that wait for more than an hour
    copying_late: int
    late: tuple[LateFile, ...]  # the oldest of these
    unreachable: int
    sqlite: str | None  # version of the library; None on PostgreSQL
    counts: dict[str, int]  # rows of what people made
    revision: str  # of the tables
    replicated: bool  # by a foreign program, while this version of SQLite has the fault of `sqlite_fault`
    unreadable: tuple[Unreadable, ...]  # rows and tables
    unchecked: tuple[str, ...]  # checks that could not be done, or not in full


_COUNTED = (
    ("pemda", PEMDA),
    ("opd", OPD),
    ("people", PERSON),
    ("periods", PERIOD),
    ("answers", ANSWER),
    ("evidence", EVIDENCE),
    ("verdicts", VERDICT),
)


def look(conn: Connection, now: datetime, anchor: str | None = None) -> DatabaseState:
    """Reads all of it, check by check: what cannot be read is named, and hides nothing else."""
    with undecoded(conn):
        return _look(conn, now, anchor, Checks(conn))


def _look(conn: Connection, now: datetime, anchor: str | None, checks: Checks) -> DatabaseState:
    run = checks.run
    odd = run("legible", lambda: tuple(unreadable(conn)), ())
    pemdas = run("pemda", lambda: _pemdas(conn), dict[int, str]())
    version = _sqlite_version(conn)
    updates = run("inbox", lambda: inbox.tally(conn), Tally(0, 0, None))
    chains = tuple(_chain_of(conn, pemda, name, checks) for pemda, name in pemdas.items())
    present: list[Condition] = []
    checks.each("conditions", conditions.Matter, lambda matter: present.extend(_condition(conn, matter)))
    counts: dict[str, int] = {}
    checks.each("counts", _COUNTED, lambda line: counts.update({line[0]: _count(conn, line[1])}))
    aside_shown: list[Aside] = []
    numbers = run("aside", lambda: aside.numbers_everywhere(conn, LINES), list[int]())
    checks.each("aside", numbers, lambda number: aside_shown.extend(filter(None, [aside.find(conn, number)])))
    return DatabaseState(
        updates_waiting=updates.waiting,
        updates_aside=updates.aside,
        work_fails=run("work", lambda: work_items.count(conn, now), 0),
        failing=run("work", lambda: work_items.everywhere(conn, now), ()),
        conditions=tuple(sorted(present, key=lambda condition: condition.since)),
        outbox=run("outbox", lambda: _counts(conn, now), dict[str, int]()),
        lines=run("outbox", lambda: _lines(conn, now), ()),
        set_aside=tuple(aside_shown),
        chains=chains,
        anchors=None if anchor is None else run("anchors", lambda: _anchors(conn, anchor, pemdas), ()),
        files=stored(conn, checks),
        copying=run("copying", lambda: evidence_queue.waiting(conn), 0),
        waits=run("waits", lambda: {line.kind: line.count for line in waits.everywhere(conn, now)}, dict[str, int]()),
        copying_late=run("copying", lambda: evidence_queue.late_count(conn, now), 0),
        late=run("copying", lambda: evidence_queue.late(conn, now), ()),
        unreachable=run("people", lambda: conn.execute(_UNREACHABLE).scalar_one(), 0),
        sqlite=version,
        counts=counts,
        revision=run(
            "revision", lambda: str(conn.execute(select(VERSION.c.version_num)).scalar_one_or_none() or ""), ""
        ),
        replicated=version is not None and has_fault(version) and replicated(_file(conn)),
        unreadable=odd,
        unchecked=tuple(checks.failed),
    )


def _pemdas(conn: Connection) -> dict[int, str]:
    rows = conn.execute(select(PEMDA.c.id, PEMDA.c.name).order_by(PEMDA.c.name))
    return {row.id: row.name if isinstance(row.name, str) else f"no. {row.id}" for row in rows}


def _chain_of(conn: Connection, pemda: int, name: str, checks: Checks) -> Chain:
    unknown = chain.ChainCheck(0, 0, "", 1, "the chain cannot be read")
    played = checks.run("tables", lambda: play(conn, pemda), LogComparison())
    if played.failed:
        checks.note("tables")
    checked = checks.run("chain", lambda: _chain(conn, pemda), unknown)
    return Chain(name, checked, played, checks.run("posted", lambda: posted(conn, pemda), ()))


def _condition(conn: Connection, matter: conditions.Matter) -> list[Condition]:
    found = conditions.find(conn, matter)
    return [found] if found else []


def _count(conn: Connection, table: Table) -> int:
    return int(conn.execute(select(func.count()).select_from(table)).scalar_one())


def _chain(conn: Connection, pemda: int) -> chain.ChainCheck:
    """Checks a chain. A Pemda is made together with its first entry, so an empty chain was removed."""
    checked = chain.verify(conn, pemda)
    if checked.whole and not checked.entries:
        return replace(checked, broken_at=1, fault="the whole chain is missing")
    return checked


_UNREACHABLE = (
    select(func.count(PERSON.c.id.distinct()))
    .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
    .where(PERSON.c.unreachable_since.is_not(None), MEMBERSHIP.c.ended_at.is_(None))
)


_CREATED = type_coerce(OUTBOX.c.created_at, StoredInstant).label("created_at")


def _recent(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Conditions for everything that is open, and for what failed in the last days."""
    recent = OUTBOX.c.created_at > now - FAILED_FOR
    return (OUTBOX.c.state.not_in(("sent", "skipped")), (OUTBOX.c.state != "failed") | recent)


def _counts(conn: Connection, now: datetime) -> dict[str, int]:
    query = select(OUTBOX.c.state, func.count().label("calls")).where(*_recent(now)).group_by(OUTBOX.c.state)
    return {row.state: row.calls for row in conn.execute(query)}


def _lines(conn: Connection, now: datetime) -> tuple[OutboxLine, ...]:
    doubtful = OUTBOX.c.state.in_(("unsure", "held", "failed"))
    columns = (OUTBOX.c.id, OUTBOX.c.state, OUTBOX.c.kind, OUTBOX.c.chat_id, _CREATED, OUTBOX.c.error)
    query = select(*columns).where(doubtful, *_recent(now)).order_by(OUTBOX.c.id.desc()).limit(LINES)
    return tuple(OutboxLine(*row) for row in conn.execute(query) if row.created_at is not None)


def _anchors(conn: Connection, anchor: str, names: dict[int, str]) -> tuple[tuple[str, int], ...]:
    return tuple((names[pemda], number) for pemda, number in chain.anchored(conn, anchor))


def _file(conn: Connection) -> Path:
    return Path(next(row.file for row in conn.execute(text("PRAGMA database_list")) if row.name == "main"))


def _sqlite_version(conn: Connection) -> str | None:
    return str(conn.execute(text("SELECT sqlite_version()")).scalar_one()) if conn.dialect.name == "sqlite" else None
