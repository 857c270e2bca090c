"""Telegram's reply gesture: a reply to a question is its answer, a reply to an answer asks again."""

import pytest

from bot.flows.review.questions import ReadingQuestion, Replying
from bot.flows.states.contact import Asking, Levelling
from bot.flows.states.coordinator import Administering
from core.effects import Ask, Reply, Tell, TellRole
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, PEMDA, World

ASKED = "Apakah notulen tahun 2025 masih berlaku?"
ANSWER = "Masih, sampai Desember."


def asked(world: World) -> Notice:
    """Ani asks; what the coordinator reads."""
    play(world).command("isi").tap("V01").tap("Tanya tim").text(ASKED)
    return world.told_last("Citra")


def orders(player: Play) -> list[type]:
    assert player.step is not None
    return [type(order) for order in player.step.effects]


def test_the_coordinator_answers_from_wherever_they_are() -> None:
    world = World()
    notice = asked(world)
    citra = play(world, "Citra", Administering(PEMDA)).text(ANSWER, replying=notice)
    assert orders(citra) == [Reply, Tell]
    assert citra.state == Administering(PEMDA)
    citra.reads("✅ Jawaban untuk V01 terkirim kepada Ani (Dinkes).")
    told = world.told_last("Ani")
    assert told.text == f"Jawaban tim atas pertanyaan V01 “{ASKED}”: <blockquote>{ANSWER}</blockquote>"
    assert [button.label for row in told.rows for button in row] == ["Buka V01", "Tanya lagi"]


def test_an_answer_to_a_question_about_the_whole_assessment_names_it() -> None:
    world = World()
    play(world).command("isi").text(ASKED).tap("Tanyakan ke tim")
    citra = play(world, "Citra", Administering(PEMDA)).text(ANSWER, replying=world.told_last("Citra"))
    citra.reads("✅ Jawaban untuk penilaian terkirim kepada Ani (Dinkes).")


def test_the_verifier_to_whom_it_was_passed_on_answers() -> None:
    world = World(fields={"V01": "organisasi"})
    notice = asked(world)
    play(world, "Citra").press(notice, "Teruskan ke bidang")
    names = [name for name, _ in world.told if name not in ("Citra", "Ani")]
    if not names:
        world.join("Vera", Role.VERIFIER, None, field=None)
        names = ["Vera"]
    verifier = play(world, names[-1]).text(ANSWER, replying=notice)
    assert orders(verifier) == [Reply, Tell]


def test_a_question_is_answered_once() -> None:
    world = World()
    notice = asked(world)
    citra = play(world, "Citra", Administering(PEMDA)).text(ANSWER, replying=notice).text("Tidak.", replying=notice)
    assert orders(citra) == []
    citra.reads("Pertanyaan V01 sudah dijawab rekan. Tulisan Bapak/Ibu tidak dikirim.")


@pytest.mark.parametrize("words", ["batal", "menu", "\u2026", "x" * 1000])
def test_what_is_no_answer_is_not_sent(words: str) -> None:
    world = World()
    notice = asked(world)
    citra = play(world, "Citra", Administering(PEMDA)).text(words, replying=notice)
    assert Reply not in orders(citra)


def test_who_may_not_answer_does_not() -> None:
    """A contact of the same OPD, somebody of another one, and a stranger."""
    world = World()
    notice = asked(world)
    for name in ("Dewi", "Eko", "Nobody"):
        player = play(world, name).text(ANSWER, replying=notice)
        assert orders(player) == []
        player.hides(ASKED)


def test_other_messages_that_are_replied_to_change_nothing() -> None:
    """Of an own message, an old screen, a notice about something else."""
    world = World()
    asked(world)
    for rows in ((), ((steady("Buka menu", "admin", PEMDA),),), ((steady("Jawab", "reply", 4711),),)):
        citra = play(world, "Citra", Administering(PEMDA)).text(ANSWER, replying=Notice("…", rows))
        assert orders(citra) == []


def test_on_the_question_itself_words_are_shown_before_they_are_sent() -> None:
    world = World()
    notice = asked(world)
    citra = play(world, "Citra").press(notice, "Jawab").tap("Batalkan")
    assert isinstance(citra.state, ReadingQuestion)
    citra.text(ANSWER)
    assert citra.state == Replying(citra.state.question, ANSWER)
    assert orders(citra) == []
    assert orders(citra.tap("Kirim jawaban")) == [Reply, Tell]


def answered(world: World) -> Notice:
    play(world, "Citra").text(ANSWER, replying=asked(world))
    return world.told_last("Ani")


def test_a_reply_to_the_answer_asks_again_and_filling_in_goes_on() -> None:
    world = World()
    notice = answered(world)
    ani = play(world).command("isi").tap("V03")
    ani.text("Apakah lampirannya juga berlaku?", replying=notice)
    assert orders(ani) == [Ask, TellRole]
    assert ani.step is not None
    assert ani.step.effects[0] == Ask(NUMBER, "V01", "Apakah lampirannya juga berlaku?")
    assert ani.state == Levelling(NUMBER, "V03")


def test_a_reply_that_asks_nothing_is_shown_first() -> None:
    world = World()
    notice = answered(world)
    ani = play(world).command("isi").tap("V03").text("Terima kasih.", replying=notice)
    assert orders(ani) == []
    assert isinstance(ani.state, Asking)
    ani.reads("Terima kasih.", "Kirim pertanyaan tentang V01 ini kepada koordinator?")


def test_tanya_lagi() -> None:
    world = World()
    notice = answered(world)
    ani = play(world).command("isi").press(notice, "Tanya lagi")
    assert ani.state == Asking(NUMBER, "V01")
    dewi = play(world, "Nobody").press(notice, "Tanya lagi")
    assert not isinstance(dewi.state, Asking)


def test_an_answer_to_another_office_asks_nothing_here() -> None:
    world = World()
    answered(world)
    forged = Notice("…", ((steady("Tanya lagi", "again", world.assessment_of("DISHUB"), "V01"),),))
    ani = play(world).command("isi").text("Apakah berlaku?", replying=forged)
    assert Ask not in orders(ani)
