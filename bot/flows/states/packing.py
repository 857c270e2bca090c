"""A state as the conversation's row stores it between two updates."""

from dataclasses import fields
from typing import Any

from bot.flows.base import State


def pack(state: State) -> dict[str, Any]:
    """State as JSON for the conversation row."""
    values = {entry.name: getattr(state, entry.name) for entry in fields(state)}
    return {"is": type(state).__name__, **values}


def unpack(packed: dict[str, Any]) -> State | None:
    """The state that was packed; None when this version does not know it, and the flow then begins anew."""
    kind = State.KINDS.get(packed.get("is", ""))
    if kind is None:
        return None
    known = {entry.name for entry in fields(kind)}  # what a former version kept besides is dropped
    try:
        return kind(**{key: _frozen(value) for key, value in packed.items() if key in known})
    except TypeError:
        return None


def _frozen(value: Any) -> Any:
    """JSON has only lists; a state has tuples."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
