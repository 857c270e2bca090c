"""A Pemda's own lists of evidence as its coordinator keeps them: read, changed, sent and read as XLSX."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core.effects import ChangeOwnList, ReadOwnList, SendOwnList
from core.instrument.parse import DEFAULT_ID, Instrument, load_packaged
from core.pemda.own_lists.rules import Difference, OwnList, differences, faults_of
from storage.assessment import instruments
from storage.audit import writes
from storage.engine.schema import INSTRUMENT, OWN_LINE, PEMDA, PERIOD
from storage.evidence import own_lines
from storage.messaging.contents import OwnListFile, OwnListSheet
from storage.orders.notices import order_job
from storage.orders.rights import Actor, Refused, log, must_coordinate

_PINNED = (
    select(INSTRUMENT.c.slug, INSTRUMENT.c.hash)
    .join(PERIOD, PERIOD.c.instrument_id == INSTRUMENT.c.id)
    .where(PERIOD.c.pemda_id == bindparam("pemda"))
    .order_by(PERIOD.c.due_at.desc())
)


def load(conn: Connection, pemda: int, zone: ZoneInfo) -> tuple[OwnList, ...]:
    """The list for each instrument of the Pemda's periods that asks for proofs, drafts included; before the first
    period, the usual one's.
    """
    found = (OwnList(one, own_lines.load(conn, pemda, one.id, zone)) for one in _instruments(conn, pemda))
    return tuple(kept for kept in found if kept.codes)


def _instruments(conn: Connection, pemda: int) -> Sequence[Instrument]:
    """As the newest period of each has pinned it, and as its OPD see it."""
    hashes: dict[str, str] = {}
    for row in conn.execute(_PINNED, {"pemda": pemda}):
        hashes.setdefault(row.slug, row.hash)
    return [instruments.of_unit(conn, one) for one in hashes.values()] or [load_packaged(DEFAULT_ID)]


def find(conn: Connection, pemda: int, instrument: str) -> OwnList:
    """The list of the Pemda for this instrument. Raises LookupError."""
    zone = ZoneInfo(conn.execute(select(PEMDA.c.timezone).where(PEMDA.c.id == pemda)).scalar_one())
    for one in load(conn, pemda, zone):
        if one.instrument.id == instrument:
            return one
    raise LookupError(f"no period of this Pemda has the instrument {instrument}")


def change(conn: Connection, order: ChangeOwnList, actor: Actor) -> None:
    """Adds and removes what differs. A line that goes keeps its row, with the moment until which it was asked."""
    must_coordinate(conn, actor, order.pemda)
    conn.execute(select(PEMDA.c.id).where(PEMDA.c.id == order.pemda).with_for_update()).one()
    kept = _asked_about(conn, order.pemda, order.instrument)
    if len({cell[:2] for cell in order.cells}) < len(order.cells) or any(faults_of(kept, order.cells)):
        raise Refused("no list of evidence may hold this")
    found = differences(kept, order.cells)
    if not found:
        return
    gone = _numbers(kept, [one for one in found if not one.comes])
    if gone:
        writes.update(conn, OWN_LINE, {"removed_at": actor.now}, OWN_LINE.c.id.in_(gone))
    _add(conn, order, [one for one in found if one.comes], actor)
    told = {"added": _told(found, comes=True), "removed": _told(found, comes=False)}
    log(conn, order.pemda, actor, "own_list_changed", {"instrument": order.instrument, **told})


def _add(conn: Connection, order: ChangeOwnList, new: Sequence[Difference], actor: Actor) -> None:
    if not new:
        return
    shared = {"pemda_id": order.pemda, "instrument": order.instrument, "added_by": actor.person}
    rows = [{"variable": one.variable, "level": one.level, "words": one.words} for one in new]
    writes.insert(conn, OWN_LINE, [shared | row | {"added_at": actor.now, "removed_at": None} for row in rows])


def _numbers(kept: OwnList, gone: Sequence[Difference]) -> list[int]:
    places = {(one.variable, one.level, one.words) for one in gone}
    lines = (line for there in kept.present.values() for line in there)
    return [line.id for line in lines if (line.variable, line.level, line.words) in places]


def _told(found: Sequence[Difference], comes: bool) -> list[list[str | int]]:
    return [[one.variable, one.level, one.words] for one in found if one.comes is comes]


def _asked_about(conn: Connection, pemda: int, instrument: str) -> OwnList:
    try:
        return find(conn, pemda, instrument)
    except LookupError as error:
        raise Refused(str(error)) from None


# XLSX


def send(conn: Connection, order: SendOwnList, actor: Actor) -> None:
    must_coordinate(conn, actor, order.pemda)
    _asked_about(conn, order.pemda, order.instrument)
    order_job(conn, OwnListSheet(order.pemda, order.instrument), actor)


def read(conn: Connection, order: ReadOwnList, actor: Actor) -> None:
    """Orders the file. It is fetched after the commit, and its content comes back as an event in the sender's lane."""
    must_coordinate(conn, actor, order.pemda)
    job = OwnListFile(order.pemda, order.instrument, order.file_id, order.name, order.size)
    order_job(conn, job, actor)
