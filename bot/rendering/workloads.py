"""Papers of productivity, made from stored values."""

from bot.rendering.letters import emblem
from bot.rendering.works import Values
from core.papers import workload as paper
from core.papers.letterhead import letterhead
from core.papers.sizes import SIZES
from core.papers.workload import Workload
from core.productivity.model import UnitPositions, packed
from storage.evidence.store import EvidenceStore
from storage.productivity.papers import WorkloadFacts


def values(known: WorkloadFacts, store: EvidenceStore) -> Values:
    """Formulir D of an OPD, or the table of a region. Reads the emblem from the store."""
    office = known.office
    made = Workload(
        letterhead=letterhead(office.pemda, office.letterhead, office.opd, emblem(office.letterhead, store)),
        paper=office.paper if office.paper in SIZES else "F4",
        pemda=office.pemda,
        year=known.year,
        hours=office.hours,
        at=office.at,
        signer=office.signer,
        units=known.units,
        place=office.seat,
        of=known.of,
        absent=known.absent,
    )
    return {"workload": paper.to_plain(made), "format": known.format}


def file_name(known: WorkloadFacts) -> str:
    return paper.file_name(known.office.code, known.year, known.format)


def template_values(found: tuple[UnitPositions, int], _: EvidenceStore) -> Values:
    unit, year = found
    return {"unit": unit.name, "year": year, "positions": packed(unit.positions)}
