"""Where a coordinator stands who invites people, or manages those who hold a role."""

from dataclasses import dataclass

from bot.flows.states.lists import Paged, Searched
from bot.flows.states.pemda import INVITATIONS, OPDS, PEOPLE, OfPemda


@dataclass(frozen=True, slots=True)
class Inviting(OfPemda):
    """[Buat undangan]: choosing whom to invite."""

    PARTS = INVITATIONS


@dataclass(frozen=True, slots=True)
class ConfirmingInvitation(OfPemda):
    """Asks whether to invite somebody of one OPD. `of_opd`: asked from the OPD's own page."""

    PARTS = INVITATIONS

    role: str
    opd: int
    of_opd: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmingInvitations(OfPemda):
    """Asks whether to invite all OPD that still need it, or (`everybody`) the others too."""

    PARTS = INVITATIONS

    role: str
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class ListingInvited(OfPemda, Paged):
    """Which OPD have somebody in a role, which have not opened their invitation, which were not invited."""

    PARTS = INVITATIONS

    role: str


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
