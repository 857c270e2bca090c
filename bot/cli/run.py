"""`pandu run`: the bot with the settings of `.env`. Imports nothing that only other commands need."""

import asyncio
import sys

import uvloop

from bot.app.checks import warn_of_secrets, warn_of_sqlite
from bot.app.serving import run as serve
from bot.log import set_up
from bot.settings import SettingsError, load_settings


def run() -> None:
    """Serves until SIGINT or SIGTERM. Status 1 and one sentence where it cannot start."""
    try:
        settings = load_settings()
        set_up(settings.log_level)
        warn_of_secrets()
        warn_of_sqlite(settings.database_url)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve(settings))
    except SettingsError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
