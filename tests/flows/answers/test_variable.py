# ruff: noqa: E501 - screens stand here as they are read
"""Level, explanation, evidence; level I; last year's answer."""

import pytest

from bot.flows.contact.choosing import level_of
from bot.flows.states.contact import Levelling
from core.assessment.answer import FormerAnswer
from core.assessment.model import EvidenceKind
from core.effects import AttachFile, AttachLink, CopyFormerEvidence, SaveExplanation, SaveLevel
from core.instrument.parts import NOT_APPLICABLE
from tests.flows.play import play
from tests.flows.world import CODES, FORMER, INSTRUMENT, NUMBER, World
from tests.made_instruments import SERVICE_TEXT

WORDS = "Renja 2026 memakai tabel keluaran dan hasil, dibahas pada forum 12 Februari 2026."
V02 = """
    <b>V02 · Monitoring</b> (2 dari 11)
    Bagaimana kantor ini memantau kegiatan dan memperbaiki yang melenceng?

    <b>I</b> · Sewaktu-waktu, tanpa jadwal atau format yang tetap
    <b>II</b> · Terjadwal, dan sudah jelas apa saja yang dipantau
    <b>III</b> · Tiap tahap kegiatan punya batas penyimpangan baku
    <b>IV</b> · Penyimpangan diperbaiki; umpan balik dan bukti tersimpan
    <b>V</b> · Semua itu berjalan runtut lewat aplikasi daring

    Pilih tingkat tertinggi yang terbukti.""".strip()
V02_CLOSE = V02.replace("\n\n", "\n")
V02_BARE = V02_CLOSE.removesuffix("\n    Pilih tingkat tertinggi yang terbukti.")


def test_the_level_is_asked_with_five_statements():
    play(World()).command("isi").tap("Mulai mengisi V01").shows(
        """
        EDITED
        <b>V01 · Perencanaan</b> (1 dari 11)
        Bagaimana kantor ini memilih kegiatan yang diprioritaskan untuk satu tahun?

        <b>I</b> · Dipilih tanpa tolok ukur yang bisa dihitung
        <b>II</b> · Hasil yang dituju tiap kegiatan ditelaah dan dicatat
        <b>III</b> · Diuji pula apakah keluarannya sanggup mewujudkan hasil itu
        <b>IV</b> · Hasil beberapa pilihan juga dibandingkan; diambil yang terbaik
        <b>V</b> · Perbandingan itu dalam aplikasi perencanaan, dapat ditelusuri

        Pilih tingkat tertinggi yang terbukti.
        [I] [II] [III] [IV] [V]
        [Baca lengkap] [Lewati V01] [Tanya tim]
        [Buka daftar isi]
        """
    )


def at_explanation(world: World | None = None, code: str = "V01", level: str = "III"):
    return play(world or World()).command("isi").tap(code).tap(level)


def test_a_level_is_saved_with_one_tap():
    at_explanation().asks_for(SaveLevel(NUMBER, "V01", 3)).shows(
        """
        (toast: V01: tingkat III tersimpan)
        EDITED
        <b>V01 · Perencanaan · tingkat III</b>
        <i>Selain hasil yang dituju, diuji pula apakah keluaran kegiatan memang sanggup mewujudkan hasil tersebut.</i>
        <blockquote>Contoh: Renja 2026 memakai tabel keluaran dan hasil, dibahas pada forum 12 Februari 2026.</blockquote>
        Tulis dokumen apa, kapan, oleh siapa.
        [Ubah tingkat] [Buka daftar isi]
        """
    )


def test_an_explanation_opens_the_evidence():
    at_explanation().text(WORDS).asks_for(SaveExplanation(NUMBER, "V01", WORDS, ((1, WORDS),))).shows(
        """
        RECORD ✅ V01 Perencanaan: tingkat III, penjelasan “Renja 2026 memakai tabel keluaran dan hasil, di…” tersimpan
        NEW
        <b>V01 · Bukti untuk tingkat III</b>
        Yang biasanya diminta:
        • Renja akhir yang selaras dengan Renstra
        • Tabel hubungan keluaran dan hasil tiap kegiatan
        • KAK kegiatan prioritas
        <blockquote expandable>Bukti tingkat di bawahnya juga berlaku: rancangan awal Renja dengan indikator hasil; RKA sampai sub kegiatan; berita acara forum perangkat daerah atau verifikasi Renja; Renja perangkat daerah; RKA tahun berjalan</blockquote>
        Bukti pertama membuka V02.
        Kirim foto, dokumen, atau tautan.
        [Lewati bukti] [Ubah jawaban]
        [Buka daftar isi]
        """
    )


