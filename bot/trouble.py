"""What people are told when an update fails: the sender soon and politely, the coordinators when it is set aside.

Written in a transaction of its own, after the attempt was counted (`bot/lanes.py`).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.texts import faults
from core.effects import TellRole
from core.people import Role
from core.screen import Notice, steady
from storage import aside, effects, facts_person, outbox
from storage.database import Connection, Database
from storage.inbox import Pending
from storage.outbox import Call, Kind, Priority

SPEAK_AFTER = 2
"""Failed attempts: the first one is usually over before anybody notices."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Tells of failed updates. `wake` lets the courier look at the outbox at once."""

    database: Database
    admin_ids: frozenset[int]
    clock: Callable[[], datetime]
    wake: Callable[[], None]

    async def tell(self, pending: Pending, error: str, set_aside: bool) -> None:
        """`pending.attempts` counts the failure that is told of."""
        if not set_aside and pending.attempts != SPEAK_AFTER:
            return
        now = self.clock()
        await self.database.submit(lambda conn: self._tell(conn, pending, set_aside, now))
        self.wake()

    def _tell(self, conn: Connection, pending: Pending, set_aside: bool, now: datetime) -> None:
        account = aside.account_of(pending.lane)
        if account is not None:
            call = _to_sender(account, _update(pending.body), set_aside)
            outbox.add(conn, [call] if call else [], now, sending=False)
        if set_aside:
            self._alarm(conn, pending, account, now)

    def _alarm(self, conn: Connection, pending: Pending, account: int | None, now: datetime) -> None:
        """To the coordinators of the Pemda whose contact sent it; where there is none, to everybody who coordinates."""
        known = facts_person.known(conn, account or 0, is_admin=False)
        pemdas = set(known.pemdas) or set(facts_person.known(conn, 0, is_admin=True).pemdas)
        actor = effects.Actor(None, None, now, self.admin_ids)
        for pemda in sorted(pemdas):
            found = next((row for row in aside.of_pemda(conn, pemda) if row.id == pending.id), None)
            if found is not None:
                text = faults.set_aside(found.who, found.opd_short, found.what)
                retry = steady(faults.TRY_AGAIN, "retry", found.id, pemda)
                rows = ((retry, steady(faults.SEE_DETAILS, "aside", found.id, pemda)),)
                effects.apply(conn, TellRole(pemda, Role.COORDINATOR, Notice(text, rows)), actor)


def _to_sender(account: int, update: dict[str, Any], set_aside: bool) -> Call | None:
    press = update.get("callback_query")
    if isinstance(press, dict):
        body = {"id": str(press.get("id", "")), "text": faults.PRESS_AGAIN}
        return None if set_aside else Call(account, Kind.ANSWER, body, Priority.ANSWER)
    if "pandu" in update:
        return None
    text = faults.KEPT if set_aside else faults.TROUBLE
    return Call(account, Kind.SEND, {"text": text, "rows": [], "rev": 0}, Priority.NOTICE)


def _update(body: str) -> dict[str, Any]:
    """The raw update, {} where it is no JSON object."""
    try:
        update = json.loads(body)
    except ValueError:
        return {}
    return update if isinstance(update, dict) else {}
