"""Telegram update to event. A handler finds out who sent the update and what it means, and runs the turn."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from telegram import Chat, Update

from bot.flows.events import Event
from bot.flows.groups.base import GroupEvent
from bot.handlers import groups, internal, members, messages, shapes, taps
from bot.turn.delivery import Place
from core.foreign import read_json
from core.people.invitation import KEY as INVITED
from core.people.roles import Sender
from storage.messaging.arrivals import KINDS
from storage.messaging.inbox import Pending, Unreadable
from storage.messaging.trimmed import trimmed

HANDLERS = (*taps.HANDLERS, *messages.HANDLERS, *members.HANDLERS, *groups.HANDLERS)


class RunTurn(Protocol):
    """The turn of one inbox row: to be called once, with what the update means."""

    def __call__(self, sender: Sender, event: Event | GroupEvent, place: Place) -> Awaitable[None]: ...


async def handle(pending: Pending, run: RunTurn, skip: Callable[[], Awaitable[None]]) -> None:
    """Finds the handler of an update and awaits it. An update that means nothing here is only marked as done.

    Raises Unreadable before the turn has begun, and whatever the turn raises, which the lane counts as an attempt.
    """
    begun = False

    async def turn(sender: Sender, event: Event | GroupEvent, place: Place) -> None:
        nonlocal begun
        begun = True
        await run(sender, event, place)

    try:
        await _read(pending, turn)
    except shapes.Malformed as error:
        raise Unreadable(str(error)) from error
    except Exception as error:
        if begun:
            raise
        raise Unreadable from error
    if not begun:
        await skip()


async def _read(pending: Pending, run: RunTurn) -> None:
    """Runs the turn with what the update means; does nothing where it means nothing."""
    raw = dict(pending.content or trimmed(read_json(pending.body)))
    if internal.KEY in raw:
        await internal.handle(raw, run)
    elif not raw.keys().isdisjoint(KINDS):
        shapes.check(raw)
        update = Update.de_json(raw, None)
        chat = update.effective_chat
        if INVITED in raw and chat is not None and chat.type == Chat.PRIVATE:
            await messages.on_invitation(update, raw[INVITED], run)
            return
        if INVITED in raw and groups.in_group(chat):
            await groups.on_invitation(update, run)
            return
        found = next((one for one in HANDLERS if one.check_update(update) not in (None, False)), None)
        if found is not None:
            await found.callback(update, run)
