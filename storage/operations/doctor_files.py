"""Files that `pandu doctor` reads, and for damaged ones what an operator needs to identify them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, and_, bindparam, select

from core.assessment.model import EvidenceState
from core.people.roles import OPD_ROLES
from storage.engine.schema import ASSESSMENT, EVIDENCE, EVIDENCE_USE, MEMBERSHIP, OPD, PEMDA, PERIOD
from storage.evidence import pemda_files
from storage.evidence.pemda_files import PemdaFile
from storage.operations.doctor_checks import Checks


@dataclass(frozen=True, slots=True)
class Stored:
    """Where bytes of evidence should be. A file of the Pemda itself has the number 0."""

    id: int
    key: str
    sha256: str


@dataclass(frozen=True, slots=True)
class File:
    """Which file it is. A file of the Pemda itself has only a name. `role` is the sender's role in the OPD, "" for one
    without a role there any more.
    """

    id: int
    pemda: str
    name: str
    opd: str = ""
    period: str = ""
    variables: tuple[str, ...] = ()
    kind: str = ""
    role: str = ""
    sent_at: datetime | None = None


_STORED = (
    select(EVIDENCE.c.id, EVIDENCE.c.storage_key, EVIDENCE.c.sha256)
    .where(EVIDENCE.c.storage_key.is_not(None), EVIDENCE.c.state == EvidenceState.STORED.value)
    .order_by(EVIDENCE.c.id)
    .execution_options(yield_per=1000)
)
_FILE = (
    select(
        EVIDENCE.c.id,
        EVIDENCE.c.name,
        EVIDENCE.c.kind,
        EVIDENCE.c.sent_at,
        OPD.c.code,
        PERIOD.c.name.label("period"),
        PEMDA.c.name.label("pemda"),
        MEMBERSHIP.c.role,
    )
    .join(ASSESSMENT, ASSESSMENT.c.id == EVIDENCE.c.assessment_id)
    .join(OPD, OPD.c.id == ASSESSMENT.c.opd_id)
    .join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id)
    .join(PEMDA, PEMDA.c.id == OPD.c.pemda_id)
    .outerjoin(
        MEMBERSHIP,
        and_(
            MEMBERSHIP.c.person_id == EVIDENCE.c.sent_by,
            MEMBERSHIP.c.opd_id == OPD.c.id,
            MEMBERSHIP.c.role.in_(sorted(OPD_ROLES)),
            MEMBERSHIP.c.ended_at.is_(None),
        ),
    )
    .where(EVIDENCE.c.id == bindparam("evidence"))
    .limit(1)
)
_USES = (
    select(EVIDENCE_USE.c.variable)
    .where(EVIDENCE_USE.c.evidence_id == bindparam("evidence"))
    .order_by(EVIDENCE_USE.c.variable)
)


def stored(conn: Connection, checks: Checks) -> tuple[Stored, ...]:
    """The files, one for each key; several rows of evidence may share their bytes."""
    found: dict[str, Stored] = {}

    def evidence() -> None:
        for row in conn.execute(_STORED):
            if row.storage_key not in found:
                found[row.storage_key] = Stored(row.id, row.storage_key, row.sha256 or "")

    checks.run("evidence", evidence, None)
    for file in _own(conn, checks):
        found.setdefault(file.key, Stored(0, file.key, file.sha256))
    return tuple(found.values())


def _own(conn: Connection, checks: Checks) -> list[PemdaFile]:
    """The files of every Pemda itself. A value that makes no sense hides no other file."""
    found: list[PemdaFile] = []
    pemdas = checks.run("own_files", lambda: conn.execute(select(PEMDA.c.id)).scalars().all(), list[int]())
    places = [(pemda, column) for pemda in pemdas for column in pemda_files.COLUMNS]
    checks.each("own_files", places, lambda place: found.extend(pemda_files.of_column(conn, *place)))
    checks.each("own_files", pemdas, lambda pemda: found.extend(pemda_files.documents_of(conn, pemda)))
    return found


def named(conn: Connection, damaged: Sequence[Stored]) -> tuple[File, ...]:
    """What identifies these files, without those that were removed meanwhile. Where that cannot be read, only the
    number is known.
    """
    checks = Checks(conn)
    own = {file.key: File(0, file.pemda, file.name) for file in _own(conn, checks)} if damaged else {}
    found = [
        own.get(file.key)
        if file.id == 0
        else checks.run("evidence", partial(_file, conn, file.id), File(file.id, "", ""))
        for file in damaged
    ]
    return tuple(file for file in found if file is not None)


def _file(conn: Connection, number: int) -> File | None:
    row = conn.execute(_FILE, {"evidence": number}).one_or_none()
    if row is None:
        return None
    variables = tuple(conn.execute(_USES, {"evidence": number}).scalars())
    role = row.role or ""
    return File(row.id, row.pemda, row.name, row.code, row.period, variables, row.kind, role, row.sent_at)
