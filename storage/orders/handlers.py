"""Which function carries out which order. Each room of storage lists its own as EFFECTS; `storage/effects.py` merges
them."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection

from storage.orders.rights import Actor

Handler = Callable[[Connection, Any, Actor], object]
Handlers = dict[type, Handler]
Order = TypeVar("Order")


def handler(order: type[Order], function: Callable[[Connection, Order, Actor], object]) -> tuple[type, Handler]:
    """A line of a table. The type checker holds that the function takes this order."""
    return order, function


def handlers(*lines: tuple[type, Handler]) -> Handlers:
    """A table of these lines. Raises ValueError where an order has two handlers."""
    found = dict(lines)
    if len(found) != len(lines):
        raise ValueError("an order has two handlers")
    return found
