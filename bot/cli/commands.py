"""All commands of `pandu` in one program, and how their failures end it."""

import sys
from contextlib import nullcontext, redirect_stdout
from io import StringIO
from typing import Annotated

import typer

from bot.cli.base import group, sentence_of
from bot.cli.doctor import doctor
from bot.cli.export import export
from bot.cli.instrument import instrument
from bot.cli.invite import invite
from bot.cli.leaving import opd
from bot.cli.pemda import pemda
from bot.cli.period import period
from bot.cli.report import report
from bot.cli.upkeep import backup, migrate, restore
from bot.cli.wrong_call import lines
from bot.texts.operations import help as explained
from bot.texts.operations.wrong_call import translated

app = group(explained.PROGRAM)


@app.command(help=explained.RUN)
def run() -> None:
    from bot.cli.run import run as serve

    serve()


@app.command(help=explained.DEMO)
def demo(port: Annotated[int, typer.Option("--port", min=0, max=65535, help=explained.PORT)] = 8081) -> None:
    from bot.cli.demo import demo as play

    play(port)


app.command(help=explained.MIGRATE)(migrate)
app.add_typer(pemda, name="pemda")
app.add_typer(opd, name="opd")
app.add_typer(period, name="period")
app.add_typer(invite, name="invite")
app.command(help=explained.EXPORT)(export)
app.add_typer(report, name="report")
app.command(help=explained.BACKUP)(backup)
app.command(help=explained.RESTORE)(restore)
app.command(help=explained.DOCTOR)(doctor)
app.add_typer(instrument, name="instrument")


def main() -> None:
    """Reads the command line. Status 0: done; 1: refused, with a sentence on standard error; 2: wrong usage."""
    asked = StringIO()
    try:
        with redirect_stdout(asked) if "--help" in sys.argv[1:] else nullcontext():
            status = app(prog_name="pandu", standalone_mode=False)
        typer.echo(translated(asked.getvalue()), nl=False)
    except typer.Abort:
        sys.exit(1)
    except Exception as error:
        wrong = lines(error)
        if wrong:
            typer.echo("\n".join(wrong), err=True)
            sys.exit(2)
        said = sentence_of(error)
        if not said:
            raise
        sys.exit(said)
    sys.exit(status or 0)
