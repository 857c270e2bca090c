"""More time for one OPD."""

import pytest

from bot.flows.states.contact import Levelling
from bot.flows.states.coordinator import ChoosingExtension, Extending, MovingDue, PickingDay
from core.assessment.model import PeriodStatus
from core.effects import Extend, MoveDue
from core.people.roles import Role
from storage.engine.schema import PERIOD
from tests.flows.expectations import labels
from tests.flows.periods.running import BENGALON, MENU, SETDA, all_sent, extended, managing, to_contacts, to_owing
from tests.flows.play import play
from tests.flows.world import NUMBER, PEMDA, World, at


def test_an_extension_is_not_taken_back_to_a_day_that_has_passed() -> None:
    world = World()
    extended(world, "KEC-BGL", 18)
    world.pass_time(days=8)
    phone = play(world, "Citra", Extending(PEMDA, BENGALON))
    assert "[Batalkan perpanjangan]" not in labels(phone.screen.rows)
    phone.forge(f"undo:{BENGALON}").asks_for()
    phone.toasts("Tenggat semula sudah lewat, jadi perpanjangan tidak dapat dibatalkan. Beri tenggat lain.")


def test_all_opds_get_more_time() -> None:
    phone = play(World(), "Citra", ChoosingExtension(PEMDA)).tap("Semua OPD").tap("21")
    assert phone.state == MovingDue(PEMDA, 1, "2026-12-21")
    told = to_owing(phone.world, "Senin, 21 Desember 2026 pukul 16.00 WITA")
    phone.tap("Ubah tenggat").asks_for(MoveDue(1, at("2026-12-21 16.00"), None), told)


def test_an_opd_gets_more_time_and_it_can_be_taken_back() -> None:
    phone = managing().tap("Beri perpanjangan")
    assert phone.standing.text == (
        "Pilih OPD yang diberi perpanjangan, ketik kode atau namanya, atau semuanya. 22 OPD belum mengirim."
    )
    phone.text("bengalon")
    assert phone.standing.text == (
        "Pilih tenggat baru Bengalon: <b>Desember 2026</b>. Titik: libur, di luar batas, atau bulan lain."
    )
    number = phone.world.assessment_of("KEC-BGL")
    phone.tap("18").asks_for().stands(
        "Tenggat Bengalon menjadi <b>Jumat, 18 Desember 2026 pukul 16.00 WITA</b>?\n1 kontak akan diberi tahu.",
        "[Beri perpanjangan]",
        "[Batalkan]",
    )
    phone.tap("Beri perpanjangan").asks_for(
        Extend(number, at("2026-12-18 16.00")),
        to_contacts(
            "Tenggat Bengalon menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA.", "Lanjutkan mengisi", BENGALON
        ),
    )
    phone.stands(
        "Tenggat Bengalon menjadi Jumat, 18 Desember 2026 pukul 16.00 WITA; 1 kontak akan diberi tahu.",
        "[Batalkan perpanjangan]",
        MENU,
    )
    phone.tap("Batalkan perpanjangan").asks_for().stands(
        "Batalkan perpanjangan? Tenggat Bengalon kembali <b>Senin, 14 Desember 2026 pukul 16.00 WITA</b>.\n"
        "1 kontak akan diberi tahu.",
        "[Tidak jadi]",
        "[Batalkan perpanjangan]",
    )
    phone.tap("Tidak jadi").asks_for().reads("Tenggat Bengalon menjadi Jumat, 18 Desember", MENU)
    phone.tap("Batalkan perpanjangan").tap("Batalkan perpanjangan").asks_for(
        Extend(number, None),
        to_contacts(
            "Tenggat Bengalon menjadi Senin, 14 Desember 2026 pukul 16.00 WITA.", "Lanjutkan mengisi", BENGALON
        ),
    )
    phone.says(
        "Perpanjangan dibatalkan: tenggat Bengalon kembali Senin, 14 Desember 2026 pukul 16.00 WITA; "
        "1 kontak akan diberi tahu."
    )


