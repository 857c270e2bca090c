"""[Tanya tim]: a file sent with the question in its caption is asked about, and kept as evidence."""

from bot.flows.states.contact import Asking, Checking, Levelling
from core.effects import Ask, AttachFile, SaveExplanation, TellRole
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, World

WORDS = "Apakah foto ini cukup?"
SENT = "RECORD Pertanyaan V01 terkirim, pukul 09.00 WITA"


def asking(world: World) -> Play:
    return play(world).command("isi").tap("V01").tap("Tanya tim")


def orders(player: Play) -> list[str]:
    assert player.step is not None
    return [type(order).__name__ for order in player.step.effects]


def test_a_caption_is_asked_and_its_file_is_evidence() -> None:
    world = World()
    player = asking(world).file(caption=WORDS)
    question, told, attached = player.step.effects
    assert question == Ask(NUMBER, "V01", WORDS)
    assert isinstance(told, TellRole)
    assert isinstance(attached, AttachFile)
    assert (attached.variable, attached.name) == ("V01", "Foto")
    assert player.state == Levelling(NUMBER, "V01")
    player.reads(SENT).reads("📎 V01: 1 berkas diterima. Pilih tingkatnya.")
    assert [name for name, _ in world.told] == ["Citra"]


def test_words_that_ask_nothing_are_no_explanation_but_a_question() -> None:
    player = asking(World()).file("SK.pdf", caption="Dokumen ini sudah ditandatangani Bupati.")
    assert orders(player) == ["Ask", "TellRole", "AttachFile"]
    assert not any(isinstance(order, SaveExplanation) for order in player.step.effects)


def test_from_the_overview_both_are_read_on_one_screen() -> None:
    player = asking(World().fill("V01")).file("SK.pdf", caption=WORDS)
    assert player.state == Checking(NUMBER, "V01")
    player.reads(SENT).shows_first("📎 SK.pdf diterima untuk V01.")


def test_the_rest_of_the_album_follows_its_first_file() -> None:
    player = asking(World()).file(album="a", caption=WORDS).file(album="a").file(album="a")
    assert player.state == Levelling(NUMBER, "V01")
    player.reads("📎 V01: 3 berkas diterima. Pilih tingkatnya.")


def test_a_short_caption_waits_for_a_confirmation_and_its_file_is_kept() -> None:
    player = asking(World()).file("SK.pdf", caption="cukup")
    assert orders(player) == ["AttachFile"]
    assert player.state == Asking(NUMBER, "V01", "Levelling", "cukup")
    player.shows_first("📎 SK.pdf diterima untuk V01.").reads("[Tanyakan ke tim]")
    player.tap("Tanyakan ke tim").reads("Pertanyaan V01 terkirim")


def test_a_caption_too_long_is_not_asked_and_its_file_is_kept() -> None:
    player = asking(World()).file("SK.pdf", caption="x" * 701)
    assert orders(player) == ["AttachFile"]
    assert player.state == Asking(NUMBER, "V01", "Levelling")
    player.shows_first("Pertanyaan 701 huruf, paling banyak 700. Ringkas, lalu kirim ulang.")
    player.reads("📎 SK.pdf diterima untuk V01.")


def test_a_file_that_is_refused_does_not_stop_its_question() -> None:
    player = asking(World()).file("SK.pdf", size=25 * 1024 * 1024, caption=WORDS)
    assert orders(player) == ["Ask", "TellRole"]
    player.reads(SENT).reads("⚠️ SK.pdf tidak tersimpan").reads("NEW\n⚠️ SK.pdf (25,0 MB) belum tersimpan")


def test_a_caption_that_names_a_button_asks_nothing() -> None:
    player = asking(World()).file("SK.pdf", caption="batal")
    assert orders(player) == ["AttachFile"]
    assert player.state == Asking(NUMBER, "V01", "Levelling")


def test_a_file_without_a_caption_is_kept_and_the_question_still_waits() -> None:
    player = asking(World()).file("SK.pdf").shows_first("📎 SK.pdf diterima untuk V01.")
    assert player.state == Asking(NUMBER, "V01", "Levelling")
