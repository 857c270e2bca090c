"""The people of a Pemda: the list, one of them, removing them."""

from bot.flows.states.contact import Browsing
from bot.flows.states.people import ListingPeople, RemovingPerson, ShowingPerson
from core.effects import RemoveMembership, Tell
from core.people.roles import Role
from core.screen import Notice
from tests.flows.play import play
from tests.flows.situations import without_opds
from tests.flows.world import NUMBER, PEMDA, World

ANI, CITRA = 1, 6
"""Numbers of people, and of their only roles."""


BUDI = 5


GONE = 4711


REFUSED = "Hanya untuk koordinator pemerintah daerah ini."


def test_people_are_listed() -> None:
    phone = play(without_opds(World()), "Citra").command("admin").tap("Atur orang")
    phone.stands(
        "<b>Orang · Kutai Timur</b>\n2 peran. Pilih, atau ketik nama orang atau OPD.\n"
        "1. Budi · tim penilai bidang perencanaan\n"
        "2. Citra · koordinator",
        "[Pilih 1] [Pilih 2]",
        "[Buka menu]",
    )


def test_a_member_of_the_team_is_listed_with_their_home_opd() -> None:
    world = World()
    world.join("Bimo", Role.VERIFIER, None, field="organisasi", home_opd_id=world.opd("BAPPEDA"))
    phone = play(world, "Citra", ListingPeople(PEMDA, query="Bappeda"))
    assert "1. Bimo · tim penilai bidang organisasi, asal Bappeda" in phone.screen.text.splitlines()


def test_a_person_is_removed_and_told() -> None:
    phone = play(World(), "Citra", ListingPeople(PEMDA)).text("ani")
    phone.stands("<b>Ani</b>\nkontak Dinkes", "[Keluarkan]", "[Kembali] [Buka menu]")
    phone.tap("Keluarkan").stands(
        "Keluarkan Ani dari peran kontak Dinkes? Jawaban tetap milik OPD. Yang bersangkutan diberi tahu.",
        "[Pertahankan]",
        "[Keluarkan]",
    )
    phone.tap("Pertahankan").asks_for().tap("Keluarkan").tap("Keluarkan")
    told = Notice(
        "Peran Bapak/Ibu sebagai kontak Dinkes dilepas oleh koordinator. Bila keliru, hubungi Bagian Organisasi."
    )
    phone.asks_for(RemoveMembership(ANI), Tell((ANI,), told, PEMDA)).says("Ani bukan lagi kontak Dinkes.")
    assert phone.state == ListingPeople(PEMDA)


def test_the_last_coordinator_stays() -> None:
    last = "Ini satu-satunya koordinator. Undang koordinator lain dahulu."
    world = World()
    phone = play(world, "Citra", ShowingPerson(PEMDA, CITRA))
    assert phone.screen.text == "<b>Citra (Bapak/Ibu)</b>\nkoordinator"
    phone.tap("Keluarkan").asks_for().toasts(last)
    play(world, "Citra", RemovingPerson(PEMDA, CITRA)).tap("Keluarkan").asks_for().toasts(last)
    world.join("Dodi", Role.COORDINATOR, None)
    assert play(world, "Citra", ShowingPerson(PEMDA, CITRA)).tap("Keluarkan").state == RemovingPerson(PEMDA, CITRA)


def test_people_are_found_by_name_or_opd() -> None:
    world = World()
    assert play(world, "Citra", ListingPeople(PEMDA)).text("budi").state == ShowingPerson(PEMDA, BUDI)
    assert play(world, "Citra", ListingPeople(PEMDA)).text("dishub").state == ShowingPerson(PEMDA, 4)
    play(world, "Citra", ListingPeople(PEMDA)).text("zulkifli").says('Tidak ada yang cocok dengan "zulkifli".')
    phone = play(world, "Citra", ListingPeople(PEMDA)).text("i").tap("Tampilkan semua")
    assert phone.state == ListingPeople(PEMDA)


def test_a_person_who_is_gone() -> None:
    gone = "Orang ini tidak lagi terdaftar."
    world = World()
    phone = play(world, "Citra", ShowingPerson(PEMDA, GONE)).stands(gone, "[Buka menu]")
    phone.forge(f"remove:{GONE}").asks_for().toasts(gone)
    play(world, "Citra", RemovingPerson(PEMDA, GONE)).forge(f"remove:{GONE}").asks_for().toasts(gone)


def test_the_notice_of_a_wrong_opd_leads_to_the_person() -> None:
    world = World()
    assert play(world, "Citra").steady(f"people:{PEMDA}:1").state == ShowingPerson(PEMDA, 1)
    play(world, "Citra").steady(f"people:{PEMDA}:{GONE}").toasts("Orang ini tidak lagi terdaftar.")
    play(world, "Ani", Browsing(NUMBER)).steady(f"people:{PEMDA}:1").asks_for().toasts(REFUSED)
