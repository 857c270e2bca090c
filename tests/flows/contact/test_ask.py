"""[Tanya tim]: a file sent with the question in its caption is asked about, and kept as evidence."""

import pytest

from bot.flows.base import State
from bot.flows.people.home import Serving
from bot.flows.states.contact import (
    Asking,
    Browsing,
    Checking,
    Levelling,
    LookingBack,
    OfAssessment,
    Receipting,
    Registering,
    Resulting,
)
from core.assessment.model import Approval, Status
from core.effects import Ask, AttachFile, SaveExplanation, TellRole
from tests.flows.answers.test_summary import declared
from tests.flows.play import Play, play
from tests.flows.world import CODES, NUMBER, World
from tests.made_instruments import REGISTER_TEXT

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
    player.reads(SENT).shows_last("📎 SK.pdf diterima untuk V01.")


def test_the_rest_of_the_album_follows_its_first_file() -> None:
    player = asking(World()).file(album="a", caption=WORDS).file(album="a").file(album="a")
    assert player.state == Levelling(NUMBER, "V01")
    player.reads("📎 V01: 3 berkas diterima. Pilih tingkatnya.")


def test_a_short_caption_waits_for_a_confirmation_and_its_file_is_kept() -> None:
    player = asking(World()).file("SK.pdf", caption="cukup")
    assert orders(player) == ["AttachFile"]
    assert player.state == Asking(NUMBER, "V01", "Levelling", "cukup")
    player.reads("📎 SK.pdf diterima untuk V01.\n<blockquote>cukup", "[Tanyakan ke tim]")
    player.tap("Tanyakan ke tim").reads("Pertanyaan V01 terkirim")


def test_a_caption_too_long_is_not_asked_and_its_file_is_kept() -> None:
    player = asking(World()).file("SK.pdf", caption="x" * 701)
    assert orders(player) == ["AttachFile"]
    assert player.state == Asking(NUMBER, "V01", "Levelling")
    player.reads("Pertanyaan 701 huruf, paling banyak 700. Ringkas, lalu kirim ulang.")
    player.shows_last("📎 SK.pdf diterima untuk V01.")


def test_a_file_that_is_refused_does_not_stop_its_question() -> None:
    player = asking(World()).file("SK.pdf", size=25 * 1024 * 1024, caption=WORDS)
    assert orders(player) == ["Ask", "TellRole"]
    player.reads(SENT).reads("⚠️ SK.pdf tidak tersimpan").reads("\n⚠️ SK.pdf (25,0 MB) belum tersimpan")


def test_a_caption_that_names_a_button_asks_nothing() -> None:
    player = asking(World()).file("SK.pdf", caption="batal")
    assert orders(player) == ["AttachFile"]
    assert player.state == Asking(NUMBER, "V01", "Levelling")


def test_a_file_without_a_caption_is_kept_and_the_question_still_waits() -> None:
    player = asking(World()).file("SK.pdf").shows_last("📎 SK.pdf diterima untuk V01.")
    assert player.state == Asking(NUMBER, "V01", "Levelling")


# from anywhere


def test_on_every_screen_of_a_variable_typed_words_can_go_to_the_team() -> None:
    world = World().fill("V01")
    for steps in (("V02",), ("V01",), ("V01", "Periksa bukti"), ("V01", "Ubah tingkat")):
        player = play(world).command("isi")
        for label in steps:
            player.tap(label)
        player.text("Apakah notulen rapat daring boleh dipakai?").tap("Tanyakan ke tim")
        assert orders(player) == ["Ask", "TellRole"], player.dialogue
        assert player.step.effects[0].variable == steps[0]


def test_words_on_the_contents_go_to_the_team_without_a_variable() -> None:
    world = World()
    player = play(world).command("isi").text("Siapa yang harus mengisi ini?").tap("Tanyakan ke tim")
    assert player.step.effects[0] == Ask(NUMBER, "", "Siapa yang harus mengisi ini?")
    assert player.state == Browsing(NUMBER)
    player.reads("Pertanyaan penilaian terkirim, pukul 09.00 WITA")
    name, notice = world.told[-1]
    assert (name, [button.label for row in notice.rows for button in row]) == ("Citra", ["Jawab"])
    assert notice.text.startswith("Dinkes, Ani, bertanya tentang penilaian: ")
    citra = play(world, "Citra").press(notice, "Jawab").text("Sekretaris dinas.").tap("Kirim jawaban")
    assert "terkirim kepada Ani" in citra.seen
    name, answer = world.told[-1]
    assert answer.text.endswith("”: <blockquote>Sekretaris dinas.</blockquote>")
    assert answer.text.startswith("Jawaban tim atas pertanyaan penilaian “")
    player.press(answer, "Buka penilaian").reads("7 hari lagi")


def test_after_the_submission_the_receipt_leads_to_the_team() -> None:
    player = declared().tap("Kirim").tap("Tanyakan ke tim")
    player.shows(
        """
        EDITED
        Tulis pertanyaan tentang penilaian. Jawaban tim disampaikan di sini.
        [Batalkan]
        """
    )
    player.text("Kapan hasilnya diumumkan?")
    assert player.step.effects[0] == Ask(NUMBER, "", "Kapan hasilnya diumumkan?")
    assert player.state == Receipting(NUMBER)


def test_words_that_come_after_the_submission_are_offered_to_the_team() -> None:
    player = declared().tap("Kirim").text("Nama kepala kami sudah berganti.").asks_for()
    player.reads(
        "Tulisan ini tidak disimpan. Penilaian sudah dikirim dan terkunci.",
        "<blockquote>Nama kepala kami sudah berganti.</blockquote>\n"
        "Kirim pertanyaan tentang penilaian ini kepada koordinator?",
        "[Tanyakan ke tim]\n[Batalkan]",
    )
    player.tap("Batalkan").asks_for()
    assert player.state == Receipting(NUMBER)
    player.text("Nama kepala kami sudah berganti.").tap("Tanyakan ke tim")
    assert player.step.effects[0] == Ask(NUMBER, "", "Nama kepala kami sudah berganti.")
    assert player.state == Receipting(NUMBER)


