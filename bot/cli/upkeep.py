"""`pandu migrate`, `backup`, `restore`: commands for the data as a whole."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.base import CommandError, evidence_store, illegible, note, now, outdated, say, stored
from bot.cli.files import may_be_restored, may_be_written
from bot.cli.progress import stages
from bot.settings import load_settings
from bot.texts.operations import files as texts, help as explained
from bot.texts.operations.system import reason
from storage.evidence.store_faults import Unavailable
from storage.migrations.upgrade import Busy, Newer, migrate as bring_up
from storage.operations import backup as copies
from storage.operations.archive import Damaged, Unfit
from storage.operations.legible import Illegible
from storage.operations.manifest import NotABackup

BackupFile = Annotated[Path, typer.Argument(metavar="BERKAS", help=explained.BACKUP_FILE)]


def migrate() -> None:
    url = load_settings().database_url
    if not outdated(url):
        say(texts.UP_TO_DATE)
        return
    try:
        bring_up(url)
    except Busy:
        raise CommandError(texts.MIGRATE_BUSY) from None
    say(texts.MIGRATED)


def backup(file: BackupFile) -> None:
    settings = load_settings()
    may_be_written(file, settings, makes_folders=True)
    if not stored(settings.database_url):
        raise CommandError(texts.NOTHING_STORED)
    outdated(settings.database_url)  # refused here where the server does not answer
    evidence_store(settings)  # and here where the evidence cannot be read
    with stages(texts.STAGES) as told:
        try:
            made = copies.backup(settings.database_url, settings.evidence_url, file, told, now=now())
        except Unavailable:
            raise
        except Illegible as error:
            raise CommandError(illegible(error)) from None
        except copies.NothingStored:
            raise CommandError(texts.NOTHING_STORED) from None
        except OSError as error:
            raise CommandError(texts.unwritable(file, reason(error))) from None
    say(texts.backed_up(file, len(made.evidence), file.stat().st_size))
    if made.missing:
        note(texts.not_backed_up(len(made.missing)))
        raise typer.Exit(1)


def restore(file: BackupFile) -> None:
    settings = load_settings()
    may_be_restored(file, settings)
    evidence_store(settings, writing=True)
    if stored(settings.database_url):
        outdated(settings.database_url)  # refused here where the server does not answer
    with stages(texts.STAGES) as told:
        try:
            made = copies.restore(file, settings.database_url, settings.evidence_url, told)
        except NotABackup:
            raise CommandError(texts.not_a_backup(file)) from None
        except Damaged as error:
            raise CommandError(texts.damaged(file, error.name)) from None
        except Unfit as error:
            raise CommandError(texts.unfit(file, error.name)) from None
        except Newer:
            raise CommandError(texts.NEWER_BACKUP) from None
        except Busy:
            raise CommandError(texts.RESTORE_BUSY) from None
    say(
        texts.restored(
            made.made_at.astimezone(ZoneInfo(settings.timezone)),
            sum(part.rows for part in made.tables.values()),
            len(made.evidence),
        )
    )
