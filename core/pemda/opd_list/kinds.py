"""Kinds of OPD: by the word for one, or by the name of an OPD, which mostly begins with it."""

from __future__ import annotations

KINDS = (
    "Dinas",
    "Badan",
    "Kecamatan",
    "Sekretariat",
    "Inspektorat",
    "Satuan",
    "Kantor",
    "RSUD",
    "UPTD",
    "Kelurahan",
    "Bagian",
    "Lainnya",
)
_KINDS = {kind.casefold(): kind for kind in KINDS} | {
    "biro": "Bagian",
    "distrik": "Kecamatan",
    "kapanewon": "Kecamatan",
    "kemantren": "Kecamatan",
    "rumah sakit": "RSUD",
    "rsd": "RSUD",
    "upt": "UPTD",
    "puskesmas": "UPTD",
}


def kind_of(words: str) -> str:
    """The kind that is meant: the word itself, or followed by more words ("Dinas Daerah"); "" for other words."""
    known = words.casefold()
    return _KINDS.get(known) or next((kind for word, kind in _KINDS.items() if known.startswith(f"{word} ")), "")
