"""Titles of columns in a list of OPD, in the many words that offices use for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from core.tables.table import Row

COLUMNS = ("kode", "nama", "singkatan", "jenis")
_BODIES = (
    "opd",
    "skpd",
    "perangkat daerah",
    "pd",
    "unit skpd",
    "skpd unit",
    "unit kerja",
    "unit organisasi",
    "organisasi",
    "organisasi perangkat daerah",
    "satuan kerja",
    "satuan kerja perangkat daerah",
    "satker",
    "instansi",
    "lembaga",
    "unit",
    "sub unit",
)
"""Names of an OPD in headings, the most certain first."""

_KINDS = (
    *("dinas", "badan", "kantor", "uptd", "upt", "rsud", "rumah sakit", "bagian", "biro", "sekretariat", "inspektorat"),
    *("satuan", "kecamatan", "kelurahan", "puskesmas"),
)
"""Kinds of OPD in headings. Alone such a word is the title of a group; behind "nama" or beside another it is a heading.
"""

_BEFORE = {
    "kode": ("kode", "kd", "code", "nomor kode", "no kode"),
    "nama": ("nama", "nama lengkap", "nama resmi", "nomenklatur", "nama nomenklatur"),
    "singkatan": ("singkatan", "nama singkat", "nama singkatan", "akronim", "nama pendek", "alias"),
    "jenis": ("jenis", "bentuk"),
    "telepon": (
        *("telepon", "telp", "tlp", "no telepon", "no telp", "no tlp", "nomor telepon", "nomor telp", "no hp"),
        *("nomor hp", "hp", "no wa", "nomor wa", "wa", "whatsapp", "no whatsapp", "nomor whatsapp", "telepon hp"),
        *("hp wa", "no hp wa", "nomor hp wa", "telepon wa", "no telepon wa", "no telp wa", "nomor telepon wa"),
    ),
}
_WHOSE = ("operator", "admin", "pic", "kontak", "petugas", "penghubung", "narahubung", "pengelola", "aktif", "kantor")
"""Whose telephone it is, behind its title."""


def _titles() -> dict[str, dict[str, int]]:
    """Headings of each column with their rank; 0 is our own word."""
    found = {
        column: [words[0], *(f"{word} {body}" for body in _BODIES for word in words), *words[1:]]
        for column, words in _BEFORE.items()
    }
    found["nama"] += [*_BODIES, *(f"uraian {body}" for body in _BODIES), "uraian", *(f"nama {kind}" for kind in _KINDS)]
    found["kode"] += ["kode dinas", "kode badan", "kode rekening", "nomor rekening"]
    found["telepon"] += [f"{word} {whose}" for word in _BEFORE["telepon"] for whose in _WHOSE]
    found["singkatan"] += ["singkat", "pendek"]
    return {column: {title: rank for rank, title in enumerate(titles)} for column, titles in found.items()}


TITLES = _titles()
KNOWN = frozenset().union(*TITLES.values())
_ALSO = frozenset({*_BODIES, *_KINDS})
BESIDE = frozenset({"no", "nomor", "keterangan", "ket"})
_EITHER = re.compile(r"/|\batau\b")
_BOTH = re.compile(r"kode (dan )?nama( .*)?")


def normal(title: str) -> str:
    """A heading without case, line breaks, signs and anything in brackets; of several names for one column
    ("Nama OPD/SKPD") the first.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    outside = re.sub(r"\([^)]*\)", " ", text)
    written = outside if outside.strip() else text
    parts = [_plain(part) for part in _EITHER.split(written)]
    return (len(parts) > 1 and _of_several(parts)) or _plain(written)


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^0-9a-z]+", " ", words).split())


def _of_several(parts: Sequence[str]) -> str:
    """The title of which these are several names, or ""."""
    first, *more = parts
    if all(part in _ALSO for part in parts):
        return first if first in _BODIES else _BODIES[0]
    known = next((titles for titles in TITLES.values() if first in titles), None)
    return first if known is not None and all(part in known or part in _ALSO for part in more) else ""


def columns_of(titles: Sequence[str], inner: Collection[int] = ()) -> dict[str, int]:
    """The place of each column named by a row of titles; empty for any other row. `inner`: the places of titles below
    that of a group, which count only where there are no others.
    """
    written = [normal(title) for title in titles]
    both = next((place for place, title in enumerate(written) if _BOTH.fullmatch(title) and _one(titles[place])), None)
    if both is not None:
        return {"kode": both, "nama": both}
    ours = {"kode", "nama"} <= {title for place, title in enumerate(written) if place not in inner}
    found: dict[str, int] = {}
    for column, known in TITLES.items():
        places = [place for place, title in enumerate(written) if title in known]
        if places:
            found[column] = min(places, key=lambda place: (place in inner, *_rank(known[written[place]], ours)))
    return found


def _one(title: str) -> bool:
    """Whether it is a single title, and not a whole line of a text with another separator."""
    return not any(sign in title for sign in ",;|\t")


def _rank(rank: int, ours: bool) -> tuple[bool, int]:
    """Beside "kode" and "nama" no other title counts; alone, either may belong to something else."""
    return (not ours and rank == 0, rank)


def is_title(words: str) -> bool:
    """Whether it names a column that is read."""
    title = normal(words)
    return title in KNOWN or bool(_BOTH.fullmatch(title))


def is_heading(row: Row) -> bool:
    """Whether the row contains only titles."""
    filled = [normal(cell.text) for cell in row.cells if cell.text.strip()]
    return any(title in KNOWN for title in filled) and all(title in KNOWN | BESIDE for title in filled)
