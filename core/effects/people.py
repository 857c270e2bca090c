"""Orders about people, roles, invitations and OPD."""

from dataclasses import dataclass
from datetime import datetime

from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role


@dataclass(frozen=True, slots=True)
class Redeem:
    """The sender takes the role an invitation offers; a person row is made when there is none."""

    invitation: int
    name: str


@dataclass(frozen=True, slots=True)
class CountGuess:
    """A wrong token: counted against the account, with nothing learned."""


@dataclass(frozen=True, slots=True)
class Rename:
    name: str


@dataclass(frozen=True, slots=True)
class LeaveRole:
    membership: int


@dataclass(frozen=True, slots=True)
class DisputeOpd:
    """A contact reports that this is not their OPD, or (False) takes the report back; a coordinator may settle it."""

    membership: int
    value: bool


@dataclass(frozen=True, slots=True)
class ReportMember:
    """A person of an OPD says that somebody who joined it does not belong there. Nothing ends by it: it is noted."""

    membership: int


@dataclass(frozen=True, slots=True)
class RequestErasure:
    """Asks the coordinators; what the law keeps (the OPD's answers) stays, the name goes (UU PDP 27/2022)."""


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """The coordinator grants an erasure: name and account go, audit content of the person is emptied."""

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
    """Fetches an office's OPD list and reads it after the commit; what was read comes back as OpdFileRead."""

    pemda: int
    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class CreatePemda:
    """A new Pemda; only for accounts named in ADMIN_IDS. `timezone` is an IANA name."""

    name: str
    timezone: str


@dataclass(frozen=True, slots=True)
class Invite:
    """Issues tokens and sends the sheet with QR codes to the sender. `opds` empty: a role of the whole Pemda.

    A verifier's `opds` are home OPDs.
    """

    pemda: int
    role: Role
    opds: tuple[int, ...]
    until: datetime
    uses: int = 1
    field: str | None = None


@dataclass(frozen=True, slots=True)
class RevokeInvitations:
    """Revokes what is still open; `opd` None: of the whole Pemda."""

    pemda: int
    opd: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveMembership:
    membership: int


@dataclass(frozen=True, slots=True)
class RetryUpdate:
    """A set-aside update goes back into its lane with fresh attempts."""

    inbox: int


@dataclass(frozen=True, slots=True)
class RetryAll:
    """Every set-aside update of this Pemda's list."""

    pemda: int


@dataclass(frozen=True, slots=True)
class RetryWork:
    """Something the bot does by itself and failed at is tried again; `item` is its number in this Pemda's list."""

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
