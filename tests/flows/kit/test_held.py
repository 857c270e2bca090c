"""Words that wait for a press follow the edit of their message; after they were sent, an edit is told that."""

import pytest

from bot.flows.states.settings import RenamingPemda
from core.assessment.model import Declarant, Status
from core.effects import Ask, HeadReturns, RenamePemda, Reply, SetDeclarant
from core.effects.review import DraftVerdict
from tests.flows.answers.test_approval import asked
from tests.flows.ground import CODES
from tests.flows.play import play
from tests.flows.review.dinkes import at_work, region
from tests.flows.situations import asked as asked_team
from tests.flows.world import NUMBER, PEMDA, World


def test_the_heads_note_follows_its_edit_until_it_is_given_back() -> None:
    world, _, eko = asked()
    eko.press(world.told[0][1], "Lihat jawaban").tap("V08").text("Bukti blm lngkap", message=7).reads("V08: Bukti blm")
    eko.text("Bukti belum lengkap", message=7, edited=True).asks_for().reads("<blockquote>V08: Bukti belum lengkap</")
    eko.text("batal", message=7, edited=True).asks_for().says(
        "Suntingan itu nama tombol, jadi tulisan di atas tidak berubah."
    )
    eko.text("hm", message=7, edited=True).asks_for().says("Alasan ditulis 5 sampai 500 karakter. Tulis ulang.")
    eko.tap("Kembalikan ke kontak")
    assert eko.step.effects[0] == HeadReturns(NUMBER, "V08: Bukti belum lengkap")
    eko.text("Bukti V09 juga", message=7, edited=True).asks_for().shows_last(
        "Suntingan tidak mengubah catatan yang sudah dikirim."
    )
    eko.command("bantuan").text("Bukti V09 juga", message=7, edited=True).reads("catatan yang sudah dikirim")


def test_a_question_follows_its_edit_until_it_is_sent() -> None:
    ani = play(World()).command("isi").tap("V01").tap("Tanya tim").text("cukup", message=5).reads("[Tanyakan ke tim]")
    ani.text("cukup Renja saja?", message=5, edited=True).asks_for().reads("<blockquote>cukup Renja saja?</blockquote>")
    ani.tap("Tanyakan ke tim")
    assert ani.orders[0] == Ask(NUMBER, "V01", "cukup Renja saja?")
    ani.text("cukup RKA?", message=5, edited=True).asks_for().shows_last(
        "Suntingan tidak mengubah pertanyaan yang sudah dikirim."
    )
    ani.tap("Tanya tim").text("Apakah Renja cukup untuk tingkat III?", message=8)
    ani.text("Apakah RKA cukup?", message=8, edited=True).asks_for().reads("tidak mengubah pertanyaan")


def test_words_that_were_sorted_to_the_team_are_sent_too() -> None:
    ani = play(World()).command("isi").text("Apakah Renja cukup?", message=5).tap("Tanyakan ke tim")
    assert ani.orders
    ani.text("Apakah RKA cukup?", message=5, edited=True).asks_for().reads("tidak mengubah pertanyaan")


def test_an_answer_follows_its_edit_until_it_is_sent() -> None:
    world = World()
    number = asked_team(world)
    citra = play(world, "Citra").steady(f"reply:{number}").text("Cukup notuln.", message=5)
    citra.text("Cukup notulen.", message=5, edited=True).asks_for().reads("Cukup notulen.", "[Kirim jawaban]")
    citra.tap("Kirim jawaban")
    assert isinstance(citra.orders[0], Reply)
    assert citra.orders[0].text == "Cukup notulen."
    citra.text("Tidak cukup.", message=5, edited=True).asks_for().reads("tidak mengubah jawaban yang sudah dikirim")


def test_a_verifiers_reason_follows_its_edit_until_it_is_taken() -> None:
    budi = at_work(world=region()).text("turunkan ke II karena bukti krang", message=5).reads("bukti krang")
    budi.text("turunkan ke II karena bukti kurang", message=5, edited=True).asks_for()
    budi.reads("<blockquote>bukti kurang</blockquote>").tap("Pakai alasan ini")
    assert [order.note for order in budi.orders if isinstance(order, DraftVerdict)] == ["bukti kurang"]
    budi.text("turunkan ke I", message=5, edited=True).asks_for().reads("tidak mengubah alasan yang sudah dicatat")


def test_a_declarant_and_the_name_of_a_pemda_follow_their_edits() -> None:
    ani = play(World().fill(*CODES)).command("ringkasan").text("Siti\nKepala Subbagan Umum\n-", message=5)
    ani.text("Siti\nKepala Subbagian Umum\n-", message=5, edited=True).reads("Kepala Subbagian Umum")
    ani.asks_for(SetDeclarant(NUMBER, Declarant("Siti", "Kepala Subbagian Umum", "-")))
    assert ani.world.status is not Status.SUBMITTED
    half = play(World().fill(*CODES)).command("ringkasan").text("Siti", message=5)
    half.text("Sitti", message=5, edited=True).asks_for()
    assert half.state.identity == "Siti"
    citra = play(World(), "Citra", RenamingPemda(PEMDA)).text("Kutai Tmur Baru", message=5)
    citra.text("Kutai Timur Baru", message=5, edited=True).tap("Ganti nama")
    assert citra.orders[0] == RenamePemda(PEMDA, "Kutai Timur Baru")


@pytest.mark.parametrize(("typed", "edited"), [("II", "III"), ("dua", "tiga")])
def test_the_edit_of_a_typed_level_is_answered(typed: str, edited: str) -> None:
    ani = play(World()).command("isi").tap("V01").text(typed, message=5)
    ani.text("Apakah Renja cukup?", message=6).tap("Tanyakan ke tim").text("Renja disusun bersama bidang.", message=7)
    for _ in ("on the next screen", "and beside the questionnaire"):
        ani.text(edited, message=5, edited=True).asks_for()
        ani.reads("Suntingan tidak mengubah tingkat yang sudah tersimpan. Buka variabelnya, lalu Ubah tingkat.")
        ani.text("Apakah RKA cukup?", message=6, edited=True).asks_for().reads("tidak mengubah pertanyaan")
        ani.command("bantuan")
    assert ani.world.assessment.level("V01") == 2


def test_the_edit_of_a_level_is_answered_wherever_it_was_typed() -> None:
    told = "Suntingan tidak mengubah tingkat yang sudah tersimpan. Buka variabelnya, lalu Ubah tingkat."
    same = play(World().fill("V01")).command("isi").tap("V01").tap("Ubah tingkat").text("empat", message=5)
    same.command("isi").text("dua", message=5, edited=True).asks_for().shows_last(told)
    shown = play(World().fill("V01")).command("isi").tap("V01").text("empat", message=5).tap("Buka daftar isi")
    shown.text("dua", message=5, edited=True).asks_for().reads(told)
    play(World(), "Citra").command("admin").text("dua", message=5, edited=True).asks_for().hides(told)
