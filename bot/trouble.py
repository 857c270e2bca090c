"""What people are told when an update fails: the sender soon and politely, the coordinators when it is set aside.

Written in a transaction of its own, after the attempt was counted (`bot/lanes.py`).
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.texts import faults
from core.effects import TellRole
from core.people import Role
from core.screen import Notice, steady
from storage import aside, effects, facts_person, outbox
from storage.aside import Aside
from storage.database import Connection, Database
from storage.effects_messages import notify
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
            call = _to_sender(account, _update(pending.body), set_aside, pending.attempts)
            outbox.add(conn, [call] if call else [], now, sending=False)
        if set_aside:
            self._alarm(conn, pending, account, now)

    def _alarm(self, conn: Connection, pending: Pending, account: int | None, now: datetime) -> None:
        """To the coordinators of the Pemda whose person sent it; what strangers and groups sent to ADMIN_IDS, who are
        told as well where a Pemda has no coordinator within reach. Without any, to those of the only Pemda there is."""
        actor = effects.Actor(None, None, now, self.admin_ids)
        everywhere = sorted(facts_person.known(conn, 0, is_admin=True).pemdas)
        theirs = sorted(facts_person.known(conn, account or 0, is_admin=False).pemdas)
        for pemda in theirs or everywhere:
            found = _found(aside.of_pemda(conn, pemda), pending)
            if found is not None and (theirs or not self.admin_ids):
                effects.apply(conn, TellRole(pemda, Role.COORDINATOR, _notice(found, [pemda])), actor)
        found = _found(aside.everywhere(conn), pending)
        if found is not None and not theirs:
            notify(conn, sorted(self.admin_ids), _notice(found, everywhere), actor)


def _found(rows: Iterable[Aside], pending: Pending) -> Aside | None:
    return next((row for row in rows if row.id == pending.id), None)


def _notice(found: Aside, pemdas: list[int]) -> Notice:
    """The alarm. Its details stand in the list of one Pemda; what strangers send where there are several, in none."""
    text = faults.set_aside(found.who, found.opd_short, found.what, found.unreadable)
    buttons = [steady(faults.TRY_AGAIN, "retry", found.id, *pemdas[:1])] if pemdas else []
    if len(pemdas) == 1:
        buttons.append(steady(faults.SEE_DETAILS, "aside", found.id, *pemdas))
    return Notice(text, (tuple(buttons),) if buttons else ())


def _to_sender(account: int, update: dict[str, Any], set_aside: bool, attempts: int) -> Call | None:
    press = update.get("callback_query")
    if isinstance(press, dict):
        told_before = set_aside and attempts >= SPEAK_AFTER
        body = {"id": str(press.get("id", "")), "text": faults.KEPT if set_aside else faults.PRESS_AGAIN}
        return None if told_before or not body["id"] else Call(account, Kind.ANSWER, body, Priority.ANSWER)
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
