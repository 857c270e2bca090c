"""A period that has ended, before the coordinator."""

from sqlalchemy import insert

from bot.flows.base import State
from core.screen import Notice, steady
from storage.engine.schema import PERIOD, VERDICT
from tests.flows.ground import CODES
from tests.flows.play import Play, play
from tests.flows.situations import four_opds
from tests.flows.world import MORNING, World


def closed(world: World, **more: object) -> World:
    """The period of 2026 is closed."""
    world.set(PERIOD, status="closed", closed_at=MORNING, **more)
    return world


def citra(world: World, state: State) -> Play:
    return play(world, "Citra", state)


WAITS = (
    "⚠️ Dari 4 OPD, 1 terkirim tetapi belum terverifikasi.\n"
    "⚠️ Tenggat pengisian belum lewat: Senin, 14 Desember 2026 pukul 16.00 WITA.\n"
)
"""What the questions before [Tetapkan] and [Umumkan] say of FOUR."""


def result_notice(world: World, code: str, name: str, words: str) -> tuple[int, Notice]:
    way = steady("Lihat hasil", "result", world.assessment_of(code))
    text = f"<b>Hasil penilaian 2026 · {name}</b>\nHasil sudah ditetapkan: {words}."
    return world.opd(code), Notice(text, ((way,),))


def awaiting_province() -> World:
    """The province judges too; of the two that are verified it has judged Dishub alone."""
    world = four_opds(province_review=True)
    verdict = {"assessment_id": world.assessment_of("DISHUB"), "version": 1, "stage": "province", "level": 3, "by": 5}
    world.conn.execute(insert(VERDICT), [verdict | {"variable": code, "at": MORNING} for code in CODES])
    return world
