"""A period of another instrument beside the open one: chosen behind one button, opened, managed apart."""

import pytest
from sqlalchemy import select

from bot.flows.states.coordinator import PickingDay
from core.effects import ClosePeriod, LeaveOut, OpenPeriod, TakeIn, TellOpds
from core.pemda.periods import PeriodKind
from core.people.roles import Role
from core.screen import steady
from storage.engine.schema import PERIOD
from storage.orders.rights import Refused
from tests.flows.pemda.test_leaving import card
from tests.flows.periods.running import managing
from tests.flows.play import Play
from tests.flows.world import OFFICE, PEMDA, World

OTHER = "pekppp-2023"


def drafted(world: World | None = None) -> Play:
    """The preview of a new period, due on 18 December."""
    return managing(world).tap("Buat periode lain").tap("18").tap("Instrumen dan peserta")


def test_instrument_kind_and_opd_are_chosen_and_kept() -> None:
    phone = (
        drafted().tap("☐ PEKPPP").tap("☐ Semesteran").tap("Pilih OPD").tap("Kosongkan").text("dinkes").tap("Kembali")
    )
    phone.reads("Instrumen: Pemantauan", "Jenis: semesteran", "Peserta: 1 OPD yang dipilih", "[☑ PEKPPP]")
    phone.tap("Kembali").reads("<b>Periode PEKPPP Semester II 2026</b> · 1 OPD")
    phone.tap("Ubah tenggat").tap("21").reads("<b>Periode PEKPPP Semester II 2026</b> · 1 OPD", "Senin, 21 Desember")
    phone.tap("Buka periode PEKPPP Semester II 2026")
    opened, told = phone.orders
    assert isinstance(opened, OpenPeriod)
    assert (opened.instrument, opened.kind, opened.opds) == (OTHER, PeriodKind.HALF_YEARLY, (OFFICE,))
    assert isinstance(told, TellOpds)  # only who takes part, and with the way to the choice
    ((opd, notice),) = told.notices
    assert (opd, told.roles, notice.rows) == (OFFICE, (Role.CONTACT,), ((steady("Mulai mengisi", "choose"),),))


def test_the_same_instrument_is_refused_while_it_runs_for_an_opd() -> None:
    """The preview says so, keeps what was chosen, and leads to what may be changed."""
    phone = drafted().tap("☐ Sewaktu-waktu").tap("Pilih OPD").tap("Kosongkan").text("dinkes").tap("Kembali")
    phone.tap("Kembali").reads(
        "⚠️ Belum dapat dibuka: 2026 memakai instrumen yang sama untuk OPD yang sama dan masih terbuka. "
        "Tutup periode itu dahulu, atau pilih OPD lain, atau ketuk “Tidak ikut periode” pada OPD itu",
        "[Lihat periode 2026]",
        "[Instrumen dan peserta]",
    )
    phone.hides("[Buka periode", "diarsipkan")
    phone.forge("open").asks_for().reads("1 OPD", "Belum dapat dibuka")
    phone.tap("Lihat periode 2026").reads("<b>Periode 2026</b>", "[Tutup periode 2026]")
    phone.world.apply(LeaveOut(1, OFFICE, "Pindah ke evaluasi sewaktu-waktu"), "Citra")
    phone = drafted(phone.world).tap("☐ Sewaktu-waktu").tap("Pilih OPD").tap("Kosongkan").text("dinkes").tap("Kembali")
    phone.tap("Kembali").hides("Belum dapat dibuka", "diarsipkan").tap("Buka periode Desember 2026")
    assert isinstance(phone.orders[0], OpenPeriod)
    with pytest.raises(Refused):  # it would be in both
        phone.world.apply(TakeIn(1, OFFICE), "Citra")
    card(phone.world, "DINKES").tap("Kematangan 2026").reads("Tidak ikut").hides("[Ikutkan")


def beside() -> Play:
    """Both are open."""
    return drafted().tap("☐ PEKPPP").tap("Kembali").tap("Buka periode PEKPPP 2026")


def test_the_open_periods_are_managed_one_by_one() -> None:
    phone = beside()
    phone.reads("[Kematangan 2026]", "[PEKPPP 2026]", "Pilih periode yang dikelola.")
    phone.tap("PEKPPP 2026").reads("<b>Periode PEKPPP 2026</b> · 55 OPD", "[Tutup periode PEKPPP 2026]")
    phone.tap("Ubah tenggat").tap("21").tap("Ubah tenggat").reads("<b>Periode PEKPPP 2026</b>", "Senin, 21 Desember")
    phone.tap("Tutup periode PEKPPP 2026").tap("Tutup periode PEKPPP 2026").reads("[Kematangan 2026]")
    phone.tap("Kematangan 2026").reads("<b>Periode Kematangan 2026</b> · 55 OPD", "Tenggat Senin, 14 Desember 2026")


def test_a_page_of_a_period_that_closed_meanwhile_does_nothing_to_another_one() -> None:
    phone = beside().tap("PEKPPP 2026").tap("Ubah verifikasi").tap("15")
    closed = phone.world.conn.execute(select(PERIOD.c.id).where(PERIOD.c.name == "PEKPPP 2026")).scalar_one()
    phone.world.apply(ClosePeriod(closed), "Citra")
    phone.forge("sure:2027-01-15").asks_for()
    phone.reads("[Kematangan 2026]")


def test_a_notice_leads_to_more_time_in_its_own_period() -> None:
    phone = beside()
    other = phone.world.conn.execute(select(PERIOD.c.id).where(PERIOD.c.name == "PEKPPP 2026")).scalar_one()
    phone.steady(f"extend:{PEMDA}:{OFFICE}:@{other}")
    assert phone.state is not None
    assert (type(phone.state), phone.state.within) == (PickingDay, other)  # type: ignore[attr-defined]
    phone.steady(f"extend:{PEMDA}:{OFFICE}").toasts("Ada beberapa periode yang terbuka. Pilih periodenya dahulu.")


def test_an_instrument_of_other_years_warns() -> None:
    """PEKPPP of 2023 is known to be in force until 2025."""
    phone = drafted().hides("Instrumen ini berlaku").tap("☐ PEKPPP")
    phone.reads("⚠️ Instrumen ini berlaku 2022 sampai 2025; untuk 2026 perlu dipastikan lebih dahulu.")
    phone.tap("Kembali").reads("untuk 2026 perlu dipastikan", "[Buka periode PEKPPP 2026]")


def test_the_boxes_show_who_takes_part() -> None:
    phone = drafted().tap("Pilih OPD").reads("Semua OPD (55) ikut", "[☑ Bapenda] [☑ Bappeda]", "[Kosongkan]")
    phone.tap("☑ Bappeda").reads("54 dari 55 OPD dipilih", "[☑ Bapenda] [☐ Bappeda]", "[Semua OPD]")
    phone.tap("Kembali").reads("Peserta: 54 OPD yang dipilih, tanpa Bappeda", "lalu Kembali.")
    phone.tap("Pilih OPD").tap("☐ Bappeda").reads("Semua OPD (55) ikut").tap("Kosongkan").hides("☑")
    phone.tap("☐ Bappeda").tap("☐ Bapenda").tap("Kembali").reads("Peserta: 2 OPD yang dipilih: Bapenda dan Bappeda")
    phone.tap("Pilih OPD").text("dinas").reads('Pencarian: "dinas"', "cocok", "OPD dipilih")
