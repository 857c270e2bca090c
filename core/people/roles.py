"""People, their roles, and what a role allows. Rights come only from memberships: a person without one is a stranger,
whatever they press or send.
"""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A role of a person in a Pemda. The value is used in rows, commands and exports."""

    CONTACT = "contact"  # kontak OPD
    HEAD = "head"  # kepala OPD
    VERIFIER = "verifier"  # tim penilai (verifikator)
    COORDINATOR = "coordinator"  # Bagian Organisasi
    PROVINCE = "province"  # Biro Organisasi provinsi
    VIEWER = "viewer"  # Sekda, Bupati/Wali Kota


LOOKS_ON = frozenset({Role.VIEWER, Role.COORDINATOR})
"""Roles that may read a whole Pemda's progress and results."""

OPD_ROLES = frozenset({Role.CONTACT, Role.HEAD})
"""Roles that are held in one OPD; the others are held in the whole Pemda."""


NAMELESS = "Tanpa nama"
"""Shown where a name has nothing to read."""

ERASED_NAME = "Kontak (dihapus)"
"""Shown in place of a name that was erased by law (UU PDP 27/2022)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account. `id` is our own number, `telegram_id` also their private chat."""

    id: int
    telegram_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A role of a person. `opd_id` is None for roles held in the whole Pemda."""

    id: int
    role: Role
    pemda_id: int
    pemda_name: str
    opd_id: int | None = None
    opd_name: str = ""
    opd_short: str = ""
    field: str | None = None  # a verifier's field (bidang)
    home_opd_id: int | None = None  # a verifier's own OPD, which they never judge
    since: str = ""  # day the membership began, ISO 8601, in the Pemda's zone
    disputed: bool = False  # the contact has reported that this is not their OPD, and nobody has settled it


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent an update, as Telegram says it."""

    telegram_id: int
    name: str
    chat_id: int
    private: bool = True
