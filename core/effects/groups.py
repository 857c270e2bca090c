"""Orders about groups, carried out by `storage/groups/effects.py`. Binding and unbinding are the coordinator's right.
The others report what Telegram says has happened, and need no right.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BindGroup:
    """The group shows this Pemda from now on, in this topic. A group has one binding at a time; a new one moves the
    board.
    """

    chat_id: int
    thread_id: int | None
    title: str
    pemda: int


@dataclass(frozen=True, slots=True)
class UnbindGroup:
    """The group shows nothing any more, and its board loses its buttons."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class PinBoard:
    """Tries to pin the live board, the first time or again."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class LoseGroup:
    """The bot was removed from the group."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class MoveGroup:
    """The group became a supergroup with another number. The bot cannot reach the former messages any more."""

    chat_id: int
    to: int


@dataclass(frozen=True, slots=True)
class CloseTopic:
    """The topic of the board was closed; the board is not edited any more."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """The topic of the board is open again, or the bot may write again; the board is edited again."""

    chat_id: int


GroupEffect = BindGroup | UnbindGroup | PinBoard | LoseGroup | MoveGroup | CloseTopic | OpenTopic
