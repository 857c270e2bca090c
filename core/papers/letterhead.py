"""The letterhead (kop surat) of a region's papers, from the Pemda's settings (PAPERS 0)."""

from collections.abc import Mapping
from dataclasses import dataclass

_KINDS = ("kabupaten", "kota", "provinsi", "pemerintah")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Three centred lines; `preprinted` leaves room for paper that already bears them."""

    government: str
    unit: str
    contact: str  # address, telephone of the office, site: one line
    phone: str = ""
    preprinted: bool = False


def letterhead(pemda: str, settings: Mapping[str, str]) -> Letterhead:
    """From the Pemda's name and its settings: government, unit, address, phone, site, preprinted ("ya")."""
    phone = settings.get("phone", "")
    parts = (settings.get("address", ""), f"Telepon {phone}" if phone else "", settings.get("site", ""))
    return Letterhead(
        government=(settings.get("government") or _government(pemda)).upper(),
        unit=(settings.get("unit") or "Sekretariat Daerah").upper(),
        contact=" · ".join(part for part in parts if part),
        phone=phone,
        preprinted=settings.get("preprinted") == "ya",
    )


def _government(pemda: str) -> str:
    first = pemda.split(maxsplit=1)[0].casefold() if pemda.strip() else ""
    if first == "pemerintah":
        return pemda
    return f"Pemerintah {pemda}" if first in _KINDS else f"Pemerintah Daerah {pemda}"
