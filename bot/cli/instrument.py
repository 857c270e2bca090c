"""`pandu instrument`: instruments are checked, put on the shelf, listed."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.base import CommandError, group, opened, say
from bot.cli.files import read_file
from bot.settings import load_settings
from bot.texts.operations import help as explained, instruments as texts
from core.instrument import check as instrument_check
from storage.assessment import instruments

instrument = group(explained.INSTRUMENT_GROUP)
InstrumentFile = Annotated[Path, typer.Argument(metavar="BERKAS", help=explained.INSTRUMENT_FILE)]


@instrument.command("check", help=explained.INSTRUMENT_CHECK)
def check(file: InstrumentFile) -> None:
    say(_checked(file)[1].summary)


@instrument.command("add", help=explained.INSTRUMENT_ADD)
def add(file: InstrumentFile) -> None:
    content, report = _checked(file)
    meant = report.instrument
    assert meant is not None
    with opened(load_settings()) as database:
        try:
            is_new = database.write(lambda conn: instruments.add(conn, content))
        except instruments.Refusal as refusal:
            raise CommandError(texts.refused(refusal.why, meant.id, meant.version, refusal.newest)) from None
    if not is_new:
        say(texts.there_already(meant.id, meant.version))
        return
    say(texts.added(meant.id, meant.version, meant.content_hash))
    say(texts.how_to_open(meant.id))


@instrument.command("list", help=explained.INSTRUMENT_LIST)
def list_all() -> None:
    with opened(load_settings()) as database:
        for one in database.read(instruments.shelf):
            what = one.instrument
            say(texts.on_shelf(one.id, what.version, what.title, len(what.variables), one.added))


def _checked(file: Path) -> tuple[str, instrument_check.CheckResult]:
    """The text of a sound file, and what is said of it. Raises CommandError with every fault, one a line."""
    data = read_file(file)
    report = instrument_check.check(data, file.name)
    if report.faults:
        raise CommandError("\n".join(report.lines))
    return data.decode("utf-8-sig"), report
