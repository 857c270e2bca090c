"""Alarms, merged: those who look after a Pemda are told of the first at once, then once an hour how many followed.

So a burst of thousands makes a few messages, and each further one costs only a counter.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.effects import TellRole
from core.people.roles import Role
from core.screen import Notice
from storage import effects
from storage.engine.schema import ALARM, PEMDA
from storage.orders.notices import notify

EVERY = timedelta(hours=1)
NOBODYS = 0
"""Stands for a Pemda where something belongs to none."""
ASIDE, WORK = "aside", "work"
"""Topics: updates that were set aside, and pieces of the clock's work that were."""

_ONE = (ALARM.c.topic == bindparam("of_topic"), ALARM.c.pemda_id == bindparam("of_pemda"))
_TELL = {
    name: (new := dialect.insert(ALARM)).on_conflict_do_update(
        index_elements=["topic", "pemda_id"], set_={"told_at": new.excluded.told_at, "untold": 0}
    )
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True, slots=True)
class HeldBack:
    """How much happened since the last message, an hour ago. `pemda` None: it belongs to none."""

    topic: str
    pemda: int | None
    count: int


def note(conn: Connection, topic: str, pemda: int | None, now: datetime) -> int:
    """Counts something that is worth an alarm. Returns how much to tell now; 0: it will be told within the hour."""
    this = {"of_topic": topic, "of_pemda": pemda or NOBODYS}
    row = conn.execute(select(ALARM.c.told_at, ALARM.c.untold).where(*_ONE), this).first()
    if row is not None and now - row.told_at < EVERY:
        conn.execute(update(ALARM).where(*_ONE).values(untold=ALARM.c.untold + 1), this)
        return 0
    told(conn, topic, pemda, now)
    return 1 + (row.untold if row else 0)


def held_back(conn: Connection, now: datetime) -> list[HeldBack]:
    """What was counted and is to be told now."""
    rows = conn.execute(select(ALARM).where(ALARM.c.untold > 0, ALARM.c.told_at <= now - EVERY))
    return [HeldBack(row.topic, row.pemda_id or None, row.untold) for row in rows]


def told(conn: Connection, topic: str, pemda: int | None, now: datetime) -> None:
    values = {"topic": topic, "pemda_id": pemda or NOBODYS, "told_at": now, "untold": 0}
    conn.execute(_TELL[conn.dialect.name], values)


def lists(conn: Connection, pemda: int | None) -> int | None:
    """The Pemda whose list shows it. What belongs to no Pemda is shown in the list of the only one, and to ADMIN_IDS in
    every list. None: there is no Pemda.
    """
    if pemda is not None:
        return pemda
    found: int | None = conn.execute(select(PEMDA.c.id).order_by(PEMDA.c.id).limit(1)).scalar()
    return found


def tell(conn: Connection, pemda: int | None, notice: Notice, actor: effects.Actor) -> None:
    """Tells the coordinators of the Pemda, or ADMIN_IDS where none of them can be reached. What belongs to no Pemda is
    told to ADMIN_IDS, or where there are none to the coordinators of the only Pemda.
    """
    if pemda is None and actor.admin_ids:
        notify(conn, sorted(actor.admin_ids), notice, actor)
        return
    pemdas = [pemda] if pemda is not None else conn.execute(select(PEMDA.c.id).limit(2)).scalars().all()
    if len(pemdas) == 1:
        effects.apply(conn, TellRole(pemdas[0], Role.COORDINATOR, notice), actor)
