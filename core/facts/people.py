"""An invitation, and people of an OPD."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.people.roles import Role


class InvitationState(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    USED_UP = "used_up"
    REVOKED = "revoked"
    HELD = "held"  # this person has already taken it


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """The invitation behind a token. `expires` is in the Pemda's zone; `assessment` is the OPD's in the open period."""

    id: int
    state: InvitationState
    role: Role
    expires: datetime
    pemda_id: int
    pemda_name: str
    opd_id: int | None = None
    opd_name: str = ""
    assessment: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person of an OPD as others of that OPD see them."""

    membership: int
    name: str
    role: Role
    pemda_id: int
    opd_name: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another contact of this OPD who has a variable open now."""

    person: int
    name: str
    variable: str
    since: datetime
