"""`pandu`: the command line. The bot itself starts without what only the other commands need."""

import sys


def main() -> None:
    if sys.argv[1:] == ["run"]:
        from bot.cli_run import run

        run()
    else:
        from bot.cli_commands import main as others

        others()
