"""An export as a reader of JSON has it. Whatever a test has played, tools/verify.py comes to the same results."""

import json
from decimal import Decimal
from typing import Any

from storage.operations import export
from tests.storage.region import Region
from tools import verify


def exported(region: Region, period: int | None = None) -> Any:
    """The JSON of a period; of the region's first Pemda where none is named."""
    number = region.period[1] if period is None else period
    text = region.database.read(lambda conn: "".join(export.json_chunks(conn, number, region.now)))
    assert verify.faults(json.loads(text, parse_float=Decimal)) == []
    return json.loads(text)
