"""Indonesia's three time zones, by the names their people use."""

from datetime import datetime, timedelta

NAMES = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Ujung_Pandang", "Asia/Jayapura")
"""Every zone of Indonesia by its IANA name. No other one is accepted, since its hours would be labelled as if it were
one of these.
"""

_LABELS = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}


def zone_label(instant: datetime) -> str:
    """WIB, WITA or WIT for an aware instant in its own zone; elsewhere the zone's abbreviation."""
    offset = instant.utcoffset()
    return _LABELS.get(offset) or instant.strftime("%Z") if offset is not None else ""
