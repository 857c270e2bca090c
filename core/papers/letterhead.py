"""The letterhead (kop surat) of papers, from the Pemda's settings: the region's own, or an OPD's."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.papers.sizes import text_width

_KINDS = {"kabupaten": "Kabupaten", "kab": "Kabupaten", "kota": "Kota", "provinsi": "Provinsi", "prov": "Provinsi"}
_UNIT_SIZES = (18, 16, 14)
"""Sizes in points that are tried for a name on one line. A name that fits in none of them is broken."""

EMBLEM_ROOM = 70.0
"""Points kept free on both sides for an emblem 2 cm wide."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Centred lines. `preprinted` leaves room for paper that is already printed with a letterhead. `emblem` is a
    picture of the region (PNG or JPEG, base64); without it, its place stays empty.
    """

    government: str
    unit: str
    contact: str  # address, telephone of the office, site: one line
    phone: str = ""
    preprinted: bool = False
    emblem: str = ""


def letterhead(pemda: str, settings: Mapping[str, str], opd: str = "", emblem: str = "") -> Letterhead:
    """The letterhead from the Pemda's name and settings: government, unit, address, postcode, phone, site, preprinted
    ("ya"). On an OPD's own letterhead stands the OPD's name; the Pemda's address is not the OPD's and is left out.
    """
    known = {} if opd else settings
    phone = known.get("phone", "")
    address = ", ".join(part for part in (known.get("address", ""), known.get("postcode", "")) if part)
    own = (address, f"Telepon {phone}" if phone else "", known.get("site", ""))
    return Letterhead(
        government=(settings.get("government") or _government(pemda)).upper(),
        unit=(opd or settings.get("unit") or "Sekretariat Daerah").upper(),
        contact=" · ".join(part for part in own if part),
        phone=phone,
        preprinted=settings.get("preprinted") == "ya",
        emblem=emblem,
    )


def _government(pemda: str) -> str:
    first, _, rest = " ".join(pemda.split()).partition(" ")
    if first.casefold() == "pemerintah":
        return pemda
    kind = _KINDS.get(first.casefold().rstrip("."))
    return f"Pemerintah {kind} {rest}" if kind and rest else f"Pemerintah Daerah {pemda}"


def drawn(head: Letterhead, paper: str) -> dict[str, Any]:
    """As a template draws it: with the size and the lines of the unit's name, the emblem as bytes."""
    size, lines = unit_lines(head, paper)
    emblem = list(b64decode(head.emblem)) if head.emblem else None
    return asdict(head) | {"unit_size": size, "unit_lines": lines, "emblem": emblem}


def unit_lines(head: Letterhead, paper: str) -> tuple[int, tuple[str, ...]]:
    """Size and lines of the unit: one line in 18, 16 or 14 pt; else two lines in 14 pt, broken before DAN where both
    halves fit, else between any two words. A still longer unit is broken by the program that writes the file.
    """
    room = text_width(paper) - (2 * EMBLEM_ROOM if head.emblem else 0)
    for size in _UNIT_SIZES:
        if width(head.unit, size) <= room:
            return size, (head.unit,)
    size = _UNIT_SIZES[-1]
    words = head.unit.split()
    places = range(1, len(words))
    for breaks in ([place for place in places if words[place] == "DAN"], places):
        halves = [(" ".join(words[:place]), " ".join(words[place:])) for place in breaks]
        fitting = [pair for pair in halves if max(width(half, size) for half in pair) <= room]
        if fitting:
            return size, min(fitting, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
    return size, (head.unit,)


def width(words: str, size: int) -> float:
    """Width of the words in bold, in points."""
    from PIL import ImageFont

    from core.papers.typesetting import FONTS

    font = ImageFont.truetype(str(FONTS / "LiberationSans-Bold.ttf"), 1000)
    return font.getlength(words) * size / 1000
