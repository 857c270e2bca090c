"""How long the words and files of a period are kept, and when they are removed (docs/decisions/retention.md)."""

from datetime import datetime, timedelta

KEPT_YEARS = (1, 2, 3, 5, 10)
"""Years that a Pemda may choose."""

DEFAULT_YEARS = 5

NOTICE = timedelta(days=30)
"""How long before it happens people are told."""


def years_after(at: datetime, years: int) -> datetime:
    """The same day and hour some years later; 29 February becomes 28 February."""
    try:
        return at.replace(year=at.year + years)
    except ValueError:
        return at.replace(year=at.year + years, day=28)


def ended(verification_due: datetime, closed: datetime | None, result: datetime | None) -> datetime:
    """The end of a period that is over: the last of the end of verification, its closing, and the announcement of its
    results.
    """
    return max(at for at in (verification_due, closed, result) if at is not None)


def goes_at(end: datetime, years: int, kept_until: datetime | None) -> datetime:
    """When the period's words and files are due to be removed; `kept_until` is a coordinator's later date."""
    planned = years_after(end, years)
    return max(planned, kept_until) if kept_until is not None else planned


def announced(goes: datetime, told_at: datetime | None) -> bool:
    """Whether people were told of the present date. A notice about an earlier plan does not count."""
    return told_at is not None and told_at >= goes - NOTICE


def may_go(goes: datetime, told_at: datetime | None, now: datetime) -> bool:
    return told_at is not None and announced(goes, told_at) and now >= max(goes, told_at + NOTICE)
