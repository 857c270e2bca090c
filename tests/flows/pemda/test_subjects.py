"""An OPD whose services are assessed one by one, in the coordinator's list: progress, more time, left out, taken in."""

from bot.flows.people.dispute import Welcoming
from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import ListingOpds, ShowingOpd
from bot.texts.answers.approval import addressed
from core.assessment.subjects import Subject
from core.effects import Extend, KeepRegister, LeaveOut, SaveLevel, SetDeclarant, Submit, TakeIn
from core.instrument.parse import packaged_text
from storage.engine.schema import ASSESSMENT, AnyRow
from tests.flows.play import Play, play
from tests.flows.world import OFFICE, PEMDA, World
from tests.storage.region import DECLARANT

ID = "standar-pelayanan"
NAMES = ("Rawat jalan", "Imunisasi", "Surat sehat")
CODES = tuple(f"S{n:02}" for n in range(1, 15))


def services() -> tuple[World, list[int]]:
    """Dinkes has three services, of which the first is sent and the second filled in."""
    world = World().with_instrument(packaged_text(ID))
    lines = tuple(Subject("service", f"L{n}", name) for n, name in enumerate(NAMES, start=1))
    world.apply(KeepRegister(OFFICE, "service", lines), "Ani")
    numbers = sorted(row.id for row in rows(world))
    for number in numbers[:2]:
        for code in CODES:
            world.apply(SaveLevel(number, code, 1), "Ani")
    world.apply(SetDeclarant(numbers[0], DECLARANT), "Ani")
    world.apply(Submit(numbers[0]), "Ani")
    return world, numbers


def rows(world: World) -> list[AnyRow]:
    return [row for row in world.conn.execute(ASSESSMENT.select()) if row.opd_id == OFFICE and row.period_id == 1]


def card(world: World) -> Play:
    return play(world, "Citra", ShowingOpd(PEMDA, OFFICE))


def test_the_list_and_the_card_say_how_many_services_are_answered() -> None:
    world, _ = services()
    play(world, "Citra", ListingOpds(PEMDA)).text("din").reads("[🟡 Dinkes 2/3]")
    phone = play(world, "Citra", ListingOpds(PEMDA)).text("dinkes")
    phone.reads("🟡 sedang mengisi, 2 dari 3 layanan lengkap", "[Beri perpanjangan]", "[Tidak ikut periode]")


def test_more_time_is_for_all_that_is_not_sent() -> None:
    world, (sent, *owed) = services()
    phone = card(world).tap("Beri perpanjangan").tap("21").tap("Beri perpanjangan")
    orders = [order for order in phone.orders if isinstance(order, Extend)]
    assert [order.assessment for order in orders] == owed
    assert {row.id for row in rows(world) if row.due_at is not None} == set(owed)
    assert sent not in owed
    phone.tap("Batalkan perpanjangan").tap("Batalkan perpanjangan")
    assert not any(row.due_at for row in rows(world))


def test_all_services_are_left_out_and_taken_in_together() -> None:
    world, numbers = services()
    phone = card(world).tap("Tidak ikut periode").text("Layanan berhenti karena kebakaran").tap("Tidak ikut periode")
    assert any(isinstance(order, LeaveOut) for order in phone.orders)
    assert all(row.left_out_at for row in rows(world))
    phone.reads("Tidak ikut periode ini: Layanan berhenti karena kebakaran").hides("2 dari 3 layanan")
    phone.tap("Ikutkan kembali")
    assert any(isinstance(order, TakeIn) for order in phone.orders)
    assert not any(row.left_out_at for row in rows(world))
    assert len(rows(world)) == len(numbers)
    phone.reads("2 dari 3 layanan lengkap")


def test_opd_and_services_are_both_counted() -> None:
    world, numbers = services()
    phone = play(world, "Citra").command("admin")
    phone.reads("Periode 2026: 33 dari 55 OPD (1 dari 3 layanan) mengirim,")
    for number in numbers[1:]:
        for code in CODES:
            world.apply(SaveLevel(number, code, 1), "Ani")
        world.apply(SetDeclarant(number, DECLARANT), "Ani")
        world.apply(Submit(number), "Ani")
    sent = "34 dari 55 OPD (3 dari 3 layanan) mengirim"
    play(world, "Citra").command("admin").reads(sent).tap("Kelola periode").reads(f"{sent}.", "· 55 OPD")


def test_a_request_for_more_time_leads_to_the_calendar() -> None:
    world, _ = services()
    play(world, "Citra").steady(f"extend:{PEMDA}:{OFFICE}").tap("21").reads("Dinkes", "[Beri perpanjangan]")
    play(world, "Citra").steady(f"extend:{PEMDA}").text("dinkes").tap("21").reads("Dinkes", "[Beri perpanjangan]")


def test_a_contact_and_a_head_are_those_of_the_opd_not_of_a_service() -> None:
    world, numbers = services()
    assert "kontak <b>Dinas Kesehatan</b>." in play(world, "Ani", Welcoming(numbers[2])).screen.text
    a = play(world, "Ani", Browsing(numbers[2])).facts.assessment
    assert a is not None
    assert addressed(a) == "Yth. Kepala Dinas Kesehatan"
