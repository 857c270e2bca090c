"""`pandu export`: a period as JSON, CSV, workbook, or as a ZIP of its evidence."""

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import typer

from bot.cli.base import CommandError, PemdaName, evidence_store, legible, note, now, opened, region, say
from bot.cli.files import may_be_written, written
from bot.cli.progress import progress
from bot.settings import Settings, load_settings
from bot.texts.operations import cli as texts, files as file_texts, help as explained
from core.assessment.model import EvidenceKind
from core.exports import csv, evidence, xlsx
from core.exports.cells import file_name
from core.exports.data import flat_rows
from core.pemda.parts import NOTHING
from core.written import long_day
from storage.database import Connection, Database
from storage.evidence.store import CHUNK, Differs, EvidenceStore, genuine, key_of
from storage.operations import export as periods
from storage.pemda import facts as pemda_facts

IN_MEMORY = 16 * 1024 * 1024
"""Bytes of one file that are held in memory until it is known to be genuine; the rest is in a temporary file."""


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to export: the period, and where to (None: standard output)."""

    database: Database
    settings: Settings
    period: int
    at: datetime
    out: Path | None


def export(
    period: Annotated[str, typer.Option("--period", metavar="NAMA", help=explained.EXPORT_PERIOD)],
    format: Annotated[Format, typer.Option("--format", help=explained.FORMAT)],
    out: Annotated[Path | None, typer.Option("--out", metavar="BERKAS", help=explained.OUT)] = None,
    pemda: PemdaName = None,
) -> None:
    settings, at = load_settings(), now()
    if out is not None:
        may_be_written(out, settings)  # before the period is read, which takes long
    with opened(settings) as database:
        legible(database, periods.TABLES)
        number = database.read(lambda conn: find_period(conn, pemda, period, at))
        if format in (Format.XLSX, Format.ZIP) and out is None:
            out = Path(f"{file_name(period)}.{format}")
        EXPORTS[format](ExportOrder(database, settings, number, at, out))


def find_period(conn: Connection, pemda: str | None, name: str, at: datetime) -> int:
    """The period of this name. Raises CommandError with the existing names."""
    one = region(conn, pemda)
    found = periods.find_period(conn, one.id, " ".join(name.split()))
    if found is None:
        known = pemda_facts.load(conn, one.id, at, parts=NOTHING).periods
        raise CommandError(texts.unknown_period(name, [line.name for line in known]))
    return found


def _json(wanted: ExportOrder) -> None:
    _text(wanted, lambda conn: periods.json_chunks(conn, wanted.period, wanted.at))


def _csv(wanted: ExportOrder) -> None:
    def rows(conn: Connection) -> Iterator[str]:
        head = periods.head(conn, wanted.period, wanted.at)
        return csv.rows(
            row for opd in periods.opds(conn, wanted.period, head) for row in flat_rows(head.instrument, opd)
        )

    _text(wanted, rows)


def _text(wanted: ExportOrder, pieces: Callable[[Connection], Iterable[str]]) -> None:
    def write(conn: Connection, target: IO[bytes]) -> None:
        for piece in pieces(conn):
            target.write(piece.encode())

    if wanted.out is None:
        wanted.database.read(lambda conn: write(conn, sys.stdout.buffer))
        sys.stdout.buffer.flush()
        return
    with written(wanted.out, wanted.settings) as file:
        wanted.database.read(lambda conn: write(conn, file))
    say(file_texts.written(wanted.out))


def _xlsx(wanted: ExportOrder) -> None:
    assert wanted.out is not None
    known = wanted.database.read(lambda conn: periods.load(conn, wanted.period, wanted.at))
    with written(wanted.out, wanted.settings) as file, progress(file_texts.WRITING_XLSX, len(known.opds)) as advance:
        xlsx.write(known, file, long_day(known.head.at), on=advance)
    say(file_texts.exported(wanted.out, known.summary.opds, known.summary.verified))


def _zip(wanted: ExportOrder) -> None:
    """Writes one file at a time, so that the evidence of a region is never in memory as a whole."""
    assert wanted.out is not None
    known = wanted.database.read(lambda conn: periods.load(conn, wanted.period, wanted.at))
    store = evidence_store(wanted.settings)
    found = list(evidence.items(known.head, known.opds))
    total = sum(item.file.bytes or 0 for item in found if item.path)
    with (
        written(wanted.out, wanted.settings) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive,
        progress(file_texts.COLLECTING, total) as advance,
    ):
        copied = [_copy(archive, item, store, advance) for item in found]
        _add(archive, evidence.INDEX_CSV, evidence.index_csv(copied), known.head.at)
        page = evidence.index_html(known.head, long_day(known.head.at), copied)
        _add(archive, evidence.INDEX_HTML, page, known.head.at)
    links = sum(item.file.kind is EvidenceKind.LINK for item in copied)
    missing = sum(item.note not in ("", evidence.LINK) for item in copied)
    say(file_texts.evidence_exported(wanted.out, sum(bool(item.path) for item in copied), links))
    if missing:
        note(file_texts.missing_files(missing))
    faulty = [item for item in copied if item.note in (evidence.MISSING, evidence.DIFFERS)]
    for item in faulty:
        note(file_texts.faulty_file(item.opd.code, item.variable, item.file.name, item.note))
    if faulty:
        raise typer.Exit(1)


def _copy(
    archive: zipfile.ZipFile, item: evidence.Item, store: EvidenceStore, advance: Callable[[int], None]
) -> evidence.Item:
    """The item for the index, without a path where its bytes are gone or are not those that were stored, which is known
    only after reading them all.
    """
    key = item.file.storage_key
    if not item.path or key is None:
        return item
    if item.file.sha256 is None or key != key_of(item.file.sha256):
        return replace(item, path="", note=evidence.DIFFERS)
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as held:
        try:
            for chunk in genuine(store, key):
                held.write(chunk)
                advance(len(chunk))
        except FileNotFoundError:
            return replace(item, path="", note=evidence.MISSING)
        except Differs:
            return replace(item, path="", note=evidence.DIFFERS)
        held.seek(0)
        with archive.open(_entry(item.path, item.file.sent_at), "w", force_zip64=True) as target:
            shutil.copyfileobj(held, target, CHUNK)
    return item


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[str], at: datetime) -> None:
    entry = _entry(name, at)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, "".join(pieces))


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.external_attr = 0o600 << 16
    return entry


EXPORTS: dict[Format, Callable[[ExportOrder], None]] = {
    Format.JSON: _json,
    Format.CSV: _csv,
    Format.XLSX: _xlsx,
    Format.ZIP: _zip,
}
