"""Days that people are told of are confirmed: what the question says, and what became of it meanwhile."""

import pytest

from bot.flows.states.coordinator import ConfirmingDay, ManagingPeriod, Purpose
from bot.flows.states.periods import ShowingPeriod
from core.assessment.model import PeriodStatus
from tests.flows.periods.running import BENGALON, SETDA
from tests.flows.play import Play, play
from tests.flows.world import PEMDA, World, at

BUTTON = {"extension": "Beri perpanjangan", "verification": "Ubah verifikasi", "reopening": "Buka kembali"}


def confirming(purpose: str, world: World | None = None, day: str = "2026-12-18", opd: int = BENGALON) -> Play:
    of = 1 if purpose == Purpose.REOPENING else 0
    state = ConfirmingDay(PEMDA, purpose, "2026-12-01", opd=opd, of=of, day=day)
    return play(world or World(), "Citra", state)


def closed() -> World:
    world = World()
    world.period_is(PeriodStatus.CLOSED)
    return world


@pytest.mark.parametrize("purpose", [Purpose.EXTENSION, Purpose.VERIFICATION, Purpose.REOPENING])
def test_nothing_is_done_before_it_is_confirmed_or_after_it_was_cancelled(purpose: Purpose) -> None:
    world = closed() if purpose is Purpose.REOPENING else World()
    back = ShowingPeriod(PEMDA, 1) if purpose is Purpose.REOPENING else ManagingPeriod(PEMDA)
    assert confirming(purpose, world).tap("Batalkan").asks_for().state == back
    assert confirming(purpose, world).tap(BUTTON[purpose]).orders != ()
    confirming(purpose, world).forge("sure:2026-12-21").asks_for()  # a copied button of another day


@pytest.mark.parametrize("purpose", [Purpose.EXTENSION, Purpose.VERIFICATION])
def test_a_day_that_has_passed_before_it_was_confirmed(purpose: Purpose) -> None:
    late = confirming(purpose, World(now=at("2026-12-19 09.00"))).tap(BUTTON[purpose]).asks_for()
    late.toasts("Tanggal itu tidak dapat dipilih lagi. Pilih hari lain.")


def test_what_was_closed_opened_or_sent_meanwhile() -> None:
    for purpose in (Purpose.EXTENSION, Purpose.VERIFICATION):
        confirming(purpose, closed()).forge("sure:2026-12-18").asks_for().toasts("Tidak ada periode yang terbuka.")
    again = confirming(Purpose.REOPENING).tap("Buka kembali").asks_for()
    again.toasts("Masih ada periode yang terbuka. Tutup dahulu sebelum membuka yang baru.")
    sent = confirming(Purpose.EXTENSION, opd=SETDA).tap("Beri perpanjangan").asks_for()
    sent.toasts("OPD ini sudah mengirim, jadi tidak perlu perpanjangan.")