def test_beside_a_locked_variable_the_question_is_about_it() -> None:
    player = declared().tap("Kirim").tap("Lihat kiriman").tap("V03").text("Apakah ini sudah benar?")
    player.tap("Tanyakan ke tim")
    assert player.step.effects[0] == Ask(NUMBER, "V03", "Apakah ini sudah benar?")
    assert player.state == LookingBack(NUMBER, "V03")


def test_numerals_and_words_without_anybody_to_read_them_are_only_explained() -> None:
    player = declared().tap("Kirim").text("3").asks_for()
    assert player.state == Receipting(NUMBER)
    player.text("x" * 701).asks_for()
    assert player.state == Receipting(NUMBER)


def test_a_signed_letter_is_taken_although_a_question_waits() -> None:
    player = declared(approval=Approval.LETTER).tap("Siapkan").text("Apakah perlu cap?").file()
    assert orders(player) == ["AttachFile", "Submit"]
    assert player.world.status is Status.SUBMITTED


def test_a_file_sent_with_a_question_about_everything_belongs_where_a_file_would() -> None:
    player = play(World(), state=Asking(NUMBER, "", "Browsing")).file("SK.pdf", caption=WORDS)
    question, _, attached = player.step.effects
    assert (question, attached.variable) == (Ask(NUMBER, "", WORDS), "V01")


def test_a_file_after_the_sending_is_refused_by_its_name_while_a_question_waits():
    sent = play(World().fill(*CODES)).command("ringkasan").text("Siti\nKepala\n-").tap("Kirim ke tim penilai")
    sent.text("Terima kasih").file("Laporan.pdf").asks_for()
    sent.reads("⚠️ Laporan.pdf tidak disimpan.").hides("Pertanyaan berupa tulisan")
    assert sent.find("Tanyakan ke tim")


# one question waits, another is written


LONG = "B-01; SOP Evakuasi; 12/01/2025"


@pytest.mark.parametrize("back", sorted(name for name, kind in State.KINDS.items() if issubclass(kind, OfAssessment)))
def test_from_every_screen_another_text_replaces_the_question_that_waits(back: str) -> None:
    player = play(World(), state=Asking(NUMBER, "V01", back, "Sampai kapan?"))
    player.text(LONG).asks_for().reads(f"<blockquote>{LONG}</blockquote>", "[Tanyakan ke tim]").hides("Sampai kapan?")
    player.text("Bolehkah rapat daring?").asks_for().reads("Bolehkah rapat daring?").hides(LONG)
    player.tap("Tanyakan ke tim")
    assert player.orders[0] == Ask(NUMBER, "V01", "Bolehkah rapat daring?")


@pytest.mark.parametrize("submitted", [True, False])
def test_on_the_register_and_on_the_receipt_only_the_press_sends(submitted: bool) -> None:
    if submitted:
        player = declared().tap("Kirim").text("Kapan hasilnya keluar?")
    else:
        player = play(World().with_instrument(REGISTER_TEXT), state=Registering(NUMBER)).text(
            "Apakah SOP lama ikut didaftar?"
        )
    player.text(LONG).asks_for().reads(f"<blockquote>{LONG}</blockquote>").tap("Tanyakan ke tim")
    assert player.orders[0] == Ask(NUMBER, "", LONG)


def test_a_caption_replaces_the_question_that_waits_too() -> None:
    player = asking(World()).text("cukup").file("SK.pdf", caption=WORDS)
    assert orders(player) == ["AttachFile"]
    player.reads(f"<blockquote>{WORDS}</blockquote>", "[Tanyakan ke tim]")


# the head


OBJECTION = "Saya keberatan dengan nilai V02"


@pytest.mark.parametrize("way", ["mulai", "hasil", "look", "served"])
def test_a_head_is_led_to_the_team_as_a_contact_is(way: str) -> None:
    world = World().fill(*CODES)
    world.status = Status.FINAL
    states = {"hasil": Resulting(NUMBER, "V02"), "look": LookingBack(NUMBER, "V02"), "served": Serving("head", NUMBER)}
    eko = play(world, "Eko", states[way]) if way in states else play(world, "Eko").command(way)
    about = "V02" if way in ("hasil", "look") else ""
    eko.text(OBJECTION).asks_for().reads(OBJECTION, "[Tanyakan ke tim]")
    eko.file("SK.pdf").asks_for().reads("[Tanyakan ke tim]").tap("Tanyakan ke tim")
    assert eko.orders[0] == Ask(NUMBER, about, OBJECTION)
    name, notice = world.told[-1]
    assert (name, "Eko, bertanya" in notice.text) == ("Citra", True)
    play(world, "Citra").press(notice, "Jawab").text("Bukti V02 sudah kedaluwarsa.").tap("Kirim jawaban")
    name, answer = world.told[-1]
    assert name == "Eko"
    eko.press(answer, "Tanya lagi").text("Kedaluwarsa sejak kapan?")
    assert eko.orders[0] == Ask(NUMBER, about, "Kedaluwarsa sejak kapan?")


def test_a_head_asks_about_no_other_opd() -> None:
    world = World()
    eko = play(world, "Eko", Asking(world.assessment_of("KEC-BGL"), "", "Resulting", WORDS))
    assert not any(isinstance(order, Ask) for order in eko.forge("send:").orders)
