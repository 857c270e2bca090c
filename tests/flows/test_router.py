"""Whatever people do, no flow raises, every screen keeps to the limits, every button is answered by its own flow."""

import re

import pytest
from hypothesis import given, settings, strategies as st

from bot.flows.base import State, Step
from bot.flows.events import (
    Begin,
    Changed,
    Event,
    File,
    OpdFileRead,
    Other,
    OtherKind,
    OwnListRead,
    Reachable,
    RegisterRead,
    Tap,
    Text,
    WorkloadRead,
)
from bot.flows.kit import names
from bot.flows.kit.outside import Outside
from bot.flows.people.dispute import Welcoming
from bot.flows.people.help import ReadingHelp
from bot.flows.people.home import ChoosingOpd, Serving
from bot.flows.people.joined import Reporting
from bot.flows.people.privacy import AskingErasure, Erasing, ReadingPrivacy
from bot.flows.people.profile import Disputing, Leaving, ReadingProfile, Renaming
from bot.flows.review.questions import ReadingQuestion, Replying
from bot.flows.states import (
    actions as action_states,
    coordinator as states,
    documents as document_states,
    own_lists,
    people as people_states,
    periods as period_states,
    problems as problems_states,
    productivity as workload_states,
    registers as register_states,
    reminders as reminding_states,
    settings as setting_states,
    survey as survey_states,
)
from bot.flows.states.contact import Viewing
from bot.flows.states.packing import pack, unpack
from bot.flows.states.pemda import ConnectingGroup, OfPemda
from bot.flows.states.review import Concluded, Concluding, Judging, Noting, Queueing
from bot.flows.table import OPENERS
from bot.texts.pemda import menu as admin_texts
from core.effects import Effect
from core.fit import length
from core.screen import Button, ButtonKind, Screen
from tests.flows.checks import check
from tests.flows.crowd import JUDGED, NASTY, PEOPLE, VERIFIED, Someone, crowd
from tests.flows.world import NUMBER, OFFICE, PEMDA

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
        st.sampled_from(["mulai", "bantuan", "profil", "privasi", "admin", "periksa", "produktivitas", "abc"]),
        st.sampled_from(["", "t"]),
    ),
    st.builds(Tap, st.builds(lambda verb, rest: f"{verb}:{rest}", st.sampled_from(sorted(OPENERS)), items), st.none()),
    st.just(Changed()),
    st.builds(Reachable, st.booleans()),
    st.just(OpdFileRead(PEMDA, NASTY, (("A", NASTY, "A", "Dinas"),))),
    st.just(OpdFileRead(PEMDA, NASTY, (), tuple((n, "kode", NASTY) for n in range(40)))),
    st.just(WorkloadRead(PEMDA, OFFICE, NASTY, ((NASTY[:120], "2500.5", 1, 0),) * 9, notes=(NASTY,) * 9)),
    st.just(WorkloadRead(PEMDA, OFFICE, NASTY, (), tuple((NASTY, n, "PNS", NASTY) for n in range(40)))),
    st.just(
        RegisterRead(PEMDA, OFFICE, "", NASTY, ("Kode", "Nama"), ((2, (("Kode", "1", ""), ("Nama", NASTY, ""))),) * 9)
    ),
    st.just(RegisterRead(PEMDA, OFFICE, "", NASTY, refused=NASTY)),
    st.just(OwnListRead(PEMDA, "kematangan-2018", NASTY, NASTY, "", ((2, "V04", "III", (("Bukti", NASTY),)),))),
)
moves = st.lists(st.one_of(events, st.integers(0, 30)), max_size=25)
"""What somebody does; a number presses that button of the screen."""


TURNS = re.compile(r"\bpage\b|^g:\w+:\d+$")
"""Buttons that turn pages: of two pages both arrows lead to the other one."""


def checked(step: Step, who: Someone) -> State:
    """The state after a step, once its screen, its words and its way into storage were looked at."""
    assert len(step.toast) <= 200
    assert length(step.banner) <= 400
    assert unpack(pack(step.state)) == step.state
    if type(step.state) in OUR_STATES:
        shown = who.screen(step.state)
        check(shown, rows=7)
        items = [button.value for button in pressable(shown) if not TURNS.search(button.value)]
        assert len(items) == len(set(items)), f"two buttons do the same: {items}"
        assert length(who.record(step.state)) <= 900
        for effect in step.effects:
            notice = getattr(effect, "notice", None)
            assert notice is None or length(notice.text) <= 900
    return step.state


