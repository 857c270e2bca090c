"""`pandu`: the command line. `pandu run` starts without what only the other commands need."""

import os
import sys

from bot.lean import uncollected

PRIVATE = 0o077
"""Taken from the rights of every file that a command writes."""


def main() -> None:
    os.umask(PRIVATE)
    if sys.argv[1:] == ["run"]:
        with uncollected():
            from bot.cli.run import run
        run()
    else:
        from bot.cli.commands import main as others

        others()
