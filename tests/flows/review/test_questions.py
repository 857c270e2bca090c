"""The team's side of "Tanya tim"."""

import pytest
from sqlalchemy import update

from bot.flows.events import OtherKind
from bot.flows.review.questions import ReadingQuestion, Replying
from bot.flows.states.contact import Browsing
from bot.flows.states.problems import ListingQuestions
from bot.texts.review import questions as questions_texts
from core.effects import Forward, Reply, Tell, TellRole
from core.facts import QuestionFacts
from core.people.roles import Role
from core.screen import Notice, steady
from storage.engine.schema import PERSON
from tests.flows.play import Play, play
from tests.flows.situations import asked
from tests.flows.world import NUMBER, PEMDA, World, at

SENT = "✅ Jawaban untuk V01 terkirim kepada Ani (Dinkes)."
ASKED = "Dinkes, Ani, bertanya tentang V01: <blockquote>Apakah notulen tahun 2025 masih berlaku?</blockquote>"


ANI = 1
"""Numbers: of Ani and of the question she asks, which is the first."""
QUESTION = 1


def before(name: str, state: Replying | None = None) -> Play:
    """This member of the team before Ani's question."""
    world = World()
    assert asked(world) == QUESTION
    return play(world, name, state)


def test_the_coordinator_answers() -> None:
    phone = before("Citra").steady("reply:1")
    asks = "Tulis jawabannya di sini. Sebelum dikirim kepada penanya, jawaban ditampilkan dahulu."
    phone.stands(f"{ASKED}\n{asks}", "[Batalkan]")
    phone.text("Gunakan notulen tahun 2025.").asks_for().text("Gunakan notulen tahun 2026.").asks_for()
    phone.stands(
        f"{ASKED}\nJawaban: <blockquote>Gunakan notulen tahun 2026.</blockquote>\n"
        "Kirim jawaban ini kepada Ani (Dinkes)? Untuk menggantinya, tulis lagi.",
        "[Kirim jawaban]",
        "[Batalkan]",
    )
    phone.tap("Kirim jawaban")
    phone.asks_for(
        Reply(QUESTION, "Gunakan notulen tahun 2026.", Notice(f"{ASKED}\n✅ Sudah dijawab Citra.")),
        Tell(
            (ANI,),
            Notice(
                "Jawaban tim atas pertanyaan V01 “Apakah notulen tahun 2025 masih berlaku?”: "
                "<blockquote>Gunakan notulen tahun 2026.</blockquote>",
                ((steady("Buka V01", "open", NUMBER, "V01", "keep"),), (steady("Tanya lagi", "again", NUMBER, "V01"),)),
            ),
            PEMDA,
        ),
    )
    phone.stands(
        f"{ASKED}\nJawaban: <blockquote>Gunakan notulen tahun 2026.</blockquote>\n{SENT}",
        "[Buka menu]",
    )


@pytest.mark.parametrize("leaves", ["admin", "bantuan", "profil"])
def test_what_was_sent_stays_as_a_line_when_the_screen_is_left(leaves: str) -> None:
    phone = before("Citra").steady("reply:1").text("Gunakan notulen tahun 2026.").tap("Kirim jawaban")
    phone.command(leaves)
    assert f"RECORD {SENT}" in phone.seen


def test_a_long_question_is_quoted_in_one_line() -> None:
    world = World()
    asked(world, "Apakah notulen\ntahun 2025 " + "yang lama " * 20 + "masih berlaku?")
    phone = play(world, "Citra").steady("reply:1").text("Masih.").tap("Kirim jawaban")
    head, _, answer = phone.notices[0].text.partition(": ")
    assert head.startswith("Jawaban tim atas pertanyaan V01 “Apakah notulen tahun 2025 yang lama")
    assert head.endswith("…”")
    assert len(head) <= 130
    assert answer == "<blockquote>Masih.</blockquote>"


def test_a_question_that_a_colleague_answered_says_so_when_it_is_left() -> None:
    phone = before("Citra").steady("reply:1")
    phone.world.apply(Reply(QUESTION, "Masih."), "Budi")
    phone.command("admin")
    assert "RECORD ✅ Pertanyaan V01 dari Dinkes dijawab" in phone.seen


def test_answering_is_put_off() -> None:
    phone = before("Citra", Replying(QUESTION)).tap("Batalkan")
    phone.stands(ASKED, "[Jawab]", "[Teruskan ke bidang]", "[Buka menu]")
    phone.tap("Jawab")
    assert phone.state == Replying(QUESTION)


def test_a_question_is_passed_on_to_the_field() -> None:
    phone = before("Citra").steady("forward:1")
    phone.asks_for(
        Forward(QUESTION),
        TellRole(
            PEMDA,
            Role.VERIFIER,
            Notice(ASKED, ((steady("Jawab", "reply", QUESTION),),)),
            field="perencanaan",
            question=QUESTION,
        ),
    )
    phone.toasts("Diteruskan ke bidang perencanaan")
    phone.stands(f"{ASKED}\nDiteruskan ke bidang perencanaan", "[Jawab]", "[Buka menu]")