def test_taking_back_restores_an_earlier_extension() -> None:
    world = World()
    extended(world, "KEC-BGL", 16)
    phone = play(world, "Citra", ChoosingExtension(PEMDA)).text("bengalon").tap("18").tap("Beri perpanjangan")
    assert phone.state == Extending(PEMDA, BENGALON, at("2026-12-16 16.00").isoformat())
    phone.tap("Batalkan perpanjangan").tap("Batalkan perpanjangan")
    assert phone.orders[0] == Extend(world.assessment_of("KEC-BGL"), at("2026-12-16 16.00"))


def test_an_extension_lies_between_the_due_date_and_verification() -> None:
    state = PickingDay(PEMDA, "extension", "2027-01-01", opd=BENGALON)
    phone = play(World(), "Citra", state)
    assert [button.label for row in phone.standing.rows[:-1] for button in row if button.label != "·"] == [
        *("Sen", "Sel", "Rab", "Kam", "Jum", "4", "6", "7", "8"),
    ]
    phone.forge("off:2027-01-11").toasts("11 Januari 2027 terlalu lambat. Pilih paling lambat Jumat, 8 Januari 2027.")
    phone.forge("day:2026-12-14").asks_for()


def test_nobody_needs_more_time_when_all_have_sent() -> None:
    managing(all_sent()).tap("Beri perpanjangan").toasts(
        "Semua OPD sudah mengirim, jadi tidak ada yang perlu diperpanjang."
    )


def test_a_request_of_a_closed_period_is_refused_for_that_reason() -> None:
    world = World()
    world.set(PERIOD, status=PeriodStatus.CLOSED.value)
    phone = play(world, "Citra")
    for request in (f"extend:{PEMDA}:{BENGALON}", f"extend:{PEMDA}"):
        phone.steady(request).toasts("Tidak ada periode yang terbuka.").asks_for()


def test_an_opd_that_sent_meanwhile_needs_no_extension() -> None:
    phone = play(World(), "Citra", PickingDay(PEMDA, "extension", "2026-12-01", opd=SETDA))
    phone.forge("day:2026-12-18").toasts("OPD ini sudah mengirim, jadi tidak perlu perpanjangan.").asks_for()


def test_a_day_chosen_after_the_period_was_closed_changes_nothing() -> None:
    world = World()
    world.period_is(PeriodStatus.CLOSED)
    for purpose in ("due", "verification", "extension"):
        phone = play(world, "Citra", PickingDay(PEMDA, purpose, "2026-12-01", opd=BENGALON))
        phone.forge("day:2026-12-18").toasts("Tidak ada periode yang terbuka.").asks_for()


def test_a_typed_name_of_an_opd_that_has_sent_is_answered_for_that_opd() -> None:
    phone = play(World(), "Citra", ChoosingExtension(PEMDA)).text("setda")
    phone.says("Setda sudah mengirim, jadi tidak perlu perpanjangan.").asks_for()
    assert isinstance(phone.state, ChoosingExtension)


@pytest.mark.parametrize("present", [False, True])
def test_the_notice_opens_the_opd_that_it_is_about(present: bool) -> None:
    world = World()
    world.join("Ani", Role.CONTACT, "KEC-BGL")
    bengalon = world.assessment_of("KEC-BGL")
    ani = play(world).steady(f"fill:{bengalon if present else NUMBER}").command("isi").tap("V04")
    managing(world).tap("Beri perpanjangan").text("bengalon").tap("18").tap("Beri perpanjangan")
    notice = next(notice for name, notice in reversed(world.told) if name == "Ani")
    ani.press(notice, "Lanjutkan mengisi").reads("Bengalon")
    assert ani.state.assessment == bengalon
    assert not present or ani.state.variable == "V04"


def test_the_notice_to_all_lets_whoever_fills_in_for_several_choose() -> None:
    world = World()
    ani = play(world).command("isi").tap("V04").steady("start")
    assert ani.state == Levelling(NUMBER, "V04")
    world.join("Ani", Role.CONTACT, "KEC-BGL")
    ani.steady("start").reads("[Isi Bengalon", "[Isi Dinkes")
