"""Situations of Kutai Timur that a test begins with."""

from datetime import datetime

from sqlalchemy import Select, delete, select, update

from core.assessment.model import Status
from core.effects import Finalise
from core.people.roles import Role
from storage.engine.schema import ANSWER, ASSESSMENT, EVIDENCE, EVIDENCE_USE, MEMBERSHIP, OPD, PERIOD, PERSON, VERDICT
from storage.people import invitations
from tests.flows.ground import answered
from tests.flows.world import DUE, PEMDA, World

OF_PEMDA = select(ASSESSMENT.c.id).join(PERIOD, PERIOD.c.id == ASSESSMENT.c.period_id).where(PERIOD.c.pemda_id == PEMDA)


def without_period(world: World) -> World:
    """No period was ever opened."""
    _emptied(world, OF_PEMDA)
    world.conn.execute(delete(ASSESSMENT).where(ASSESSMENT.c.id.in_(OF_PEMDA)))
    world.conn.execute(delete(PERIOD).where(PERIOD.c.pemda_id == PEMDA))
    return world


def _emptied(world: World, assessments: Select[tuple[int]]) -> None:
    files = select(EVIDENCE.c.id).where(EVIDENCE.c.assessment_id.in_(assessments))
    world.conn.execute(delete(EVIDENCE_USE).where(EVIDENCE_USE.c.evidence_id.in_(files)))
    for table in (EVIDENCE, VERDICT, ANSWER):
        world.conn.execute(delete(table).where(table.c.assessment_id.in_(assessments)))


def taking_part(world: World, *codes: str) -> World:
    """Only these OPD take part in the period."""
    kept = [world.assessment_of(code) for code in codes]
    others = OF_PEMDA.where(ASSESSMENT.c.id.not_in(kept))
    _emptied(world, others)
    world.conn.execute(delete(ASSESSMENT).where(ASSESSMENT.c.id.in_(others)))
    return world


def standing_at(world: World, code: str, status: Status, levels: str = "44334333534") -> World:
    """This OPD has come so far, with these levels; if it is verified, the region's team has confirmed them."""
    number = world.assessment_of(code)
    _emptied(world, select(ASSESSMENT.c.id).where(ASSESSMENT.c.id == number))
    answered(world.conn, number, status, world.contact_of(code), levels)
    return world


def four_opds(world: World | None = None) -> World:
    """Bappeda's result is final; Dinkes and Dishub are verified; DLH repairs V04. Nobody else takes part."""
    world = taking_part(world or World(), "BAPPEDA", "DINKES", "DISHUB", "DLH")
    standing_at(world, "BAPPEDA", Status.VERIFIED)
    standing_at(world, "DINKES", Status.VERIFIED, "44333333534")
    standing_at(world, "DISHUB", Status.VERIFIED)
    standing_at(world, "DLH", Status.RETURNED)
    world.apply(Finalise((world.assessment_of("BAPPEDA"),)), "Citra")
    return world


def without_opds(world: World) -> World:
    """No list of OPD was sent yet, and so there is no period and no contact."""
    without_period(world)
    world.conn.execute(delete(MEMBERSHIP).where(MEMBERSHIP.c.pemda_id == PEMDA, MEMBERSHIP.c.opd_id.is_not(None)))
    world.conn.execute(delete(OPD).where(OPD.c.pemda_id == PEMDA))
    return world


def invited(world: World, count: int) -> World:
    """Invitations of so many OPD are open."""
    numbers = list(world.conn.execute(select(OPD.c.id).where(OPD.c.pemda_id == PEMDA).limit(count)).scalars())
    invitations.issue(world.conn, PEMDA, Role.CONTACT, numbers, 1, DUE, None, None, world.now)
    return world


def token(world: World, role: Role = Role.CONTACT, opd: str | None = "DINKES", until: datetime = DUE) -> str:
    """That of a new invitation."""
    numbers = [world.opd(opd)] if opd else []
    (issued,) = invitations.issue(world.conn, PEMDA, role, numbers, 1, until, None, None, world.now)
    return issued.token


def unreachable(world: World, name: str) -> World:
    """This person has blocked the bot."""
    blocked = update(PERSON).where(PERSON.c.id == world.number(name)).values(unreachable_since=world.now)
    world.conn.execute(blocked)
    return world
