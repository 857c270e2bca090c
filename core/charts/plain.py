"""What a picture shows as plain JSON, for the drawing child and the outbox, and the digest by which an uploaded picture
is found again. Loads no drawing library."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from core.charts.data import Chart

LOOK = 1
"""To be raised when pictures are drawn in another way, so that no picture uploaded before is used again."""


def to_plain(chart: Chart) -> dict[str, Any]:
    """As JSON can carry it."""
    plain: dict[str, Any] = _adapter().dump_python(chart, mode="json")
    return plain


def from_plain(plain: Mapping[str, Any]) -> Chart:
    """What `to_plain` made. pydantic.ValidationError (a ValueError) for anything else."""
    return _adapter().validate_python(_renewed(plain))


def _renewed(plain: Any) -> Any:
    """A picture that was asked for before an update: values were whole totals, a scale had the ends of its bands."""
    if isinstance(plain, list | tuple):
        return [_renewed(part) for part in plain]
    if not isinstance(plain, Mapping):
        return plain
    values = {"value" if name == "total" else name: _renewed(part) for name, part in plain.items()}
    if "numerals" in values and "ends" not in values:
        bands = values["bands"]
        values |= {"ends": [bands[0]["lowest"], bands[-1]["highest"]], "value_name": "total", "staged": True}
    return values


def digest(chart: Chart) -> str:
    """SHA-256 (hex) of the numbers and LOOK. Pictures with the same digest are the same."""
    canonical = json.dumps([LOOK, to_plain(chart)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Chart]:
    return TypeAdapter(Annotated[Chart, Field(discriminator="kind")])