def at_evidence(world: World | None = None):
    return at_explanation(world).text(WORDS)


def test_the_first_file_opens_the_next_variable_and_later_ones_grow_the_receipt():
    player = at_evidence().file("Renja_2026.pdf", album="a")
    player.asks_for(
        AttachFile(
            NUMBER,
            "V01",
            EvidenceKind.DOCUMENT,
            "Renja_2026.pdf",
            "application/pdf",
            1000,
            "f2",
            "Renja_2026.pdf-",
            2026,
        )
    ).shows(
        f"""
        RECORD ✅ V01 Perencanaan: tingkat III, penjelasan, bukti
        NEW
        {V02_CLOSE}
        📎 V01: 1 berkas diterima. Berkas berikutnya tetap masuk V01 sampai tingkat V02 dipilih.
        [I] [II] [III] [IV] [V]
        [Baca lengkap] [Lewati V02] [Tanya tim]
        [Periksa bukti V01] [Buka daftar isi]
        """
    )
    keys = player.screen.rows
    player.file("a.pdf", album="a").file("b.pdf", album="a").text("https://drive.example.go.id/renja").shows(
        f"""
        MOVED
        {V02_BARE}
        📎 V01: 3 berkas dan 1 tautan diterima. Isi tautan dapat berubah; bila memungkinkan, kirim juga berkasnya. Berkas berikutnya tetap masuk V01 sampai tingkat V02 dipilih.
        [I] [II] [III] [IV] [V]
        [Baca lengkap] [Lewati V02] [Tanya tim]
        [Periksa bukti V01] [Buka daftar isi]
        """
    )
    player.asks_for(AttachLink(NUMBER, "V01", "https://drive.example.go.id/renja"))
    assert player.screen.rows == keys  # an arriving album spoils no tap
    assert player.evidence_for == "V01"


def test_the_full_sentences_open_in_the_same_message_and_close_with_one_tap():
    player = at_evidence().file("Renja_2026.pdf")
    card, variable = player.screen, INSTRUMENT.variable("V02")
    player.tap("Baca lengkap").asks_for().reads("EDITED", variable.help, *(step.statement for step in variable.levels))
    player.reads(variable.question, "[I] [II] [III] [IV] [V]\n[Baca ringkas]").hides("RECORD", "berkas diterima")
    player.tap("Baca ringkas").asks_for().reads("EDITED").hides("RECORD")
    assert player.screen == card
    assert player.evidence_for == "V01"  # reading is no way to another screen
    player.tap("Baca lengkap").tap("III").asks_for(SaveLevel(NUMBER, "V02", 3))


@pytest.mark.parametrize(
    "do", [lambda player: player.file("b.pdf"), lambda player: player.text("Bagaimana ini dinilai?")]
)
def test_what_is_answered_to_a_message_stands_on_the_card(do):
    player = at_evidence().file("a.pdf").tap("Baca lengkap")
    do(player)
    player.hides(INSTRUMENT.variable("V02").help)
    player = at_evidence().file("a.pdf").tap("Baca lengkap").command("mulai").hides(INSTRUMENT.variable("V02").help)


def test_a_colleague_reads_on_while_files_arrive():
    player = at_evidence().file("a.pdf").tap("Baca lengkap").file("b.pdf", album="x")
    assert [item.variables for item in player.world.evidence] == [("V01",), ("V01",)]


def test_a_period_that_was_opened_with_the_version_before_keeps_its_words():
    world = World().with_former_instrument()
    player = play(world, "Ani").command("isi").tap("Mulai mengisi V01")
    player.reads("<b>I</b> · Kegiatan prioritas dalam Renja dipilih tanpa tolok ukur…\n")
    player.tap("Baca lengkap").reads(*(step.statement for step in FORMER.variable("V01").levels))
    player.tap("V").reads("Perbandingan pilihan kegiatan dijalankan dengan aplikasi perencanaan").hides("Contoh:")
    player.text("Dibandingkan dalam aplikasi pada Maret 2026.").reads("Bukti tingkat di bawahnya juga berlaku")
    player.file("aplikasi.pdf").reads("<b>V02 · Monitoring</b>")


