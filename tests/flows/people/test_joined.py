"""A colleague reports somebody who joined; the coordinator removes them from the notice."""

from dataclasses import replace

from bot.flows.base import Tap
from bot.flows.people.joined import Reporting
from bot.flows.states.contact import Levelling
from bot.flows.states.people import ListingPeople, RemovingPerson, ShowingPerson
from core.effects import ReportMember, TellRole
from core.facts import Member
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.play_people import Play
from tests.flows.world_people import PEMDA, PEOPLE, ani, citra

ZUL = Member(9, "Zul <b>", Role.CONTACT, PEMDA, "Dinas Kesehatan")


def test_a_colleague_is_asked_before_the_coordinators_are_told() -> None:
    play = Play(replace(ani(), member=ZUL), Levelling(7, "V01")).does(Tap("stranger:9")).ordered()
    assert play.state == Reporting(7, "V01", 9)
    play.shows(
        "Laporkan <b>Zul &lt;b&gt;</b>, kontak Dinas Kesehatan?\n"
        "Koordinator diberi tahu dan dapat mengeluarkannya. Isian OPD tidak berubah.",
        "[Laporkan]",
        "[Batalkan]",
    )
    words = "⚠️ Ani melaporkan: Zul &lt;b&gt; bukan kontak Dinas Kesehatan. Periksa, lalu keluarkan bila benar."
    way = steady("Keluarkan", "people", PEMDA, 9, "remove")
    play.tap("Laporkan").ordered(ReportMember(9), TellRole(PEMDA, Role.COORDINATOR, Notice(words, ((way,),))))
    assert play.state == Levelling(7, "V01")


def test_a_colleague_may_think_again() -> None:
    play = Play(replace(ani(), member=ZUL), Reporting(7, "V01", 9))
    for words in ("batal", "gak jadi"):
        assert Play(play.facts, play.state).types(words).ordered().state == Levelling(7, "V01")
    assert play.tap("Batalkan").ordered().state == Levelling(7, "V01")


def test_who_has_left_cannot_be_reported() -> None:
    play = Play(ani(), Levelling(7, "V01")).does(Tap("stranger:9")).ordered()
    assert play.state == Levelling(7, "V01")
    assert Play(ani(), Reporting(7, "V01", 9)).does(Tap("report", 1)).ordered().state == Levelling(7, "V01")


def test_keluarkan_on_the_notice_asks_at_once() -> None:
    facts = citra({"people": PEOPLE})
    number = PEOPLE[0].membership
    play = Play(facts).does(Tap(f"people:{PEMDA}:{number}:remove")).ordered()
    assert play.state == RemovingPerson(PEMDA, number)
    assert Play(facts).does(Tap(f"people:{PEMDA}:{number}")).state == ShowingPerson(PEMDA, number)
    assert Play(facts).does(Tap(f"people:{PEMDA}")).state == ListingPeople(PEMDA)
    assert Play(facts).does(Tap(f"people:{PEMDA}:4711:remove")).state == ListingPeople(PEMDA)
