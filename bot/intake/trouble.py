"""What people are told when an update fails: the sender soon and politely, the coordinators when it is set aside.

Stored in a transaction of its own, after the attempt was counted (`bot/intake/lanes.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.texts import faults
from bot.texts.operations import alarms as alarm_texts
from core.foreign import part, words
from core.screen import Notice, steady
from storage import effects
from storage.database import Connection, Database
from storage.messaging import aside, outbox
from storage.messaging.arrivals import OURS
from storage.messaging.aside import Aside
from storage.messaging.contents import Answer, Message
from storage.messaging.inbox import Pending
from storage.messaging.outbox import Call, Kind, Priority
from storage.operations import alarms
from storage.operations.alarms import ASIDE
from storage.people import facts as people_facts

SPEAK_AFTER = 2
"""Failed attempts after which the sender is told. A first failure is usually over before anybody notices."""


@dataclass(frozen=True, slots=True)
class FailureNotices:
    """Tells people about failed updates. `wake` has the courier look into the outbox at once."""

    database: Database
    admin_ids: frozenset[int]
    clock: Callable[[], datetime]
    wake: Callable[[], None]

    async def tell(self, pending: Pending, error: str, set_aside: bool) -> None:
        """`pending.attempts` includes the failure."""
        if not set_aside and pending.attempts != SPEAK_AFTER:
            return
        now = self.clock()
        await self.database.submit(lambda conn: self._tell(conn, pending, set_aside, now))
        self.wake()

    def _tell(self, conn: Connection, pending: Pending, set_aside: bool, now: datetime) -> None:
        account = aside.account_of(pending.lane)
        if account is not None:
            call = _to_sender(account, aside.update_of(pending.body), set_aside, pending.attempts)
            outbox.add(conn, [call] if call else [], now, sending=False)
        if set_aside:
            self._alarm(conn, pending, account, now)

    def _alarm(self, conn: Connection, pending: Pending, account: int | None, now: datetime) -> None:
        """Tells the coordinators of the sender's Pemda, or ADMIN_IDS for updates of strangers and groups. Where
        somebody was told within the hour, it is counted and told later.
        """
        actor = effects.Actor(None, None, now, self.admin_ids)
        theirs = sorted(people_facts.known(conn, account or 0, is_admin=False).pemdas)
        for pemda in theirs or (None,):
            count = alarms.note(conn, ASIDE, pemda, now)
            found = aside.find(conn, pending.id, pemda) if count else None
            if found is not None:
                alarms.tell(conn, pemda, _notice(found, count, alarms.lists(conn, pemda)), actor)


def _notice(found: Aside, count: int, pemda: int | None) -> Notice:
    """The alarm. `pemda` is the one whose list shows it."""
    if count > 1:
        rows = ((alarm_texts.see_list(ASIDE, pemda),),) if pemda else ()
        return Notice(alarm_texts.set_aside(count), rows)
    text = faults.set_aside(found.who, found.opd_short, found.what, found.unreadable)
    if not pemda:
        return Notice(text)
    buttons = (steady(faults.TRY_AGAIN, "retry", found.id, pemda), steady(faults.SEE_DETAILS, "aside", found.id, pemda))
    return Notice(text, (buttons,))


def _to_sender(account: int, update: Mapping[str, object], set_aside: bool, attempts: int) -> Call | None:
    if "callback_query" in update:
        told_before = set_aside and attempts >= SPEAK_AFTER
        answer = Answer(words(part(update, "callback_query"), "id"), faults.KEPT if set_aside else faults.PRESS_AGAIN)
        return None if told_before or not answer.id else Call(account, Kind.ANSWER, answer, Priority.ANSWER)
    if OURS in update:
        return None
    text = faults.KEPT if set_aside else faults.TROUBLE
    return Call(account, Kind.SEND, Message(text), Priority.NOTICE)
