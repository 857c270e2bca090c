"""Telegram update to event. A handler finds out who sent the update and what it means, and runs the turn."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from telegram import Chat, Update

from bot.flows.base import Event
from bot.flows.groups.base import GroupEvent
from bot.handlers import groups, internal, members, messages, shapes, taps
from bot.turn.delivery import Place
from core.foreign import part
from core.people.invitation import KEY as INVITED
from core.people.roles import Sender
from storage.messaging.arrivals import KINDS
from storage.messaging.inbox import Pending, Unreadable

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
        await _read(pending.body, turn)
    except shapes.Malformed as error:
        raise Unreadable(str(error)) from error
    except Exception as error:
        if begun:
            raise
        raise Unreadable from error
    if not begun:
        await skip()


async def _read(body: str, run: RunTurn) -> None:
    """Runs the turn with what the update means; does nothing where it means nothing."""
    raw = json.loads(body)
    if not isinstance(raw, dict):
        raise ValueError("an update is an object")
    if internal.KEY in raw:
        await internal.handle(raw, run)
    elif not raw.keys().isdisjoint(KINDS):
        shapes.check(raw)
        update = Update.de_json(_lean(raw), None)
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


def _lean(raw: dict[str, Any]) -> dict[str, Any]:
    """The update without what is not read here: the screen of a pressed button, the words that are replied to.

    Parsing them costs more than all the rest of a press (measured).
    """
    press, message = raw.get("callback_query"), raw.get("message")
    if press and press.get("message"):
        return {**raw, "callback_query": {**press, "message": _pressed(press["message"])}}
    if message and "reply_to_message" in message and _private(message):
        replied = message["reply_to_message"]
        kept = {key: value for key, value in replied.items() if key in _PRESSED}
        return {**raw, "message": {**message, "reply_to_message": {**kept, **_pressable(replied)}}}
    return raw


def _pressed(message: dict[str, Any]) -> dict[str, Any]:
    """Where the button is, and whether that message has a file. Which file does not matter."""
    kept = {key: value for key, value in message.items() if key in _PRESSED}
    return kept if message.keys().isdisjoint(("photo", "document")) else {**kept, "document": _SOME_FILE}


def _pressable(message: dict[str, Any]) -> dict[str, Any]:
    """The buttons of a message that is replied to, without their labels: they say what it is about."""
    rows = part(message, "reply_markup").get("inline_keyboard")
    found = [part(one).get("callback_data") for row in rows or () if isinstance(row, list) for one in row]
    data = [[{"text": "-", "callback_data": one}] for one in found if isinstance(one, str)]
    return {"reply_markup": {"inline_keyboard": data}} if data else {}


def _private(message: dict[str, Any]) -> bool:
    """Whether the chat is private. In groups the message that is replied to matters."""
    return bool(message["chat"]["type"] == "private")


_SOME_FILE = {"file_id": "-", "file_unique_id": "-"}
_PRESSED = ("message_id", "message_thread_id", "is_topic_message", "date", "chat", "from")
