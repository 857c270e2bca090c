"""Each order has one function that carries it out."""

from typing import get_args

import pytest

from core.effects import Effect, SaveLevel
from storage.effects import HANDLERS
from storage.orders.handlers import handler, handlers


def test_every_order_has_a_handler() -> None:
    assert set(HANDLERS) == set(get_args(Effect))


def test_an_order_with_two_handlers_is_refused() -> None:
    line = handler(SaveLevel, lambda conn, order, actor: None)
    with pytest.raises(ValueError, match="two handlers"):
        handlers(line, line)
