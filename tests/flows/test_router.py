"""Whatever people do, no flow raises, every screen keeps to the limits, every button is answered by its own flow."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies as st

from bot.flows import router
from bot.flows.base import Begin, Changed, Event, File, OpdFileRead, Other, OtherKind, Reachable, State, Step, Tap, Text
from bot.flows.kit.outside import Outside
from bot.flows.people.dispute import Welcoming
from bot.flows.people.help import ReadingHelp
from bot.flows.people.home import ChoosingOpd, Serving
from bot.flows.people.joined import Reporting
from bot.flows.people.privacy import AskingErasure, Erasing, ReadingPrivacy
from bot.flows.people.profile import Leaving, ReadingProfile, Renaming
from bot.flows.review.questions import ReadingQuestion, Replying
from bot.flows.states import (
    coordinator as states,
    people as people_states,
    periods as period_states,
    problems as problems_states,
    reminders as reminding_states,
    settings as setting_states,
)
from bot.flows.states.contact import Viewing
from bot.flows.states.packing import pack, unpack
from bot.flows.states.review import Concluded, Concluding, Judging, Noting, Queueing
from bot.flows.table import OPENERS
from bot.texts.pemda import menu as admin_texts
from core.assessment.model import Approval
from core.effects import Effect
from core.facts import Choice, Facts
from core.people.roles import Role
from core.reminders.facts import Pressed, Reminding
from core.review.facts import Card
from core.screen import Button, ButtonKind, Screen
from tests.flows import team
from tests.flows.play_people import drawn, faults_of, length, pressed, stepped
from tests.flows.world_people import (
    ASIDE,
    BUDI,
    CITRA,
    DINKES,
    DUE,
    NOW,
    OPDS,
    PEMDA,
    PEOPLE,
    PERIOD_LINE,
    RSUD,
    STUCK,
    UNREACHABLE,
    WAITS,
    ani,
    assessment,
    citra,
    member,
    owing,
    person,
    question,
    reminding,
    stranger,
)

NASTY = "<b>&amp;</b> \u202egnitirw ‘𝔻inas’ 🏥 " + "panjang " * 30


def _cards() -> list[Card]:
    """Nasty words, many files, one variable judged."""
    proofs = tuple(team.exhibit(number, name=NASTY, new=True) for number in range(1, 9))
    cards = [team.card(code, explanation=NASTY * 3, exhibits=proofs) for code in team.CODES]
    return [team.drafted(cards[0], None, NASTY), *cards[1:]]


def _much_to_remind() -> Reminding:
    some = reminding()
    wordy = replace(owing(), opd_short=NASTY[:60], opd_name=NASTY, period=NASTY)
    return replace(
        some,
        opds=tuple(
            replace(some.opds[0], owing=replace(wordy, assessment=n, opd=n), unreached=frozenset({n}))
            for n in range(1, 70)
        ),
        days=tuple(replace(some.days[0], day=NOW.date() - timedelta(days=n)) for n in range(40)),
        lines=tuple(replace(some.lines[0], opd_short=NASTY, name=NASTY, rule="approval-14") for _ in range(90)),
        pressed=Pressed(31, 33, 2, 0, NOW),
    )


def worlds() -> dict[str, Facts]:
    """People of every kind; the coordinator's with everything, with nothing, and with the longest of names."""
    many = tuple(replace(question(), id=n, text=NASTY * 3, asker=NASTY, opd_short=NASTY[:60]) for n in range(1, 9))
    wide = {
        "pemda_name": NASTY,
        "approval": Approval.LETTER,
        "working_days": 6,
        "opds": tuple(replace(line, name=NASTY, short=NASTY[:60], kind="Dinas") for line in OPDS),
        "aside": tuple(replace(ASIDE, id=n, who=NASTY, error=NASTY * 9) for n in range(1, 4)),
        "aside_more": 980,
        "stuck": tuple(replace(STUCK, id=n, error=NASTY * 9) for n in range(1, 4)),
        "unreachable": tuple(replace(UNREACHABLE, person=n, name=NASTY, opd_short=NASTY[:60]) for n in range(1, 4)),
        "questions": many,
        "people": tuple(
            replace(PEOPLE[0], membership=n, person=n, name=NASTY, opd_short=NASTY[:60]) for n in range(1, 99)
        ),
        "open_invitations": 12,
        "reminding": _much_to_remind(),
    }
    roles = tuple(member(role, n) for n, role in enumerate(Role, start=1))
    choices = tuple(Choice(n, NASTY, NASTY[:60], Role.CONTACT, OPDS[40].status, 3, 11) for n in range(1, 9))
    return {
        "stranger": stranger(),
        "operator": stranger(may_create_pemda=True),
        "contact": ani(),
        "early contact": ani(assessment=None),
        "contact of many": person(
            BUDI,
            *(replace(member(Role.CONTACT, n, DINKES), opd_name=NASTY, opd_short=NASTY[:60]) for n in range(1, 9)),
            choices=choices,
        ),
        "head": person(BUDI, member(Role.HEAD, 2, DINKES), assessment=assessment()),
        "verifier": person(BUDI, member(Role.VERIFIER, 2, field="keuangan"), question=question()),
        "verifier at work": team.budi(*_cards(), queue=team.queue(), others=3),
        "province at work": team.budi(desk=team.PROVINCE, desks=(team.PROVINCE, team.DESK), queue=team.queue(1)),
        "verifier too late": team.budi(dossier=replace(team.dossier(), cards=(), holder=team.bimo_holds())),
        "coordinator": citra(
            {
                "people": PEOPLE,
                "aside": (ASIDE,),
                "stuck": (STUCK,),
                "waits": WAITS,
                "unreachable": (UNREACHABLE,),
                "questions": (question(),),
                "reminding": reminding(),
            },
            question=question(),
        ),
        "coordinator of nothing": citra({"opds": (), "periods": ()}),
        "coordinator between periods": citra({"periods": (replace(PERIOD_LINE, status="closed"),)}),
        "coordinator after everything": citra(now=NOW + timedelta(days=400)),
        "coordinator of much": citra(
            wide,
            organiser=NASTY,
            rule_link="https://jdih.example/" + "x" * 250,
            pemdas={n: f"{n} {NASTY}"[:80] for n in range(1, 30)},
            question=replace(many[0], answer=NASTY * 2),
            may_create_pemda=True,
        ),
        "everything at once": person(
            CITRA,
            *roles,
            member(Role.CONTACT, 8, RSUD),
            assessment=assessment(),
            admin=citra().admin,
            pemdas={PEMDA: "Kutai Timur"},
            question=question(),
        ),
    }


