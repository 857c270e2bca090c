"""`pandu doctor`: what waits, what is in doubt, and whether audit chains and evidence are whole. It only reads.

This module gives numbers and slugs; the command line makes sentences of them. Files are read one by one, outside the
view of the database, so that a large store holds nothing up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.database import Connection, Database
from storage.evidence.queue import LateFile
from storage.evidence.store import EvidenceStore, key_of
from storage.evidence.store_faults import Unavailable, fault_of
from storage.operations.doctor_files import File, Stored, named
from storage.operations.doctor_look import Chain, DatabaseState, look
from storage.operations.legible import Unreadable, undecoded


class Trouble(StrEnum):
    """What can be wrong. Those in PROBLEMS end the command with status 1."""

    UNREADABLE = "unreadable"  # rows, columns or tables
    UNCHECKED = "unchecked"  # checks that could not be done because of them
    CHAIN_BROKEN = "chain_broken"
    ANCHOR_LOST = "anchor_lost"  # what was posted is not in the chain any more
    CONTENT_MISSING = "content_missing"  # of links, and no erasure says so
    DATA_DIFFERS = "data_differs"  # rows are not what the log says
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_DIFFERS = "evidence_differs"
    EVIDENCE_UNREADABLE = "evidence_unreadable"  # the store as a whole
    SET_ASIDE = "set_aside"
    ANCHOR_UNKNOWN = "anchor_unknown"
    TOKEN_REFUSED = "token_refused"
    UNSURE = "unsure"
    HELD = "held"
    FAILED = "failed"
    EVIDENCE_WAITING = "evidence_waiting"
    UNREACHABLE = "unreachable"
    EXPOSED = "exposed"  # other accounts of the machine can read files of the bot
    REPLICATED = "replicated"  # a foreign program writes to a database whose SQLite loses data then
    WORK_FAILS = "work_fails"
    UPDATES_LATE = "updates_late"
    CALLS_LATE = "calls_late"
    RIVAL = "rival"  # another process polls with this bot's token
    WEBHOOK = "webhook"  # Telegram delivers this bot's updates to another address


PROBLEMS = frozenset(
    {
        Trouble.UNREADABLE,
        Trouble.UNCHECKED,
        Trouble.CHAIN_BROKEN,
        Trouble.ANCHOR_LOST,
        Trouble.CONTENT_MISSING,
        Trouble.DATA_DIFFERS,
        Trouble.EVIDENCE_MISSING,
        Trouble.EVIDENCE_DIFFERS,
        Trouble.EVIDENCE_UNREADABLE,
        Trouble.SET_ASIDE,
        Trouble.ANCHOR_UNKNOWN,
        Trouble.WORK_FAILS,
        Trouble.TOKEN_REFUSED,
        Trouble.RIVAL,
        Trouble.WEBHOOK,
    }
)


_OF_THE_LOG = (
    *(Trouble.UNREADABLE, Trouble.UNCHECKED, Trouble.CHAIN_BROKEN),
    *(Trouble.ANCHOR_LOST, Trouble.CONTENT_MISSING, Trouble.DATA_DIFFERS),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One matter: how often, where (a Pemda, or why the store cannot be read), and which file, chain, late files, rows
    or checks it is about.
    """

    trouble: Trouble
    count: int = 1
    place: str = ""
    file: File | None = None
    chain: Chain | None = None
    late: tuple[LateFile, ...] = ()
    rows: tuple[Unreadable, ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole examination. `waiting`, `unsure`, `set_aside`, `audit_ok`, `sqlite` are keys of `--json`."""

    seen: DatabaseState
    missing: tuple[File, ...]
    differing: tuple[File, ...]
    findings: tuple[Finding, ...]

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.trouble in PROBLEMS)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.trouble not in PROBLEMS)

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def waiting(self) -> int:
        """Updates not worked yet, calls not made yet, and files not copied yet."""
        return self.seen.updates_waiting + self.calls_waiting + self.seen.copying

    @property
    def calls_waiting(self) -> int:
        return self.seen.outbox.get("waiting", 0) + self.seen.outbox.get("sending", 0)

    @property
    def unsure(self) -> int:
        return self.seen.outbox.get("unsure", 0)

    @property
    def set_aside(self) -> int:
        return self.seen.updates_aside

    @property
    def audit_ok(self) -> bool:
        """Whether every chain is whole, proves the tables, and contains the anchor that was asked for."""
        return self.seen.anchors != () and not any(finding.trouble in _OF_THE_LOG for finding in self.findings)

    @property
    def sqlite(self) -> str | None:
        return self.seen.sqlite


def examine(
    database: Database,
    store: EvidenceStore,
    now: datetime,
    anchor: str | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
    exposed: Sequence[str] = (),
) -> Report:
    """Examines everything. `progress` is called after each file with how many of how many were read. `exposed` are
    files of the bot that others can read.
    """
    seen = database.read(lambda conn: look(conn, now, anchor))
    opened = [Finding(Trouble.EXPOSED, len(exposed), ", ".join(exposed))] if exposed else []
    try:
        store.try_reading()
        gone, changed = read_files(store, seen.files, progress)
    except OSError as error:  # then nothing is known of any file
        unreadable = Finding(Trouble.EVIDENCE_UNREADABLE, len(seen.files), fault_of(error))
        return Report(seen, (), (), (unreadable, *_findings(seen, (), ()), *opened))
    missing = database.read(lambda conn: _named(conn, gone))
    differing = database.read(lambda conn: _named(conn, changed))
    return Report(seen, missing, differing, (*_findings(seen, missing, differing), *opened))


def _named(conn: Connection, files: Sequence[Stored]) -> tuple[File, ...]:
    with undecoded(conn):
        return named(conn, files)


def read_files(
    store: EvidenceStore, files: Sequence[Stored], progress: Callable[[int, int], None]
) -> tuple[tuple[Stored, ...], tuple[Stored, ...]]:
    """The files whose bytes are gone, and those whose bytes are not what was stored."""
    missing: list[Stored] = []
    differing: list[Stored] = []
    for done, file in enumerate(files, start=1):
        try:
            if file.key != key_of(file.sha256) or not store.verify(file.key):
                (differing if store.exists(file.key) else missing).append(file)
        except Unavailable:
            raise
        except (OSError, TypeError, ValueError):  # no key of the store, or a file that cannot be read
            differing.append(file)
        progress(done, len(files))
    return tuple(missing), tuple(differing)


def _findings(seen: DatabaseState, missing: Sequence[File], differing: Sequence[File]) -> tuple[Finding, ...]:
    found = []
    if seen.unreadable:
        found.append(Finding(Trouble.UNREADABLE, len(seen.unreadable), rows=seen.unreadable))
    if seen.unchecked:
        found.append(Finding(Trouble.UNCHECKED, len(seen.unchecked), checks=seen.unchecked))
    found += [
        Finding(Trouble.CHAIN_BROKEN, 1, chain.pemda, chain=chain) for chain in seen.chains if not chain.checked.whole
    ]
    for chain in seen.chains:
        lacking, played = chain.checked.missing, chain.played
        if chain.contradicted:
            found.append(Finding(Trouble.ANCHOR_LOST, len(chain.contradicted), chain.pemda, chain=chain))
        if lacking:
            found.append(Finding(Trouble.CONTENT_MISSING, len(lacking), chain.pemda, chain=chain))
        if played.count:
            found.append(Finding(Trouble.DATA_DIFFERS, played.count, chain.pemda, chain=chain))
    found += [Finding(Trouble.EVIDENCE_MISSING, file=file) for file in missing]
    found += [Finding(Trouble.EVIDENCE_DIFFERS, file=file) for file in differing]
    found += [Finding(Trouble(condition.matter)) for condition in seen.conditions]
    if seen.anchors == ():
        found.append(Finding(Trouble.ANCHOR_UNKNOWN))
    counted = {
        Trouble.SET_ASIDE: seen.updates_aside,
        Trouble.WORK_FAILS: seen.work_fails,
        Trouble.UPDATES_LATE: seen.waits.get("updates", 0),
        Trouble.CALLS_LATE: seen.waits.get("calls", 0),
        Trouble.UNSURE: seen.outbox.get("unsure", 0),
        Trouble.HELD: seen.outbox.get("held", 0),
        Trouble.FAILED: seen.outbox.get("failed", 0),
        Trouble.UNREACHABLE: seen.unreachable,
        Trouble.REPLICATED: int(seen.replicated),
    }
    if seen.copying_late:
        found.append(Finding(Trouble.EVIDENCE_WAITING, seen.copying_late, late=seen.late))
    return (*found, *(Finding(trouble, count) for trouble, count in counted.items() if count))