@pytest.mark.parametrize("code", ["V06", "V10"])
def test_documents_of_lower_levels_are_not_asked_where_levels_do_not_build_on_each_other(code):
    player = at_explanation(code=code, level="IV").text("Dikerjakan pada Maret 2026 oleh tim.")
    player.reads("Yang biasanya diminta").hides("Bukti tingkat di bawahnya")


def test_anything_can_be_skipped():
    player = play(World()).command("isi").tap("V01").tap("Lewati V01").reads("<b>V02 · Monitoring</b>")
    player.tap("II").text("Monev berjalan tiap triwulan.").tap("Lewati bukti").reads("<b>V03 · Penjaminan Mutu</b>")
    world = World().fill(*CODES[:-1])
    play(world).command("isi").tap("Lanjutkan V11").tap("Lewati V11").reads(
        "<b>Ringkasan Dinkes 2026</b>", "[Lengkapi V11]"
    )


def test_level_one_needs_no_evidence():
    player = at_explanation(code="V08", level="I").shows(
        """
        (toast: V08: tingkat I tersimpan)
        EDITED
        <b>V08 · Manajemen Risiko · tingkat I</b>
        <i>Risiko dalam pelaksanaan tugas belum dikelola sama sekali.</i>
        Tingkat I tidak memerlukan bukti; sesudahnya V09 terbuka.
        <blockquote>Contoh: Sampai 2026 risiko tugas belum dicatat atau dikelola.</blockquote>
        Tulis keadaannya dalam satu kalimat.
        [Ubah tingkat] [Buka daftar isi]
        """
    )
    player.text("Risiko belum dicatat.").reads(
        "RECORD ✅ V08 Manajemen Risiko: tingkat I, penjelasan “Risiko belum dicatat.”\nNEW", "<b>V09 ·"
    )


def test_a_file_before_the_level_can_be_looked_at_and_moved():
    player = at_explanation(code="V08", level="I").text("Risiko belum dicatat.").file("Renja_2026.pdf")
    player.reads("V09", "[Periksa bukti V09]").tap("Periksa bukti V09").reads("Renja_2026.pdf")


def with_former() -> World:
    words = "Rencana diklat terlaksana seluruhnya, dievaluasi November 2025."
    return World().year_before("V05", FormerAnswer(4, words, 4, ((77, "Diklat.pdf"),)))


def test_last_years_answer_is_offered_and_taken_over_with_one_tap():
    player = (
        play(with_former())
        .command("isi")
        .tap("V05")
        .reads(
            "<b>V05 · Diklat Aparatur</b> (5 dari 11)\nTahun 2025: mandiri IV, terverifikasi IV\nBagaimana kantor",
            "[Pakai jawaban 2025]\n[I] [II] [III] [IV] [V]",
        )
    )
    words = "Rencana diklat terlaksana seluruhnya, dievaluasi November 2025."
    player.tap("Pakai jawaban 2025").asks_for(SaveLevel(NUMBER, "V05", 4), SaveExplanation(NUMBER, "V05", words))
    assert player.toast == "V05: tingkat IV dan penjelasan 2025 dipakai"
    player.reads("Bukti 2025 tidak ikut terbawa; pakai lagi bila masih berlaku.", "[Pakai Diklat.pdf]")
    player.tap("Pakai Diklat.pdf").asks_for(CopyFormerEvidence(NUMBER, 77, "V05")).reads("<b>V06 ·")


def test_last_years_file_is_not_offered_first_to_a_new_answer():
    player = play(with_former()).command("isi").tap("V05").tap("III").text("Rencana semua jabatan.")
    player.hides("[Pakai Diklat.pdf]", "Bukti 2025")


def test_order_is_free():
    player = play(World()).command("isi").tap("V01").file("Renja_2026.pdf", caption="Renja 2026.")
    player.reads("📎 V01: 1 berkas diterima. Pilih tingkatnya.", "Keterangan berkas dicatat sebagai penjelasan V01.")
    player.tap("III").reads("<b>V02 ·")
    assert not player.world.assessment.lacking("V01")


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("3", 3),
        ("III", 3),
        (" tingkat iii ", 3),
        ("Level 5.", 5),
        ("tk. IV", 4),
        ("i", 1),
        ("6", None),
        ("VI", None),
        ("tiga", 3),
        ("3 dokumen", None),
        ("", None),
    ],
)
def test_a_level_may_be_typed(words, level):
    assert level_of(words, INSTRUMENT) == level


