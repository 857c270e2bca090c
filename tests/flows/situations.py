"""Situations of Kutai Timur that a test begins with."""

import json
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select, update

from core.assessment.model import LETTER, Status
from core.effects import Ask, CreatePemda, Finalise
from core.people.roles import Role
from storage import effects
from storage.engine import schema
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    EVIDENCE,
    EVIDENCE_USE,
    INBOX,
    MEMBERSHIP,
    METADATA,
    OPD,
    OUTBOX,
    PERIOD,
    PERSON,
    QUESTION,
    VERDICT,
    WORK_ITEM,
)
from storage.messaging.calls import Kind, Priority
from storage.people import invitations
from tests.flows.ground import answered
from tests.flows.world import DUE, NUMBER, PEMDA, World, at

EARLIER = at("2026-12-07 08.12")
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


def four_opds(*besides: str, **settings: object) -> World:
    """Bappeda's result is final; Dinkes and Dishub are verified; DLH repairs V04. Nobody else takes part, but these."""
    world = taking_part(World(**settings), "BAPPEDA", "DINKES", "DISHUB", "DLH", *besides)
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


def set_aside(world: World, name: str, error: str = "StoreError: bucket did not answer", attempts: int = 5) -> int:
    """A document of this person was set aside at 08.12; its number."""
    body = json.dumps({"update_id": 1, "message": {"document": {}}})
    lane, at = f"p{world.account(name)}", EARLIER
    number = world.conn.execute(select(func.count()).select_from(INBOX)).scalar_one() + 1
    values = {"update_id": number, "identity": str(number), "lane": lane, "body": body, "state": "aside"}
    return world.insert(INBOX, values | {"attempts": attempts, "error": error, "received_at": at})


def stuck_post(world: World) -> int:
    """The bot has failed five times to make a post for the group; the number of that piece of work."""
    times = {"since": EARLIER, "tried_at": EARLIER, "next_at": world.now + timedelta(hours=1)}
    values = {"kind": "posts", "key": "group:1", "pemda_id": PEMDA, "attempts": 5}
    return world.insert(WORK_ITEM, values | times | {"error": "KeyError at scheduler/posts.py:60"})


def late_files(world: World, count: int) -> World:
    """So many files of Dinkes arrived between 08.00 and 08.10 a day ago and are not copied."""
    for n in range(1, count + 1):
        sent_at = EARLIER.replace(minute=n)
        values = {"assessment_id": NUMBER, "kind": "document", "name": f"SK_{n}.pdf", "state": "received"}
        number = world.insert(EVIDENCE, values | {"sent_by": 1, "sent_at": sent_at, "next_at": sent_at})
        world.insert(EVIDENCE_USE, {"evidence_id": number, "variable": "V01", "added_by": 1, "added_at": sent_at})
    return world


def waiting(world: World, count: int) -> World:
    """So many updates wait since 08.12 to be worked, and so many messages to be sent."""
    chat = world.account("Ani")
    for n in range(1, count + 1):
        update_ = {"update_id": n, "identity": f"waits-{n}", "lane": f"p{chat}", "body": "{}", "state": "waiting"}
        world.insert(INBOX, update_ | {"received_at": EARLIER})
        call = {"chat_id": chat, "kind": Kind.SEND.value, "priority": Priority.NOTICE.value, "state": "waiting"}
        world.insert(OUTBOX, call | {"payload": {}, "created_at": EARLIER})
    return world


def asked(world: World, text: str = "Apakah notulen tahun 2025 masih berlaku?", name: str = "Ani") -> int:
    """A question about V01; its number."""
    world.apply(Ask(NUMBER, "V01", text), name)
    return int(world.conn.execute(select(func.max(QUESTION.c.id))).scalar_one())


def without_anything(world: World) -> World:
    """A database as it is when the bot is installed."""
    for table in reversed(METADATA.sorted_tables):
        world.conn.execute(delete(table))
    return world


def coordinates(world: World, name: str, *pemdas: str) -> World:
    """This person coordinates further Pemda, which are made first where there are none of that name."""
    for pemda in pemdas:
        known = select(schema.PEMDA.c.id).where(schema.PEMDA.c.name == pemda)
        if world.conn.execute(known).scalar() is None:
            effects.apply(world.conn, CreatePemda(pemda, "Asia/Makassar"), effects.Actor(None, None, world.now))
        world.join(name, Role.COORDINATOR, None, pemda_id=world.conn.execute(known).scalar_one())
    return world


def sent_letter(world: World, code: str) -> int:
    """A photo of this OPD's signed letter; its number."""
    by = world.contact_of(code)
    sent = {"assessment_id": world.assessment_of(code), "kind": "photo", "name": "Surat", "state": "stored"}
    number = world.insert(EVIDENCE, sent | {"sent_by": by, "sent_at": EARLIER})
    world.insert(EVIDENCE_USE, {"evidence_id": number, "variable": LETTER, "added_by": by, "added_at": EARLIER})
    return number
