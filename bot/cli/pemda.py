"""`pandu pemda` and `pandu opd`: governments and their agencies."""

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.base import CommandError, PemdaName, group, note, now, opened, region, say, stored
from bot.cli.files import read_file
from bot.cli.progress import progress
from bot.settings import load_settings
from bot.texts.operations import cli as texts, help as explained
from core.effects import CreatePemda, ImportOpds, RenamePemda
from core.facts import OpdLine
from core.foreign import readable
from core.pemda.opd_list.codes import renamed
from core.pemda.opd_list.known import recognised
from core.pemda.opd_list.reading import OpdList, OpdRow, read_opd_list
from core.pemda.parts import Part
from core.pemda.settings import NAME_LENGTH
from core.pemda.zones import NAMES, zone_label
from storage import effects
from storage.database import Connection
from storage.pemda import admin, facts as pemda_facts, regions

pemda = group(explained.PEMDA_GROUP)
opd = group(explained.OPD_GROUP)

FIRST_ROWS = 5
"""OPD shown of a list whose codes were made."""


@pemda.command("add", help=explained.PEMDA_ADD)
def add(
    name: Annotated[str, typer.Argument(metavar="NAMA", help=explained.PEMDA_NAME)],
    timezone: Annotated[str | None, typer.Option("--timezone", metavar="ZONA", help=explained.TIMEZONE)] = None,
) -> None:
    name = _named(name)
    settings = load_settings()
    zone = _zone(timezone or settings.timezone)
    at = now()

    def store(conn: Connection) -> None:
        if any(one.name.casefold() == name.casefold() for one in regions.listed(conn)):
            raise CommandError(texts.pemda_taken(name))
        effects.apply(conn, CreatePemda(name, str(zone)), effects.Actor(None, None, at))

    with opened(settings, missing="") as database:
        database.write(store)
    say(texts.pemda_added(name, str(zone), zone_label(at.astimezone(zone))))


@pemda.command("rename", help=explained.PEMDA_RENAME)
def rename(
    name: Annotated[str, typer.Argument(metavar="NAMA", help=explained.PEMDA_NAME)], pemda: PemdaName = None
) -> None:
    name, at = _named(name), now()

    def store(conn: Connection) -> str:
        former = region(conn, pemda)
        if any(one.id != former.id and one.name.casefold() == name.casefold() for one in regions.listed(conn)):
            raise CommandError(texts.pemda_taken(name))
        effects.apply(conn, RenamePemda(former.id, name), effects.Actor(None, None, at))
        return former.name

    with opened(load_settings()) as database:
        say(texts.pemda_renamed(database.write(store), name))


@pemda.command("list", help=explained.PEMDA_LIST)
def list_all() -> None:
    settings, known = load_settings(), list[regions.PemdaSummary]()
    if stored(settings.database_url):
        with opened(settings) as database:
            known = database.read(regions.listed)
    for one in known:
        say(texts.pemda_line(one.name, str(one.zone), one.opds, one.open_periods))
    if not known:
        say(texts.NO_PEMDA)


@opd.command("import", help=explained.OPD_IMPORT)
def import_opds(
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help=explained.OPD_FILE)], pemda: PemdaName = None
) -> None:
    with progress(texts.READING_OPD, 2) as advance:
        listed = _checked(read_opd_list(read_file(file), file.name), file.name)
        advance(1)
        at = now()

        def store(conn: Connection) -> tuple[int, int, list[str]]:
            place = region(conn, pemda).id
            known = pemda_facts.load(conn, place, at, parts=frozenset({Part.OPDS})).opds
            stored = [one.unmarked() for one in known]
            rows = _known(listed, stored)
            told = _shown(rows) if listed.made else []
            told += [texts.second_opd(*one) for one in renamed([(row.code, row.name) for row in rows], stored)]
            new, changed = admin.import_opds(conn, ImportOpds(place, rows), effects.Actor(None, None, at))
            return new, changed, told

        with opened(load_settings()) as database:
            new, changed, told = database.write(store)
        advance(1)
    for line in (*listed.losses, *listed.notes, *told):
        note(line)
    say(texts.imported(len(listed.rows), new, changed))


def _known(listed: OpdList, stored: Sequence[OpdLine]) -> tuple[OpdRow, ...]:
    """The rows. Where codes were made, OPD that are stored already keep their stored codes."""
    if not listed.made:
        return listed.rows
    lines = [(one.code, one.name, one.short, one.kind, one.phone) for one in stored]
    return tuple(OpdRow(*row) for row in recognised([astuple(row) for row in listed.rows], lines))


def _shown(rows: Sequence[OpdRow]) -> list[str]:
    """The codes that were made: the first and the last ones."""
    first = [f"{row.code}  {row.name}" for row in rows[:FIRST_ROWS]]
    return [*first, *(["…", f"{rows[-1].code}  {rows[-1].name}"] if len(rows) > FIRST_ROWS else [])]


def _checked(listed: OpdList, name: str) -> OpdList:
    if listed.faults:
        lines = [texts.import_refused(name, listed.faulty_rows, listed.count), *listed.losses, *listed.notes]
        raise CommandError("\n".join([*lines, *map(str, listed.faults)]))
    return listed


def _named(words: str) -> str:
    name = " ".join(readable(words).split())
    if not name:
        raise typer.BadParameter(texts.EMPTY_NAME)
    if not NAME_LENGTH[0] <= len(name) <= NAME_LENGTH[1]:
        raise typer.BadParameter(texts.name_length(len(name), *NAME_LENGTH))
    return name


def _zone(name: str) -> ZoneInfo:
    if name not in NAMES:
        raise typer.BadParameter(texts.bad_zone(name))
    return ZoneInfo(name)
