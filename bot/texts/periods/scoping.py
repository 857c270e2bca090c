"""The instrument, the kind and the OPD of a new period."""

from collections.abc import Mapping

from bot.texts.common import WARN, named
from core.pemda.periods import PeriodKind

SCOPE = "Instrumen dan peserta"
CHOOSE_OPDS, ALL_OPDS = "Pilih OPD", "Semua OPD"
DONE = "Kembali"
TICKED, UNTICKED = "☑", "☐"
KINDS: Mapping[PeriodKind, str] = {
    PeriodKind.YEARLY: "Tahunan",
    PeriodKind.HALF_YEARLY: "Semesteran",
    PeriodKind.QUARTERLY: "Triwulanan",
    PeriodKind.SITUATIONAL: "Sewaktu-waktu",
}


def scope(instrument: str, kind: PeriodKind, opds: int, chosen: bool) -> str:
    """What was chosen so far. `opds` take part."""
    who = f"{opds} OPD yang dipilih" if chosen else f"semua OPD ({opds})"
    return (
        f"<b>{SCOPE}</b>\nInstrumen: {named(instrument, 100)}\nJenis: {KINDS[kind].lower()}\nPeserta: {who}\n"
        "Ketuk yang ingin diubah, lalu Selesai."
    )


def tick(label: str, ticked: bool) -> str:
    return f"{TICKED if ticked else UNTICKED} {label}"


def choosing(chosen: int, of: int) -> str:
    who = f"{chosen} dari {of} OPD dipilih" if chosen else f"Semua OPD ({of}) ikut"
    return f"<b>OPD yang ikut</b>\n{who}. Ketuk namanya, atau ketik kode atau namanya."


def outdated(first: int, last: int, year: int) -> str:
    """A warning where the years of an instrument do not hold that of the period."""
    years = str(first) if first == last else f"{first} sampai {last}"
    return f"{WARN} Instrumen ini berlaku {years}; untuk {year} perlu dipastikan lebih dahulu."
