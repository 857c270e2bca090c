"""What is wrong with the bot as a whole, stored for `pandu doctor` and the next process."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, select

from storage.engine import settings
from storage.engine.schema import SETTING

_KEY = "condition:"


class Matter(StrEnum):
    TOKEN = "token_refused"  # Telegram does not know the bot any more
    RIVAL = "rival"  # another process asks for the updates of this bot
    WEBHOOK = "webhook"  # Telegram brings the updates of this bot to another address


@dataclass(frozen=True, slots=True)
class Condition:
    """`since` and `seen` are when it was first and last noticed; `told` is when ADMIN_IDS were last told."""

    matter: Matter
    since: datetime
    seen: datetime
    told: datetime | None = None


def find(conn: Connection, matter: Matter) -> Condition | None:
    kept = settings.get(conn, _KEY + matter)
    return _read(matter, kept) if kept else None


def note(conn: Connection, matter: Matter, now: datetime, told: datetime | None = None) -> Condition:
    """Notes that it is so at this moment. `told`: ADMIN_IDS are told now."""
    found = find(conn, matter) or Condition(matter, now, now)
    found = replace(found, seen=now, told=told or found.told)
    times = {name: at.isoformat() for name, at in asdict(found).items() if isinstance(at, datetime)}
    settings.put(conn, _KEY + matter, json.dumps(times))
    return found


def over(conn: Connection, matter: Matter) -> None:
    conn.execute(delete(SETTING).where(SETTING.c.key == _KEY + matter))


def present(conn: Connection) -> tuple[Condition, ...]:
    """All conditions that hold."""
    rows = conn.execute(select(SETTING).where(SETTING.c.key.in_([_KEY + matter for matter in Matter])))
    found = (_read(Matter(row.key.removeprefix(_KEY)), row.value) for row in rows)
    return tuple(sorted(found, key=lambda one: one.since))


def _read(matter: Matter, kept: str) -> Condition:
    return Condition(matter, **{name: datetime.fromisoformat(at) for name, at in json.loads(kept).items()})
