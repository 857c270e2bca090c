"""Somebody who has taken a role, as those are told whom it concerns."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.people.roles import Role

COLLECTED = timedelta(minutes=30)
"""In a Pemda the first who joins is told at once; who follows within this time is told together after it."""

FRESH = timedelta(days=2)
"""Who joined longer ago is told to nobody any more."""


@dataclass(frozen=True, slots=True)
class Joined:
    """`at` is aware, in the Pemda's zone; `opd_name` and `field` are empty for roles without them."""

    membership: int
    person: int
    name: str
    role: Role
    at: datetime
    opd_id: int | None = None
    opd_name: str = ""
    field: str = ""
