"""An explanation of several messages is read to its end wherever a screen shows only a part of it."""

import re
from collections.abc import Callable
from dataclasses import MISSING, fields

import pytest

from bot.flows.base import State
from bot.flows.states.contact import Checking, Explaining, Levelling, LookingBack, OfAssessment
from bot.flows.table import FLOW_OF
from core.assessment.answer import FormerAnswer
from core.assessment.model import Approval
from core.effects import AskHead, SaveExplanation, SaveLevel
from core.fit import CARD, height
from core.screen import Screen
from tests.flows.checks import check
from tests.flows.play import Play, play
from tests.flows.world import CODES, NUMBER, World

LONG = " ".join(f"kalimat{n}" for n in range(500))
MINE = " ".join(f"tulisan{n}" for n in range(500))
"""Explanations of more than one message, in which each word is another one."""
WORD = re.compile(r"(?:kalimat|tulisan)\d+")
READ, BRIEF = "Baca lengkap", "Baca ringkas"


def told(words: str = LONG, **more: object) -> World:
    world = World(**more).fill(*CODES)
    world.apply(SaveExplanation(NUMBER, "V08", words), "Ani")
    return world


def asked(words: str = LONG) -> World:
    world = told(words, approval=Approval.IN_BOT)
    world.apply(AskHead(NUMBER), "Ani")
    return world


def conflict() -> Play:
    world = World()
    world.apply(SaveLevel(NUMBER, "V08", 3), "Ani")
    dewi = play(world, "Dewi", Explaining(NUMBER, "V08"))
    world.apply(SaveExplanation(NUMBER, "V08", LONG), "Ani")
    return dewi.text(MINE[:3000])


def last_year() -> Play:
    return play(World().year_before("V08", FormerAnswer(4, LONG, None, ())), "Ani", Levelling(NUMBER, "V08"))


SCREENS: dict[str, tuple[Callable[[], Play], str]] = {
    "the head looks": (lambda: play(asked(), "Eko").command("isi").tap("Lihat jawaban").tap("V08"), LONG),
    "the contact looks": (lambda: play(asked(), "Ani", LookingBack(NUMBER, "V08")), LONG),
    "the contact checks": (lambda: play(told(), "Ani", Checking(NUMBER, "V08")), LONG),
    "it is replaced": (lambda: play(told(), "Ani", Checking(NUMBER, "V08")).tap("Ubah penjelasan"), LONG),
    "a colleague wrote": (conflict, f"{LONG} {MINE[:3000]}"),
    "last year": (last_year, LONG),
}


def pages(player: Play) -> str:
    """What is read from the first page to the last."""
    read, first = player.screen.text, player.screen
    while "›" in labels(player.screen):
        check(player.screen)
        if player.tap("›").asks_for().screen == first:
            break
        read += f" {player.screen.text}"
    return read


@pytest.mark.parametrize("where", SCREENS)
def test_it_is_read_to_its_end_and_left_where_it_was(where: str) -> None:
    """Found: a head approved a text that ended in the middle of a sentence."""
    enter, words = SCREENS[where]
    player = enter()
    before = player.screen
    player.tap(READ).asks_for()
    assert set(WORD.findall(words)) == set(WORD.findall(pages(player)))
    assert player.tap(BRIEF).asks_for().screen == before


@pytest.mark.parametrize("words", [LONG[:300], "Ditetapkan kepala dinas."])
@pytest.mark.parametrize("state", [Checking(NUMBER, "V08"), Explaining(NUMBER, "V08"), LookingBack(NUMBER, "V08")])
def test_what_is_seen_whole_has_no_such_button(words: str, state: State) -> None:
    screen = play(told(words), "Ani", state).screen
    assert words in screen.text
    assert READ not in labels(screen)


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def every_screen(player: Play) -> list[tuple[State, Screen]]:
    """All screens about V08 that this person may see now."""
    found = []
    for kind in FLOW_OF:
        if issubclass(kind, OfAssessment):
            known = {"assessment": NUMBER, "variable": "V08", "shown": "V08", "text": MINE[:300], "message_id": 1}
            wanted = [field for field in fields(kind) if field.default is MISSING or field.name in ("shown", "text")]
            state = kind(**{field.name: known.get(field.name, "") for field in wanted})
            found.append((state, play(player.world, player.name, state).screen))
    return found


@pytest.mark.parametrize("name", ["Ani", "Dewi", "Eko"])
@pytest.mark.parametrize("world", [told, asked])
def test_no_screen_cuts_it_without_the_way_to_all_of_it(world: Callable[[], World], name: str) -> None:
    cutting = 0
    for state, screen in every_screen(play(world(), name)):
        if "kalimat3 " in screen.text and "kalimat499" not in screen.text:
            cutting += 1
            assert READ in labels(screen), state
    assert cutting >= (1 if world is asked else 3 if name != "Eko" else 1)


def test_a_message_is_answered_on_the_screen_itself() -> None:
    ani = play(told(), "Ani", Checking(NUMBER, "V08")).tap("Ubah penjelasan").tap(READ)
    ani.text("Ditetapkan kepala dinas pada Februari 2026.").reads("Ditetapkan kepala dinas", "Urungkan penjelasan V08")
    ani.hides(BRIEF)


def test_the_card_keeps_its_height() -> None:
    for code in CODES:
        world = World().fill(code)
        world.apply(SaveExplanation(NUMBER, code, LONG), "Ani")
        for kind in (Checking, Explaining):
            screen = play(world, "Ani", kind(NUMBER, code)).screen
            assert height(screen.text, screen.rows) <= CARD


@pytest.mark.parametrize("item", ["part:9", "part:-1", "part:x", "part:", "read:", "read:whole"])
@pytest.mark.parametrize("kind", [Checking, Explaining, Levelling])
def test_a_forged_page_is_none_or_the_last(item: str, kind: type[OfAssessment]) -> None:
    for words in (LONG, "Ditetapkan kepala dinas."):
        check(play(told(words), "Ani", kind(NUMBER, "V08")).forge(item).asks_for().screen)  # type: ignore[call-arg]
