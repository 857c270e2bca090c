"""Instruments as periods have pinned them. Each content hash is parsed once in a process."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select

from core.instrument.parse import Instrument, load_packaged, packaged_ids, packaged_text, parse
from storage.audit import writes
from storage.engine.schema import INSTRUMENT

_PARSED: dict[str, Instrument] = {}
_CONTENT = select(INSTRUMENT.c.slug, INSTRUMENT.c.content).where(INSTRUMENT.c.hash == bindparam("hash")).limit(1)


def pinned(conn: Connection, content_hash: str) -> Instrument:
    """The instrument with this hash, as some period has pinned it."""
    known = _PARSED.get(content_hash)
    if known is None:
        row = conn.execute(_CONTENT, {"hash": content_hash}).one()
        known = _PARSED[content_hash] = parse(row.content, f"{row.slug}.yaml")
    return known


def field_of(conn: Connection, content_hash: str, variable: str, own: Mapping[str, str]) -> str:
    """The field (bidang) of a variable: the Pemda's own choice (`own`), else the instrument's; "" without one."""
    return own.get(variable) or (pinned(conn, content_hash).variable(variable).field if variable else "")


def pin(conn: Connection, slug: str) -> tuple[int, Instrument]:
    """The row of a packaged instrument, inserted when it is new. Raises InstrumentError if there is none of
    this name.
    """
    instrument = load_packaged(slug)
    same = select(INSTRUMENT.c.id).where(INSTRUMENT.c.slug == slug, INSTRUMENT.c.hash == instrument.content_hash)
    found = conn.execute(same).scalar()
    if found is None:
        values = {
            "slug": slug,
            "version": instrument.version,
            "hash": instrument.content_hash,
            "content": packaged_text(slug),
        }
        (found,) = writes.insert(conn, INSTRUMENT, values)
    writes.note(conn, INSTRUMENT, [found])  # another Pemda may have pinned it first
    return int(found), instrument


def renewed(conn: Connection, number: int) -> int:
    """The row of the newest version of the instrument in row `number`: what a new period takes where its source has an
    older one. The row itself where the program does not come with this instrument.
    """
    slug = conn.execute(select(INSTRUMENT.c.slug).where(INSTRUMENT.c.id == number)).scalar_one()
    return pin(conn, slug)[0] if slug in packaged_ids() else number
