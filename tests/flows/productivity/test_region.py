"""Productivity of a region in its coordinator's chat: the list, the recapitulation, asking for tables, the hours."""

from bot.flows.states.productivity import ListingUnits, ShowingUnit
from core.effects import ChangePemda, NoteWorkloadAsked, SaveWorkload, SendWorkloadRecap, TellRole
from core.people.roles import Role
from tests.flows.play import play
from tests.flows.productivity.test_unit import POSITIONS, READING, with_table
from tests.flows.world import OFFICE, PEMDA, World


def test_the_region_with_its_tables() -> None:
    phone = play(with_table(), "Citra").command("admin").tap("Dokumen daerah").tap("Beban kerja jabatan")
    phone.reads(
        "<b>Produktivitas · Kutai Timur · 2026</b>\nEfisiensi daerah (EU) 0,82 · prestasi kerja (PU) C (Cukup)",
        " (1 OPD dari 55)\n4.100 jam setahun, 4 pemangku\nJam kerja efektif: 1.250 jam setahun",
        READING,
        "[Dinkes · 0,82 C] [Bapenda · –]",
    )
    phone.tap("Unduh rekap").asks_for(SendWorkloadRecap(PEMDA, 2026)).toasts("Rekap sedang dikirim")
    phone.text("dinas").reads('Pencarian: "dinas"', "[Dinkes · 0,82 C]").tap("Dinkes").reads("• Arsiparis: EJ 0,80 C")
    assert phone.state == ShowingUnit(PEMDA, OFFICE, 2026)
    assert phone.tap("Semua OPD").state == ListingUnits(PEMDA)


def test_years_are_looked_at_one_by_one() -> None:
    world = with_table()
    world.apply(SaveWorkload(world.opd("DISHUB"), 2025, POSITIONS[:1]), "Citra")
    phone = play(world, "Citra", ListingUnits(PEMDA)).tap("Tahun 2025")
    phone.reads("<b>Produktivitas · Kutai Timur · 2025</b>\nEfisiensi daerah (EU) 1,00 · prestasi kerja (PU) B (Baik)")


def test_contacts_are_asked_for_what_is_missing() -> None:
    world = with_table()
    phone = play(world, "Citra", ListingUnits(PEMDA)).tap("Minta tabel")
    phone.reads("Minta tabel jabatan tahun 2026 dari 51 OPD?", "3 OPD lain belum mengirim").tap("Minta dari 51 OPD")
    noted, *told = phone.orders
    assert isinstance(noted, NoteWorkloadAsked)
    assert OFFICE not in noted.opds
    assert {order.opd for order in told if isinstance(order, TellRole) and order.role is Role.CONTACT} == {*noted.opds}
    contact = play(world, "Fajar").press(world.told_last("Fajar"), "Buka isian")
    contact.reads("Belum ada tabel jabatan.\nDiminta koordinator pada 7 Desember 2026.")
    contact.command("profil").reads("[Beban kerja jabatan]")


def test_the_hours_are_typed_and_count_for_all() -> None:
    phone = play(with_table(), "Citra", ListingUnits(PEMDA)).tap("Jam kerja efektif").hides("[Pakai")
    for wrong in ("999", "2.001", "banyak", "1250,5"):
        phone.text(wrong).says("Ketik bilangan bulat dari 1.000 sampai 2.000, misalnya 1300.")
    phone.text("1.300 jam").asks_for(ChangePemda(PEMDA, "effective_hours", 1300)).reads(
        "Efisiensi daerah (EU) 0,79 · prestasi kerja (PU) C (Cukup)"
    )
    phone.tap("Jam kerja efektif").tap("Pakai 1.250 jam").asks_for(ChangePemda(PEMDA, "effective_hours", 1250))


def test_only_the_coordinator_of_this_pemda() -> None:
    world = with_table()
    for stranger in ("Ani", "Hadi", "Budi"):
        phone = play(world, stranger, ListingUnits(PEMDA)).forge("recap").asks_for()
        phone.hides("0,82", "Bapenda")
    play(World(), "Citra", ListingUnits(PEMDA)).tap("Unduh rekap").asks_for().toasts(
        "Belum ada tabel yang dapat direkap."
    )
