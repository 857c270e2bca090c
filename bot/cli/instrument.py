"""`pandu instrument check`: checks an instrument's file before it is published."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.base import CommandError, group, say
from bot.cli.files import read_file
from bot.texts.operations import cli as texts
from core.instrument import check as instrument_check

instrument = group(texts.HELP_INSTRUMENT_GROUP)


@instrument.callback()
def files() -> None:
    """Makes `check` a word of its own while it is the only command of the group."""


@instrument.command("check", help=texts.HELP_INSTRUMENT_CHECK)
def check(file: Annotated[Path, typer.Argument(metavar="BERKAS", help=texts.HELP_INSTRUMENT_FILE)]) -> None:
    report = instrument_check.check(read_file(file), file.name)
    if report.faults:
        raise CommandError("\n".join(report.lines))
    say(report.summary)
