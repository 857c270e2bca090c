"""What `pandu doctor` has found, as sentences and as plain data."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.texts.operations import doctor as sentences, doctor_log
from storage.audit.anchors import Posted
from storage.operations.doctor import Finding, Report, Trouble
from storage.operations.doctor_files import File
from storage.operations.doctor_log import LISTED, Damage

Plain = dict[str, object]


def sentence(finding: Finding, zone: ZoneInfo) -> str:
    file, chain = finding.file, finding.chain
    if finding.rows:
        return doctor_log.unreadable(finding.count, min(finding.count, LISTED))
    if finding.checks:
        return doctor_log.unchecked(finding.checks)
    if file is not None:
        return sentences.damaged(finding.trouble, _file(file, zone))
    if chain is not None and finding.trouble is Trouble.CHAIN_BROKEN:
        return doctor_log.chain_broken(chain.pemda, chain.checked.broken_at or 0, chain.checked.fault)
    if chain is not None and finding.trouble is Trouble.ANCHOR_LOST:
        lost = [(one.number, one.hash, one.at.astimezone(zone)) for one in chain.contradicted]
        return doctor_log.anchor_lost(chain.pemda, *lost[0], len(lost))
    if chain is not None and finding.trouble is Trouble.CONTENT_MISSING:
        return doctor_log.content_missing(chain.pemda, chain.checked.missing)
    if chain is not None and finding.trouble is Trouble.DATA_DIFFERS:
        return doctor_log.differs(chain.pemda, finding.count, len(chain.played.damages))
    if finding.trouble is Trouble.EVIDENCE_WAITING:
        lines = [(late.opd_code, late.name, late.since.astimezone(zone)) for late in finding.late]
        return sentences.late_files(finding.count, lines)
    return sentences.finding(finding.trouble, finding.count, finding.place)


def each(finding: Finding, zone: ZoneInfo) -> Iterator[str]:
    """The sentence for a finding, and one for each row it is about."""
    yield sentence(finding, zone)
    for row in finding.rows[:LISTED]:
        yield doctor_log.unreadable_row(row.table, row.row, row.columns, missing=row.missing)
    if finding.chain is not None and finding.trouble is Trouble.DATA_DIFFERS:
        for one in finding.chain.played.damages:
            yield f"{finding.chain.pemda}, {_damage(one, zone)}"


def _file(file: File, zone: ZoneInfo) -> str:
    if not file.id:
        return sentences.own_file(file.pemda, file.name)
    at = file.sent_at.astimezone(zone) if file.sent_at else None
    return sentences.file(
        (file.pemda, file.period, file.opd, ", ".join(file.variables)), file.kind, file.name, file.id, file.role, at
    )


def _damage(one: Damage, zone: ZoneInfo) -> str:
    columns = [
        doctor_log.column(column.name, column.stored, column.logged, zone, shown=column.shown) for column in one.columns
    ]
    at = one.at.astimezone(zone) if one.at else None
    place = (one.period, one.opd, one.variable)
    return doctor_log.damage(one.kind, one.table, one.id, place, columns, one.number, at)


def anchors(report: Report) -> list[Plain]:
    """The newest hash of each chain, and the one posted last."""
    return [
        {
            "pemda": chain.pemda,
            "number": chain.checked.entries,
            "hash": chain.checked.hash,
            "posted": _posted(chain.posted[-1]) if chain.posted else None,
        }
        for chain in report.seen.chains
    ]


def _posted(one: Posted) -> Plain:
    return {"number": one.number, "hash": one.hash, "at": one.at.isoformat(), "kept": one.kept}


def differences(report: Report) -> list[Plain]:
    """Rows that differ from the log, with values only where the log shows them."""
    return [
        {
            "pemda": chain.pemda,
            "period": one.period,
            "opd": one.opd,
            "variable": one.variable,
            "kind": one.kind.value,
            "table": one.table,
            "row": one.id,
            "entry": one.number or None,
            "at": one.at.isoformat() if one.at else None,
            "columns": {
                column.name: {"stored": column.stored, "logged": column.logged} if column.shown else None
                for column in one.columns
            },
        }
        for chain in report.seen.chains
        for one in chain.played.damages
    ]


def damaged(report: Report) -> list[Plain]:
    """Evidence files that are missing or differ."""
    return [
        {
            "fault": fault,
            "pemda": file.pemda,
            "period": file.period,
            "opd": file.opd,
            "variables": list(file.variables),
            "kind": file.kind,
            "evidence": file.id or None,
            "sender": file.role,
            "sent_at": file.sent_at.isoformat() if file.sent_at else None,
        }
        for fault, those in (("missing", report.missing), ("differs", report.differing))
        for file in those
    ]
