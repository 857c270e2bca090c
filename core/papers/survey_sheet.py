"""Lembar survei pengguna: the QR code that is put up where users of a service see it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.papers.letterhead import Letterhead, drawn
from core.papers.qr import qr_code
from core.papers.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Sheet:
    """`code`: of the OPD, for the file's name."""

    letterhead: Letterhead
    opd: str
    code: str
    link: str
    questions: int


def to_plain(sheet: Sheet) -> dict[str, Any]:
    """As JSON can carry it, for the drawing child."""
    return asdict(sheet)


def from_plain(plain: Mapping[str, Any]) -> Sheet:
    """What `to_plain` made. KeyError or TypeError for anything else."""
    return Sheet(**{**plain, "letterhead": Letterhead(**plain["letterhead"])})


def render(sheet: Sheet) -> bytes:
    """The PDF, one page of A4."""
    head = drawn(sheet.letterhead, "A4")
    return typeset("survey_sheet.typ", to_plain(sheet) | {"letterhead": head, "qr": qr_code(sheet.link)})
