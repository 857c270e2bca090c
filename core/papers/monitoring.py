"""What an OPD has answered about its SOP (or whatever its register names) in a period, as the table of the regulation:
procedure, how it goes, notes, action to be taken, who does it until when, and room for the assessor's initials.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from core.papers.letterhead import Letterhead
from core.papers.signatures import DOTS, Signer
from core.papers.table import Column, Format, Line, Table
from core.pemda.zones import zone_label
from core.written import long_day

OURS = "Penanggung jawab, tenggat, dan tanda selesai ditambahkan di sini; peraturan hanya menyebut tindakan dan paraf."


@dataclass(frozen=True, slots=True)
class Monitored:
    """A line: what was assessed, the answer to the first question ("" for none), what is remarked, and what is to be
    done, a line each.
    """

    name: str
    answer: str
    remarks: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Monitoring:
    """The values of the paper. `at` is aware, in the Pemda's zone. `asked`: what the first question is about; `kind`:
    what is assessed ("SOP"); `verified`: the team has judged all lines. `open` and `late` count actions.
    """

    letterhead: Letterhead
    paper: str
    pemda: str
    opd: str
    title: str
    period: str
    kind: str
    asked: str
    basis: str
    at: datetime
    signer: Signer
    lines: tuple[Monitored, ...]
    place: str = ""
    verified: bool = False
    actions: int = 0
    open: int = 0
    late: int = 0


def table(paper: Monitoring) -> Table:
    day = long_day(paper.at.date())
    filled = sum(bool(one.answer) for one in paper.lines)
    printed = f"dicetak {day} pukul {paper.at:%H.%M} {zone_label(paper.at)}"
    return Table(
        title=("TABEL MONITORING", paper.title.upper()),
        about=(("Unit kerja", paper.opd), ("Pemerintah daerah", paper.pemda), ("Periode", paper.period)),
        columns=(
            Column("No", "count", 1.0),
            Column(f"Prosedur ({paper.kind})", "name", 0),
            Column(paper.asked, "word", 1.9),
            Column("Catatan hasil penilaian", "name", 0),
            Column("Tindakan yang harus diambil", "name", 0),
            Column("Penanggung jawab dan tenggat", "name", 0),
            Column("Paraf penilai", "word", 1.8),
        ),
        lines=tuple(_line(place, one) for place, one in enumerate(paper.lines, start=1)),
        absent=(),
        total=(),
        result=(
            f"{len(paper.lines)} {paper.kind}, {filled} sudah diisi.",
            f"{paper.actions} tindakan, {paper.open} belum selesai, {paper.late} lewat tenggat per {day}.",
        ),
        notes=(f"Dasar: {paper.basis}.", OURS),
        draft="" if paper.verified else f"RANCANGAN · belum diverifikasi seluruhnya · per tanggal {day}",
        dateline=f"{paper.place or DOTS}, {day}",
        signature=paper.signer.lines(),
        footer=f"Tabel monitoring {paper.kind} · {paper.opd} · {paper.period} · {printed}",
        sheet="Monitoring",
    )


def _line(place: int, one: Monitored) -> Line:
    remarks = one.remarks if one.answer else ("Belum diisi",)
    return (place, one.name, one.answer, *("\n".join(lines) for lines in (remarks, one.actions, one.people)), "")


def file_name(kind: str, code: str, period: str, format: Format) -> str:
    """ "Monitoring_SOP_DINKES_Evaluasi_SOP_2026.pdf"."""
    named = re.sub(r"[^0-9A-Za-z-]+", "_", period).strip("_")
    return f"Monitoring_{kind.replace(' ', '_')}_{code}_{named}.{format}"


def to_plain(paper: Monitoring) -> dict[str, Any]:
    """As JSON can carry it, for the drawing child."""
    return asdict(paper) | {"at": paper.at.isoformat()}


def from_plain(plain: Mapping[str, Any]) -> Monitoring:
    """What `to_plain` made. KeyError, TypeError or ValueError for anything else."""
    values = dict(plain)
    values["letterhead"] = Letterhead(**values["letterhead"])
    values["signer"] = Signer(**values["signer"])
    values["at"] = datetime.fromisoformat(values["at"])
    values["lines"] = tuple(_monitored(one) for one in values["lines"])
    return Monitoring(**values)


def _monitored(plain: Mapping[str, Any]) -> Monitored:
    return Monitored(plain["name"], plain["answer"], *(tuple(plain[key]) for key in ("remarks", "actions", "people")))