def test_a_typed_level_is_saved():
    player = play(World()).command("isi").tap("V01").text("tingkat iii").asks_for(SaveLevel(NUMBER, "V01", 3))
    player.reads("RECORD ✅ V01 Perencanaan: tingkat III tersimpan\nNEW\n<b>V01 · Perencanaan · tingkat III</b>")


def test_the_same_level_again_changes_nothing():
    player = at_explanation().tap("Ubah tingkat").tap("III").asks_for()
    assert player.toast == "Sudah tersimpan: V01, tingkat III"


def test_a_whole_questionnaire_takes_thirty_five_actions_after_the_welcome():
    """With the invitation and [Mulai mengisi V01] 37; two messages stay for each variable."""
    player = play(World(), state=Levelling(NUMBER, "V01"))
    for code in CODES:
        player.tap("III").text(f"Penjelasan {code}.").file(f"{code}.pdf")
    player.text("Siti Aminah\nKepala Subbagian Umum\n197501011998032001").tap("Kirim ke tim penilai")
    assert player.actions == 35
    assert player.messages == 2 * 11 + 1
    player.reads("🔒 <b>Tanda terima</b>\nDinas Kesehatan · Penilaian 2026 · 11 variabel, 11 bukti")


def test_level_0_is_an_answer_that_can_be_kept():
    """Found: [Pertahankan 0] left the variable as one that was skipped, and a button without a number chose level 0."""
    player = play(World().with_instrument(SERVICE_TEXT)).command("isi").tap("P01").tap("0")
    player.asks_for(SaveLevel(NUMBER, "P01", 0)).text(WORDS).command("isi").tap("P01").tap("Ubah tingkat")
    player.reads("Sekarang: tingkat 0.").tap("Pertahankan 0").reads("<b>P01 · P01 · tingkat 0</b>", "[Ubah tingkat]")
    player.tap("Ubah tingkat").forge("P01:").asks_for().forge("P01:x").asks_for()


def test_what_does_not_apply_is_a_level_of_its_own():
    player = play(World().with_instrument(SERVICE_TEXT)).command("isi").tap("P01").hides("Tidak berlaku")
    player.text("tidak berlaku")
    assert not any(isinstance(order, SaveLevel) for order in player.orders)
    player.command("isi").tap("P03").tap("Tidak berlaku").asks_for(SaveLevel(NUMBER, "P03", NOT_APPLICABLE)).shows(
        """
        (toast: P03: tidak berlaku tersimpan)
        EDITED
        <b>P03 · P03 · tidak berlaku</b>
        <i>Tidak berlaku bagi perangkat daerah ini.</i>
        Ini tidak memerlukan bukti; sesudahnya P04 terbuka.
        Tulis dalam satu kalimat mengapa tidak berlaku.
        [Ubah tingkat] [Buka daftar isi]
        """
    )
    player.text("Kantor ini tidak punya loket.").reads("P04 · P04")
    player.command("isi").tap("P03").tap("Ubah tingkat").reads("Sekarang: tidak berlaku.").tap("2")
    player.asks_for(SaveLevel(NUMBER, "P03", 2))
    typed = play(World().with_instrument(SERVICE_TEXT)).command("isi").tap("P03").text("Tidak berlaku.")
    typed.asks_for(SaveLevel(NUMBER, "P03", NOT_APPLICABLE))


@pytest.mark.parametrize("words", ["II", "dua"])
def test_a_level_that_is_changed_shows_the_explanation_that_stays(words: str) -> None:
    """Where the variable is not complete: else its card with the explanation follows."""
    player = play(World()).command("isi").tap("V01").tap("I").text("Belum ada untuk V01 <tahun> ini.").command("isi")
    player.tap("V01").text(words).reads("Bila yang dimaksud tingkat V01").text(words)
    player.shows_last("Penjelasan V01 tetap: “Belum ada untuk V01 &lt;tahun&gt; ini.”")
    player.file("a.pdf").command("isi").tap("V01").tap("Ubah tingkat").tap("III")
    assert player.toast == "V01: tingkat III tersimpan"
    player.reads("Belum ada untuk V01 &lt;tahun&gt; ini.", "[Ubah penjelasan]")
