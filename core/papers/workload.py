"""Formulir D of an OPD (need, efficiency and performance of its positions), and the same of a region, a line an OPD.

The table is made here once, for the XLSX and the PDF. Nobody makes it official, so it is a draft on every page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from core.papers.letterhead import Letterhead
from core.papers.signatures import DOTS, Signer
from core.papers.table import Column, Format, Line, Table
from core.pemda.zones import zone_label
from core.productivity.model import Position, UnitPositions, packed, unpacked
from core.productivity.rating import GRADES, Rating, rate, rate_region, rate_unit
from core.written import amount, long_day, number

READING = "Rumus EJ dan EU menurut pembacaan penyusun atas Permendagri 12/2008; periksa dengan pedoman daerah."
"""Stands wherever an efficiency is shown (docs/instruments.md)."""


@dataclass(frozen=True, slots=True)
class Workload:
    """The values of the paper. `at` is aware, in the Pemda's zone. `of` is how many OPD the region has, those without a
    table are `absent`; 0: the paper is that of the only unit.
    """

    letterhead: Letterhead
    paper: str
    pemda: str
    year: int
    hours: int
    at: datetime
    signer: Signer
    units: tuple[UnitPositions, ...]
    place: str = ""
    of: int = 0
    absent: tuple[str, ...] = ()


def table(paper: Workload) -> Table:
    day = long_day(paper.at.date())
    hours = f"{amount(paper.hours)} jam ({amount(paper.hours * 60)} menit) setahun"
    made = _region(paper) if paper.of else _unit(paper)
    return Table(
        title=(*made.title, f"TAHUN {paper.year}"),
        about=(*made.about, ("Jam kerja efektif", hours)),
        columns=made.columns,
        lines=made.lines,
        absent=paper.absent,
        total=made.total,
        result=made.result,
        notes=(READING, made.how.format(hours=amount(paper.hours)), f"{_scale()}."),
        draft=f"RANCANGAN · belum ditetapkan · per tanggal {day}",
        dateline=f"{paper.place or DOTS}, {day}",
        signature=paper.signer.lines(),
        footer=f"{made.called} {paper.year} · dicetak {day} pukul {paper.at:%H.%M} {zone_label(paper.at)}",
        sheet="Rekap" if paper.of else "Formulir D",
    )


@dataclass(frozen=True, slots=True)
class _Own:
    """What Formulir D and the region's table do not share."""

    title: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line
    result: tuple[str, ...]
    how: str
    called: str


_NUMBERS = (
    Column("Kebutuhan", "count", 2.1),
    Column("Kebutuhan sebelum dibulatkan", "exact", 2.3),
    Column("PNS", "count", 1.3),
    Column("PPPK", "count", 1.3),
    Column("+/-", "balance", 1.2),
    Column("Kurang", "count", 1.6),
    Column("Lebih", "count", 1.4),
)
_HOW = (
    "Kebutuhan dibulatkan ke orang terdekat, setengah ke atas. +/- adalah pemangku (PNS dan PPPK) dikurangi kebutuhan."
)


def _unit(paper: Workload) -> _Own:
    (unit,) = paper.units
    rated = [(one, rate(one, paper.hours)) for one in unit.positions]
    whole = rate_unit(unit.positions, paper.hours)
    return _Own(
        title=("FORMULIR D", "KEBUTUHAN PEGAWAI, TINGKAT EFISIENSI, DAN PRESTASI KERJA JABATAN"),
        about=(("Unit kerja", unit.name), ("Pemerintah daerah", paper.pemda)),
        columns=(
            Column("No", "count", 1.0),
            Column("Nama Jabatan", "name", 0),
            Column("Jumlah Beban Kerja Jabatan (jam)", "amount", 2.7),
            *_NUMBERS,
            Column("EJ", "ratio", 1.3),
            Column("PJ", "word", 2.8),
        ),
        lines=tuple(
            (place, _name(one, place), *_figures(rating), rating.efficiency, _grade(rating))
            for place, (one, rating) in enumerate(rated, 1)
        ),
        total=(None, "Jumlah", *_total(whole, [rating for _, rating in rated]), "", ""),
        result=(f"Tingkat efisiensi unit (EU): {_ratio(whole)}", f"Prestasi kerja unit (PU): {_grade(whole) or '–'}"),
        how="EJ (tingkat efisiensi jabatan) = beban kerja : (pemangku x {hours} jam); EU dari jumlahnya. PJ dan PU "
        f"(prestasi kerja) menurut EJ dan EU. {_HOW} Jabatan tanpa pemangku tidak ber-EJ; bebannya ikut dalam EU.",
        called=f"Formulir D · {unit.code}",
    )