WORLDS = worlds()

words = st.one_of(
    st.sampled_from(["III", "dinkes", "a", "2026", "https://jdih.go.id/25", NASTY, "x" * 5000, " ", "Kutai\nTimur"]),
    st.text(max_size=60),
)
items = st.one_of(
    st.sampled_from(
        ["", ":", "page", "page:", "page:x", "page:99999999999999999999", "day:2026-13-40", "off:", "month:1", "opd:99"]
    ),
    st.builds(
        lambda verb, rest: f"{verb}:{rest}",
        st.sampled_from(
            ["day", "retry", "remove", "erase", "leave", "revoke", "close", "open", "role", "field", "zone"]
        ),
        st.text("0123456789:-abc", max_size=20),
    ),
)
events = st.one_of(
    st.builds(Text, words, st.integers(1, 9), st.booleans()),
    st.builds(
        File, st.just("f"), st.just("u"), words, st.just(""), st.integers(0, 10**8), st.integers(1, 9), st.booleans()
    ),
    st.builds(Other, st.sampled_from(OtherKind), st.integers(1, 9)),
    st.builds(Tap, items, st.just(1)),
    st.builds(
        Begin,
        st.sampled_from(["mulai", "bantuan", "profil", "privasi", "admin", "periksa", "abc"]),
        st.sampled_from(["", "t"]),
    ),
    st.builds(Tap, st.builds(lambda verb, rest: f"{verb}:{rest}", st.sampled_from(sorted(OPENERS)), items), st.none()),
    st.just(Changed()),
    st.builds(Reachable, st.booleans()),
    st.just(OpdFileRead(PEMDA, NASTY, (("A", NASTY, "A", "Dinas"),))),
    st.just(OpdFileRead(PEMDA, NASTY, (), tuple((n, "kode", NASTY) for n in range(40)))),
)
moves = st.lists(st.one_of(events, st.integers(0, 30)), max_size=25)
"""What somebody does; a number presses that button of the screen."""


