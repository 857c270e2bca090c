"""Why files are not taken: in a few words, several together, and as a line of record."""

from collections.abc import Sequence

from bot.texts.common import CLIP, WARN, named, said, short_name
from bot.texts.contact.attach import ACCEPTED, limit_in_mb
from core.written import first_of

WHY_EMPTY = "kosong"
WHY_KIND = "jenis tidak diterima"
WHY_LOCKED = "sudah terkunci"
WHY_WHICH = "variabelnya belum dipilih"
_SAME = "sudah ada"
_MOST_NAMES = 3  # each file has its own line of record


def why_too_large(limit: int) -> str:
    return f"melebihi {limit_in_mb(limit)} MB"


def why_locked(code: str) -> str:
    return f"{code} {WHY_LOCKED}"


def why_same(code: str) -> str:
    return f"{_SAME} pada {code}"


def together(names: Sequence[str], total: int, kind: bool) -> str:
    """What was not taken of several files sent at once; `names` with the reason of each (`with_why`). `kind`: what is
    taken is to be said."""
    shown = first_of([said(name, 120) for name in names], _MOST_NAMES)
    remedy = f" Kirim {ACCEPTED}." if kind else ""
    return f"{WARN} {len(names)} dari {total} berkas tidak tersimpan: {shown}.{remedy}"


def with_why(name: str, why: str) -> str:
    """Not escaped."""
    return f"{short_name(name, 28)} ({why})"


def refusal(name: str, why: str) -> str:
    """The line of record of a file that was not taken."""
    if why.startswith(_SAME):
        return f"{CLIP} {named(name)} tidak disimpan lagi: {why}"
    return f"{WARN} {named(name)} tidak tersimpan: {why}"
