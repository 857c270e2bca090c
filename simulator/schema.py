"""The Bot API's methods as data (methods.json): which parameters each takes, which it needs."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from simulator.errors import bad_request
from simulator.model import Json


class Method:
    """One method: its spelling, all its parameters, the required ones and those that must be numbers."""

    __slots__ = ("integers", "known", "name", "required")

    def __init__(self, name: str, parameters: dict[str, Json]) -> None:
        self.name = name
        self.known = frozenset(parameters)
        self.required = tuple(key for key, rule in parameters.items() if rule.get("r"))
        self.integers = frozenset(key for key, rule in parameters.items() if rule["t"] == ["Integer"])


@cache
def _document() -> Json:
    loaded: Json = json.loads((Path(__file__).parent / "methods.json").read_text(encoding="utf-8"))
    return loaded


@cache
def methods() -> dict[str, Method]:
    """All methods by lower-case name: the server ignores case (Client.cpp, `methods_`)."""
    return {name.lower(): Method(name, rules) for name, rules in _document()["methods"].items()}


@cache
def fields_of(type_name: str) -> frozenset[str]:
    return frozenset(_document()["types"][type_name])


def problem_with(method: Method, params: dict[str, Any]) -> str | None:
    """What does not fit the schema, in one line; None when all is well."""
    unknown = params.keys() - method.known
    if unknown:
        return f"unknown parameter {sorted(unknown)}"
    for key in method.required:
        if key not in params:
            return f"missing parameter {key!r}"
    for key in method.integers & params.keys():
        if not is_integer(params[key]):
            return f"parameter {key!r} is not an Integer"
    return None


_INTEGER = re.compile(r"-?[0-9]{1,19}")


def is_integer(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, str) and _INTEGER.fullmatch(value) is not None)


class Misfit(Exception):
    """Raised where nested data (a button, an input medium) does not fit the schema."""


def check_fields(type_name: str, value: object) -> Json:
    """The object itself, if it has only fields that the schema knows."""
    if not isinstance(value, dict):
        raise bad_request(f"{type_name} must be an Object")
    unknown = value.keys() - fields_of(type_name)
    if unknown:
        raise Misfit(f"{type_name} has unknown fields {sorted(unknown)}")
    return value
