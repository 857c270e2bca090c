"""`pandu`: the command line. `pandu run` starts without what only the other commands need."""

import sys

from bot.lean import uncollected


def main() -> None:
    if sys.argv[1:] == ["run"]:
        with uncollected():
            from bot.cli.run import run
        run()
    else:
        from bot.cli.commands import main as others

        others()
