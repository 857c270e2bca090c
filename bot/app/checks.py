"""Checks before the bot serves. A place that was set up wrongly ends the start with a sentence."""

import sqlite3
from pathlib import Path

from bot.app.health import Health
from bot.log import log
from bot.settings import ENV_FILE, SettingsError
from bot.texts.operations import settings as texts
from storage.engine import private
from storage.engine.addresses import database_file, parse
from storage.engine.sqlite_fault import has_fault, replicated
from storage.evidence.opening import open_store
from storage.evidence.store import EvidenceStore
from storage.evidence.store_faults import PASSING, fault_of


def evidence_store(url: str) -> EvidenceStore:
    """The store at this address. Raises SettingsError where there can be none."""
    try:
        return open_store(url)
    except OSError as error:
        raise SettingsError(texts.store(fault_of(error))) from None


async def try_store(health: Health) -> None:
    """Raises SettingsError for a fault of the evidence store that only a person can mend, because evidence is accepted
    only where it can be kept. A fault that may pass does not end the start; files wait for it.
    """
    fault = await health.store_fault()
    if fault is None:
        return
    log.error("the evidence store cannot be written", reason=fault)
    if fault not in PASSING:
        raise SettingsError(texts.store(fault))


def warn_of_secrets() -> None:
    """Logs that other accounts of the machine can read the token in `.env`."""
    if private.exposed(Path(ENV_FILE)):
        log.warning("other accounts can read the settings; run: chmod go= .env", file=ENV_FILE)


def warn_of_sqlite(url: str) -> None:
    """Logs that other programs endanger the file, where this version of SQLite has the fault."""
    address = parse(url)
    if address.get_backend_name() == "sqlite" and has_fault(sqlite3.sqlite_version):
        warn = log.error if replicated(database_file(address)) else log.warning
        warn("no other program may write to the database file", sqlite=sqlite3.sqlite_version)