def test_nobody_of_the_field_can_answer() -> None:
    phone = before("Citra")
    phone.world.without(Role.VERIFIER)
    phone.steady("forward:1").asks_for()
    phone.toasts("Belum ada anggota tim penilai bidang perencanaan. Jawab sendiri, atau undang anggota tim penilai.")


def test_the_verifier_answers_but_does_not_pass_on() -> None:
    phone = before("Budi").steady("reply:1").tap("Batalkan").stands(ASKED, "[Jawab]")
    phone.steady("forward:1").toasts("Hanya koordinator yang dapat meneruskan pertanyaan.").asks_for()


def test_a_colleague_answered_first() -> None:
    phone = before("Citra", Replying(QUESTION))
    phone.world.apply(Reply(QUESTION, "Masih."), "Budi")
    phone.text("Tidak berlaku.").asks_for()
    phone.says("Pertanyaan V01 sudah dijawab rekan. Tulisan Bapak/Ibu tidak dikirim.")
    assert phone.state == ReadingQuestion(QUESTION, pemda=PEMDA)
    phone.steady("forward:1").toasts("Pertanyaan ini sudah dijawab.").asks_for()
    assert phone.steady("reply:1").state == ReadingQuestion(QUESTION, pemda=PEMDA)


def test_a_contact_cannot_use_a_copied_button() -> None:
    world = World()
    asked(world, name="Ani")
    for item in ("reply:1", "forward:1"):
        phone = play(world, "Fajar", Browsing(world.assessment_of("DISHUB"))).steady(item).asks_for()
        phone.toasts("Pertanyaan ini tidak ditemukan, atau tidak untuk Bapak/Ibu.")
        assert phone.state == Browsing(world.assessment_of("DISHUB"))


def test_what_is_no_answer_keeps_the_question_open() -> None:
    phone = before("Citra", Replying(QUESTION))
    phone.file("surat.pdf").says(
        "⚠️ Berkas tidak disimpan. Jawaban berupa tulisan. Tulis jawabannya di sini."
    ).asks_for()
    phone.other(OtherKind.STICKER).says("Jawaban berupa tulisan. Tulis jawabannya di sini.").asks_for()
    phone.text("x" * 701).says("Jawaban 701 huruf, paling banyak 700. Ringkas, lalu kirim ulang.").asks_for()
    phone.text("diubah", 5, edited=True).asks_for()
    assert phone.state == Replying(QUESTION)


def test_words_of_people_are_made_safe() -> None:
    world = World()
    world.conn.execute(update(PERSON).where(PERSON.c.id == ANI).values(name="A<i>"))
    asked(world, "<b>V01 & V02?</b>")
    phone = play(world, "Citra").steady("reply:1")
    assert phone.standing.text.splitlines()[0] == (
        "Dinkes, A&lt;i&gt;, bertanya tentang V01: <blockquote>&lt;b&gt;V01 &amp; V02?&lt;/b&gt;</blockquote>"
    )
    phone.text("a < b & c").tap("Kirim jawaban")
    assert phone.notices[0].text == (
        "Jawaban tim atas pertanyaan V01 “&lt;b&gt;V01 &amp; V02?&lt;/b&gt;”: <blockquote>a &lt; b &amp; c</blockquote>"
    )


def test_open_questions_are_listed() -> None:
    world = World()
    for number in range(1, 8):
        asked(world, f"Pertanyaan {number}")
    phone = play(world, "Citra", ListingQuestions(PEMDA))
    phone.stands(
        "<b>7 pertanyaan belum dijawab</b>\n"
        "1. Dinkes · V01: Pertanyaan 1\n"
        "2. Dinkes · V01: Pertanyaan 2\n"
        "3. Dinkes · V01: Pertanyaan 3\n"
        "4. Dinkes · V01: Pertanyaan 4\n"
        "5. Dinkes · V01: Pertanyaan 5",
        "[Buka 1] [Buka 2] [Buka 3]",
        "[Buka 4] [Buka 5]",
        "[‹] [1 dari 2] [›]",
        "[Buka menu]",
    )
    phone.tap("›").tap("Buka 7")
    assert phone.state == ReadingQuestion(7, pemda=PEMDA)
    phone.tap("Lihat pertanyaan lain")
    assert phone.state == ListingQuestions(PEMDA)
    for number in range(1, 8):
        world.apply(Reply(number, "Ya."), "Budi")
    play(world, "Citra", ListingQuestions(PEMDA)).stands("Semua pertanyaan sudah dijawab.", "[Buka menu]")


def test_an_answer_of_somebody_without_a_name_ends_its_sentence() -> None:
    sent = at("2026-12-07 09.00")
    question = QuestionFacts(1, NUMBER, "V01", "Dinkes", PEMDA, 1, "Ani", "Cukup notulen?", "Cukup.", sent)
    assert questions_texts.closed(question, "").endswith("\n✅ Sudah dijawab.")
    assert questions_texts.closed(question, "Citra").endswith("\n✅ Sudah dijawab Citra.")