def checked(step: Step, facts: Facts) -> State:
    """The state after a step, once its screen, its words and its way into storage were looked at."""
    assert len(step.toast) <= 200
    assert length(step.banner) <= 400
    assert unpack(pack(step.state)) == step.state
    if type(step.state) in OUR_STATES:
        assert faults_of(drawn(step.state, facts)) == []
        assert len(drawn(step.state, facts).rows) <= 7
        assert length(router.record(step.state, facts)) <= 900
        for effect in step.effects:
            notice = getattr(effect, "notice", None)
            assert notice is None or length(notice.text) <= 900
    return step.state


def pressable(screen: Screen) -> list[Button]:
    """The buttons that come back as a press."""
    return [button for row in screen.rows for button in row if button.kind in (ButtonKind.SCREEN, ButtonKind.STEADY)]


def move_to_event(move: Event | int, state: State | None, facts: Facts) -> Event | None:
    if not isinstance(move, int):
        return move
    if state is None:
        return None
    buttons = pressable(drawn(state, facts))
    return pressed(buttons[move % len(buttons)]) if buttons else None


@settings(max_examples=400)
@given(st.sampled_from(sorted(WORLDS)), moves)
def test_nothing_raises_and_every_screen_keeps_to_the_limits(world: str, done: list[Event | int]) -> None:
    facts, state = WORLDS[world], None
    for move in done:
        event = move_to_event(move, state, facts)
        if event is None:
            continue
        step = stepped(state, event, facts)
        if isinstance(move, int):
            assert step.toast != admin_texts.UNKNOWN_PRESS, f"{state} does not answer {event}"
        state = checked(step, facts)
        if type(state) not in OUR_STATES:
            state = None  # the conversation went on in another flow


@pytest.mark.parametrize("world", sorted(WORLDS))
def test_every_button_that_can_be_reached_is_answered(world: str) -> None:
    """Presses everything, from every entry, breadth first; long lists and months are cut by the number of screens."""
    facts = WORLDS[world]
    entries = [Begin(name) for name in ("mulai", "bantuan", "profil", "privasi", "admin", "periksa")]
    waiting: list[tuple[State | None, Event]] = [(None, entry) for entry in entries]
    seen: set[State] = set()
    while waiting and len(seen) < 250:
        state, event = waiting.pop(0)
        step = stepped(state, event, facts)
        assert step.toast != admin_texts.UNKNOWN_PRESS, f"{state} does not answer {event}"
        to = checked(step, facts)
        if to in seen or type(to) not in OUR_STATES:
            continue
        seen.add(to)
        waiting += [(to, pressed(button)) for button in pressable(drawn(to, facts))]
    assert len(seen) >= 4


# every state of ours, for people who may not be there


