"""A new command with data of its own: /rekan shows the others of one's OPD and greets them."""

from tests.walks.recipe import Edit, Walk

STATE = '''

@dataclass(frozen=True, slots=True)
class SeeingTeam(State):
    """The others of one's OPD."""

    def wish(self) -> Wish:
        return Wish(team=True)
'''

TEXTS = '''"""/rekan: the others of one's OPD."""

from collections.abc import Sequence

from bot.texts.common import named
from core.written import listed

GREET = "Sapa semua"
GREETED = "Salam sudah dikirim"
RECORD = "Rekan"


def team(names: Sequence[str]) -> str:
    return f"Rekan di OPD ini: {listed([named(name) for name in names])}." if names else "Belum ada rekan di OPD ini."


def greeting(name: str) -> str:
    return f"Salam dari {named(name)}."
'''

FLOW = '''"""/rekan: the others of one's OPD, and a greeting to them."""

from bot.flows.base import (Flow, State, Step)
from bot.flows.events import (Event, Tap)
from bot.flows.kit.outside import by_buttons
from bot.flows.states.contact import SeeingTeam
from bot.texts.people import team as texts
from core.effects import GreetTeam
from core.facts import Facts
from core.screen import Notice, Screen, button


def begin(event: Event, state: State | None, facts: Facts) -> Step:
    """/rekan"""
    return Step(SeeingTeam())


def step(state: SeeingTeam, event: Event, facts: Facts) -> Step:
    match event:
        case Tap(item="greet") if facts.person is not None:
            order = GreetTeam(Notice(texts.greeting(facts.person.name)))
            return Step(state, (order,), toast=texts.GREETED)
        case _:
            return by_buttons(state, event)


def screen(state: SeeingTeam, facts: Facts) -> Screen:
    return Screen(texts.team(facts.team), ((button(texts.GREET, "greet"),),) if facts.team else ())


FLOW = Flow(states=(SeeingTeam,), step=step, screen=screen, record=texts.RECORD, commands={"rekan": begin})
'''

READ = '''

def team(conn: Connection, who: AccountHolder) -> tuple[str, ...]:
    """Names of the others with a role in this person's OPD."""
    me = who.person.id if who.person else 0
    query = (
        select(PERSON.c.name)
        .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
        .where(MEMBERSHIP.c.opd_id.in_(who.opds), MEMBERSHIP.c.ended_at.is_(None), PERSON.c.id != me)
        .distinct()
        .order_by(PERSON.c.name)
    )
    return tuple(conn.execute(query).scalars())
'''

ORDER = '''

@dataclass(frozen=True, slots=True)
class GreetTeam:
    """Sends a notice to the others of the sender's OPD."""

    notice: Notice
'''

CARRIED_OUT = '''

def greet_team(conn: Connection, order: GreetTeam, actor: Actor) -> None:
    """Only to people with a role in an OPD of the sender."""
    mine = select(MEMBERSHIP.c.opd_id).where(MEMBERSHIP.c.person_id == actor.someone, MEMBERSHIP.c.ended_at.is_(None))
    query = (
        select(PERSON.c.telegram_id)
        .join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id)
        .where(MEMBERSHIP.c.opd_id.in_(mine), MEMBERSHIP.c.ended_at.is_(None), PERSON.c.id != actor.someone)
        .distinct()
    )
    notify(conn, conn.execute(query).scalars(), order.notice, actor)
'''

TRANSCRIPT = """dunia: dua_kontak

# 17 Rekan

pukul 2026-12-07 09.00

Ani > /rekan
Ani NEW
Rekan di OPD ini: Dodi.
[Sapa semua]

Ani > [Sapa semua]
Ani (toast: Salam sudah dikirim)
Dodi NEW
Salam dari Ani.
"""

TEST = '''"""/rekan shows the others of the OPD and greets them."""

from core.effects import GreetTeam
from core.screen import Notice
from tests.flows.play import play
from tests.flows.world import World


def test_the_others_are_shown_and_greeted() -> None:
    ani = play(World(), "Ani").command("rekan")
    ani.stands("Rekan di OPD ini: Dewi dan Eko.", "[Sapa semua]")
    ani.tap("Sapa semua").asks_for(GreetTeam(Notice("Salam dari Ani.")))
    assert [who for who, _ in ani.world.told] == ["Dewi", "Eko"]
'''

PLAY = "tests/transcripts/17_rekan.txt"

WALK = Walk(
    "A new command.",
    (
        Edit(
            "bot/commands.py",
            '    Command("rekan", "rekan satu OPD", frozenset({Role.CONTACT})),',
            after='    Command("privasi", "data pribadi"),',
        ),
        Edit("bot/flows/states/contact.py", STATE, after='    """The head sees what is being signed."""'),
        Edit("bot/texts/people/team.py", TEXTS),
        Edit("bot/flows/people/team.py", FLOW),
        Edit(
            "bot/flows/table.py",
            "from bot.flows.people import team",
            after="from bot.flows.productivity import region, unit",
        ),
        Edit("bot/flows/table.py", "    team.FLOW,", after="    profile.FLOW,"),
        Edit(
            "core/wish.py",
            "    team: bool = False  # the others of an own OPD",
            after="    invitation: str | None = None",
        ),
        Edit(
            "core/facts/__init__.py",
            "    team: tuple[str, ...] = ()",
            after="    question: QuestionFacts | None = None",
        ),
        Edit("storage/people/facts.py", READ, after="_ALL_PEMDAS = Prepared(select(*_PEMDA).order_by(PEMDA.c.id))"),
        Edit(
            "storage/facts.py",
            "from storage.people import facts as people_facts",
            after="from storage.people import invitations",
        ),
        Edit(
            "storage/facts.py",
            "            team=people_facts.team(self.conn, who) if wish.team else (),",
            after="            question=question,",
        ),
        Edit("core/effects/people.py", "from core.screen import Notice", after="from core.people.roles import Role"),
        Edit("core/effects/people.py", ORDER, after="from core.screen import Notice"),
        Edit("core/effects/people.py", "    | GreetTeam", after="    | CountGuess"),
        Edit("core/effects/__init__.py", "    GreetTeam as GreetTeam,", after="    ErasePerson as ErasePerson,"),
        Edit("storage/people/effects.py", "    GreetTeam,", after="    ErasePerson,"),
        Edit(
            "storage/people/effects.py",
            "from storage.orders.notices import notify",
            after="from storage.orders.handlers import handler, handlers",
        ),
        Edit(
            "storage/people/effects.py",
            CARRIED_OUT,
            after="from storage.people.redeeming import count_guess, person_name, redeem",
        ),
        Edit(
            "storage/people/effects.py",
            "    handler(GreetTeam, greet_team),",
            after="    handler(CountGuess, count_guess),",
        ),
        Edit("tests/flows/people/test_team.py", TEST),
        Edit(PLAY, TRANSCRIPT),
    ),
)
