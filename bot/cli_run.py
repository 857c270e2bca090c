"""`pandu run`: the bot with the settings of `.env`. Imports nothing that only other commands need."""

import asyncio
import sys

import uvloop

from bot.app import run as serve
from bot.settings import SettingsError, load_settings


def run() -> None:
    """Serves until told to stop (SIGINT, SIGTERM). Status 1 and one sentence where it cannot start."""
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve(load_settings()))
    except SettingsError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
