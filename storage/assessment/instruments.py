"""Instruments as periods have pinned them, and the shelf from which new periods take theirs: what comes with the
program, and what a region has added. Each content hash is parsed once in a process.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from core.authoring.versions import Kept, Unfit, unfit
from core.instrument.parse import (
    Instrument,
    InstrumentError,
    InstrumentFault,
    load_packaged,
    packaged_ids,
    packaged_text,
    parse,
)
from storage.audit import writes
from storage.engine.schema import INSTRUMENT

_PARSED: dict[str, Instrument] = {}
_CONTENT = select(INSTRUMENT.c.slug, INSTRUMENT.c.content).where(INSTRUMENT.c.hash == bindparam("hash")).limit(1)


@dataclass(frozen=True, slots=True)
class OnShelf:
    """An instrument that a new period can take: its newest version. `added`: by the region, not by the program."""

    id: str
    instrument: Instrument
    added: bool


class Refusal(Exception):
    """An instrument may not be put on the shelf. `newest` is the version that is there, 0 for none."""

    def __init__(self, why: Unfit, newest: int) -> None:
        super().__init__(why.value)
        self.why, self.newest = why, newest


def pinned(conn: Connection, content_hash: str) -> Instrument:
    """The instrument with this hash, as some period has pinned it."""
    known = _PARSED.get(content_hash)
    if known is None:
        row = conn.execute(_CONTENT, {"hash": content_hash}).one()
        known = _PARSED[content_hash] = parse(row.content, f"{row.slug}.yaml")
    return known


def content(conn: Connection, content_hash: str) -> str:
    """The file of the instrument with this hash, as it was added or pinned."""
    return str(conn.execute(_CONTENT, {"hash": content_hash}).one().content)


def of_unit(conn: Connection, content_hash: str) -> Instrument:
    """The same as its OPD see it: without what others fill in."""
    return pinned(conn, content_hash).part("unit")


def of_team(conn: Connection, content_hash: str) -> Instrument:
    """The same as the team judges it, and as results show it: without what the public fills in."""
    return pinned(conn, content_hash).part("unit", "evaluator")


def field_of(conn: Connection, content_hash: str, variable: str, own: Mapping[str, str]) -> str:
    """The field (bidang) of a variable: the Pemda's own choice (`own`), else the instrument's; "" without one."""
    if not variable:
        return ""
    return own.get(variable) or pinned(conn, content_hash).variable(variable).field or ""


def shelf(conn: Connection) -> tuple[OnShelf, ...]:
    """What a new period can take, by id."""
    ours = packaged_ids()
    added = conn.execute(select(INSTRUMENT.c.slug).distinct().where(INSTRUMENT.c.slug.not_in(ours))).scalars()
    found = [OnShelf(id, load_packaged(id), added=False) for id in ours]
    found += [OnShelf(id, pinned(conn, _newest(conn, id)[1]), added=True) for id in added]
    return tuple(sorted(found, key=lambda one: one.id))


def add(conn: Connection, content: str) -> bool:
    """Puts an instrument's file on the shelf; False where it is there already. Raises InstrumentError for a file with
    faults, and Refusal (core.authoring.versions).
    """
    instrument = parse(content, "")
    rows = conn.execute(select(INSTRUMENT.c.version, INSTRUMENT.c.hash).where(INSTRUMENT.c.slug == instrument.id))
    kept = [Kept(row.version, row.hash) for row in rows]
    why = unfit(instrument, packaged_ids(), kept)
    if why is not None:
        raise Refusal(why, max((one.version for one in kept), default=0))
    if instrument.content_hash in {one.content_hash for one in kept}:
        return False
    _inserted(conn, instrument, content)
    return True


def pin(conn: Connection, slug: str) -> tuple[int, Instrument]:
    """The row of an instrument of the shelf, in its newest version; one of the program is inserted when it is new.
    Raises InstrumentError if there is none of this name.
    """
    if slug in packaged_ids():
        instrument = load_packaged(slug)
        same = select(INSTRUMENT.c.id).where(INSTRUMENT.c.slug == slug, INSTRUMENT.c.hash == instrument.content_hash)
        found = conn.execute(same).scalar() or _inserted(conn, instrument, packaged_text(slug))
    else:
        found, content_hash = _newest(conn, slug)
        instrument = pinned(conn, content_hash)
        if instrument.content_hash != content_hash:
            raise _fault("INSTRUMENT_CHANGED", slug, "isinya tidak sama lagi dengan sidiknya; tambahkan versi baru")
    writes.note(conn, INSTRUMENT, [found])  # another Pemda may have pinned it first
    return int(found), instrument


def renewed(conn: Connection, number: int) -> int:
    """The row of the newest version of the instrument in row `number`: what a new period takes where its source has an
    older one.
    """
    slug = conn.execute(select(INSTRUMENT.c.slug).where(INSTRUMENT.c.id == number)).scalar_one()
    return pin(conn, slug)[0]


def _inserted(conn: Connection, instrument: Instrument, content: str) -> int:
    values = {
        "slug": instrument.id,
        "version": instrument.version,
        "hash": instrument.content_hash,
        "content": content,
    }
    return writes.insert(conn, INSTRUMENT, values)[0]


def _newest(conn: Connection, slug: str) -> tuple[int, str]:
    """Row and hash of the newest version that was added. Raises InstrumentError."""
    of_it = select(INSTRUMENT.c.id, INSTRUMENT.c.hash).where(INSTRUMENT.c.slug == slug)
    row = conn.execute(of_it.order_by(INSTRUMENT.c.version.desc(), INSTRUMENT.c.id.desc()).limit(1)).one_or_none()
    if row is None:
        known = ", ".join(one.id for one in shelf(conn))
        raise _fault("INSTRUMENT_UNKNOWN", slug, f"instrumen ini tidak ada; pilih {known}")
    return int(row.id), str(row.hash)


def _fault(code: str, slug: str, message: str) -> InstrumentError:
    return InstrumentError((InstrumentFault(code, slug, 0, "", message),))