def pressable(screen: Screen) -> list[Button]:
    """The buttons that come back as a press."""
    return [button for row in screen.rows for button in row if button.kind in (ButtonKind.SCREEN, ButtonKind.STEADY)]


def pressed(entry: Button) -> Tap:
    return Tap(entry.value, None if entry.kind is ButtonKind.STEADY else 1)


def move_to_event(move: Event | int, state: State | None, who: Someone) -> Event | None:
    if not isinstance(move, int):
        return move
    if state is None:
        return None
    buttons = pressable(who.screen(state))
    return pressed(buttons[move % len(buttons)]) if buttons else None


@settings(max_examples=400)
@given(st.sampled_from(sorted(PEOPLE)), moves)
def test_nothing_raises_and_every_screen_keeps_to_the_limits(kind: str, done: list[Event | int]) -> None:
    who, state = crowd()[kind], None
    for move in done:
        event = move_to_event(move, state, who)
        if event is None:
            continue
        step = who.step(state, event)
        if isinstance(move, int):
            assert step.toast != admin_texts.UNKNOWN_PRESS, f"{state} does not answer {event}"
        state = checked(step, who)
        if type(state) not in OUR_STATES:
            state = None  # the conversation went on in another flow


@pytest.mark.parametrize("kind", sorted(PEOPLE))
def test_every_button_that_can_be_reached_is_answered(kind: str) -> None:
    """Presses everything, from every entry, breadth first; long lists and months are cut by the number of screens."""
    who = crowd()[kind]
    entries = [Begin(name) for name in ("mulai", "bantuan", "profil", "privasi", "admin", "periksa", "produktivitas")]
    waiting: list[tuple[State | None, Event]] = [(None, entry) for entry in entries]
    seen: set[State] = set()
    while waiting and len(seen) < 250:
        state, event = waiting.pop(0)
        step = who.step(state, event)
        assert step.toast != admin_texts.UNKNOWN_PRESS, f"{state} does not answer {event}"
        to = checked(step, who)
        if to in seen or type(to) not in OUR_STATES:
            continue
        seen.add(to)
        waiting += [(to, pressed(button)) for button in pressable(who.screen(to))]
    assert len(seen) >= 4


# every state of ours, for people who may not be there


