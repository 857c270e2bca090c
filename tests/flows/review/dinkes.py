"""Dinkes before the team that judges it."""

from sqlalchemy import update

from bot.flows.states.review import Concluding, Judging
from core.assessment.model import Status
from core.effects.review import ClaimReview, DraftVerdict
from core.people.roles import Role
from core.review.verdicts import Stage
from storage.engine.schema import ANSWER, ASSESSMENT, MEMBERSHIP, VERDICT
from tests.flows.ground import CODES
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, PEMDA, World, at

NOW = at("2026-12-18 10.00")


MINE = ("V03", "V04", "V10", "V11")
"""Variables of Budi's field."""


REGION, PROVINCE = Stage.REGION, Stage.PROVINCE


HERE = (PEMDA, "region", NUMBER)


THERE = (PEMDA, "province", NUMBER)


WHY = "Bukti yang diminta tidak ada"


def region(**settings: object) -> World:
    """Dinkes has sent on 17 December; Budi judges the field organisasi, as Bimo does; Sari all others."""
    world = World(now=NOW, **settings).fill(*CODES)
    world.set(ASSESSMENT, status="submitted", submitted_at=at("2026-12-17 09.00"))
    world.conn.execute(update(ANSWER).where(ANSWER.c.assessment_id == NUMBER).values(version=1))
    world.conn.execute(update(MEMBERSHIP).where(MEMBERSHIP.c.person_id == 5).values(field="organisasi"))
    world.join("Bimo", Role.VERIFIER, None, field="organisasi")
    for field in ("perencanaan", "pengawasan", "kepegawaian", "keuangan"):
        world.join("Sari", Role.VERIFIER, None, field=field)
    return world


def at_work(code: str = "V04", world: World | None = None) -> Play:
    """Budi before the card of a variable; Dinkes is his task."""
    phone = play(world or region(), "Budi").steady(f"review:{NUMBER}:{code}")
    assert phone.state == Judging(*HERE, code)
    return phone


def draft(world: World, *codes: str, level: int | None = 3, note: str = "", stage: Stage = REGION) -> World:
    """Budi has drafted verdicts."""
    world.apply(ClaimReview(NUMBER, stage), "Budi")
    for code in codes:
        world.apply(DraftVerdict(NUMBER, stage, code, 1, level, note), "Budi")
    return world


def taken(world: World) -> World:
    """Bimo has made Dinkes his task."""
    world.apply(ClaimReview(NUMBER, REGION), "Bimo")
    return world


def concluding(world: World) -> Play:
    return play(world, "Budi", Concluding(*HERE))


def verified(**settings: object) -> World:
    """The region's team has judged all of Dinkes: level II for V04, else III."""
    world = region(**settings)
    verdict = {"assessment_id": NUMBER, "version": 1, "stage": "region", "by": 5, "at": NOW}
    for code in CODES:
        level, note = (2, WHY) if code == "V04" else (3, "")
        world.insert(VERDICT, verdict | {"variable": code, "level": level, "note": note})
    world.status = Status.VERIFIED
    return world
