"""Words that name a button act as the button, at every state there is; only real words are taken as words.

Both lists below are held against the router's own table: a new state has to be put into them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from bot.flows import router
from bot.flows.answers.approval import Returning
from bot.flows.base import State, Step
from bot.flows.events import Begin, Event, Tap, Text
from bot.flows.review.questions import Replying
from bot.flows.states import contact as states, evidence, periods as period_states
from bot.flows.states.actions import Acting
from bot.flows.states.coordinator import Administering
from bot.flows.states.documents import ChoosingDocument, DatingAll, ViewingDocument
from bot.flows.states.packing import pack
from bot.flows.states.survey import Surveying
from bot.flows.table import FLOWS
from core.assessment.model import Approval, Status
from core.facts import Facts
from core.screen import ButtonKind, button
from core.typed import NAMES
from tests.flows.answers.test_approval import asked as head_asked
from tests.flows.crowd import VERIFIED, Someone, crowd
from tests.flows.play import Play, play
from tests.flows.situations import asked
from tests.flows.test_router import EACH, SHARED
from tests.flows.world import CODES, NUMBER, PEMDA, World

VARIABLE = (
    states.Levelling,
    states.Explaining,
    evidence.Evidencing,
    states.Checking,
    evidence.CheckingEvidence,
    evidence.ViewingEvidence,
    evidence.ChoosingEvidence,
    evidence.Dating,
    evidence.Moving,
    states.Asking,
)
WHOLE = (
    states.Browsing,
    states.Summarising,
    states.LookingBack,
    states.LookingAt,
    states.Identifying,
    states.Declaring,
    states.AwaitingHead,
    states.Receipting,
    states.Withdrawing,
    states.Approving,
    states.Consenting,
    states.Returning,
    states.Resulting,
)
CONTACTS: tuple[State, ...] = (
    states.Waiting(),
    states.Sorting(NUMBER, "V01", "Rapat juga diadakan bulan Juni.", 4, "Evidencing"),
    *(kind(NUMBER) for kind in WHOLE),
    *(kind(NUMBER, "V01") for kind in VARIABLE),
    states.Conflicting(NUMBER, "V01", 4),
    states.Conflicting(NUMBER, "V01", 0, "Rapat juga diadakan bulan Juni.", 4),
    states.Repairing(NUMBER, "V01"),
    states.Resending(NUMBER, "V01"),
    ChoosingDocument(NUMBER, "V01"),
    states.Registering(NUMBER),
    Surveying(NUMBER),
    Acting(NUMBER, "V01"),
    Acting(NUMBER, "V01", "due"),
    ViewingDocument(NUMBER, "V01"),
    DatingAll(NUMBER),
    DatingAll(NUMBER, 12),
)
ALL = (*CONTACTS, *EACH, *SHARED)
SENTENCE = "Rapat koordinasi diadakan setiap bulan Juni"


@dataclass(frozen=True)
class Known:
    """A contact whose facts are the same whatever is wished for."""

    facts: Facts

    def step(self, state: State, event: Event) -> Step:
        return router.step(state, event, self.facts, 1)


def people_at(state: State) -> list[Someone | Known]:
    """People of whom some may stand there."""
    return [*crowd().values()] if state in (*EACH, *SHARED) else [Known(facts) for facts in contacts_facts()]


@cache
def contacts_facts() -> list[Facts]:
    found = []
    for filled in ((), ("V01", "V02"), CODES):
        world = World(approval=Approval.IN_BOT).fill(*filled)
        found.append(world.facts("Ani", evidence_for="V01"))
        world.status = Status.AWAITING_HEAD
        found += [world.facts(name) for name in ("Ani", "Eko")]
    return found


def stored(step: Step) -> str:
    """All that a step keeps or tells to anybody."""
    return json.dumps(list(pack(step.state).values()), ensure_ascii=False) + repr(step.effects)


def test_no_state_is_forgotten() -> None:
    known = {state for flow in FLOWS for state in flow.states}
    assert known - {type(state) for state in ALL} == set()


@pytest.mark.parametrize("state", ALL, ids=lambda state: type(state).__name__)
def test_a_buttons_name_is_never_content(state: State) -> None:
    for place, who in enumerate(people_at(state)):
        for number, name in enumerate(("batal", "kembali", "menu", "bantuan", *NAMES[place::8])):
            words = (name, name.upper(), f"{name}.", f"❌ {name} pak")[number % 4]
            step = who.step(state, Text(words, 9))
            assert words not in stored(step), f"{words!r} was kept"
            edited = who.step(state, Text(words, 9, edited=True))
            assert words not in stored(edited)


def test_which_states_take_words() -> None:
    """The states that keep a sentence or tell it to somebody: whoever adds one has to think of what is typed there."""
    taking = {
        type(state).__name__
        for state in ALL
        for who in people_at(state)
        if SENTENCE in stored(who.step(state, Text(SENTENCE, 9)))
    }
    assert taking == {
        # what an OPD answers, kept at once or offered back
        *("Explaining", "Sorting", "Levelling", "Evidencing", "Checking", "CheckingEvidence", "ChoosingEvidence"),
        "Acting",
        "Serving",  # of a head, offered to the team
        "ChoosingDocument",
        *("ViewingEvidence", "ViewingDocument"),
        *(
            "Dating",
            "DatingAll",
            "Moving",
            "Conflicting",
            "Browsing",
            "Summarising",
            "Declaring",
            "LookingBack",
            "Welcoming",
        ),
        "LookingAt",
        "Identifying",
        "Waiting",
        # offered to the team where the contact cannot store them any more
        *("Receipting", "AwaitingHead", "Withdrawing", "Approving", "Consenting", "Resulting", "Repairing"),
        *("Resending", "Surveying"),
        # told to somebody, after it was shown
        *("Asking", "Replying", "ReadingQuestion", "Returning", "ReopeningResult"),
        # a verifier's note, kept as a draft
        "Noting",
        # names, settings, lists, registers
        *("OwnLists", "LeavingOut", "Registering", "ShowingRegister"),
        *("Renaming", "NamingPemda", "RenamingPemda", "RenamingPemda", "TypingSetting", "TypingLetterhead"),
    }


def reopening() -> Play:
    return play(World(), "Citra", period_states.ReopeningResult(PEMDA, 1, VERIFIED[0], ("V04",)))


def replying() -> Play:
    world = World()
    return play(world, "Citra", Replying(asked(world)))


def returning() -> Play:
    return play(head_asked()[0], "Eko", Returning(NUMBER))


@pytest.mark.parametrize("begin", [reopening, replying, returning])
def test_what_tells_people_is_shown_before_it_is_done(begin: Callable[[], Play]) -> None:
    for name in ("batal", "Gak jadi", "STOP"):
        phone = begin()
        asking = type(phone.state)
        assert type(phone.text(SENTENCE).text(name).asks_for().state) is not asking
    phone = begin().text(SENTENCE).asks_for().reads(SENTENCE)
    way = phone.screen.rows[0][0]
    assert way.kind is ButtonKind.SCREEN
    assert phone.tap(way.label).orders != ()


def acts(words: str, event: Event, state: State, facts: Facts) -> None:
    """Typed, it does what the event does; what a toast says stands above the screen."""
    pressed, typed = router.step(state, event, facts, 1), router.step(state, Text(words, 9), facts, 1)
    assert (typed.state, typed.effects, typed.evidence_for) == (pressed.state, pressed.effects, pressed.evidence_for)
    assert typed.banner == (pressed.banner or pressed.toast)


def test_typed_labels_and_names_do_what_the_button_does() -> None:
    world = World().fill("V01")
    facts = world.facts("Ani")
    explaining, checking = states.Explaining(NUMBER, "V02"), states.Checking(NUMBER, "V01")
    acts("Daftar isi", Tap(f"contents:{NUMBER}", 1), explaining, facts)
    acts("ubah tingkat", Tap("relevel:V02", 1), explaining, facts)
    acts("bantuan", Begin("bantuan"), explaining, facts)
    acts("Ringkasan", Begin("ringkasan"), explaining, facts)
    acts("profil", Begin("profil"), explaining, facts)
    acts("lewati", Tap("skip:V02", 1), states.Levelling(NUMBER, "V02"), facts)
    acts("Tanya tim", Tap("ask:V01", 1), checking, facts)
    acts("2024", Tap("year:2024", 1), evidence.Dating(NUMBER, "V01"), facts)
    acts("batal", Tap("drop:1", 1), states.Sorting(NUMBER, "V01", SENTENCE, 4, "Evidencing"), facts)


def test_a_name_without_a_button_leads_where_it_says() -> None:
    facts = World().fill("V01").facts("Ani")
    explaining = states.Explaining(NUMBER, "V02")
    for words in ("batal", "kembali", "menu", "/batal"):
        event: Event = Begin(words[1:]) if words.startswith("/") else Text(words, 9)
        step = router.step(explaining, event, facts, 1)
        assert step.state == states.Browsing(NUMBER)
        assert step.banner == "Tidak ada yang berubah. Lanjutkan dari daftar isi."
    assert router.step(explaining, Text("lewati", 9), facts, 1).state == states.Levelling(NUMBER, "V03")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("batal", "Tidak ada yang perlu dibatalkan."),
        ("menu", "Ini sudah daftar isi."),
        ("kembali", "Ini sudah daftar isi."),
        ("lewati", "Tidak ada yang dapat dilewati di sini."),
    ],
)
def test_a_name_typed_on_the_contents_says_what_is_true_of_it(words: str, why: str) -> None:
    here = states.Browsing(NUMBER)
    step = router.step(here, Text(words, 9), World().fill("V01").facts("Ani"), 1)
    assert (step.state, step.banner) == (here, f"{why} Gunakan tombol di bawah.")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("batal", "Tidak ada yang perlu dibatalkan."),
        ("menu", "Ini sudah layar utama."),
        ("kembali", "Ini sudah layar utama."),
        ("lanjutkan", "Tidak ada yang dapat dilanjutkan di sini."),
    ],
)
def test_a_name_typed_on_the_receipt_says_what_is_true_of_it(words: str, why: str) -> None:
    world = World().fill(*CODES)
    world.status = Status.SUBMITTED
    facts = world.facts("Ani")
    here = router.start(facts).state
    step = router.step(here, Text(words, 9), facts, 1)
    assert (step.state, step.banner) == (here, f"{why} Gunakan tombol di bawah.")


def test_a_name_typed_on_the_coordinators_menu_says_what_is_true_of_it() -> None:
    for words, why in (("menu", "Ini sudah menu."), ("batal", "Tidak ada yang perlu dibatalkan.")):
        phone = play(World(), "Citra", Administering(PEMDA)).text(words).says(f"{why} Gunakan tombol di bawah.")
        assert phone.state == Administering(PEMDA)


def test_a_verifiers_note_may_be_chosen_by_its_number() -> None:
    """[2] stands below the reasons: a typed 2 is that reason, no note of one letter."""
    noting = next(state for state in EACH if type(state).__name__ == "Noting")
    budi = crowd()["verifier at work"]
    assert button("2", "why", 2) in [entry for row in budi.screen(noting).rows for entry in row]
    assert budi.step(noting, Text("2", 9)).effects == budi.step(noting, Tap("why:2", 1)).effects != ()


def test_strangers_press_nothing_by_typing() -> None:
    """They read one sentence, whatever they type."""
    outside = next(state for state in EACH if type(state).__name__ == "Outside")
    for words in ("bantuan", "menu", "profil", "batal"):
        assert crowd()["stranger"].step(outside, Text(words, 9)).state == outside


def test_a_verifier_leaves_by_typing() -> None:
    noting = next(state for state in EACH if type(state).__name__ == "Noting")
    step = crowd()["verifier at work"].step(noting, Text("gak jadi", 9))
    assert type(step.state).__name__ == "Judging"


@pytest.mark.parametrize("state", ALL, ids=lambda state: type(state).__name__)
def test_words_that_wait_are_never_dropped_without_a_word(state: State) -> None:
    """A command or a button of a notice leads away from words that wait to be sent: the line of the screen has them."""
    for who in people_at(state):
        written = who.step(state, Text(SENTENCE, 9))
        if SENTENCE not in json.dumps(list(pack(written.state).values())) or SENTENCE in repr(written.effects):
            continue
        for event in (Begin("mulai"), Begin("admin"), Begin("bantuan"), Tap("resume")):
            left = who.step(written.state, event)
            if SENTENCE in json.dumps(list(pack(left.state).values())):
                continue  # they wait still
            assert SENTENCE in (left.record or line_of(who, written.state)), (event, written.state)


def line_of(who: Someone | Known, state: State) -> str:
    return who.record(state) if isinstance(who, Someone) else router.record(state, who.facts)


def test_a_command_beside_an_answer_that_waits() -> None:
    phone = replying().text(SENTENCE).command("admin")
    phone.reads(f"RECORD ⚠️ Tulisan ini belum disimpan atau dikirim:\n<blockquote>{SENTENCE}</blockquote>")
    phone = replying().text(SENTENCE).tap("Batalkan")  # by its own button it is dropped knowingly
    phone.hides("belum disimpan")
