"""Registers of OPD as one person may see them: of the own OPD, or of a Pemda that the person coordinates."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from core.assessment.model import PeriodStatus
from core.assessment.subjects import Subject
from core.instrument.model import Instrument
from core.pemda.naming import called
from core.register.model import Register, RegisterFacts, RegisterLine, Registers, RegisterWish, is_red
from storage.assessment import instruments
from storage.engine.schema import INSTRUMENT, OPD, OPD_NAME, OPD_SHORT, PERIOD, SUBJECT, AnyRow
from storage.pemda import opinions
from storage.people.facts import AccountHolder

_OPDS = select(OPD.c.id, OPD.c.pemda_id, OPD.c.code, OPD_NAME, OPD_SHORT)
_LINES = select(SUBJECT).order_by(SUBJECT.c.code, SUBJECT.c.id)


def load(conn: Connection, who: AccountHolder, wish: RegisterWish, now: datetime) -> RegisterFacts:
    """What this person may know of what is wished for. Rights come only from memberships."""
    if wish.pemda is not None:
        allowed = wish.pemda in who.coordinated
        today = now.astimezone(who.pemdas[wish.pemda].zone).date() if allowed else now.date()
        return RegisterFacts(region=_region(conn, wish.pemda, wish.instrument, today) if allowed else None)
    row = conn.execute(_OPDS.where(OPD.c.id == wish.opd)).one_or_none()
    if row is None or (row.id not in who.opds and row.pemda_id not in who.coordinated):
        return RegisterFacts()
    known = list(_instruments(conn, row.pemda_id))
    instrument = next((one for one in known if wish.instrument in ("", one.id)), None)
    if instrument is None:
        return RegisterFacts()
    found = _register(conn, row, instrument, who.places.get(row.pemda_id, ""))
    return RegisterFacts(replace(found, others=tuple(one for one in known if one.id != instrument.id)))


def find(conn: Connection, opd: int, instrument: str) -> Register:
    """Raises LookupError where there is no such OPD, or no instrument with registers."""
    row = conn.execute(_OPDS.where(OPD.c.id == opd)).one_or_none()
    found = _instrument(conn, row.pemda_id, instrument) if row is not None else None
    if row is None or found is None:
        raise LookupError(opd)
    return _register(conn, row, found)


def _register(conn: Connection, row: AnyRow, instrument: Instrument, place: str = "") -> Register:
    mine = (SUBJECT.c.opd_id == row.id, SUBJECT.c.kind == instrument.subject)
    lines = tuple(map(subject_of, conn.execute(_LINES.where(*mine))))
    names = (called(row.name, place), called(row.short, place))
    return Register(row.pemda_id, row.id, row.code, *names, instrument, lines)


def subject_of(row: AnyRow) -> Subject:
    return Subject(row.kind, row.code, row.name, row.attributes, row.id, row.retired_at is not None)


def _region(conn: Connection, pemda: int, wanted: str, today: date) -> Registers | None:
    known = list(_instruments(conn, pemda))
    instrument = next((one for one in known if one.id == wanted), None) or next(iter(known), None)
    if instrument is None:
        return None
    in_use = (OPD.c.pemda_id == pemda, SUBJECT.c.kind == instrument.subject, SUBJECT.c.retired_at.is_(None))
    lines: dict[int, list[Subject]] = defaultdict(list)
    for row in conn.execute(_LINES.join(OPD, OPD.c.id == SUBJECT.c.opd_id).where(*in_use)):
        lines[row.opd_id].append(subject_of(row))
    opds = conn.execute(_OPDS.where(OPD.c.pemda_id == pemda, OPD.c.removed_at.is_(None)).order_by(OPD.c.code, OPD.c.id))
    listed = tuple(_line(row, lines[row.id], instrument, today) for row in opds)
    others = tuple(one for one in known if one.id != instrument.id)
    letters = opinions.of_pemda(conn, pemda) if instrument.subject == "service" else ()
    return Registers(pemda, instrument, listed, others, letters)


def _line(row: AnyRow, lines: list[Subject], instrument: Instrument, today: date) -> RegisterLine:
    red = sum(is_red(instrument.attributes, one, today) for one in lines)
    return RegisterLine(row.id, row.code, row.name, row.short, len(lines), red)


def _instrument(conn: Connection, pemda: int, wanted: str) -> Instrument | None:
    """The instrument of this id as the Pemda's newest period has pinned it, else as it is on the shelf; of "" the first
    there is.
    """
    return next((one for one in _instruments(conn, pemda) if wanted in ("", one.id)), None)


def _instruments(conn: Connection, pemda: int) -> Iterator[Instrument]:
    """Instruments with registers, each once: of the Pemda's periods, the newest first, then of the shelf."""
    pinned = (
        select(INSTRUMENT.c.slug, INSTRUMENT.c.hash)
        .join(PERIOD, PERIOD.c.instrument_id == INSTRUMENT.c.id)
        .where(PERIOD.c.pemda_id == pemda, PERIOD.c.status != PeriodStatus.DRAFT.value)
        .order_by(PERIOD.c.id.desc())
    )
    known: set[str] = set()
    for row in conn.execute(pinned).all():
        one = instruments.pinned(conn, row.hash)
        if one.subject != "opd" and one.id not in known:
            known.add(one.id)
            yield one
    for shelved in instruments.shelf(conn):
        if shelved.instrument.subject != "opd" and shelved.id not in known:
            yield shelved.instrument
