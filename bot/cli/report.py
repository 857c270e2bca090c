"""`pandu report`: papers of a period."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.base import CommandError, PemdaName, evidence_store, group, legible, now, opened, region, say
from bot.cli.export import find_period
from bot.cli.files import may_be_written, written
from bot.rendering.papers import LETTER, D, Paper
from bot.settings import Settings, load_settings
from bot.texts.operations import cli as texts, files as file_texts, help as explained
from core.assessment.model import SENT, Assessment, Status
from storage.answers import letters
from storage.database import Connection
from storage.messaging.contents import CoverLetter
from storage.operations import export as periods
from storage.pemda import regions


class Format(StrEnum):
    DOCX = "docx"
    PDF = "pdf"


report = group(explained.REPORT)


@report.command("letter", help=explained.LETTER)
def letter(
    opd: Annotated[str, typer.Option("--opd", metavar="KODE", help=explained.OPD_CODE)],
    period: Annotated[str, typer.Option("--period", metavar="NAMA", help=explained.EXPORT_PERIOD)],
    format: Annotated[Format, typer.Option("--format", help=explained.FORMAT)] = Format.DOCX,
    out: Annotated[Path | None, typer.Option("--out", metavar="BERKAS", help=explained.LETTER_OUT)] = None,
    pemda: PemdaName = None,
) -> None:
    settings, at = load_settings(), now()
    code = opd.strip().upper()
    if out is not None:
        may_be_written(out, settings)
    with opened(settings) as database:
        legible(database, periods.TABLES)
        draft = database.read(lambda conn: LETTER.load(conn, _ordered(conn, pemda, period, code, format, at), at))
    _may_be_written(draft.writer.assessment)
    target = _write(LETTER, draft, out, settings)
    say(file_texts.letter_written(target, draft.writer.assessment.opd.name))


def _write(paper: Paper[Any, D], data: D, out: Path | None, settings: Settings) -> Path:
    """Makes the paper in this process and writes it under its own name, or under the one that is wanted."""
    made = paper.render(paper.values(data, evidence_store(settings)))
    target = out or Path(paper.file_name(data))
    with written(target, settings) as file:
        file.write(made)
    return target


def _ordered(conn: Connection, pemda: str | None, period: str, code: str, format: Format, at: datetime) -> CoverLetter:
    number = find_period(conn, pemda, period, at)
    if code not in regions.opd_codes(conn, region(conn, pemda).id):
        raise CommandError(texts.unknown_opd(code))
    assessment = letters.assessment_of(conn, number, code)
    if assessment is None:
        raise CommandError(file_texts.not_taking_part(code, period))
    return CoverLetter(assessment, format.value)


def _may_be_written(a: Assessment) -> None:
    """The cover letter belongs before the submission. The letter of the result is another paper."""
    if a.status is Status.FINAL:
        raise CommandError(file_texts.no_result_letter_yet(a.opd.code))
    if a.status in SENT:
        raise CommandError(file_texts.sent_already(a.opd.code))
    if a.incomplete:
        done, of = len(a.instrument.codes) - len(a.incomplete), len(a.instrument.codes)
        raise CommandError(file_texts.letter_incomplete(a.opd.code, done, of))
