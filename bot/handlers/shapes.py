"""The shape of updates: every part that a handler reads, with its type and limits.

Checked once, before anything is read. An update of another shape is unreadable, and is set aside at once instead of
failing somewhere in a turn. Other parts of an update are ignored.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from core.foreign import LIMIT

Number = Annotated[int, Field(gt=-LIMIT, lt=LIMIT)]
Account = Annotated[int, Field(gt=0, lt=LIMIT)]
MessageNumber = Annotated[int, Field(gt=0, lt=LIMIT)]
OldNumber = Annotated[int, Field(ge=0, lt=LIMIT)]  # no Literal[0]: that takes False for 0
Token = Annotated[str, Field(pattern=r"^[\x20-\x7e]*$")]
"""Text made by Telegram itself: file_ids, callback data, albums. Words of people may contain anything, and
are cleaned."""


class _Shape(BaseModel):
    """Types are exact: "7" is no number, and neither is 7.0."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class User(_Shape):
    id: Account
    first_name: str
    last_name: str = ""


class Chat(_Shape):
    """Telegram's numbers of groups and channels are negative."""

    id: Number
    type: Literal["private", "group", "supergroup", "channel"]
    title: str = ""

    @model_validator(mode="after")
    def _numbered_by_type(self) -> "Chat":
        if (self.id > 0) != (self.type == "private"):
            raise ValueError("the number of a chat and its type contradict each other")
        return self


class Part(_Shape):
    """A photo in one of its sizes, or a document."""

    file_id: Token
    file_unique_id: Token
    file_size: Annotated[int, Field(ge=0, lt=LIMIT)] = 0
    file_name: str = ""
    mime_type: str = ""


class Entity(_Shape):
    type: str
    offset: Number
    length: Number
    url: str = ""


class Replied(_Shape):
    sender: User | None = Field(None, alias="from")
    text: str = ""


class Place(_Shape):
    """The message of a pressed button; of an old one only the number is known."""

    message_id: OldNumber
    chat: Chat
    message_thread_id: Number | None = None
    is_topic_message: bool = False


class Message(_Shape):
    message_id: MessageNumber
    chat: Chat
    sender: User | None = Field(None, alias="from")
    sender_chat: Chat | None = None
    message_thread_id: Number | None = None
    is_topic_message: bool = False
    text: str = ""
    caption: str = ""
    entities: list[Entity] = []
    caption_entities: list[Entity] = []
    media_group_id: Token = ""
    photo: Annotated[list[Part], Field(min_length=1)] | None = None
    document: Part | None = None
    reply_to_message: Replied | None = None
    migrate_to_chat_id: Number | None = None
    migrate_from_chat_id: Number | None = None


class Press(_Shape):
    id: Token
    sender: User = Field(alias="from")
    message: Place | None = None
    data: str = ""


class Member(_Shape):
    status: str
    is_member: bool = False
    can_pin_messages: bool = False


class Change(_Shape):
    chat: Chat
    sender: User = Field(alias="from")
    old_chat_member: Member
    new_chat_member: Member


class Incoming(_Shape):
    update_id: Number
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: Change | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> "Incoming":
        """An update is about one thing, and a private chat has the number of its person."""
        things = (self.message, self.edited_message, self.callback_query, self.my_chat_member)
        if sum(thing is not None for thing in things) != 1:
            raise ValueError("an update is about one thing")
        chat, sender = self._place()
        if chat is not None and chat.type == "private" and (sender is None or sender.id != chat.id):
            raise ValueError("somebody writes in the private chat of another")
        return self

    def _place(self) -> tuple[Chat | None, User | None]:
        if self.callback_query is not None:
            place = self.callback_query.message
            return (place.chat if place else None), self.callback_query.sender
        thing = self.message or self.edited_message or self.my_chat_member
        assert thing is not None
        return thing.chat, thing.sender


class Malformed(Exception):
    """What is wrong, in names of our own fields, without anything of what was sent."""


def check(update: Mapping[str, Any]) -> None:
    """Raises Malformed for an update of another shape."""
    try:
        Incoming.model_validate(update)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        said = (f"{'.'.join(map(str, fault['loc'])) or 'update'}: {fault['type']}" for fault in faults[:5])
        raise Malformed("not what an update looks like: " + ", ".join(said)) from None
