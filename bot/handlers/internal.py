"""Our own events, put into a person's lane by other transactions (a file was copied, or brings an
invitation; a list was read)."""

from typing import Any

from bot.flows.events import Begin, Changed, Event, OpdFileRead, OwnListRead, RegisterRead, WorkloadRead
from bot.turn.delivery import Place
from core.people.invitation import KEY as INVITED
from core.people.roles import Sender
from storage.messaging.arrivals import OURS

KEY = OURS


async def handle(raw: dict[str, Any], run: Any) -> None:
    """`raw` is {"pandu": {"kind": ..., "telegram_id": ..., ...}} as storage.messaging.inbox.put_internal wrote it."""
    body = raw[KEY]
    account = int(body["telegram_id"])
    await run(Sender(account, "", account), read(body), Place())


def read(body: dict[str, Any]) -> Event:
    """The event of an internal row. A kind that this version does not know only draws the screen again."""
    match body["kind"]:
        case "opd_file_read":
            return OpdFileRead.of(body["pemda"], body["name"], body)
        case "workload_read":
            return WorkloadRead.of(body["pemda"], body["opd"], body["name"], body)
        case "own_list_read":
            return OwnListRead.of(body["pemda"], body["asked"], body["name"], body)
        case "register_read":
            return RegisterRead.of(body["pemda"], body["opd"], body["asked"], body["name"], body)
        case kind if kind == INVITED:
            return Begin("mulai", invitation=body["invitation"])
        case _:
            return Changed()
