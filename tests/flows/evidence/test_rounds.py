"""The table of a round about SOP, offered as evidence of V04 with one tap."""

from datetime import timedelta

import pytest

from core.assessment.subjects import Subject
from core.effects import AttachMonitoring, KeepSubject, OpenPeriod, SaveExplanation, SaveLevel, SetDeclarant, Submit
from core.instrument.parse import load_packaged
from storage.engine.schema import ASSESSMENT, EVIDENCE
from tests.flows.play import Play, play
from tests.flows.world import DUE, NUMBER, OFFICE, PEMDA, VERIFICATION_DUE, World
from tests.storage.region import DECLARANT

SOP = load_packaged("sop-evaluasi")
TABLE = "Tabel monitoring SOP 2026.pdf"


def with_round(*, sent: bool = True) -> World:
    """Dinkes has answered for one SOP."""
    world = World()
    world.apply(KeepSubject(OFFICE, Subject("sop", "01", "Izin praktik")), "Ani")
    opens = world.now - timedelta(days=1)
    order = OpenPeriod(PEMDA, "SOP 2026", "sop-evaluasi", opens, DUE, VERIFICATION_DUE, opds=(OFFICE,))
    world.apply(order, "Citra")
    number = max(row.id for row in world.conn.execute(ASSESSMENT.select()) if row.opd_id == OFFICE)
    orders = [SaveLevel(number, code, 1) for code in SOP.codes]
    for one in (*orders, SetDeclarant(number, DECLARANT), *([Submit(number)] if sent else [])):
        world.apply(one, "Ani")
    return world


def asked(world: World, code: str = "V04", level: int = 3) -> Play:
    for order in (SaveLevel(NUMBER, code, level), SaveExplanation(NUMBER, code, "SOP dievaluasi tiap semester.")):
        world.apply(order, "Ani")
    return play(world).steady(f"open:{NUMBER}:{code}")


@pytest.mark.parametrize("level", [3, 4])
def test_one_tap_makes_the_table_evidence(level: int) -> None:
    world = with_round()
    period = max(row.period_id for row in world.conn.execute(ASSESSMENT.select()) if row.opd_id == OFFICE)
    player = asked(world, level=level).tap("Pakai Tabel monitoring")
    player.asks_for(AttachMonitoring(NUMBER, "V04", period)).reads("V05")
    (row,) = [row for row in world.conn.execute(EVIDENCE.select()) if row.assessment_id == NUMBER]
    assert (row.name, row.state, row.file_id) == (TABLE, "received", f"made:monitoring:{period}:{OFFICE}")
    player.steady(f"open:{NUMBER}:V04").hides("Pakai Tabel monitoring").reads("1 berkas")


def test_it_is_offered_nowhere_else() -> None:
    asked(with_round(), level=2).hides("Tabel monitoring")
    asked(with_round(), "V03").hides("Tabel monitoring")
    asked(with_round(sent=False)).hides("Tabel monitoring")
