"""Orders about people, roles, invitations and OPD."""

from dataclasses import dataclass
from datetime import datetime

from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role


@dataclass(frozen=True, slots=True)
class Redeem:
    """Gives the sender the role that an invitation offers. A person row is made for a new person."""

    invitation: int
    name: str


@dataclass(frozen=True, slots=True)
class CountGuess:
    """Counts a wrong token against the sender's account. The sender learns nothing from it."""


@dataclass(frozen=True, slots=True)
class Rename:
    name: str


@dataclass(frozen=True, slots=True)
class LeaveRole:
    membership: int


@dataclass(frozen=True, slots=True)
class DisputeOpd:
    """A contact reports that they were invited for the wrong OPD, or (False) takes the report back. A coordinator may
    take it back too.
    """

    membership: int
    value: bool


@dataclass(frozen=True, slots=True)
class ReportMember:
    """A person of an OPD reports that somebody who joined does not belong there. The report is noted; nobody loses a
    role by it.
    """

    membership: int


@dataclass(frozen=True, slots=True)
class RequestErasure:
    """Asks the coordinators to erase the sender's name (UU PDP 27/2022). The answers of the OPD are kept by law."""


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Grants an erasure: the person's name and account are removed, also from the contents of the audit log."""

    person: int


@dataclass(frozen=True, slots=True)
class MarkReachable:
    value: bool


@dataclass(frozen=True, slots=True)
class ImportOpds:
    pemda: int
    rows: tuple[OpdRow, ...]


@dataclass(frozen=True, slots=True)
class ReadOpdFile:
    """Has an office's OPD list fetched and read after the commit. The result arrives as the event OpdFileRead."""

    pemda: int
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class CreatePemda:
    """Makes a Pemda. Only accounts named in ADMIN_IDS may. `timezone` is one of core.pemda.zones.NAMES."""

    name: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Invite:
    """Issues tokens and sends a sheet with their QR codes to the sender, or (`each`) a message for each OPD. Empty
    `opds`: a role in the whole Pemda. For a verifier, `opds` are home OPD. Earlier invitations of these OPD for this
    role that nobody has opened are revoked.
    """

    pemda: int
    role: Role
    opds: tuple[int, ...]
    until: datetime
    uses: int = 1
    field: str | None = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class RevokeInvitations:
    """Revokes invitations that can still be used; `opd` None: those of the whole Pemda."""

    pemda: int
    opd: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveMembership:
    membership: int


@dataclass(frozen=True, slots=True)
class RetryUpdate:
    """Puts an update that was set aside back into its lane, with all its attempts."""

    inbox: int


@dataclass(frozen=True, slots=True)
class RetryAll:
    """Puts every set-aside update of this Pemda back into its lane."""

    pemda: int


@dataclass(frozen=True, slots=True)
class RetryWork:
    """Tries again a piece of the bot's own work that was set aside; `item` is its number in this Pemda's list."""

    pemda: int
    item: int


PeopleEffect = (
    Redeem
    | CountGuess
    | Rename
    | LeaveRole
    | DisputeOpd
    | ReportMember
    | RequestErasure
    | ErasePerson
    | MarkReachable
    | ImportOpds
    | ReadOpdFile
    | CreatePemda
    | Invite
    | RevokeInvitations
    | RemoveMembership
    | RetryUpdate
    | RetryAll
    | RetryWork
)
