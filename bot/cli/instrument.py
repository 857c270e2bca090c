"""`pandu instrument check`: checks an instrument's file before it is published."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.base import CommandError, group, say
from bot.cli.files import read_file
from bot.texts.operations import help as explained
from core.instrument import check as instrument_check

instrument = group(explained.INSTRUMENT_GROUP)


@instrument.callback()
def files() -> None:
    """Makes `check` a word of its own while it is the only command of the group."""


@instrument.command("check", help=explained.INSTRUMENT_CHECK)
def check(file: Annotated[Path, typer.Argument(metavar="BERKAS", help=explained.INSTRUMENT_FILE)]) -> None:
    report = instrument_check.check(read_file(file), file.name)
    if report.faults:
        raise CommandError("\n".join(report.lines))
    say(report.summary)
