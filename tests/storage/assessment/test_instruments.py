"""Versions of an instrument: a period keeps the one it was opened with, a new one takes the newest."""

from importlib.resources import files

import pytest
from sqlalchemy import select

from core.instrument.parse import load_packaged, parse
from storage.assessment import instruments
from storage.database import Connection
from storage.engine.schema import INSTRUMENT
from tests.storage.region import Region

FORMER = files("core").joinpath("instruments/former/kematangan-2018.1.yaml").read_text("utf-8")


class Undone(Exception):
    """Takes the test's own rows back, so that the database agrees with its log."""


def test_a_period_keeps_its_version_and_a_new_one_takes_the_newest(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest, former = load_packaged("kematangan-2018"), parse(FORMER, "kematangan-2018.1.yaml")

    def upgrade(conn: Connection) -> None:
        with monkeypatch.context() as before_the_update:
            before_the_update.setattr(instruments, "load_packaged", lambda slug: former)
            before_the_update.setattr(instruments, "packaged_text", lambda slug: FORMER)
            old, pinned = instruments.pin(conn, "kematangan-2018")
        assert pinned.version == 1
        kept = instruments.pinned(conn, former.content_hash)
        assert (kept.version, kept.variable("V01").level(1).short) == (1, "")
        renewed = instruments.renewed(conn, old)
        row = conn.execute(select(INSTRUMENT).where(INSTRUMENT.c.id == renewed)).one()
        assert (row.slug, row.version, row.hash) == ("kematangan-2018", newest.version, newest.content_hash)
        assert instruments.renewed(conn, renewed) == renewed
        raise Undone

    with pytest.raises(Undone):
        region.database.write(upgrade)


def test_an_instrument_that_the_program_does_not_bring_stays(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    number = region.row(INSTRUMENT, slug="kematangan-2018")["id"]
    monkeypatch.setattr(instruments, "packaged_ids", lambda: ("pekppp-2022",))
    assert region.database.read(lambda conn: instruments.renewed(conn, number)) == number
