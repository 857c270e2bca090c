"""What the fake Telegram is made of: people, files, buttons, messages, chats, presses, calls."""

from dataclasses import dataclass, field
from typing import Any

from simulator.waiting import PATIENCE, Bell

Json = dict[str, Any]


@dataclass(slots=True)
class User:
    """An account. `about` and `start` are only for the chat page: a word in the list of people, and what pressing
    MULAI sends to the bot, as after following its link."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    is_bot: bool = False
    language_code: str | None = "id"
    about: str = ""
    start: str = ""


@dataclass(slots=True)
class StoredFile:
    """One uploaded file. Its unique id stays when it is sent again; the same bytes uploaded anew get another."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    data: bytes | None
    width: int = 0
    height: int = 0
    sizes: "list[StoredFile]" = field(default_factory=list)
    """Photos only: smaller sizes first, this file last (as Telegram lists them)."""


@dataclass(slots=True, frozen=True)
class Button:
    """An inline button: exactly one of data, url and copy is set for those reproduced here."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    style: str | None = None


@dataclass(slots=True)
class Edit:
    """What a message said before it was changed, and when that happened."""

    at: float
    text: str
    html: str
    buttons: list[list[Button]]


@dataclass(slots=True, eq=False)
class Message:
    """A message as everyone in the chat sees it now; `edits` remembers the former texts."""

    chat: "Chat"
    id: int
    sender: User
    date: int
    kind: str = "text"
    text: str = ""
    html: str = ""
    entities: list[Json] = field(default_factory=list)
    buttons: list[list[Button]] = field(default_factory=list)
    reply_keyboard: Json | None = None
    file: StoredFile | None = None
    album: str | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    sender_chat: "Chat | None" = None
    forwarded: Json | None = None
    extra: Json = field(default_factory=dict)
    """Fields of service messages and rare kinds, as the Bot API names them."""
    edited_at: float | None = None
    edits: list[Edit] = field(default_factory=list)
    deleted: bool = False
    revision: int = 0
    """The chat's count of changes at this message's last change."""
    caller: str = ""
    """The name a bot gave itself in its address, of messages a call made."""

    @property
    def from_bot(self) -> bool:
        return self.sender.is_bot and self.sender_chat is None

    @property
    def labels(self) -> list[str]:
        return [button.text for row in self.buttons for button in row]

    def button(self, label: str) -> Button | None:
        """The button so labelled; otherwise the only one whose label contains the words."""
        every = [button for row in self.buttons for button in row]
        for button in every:
            if button.text == label:
                return button
        close = [button for button in every if label in button.text]
        return close[0] if len(close) == 1 and len(label) > 2 else None

    def screen(self) -> str:
        """The message as plain text, buttons in rows of [label]."""
        who = "bot" if self.from_bot else self.sender.first_name
        lines = [f"{who}: " + (f"({self.kind}) " if self.kind != "text" else "") + self.text]
        lines += [" ".join(f"[{button.text}]" for button in row) for row in self.buttons]
        return "\n".join(lines)


@dataclass(slots=True)
class Topic:
    """A forum topic; its id is that of the service message that opened it."""

    id: int
    name: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """What the bot shows that it is doing in a chat: "typing", "upload_photo" and so on."""

    chat: "Chat"
    name: str


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, a basic group or a supergroup, with everything said in it."""

    id: int
    type: str
    title: str = ""
    user: User | None = None
    forum: bool = False
    members: dict[int, str] = field(default_factory=dict)
    """User id -> creator | administrator | member | left | kicked (groups)."""
    rights: Json = field(default_factory=dict)
    """The bot's administrator rights in this group."""
    bot_may_write: bool = True
    topics: dict[int, Topic] = field(default_factory=dict)
    migrated_to: int | None = None
    started: bool = False
    """Private chats: the person has written to the bot, so the bot may write."""
    blocked: bool = False
    deactivated: bool = False
    messages: list[Message] = field(default_factory=list)
    by_id: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    revision: int = 0
    actions: dict[int, int] = field(default_factory=dict)
    """Person id -> the revision at that person's newest action here."""
    read: dict[int, int] = field(default_factory=dict)
    bell: Bell = field(default_factory=Bell)

    @property
    def is_group(self) -> bool:
        return self.type != "private"

    @property
    def visible(self) -> list[Message]:
        return [message for message in self.messages if not message.deleted]

    @property
    def from_bot(self) -> list[Message]:
        return [message for message in self.visible if message.from_bot]

    @property
    def last_from_bot(self) -> Message | None:
        return next((m for m in reversed(self.messages) if m.from_bot and not m.deleted), None)

    def screen(self, last: int = 12) -> str:
        """The newest messages as plain text, for reading failures."""
        return "\n\n".join(message.screen() for message in self.visible[-last:])

    def add(self, message: Message) -> None:
        self.messages.append(message)
        self.by_id[message.id] = message
        self.touch(message)

    def touch(self, message: Message) -> None:
        """Count a change and wake those who wait for one."""
        self.revision += 1
        message.revision = self.revision
        self.bell.ring()

    async def changed(self, timeout: float = PATIENCE) -> bool:
        """True when something was said, edited or deleted here in time."""
        return await self.bell.heard(timeout)


@dataclass(slots=True, eq=False)
class Press:
    """A pressed button: the spinner turns until it is answered."""

    id: str
    user: User
    message: Message
    data: str
    at: float
    answered_at: float | None = None
    toast: str | None = None
    alert: bool = False
    url: str | None = None
    bell: Bell = field(default_factory=Bell)

    async def answered(self, timeout: float = PATIENCE) -> bool:
        return await self.bell.until(lambda: self.answered_at is not None, timeout)


@dataclass(slots=True, frozen=True)
class Toast:
    """What a callback answer showed to the person."""

    text: str
    alert: bool
    at: float


@dataclass(slots=True)
class Call:
    """One call of the bot; status 0 means that the connection was cut before an answer."""

    method: str
    params: Json
    at: float
    status: int = 0
    error: str = ""
    fault: str = ""
    chat_id: int | None = None


@dataclass(slots=True, frozen=True)
class Violation:
    """A call that does not fit the Bot API's schema: a fault of the bot, never of the network."""

    method: str
    problem: str
