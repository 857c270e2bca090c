"""Deadlines that fall on a holiday of the Pemda."""

from bot.flows.states.settings import ListingDays
from core.effects import OpenPeriod
from tests.flows.periods.running import extended
from tests.flows.play import play
from tests.flows.world import PEMDA, World, at


def test_deadlines_on_a_holiday_are_named_and_led_to() -> None:
    """14 December is the due date of all; Bengalon has until the 21st, verification ends on 8 January."""
    world = World()
    extended(world, "KEC-BGL", 21)
    phone = play(world, "Citra", ListingDays(PEMDA, "own_holidays")).hides("jatuh pada hari libur")
    phone.text("14-12-2026").reads("1 hari ditambahkan.", "Senin, 14 Desember 2026: tenggat", "[Ubah tenggat]")
    phone.tap("Ubah tenggat").tap("15").tap("Ubah tenggat")
    phone = play(world, "Citra", ListingDays(PEMDA, "own_holidays")).hides("jatuh pada hari libur")
    phone.text("21-12-2026").reads("Senin, 21 Desember 2026: perpanjangan Bengalon")
    phone.tap("Ubah perpanjangan Bengalon").tap("22").reads("Tenggat Bengalon menjadi <b>Selasa, 22 Desember")


def test_of_several_periods_the_deadline_says_which() -> None:
    world = World()
    due = at("2026-12-17 16.00")
    world.apply(OpenPeriod(PEMDA, "PEKPPP 2026", "pekppp-2023", world.now, due, due), "Citra")
    phone = play(world, "Citra", ListingDays(PEMDA, "own_holidays")).text("17-12-2026")
    phone.reads("17 Desember 2026: tenggat PEKPPP 2026", "17 Desember 2026: batas verifikasi PEKPPP 2026")
    phone.tap("Ubah batas verifikasi PEKPPP 2026").tap("18").reads("PEKPPP 2026", "[Ubah verifikasi]")
