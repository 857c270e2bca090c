"""Names as they stand in a list of OPD: what is put before them, and words by which an OPD is known."""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:dinas|badan|kecamatan|distrik|kapanewon|kemantren|sekretariat|setda|setwan|inspektorat|satuan|satpol|kantor"
    r"|rsud|rsd|rumah sakit|uptd?|puskesmas|kelurahan|bagian|biro|lembaga|perumda|perusahaan (?:umum )?daerah)\b"
)
_BEFORE = re.compile(
    r"(?:[•·▪●◦‣∙■□➢➤✓✔–—\uf0b7\uf0a7\uf0d8]\s*(?=\w)|[-*+]\s+(?=\w)"
    rf"|[-*+](?={_AGENCY})"
    r"|\(?\d{1,3}[.)](?:\s+(?=\w)|(?=[^\W\d]))"
    rf"|\(?(?:[a-z]|[ivx]{{1,4}})[.)]\s*(?={_AGENCY}))+",
    re.IGNORECASE,
)
"""Bullets (also Word's own) and numbers of a list; a letter only before a word that begins the name of an OPD."""

_NUMBER = re.compile(rf"\d[\d.]*\s*[-–:]?\s+(?={_AGENCY})", re.IGNORECASE)
_BEGINS = re.compile(_AGENCY, re.IGNORECASE)


def bare(name: str) -> str:
    """The name without bullet and number: "1. Dinas Sosial" and "• Dinas Sosial" are "Dinas Sosial"."""
    before = _BEFORE.match(name)
    return name[before.end() :] if before else name


def unnumbered(name: str) -> str:
    """The same without a number that no full stop follows: "1 Dinas Sosial"."""
    before = _NUMBER.match(name)
    return name[before.end() :] if before else name


def is_agency(name: str) -> bool:
    """Whether the name begins as names of OPD do."""
    return bool(_BEGINS.match(name))