EACH: tuple[State, ...] = (
    Outside(),
    Welcoming(NUMBER),
    ChoosingOpd(),
    Serving("verifier"),
    ReadingHelp(NUMBER),
    ReadingProfile(NUMBER),
    Renaming(NUMBER),
    Leaving(NUMBER, "", 1),
    Disputing(NUMBER, "", 1),
    Disputing(NUMBER),
    Reporting(NUMBER, "", 9),
    Viewing(PEMDA),
    Viewing(PEMDA, ("skor", "2")),
    Viewing(PEMDA, ("opd", "")),
    ReadingPrivacy(NUMBER),
    AskingErasure(NUMBER),
    Erasing(PEMDA, 1),
    ReadingQuestion(1),
    ReadingQuestion(1, pemda=PEMDA),
    Replying(1),
    problems_states.ListingQuestions(PEMDA),
    states.Administering(PEMDA),
    states.ChoosingPemda(),
    states.NamingPemda(),
    states.ChoosingZone("Berau"),
    workload_states.ListingUnits(PEMDA),
    register_states.ListingRegisters(PEMDA),
    register_states.ListingOpinions(PEMDA),
    register_states.StartingRound(PEMDA, OFFICE, "standar-pelayanan", 1),
    workload_states.SettingHours(PEMDA),
    workload_states.AskingForTables(PEMDA, 2026),
    states.AwaitingOpdFile(PEMDA),
    states.ReadingOpdFile(PEMDA, "opd.csv"),
    states.MendingOpdFile(PEMDA, "opd.csv", "unavailable"),
    states.SavingOpds(PEMDA, "opd.csv", (("A", "Dinas A", "A", "Dinas"),)),
    own_lists.OwnLists(PEMDA),
    own_lists.OwnLists(PEMDA, "kematangan-2018", "V04", 3, 9),
    own_lists.ReadingOwnList(PEMDA, "kematangan-2018", "opd.xlsx"),
    own_lists.MendingOwnList(PEMDA, "kematangan-2018", "opd.xlsx", "empty"),
    own_lists.SavingOwnList(PEMDA, "kematangan-2018", (("V04", 3, ("SK tim",)),)),
    states.ListingOpds(PEMDA),
    states.LeavingOut(PEMDA, OFFICE),
    states.LeavingOut(PEMDA, OFFICE, "Digabung dengan dinas lain"),
    states.RemovingOpd(PEMDA, OFFICE),
    states.ScopingPeriod(PEMDA, "2026-12-14", "2027-01-08"),
    states.ChoosingParticipants(PEMDA, "2026-12-14", "2027-01-08"),
    survey_states.ListingSurveys(PEMDA, 1),
    survey_states.ShowingSurvey(PEMDA, 1, NUMBER),
    action_states.ListingLate(PEMDA, page=3),
    states.ShowingOpd(PEMDA, OFFICE),
    states.ManagingPeriod(PEMDA),
    states.PickingDay(PEMDA, "due", "2026-12-01"),
    states.ConfirmingDay(PEMDA, "extension", "2026-12-01", opd=41, day="2026-12-18"),
    states.DraftingPeriod(PEMDA, "2026-12-14", "2027-01-08"),
    states.MovingDue(PEMDA, 1, "2026-12-18"),
    states.ClosingPeriod(PEMDA, 1),
    states.ChoosingExtension(PEMDA),
    states.Extending(PEMDA, OFFICE),
    period_states.ListingPeriods(PEMDA, page=3),
    period_states.ShowingPeriod(PEMDA, 1),
    period_states.ArchivingPeriod(PEMDA, 1),
    period_states.ShowingDraft(PEMDA, "2027"),
    period_states.DiscardingDraft(PEMDA, "2027"),
    period_states.ArchivingPeriod(PEMDA, 1),
    period_states.ManagingResults(PEMDA, 1),
    period_states.ChoosingFinal(PEMDA, 1, VERIFIED, page=4),
    period_states.ConfirmingFinal(PEMDA, 1, VERIFIED),
    period_states.ChoosingReopened(PEMDA, 1, page=9),
    period_states.ReopeningResult(PEMDA, 1, VERIFIED[0]),
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
    problems_states.ShowingAside(PEMDA, 1),
    problems_states.HandlingUnreachable(PEMDA),
    problems_states.HandlingDisputed(PEMDA),
    problems_states.HandlingHeadless(PEMDA),
    states.ChangingSettings(PEMDA),
    Queueing(PEMDA, "region", JUDGED, page=1),
    Judging(PEMDA, "region", JUDGED, "V06", 5),
    Judging(PEMDA, "region", JUDGED),
    Noting(PEMDA, "region", JUDGED, "V06", "1-0", 2),
    Concluding(PEMDA, "region", JUDGED),
    Concluded(PEMDA, "province", JUDGED),
    *(setting_states.ReadingSection(PEMDA, slug) for slug in ("time", "rules", "papers")),
    setting_states.RenamingPemda(PEMDA),
    setting_states.RenamingPemda(PEMDA, NASTY),
    setting_states.ChoosingSetting(PEMDA, "approval"),
    setting_states.ChoosingSetting(PEMDA, "timezone"),
    setting_states.TypingSetting(PEMDA, "organiser"),
    setting_states.TypingSetting(PEMDA, "rule_title"),
    setting_states.RenamingPemda(PEMDA),
    setting_states.RenamingPemda(PEMDA, "Kabupaten Berau"),
    setting_states.ShowingRule(PEMDA),
    setting_states.ListingDays(PEMDA, "own_holidays", page=3),
    setting_states.PickingOwnDay(PEMDA, "worked_days", "2026-12-01"),
    setting_states.AssigningFields(PEMDA),
    setting_states.AssigningFields(PEMDA, "V04"),
    setting_states.ShowingLetterhead(PEMDA),
    setting_states.TypingLetterhead(PEMDA, "address"),
    setting_states.TypingLetterhead(PEMDA, "emblem"),
    setting_states.ListingSignatories(PEMDA),
    document_states.ListingDocuments(PEMDA),
    people_states.ConfirmingInvitation(PEMDA, "contact", 1),
    people_states.ConfirmingInvitations(PEMDA, "contact"),
    people_states.ListingInvited(PEMDA, "contact"),
    ConnectingGroup(PEMDA),
    document_states.ShowingDocument(PEMDA, 1),
    setting_states.NamingSignatory(PEMDA),
    setting_states.ChoosingElement(PEMDA, "Dr. Sari", "Asisten", "", ""),
    setting_states.ShowingSignatory(PEMDA, 0, "Dr. Sari"),
    setting_states.NamingHead(PEMDA, OFFICE),
    reminding_states.Previewing(PEMDA),
    reminding_states.ChoosingReminded(PEMDA, chosen=(OFFICE,)),
    reminding_states.Reminded(PEMDA, "2026-12-07T01:00:00+00:00"),
    reminding_states.ReadingLog(PEMDA, "log:2026-12-07"),
)


