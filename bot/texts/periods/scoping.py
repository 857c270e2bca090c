"""The instrument, the kind and the OPD of a new period."""

from collections.abc import Mapping, Sequence

from bot.texts.common import WARN, named
from core.pemda.periods import PeriodKind
from core.written import listed

SCOPE = "Instrumen dan peserta"
CHOOSE_OPDS, ALL_OPDS, NO_OPDS = "Pilih OPD", "Semua OPD", "Kosongkan"
DONE = "Kembali"
TICKED, UNTICKED = "☑", "☐"
KINDS: Mapping[PeriodKind, str] = {
    PeriodKind.YEARLY: "Tahunan",
    PeriodKind.HALF_YEARLY: "Semesteran",
    PeriodKind.QUARTERLY: "Triwulanan",
    PeriodKind.SITUATIONAL: "Sewaktu-waktu",
}


_NAMED = 5
"""OPD that the summary names."""


def scope(instrument: str, kind: PeriodKind, opds: Sequence[str], without: Sequence[str]) -> str:
    """What was chosen so far. `opds` take part, those `without` do not; few are named."""
    who = f"{len(opds)} OPD yang dipilih" if without else f"semua OPD ({len(opds)})"
    if without and len(opds) <= _NAMED:
        who += f": {listed([named(one) for one in opds])}"
    elif 0 < len(without) <= _NAMED:
        who += f", tanpa {listed([named(one) for one in without])}"
    return (
        f"<b>{SCOPE}</b>\nInstrumen: {named(instrument, 100)}\nJenis: {KINDS[kind].lower()}\nPeserta: {who}\n"
        f"Ketuk yang ingin diubah, lalu {DONE}."
    )


def tick(label: str, ticked: bool) -> str:
    return f"{TICKED if ticked else UNTICKED} {label}"


def ticked(opd: str, takes_part: bool) -> str:
    return f"{named(opd)} {'ikut' if takes_part else 'tidak ikut'}."


def choosing(chosen: int, of: int) -> str:
    if not chosen:
        who = "Belum ada OPD yang dipilih; tanpa pilihan, semua ikut"
    else:
        who = f"{chosen} dari {of} OPD dipilih" if chosen < of else f"Semua OPD ({of}) ikut"
    return f"<b>OPD yang ikut</b>\n{who}. Ketuk namanya, atau ketik kode atau namanya."


def outdated(first: int, last: int, year: int) -> str:
    """A warning where the years of an instrument do not hold that of the period."""
    years = str(first) if first == last else f"{first} sampai {last}"
    return f"{WARN} Instrumen ini berlaku {years}; untuk {year} perlu dipastikan lebih dahulu."
