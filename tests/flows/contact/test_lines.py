"""Notices that several cards show: what stays where there is no room for all of them."""

from itertools import pairwise

import pytest

from bot.flows.states.contact import Levelling
from bot.flows.states.evidence import Evidencing
from core.effects import SaveExplanation, SaveLevel
from core.fit import CARD, height, with_notice
from tests.flows.play import play
from tests.flows.world import CODES, INSTRUMENT, NUMBER, World

LINK = "https://contoh.go.id/renja/2026"
NEIGHBOURS = list(pairwise(CODES))


def beside_a_colleague(code: str, after: str):
    """Ani is at the evidence of `code`; Dewi has the variable `after` it open, which Ani's next file opens too."""
    world = World()
    world.apply(SaveLevel(NUMBER, code, 4), "Ani")
    world.apply(SaveExplanation(NUMBER, code, "Ditetapkan kepala dinas pada Februari 2026."), "Ani")
    ani = play(world, "Ani", Evidencing(NUMBER, code))
    play(world, "Dewi", Levelling(NUMBER, code)).command("isi").tap(after)
    return ani


@pytest.mark.parametrize(("code", "after"), NEIGHBOURS)
def test_a_receipt_stays_also_where_a_colleague_is_at_work(code, after):
    ani = beside_a_colleague(code, after).file("Renja_2026.pdf").text(LINK)
    assert ani.state == Levelling(NUMBER, after)
    told = with_notice(ani.screen, ani.step.banner)
    assert f"📎 {code}: 1 berkas dan 1 tautan diterima." in told
    assert height(told, ani.screen.rows) <= CARD


@pytest.mark.parametrize(("code", "after"), NEIGHBOURS)
def test_a_receipt_stays_also_beside_a_refusal_and_a_colleague(code, after):
    ani = beside_a_colleague(code, after).file("Renja_2026.pdf").text(LINK).file("Laporan.txt", mime="text/plain")
    told = with_notice(ani.screen, ani.step.banner)
    assert f"📎 {code}: 2 bukti diterima." in told or f"📎 {code}: 1 berkas dan 1 tautan diterima." in told
    assert "jenisnya tidak diterima" in told


MUCH = [f"Laporan_Tindak_Lanjut_Hasil_Monitoring_{n}.txt" for n in range(6)]


@pytest.mark.parametrize(("code", "after"), NEIGHBOURS)
def test_the_question_stays_beside_a_receipt_and_a_refusal_and_is_begun_beside_anything(code, after):
    question = INSTRUMENT.variable(after).question
    ani = beside_a_colleague(code, after).file("Renja_2026.pdf").text(LINK)
    assert question in with_notice(ani.screen, ani.step.banner)
    ani.file("Laporan.txt", mime="text/plain")
    assert question in with_notice(ani.screen, ani.step.banner)
    for name in MUCH:
        ani.file(name, mime="text/plain", album="a")
    told = with_notice(ani.screen, ani.step.banner)
    assert question[:25] in told
    assert "berkas tidak tersimpan" in told
    assert height(told, ani.screen.rows) <= CARD
