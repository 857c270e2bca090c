"""Where a name or title is asked, a question is never stored as one, whatever the screen."""

import pytest

from bot.flows.base import State
from bot.flows.people.profile import Renaming
from bot.flows.states.contact import Asking, Declaring, Identifying, Summarising
from bot.flows.states.coordinator import NamingPemda
from bot.flows.states.documents import ShowingDocument
from bot.flows.states.own_lists import OwnLists
from bot.flows.states.settings import NamingHead, NamingSignatory, RenamingPemda, TypingLetterhead, TypingSetting
from bot.texts import common
from core import typed
from core.effects import AttachFile, SetDeclarant
from tests.flows.answers.test_summary import full
from tests.flows.pemda.test_documents import keep
from tests.flows.play import play
from tests.flows.world import NUMBER, PEMDA, World

QUESTIONS = (
    "bagaimana kalau NIP saya tidak ada?",
    "Pak, bagaimana kalau kepala cuti?, -",
    "Siapa yang\nmengisi ini\n-",
)
SPOKEN = ("Mohon maaf, nanti sore saya lanjutkan", "Selamat pagi, Bu", "Mohon dijelaskan cara mengisinya, -")
NIP = "bagaimana kalau NIP saya tidak ada?"


def naming(world: World) -> dict[str, tuple[State, ...]]:
    """Every screen on which a typed text is stored as a name, and who stands there."""
    keep(world, "Perbup")
    settings = tuple(TypingSetting(PEMDA, key) for key in ("organiser", "rule_title"))
    letterhead = tuple(TypingLetterhead(PEMDA, part) for part in ("address", "phone"))
    pages = (NamingSignatory(PEMDA), NamingHead(PEMDA, world.opd("DINKES")), ShowingDocument(PEMDA, 1))
    own = OwnLists(PEMDA, "kematangan-2018", "V04", 3)
    return {
        "Citra": (*settings, *letterhead, *pages, RenamingPemda(PEMDA), own),
        "Ani": (Renaming(),),
        "Tuan": (NamingPemda(),),
    }


def test_these_are_all_screens_that_store_a_name() -> None:
    found = {type(state) for states in naming(World(admin="Tuan")).values() for state in states}
    assert found == {kind for kind in State.KINDS.values() if kind.NAMES}


@pytest.mark.parametrize("question", QUESTIONS + SPOKEN)
def test_a_question_or_message_is_no_name(question: str) -> None:
    for name, states in naming(world := World(admin="Tuan")).items():
        for state in states:
            player = play(world, name, state).text(question).asks_for()
            assert player.state == state
            player.reads(common.NO_NAME if typed.asks(question) else common.SPOKEN)


@pytest.mark.parametrize("question", QUESTIONS + SPOKEN)
def test_a_question_or_message_is_no_declarant(question: str) -> None:
    for at in (Summarising(NUMBER), Identifying(NUMBER)):
        player = play(full(), "Ani", at).text(question).asks_for()
        player.reads("tidak disimpan sebagai nama", "[Tanyakan ke tim]").tap("Batalkan").hides(
            "bagaimana kalau", "Terbaca"
        )
    player = play(full(), "Ani", Declaring(NUMBER)).text(question)
    assert not any(isinstance(order, SetDeclarant) for order in player.orders)


def test_what_was_sent_of_the_identity_waits_while_the_team_is_asked() -> None:
    player = play(full()).command("ringkasan").text("Siti Aminah\nKepala Subbagian Umum").text(NIP)
    assert isinstance(player.state, Asking)
    player.tap("Tanyakan ke tim").text("-").reads("Siti Aminah, Kepala Subbagian Umum")


def test_without_a_coordinator_the_identity_is_asked_again() -> None:
    player = play(full(coordinators=0)).command("ringkasan").text("Siti Aminah").text(NIP)
    player.shows_last('Pertanyaan ini tidak disimpan sebagai nama. Bila tidak ber-NIP, isi "-" pada baris NIP.')
    player.text("Kepala\n-").reads("Siti Aminah, Kepala")


def test_a_question_beside_a_photo_is_not_its_name() -> None:
    player = play(World().fill("V01")).command("isi").tap("V01").file(caption="Apakah foto ini cukup?")
    (order,) = [order for order in player.orders if isinstance(order, AttachFile)]
    assert (order.name, order.origin.note) == ("Foto", "Apakah foto ini cukup?")
