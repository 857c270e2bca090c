"""Orders about groups; `storage/groups/effects.py` carries them out. Binding and unbinding need a coordinator; the
others report what Telegram says has happened, so nobody needs a right for them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BindGroup:
    """The group shows this Pemda from now on, in this topic. A group has one binding: a new one moves the board."""

    chat_id: int
    thread_id: int | None
    title: str
    pemda: int


@dataclass(frozen=True, slots=True)
class UnbindGroup:
    """The group shows nothing any more; its board loses its buttons."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class PinBoard:
    """Tries to pin the live board (again)."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class LoseGroup:
    """The bot was removed from the group."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class MoveGroup:
    """The group became a supergroup of another number, where the old messages are out of the bot's reach."""

    chat_id: int
    to: int


@dataclass(frozen=True, slots=True)
class CloseTopic:
    """The board's topic was closed: the board stops."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """The board's topic is open (again), or the bot may write: the board goes on."""

    chat_id: int


GroupEffect = BindGroup | UnbindGroup | PinBoard | LoseGroup | MoveGroup | CloseTopic | OpenTopic