OPD = OPDS[12].id
EACH: tuple[State, ...] = (
    Outside(),
    Welcoming(7),
    ChoosingOpd(),
    Serving("verifier"),
    ReadingHelp(7),
    ReadingProfile(7),
    Renaming(7),
    Leaving(7, "", 1),
    Reporting(7, "", 9),
    Viewing(PEMDA),
    Viewing(PEMDA, ("skor", "2")),
    Viewing(PEMDA, ("opd", "")),
    ReadingPrivacy(7),
    AskingErasure(7),
    Erasing(PEMDA, 1),
    ReadingQuestion(4),
    ReadingQuestion(4, pemda=PEMDA),
    Replying(4),
    problems_states.ListingQuestions(PEMDA),
    states.Administering(PEMDA),
    states.ChoosingPemda(),
    states.NamingPemda(),
    states.ChoosingZone("Berau"),
    states.AwaitingOpdFile(PEMDA),
    states.ReadingOpdFile(PEMDA, "opd.csv"),
    states.MendingOpdFile(PEMDA, "opd.csv", "unavailable"),
    states.SavingOpds(PEMDA, "opd.csv", (("A", "Dinas A", "A", "Dinas"),)),
    states.ListingOpds(PEMDA),
    states.ShowingOpd(PEMDA, OPD),
    states.ManagingPeriod(PEMDA),
    states.PickingDay(PEMDA, "due", "2026-12-01"),
    states.DraftingPeriod(PEMDA, "2026-12-14", "2027-01-08"),
    states.MovingDue(PEMDA, 1, "2026-12-18"),
    states.ClosingPeriod(PEMDA, 1),
    states.ChoosingExtension(PEMDA),
    states.Extending(PEMDA, OPD),
    period_states.ListingPeriods(PEMDA, page=3),
    period_states.ShowingPeriod(PEMDA, 1),
    period_states.ShowingDraft(PEMDA, "2027"),
    period_states.DiscardingDraft(PEMDA, "2027"),
    period_states.ManagingResults(PEMDA, 1),
    period_states.ChoosingFinal(PEMDA, 1, (101, 102), page=4),
    period_states.ConfirmingFinal(PEMDA, 1, (101, 102)),
    period_states.ChoosingReopened(PEMDA, 1, page=9),
    period_states.ReopeningResult(PEMDA, 1, 101),
    period_states.PublishingResults(PEMDA, 1),
    people_states.Inviting(PEMDA),
    people_states.ChoosingInvited(PEMDA, "contact"),
    people_states.ChoosingField(PEMDA),
    people_states.ChoosingRole(PEMDA),
    people_states.Revoking(PEMDA),
    people_states.ListingPeople(PEMDA),
    people_states.ShowingPerson(PEMDA, 1),
    people_states.RemovingPerson(PEMDA, 1),
    problems_states.HandlingProblems(PEMDA),
    problems_states.HandlingAside(PEMDA),
    problems_states.HandlingStuck(PEMDA),
    problems_states.HandlingLateFiles(PEMDA),
    problems_states.ShowingAside(PEMDA, ASIDE.id),
    problems_states.HandlingUnreachable(PEMDA),
    problems_states.HandlingDisputed(PEMDA),
    states.ChangingSettings(PEMDA),
    Queueing(PEMDA, "region", 7, page=1),
    Judging(PEMDA, "region", 7, "V04", 5),
    Judging(PEMDA, "region", 7),
    Noting(PEMDA, "region", 7, "V04", "1-0", 2),
    Concluding(PEMDA, "region", 7),
    Concluded(PEMDA, "province", 7),
    *(setting_states.ReadingSection(PEMDA, slug) for slug in ("time", "rules", "papers")),
    setting_states.ChoosingSetting(PEMDA, "approval"),
    setting_states.ChoosingSetting(PEMDA, "timezone"),
    setting_states.TypingSetting(PEMDA, "organiser"),
    setting_states.TypingSetting(PEMDA, "rule_title"),
    setting_states.ShowingRule(PEMDA),
    setting_states.ListingDays(PEMDA, "own_holidays", page=3),
    setting_states.PickingOwnDay(PEMDA, "worked_days", "2026-12-01"),
    setting_states.AssigningFields(PEMDA),
    setting_states.AssigningFields(PEMDA, "V04"),
    setting_states.ShowingLetterhead(PEMDA),
    setting_states.TypingLetterhead(PEMDA, "address"),
    setting_states.TypingLetterhead(PEMDA, "emblem"),
    setting_states.ListingSignatories(PEMDA),
    setting_states.NamingSignatory(PEMDA),
    setting_states.ChoosingElement(PEMDA, "Dr. Sari", "Asisten", "", ""),
    setting_states.ShowingSignatory(PEMDA, 0, "Dr. Sari"),
    setting_states.NamingHead(PEMDA, OPD),
    reminding_states.Previewing(PEMDA),
    reminding_states.ChoosingReminded(PEMDA, (OPD,)),
    reminding_states.Reminded(PEMDA, "2026-12-07T01:00:00+00:00"),
    reminding_states.ReadingLog(PEMDA, "log:2026-12-07"),
)


OUR_STATES = {type(state) for state in EACH}
"""All but the contact's: `kit/test_names.py` demands that none is forgotten."""


@pytest.mark.parametrize("state", EACH, ids=lambda state: type(state).__name__)
def test_nobody_orders_from_a_coordinators_screen_without_the_role(state: State) -> None:
    """The presses a coordinator could make, made by a contact, a verifier, a stranger, another Pemda's coordinator."""
    admin = WORLDS["coordinator"]
    presses = [pressed(button) for button in pressable(drawn(state, admin))]
    others = [ani(), person(BUDI, member(Role.VERIFIER, 2)), stranger(), citra(admin=None, pemdas={2: "Bontang"})]
    more: list[Event] = [Text("dinkes", 1), File("f", "u", "opd.xlsx", "", 5, 1), OpdFileRead(PEMDA, "opd.xlsx")]
    for facts in others:
        assert "Kutai Timur" not in drawn(state, facts).text or not hasattr(state, "pemda")
        for event in (*presses, *more):
            orders: tuple[Effect, ...] = stepped(state, event, facts).effects
            assert not hasattr(state, "pemda") or orders == (), f"{event} ordered {orders}"


def test_the_due_date_of_the_world_is_the_golden_one() -> None:
    assert DUE.isoformat() == "2026-12-14T16:00:00+08:00"
