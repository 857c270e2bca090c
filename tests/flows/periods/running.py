"""The open period as the coordinator meets it, and what contacts are told of it."""

from sqlalchemy import select, update

from bot.flows.states.coordinator import ManagingPeriod
from core.assessment.model import SENT
from core.effects import Extend, TellOpds, TellRole
from core.people.roles import Role
from core.screen import Notice, escape, steady
from storage.engine.schema import ASSESSMENT, OPD
from tests.flows.play import Play, play
from tests.flows.situations import taking_part
from tests.flows.world import PEMDA, World, at

BENGALON, SETDA = 41, 1
"""Numbers of OPD: of one that fills in, of one that has sent."""
BENGALONS = 33
"""The assessment of Bengalon."""


MENU = "[Buka menu]"


def managing(world: World | None = None) -> Play:
    return play(world or World(), "Citra", ManagingPeriod(PEMDA))


def extended(world: World, code: str, day: int) -> int:
    """This OPD has more time, until that day of December; its number."""
    world.apply(Extend(world.assessment_of(code), at(f"2026-12-{day} 16.00")), "Citra")
    return world.opd(code)


def nobody_owing() -> World:
    """Only OPD without a contact have not sent."""
    world = taking_part(World(), "RSUD", "DISHUB")
    world.without(Role.CONTACT)
    return world


def all_sent() -> World:
    world = World()
    world.conn.execute(update(ASSESSMENT).values(status="submitted"))
    return world


def to_contacts(text: str, label: str, opd: int | None = None) -> TellRole:
    assert opd in (None, BENGALON)
    way = steady(label, "start") if opd is None else steady(label, "resume", BENGALONS)
    return TellRole(PEMDA, Role.CONTACT, Notice(text, ((way,),)), opd)


def to_owing(world: World, due: str, *besides: int) -> TellOpds:
    """To the contacts of every OPD that has not sent, but these."""
    sent = [status.value for status in SENT]
    of_pemda = (
        select(OPD.c.id, OPD.c.short, ASSESSMENT.c.id.label("of"))
        .join(ASSESSMENT, ASSESSMENT.c.opd_id == OPD.c.id)
        .order_by(OPD.c.code)
    )
    unsent = of_pemda.where(OPD.c.pemda_id == PEMDA, ASSESSMENT.c.status.not_in(sent), OPD.c.id.not_in(besides))
    words = [
        (row.id, row.of, f"Tenggat penilaian 2026 {escape(row.short)} menjadi {due}.")
        for row in world.conn.execute(unsent)
    ]
    told = ((opd, Notice(text, ((steady("Lanjutkan mengisi", "resume", of),),))) for opd, of, text in words)
    return TellOpds(PEMDA, (Role.CONTACT,), tuple(told))
