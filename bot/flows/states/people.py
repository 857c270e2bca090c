"""Where a coordinator stands who invites people, or manages those who hold a role."""

from dataclasses import dataclass

from bot.flows.states.lists import Searched
from bot.flows.states.pemda import INVITATIONS, OPDS, PEOPLE, OfPemda


@dataclass(frozen=True, slots=True)
class Inviting(OfPemda):
    """[Buat undangan]: choosing whom to invite."""

    PARTS = INVITATIONS


@dataclass(frozen=True, slots=True)
class ChoosingInvited(OfPemda, Searched):
    """Choosing the OPD of an invitation, or a verifier's home OPD."""

    PARTS = OPDS

    role: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class ChoosingField(OfPemda):
    """Choosing the field of an invited verifier."""


@dataclass(frozen=True, slots=True)
class ChoosingRole(OfPemda):
    """Choosing one of the other roles for an invitation."""


@dataclass(frozen=True, slots=True)
class Revoking(OfPemda):
    """Asks whether to revoke invitations. `opd` 0: those of the whole Pemda."""

    PARTS = INVITATIONS

    opd: int = 0


@dataclass(frozen=True, slots=True)
class ListingPeople(OfPemda, Searched):
    """Everybody with a role."""

    PARTS = PEOPLE


@dataclass(frozen=True, slots=True)
class ShowingPerson(OfPemda):
    PARTS = PEOPLE

    membership: int


@dataclass(frozen=True, slots=True)
class RemovingPerson(OfPemda):
    PARTS = PEOPLE

    membership: int
