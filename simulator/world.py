"""The fake Telegram itself, all in memory: people, chats, messages, files, presses, one bot and its updates.

It knows nothing of HTTP. `simulator.methods` are the bot's side of it, `people` and `groups` the other side.
"""

import json
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from pathlib import Path
from typing import Any

from simulator.access import check_access
from simulator.entities import with_found
from simulator.errors import bad_request, forbidden
from simulator.faults import Faults
from simulator.files import FileStore
from simulator.flood import Flood, FloodLimits
from simulator.levers import Guide
from simulator.model import Call, Chat, Json, Message, Press, Toast, User, Violation
from simulator.updates import Pending, UpdateQueue
from simulator.view import chat_json, message_json, user_json
from simulator.waiting import PATIENCE, Bell, Clock, system_clock
from simulator.webhook import Webhook

CALLER: ContextVar[str] = ContextVar("caller", default="")
"""The name in the address of the call that is being carried out."""

Listener = Callable[[str, Any], None]
"""Called with what happened (message, edit, delete, press, answer, toast, person, call) and its object."""

_NUMBERS = count(1)
"""Tell the page whether the world is still the one it knows."""

ANONYMOUS = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
"""The account in whose name anonymous administrators write."""


class World:
    """Everything there is; see the package's docstring for how tests use it."""

    def __init__(
        self,
        *,
        seed: int = 1,
        clock: Clock = system_clock,
        token: str = "",
        bot_username: str = "pandu_matang_bot",
        flood: bool | FloodLimits = False,
        webhook_unit: float = 1.0,
        call_log: int = 20_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rng = random.Random(seed)
        self.clock = clock
        self.monotonic = monotonic
        self.bot = User(7_000_000_001, "PanduMatang", username=bot_username, is_bot=True)
        self.token = token or f"{self.bot.id}:SIM{self.rng.randbytes(16).hex()}"
        self.privacy = True
        self.local_files: Path | None = None
        """Set to a folder: files are given as a Bot API server in local mode gives them, by path and without limit."""
        self.guide = Guide()
        self.number = next(_NUMBERS)
        self.users: dict[int, User] = {self.bot.id: self.bot, ANONYMOUS.id: ANONYMOUS}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore(self.rng)
        self.faults = Faults(self.rng)
        self.bell = Bell()
        self.updates = UpdateQueue(clock, self.rng, self.faults, self.bell)
        self.webhook = Webhook(self.updates, self.faults, self.rng, clock, webhook_unit)
        self.presses: dict[str, Press] = {}
        self.spinning: set[str] = set()
        self.toasts: dict[int, list[Toast]] = {}
        self.profile: dict[str, Any] = {}
        self.calls: deque[Call] = deque(maxlen=call_log)
        self.counts: Counter[tuple[str, int]] = Counter()
        self.violations: list[Violation] = []
        self.flood: Flood | None = None
        self.set_flood(flood)
        self._listeners: list[Listener] = []
        self._last_ids: Counter[int] = Counter()

    # -- what tests read -------------------------------------------------------------------------------------

    @property
    def unconfirmed(self) -> int:
        """Updates that the bot has not confirmed: by offset, or by 2xx to the webhook."""
        return self.updates.unconfirmed

    @property
    def too_many(self) -> int:
        """How many calls were answered 429, by flood limits or by a fault."""
        return sum(number for (_, status), number in self.counts.items() if status == 429)

    def calls_of(self, *methods: str) -> list[Call]:
        return [call for call in self.calls if call.method in methods]

    def set_flood(self, flood: bool | FloodLimits) -> None:
        """Switch flood limits on (the usual ones or given ones) or off."""
        limits = flood if isinstance(flood, FloodLimits) else FloodLimits()
        self.flood = Flood(limits, self.monotonic) if flood else None

    def record(self, call: Call) -> None:
        self.calls.append(call)
        self.counts[call.method, call.status] += 1
        self.emit("call", call)

    async def until(self, condition: Callable[[], bool], timeout: float = PATIENCE) -> bool:
        """Wait until the condition holds; it is looked at after everything that happens."""
        return await self.bell.until(condition, timeout)

    # -- listeners ---------------------------------------------------------------------------------------------

    def emit(self, what: str, thing: Any) -> None:
        for listener in self._listeners:
            listener(what, thing)
        self.bell.ring()

    @contextmanager
    def subscribe(self, listener: Listener) -> Iterator[None]:
        """Hear everything that happens, while the context lasts."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    # -- people and chats --------------------------------------------------------------------------------------

    def add_user(self, user: User) -> Chat:
        """A person and the private chat with the bot."""
        self.users[user.id] = user
        chat = self.chats[user.id] = Chat(user.id, "private", user=user)
        self.emit("person", user)
        return chat

    def chat_named(self, raw: Any) -> Chat:
        """The chat of a chat_id parameter, wherever it went (Client.cpp, check_chat)."""
        if raw is None or raw == "":
            raise bad_request("chat_id is empty")
        try:
            chat = self.chats.get(int(raw))
        except ValueError:
            chat = None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def chat_for_writing(self, raw: Any) -> Chat:
        chat = self.chat_named(raw)
        if not chat.is_group and not chat.started and self.in_common(chat.id):
            raise forbidden("bot can't initiate conversation with a user")
        check_access(chat, self.bot.id, writing=True)
        return chat

    def in_common(self, user_id: int) -> bool:
        return any(chat.members.get(user_id) for chat in self.chats.values() if chat.is_group)

    # -- messages ----------------------------------------------------------------------------------------------

    def post(self, chat: Chat, sender: User, **fields: Any) -> Message:
        """Put a message into a chat. Supergroups count ids by themselves, all other chats together."""
        series = chat.id if chat.type == "supergroup" else 0
        self._last_ids[series] += 1
        message = Message(chat, self._last_ids[series], sender, int(self.clock()), caller=CALLER.get(), **fields)
        if message.text and not message.from_bot and message.forwarded is None:
            message.entities = with_found(message.text, message.entities)
        chat.add(message)
        self.emit("message", message)
        return message

    def say(self, chat: Chat, sender: User, **fields: Any) -> Message:
        """A person's message: it is put into the chat and, if the bot may see it, becomes an update."""
        message = self.post(chat, sender, **fields)
        person = message.extra.pop("_person", sender.id)
        self.deliver("message", message, person)
        return message

    def deliver(self, kind: str, message: Message, person: int) -> Pending | None:
        chat = message.chat
        chat.actions[person] = chat.revision
        if not self.sees(message):
            return None
        return self.updates.push(kind, dump(message_json(message)), f"m{chat.id}", person=person)

    def sees(self, message: Message) -> bool:
        """Privacy mode (core.telegram.org/bots/features#privacy-mode): commands, replies, service messages."""
        chat = message.chat
        if not chat.is_group:
            return not chat.blocked
        status = chat.members.get(self.bot.id, "left")
        if status not in ("member", "administrator"):
            return False
        if not self.privacy or status == "administrator" or message.kind == "service":
            return True
        if message.reply_to is not None:
            replied = chat.by_id.get(message.reply_to)
            if replied is not None and replied.sender is self.bot:
                return True
        if not message.text.startswith("/"):
            return f"@{self.bot.username}" in message.text
        command = message.text.split()[0]
        return "@" not in command or command.lower().endswith(f"@{self.bot.username}".lower())

    def bot_became(self, chat: Chat, by: User, before: Json, after: Json) -> None:
        """The bot hears what it is in a chat from now on, and who made it so."""
        change = {"chat": chat_json(chat), "from": user_json(by), "date": int(self.clock())}
        change |= {"old_chat_member": before, "new_chat_member": after}
        self.updates.push("my_chat_member", dump(change), f"b{chat.id}", person=by.id)

    def push_raw(self, kind: str, body: Any, lane: str = "raw") -> Pending | None:
        """Queue any JSON as an update, however odd."""
        return self.updates.push(kind, dump(body), lane)

    def press(self, user: User, message: Message, data: str) -> Press:
        """A button of a message is pressed; its owner waits for the answer."""
        press = Press(str(self.rng.randrange(10**17, 10**18)), user, message, data, self.clock())
        self.presses[press.id] = press
        self.spinning.add(press.id)
        message.chat.actions[user.id] = message.chat.revision
        self.emit("press", press)
        return press

    async def close(self) -> None:
        self.updates.end_poll(None)
        await self.webhook.close()
        self.emit("close", None)


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
