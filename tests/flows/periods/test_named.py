"""Every notice and page about one of several open periods says which one."""

from datetime import timedelta

from sqlalchemy import select

from bot.flows.states.coordinator import Extending, ManagingPeriod, ShowingOpd
from bot.flows.states.periods import ShowingPeriod
from core.effects import Effect, OpenPeriod, Tell, TellOpds, TellRole
from core.screen import Notice
from storage.engine.schema import PERIOD
from tests.flows.play import Play, play
from tests.flows.world import OFFICE, PEMDA, World

NAME = "Kematangan 2026"


def beside() -> Play:
    """PEKPPP runs beside the first period, on whose page the coordinator stands."""
    world = World().fill("V04").give_back("V04", "Bukti tidak terbaca.")
    due = world.now + timedelta(days=20)
    world.apply(OpenPeriod(PEMDA, "PEKPPP 2026", "pekppp-2023", world.now, due, due), "Citra")
    return play(world, "Citra", ManagingPeriod(PEMDA)).tap(NAME)


def told(*orders: Effect) -> list[Notice]:
    alone = [order.notice for order in orders if isinstance(order, Tell | TellRole)]
    return alone + [notice for order in orders if isinstance(order, TellOpds) for _, notice in order.notices]


def all_name_it(phone: Play) -> None:
    notices = told(*phone.orders)
    assert notices, "nobody was told"
    assert all(NAME in notice.text for notice in notices), [notice.text for notice in notices]


def test_more_time_and_its_end() -> None:
    phone = beside().tap("Beri perpanjangan").reads(NAME).text("Bengalon").reads(NAME)
    phone.tap("21").reads(NAME).tap("Beri perpanjangan").reads(NAME)
    assert isinstance(phone.state, Extending)
    all_name_it(phone)
    phone.tap("Batalkan perpanjangan").reads(NAME).tap("Batalkan perpanjangan").reads(NAME)
    all_name_it(phone)


def test_dates_that_are_moved() -> None:
    phone = beside().tap("Ubah tenggat").reads(NAME).tap("21").reads(NAME).tap("Ubah tenggat").reads(NAME)
    all_name_it(phone)
    phone.tap("Ubah verifikasi").text("28-12-2026").reads(NAME).tap("Ubah verifikasi").reads(NAME)
    all_name_it(phone)


def test_the_end_of_a_period_and_its_going_on() -> None:
    phone = beside().tap(f"Tutup periode {NAME}").tap(f"Tutup periode {NAME}")
    all_name_it(phone)
    number = phone.world.conn.execute(select(PERIOD.c.id).order_by(PERIOD.c.id)).scalars().all()[0]
    phone = play(phone.world, "Citra", ShowingPeriod(PEMDA, number)).tap("Buka kembali").tap("29").tap("Buka kembali")
    all_name_it(phone)


def test_an_opd_that_leaves_and_comes_back() -> None:
    phone = play(beside().world, "Citra", ShowingOpd(PEMDA, OFFICE)).tap(NAME)
    phone.tap("Tidak ikut periode").text("Digabung dengan Dinas P2KB").tap("Tidak ikut periode")
    all_name_it(phone)
    phone.tap("Ikutkan kembali")
    all_name_it(phone)
