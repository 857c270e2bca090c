"""Imports without their terminal decoration: libraries that load rich only to colour what `pandu run` never prints.

Costs 65 ms of start-up and some megabytes otherwise (measured with -X importtime).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """Inside, importing these modules fails as if they were not installed; those already loaded are left alone."""
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
