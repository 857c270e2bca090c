"""The way back to one's place."""

from sqlalchemy import func, select

from bot.flows.kit.outside import Outside
from bot.flows.states.contact import Browsing, Levelling
from bot.flows.states.coordinator import Administering
from core.assessment.answer import FormerAnswer
from core.people.roles import Role
from storage.engine.schema import ASSESSMENT
from tests.flows.play import play
from tests.flows.situations import without_period
from tests.flows.world import NUMBER, PEMDA, World


def test_a_known_contact_goes_on_where_things_stand() -> None:
    assert play(World(), "Ani").command("mulai").state == Levelling(NUMBER, "V01")


def test_a_contact_without_an_open_period_waits() -> None:
    play(without_period(World()), "Ani").command("mulai").stands(
        "Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan."
    )


def test_a_new_period_is_preferred_to_the_closed_one() -> None:
    world = World().year_before("V01", FormerAnswer(3, "Ada.", None, ()))
    old = world.conn.execute(select(func.max(ASSESSMENT.c.id))).scalar_one()
    assert play(world, "Ani", Browsing(old)).command("mulai").state == Browsing(NUMBER)


def test_a_coordinator_goes_to_the_menu_but_a_contact_role_comes_first() -> None:
    world = World()
    assert play(world, "Citra").command("mulai").state == Administering(PEMDA)
    world.join("Citra", Role.CONTACT)
    assert play(world, "Citra").command("mulai").state == Levelling(NUMBER, "V01")
    world = without_period(World())
    world.join("Citra", Role.CONTACT)
    assert play(world, "Citra").command("mulai").state == Administering(PEMDA)


def test_a_person_whose_place_is_unknown_is_led_back() -> None:
    phone = play(World(), "Ani", Outside())
    phone.stands("Bapak/Ibu sudah terdaftar. Ketuk tombol di bawah untuk melanjutkan.", "[Mulai mengisi V01]")
    assert phone.tap("Mulai mengisi V01").state == Levelling(NUMBER, "V01")


def test_it_does_not_say_that_all_is_stored_while_words_wait() -> None:
    player = (
        play(World().fill("V01")).command("isi").tap("V01").text("Rapat juga diadakan bulan Juni.").command("mulai")
    )
    player.reads("Tulisan terakhir belum disimpan, dilanjutkan dari sini.", "[Abaikan tulisan]").hides(
        "Semua tersimpan"
    )
    player.tap("Abaikan tulisan").command("mulai").reads("Semua tersimpan, dilanjutkan dari sini.")
