"""The team's side of "Tanya tim"."""

from dataclasses import replace

from bot.flows.base import Tap, Text
from bot.flows.review.questions import ReadingQuestion, Replying
from bot.flows.states.contact import Browsing
from bot.flows.states.problems import ListingQuestions
from core.effects import Forward, Reply, Tell, TellRole
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.play_people import Play
from tests.flows.world_people import ANI, PEMDA, ani, budi, citra, question

ASKED = "Dinkes, Ani, bertanya tentang V01: <blockquote>Apakah notulen tahun 2025 masih berlaku?</blockquote>"


def test_the_coordinator_answers() -> None:
    play = Play(citra(question=question())).does(Tap("reply:4"))
    asks = "Tulis jawabannya di sini. Sebelum dikirim kepada penanya, jawaban ditampilkan dahulu."
    play.shows(f"{ASKED}\n{asks}", "[Batalkan]")
    answered = citra(question=question(answer="Gunakan notulen tahun 2026."))
    play.types("Gunakan notulen tahun 2025.").ordered().types("Gunakan notulen tahun 2026.").ordered()
    play.shows(
        f"{ASKED}\nJawaban: <blockquote>Gunakan notulen tahun 2026.</blockquote>\n"
        "Kirim jawaban ini kepada Ani (Dinkes)? Untuk menggantinya, tulis lagi.",
        "[Kirim jawaban]",
        "[Batalkan]",
    )
    play.tap("Kirim jawaban", answered)
    play.ordered(
        Reply(4, "Gunakan notulen tahun 2026."),
        Tell(
            (ANI.id,),
            Notice(
                "Jawaban tim untuk V01: <blockquote>Gunakan notulen tahun 2026.</blockquote>",
                ((steady("Buka V01", "open", 7, "V01", "keep"),),),
            ),
            PEMDA,
        ),
    )
    play.shows(
        f"{ASKED}\n✅ Dijawab: <blockquote>Gunakan notulen tahun 2026.</blockquote>",
        "[Buka menu]",
    )


def test_answering_is_put_off() -> None:
    play = Play(citra(question=question()), Replying(4)).tap("Batalkan")
    play.shows(ASKED, "[Jawab]", "[Teruskan ke bidang]", "[Buka menu]")
    play.tap("Jawab")
    assert play.state == Replying(4)


def test_a_question_is_passed_on_to_the_field() -> None:
    play = Play(citra(question=question())).does(Tap("forward:4"))
    play.ordered(
        Forward(4),
        TellRole(PEMDA, Role.VERIFIER, Notice(ASKED, ((steady("Jawab", "reply", 4),),)), field="perencanaan"),
    )
    play.toasts("Diteruskan ke bidang perencanaan")
    play.shows(f"{ASKED}\nDiteruskan ke bidang perencanaan", "[Jawab]", "[Buka menu]")


def test_nobody_of_the_field_can_answer() -> None:
    play = Play(citra(question=question(verifiers=0))).does(Tap("forward:4")).ordered()
    play.toasts("Belum ada anggota tim penilai bidang perencanaan. Jawab sendiri, atau undang anggota tim penilai.")


def test_the_verifier_answers_but_does_not_pass_on() -> None:
    play = Play(budi(question=question())).does(Tap("reply:4")).tap("Batalkan").shows(ASKED, "[Jawab]")
    play.does(Tap("forward:4")).toasts("Hanya koordinator yang dapat meneruskan pertanyaan.").ordered()


def test_a_colleague_answered_first() -> None:
    done = question(answer="Masih.")
    play = Play(citra(question=done), Replying(4)).types("Tidak berlaku.").ordered()
    play.says("Pertanyaan V01 sudah dijawab rekan. Tulisan Bapak/Ibu tidak dikirim.")
    assert play.state == ReadingQuestion(4, pemda=PEMDA)
    Play(citra(question=done)).does(Tap("forward:4")).toasts("Pertanyaan ini sudah dijawab.").ordered()
    assert Play(citra(question=done)).does(Tap("reply:4")).state == ReadingQuestion(4, pemda=PEMDA)


def test_a_contact_cannot_use_a_copied_button() -> None:
    for item in ("reply:4", "forward:4"):
        play = Play(ani(), Browsing(7)).does(Tap(item)).ordered()
        play.toasts("Pertanyaan ini tidak ditemukan, atau tidak untuk Bapak/Ibu.")
        assert play.state == Browsing(7)


def test_what_is_no_answer_keeps_the_question_open() -> None:
    play = Play(citra(question=question()), Replying(4))
    play.file("surat.pdf").says("Jawaban berupa tulisan. Tulis jawabannya di sini.").ordered()
    play.sticker().says("Jawaban berupa tulisan. Tulis jawabannya di sini.").ordered()
    play.types("x" * 701).says("Jawaban 701 huruf, paling banyak 700. Ringkas, lalu kirim ulang.").ordered()
    play.does(Text("diubah", 5, edited=True)).ordered()
    assert play.state == Replying(4)


def test_words_of_people_are_made_safe() -> None:
    play = Play(citra(question=question(text="<b>V01 & V02?</b>", asker="A<i>"))).does(Tap("reply:4"))
    assert play.screen.text.splitlines()[0] == (
        "Dinkes, A&lt;i&gt;, bertanya tentang V01: <blockquote>&lt;b&gt;V01 &amp; V02?&lt;/b&gt;</blockquote>"
    )
    play.types("a < b & c").tap("Kirim jawaban")
    assert play.notices[0].text == "Jawaban tim untuk V01: <blockquote>a &lt; b &amp; c</blockquote>"


def test_open_questions_are_listed() -> None:
    asked = tuple(replace(question(), id=number, text=f"Pertanyaan {number}") for number in range(1, 8))
    play = Play(citra({"questions": asked}), ListingQuestions(PEMDA))
    play.shows(
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
    play.tap("›").tap("Buka 7", citra({"questions": asked}, question=asked[6]))
    assert play.state == ReadingQuestion(7, pemda=PEMDA)
    play.tap("Lihat pertanyaan lain")
    assert play.state == ListingQuestions(PEMDA)
    play.knows(citra()).shows("Semua pertanyaan sudah dijawab.", "[Buka menu]")
