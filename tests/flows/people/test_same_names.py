"""Two OPD of one name are told apart wherever people read of them (core.pemda.naming.marks)."""

import re

from sqlalchemy import select

from bot.flows.events import OpdFileRead
from bot.flows.states.coordinator import ListingOpds, ReadingOpdFile
from bot.flows.states.people import Inviting
from core.effects import ImportOpds
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from storage.engine.schema import OPD
from tests.flows.play import play
from tests.flows.world import PEMDA, World

TWO = (OpdRow("D1", "Bagian Umum", "Umum", "Bagian"), OpdRow("D2", "Bagian Umum", "Umum", "Bagian"))


def world_of_two(*rows: OpdRow) -> World:
    world = World()
    world.apply(ImportOpds(PEMDA, rows or TWO), "Citra")
    return world


def opd(world: World, code: str) -> int:
    return int(world.conn.execute(select(OPD.c.id).where(OPD.c.code == code)).scalar_one())


def joined(world: World, name: str, *codes: str) -> None:
    for code in codes:
        world.join(name, Role.CONTACT, None, opd_id=opd(world, code))


def test_the_buttons_of_who_fills_in_for_both_differ() -> None:
    world = world_of_two()
    joined(world, "Umar", "D1", "D2")
    phone = play(world, "Umar").command("mulai")
    labels = [button.label for row in phone.standing.rows for button in row]
    assert labels[:2] == ["Isi Umum (D1) (0/11)", "Isi Umum (D2) (0/11)"]
    phone.tap(labels[1])
    assert "Umum (D2)" in phone.standing.text
    phone.command("profil").reads("Bagian Umum (D1)", "Bagian Umum (D2)")


def test_the_coordinators_lists_and_invitations_differ() -> None:
    world = world_of_two()
    listed = play(world, "Citra", ListingOpds(PEMDA)).text("umum")
    labels = [button.label for row in listed.standing.rows for button in row]
    assert labels[:2] == ["⬜ Umum (D1)", "⬜ Umum (D2)"]
    play(world, "Citra", Inviting(PEMDA)).text("d2").reads("Undang kontak <b>Bagian Umum (D2)</b>?")


def test_a_name_that_becomes_its_own_again_loses_the_code() -> None:
    world = world_of_two()
    world.apply(ImportOpds(PEMDA, (OpdRow("D2", "Bagian Protokol", "Protokol", "Bagian"),)), "Citra")
    assert world.conn.execute(select(OPD.c.mark).where(OPD.c.code.in_(("D1", "D2")))).scalars().all() == ["", ""]


def test_the_stored_names_stay_as_they_were_written() -> None:
    world = world_of_two()
    rows = tuple((row.code, row.name, row.short_name, row.kind) for row in TWO)
    phone = play(world, "Citra", ReadingOpdFile(PEMDA, "opd.csv")).receives(OpdFileRead(PEMDA, "opd.csv", rows))
    phone.reads("2 OPD terbaca, semuanya sama dengan yang tersimpan.")
    stored = world.conn.execute(select(OPD.c.name, OPD.c.short).where(OPD.c.code == "D1")).one()
    assert tuple(stored) == ("Bagian Umum", "Umum")


def test_a_name_of_a_stored_opd_is_warned_of() -> None:
    world = world_of_two(TWO[0])
    rows = (("D2", "Bagian Umum Setda", "UMUM", "Bagian"),)
    phone = play(world, "Citra", ReadingOpdFile(PEMDA, "opd.csv")).receives(OpdFileRead(PEMDA, "opd.csv", rows))
    phone.reads("⚠️ UMUM adalah nama 2 OPD (D1, D2); kodenya ikut ditampilkan.")


def test_no_screen_shows_the_bare_name() -> None:
    world = world_of_two()
    joined(world, "Umar", "D1", "D2")
    for label in ("Ingatkan OPD", "Atur orang", "Kelola periode"):
        phone = play(world, "Citra").command("admin").tap(label)
        assert re.findall(r"Umum(?!.?\()", phone.seen) == [], phone.seen
