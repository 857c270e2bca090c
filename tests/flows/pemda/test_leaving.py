"""An OPD is removed from the list, or taken out of the open period."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.flows.states.coordinator import LeavingOut, ListingOpds, RemovingOpd, ShowingOpd
from core.assessment.model import PeriodStatus, Status
from core.effects import Effect, ImportOpds, LeaveOut, OpenPeriod, RemoveOpd, SaveLevel, TakeIn
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from storage.effects import Refused
from storage.engine.schema import ASSESSMENT, MEMBERSHIP, OPD, PERIOD
from storage.results import period as results
from storage.survey import facts as surveys
from tests.flows.expectations import labels
from tests.flows.play import Play, play
from tests.flows.situations import standing_at, taking_part, token
from tests.flows.world import NUMBER, OFFICE, PEMDA, World

REASON = "Digabung dengan Dinas P2KB"


def small() -> World:
    """Dinkes fills in, Setda has sent; Diskan has a contact and has not begun."""
    world = taking_part(World(), "DINKES", "SETDA", "DISKAN").fill("V01")
    return standing_at(world, "DISKAN", Status.NOT_STARTED)


def counted(world: World) -> list[str]:
    """The OPD of the board, the totals and the exports."""
    return [one.short for one in results.load(world.conn, 1, world.now).opds]


def card(world: World, code: str) -> Play:
    return play(world, "Citra", ShowingOpd(PEMDA, world.opd(code)))


def test_an_opd_that_has_nothing_is_removed_after_it_is_said_what_goes() -> None:
    world = small()
    offered = token(world, Role.CONTACT, "DISKAN")
    phone = card(world, "DISKAN").tap("Hapus OPD")
    assert phone.state == RemovingOpd(PEMDA, world.opd("DISKAN"))
    phone.stands(
        "Hapus <b>Dinas Perikanan</b> (DISKAN) dari daftar OPD?\n"
        "Belum ada isian, bukti, atau kiriman. OPD ini hilang dari daftar, jumlah, pengingat, dan papan; undangannya "
        "dicabut. Peran kontak dan kepalanya berakhir; 1 orang diberi tahu.\n"
        "Bila keliru, kirim lagi daftar dengan kode yang sama.",
        "[Batalkan]",
        "[Hapus OPD]",
    )
    phone.tap("Hapus OPD").says("Dinas Perikanan (DISKAN) dihapus dari daftar OPD.")
    assert isinstance(phone.state, ListingOpds)
    assert "Diskan" not in [line.short for line in phone.facts.admin.opds]
    assert counted(world) == ["Dinkes", "Setda"]
    assert "jadi peran Bapak/Ibu di OPD ini berakhir" in world.told_last("Kontak Diskan").text
    held = select(MEMBERSHIP.c.id).where(MEMBERSHIP.c.opd_id == world.opd("DISKAN"), MEMBERSHIP.c.ended_at.is_(None))
    assert world.conn.execute(held).all() == []
    play(world, "Tamu").command("mulai", offered).reads("sudah dicabut")


def test_what_was_answered_keeps_an_opd_in_the_list() -> None:
    world = small()
    phone = card(world, "DISKAN").tap("Hapus OPD")
    world.apply(SaveLevel(world.assessment_of("DISKAN"), "V01", 3), "Kontak Diskan")
    phone.tap("Hapus OPD").toasts("OPD ini sudah mempunyai isian atau bukti, jadi tidak dapat dihapus.")
    assert "[Hapus OPD]" not in " ".join(labels(card(world, "DINKES").screen.rows))
    with pytest.raises(Refused):
        world.apply(RemoveOpd(OFFICE), "Citra")


def test_a_list_with_the_code_of_a_removed_opd_brings_it_back() -> None:
    world = small()
    world.apply(RemoveOpd(world.opd("DISKAN")), "Citra")
    world.apply(ImportOpds(PEMDA, (OpdRow("DISKAN", "Dinas Perikanan", "Diskan", "Dinas"),)), "Citra")
    assert "Diskan" in counted(world)
    assert card(world, "DISKAN").find("Hapus OPD")


def test_an_opd_is_taken_out_of_the_period_for_a_reason_and_let_in_again() -> None:
    world = small()
    phone = card(world, "DINKES").tap("Tidak ikut periode")
    phone.text("ya").says("Tulis alasannya, paling sedikit 5 dan paling banyak 300 karakter.")
    phone.text(REASON)
    assert phone.state == LeavingOut(PEMDA, OFFICE, REASON)
    phone.tap("Tidak ikut periode").says("Dinkes tidak ikut Penilaian 2026.")
    assert f"Tidak ikut periode ini: {REASON}" in phone.screen.text
    assert counted(world) == ["Diskan", "Setda"]
    assert REASON in world.told_last("Ani").text
    asking = play(world, "Citra").steady(f"remind:{PEMDA}")
    assert "Dinkes" not in asking.standing.text

    ani = play(world, "Ani").command("mulai")
    assert "OPD ini tidak ikut dalam penilaian ini. Isian tetap tersimpan." in ani.screen.text
    with pytest.raises(Refused):
        world.apply(SaveLevel(NUMBER, "V02", 3), "Ani")

    card(world, "DINKES").tap("Ikutkan kembali").says("Dinkes ikut kembali dalam Penilaian 2026.")
    assert counted(world) == ["Dinkes", "Diskan", "Setda"]
    world.apply(SaveLevel(NUMBER, "V02", 3), "Ani")
    assert world.answers.keys() == {"V01", "V02"}


@pytest.mark.parametrize("order", [LeaveOut(1, OFFICE, REASON), TakeIn(1, OFFICE), RemoveOpd(OFFICE)])
def test_only_a_coordinator_while_the_period_is_open(order: Effect) -> None:
    world = small()
    with pytest.raises(Refused):
        world.apply(order, "Ani")
    world.period_is(PeriodStatus.CLOSED)
    with pytest.raises(Refused):
        world.apply(order, "Citra")


def test_a_final_result_stays_in_its_period() -> None:
    world = small()
    world.conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == NUMBER).values(status="final"))
    assert "Tidak ikut" not in " ".join(labels(card(world, "DINKES").screen.rows))
    with pytest.raises(Refused):
        world.apply(LeaveOut(1, OFFICE, REASON), "Citra")
    assert world.conn.execute(select(OPD.c.removed_at).where(OPD.c.id == OFFICE)).scalar_one() is None


def beside(*opds: int) -> World:
    """PEKPPP runs beside the first period, for these OPD alone."""
    world = small()
    due = world.now + timedelta(days=20)
    world.apply(OpenPeriod(PEMDA, "PEKPPP 2026", "pekppp-2023", world.now, due, due, opds=opds), "Citra")
    return world


def test_an_opd_that_was_not_chosen_is_let_in() -> None:
    world = beside(OFFICE)
    phone = card(world, "DISKAN").tap("PEKPPP 2026").reads("Tidak ikut periode ini.", "[Ikutkan]")
    phone.tap("Ikutkan").reads("Diskan ikut dalam Penilaian PEKPPP 2026.", "⬜ belum mulai", "[Tidak ikut periode]")
    assert "Diskan ikut dalam Penilaian PEKPPP 2026. Isian dapat dimulai." in world.told_last("Kontak Diskan").text
    phone.tap("Tidak ikut periode").text(REASON).tap("Tidak ikut periode").reads("[Ikutkan kembali]")
    card(world, "DISKAN").tap("Kematangan 2026").reads("belum mulai").hides("Ikutkan")
    with pytest.raises(Refused):
        world.apply(TakeIn(world.conn.execute(select(PERIOD.c.id)).scalars().all()[0], world.opd("BPBD")), "Budi")


def test_no_opd_is_let_into_two_periods_of_one_instrument() -> None:
    world = beside(OFFICE)
    due = world.now + timedelta(days=20)
    other = world.opd("DISKAN")
    world.apply(OpenPeriod(PEMDA, "PEKPPP lain", "pekppp-2023", world.now, due, due, opds=(other,)), "Citra")
    phone = card(world, "DISKAN").tap("PEKPPP 2026").reads("Tidak ikut periode ini.").hides("[Ikutkan]")
    with pytest.raises(Refused):
        world.apply(TakeIn(phone.state.within, other), "Citra")


def test_an_opd_that_was_taken_out_is_not_counted_beside_other_periods() -> None:
    world = beside(OFFICE, 1)
    number = world.conn.execute(select(PERIOD.c.id).where(PERIOD.c.name == "PEKPPP 2026")).scalar_one()
    play(world, "Citra").command("admin").reads("PEKPPP 2026: 0 dari 2 OPD")
    world.apply(LeaveOut(number, OFFICE, REASON), "Citra")
    play(world, "Citra").command("admin").reads("PEKPPP 2026: 0 dari 1 OPD")
    assert [line.opd for line in surveys.of_period(world.conn, PEMDA, number, world.now)] == ["Setda"]
