"""People of every kind in one world: with everything, with nothing, and with the longest of names.

Nothing they do is stored: the router is asked what it makes of an event, on facts loaded from the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from bot.flows import router
from bot.flows.base import State, Step
from bot.flows.events import Event
from bot.holidays.days import with_days_off
from core.effects import ImportOpds, OpenPeriod
from core.effects.review import ClaimReview, DraftVerdict
from core.facts import Facts
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role, Sender
from core.review.verdicts import Stage
from core.screen import Screen
from core.wish import Wish
from storage import effects, facts
from storage.engine import schema
from storage.engine.schema import (
    ANSWER,
    ASSESSMENT,
    EVIDENCE,
    EVIDENCE_USE,
    INBOX,
    MEMBERSHIP,
    OPD,
    PERIOD,
    PERSON,
    QUESTION,
    REMINDER,
    SUBJECT,
    WORK_ITEM,
    WORKLOAD,
)
from storage.messaging.conversations import Conversation
from tests.flows.situations import EARLIER, asked, coordinates, late_files, set_aside, stuck_post, unreachable, waiting
from tests.flows.world import DUE, VERIFICATION_DUE, World

NASTY = "<b>&amp;</b> \u202egnitirw ‘𝔻inas’ 🏥 " + "panjang " * 30
WIDE = 3
"""The Pemda with the longest of names."""
JUDGED, VERIFIED = 14, (54, 55)
"""Assessments: of Diskan, which Budi is judging; of Setda and Setwan, which are verified."""


@dataclass(frozen=True)
class Someone:
    """A person as the database knows them. `live` is the revision of the live screen."""

    reader: facts.Reader
    live: int = 1
    known: dict[Wish, Facts] = field(default_factory=dict)

    def facts(self, wish: Wish) -> Facts:
        if wish not in self.known:
            talk = Conversation(self.reader.sender.telegram_id)
            self.known[wish] = with_days_off(self.reader.load(wish, talk))
        return self.known[wish]

    def step(self, state: State | None, event: Event) -> Step:
        return router.step(state, event, self.facts(router.wish(state, event, None)), self.live)

    def screen(self, state: State) -> Screen:
        return router.screen(state, self.facts(router.wish_at(state, None)))

    def record(self, state: State) -> str:
        return router.record(state, self.facts(router.wish_at(state, None)))


PEOPLE: Mapping[str, tuple[str, int]] = {
    "stranger": ("Zul", 0),
    "operator": ("Tuan", 0),
    "contact": ("Ani", 0),
    "early contact": ("Gita", 0),
    "contact of many": ("Yuni", 0),
    "head": ("Eko", 0),
    "verifier": ("Vera", 0),
    "verifier at work": ("Budi", 0),
    "verifier too late": ("Bimo", 0),
    "province at work": ("Prita", 0),
    "coordinator": ("Citra", 0),
    "coordinator of nothing": ("Berta", 0),
    "coordinator between periods": ("Hadi", 0),
    "coordinator after everything": ("Citra", 400),
    "coordinator of much": ("Mila", 0),
    "everything at once": ("Sang", 0),
}
"""What somebody is -> their name, and how many days later than the others they look."""


def crowd() -> Mapping[str, Someone]:
    """Built anew when another world has undone it."""
    if not _BUILT or _BUILT[0] is not World.newest:
        world = _world()
        people = {kind: _someone(world, name, days) for kind, (name, days) in PEOPLE.items()}
        _BUILT[:] = world, people
    return _BUILT[1]


_BUILT: list[Any] = []


def _someone(world: World, name: str, days: int) -> Someone:
    account = world.account(name)
    return Someone(
        facts.Reader(world.conn, Sender(account, name, account), world.now + timedelta(days=days), world.env)
    )


def _world() -> World:
    world = World(admin="Tuan", province_review=True)
    _problems(world)
    _team(world)
    coordinates(world, "Mila", "Luas")
    _wide(world)
    coordinates(world, "Berta", "Berau")
    coordinates(world, "Mila", *(f"{n} {'panjang ' * 9}".strip() for n in range(1, 30)))
    world.conn.execute(update(PERIOD).where(PERIOD.c.id == 2).values(status="closed", closed_at=world.now))
    for role in (Role.VERIFIER, Role.PROVINCE, Role.COORDINATOR, Role.VIEWER):
        world.join("Sang", role, None)
    for opd in ("DINKES", "RSUD"):
        world.join("Sang", Role.CONTACT, opd)
    world.join("Sang", Role.HEAD, "BAPPEDA")
    return world


def _team(world: World) -> None:
    """Nasty words and many files of an OPD that Budi judges; one variable is drafted."""
    for name, judges in (("Vera", "keuangan"), ("Bimo", "perencanaan")):
        world.join(name, Role.VERIFIER, None, field=judges)
    world.join("Prita", Role.PROVINCE, None)
    assert tuple(map(world.assessment_of, ("DISKAN", "SETDA", "SETWAN"))) == (JUDGED, *VERIFIED)
    number, by = JUDGED, world.contact_of("DISKAN")
    world.conn.execute(update(ANSWER).where(ANSWER.c.assessment_id == number).values(explanation=NASTY * 3))
    for _ in range(8):
        sent = {"assessment_id": number, "kind": "document", "name": NASTY, "state": "stored", "file_id": "f"}
        file = world.insert(EVIDENCE, sent | {"sent_by": by, "sent_at": EARLIER, "year": 2026})
        use = {"evidence_id": file, "added_by": by, "added_at": EARLIER}
        world.conn.execute(insert(EVIDENCE_USE), [use | {"variable": code} for code in ("V01", "V06")])
    world.apply(ClaimReview(number, Stage.REGION), "Budi")
    world.apply(DraftVerdict(number, Stage.REGION, "V01", 1, None, NASTY), "Budi")


def _problems(world: World) -> None:
    set_aside(world, "Dewi")
    stuck_post(world)
    unreachable(world, "Kontak RSUD Kudungga")
    asked(world)
    world.now += timedelta(hours=3)
    late_files(waiting(world, 2), 8)


def _wide(world: World) -> None:
    """Everything that can be long is long, and there is much of it."""
    rows = tuple(OpdRow(f"OPD{n}", f"Dinas {n}", f"D{n}", "Dinas") for n in range(70))
    actor = effects.Actor(None, None, world.now)
    effects.apply(world.conn, ImportOpds(WIDE, rows), actor)
    opens = world.now - timedelta(days=30)
    effects.apply(world.conn, OpenPeriod(WIDE, "2026", "kematangan-2018", opens, DUE, VERIFICATION_DUE), actor)
    conn = world.conn
    long = {"organiser": NASTY, "rule_link": "https://jdih.example/" + "x" * 250, "approval": "letter"}
    conn.execute(update(schema.PEMDA).where(schema.PEMDA.c.id == WIDE).values(**long, name=NASTY, working_days=6))
    conn.execute(update(OPD).where(OPD.c.pemda_id == WIDE).values(name=NASTY))
    taking_part = select(OPD.c.id, ASSESSMENT.c.id.label("assessment")).join(
        ASSESSMENT, ASSESSMENT.c.opd_id == OPD.c.id
    )
    opds = conn.execute(taking_part.where(OPD.c.pemda_id == WIDE)).all()
    for n, opd in enumerate(opds):
        conn.execute(update(OPD).where(OPD.c.id == opd.id).values(short=f"{NASTY[:50]} {n}"))
        person = world.insert(PERSON, {"telegram_id": 50_000 + n, "name": NASTY, "joined_at": opens})
        held = {"person_id": person, "role": "contact", "pemda_id": WIDE, "opd_id": opd.id, "since": opens}
        world.insert(MEMBERSHIP, held)
        if n < 3:
            conn.execute(update(PERSON).where(PERSON.c.id == person).values(unreachable_since=opens))
        if n < 9:
            asks = {"assessment_id": opd.assessment, "variable": "V01", "asked_by": person, "asked_at": opens}
            world.insert(QUESTION, asks | {"text": NASTY * 3})
        if n < 25:
            update_ = {"update_id": 100 + n, "identity": f"w{n}", "lane": f"p{50_000 + n}", "body": "{}"}
            world.insert(INBOX, update_ | {"state": "aside", "attempts": 5, "error": NASTY * 9, "received_at": opens})
        reminded = {"pemda_id": WIDE, "subject": f"assessment:{opd.assessment}", "assessment_id": opd.assessment}
        sent = {"person_id": person, "rule": "approval-14", "due_at": DUE, "state": "sent"}
        when = {"at": world.now - timedelta(days=n % 40), "told_at": world.now}
        world.insert(REMINDER, reminded | sent | when)
    for n in range(3):
        times = {"since": EARLIER, "tried_at": EARLIER, "next_at": world.now}
        failed = {"kind": "posts", "key": f"group:9{n}", "pemda_id": WIDE, "attempts": 5, "error": NASTY * 9}
        world.insert(WORK_ITEM, failed | times)
    positions = [[NASTY[:120], "1234567.8901", 999, 999]] * 30
    for opd in (*opds[:20], *conn.execute(select(OPD.c.id).where(OPD.c.code == "DINKES"))):
        sums = {"workload": "37037036.703", "pns": 29970, "pppk": 29970}
        by = {"saved_by": person, "saved_at": EARLIER, "asked_at": EARLIER}
        for year in (2025, 2026):
            world.insert(WORKLOAD, {"opd_id": opd.id, "year": year, "positions": positions} | sums | by)
    line = {"kind": "service", "added_at": EARLIER, "attributes": {"TETAP": "2020-01-31", "KOMP": "3", "NOMOR": NASTY}}
    for opd in (*opds[:3], *conn.execute(select(OPD.c.id).where(OPD.c.code == "DINKES"))):
        for n in range(20):
            world.insert(SUBJECT, line | {"opd_id": opd.id, "code": f"{n} {NASTY}"[:40], "name": NASTY[:160]})
    for opd in opds[:8]:
        world.join("Yuni", Role.CONTACT, None, pemda_id=WIDE, opd_id=opd.id)
