"""The team's side of "Tanya tim"."""

from bot.texts.answers.question import about
from bot.texts.common import named, quote
from core.facts import QuestionFacts
from core.typed import LONGEST_QUESTION

ANSWER = "Jawab"
FORWARD = "Teruskan ke bidang"
CANCEL = "Batalkan"
SEND = "Kirim jawaban"
SENT = "Jawaban terkirim"
AGAIN = "Tanya lagi"
ALREADY = "Pertanyaan ini sudah dijawab rekan. Tulisan Bapak/Ibu tidak dikirim."
OPEN_LIST = "Lihat pertanyaan lain"
ONLY_TEXT = "Jawaban berupa tulisan. Tulis jawabannya di sini."
GONE = "Pertanyaan ini tidak ditemukan, atau tidak untuk Bapak/Ibu."
EMPTY = "Semua pertanyaan sudah dijawab."
RECORD = "Pertanyaan OPD"
ANSWERED = "Pertanyaan ini sudah dijawab."
NO_FIELD = "Pertanyaan ini tidak menyangkut satu variabel, jadi tidak ada bidangnya."
ONLY_COORDINATOR = "Hanya koordinator yang dapat meneruskan pertanyaan."


def asked(question: QuestionFacts, most: int = LONGEST_QUESTION) -> str:
    """The notice to the team, and the head of its screen."""
    who = f"{named(question.opd_short)}, {named(question.asker)}"
    return f"{who}, bertanya tentang {about(question.variable)}: {quote(question.text, most)}"


def prompt(question: QuestionFacts) -> str:
    return f"{asked(question)}\nTulis jawabannya di sini. Sebelum dikirim kepada penanya, jawaban ditampilkan dahulu."


def confirm(question: QuestionFacts, text: str) -> str:
    whom = f"{named(question.asker)} ({named(question.opd_short)})"
    sends = f"Kirim jawaban ini kepada {whom}? Untuk menggantinya, tulis lagi."
    return f"{asked(question, 200)}\nJawaban: {quote(text, LONGEST_QUESTION - 200)}\n{sends}"


def answer(question: QuestionFacts, text: str) -> str:
    """To the contact who asked. The question stands in one line, for whoever asked several, or days ago."""
    asks = f"“{named(question.text, 80)}”"
    return f"Jawaban tim atas pertanyaan {about(question.variable)} {asks}: {quote(text, LONGEST_QUESTION)}"


def sent(question: QuestionFacts) -> str:
    """Right after it was sent: as a notice, or as the screen's line of record."""
    whom = f"{named(question.asker)} ({named(question.opd_short)})"
    return f"✅ Jawaban untuk {about(question.variable)} terkirim kepada {whom}."


def open_variable(variable: str) -> str:
    return f"Buka {about(variable)}"


def replied(question: QuestionFacts, sent_now: bool) -> str:
    """`sent_now`: by the reader, on this screen."""
    if sent_now:
        return f"{asked(question, 300)}\nJawaban: {quote(question.answer or '')}\n{sent(question)}"
    return f"{asked(question, 300)}\n✅ Dijawab: {quote(question.answer or '')}"


def closed(question: QuestionFacts, who: str) -> str:
    """What stands in the place of the question's notice when somebody has answered it. Not the answer: who got the
    notice may have left the team.
    """
    by = f" {named(who, 60)}" if who.strip() else ""
    return f"{asked(question)}\n✅ Sudah dijawab{by}."


def record(question: QuestionFacts) -> str:
    """The line its screen shrinks to."""
    return f"✅ Pertanyaan {about(question.variable)} dari {named(question.opd_short)} dijawab"


def already(question: QuestionFacts) -> str:
    return f"Pertanyaan {about(question.variable)} sudah dijawab rekan. Tulisan Bapak/Ibu tidak dikirim."


def too_long(length: int) -> str:
    return f"Jawaban {length} huruf, paling banyak {LONGEST_QUESTION}. Ringkas, lalu kirim ulang."


def forwarded(field: str) -> str:
    return f"Diteruskan ke bidang {field}"


def nobody(field: str) -> str:
    return f"Belum ada anggota tim penilai bidang {field}. Jawab sendiri, atau undang anggota tim penilai."


def open_ones(count: int, lines: list[str]) -> str:
    return f"<b>{count} pertanyaan belum dijawab</b>\n" + "\n".join(lines)


def line(number: int, question: QuestionFacts) -> str:
    head = f"{number}. {named(question.opd_short, 20)} · {about(question.variable)}"
    return f"{head}: {named(question.text, 80)}"


def choose(number: int) -> str:
    return f"Buka {number}"
