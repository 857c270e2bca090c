"""The table of monitoring of an OPD in a period, made from what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.rendering.letters import emblem
from bot.rendering.works import Values
from core.assessment.action import Action
from core.assessment.subjects import KINDS
from core.exports.data import ExportedOpd, PeriodHead
from core.instrument.model import Instrument
from core.papers import monitoring as paper
from core.papers.letterhead import letterhead
from core.papers.monitoring import Monitored, Monitoring
from core.papers.sizes import SIZES
from core.papers.table import Format
from core.results.stages import REVIEWED
from core.written import long_day
from storage.database import Connection
from storage.evidence.store import EvidenceStore
from storage.messaging.contents import MonitoringTable
from storage.operations import export
from storage.productivity import papers as offices
from storage.productivity.papers import OfficeFacts


@dataclass(frozen=True, slots=True)
class MonitoringFacts:
    """An OPD, the period, and each of its assessments there."""

    office: OfficeFacts
    head: PeriodHead
    opds: tuple[ExportedOpd, ...]
    format: Format

    @property
    def kind(self) -> str:
        return KINDS[self.head.instrument.subject]

    @property
    def file_name(self) -> str:
        return paper.file_name(self.kind, self.office.code, self.head.called, self.format)


def load(conn: Connection, job: MonitoringTable, now: datetime) -> MonitoringFacts:
    """Raises LookupError where the OPD does not take part any more."""
    office = offices.of_opd(conn, job.opd, now)
    head = export.head(conn, job.period, now)
    found = tuple(export.opds(conn, job.period, head, office.code))
    if not found:
        raise LookupError(job.opd)
    return MonitoringFacts(office, head, found, job.format)


def values(known: MonitoringFacts, store: EvidenceStore) -> Values:
    """Reads the emblem from the store."""
    office, head = known.office, known.head
    instrument, today = head.instrument, office.at.date()
    actions = [action for one in known.opds for action in one.actions if action.complete]
    made = Monitoring(
        letterhead=letterhead(office.pemda, office.letterhead, office.opd, emblem(office.letterhead, store)),
        paper=office.paper if office.paper in SIZES else "F4",
        pemda=office.pemda,
        opd=office.opd,
        title=instrument.title,
        period=head.called,
        kind=known.kind,
        asked=instrument.variables[0].short,
        basis=instrument.legal_basis[0],
        at=office.at,
        signer=office.signer,
        lines=tuple(monitored(one, instrument, today) for one in known.opds),
        place=office.seat,
        verified=all(one.status in REVIEWED for one in known.opds),
        actions=len(actions),
        open=sum(action.open for action in actions),
        late=sum(action.overdue(today) for action in actions),
    )
    return {"monitoring": paper.to_plain(made), "format": known.format}


def monitored(one: ExportedOpd, instrument: Instrument, today: date) -> Monitored:
    """A line of the table: the team's levels where it has judged, else those of the OPD."""
    own = {line.variable: line.level for line in one.answers if line.level is not None}
    levels = one.official_levels or own
    first, acting = instrument.variables[0].code, [code for code in instrument.codes if _asks(instrument, levels, code)]
    said = {line.variable: line.explanation for line in one.answers if line.explanation}
    remarks = [f"{instrument.numeral(levels[code], code)}: {code} {instrument.variable(code).short}" for code in acting]
    remarks += [f"{code}: {words}" for code, words in said.items()]
    actions = [action for action in one.actions if action.complete]
    return Monitored(
        f"{one.subject.code} {one.subject.name}" if one.subject else one.name,
        instrument.numeral(levels[first], first) if first in levels else "",
        tuple(remarks),
        tuple(f"{action.variable}: {action.words}" for action in actions),
        tuple(_who(action, today) for action in actions),
    )


def _asks(instrument: Instrument, levels: Mapping[str, int], code: str) -> bool:
    return levels.get(code) in instrument.variable(code).action_at


def _who(action: Action, today: date) -> str:
    assert action.due is not None
    day = long_day(action.due)
    if action.done_at is not None:
        return f"{action.variable}: {action.person}, selesai {long_day(action.done_at.date())}"
    return f"{action.variable}: {action.person}, {day}{' (lewat)' if action.overdue(today) else ''}"
