"""`pandu doctor`: what waits, what is in doubt, and whether chains and evidence are whole."""

import json
import math
from collections.abc import Iterator, Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli import doctor_words as words
from bot.cli.base import now, opened, say, sentence_of
from bot.cli.files import exposed
from bot.cli.progress import portion
from bot.holidays.days import estimated
from bot.log import describe
from bot.settings import load_settings
from bot.texts.operations import cli as texts, doctor as sentences, files as file_texts, help as explained
from bot.texts.periods.period import estimated_days
from storage.database import Database
from storage.engine.sqlite_fault import has_fault
from storage.evidence.opening import open_store
from storage.operations.doctor import Report, examine
from storage.periods import due


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help=explained.DOCTOR_JSON)] = False,
    anchor: Annotated[str | None, typer.Option("--anchor", metavar="HASH", help=explained.ANCHOR)] = None,
) -> None:
    try:
        settings = load_settings()
        with opened(settings, missing=file_texts.NOTHING_STORED) as database, portion(texts.CHECKING) as told:
            report = examine(database, open_store(settings.evidence_url), now(), anchor, told, exposed(settings))
            calendars = _calendars(database)
        zone = ZoneInfo(settings.timezone)
        plain = _plain(report, zone, calendars) if as_json else {}
    except Exception as error:  # a monitor reads JSON whatever is the matter
        if as_json:
            said = sentence_of(error) or describe(error)
            _print(_EMPTY | {"problems": said.splitlines(), "audit_ok": said == file_texts.NOTHING_STORED})
        raise
    if as_json:
        _print(plain)
    else:
        for line in _lines(report, zone, calendars):
            say(_printable(line))
    if not report.ok:
        raise typer.Exit(1)


_EMPTY: dict[str, object] = {
    "ok": False,
    "warnings": [],
    "problems": [],
    "waiting": 0,
    "unsure": 0,
    "set_aside": 0,
    "audit_ok": False,
    "sqlite": None,
    "revision": "",
    "counts": {},
    "anchors": [],
    "differences": [],
    "damaged": [],
}
"""The output where there is no database to examine."""


def _print(plain: dict[str, object]) -> None:
    typer.echo(json.dumps(_known(plain), ensure_ascii=False, indent=2, allow_nan=False))


def _known(value: object) -> object:
    """The value as JSON knows it; what it does not know, which is found only where data were changed, as text."""
    match value:
        case None | bool() | int():
            return value
        case float() if math.isfinite(value):
            return value
        case str():
            return _printable(value)
        case dict():
            return {_printable(str(key)): _known(part) for key, part in value.items()}
        case list() | tuple():
            return [_known(part) for part in value]
    return _printable(str(value))


def _printable(words: str) -> str:
    """Lone surrogates, which no output can encode, are written as escapes."""
    return words.encode(errors="backslashreplace").decode()


def _calendars(database: Database) -> list[str]:
    """A sentence for each period with a date in a year whose holidays are not decreed. Periods that cannot be read are
    among the findings already.
    """
    try:
        found = database.read(lambda conn: due.ahead(conn, now()))
    except Exception:
        return []
    said = []
    for pemda, name, *dates in found:
        years = sorted(estimated({at.year for at in dates}))
        if years:
            said.append(f"{pemda}, periode {name}: {estimated_days(years)}")
    return said


def _plain(report: Report, zone: ZoneInfo, calendars: Sequence[str]) -> dict[str, object]:
    """The contract for other programs (docs/commands.md)."""
    return _EMPTY | {
        "ok": report.ok,
        "warnings": [*(words.sentence(finding, zone) for finding in report.warnings), *calendars],
        "problems": [line for finding in report.problems for line in words.each(finding, zone)],
        "waiting": report.waiting,
        "unsure": report.unsure,
        "set_aside": report.set_aside,
        "audit_ok": report.audit_ok,
        "sqlite": report.sqlite,
        "revision": report.seen.revision,
        "counts": report.seen.counts,
        "anchors": words.anchors(report),
        "differences": words.differences(report),
        "damaged": words.damaged(report),
    }


def _lines(report: Report, zone: ZoneInfo, calendars: Sequence[str]) -> Iterator[str]:
    """Each part on a line, then what needs attention, the worst last."""
    seen = report.seen
    yield sentences.database(report.sqlite, report.sqlite is not None and has_fault(report.sqlite))
    yield sentences.queue(seen.updates_waiting, report.calls_waiting, report.set_aside)
    for chain in seen.chains:
        yield sentences.chain(chain.pemda, chain.checked.entries, chain.checked.erased, chain.checked.hash)
    for pemda, number in seen.anchors or ():
        yield sentences.anchor(pemda, number)
    yield sentences.evidence(len(seen.files), seen.copying)
    for finding in report.warnings:
        yield sentences.ATTENTION + words.sentence(finding, zone)
    for sentence in calendars:
        yield sentences.ATTENTION + sentence
    for line in seen.lines:
        yield sentences.message(
            line.id, line.state, line.kind, line.chat_id, line.created_at.astimezone(zone), line.error
        )
    for finding in report.problems:
        first, *rest = words.each(finding, zone)
        yield sentences.TROUBLE + first
        for detail in rest:
            yield f"  {detail}"
    for item in seen.set_aside:
        whose = item.opd_short or item.who
        yield sentences.aside(item.id, whose, item.what, item.at.astimezone(zone), item.error)
    for work in seen.failing:
        yield sentences.failing(work.id, work.kind, work.key, work.since.astimezone(zone), work.attempts, work.error)
    if not report.findings and not calendars:
        yield sentences.FINE
