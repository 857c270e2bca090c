"""`pandu pemda` and `pandu opd`: which governments there are, and their agencies."""

import unicodedata
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli_base import PemdaName, Refused, group, now, opened, read_file, region, say, stored
from bot.cli_progress import progress
from bot.settings import load_settings
from bot.texts import cli as texts
from core.effects import CreatePemda, ImportOpds
from core.opd_list import OpdList, read_opd_list
from core.zones import zone_label
from storage import effects, effects_admin, regions
from storage.database import Connection

pemda = group(texts.HELP_PEMDA_GROUP)
opd = group(texts.HELP_OPD_GROUP)


@pemda.command("add", help=texts.HELP_PEMDA_ADD)
def add(
    name: Annotated[str, typer.Argument(metavar="NAMA", help=texts.HELP_PEMDA_NAME)],
    timezone: Annotated[str | None, typer.Option("--timezone", metavar="ZONA", help=texts.HELP_TIMEZONE)] = None,
) -> None:
    name = " ".join(name.split())
    if not name:
        raise typer.BadParameter(texts.EMPTY_NAME)
    if any(unicodedata.category(character)[0] == "C" for character in name):
        raise typer.BadParameter(texts.NO_CONTROL)
    settings = load_settings()
    zone = _zone(timezone or settings.timezone)
    at = now()

    def store(conn: Connection) -> None:
        if any(one.name.casefold() == name.casefold() for one in regions.listed(conn)):
            raise Refused(texts.pemda_taken(name))
        effects.apply(conn, CreatePemda(name, str(zone)), effects.Actor(None, None, at))

    with opened(settings, missing="") as database:
        database.write(store)
    say(texts.pemda_added(name, str(zone), zone_label(at.astimezone(zone))))


@pemda.command("list", help=texts.HELP_PEMDA_LIST)
def list_all() -> None:
    settings, known = load_settings(), list[regions.Region]()
    if stored(settings.database_url):
        with opened(settings) as database:
            known = database.read(regions.listed)
    for one in known:
        say(texts.pemda_line(one.name, str(one.zone), one.opds, one.open_periods))
    if not known:
        say(texts.NO_PEMDA)


@opd.command("import", help=texts.HELP_OPD_IMPORT)
def import_opds(
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help=texts.HELP_OPD_FILE)], pemda: PemdaName = None
) -> None:
    with progress(texts.READING_OPD, 2) as advance:
        listed = _checked(read_opd_list(read_file(file), file.name), file.name)
        advance(1)
        at = now()

        def store(conn: Connection) -> tuple[int, int]:
            order = ImportOpds(region(conn, pemda).id, listed.rows)
            return effects_admin.import_opds(conn, order, effects.Actor(None, None, at))

        with opened(load_settings()) as database:
            new, changed = database.write(store)
        advance(1)
    say(texts.imported(len(listed.rows), new, changed))


def _checked(listed: OpdList, name: str) -> OpdList:
    if listed.faults:
        lines = [texts.import_refused(name, listed.faulty_rows, listed.count), *map(str, listed.faults)]
        raise Refused("\n".join(lines))
    return listed


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise typer.BadParameter(texts.bad_zone(name)) from None
