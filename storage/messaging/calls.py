"""The vocabulary of the outbox: a call to Telegram, what it is about, how urgent it is, how it went."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Literal

from storage.messaging.contents import Content


class Kind(StrEnum):
    """Which method of Telegram is called."""

    ANSWER = "answer"  # answerCallbackQuery
    SEND = "send"
    EDIT = "edit"
    STRIP = "strip"  # take the buttons away
    DELETE = "delete"
    PIN = "pin"  # without a sound
    UNPIN = "unpin"
    DOCUMENT = "document"
    PHOTO = "photo"
    ALBUM = "album"  # two to ten files of one kind


ON_A_MESSAGE = (Kind.EDIT, Kind.STRIP, Kind.DELETE, Kind.PIN, Kind.UNPIN)
"""Calls that change a message that is there."""


class Priority(IntEnum):
    """What is sent first when the pace is limited. Records, and the removal of a former screen, are sent when all else
    has arrived, and may be left out.
    """

    ANSWER = 0
    SCREEN = 1
    NOTICE = 2
    BOARD = 3
    BROADCAST = 4
    RECORD = 5


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `again`: sent once more when its outcome is unknown. `target_outbox` names the row whose message is
    meant, while its number is not known yet; else `target_message`."""

    chat_id: int
    kind: Kind
    content: Content
    priority: Priority
    again: bool = False
    target_outbox: int | None = None
    target_message: int | None = None
    revision: int = 0
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """A call with its row. `attempts` counts this one. An edit without any target message is sent as a new one."""

    id: int
    call: Call
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Result:
    """How a call went. `message_id`: of the message sent or edited. "waiting": not sent, again at `next_at`. "skipped":
    not wanted any more. `answered`: "unsure", but a server refused it with a fault of its own (5xx). `attempts`: the
    number it is to count from, where it is not the one it was claimed with."""

    id: int
    state: Literal["sent", "failed", "skipped", "waiting", "unsure"]
    message_id: int | None = None
    error: str = ""
    next_at: datetime | None = None
    answered: bool = False
    attempts: int | None = None
