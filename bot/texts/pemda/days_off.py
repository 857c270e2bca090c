"""Own holidays, days worked all the same, fields of variables."""

from collections.abc import Sequence
from datetime import date

from bot.texts.common import WARN, day, named
from bot.texts.pemda.settings import TITLES
from core.pemda.naming import shortened

_DAYS_FOR = {
    "own_holidays": (
        "Hari libur yang hanya berlaku di daerah ini, misalnya hari jadi. "
        "Libur nasional dan cuti bersama sudah dikenal. "
        "Pada hari libur tidak ada pengingat, dan tidak ada tenggat yang dapat dipilih. Tenggat yang sudah ada tidak "
        "berpindah sendiri."
    ),
    "worked_days": "Hari yang tetap masuk kerja walau libur nasional atau cuti bersama.",
}
ADD_DAY = "Pilih di kalender"
NO_DATE = "Tidak ada tanggal yang terbaca. Tulis misalnya 17-8-2027 atau 17 Agustus 2027."
TOO_MANY_DAYS = "Paling banyak 60 hari. Hapus yang sudah lewat lebih dahulu."


def days(key: str, count: int) -> str:
    have = f"{count} hari tercatat; ketuk satu untuk menghapusnya." if count else "Belum ada hari yang tercatat."
    return (
        f"<b>{TITLES[key]}</b>\n{_DAYS_FOR[key]}\n\n{have}\nTulis tanggalnya, misalnya 17-8-2027 atau 17 Agustus 2027."
    )


def day_added(count: int) -> str:
    return f"{count} hari ditambahkan." if count else "Hari itu sudah tercatat."


DAY_REMOVED = "Hari dihapus dari daftar."


_KINDS = {"due": "tenggat", "verification": "batas verifikasi", "extension": "perpanjangan"}
_MOST_FALLEN = 4


def fallen(on: date, kind: str, whose: Sequence[str]) -> str:
    """A deadline that falls on a holiday: "Kamis, 17 Desember 2026: tenggat Kematangan 2026"."""
    return f"{day(on)}: {' '.join((_KINDS[kind], *map(named, whose)))}"


def on_holidays(text: str, lines: Sequence[str]) -> str:
    """The list with the deadlines that fall on its days."""
    more = [f"dan {len(lines) - _MOST_FALLEN} tenggat lain"] if len(lines) > _MOST_FALLEN else []
    return "\n".join((text, f"{WARN} Tenggat yang jatuh pada hari libur:", *lines[:_MOST_FALLEN], *more))


def move(kind: str, whose: Sequence[str]) -> str:
    """Label: "Ubah tenggat Kematangan 2026", "Ubah perpanjangan Dinkes"."""
    return f"Ubah {' '.join((_KINDS[kind], *(shortened(one, 12) for one in whose)))}"


def asked_own_day(key: str) -> str:
    return f"{TITLES[key]}, pilih hari"


AS_THE_INSTRUMENT = "Menurut instrumen"
EVERY_FIELD = "semua bidang"


def fields(variables: Sequence[tuple[str, str, str]], changed: int) -> str:
    """`variables`: code, short name and field of each."""
    lines = [f"{code} {named(short, 40)} · {field or EVERY_FIELD}" for code, short, field in variables]
    have = f"{changed} variabel memakai bidang lain." if changed else "Semua menurut instrumen."
    return (
        "<b>Bidang variabel</b>\nTiap variabel diperiksa anggota tim dari bidangnya. "
        f"{have}\n" + "\n".join(lines) + "\nKetuk variabel untuk mengganti bidangnya."
    )


def field_of(code: str, name: str, now: str, own: str) -> str:
    return f"<b>{code} {named(name, 80)}</b>\nDiperiksa {_said(now)}. Menurut instrumen: {own or EVERY_FIELD}."


def field_set(code: str, field: str) -> str:
    return f"{code} diperiksa {_said(field)}"


def _said(field: str) -> str:
    return f"bidang {field}" if field else EVERY_FIELD
