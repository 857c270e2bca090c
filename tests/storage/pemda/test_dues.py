"""Due dates of their own that OPD have in open periods."""

from sqlalchemy import update

from core.effects import LeaveOut
from core.pemda.parts import Part
from core.wish import Wish
from storage.engine.schema import ASSESSMENT
from tests.flows.periods.running import extended
from tests.flows.world import PEMDA, World


def dues(world: World) -> list[tuple[str, int]]:
    admin = world.facts("Citra", Wish(pemda=PEMDA, parts=frozenset({Part.DUES}))).admin
    assert admin is not None
    return [(due.short, due.due.day) for due in admin.own_dues]


def test_only_of_opd_that_take_part_and_have_not_sent() -> None:
    world = World()
    assert dues(world) == []
    extended(world, "KEC-BGL", 21)
    other = extended(world, "DINKES", 18)
    assert dues(world) == [("Dinkes", 18), ("Bengalon", 21)]
    world.apply(LeaveOut(1, other, "Digabung dengan Dinas P2KB"), "Citra")
    assert dues(world) == [("Bengalon", 21)]
    world.conn.execute(update(ASSESSMENT).values(status="submitted"))
    assert dues(world) == []
