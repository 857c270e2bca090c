"""From an empty installation to the first invitation: the next step is always the first button."""

from bot.flows.events import OpdFileRead
from bot.flows.states.coordinator import Administering, ManagingPeriod
from bot.flows.states.pemda import ConnectingGroup
from bot.flows.states.people import Inviting
from core.people.roles import Role
from core.screen import ButtonKind
from tests.flows.play import Play, play
from tests.flows.situations import without_anything
from tests.flows.world import PEMDA, World

ROWS = (("DINKES", "Dinas Kesehatan", "Dinkes", "Dinas"), ("DISHUB", "Dinas Perhubungan", "Dishub", "Dinas"))


def first(player: Play) -> str:
    """The label of the first button."""
    return player.standing.rows[0][0].label


def test_each_step_leads_to_the_next() -> None:
    world = without_anything(World(admin="Admin"))
    phone = play(world, "Admin").command("admin").text("Kabupaten  Contoh").tap("WITA")
    assert isinstance(phone.state, Administering)
    phone.reads("Kabupaten Contoh sudah dibuat.", "<b>Koordinator · Kabupaten Contoh</b>")
    assert first(phone) == "Kirim daftar OPD"
    phone.tap("Kirim daftar OPD").file("opd.xlsx")
    phone.receives(OpdFileRead(PEMDA, "opd.xlsx", ROWS)).tap("Simpan 2 OPD")
    assert first(phone) == "Buka periode"
    phone.tap("Buka periode")
    assert isinstance(phone.state, ManagingPeriod)
    assert first(phone) == "Buat periode"
    phone.tap("Buat periode").tap("14").tap("Buka periode")
    assert first(phone) == "Undang kontak OPD"
    phone.tap("Undang kontak OPD")
    assert isinstance(phone.state, Inviting)
    assert first(phone) == "Undang semua OPD"
    phone.tap("Undang semua OPD").tap("Satu berkas untuk dicetak")
    assert first(phone) == "Hubungkan grup tim"
    phone.tap("Hubungkan grup tim")
    assert phone.state == ConnectingGroup(PEMDA)
    (add,) = phone.standing.rows[0]
    assert (add.label, add.kind) == ("Tambahkan bot ke grup", ButtonKind.LINK)
    assert add.value == "https://t.me/pandu_bot?startgroup=hubungkan"
    assert phone.actions <= 15


def test_once_an_opd_fills_in_the_menu_begins_with_the_work() -> None:
    assert first(play(World(), "Citra").command("admin")) == "Ingatkan OPD"


def test_who_leaves_the_steps_finds_the_next_one_on_the_menu() -> None:
    world = without_anything(World(admin="Admin"))
    phone = play(world, "Admin").command("admin").text("Kabupaten Contoh").tap("WITA").command("admin")
    assert first(phone) == "Kirim daftar OPD"
    phone.tap("Kelola periode")
    assert first(phone) == "Kirim daftar OPD"


def test_the_steps_are_the_coordinators() -> None:
    world = World()
    world.join("Vera", Role.VIEWER, None)
    for name in ("Ani", "Vera", "Nobody"):
        for word in ("opds", "period", "inviting", "connect", "x"):
            player = play(world, name).steady(f"setup:{PEMDA}:{word}").asks_for()
            assert not isinstance(player.state, Administering | ManagingPeriod | Inviting | ConnectingGroup)
