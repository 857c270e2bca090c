"""Indonesia's three time zones, by the names their people use."""

from datetime import datetime, timedelta

_LABELS = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}


def zone_label(instant: datetime) -> str:
    """WIB, WITA or WIT for an aware instant in its own zone; elsewhere the zone's abbreviation."""
    offset = instant.utcoffset()
    return _LABELS.get(offset) or instant.strftime("%Z") if offset is not None else ""