SHARED: tuple[State, ...] = (
    register_states.ShowingRegister(PEMDA, OFFICE, "standar-pelayanan", page=3),
    register_states.ShowingLine(PEMDA, OFFICE, "standar-pelayanan", 1),
    register_states.EditingLine(PEMDA, OFFICE, "standar-pelayanan", 1, "SKM"),
    register_states.ReadingRegister(PEMDA, OFFICE, "standar-pelayanan", name="a.xlsx"),
    register_states.MendingRegister(PEMDA, OFFICE, "standar-pelayanan", name="a.xlsx", problem="unavailable"),
    register_states.SavingRegister(PEMDA, OFFICE, "", name="a.xlsx", lines=(("1", NASTY[:99], ()),), wrong=2, found=2),
    action_states.ListingActions(OFFICE, page=3),
    action_states.ShowingAction(OFFICE, 0, 9),
    workload_states.ChoosingUnit(),
    workload_states.ShowingUnit(PEMDA, OFFICE, 2026, page=3),
    workload_states.ReadingTable(PEMDA, OFFICE, name="a.xlsx"),
    workload_states.MendingTable(PEMDA, OFFICE, name="a.xlsx", problem="unavailable"),
    workload_states.SavingTable(PEMDA, OFFICE, name="a.xlsx", rows=(("A", "2500", 1, 0),)),
    workload_states.RemovingTable(PEMDA, OFFICE, 2026),
)
"""Where contacts stand too, by right."""

OUR_STATES = {type(state) for state in (*EACH, *SHARED)}
"""All but the contact's: `kit/test_names.py` demands that none is forgotten."""


@pytest.mark.parametrize("state", EACH, ids=lambda state: type(state).__name__)
def test_nobody_orders_from_a_coordinators_screen_without_the_role(state: State) -> None:
    """The presses a coordinator could make, made by a contact, a verifier, a stranger, another Pemda's coordinator."""
    people = crowd()
    presses = [pressed(button) for button in pressable(people["coordinator"].screen(state))]
    more: list[Event] = [Text("dinkes", 1), File("f", "u", "opd.xlsx", "", 5, 1), OpdFileRead(PEMDA, "opd.xlsx")]
    for kind in ("contact", "verifier", "stranger", "coordinator between periods"):
        who = people[kind]
        assert "Kutai Timur" not in who.screen(state).text or not hasattr(state, "pemda")
        for event in (*presses, *more):
            orders: tuple[Effect, ...] = who.step(state, event).effects
            if isinstance(state, Viewing):  # its buttons show a coordinator the own Pemda
                assert "Kutai Timur" not in repr(orders), f"{event} ordered {orders}"
            else:
                assert not hasattr(state, "pemda") or orders == (), f"{event} ordered {orders}"


# ways out


@pytest.mark.parametrize("state", [one for one in EACH if isinstance(one, OfPemda)], ids=lambda one: type(one).__name__)
def test_every_page_of_a_pemda_has_a_way_out(state: State) -> None:
    """A button that "batal", "kembali" or "menu" names. Only the menu is where all ways lead."""
    buttons = [button for row in crowd()["coordinator"].screen(state).rows for button in row]
    ways = (names.event_of(Text(word, 1), buttons, 1) for word in ("batal", "kembali", "menu"))
    assert any(isinstance(way, Tap) for way in ways) or isinstance(state, states.Administering)
