"""Indonesia's time zones."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.pemda.zones import zone_label


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("Europe/Berlin", "CET"),
    ],
)
def test_a_zone_is_named_as_its_people_do(zone: str, label: str) -> None:
    assert zone_label(datetime(2026, 12, 7, 9, tzinfo=ZoneInfo(zone))) == label


def test_an_instant_without_a_zone_has_no_label() -> None:
    assert zone_label(datetime(2026, 12, 7, 9, tzinfo=UTC).replace(tzinfo=None)) == ""
