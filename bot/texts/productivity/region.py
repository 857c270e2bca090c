"""Productivity of a region: all its OPD, the tables that are missing, the effective hours."""

from collections.abc import Iterable

from bot.texts.common import named
from bot.texts.productivity.unit import READING, efficiency, performance
from core.pemda.naming import shortened
from core.productivity.facts import Region, UnitLine
from core.productivity.model import EFFECTIVE_HOURS, HOURS_RANGE
from core.productivity.rating import efficiency_of, grade_of
from core.written import amount, number

RECORD = "Produktivitas daerah"
RECAP = "Unduh rekap"
RECAP_COMING = "Rekap sedang dikirim"
NO_RECAP = "Belum ada tabel yang dapat direkap."
ASK = "Minta tabel"
HOURS = "Jam kerja efektif"
BACK = "Kembali"
NOBODY_TO_ASK = "Semua OPD yang punya kontak sudah mengirim tabel tahun ini."
OPEN_TABLE = "Buka isian"


def overview(pemda: str, region: Region) -> str:
    counted = f"({len(region.rated)} OPD dari {len(region.units)})"
    lines = [f"<b>Produktivitas · {named(pemda, 60)}{f' · {region.year}' if region.year else ''}</b>"]
    if region.rated:
        value = efficiency_of(region.sums, region.hours)
        grade = grade_of(value) if value is not None else None
        lines += [
            f"{efficiency('Efisiensi daerah (EU)', value)} · {performance('prestasi kerja (PU)', grade)} {counted}",
            f"{amount(region.sums.workload)} jam setahun, {amount(region.sums.holders)} pemangku",
        ]
    else:
        lines.append(f"Belum ada tabel jabatan {counted}.")
    lines += [f"Jam kerja efektif: {amount(region.hours)} jam setahun", READING]
    return "\n".join([*lines, "Pilih OPD, atau ketik nama atau kodenya."])


def label(unit: UnitLine, hours: int, among: Iterable[str]) -> str:
    """ "Dinkes · 0,82 C"; "Dishub · diminta"."""
    value = unit.efficiency(hours)
    if value is not None:
        state = f"{number(value)} {grade_of(value).letter}"
    else:
        state = "–" if unit.sums is not None or unit.asked is None else "diminta"
    return f"{shortened(unit.short, 18, among)} · {state}"


def year(of: int) -> str:
    return f"Tahun {of}"


def hours(now: int) -> str:
    least, most = HOURS_RANGE
    return (
        f"<b>Jam kerja efektif</b>\nSekarang: {amount(now)} jam ({amount(now * 60)} menit) seorang setahun. Baku: "
        f"{amount(EFFECTIVE_HOURS)} jam.\nSemua hasil dihitung ulang menurut angka ini. Ketik angka lain, "
        f"{amount(least)} sampai {amount(most)}, misalnya 1300."
    )


def use(hours: int) -> str:
    return f"Pakai {amount(hours)} jam"


def hours_set(hours: int) -> str:
    return f"Jam kerja efektif: {amount(hours)} jam setahun."


def bad_hours() -> str:
    least, most = HOURS_RANGE
    return f"Ketik bilangan bulat dari {amount(least)} sampai {amount(most)}, misalnya 1300."


def ask(year: int, opds: int, silent: int) -> str:
    """`silent`: OPD without a contact who can be reached."""
    text = (
        f"Minta tabel jabatan tahun {year} dari {opds} OPD? Kontaknya menerima pemberitahuan dengan tombol untuk "
        "mengunduh isian."
    )
    return text + (f"\n{silent} OPD lain belum mengirim, tetapi belum punya kontak yang terjangkau." if silent else "")


def ask_these(opds: int) -> str:
    return f"Minta dari {opds} OPD"


def asked_of(opds: int) -> str:
    return f"Tabel diminta dari {opds} OPD."


def asked(opd: str, year: int) -> str:
    """To the contacts of an OPD."""
    return (
        f"Koordinator meminta tabel jabatan dan beban kerja {named(opd, 120)} tahun {year}. Isiannya dapat diunduh, "
        "diisi, lalu dikirim kembali di sini."
    )
