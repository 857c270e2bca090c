"""Lembar undangan: a page for each OPD with its QR code, to be handed over in private.

It is the only paper with tokens. Whoever holds a page can take the role it offers.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.papers.letterhead import Letterhead, drawn
from core.papers.qr import qr_code
from core.papers.typesetting import typeset
from core.pemda.heads import head_title
from core.pemda.purpose import GENERAL, Purpose
from core.people.roles import Role


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. `opd` is "" for a role in the whole Pemda. Without `link` the page asks to type the token."""

    opd: str
    head_title: str  # "Kepala Dinas Kesehatan"; empty: the usual one for an OPD of this name
    token: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Invitations:
    """A set of invitations. Days are written out: "Senin, 14 Desember 2026"; `due` is "" where no period is open.
    `variables` and the `work` with each of them are those of the only open period; 0 where none is the only one.
    """

    letterhead: Letterhead
    organiser: str
    pemda: str
    role: Role
    until: str
    sheets: tuple[Sheet, ...]
    year: str = ""
    due: str = ""
    uses: int = 1
    purpose: Purpose = GENERAL
    variables: int = 0
    work: str = ""


def to_plain(invitations: Invitations) -> dict[str, Any]:
    """As JSON can carry it, for the drawing child."""
    return asdict(invitations)


def from_plain(plain: Mapping[str, Any]) -> Invitations:
    """What `to_plain` made. KeyError or TypeError for anything else."""
    values = dict(plain)
    values["letterhead"] = Letterhead(**values["letterhead"])
    values["purpose"] = Purpose(**values["purpose"])
    values["role"] = Role(values["role"])
    values["sheets"] = tuple(Sheet(**sheet) for sheet in values["sheets"])
    return Invitations(**values)


def render(invitations: Invitations) -> bytes:
    """The PDF, A4, one page for each sheet in the order given."""
    purpose = invitations.purpose
    plain = to_plain(invitations) | {
        "letterhead": drawn(invitations.letterhead, "A4"),
        "whole": purpose.whole,
        "judged": purpose.judged,
        "subject": purpose.subject,
    }
    for sheet in plain["sheets"]:
        sheet["head_title"] = head_title(sheet["opd"], sheet["head_title"])
        sheet["qr"] = qr_code(sheet["link"]) if sheet["link"] else None
    return typeset("invitations.typ", plain)