def _region(paper: Workload) -> _Own:
    rated = [(unit, rate_unit(unit.positions, paper.hours)) for unit in paper.units]
    whole = rate_region((unit.positions for unit in paper.units), paper.hours)
    counted = f"({len(paper.units)} OPD dari {paper.of})"
    return _Own(
        title=("REKAPITULASI TINGKAT EFISIENSI DAN PRESTASI KERJA UNIT", paper.pemda.upper()),
        about=(("Tabel diterima", f"{len(paper.units)} OPD dari {paper.of}"),),
        columns=(
            Column("No", "count", 1.0),
            Column("Perangkat Daerah", "name", 0),
            Column("Jabatan", "count", 1.6),
            Column("Jumlah Beban Kerja (jam)", "amount", 2.7),
            *_NUMBERS,
            Column("EU", "ratio", 1.3),
            Column("PU", "word", 2.8),
        ),
        lines=tuple(
            (place, unit.name, len(unit.positions), *_figures(rating), rating.efficiency, _grade(rating))
            for place, (unit, rating) in enumerate(rated, 1)
        ),
        total=(
            *(None, "Jumlah", sum(len(unit.positions) for unit in paper.units)),
            *(*_total(whole, [rating for _, rating in rated]), "", ""),
        ),
        result=(
            f"Tingkat efisiensi daerah: {_ratio(whole)} {counted}",
            f"Prestasi kerja daerah: {_grade(whole) or '–'} {counted}",
        ),
        how=f"EU (tingkat efisiensi unit) = jumlah beban kerja : (jumlah pemangku x {{hours}} jam). {_HOW} OPD tanpa "
        "tabel tidak dihitung.",
        called="Rekapitulasi Produktivitas",
    )


def _name(position: Position, place: int) -> str:
    return position.name or f"Jabatan {place} (nama sudah dihapus)"


def _figures(rating: Rating) -> Line:
    return (
        *(rating.sums.workload, rating.need, rating.exact_need, rating.sums.pns, rating.sums.pppk),
        *(rating.holders - rating.need, rating.short or None, rating.over or None),
    )


def _total(whole: Rating, each: Sequence[Rating]) -> Line:
    """The sums of the columns: those who are lacking in one place and too many in another stand beside each other."""
    figures = _figures(whole)[:-2]
    return (*figures, sum(one.short for one in each) or None, sum(one.over for one in each) or None)


def _ratio(rating: Rating) -> str:
    return "–" if rating.efficiency is None else number(rating.efficiency)


def _grade(rating: Rating) -> str | None:
    return f"{rating.grade.letter} ({rating.grade.name})" if rating.grade else None


def _scale() -> str:
    """ "A di atas 1,00; B 0,90 sampai 1,00; …; E di bawah 0,50"."""
    first, *between, last = GRADES
    top = first.least - Decimal("0.01")
    said, upper = [f"{first.letter} di atas {number(top)}"], top
    for grade in between:
        said.append(f"{grade.letter} {number(grade.least)} sampai {number(upper)}")
        upper = grade.least - Decimal("0.01")
    return "; ".join([*said, f"{last.letter} di bawah {number(between[-1].least)}"])


def file_name(code: str, year: int, format: Format) -> str:
    """ "Formulir_D_DINKES_2026.pdf"; of a region, without a code, "Rekap_Produktivitas_2026.xlsx"."""
    return f"{f'Formulir_D_{code}' if code else 'Rekap_Produktivitas'}_{year}.{format}"


def to_plain(paper: Workload) -> dict[str, Any]:
    """As JSON can carry it, for the drawing child."""
    units = [[unit.code, unit.name, packed(unit.positions)] for unit in paper.units]
    return asdict(paper) | {"at": paper.at.isoformat(), "units": units}


def from_plain(plain: Mapping[str, Any]) -> Workload:
    """What `to_plain` made. KeyError, TypeError or ValueError for anything else."""
    values = dict(plain)
    values["letterhead"] = Letterhead(**values["letterhead"])
    values["signer"] = Signer(**values["signer"])
    values["at"] = datetime.fromisoformat(values["at"])
    values["absent"] = tuple(values["absent"])
    values["units"] = tuple(UnitPositions(code, name, unpacked(positions)) for code, name, positions in values["units"])
    return Workload(**values)
