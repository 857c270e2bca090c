"""Documents of all variables without a year: named by the summary, listed, looked at and dated."""

from bot.flows.states.contact import Summarising
from bot.flows.states.documents import DatingAll
from core.effects import DeclareYear
from core.fit import CARD, height
from tests.flows.play import play
from tests.flows.world import CODES, NUMBER, World


def several_undated(codes=("V01", "V02", "V05")):
    player = play(World().fill(*CODES)).command("isi")
    for code in codes:
        player.tap(code).tap("Periksa bukti").file("SK.pdf" if code == "V05" else "").command("isi")
    return player.command("ringkasan")


def test_several_undated_documents_are_shown_before_they_are_dated():
    player = several_undated().reads("⚠️ 3 bukti (V01, V02, V05) belum dinyatakan tahunnya.\n").hides("tulis tahunnya")
    player.tap("Nyatakan tahun bukti").asks_for().reads(
        "<b>3 bukti tanpa tahun</b>\n"
        "1. V01 Foto · 7 Des 09.00\n"
        "2. V02 Foto · 7 Des 09.00\n"
        "3. V05 SK.pdf · 7 Des 09.00\n"
        "Ketuk nomornya untuk melihat dan menyatakan satu per satu. Bila semuanya dari 2026, ketuk Semua 2026.\n"
        "Bila semuanya dari tahun lain, tulis tahunnya.\n"
        "[1] [2] [3]\n"
        "[Semua 2026]\n"
        "[Kembali ke ringkasan]"
    )
    player.tap("Semua 2026").asks_for(DeclareYear(NUMBER, (12, 13, 14), 2026)).hides("belum dinyatakan")
    assert player.toast == "Tahun 2026 dinyatakan untuk 3 bukti"


def test_a_typed_year_for_several_documents_names_them_first():
    player = several_undated().text("2024").asks_for().reads("3. V05 SK.pdf").reads("[Semua 2024]")
    player.text("1900").asks_for().reads("Tahun dokumen antara 1945 dan 2027")
    player.text("2023").asks_for().tap("Semua 2023").asks_for(DeclareYear(NUMBER, (12, 13, 14), 2023))
    assert player.state == Summarising(NUMBER)


def test_documents_are_looked_at_and_dated_one_by_one():
    player = several_undated().tap("Nyatakan tahun bukti").tap("2")
    player.reads("<b>Tahun dokumen</b>\nV02 Foto · 7 Des 09.00\nDokumen tahun berapa?").reads("[2026] [2025]")
    assert player.screen.media is not None
    player.tap("2025").asks_for(DeclareYear(NUMBER, (13,), 2025)).reads("V01 Foto")
    player.tap("›").reads("V05 SK.pdf").text("2019").asks_for(DeclareYear(NUMBER, (14,), 2019)).reads("V01 Foto")
    player.tap("Kembali ke daftar").reads("1 bukti tanpa tahun").tap("1").tap("2026")
    assert player.state == Summarising(NUMBER)


def test_a_list_of_many_undated_documents_has_pages_and_fits_a_phone():
    player = several_undated(CODES[:7]).reads("(V01, V02, V03, V04, V05, V06, dan 1 lainnya)")
    player.tap("Nyatakan tahun bukti").reads("[‹] [1 dari 2] [›]").tap("›").reads("6. V06 Foto")
    assert height(player.screen.text, player.screen.rows) <= CARD
    player.tap("Semua 2026")
    assert len(player.step.effects[0].evidence) == 7


def test_a_file_or_words_sent_where_years_are_stated_are_not_lost():
    player = several_undated().tap("Nyatakan tahun bukti")
    assert isinstance(player.state, DatingAll)
    player.text("Rapat koordinasi diadakan setiap bulan.").asks_for().reads("Rapat koordinasi")
    player = several_undated().tap("Nyatakan tahun bukti").file("Lain.pdf")
    player.reads("Lain.pdf")
    assert player.state != DatingAll(NUMBER) or player.step.effects, player.dialogue


def test_a_year_said_from_this_one_is_understood_and_other_words_stay_at_the_question():
    player = several_undated().tap("Nyatakan tahun bukti").tap("2").text("tahun kemarinnya lagi").asks_for()
    player.reads("Dokumen tahun berapa?", "Tulis tahun dokumen dengan empat angka, misalnya 2019.")
    player.text("tahun lalu").asks_for(DeclareYear(NUMBER, (13,), 2025))
    long = "Dokumen ini disusun bersama seluruh bidang pada tahun anggaran yang lalu."
    player.text(long).reads("penjelasan variabel mana?").tap("Abaikan tulisan")
    assert player.state == DatingAll(NUMBER)
