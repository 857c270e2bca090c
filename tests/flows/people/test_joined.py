"""A colleague reports somebody who joined; the coordinator removes them from the notice."""

from bot.flows.people.joined import Reporting
from bot.flows.states.contact import Levelling
from bot.flows.states.people import ListingPeople, RemovingPerson, ShowingPerson
from core.effects import RemoveMembership, ReportMember, TellRole
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.play import play
from tests.flows.world import NUMBER, PEMDA, World

ASKING = Levelling(NUMBER, "V01")


def joined() -> tuple[World, int]:
    """Zul has become a contact of Dinkes; the number of that role."""
    world = World()
    return world, world.join("Zul <b>", Role.CONTACT)


def test_a_colleague_is_asked_before_the_coordinators_are_told() -> None:
    world, zul = joined()
    ani = play(world, "Ani", ASKING).steady(f"stranger:{zul}").asks_for()
    assert ani.state == Reporting(NUMBER, "V01", zul)
    ani.stands(
        "Laporkan <b>Zul &lt;b&gt;</b>, kontak Dinas Kesehatan?\n"
        "Koordinator diberi tahu dan dapat mengeluarkannya. Isian OPD tidak berubah.",
        "[Laporkan]",
        "[Batalkan]",
    )
    words = "⚠️ Ani melaporkan: Zul &lt;b&gt; bukan kontak Dinas Kesehatan. Periksa, lalu keluarkan bila benar."
    way = steady("Keluarkan", "people", PEMDA, zul, "remove")
    ani.tap("Laporkan").asks_for(ReportMember(zul), TellRole(PEMDA, Role.COORDINATOR, Notice(words, ((way,),))))
    assert ani.state == ASKING
    citra = play(world, "Citra").press(world.told_last("Citra"), "Keluarkan")
    assert citra.state == RemovingPerson(PEMDA, zul)
    assert citra.tap("Keluarkan").orders[0] == RemoveMembership(zul)


def test_a_colleague_may_think_again() -> None:
    world, zul = joined()
    for words in ("batal", "gak jadi"):
        assert play(world, "Ani", Reporting(NUMBER, "V01", zul)).text(words).asks_for().state == ASKING
    assert play(world, "Ani", Reporting(NUMBER, "V01", zul)).tap("Batalkan").asks_for().state == ASKING


def test_who_has_left_cannot_be_reported() -> None:
    world = World()
    assert play(world, "Ani", ASKING).steady("stranger:4711").asks_for().state == ASKING
    assert play(world, "Ani", Reporting(NUMBER, "V01", 4711)).forge("report").asks_for().state == ASKING


def test_keluarkan_on_the_notice_asks_at_once() -> None:
    world, zul = joined()
    citra = play(world, "Citra").steady(f"people:{PEMDA}:{zul}:remove").asks_for()
    assert citra.state == RemovingPerson(PEMDA, zul)
    assert citra.steady(f"people:{PEMDA}:{zul}").state == ShowingPerson(PEMDA, zul)
    assert citra.steady(f"people:{PEMDA}").state == ListingPeople(PEMDA)
    assert citra.steady(f"people:{PEMDA}:4711:remove").state == ListingPeople(PEMDA)
