"""`pandu instrument`: an instrument is begun, checked, put on the shelf, listed, written as a workbook and back."""

import re
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.base import CommandError, group, note, now, opened, say, stored
from bot.cli.files import may_be_written, read_file, written
from bot.settings import load_settings
from bot.texts.operations import help as explained, instruments as texts, preview as preview_texts
from core.authoring.sources import Found, as_workbook, begun, read_source
from core.instrument.parse import packaged_ids, packaged_text
from storage.assessment import instruments

instrument = group(explained.INSTRUMENT_GROUP)
InstrumentFile = Annotated[Path, typer.Argument(metavar="BERKAS", help=explained.INSTRUMENT_FILE)]
InstrumentId = Annotated[str, typer.Argument(metavar="ID", help=explained.INSTRUMENT_ID)]
Pictures = Annotated[Path | None, typer.Option("--pictures", metavar="FOLDER", help=explained.INSTRUMENT_PICTURES)]
Out = Annotated[Path | None, typer.Option("--out", metavar="BERKAS", help=explained.INSTRUMENT_OUT)]


@instrument.command("new", help=explained.INSTRUMENT_NEW)
def new(
    id: InstrumentId,
    title: Annotated[str, typer.Option("--title", metavar="JUDUL", help=explained.INSTRUMENT_TITLE)] = "",
    source: Annotated[str, typer.Option("--from", metavar="ID", help=explained.INSTRUMENT_FROM)] = "",
    out: Out = None,
) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) or len(id) > 40:
        raise typer.BadParameter(texts.bad_id(id))
    if id in packaged_ids():
        raise CommandError(texts.packaged_id(id))
    path = out or Path(f"{id}.xlsx")
    _write(path, begun(id, " ".join(title.split()), _text_of(source) if source else ""))
    say(texts.begun(path))


@instrument.command("check", help=explained.INSTRUMENT_CHECK)
def check(file: InstrumentFile) -> None:
    say(_checked(file).summary)


@instrument.command("preview", help=explained.INSTRUMENT_PREVIEW)
def preview(file: InstrumentFile, pictures: Pictures = None) -> None:
    from bot.cli.preview import seen, told

    found = _checked(file)
    assert found.instrument is not None
    settings = load_settings()
    if pictures is not None:
        may_be_written(pictures / "index.html", settings, makes_folders=True)
        if pictures.exists() and any(pictures.iterdir()):
            raise CommandError(preview_texts.not_empty(pictures))
    screens, whole = seen(found.instrument, found.text, now())
    for line in told(screens):
        say(line)
    if not whole:
        note(preview_texts.STOPPED)
    if pictures is not None:
        from bot.cli.preview_pictures import draw

        count = draw(found.instrument.title, screens, pictures, settings)
        note(preview_texts.pictures_made(count, pictures) if count else preview_texts.NO_BROWSER)


@instrument.command("add", help=explained.INSTRUMENT_ADD)
def add(file: InstrumentFile) -> None:
    found = _checked(file)
    meant = found.instrument
    assert meant is not None
    with opened(load_settings()) as database:
        try:
            is_new = database.write(lambda conn: instruments.add(conn, found.text))
        except instruments.Refusal as refusal:
            raise CommandError(texts.refused(refusal.why, meant.id, meant.version, refusal.newest)) from None
    if not is_new:
        say(texts.there_already(meant.id, meant.version))
        return
    say(texts.added(meant.id, meant.version, meant.content_hash))
    say(texts.how_to_open(meant.id))


@instrument.command("list", help=explained.INSTRUMENT_LIST)
def list_all() -> None:
    with opened(load_settings()) as database:
        for one in database.read(instruments.shelf):
            what = one.instrument
            say(texts.on_shelf(one.id, what.version, what.title, len(what.variables), one.added))


@instrument.command("export", help=explained.INSTRUMENT_EXPORT)
def export(id: InstrumentId, out: Out = None) -> None:
    path = out or Path(f"{id}.xlsx")
    _write(path, _text_of(id))
    say(texts.written(path))


@instrument.command("import", help=explained.INSTRUMENT_IMPORT)
def import_workbook(file: InstrumentFile, out: Out = None) -> None:
    found = _checked(file)
    assert found.instrument is not None
    path = out or Path(f"{found.instrument.id}.yaml")
    _write(path, found.text)
    say(texts.written(path))


def _checked(file: Path) -> Found:
    """What a sound file holds. Raises CommandError with every fault, one a line."""
    found = read_source(read_file(file), file.name)
    if found.faults:
        raise CommandError("\n".join(found.faults))
    return found


def _text_of(id: str) -> str:
    """The text of an instrument of the shelf. Raises CommandError where there is none of this id."""
    if id in packaged_ids():
        return packaged_text(id)
    settings, known = load_settings(), list(packaged_ids())
    if stored(settings.database_url):
        with opened(settings) as database:
            added = {one.id: one for one in database.read(instruments.shelf) if one.added}
            if id in added:
                hash = added[id].instrument.content_hash
                return database.read(lambda conn: instruments.content(conn, hash))
        known += added
    raise CommandError(texts.unknown(id, sorted(known)))


def _write(path: Path, text: str) -> None:
    """Writes a file's text as YAML, or as a workbook, by the ending of the name. Never replaces a file."""
    settings = load_settings()
    may_be_written(path, settings)
    if path.exists():
        raise CommandError(texts.exists(path))
    if path.suffix.lower() not in (".xlsx", ".yaml", ".yml"):
        raise CommandError(texts.bad_ending(path))
    data, same = as_workbook(text) if path.suffix.lower() == ".xlsx" else (text.encode(), True)
    with written(path, settings) as file:
        file.write(data)
    if not same:
        note(texts.HASH_DIFFERS)
