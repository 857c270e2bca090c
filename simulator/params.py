"""A call's parameters, whether they came as JSON, as a form or as multipart with files."""

import json
from dataclasses import dataclass, field
from typing import Any

from simulator.errors import bad_request
from simulator.model import Json
from simulator.schema import is_integer

_FALSE = ("", "0", "false", "no", "null", "none")


@dataclass(slots=True, frozen=True)
class Upload:
    name: str
    data: bytes


@dataclass(slots=True)
class Params:
    """Typed reading of the raw parameters, as forgiving as the server (Client.cpp, get_integer_arg, to_bool)."""

    raw: Json
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.raw.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        value = self.raw.get(name)
        return int(value) if value is not None and is_integer(value) else default

    def flag(self, name: str) -> bool:
        value = self.raw.get(name)
        return value.lower() not in _FALSE if isinstance(value, str) else bool(value)

    def data(self, name: str) -> Any:
        """A parameter that is an object or a list; in forms it comes as JSON text."""
        value = self.raw.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def given(self, name: str) -> bool:
        return name in self.raw

    def upload(self, value: object) -> Upload | None:
        """The file that an `attach://name` reference points to."""
        if isinstance(value, str) and value.startswith("attach://"):
            return self.files.get(value.removeprefix("attach://"))
        return None
