"""A person who has taken a role, as others are told of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.people.roles import Role

COLLECTED = timedelta(minutes=30)
"""The first who joins in a Pemda is announced at once; those who follow within this time are announced together after
it."""


@dataclass(frozen=True, slots=True)
class NewMember:
    """A person who has joined. `at` is aware, in the Pemda's zone; `opd_name` and `field` are "" for roles without
    them.
    """

    membership: int
    person: int
    name: str
    role: Role
    at: datetime
    opd_id: int | None = None
    opd_name: str = ""
    field: str = ""
