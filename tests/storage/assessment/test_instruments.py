"""Versions of an instrument: a period keeps its own, a new one takes the newest. What a region adds."""

from importlib.resources import files

import pytest
from sqlalchemy import select, update

from core.authoring.versions import Unfit
from core.instrument.parse import InstrumentError, load_packaged, packaged_ids, parse
from storage.assessment import instruments
from storage.database import Connection
from storage.engine.schema import INSTRUMENT
from tests.made_instruments import SERVICE_TEXT
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


SHELVED = SERVICE_TEXT.replace("status: draft", "status: published")
SECOND = SHELVED.replace("version: 1", "version: 2").replace("question: Seberapa", "question: Seberapa jauh", 1)


def test_a_regions_own_instrument_is_pinned_like_ours_and_renewed_by_its_next_version(region: Region) -> None:
    def play(conn: Connection) -> None:
        assert instruments.add(conn, SHELVED)
        assert not instruments.add(conn, SHELVED + "\n# the same words\n")
        first, instrument = instruments.pin(conn, "layanan-contoh")
        assert (instrument.version, instruments.pin(conn, "layanan-contoh")[0]) == (1, first)
        assert instruments.add(conn, SECOND)
        assert instruments.renewed(conn, first) != first
        assert instruments.pinned(conn, instrument.content_hash).variables[0].question == "Seberapa"
        found = [(one.id, one.instrument.version, one.added) for one in instruments.shelf(conn)]
        assert ("layanan-contoh", 2, True) in found
        assert [one[0] for one in found] == sorted([*packaged_ids(), "layanan-contoh"])
        raise Undone

    with pytest.raises(Undone):
        region.database.write(play)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (SERVICE_TEXT, Unfit.DRAFT),
        (SHELVED.replace("id: layanan-contoh", "id: kematangan-2018"), Unfit.OURS),
        (SHELVED.replace("Seberapa", "Sejauh mana"), Unfit.NOT_NEWER),
        (SECOND.replace("version: 2", "version: 1"), Unfit.NOT_NEWER),
    ],
)
def test_what_may_not_be_put_on_the_shelf_leaves_it_as_it_was(region: Region, content: str, why: Unfit) -> None:
    def play(conn: Connection) -> None:
        instruments.add(conn, SHELVED)
        before = instruments.shelf(conn)
        with pytest.raises(instruments.Refusal) as refused:
            instruments.add(conn, content)
        assert refused.value.why is why
        assert instruments.shelf(conn) == before
        raise Undone

    with pytest.raises(Undone):
        region.database.write(play)


def test_a_shelf_that_was_tampered_with_and_unknown_names_are_refused(region: Region) -> None:
    def play(conn: Connection) -> None:
        instruments.add(conn, SHELVED.replace("title: Evaluasi", "title: Penilaian"))
        row = INSTRUMENT.c.slug == "layanan-contoh"
        conn.execute(update(INSTRUMENT).where(row).values(hash="f" * 64))
        for slug, code in (("layanan-contoh", "INSTRUMENT_CHANGED"), ("lain", "INSTRUMENT_UNKNOWN")):
            with pytest.raises(InstrumentError) as refused:
                instruments.pin(conn, slug)
            assert refused.value.faults[0].code == code
        raise Undone

    with pytest.raises(Undone):
        region.database.write(play)
