"""What the commands of `pandu` share: the database, the Pemda, days and hours, output.

A command writes what it did to standard output, or to standard error where standard output carries data for other
programs. A refusal is one sentence on standard error and status 1; wrong usage is status 2.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, tzinfo
from typing import Annotated

import typer

from bot.settings import Settings, SettingsError
from bot.texts.operations import (
    cli as texts,
    doctor_log,
    files as file_texts,
    help as explained,
    settings as of_settings,
)
from storage.audit.replay import differences
from storage.database import Connection, Database
from storage.engine.addresses import database_file, parse
from storage.engine.failures import Misused, Unusable, fault_of
from storage.engine.schema import METADATA
from storage.evidence import store_faults
from storage.evidence.opening import open_store
from storage.evidence.store import EvidenceStore
from storage.migrations.upgrade import Busy, Newer, migrate, needs_migration
from storage.operations.legible import Illegible, Unreadable, expect_legible
from storage.pemda import regions
from storage.pemda.regions import PemdaSummary

DUE_HOUR = time(16)
"""When a due day ends, unless the hour is given: the end of an office's working day."""


class CommandError(Exception):
    """The command cannot be carried out. The message is one sentence that says why and what to do."""


def sentence_of(error: Exception) -> str:
    """The sentence for a failure that is not the program's own; "" for one that is."""
    if isinstance(error, CommandError | SettingsError):
        return str(error)
    if isinstance(error, store_faults.Unavailable):
        return of_settings.store(error.fault)
    if isinstance(error, Unusable) and not isinstance(error, Misused):
        return of_settings.database(fault_of(error))
    return ""


PemdaName = Annotated[str | None, typer.Option("--pemda", metavar="NAMA", help=explained.PEMDA)]


def group(text: str, *, bare: bool = False) -> typer.Typer:
    """A group of commands. With `bare` the group itself does something without a further word."""
    return typer.Typer(
        help=text,
        no_args_is_help=not bare,
        invoke_without_command=bare,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )


def say(sentence: str) -> None:
    """Writes what was done, for the person at the keyboard."""
    typer.echo(sentence)


def note(sentence: str) -> None:
    """Writes a warning, or a sentence beside data on standard output."""
    typer.echo(sentence, err=True)


def now() -> datetime:
    return datetime.now(UTC)


def stored(url: str) -> bool:
    """Whether there is a database. Makes none."""
    return not url.startswith("sqlite") or database_file(parse(url)).exists()


def outdated(url: str) -> bool:
    """Whether the tables are missing or belong to an older version. Raises CommandError when the database does not
    answer.
    """
    try:
        return needs_migration(url)
    except Newer:
        raise CommandError(of_settings.NEWER_DATA) from None
    except (Unusable, OSError) as error:
        raise CommandError(of_settings.database(fault_of(error))) from None


@contextmanager
def opened(settings: Settings, missing: str = texts.NO_PEMDA) -> Iterator[Database]:
    """The database of the settings, with the tables of this version. Raises CommandError(`missing`) where there is
    none; with an empty `missing` it is made. An older SQLite database is upgraded here, as by `pandu run`; a server's
    by `pandu migrate`.
    """
    url = settings.database_url
    if missing and not stored(url):
        raise CommandError(missing)
    if outdated(url):
        if not url.startswith("sqlite"):
            raise CommandError(of_settings.NEEDS_MIGRATION)
        try:
            migrate(url)
        except Busy:
            raise CommandError(texts.OLDER_BOT_RUNS) from None
    database = Database.open(url)
    try:
        yield database
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, Unusable):
        legible(database)  # then it is no fault of the program
        raise
    finally:
        database.close()


def legible(database: Database, tables: Collection[str] | None = None) -> None:
    """Raises CommandError where something in these tables, or in any, cannot be read or differs from the log."""
    names = METADATA.tables.keys() if tables is None else tables
    try:
        database.read(lambda conn: expect_legible(conn, names))
        if tables is None:
            database.read(_expect_logged)
    except Illegible as error:
        raise CommandError(illegible(error)) from None


def _expect_logged(conn: Connection) -> None:
    for one in regions.listed(conn):
        for found in differences(conn, one.id):
            raise Illegible(Unreadable(found.table, str(found.id), tuple(column.name for column in found.columns)))


def illegible(error: Illegible) -> str:
    first = error.first
    return file_texts.illegible(doctor_log.unreadable_row(first.table, first.row, first.columns, missing=first.missing))


def evidence_store(settings: Settings, *, writing: bool = False) -> EvidenceStore:
    """The evidence store of the settings. Raises CommandError where it cannot be read or, with `writing`, written."""
    try:
        store = open_store(settings.evidence_url)
        (store.try_writing if writing else store.try_reading)()
    except OSError as error:
        raise CommandError(of_settings.store(store_faults.fault_of(error))) from None
    return store


def region(conn: Connection, name: str | None) -> PemdaSummary:
    """The Pemda of this name, or the only one."""
    known = regions.listed(conn)
    if not known:
        raise CommandError(texts.NO_PEMDA)
    if name is None:
        if len(known) > 1:
            raise CommandError(texts.which_pemda([one.name for one in known]))
        return known[0]
    found = [one for one in known if one.name.casefold() == name.strip().casefold()]
    if not found:
        raise CommandError(texts.unknown_pemda(name, [one.name for one in known]))
    return found[0]


def instant(words: str, zone: tzinfo, hour: time = DUE_HOUR) -> datetime:
    """Reads 2026-12-18 or 2026-12-18T15:30 in the Pemda's zone. Raises BadParameter (usage) for anything else."""
    try:
        given = datetime.fromisoformat(words)
        if len(words.strip()) <= len("2026-12-18"):
            given = datetime.combine(date.fromisoformat(words), hour)
    except ValueError:
        raise typer.BadParameter(texts.bad_instant(words)) from None
    return given.replace(tzinfo=zone) if given.tzinfo is None else given.astimezone(zone)
