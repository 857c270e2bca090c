# ruff: noqa: E501 - screens stand here as they are read
"""Level, explanation, evidence; level I; last year's answer."""

import pytest

from bot.flows.contact.choosing import level_of
from bot.flows.states.contact import Levelling
from core.assessment.model import EvidenceKind, FormerAnswer
from core.effects import AttachFile, AttachLink, CopyFormerEvidence, SaveExplanation, SaveLevel
from tests.flows.play import play
from tests.flows.world import CODES, INSTRUMENT, NUMBER, World

WORDS = "Renja 2026 memakai tabel keluaran dan hasil, dibahas pada forum 12 Februari 2026."
V02 = """
    <b>V02 · Monitoring</b> (2 dari 11)
    Bagaimana kantor Anda memantau kegiatan dan memperbaiki yang melenceng?

    <b>I</b> · Pemantauan kegiatan masih sederhana dan sewaktu-waktu, tanpa jadwal atau format yang tetap.
    <b>II</b> · Pemantauan berjalan menurut jadwal dan sudah jelas apa saja yang dipantau, misalnya fisik, keuangan, dan kinerja.
    <b>III</b> · Tiap tahap kegiatan punya batas penyimpangan yang baku, sehingga kegiatan yang melenceng langsung dikenali.
    <b>IV</b> · Setiap penyimpangan ditindaklanjuti dengan perbaikan, dan umpan balik beserta buktinya tersimpan rapi.
    <b>V</b> · Pemantauan, batas baku, dan umpan balik berjalan runtut melalui aplikasi berbasis internet.""".strip()


def test_the_level_is_asked_with_five_statements():
    play(World()).command("isi").tap("Mulai mengisi V01").shows(
        """
        EDITED
        <b>V01 · Perencanaan</b> (1 dari 11)
        Bagaimana kantor Anda memilih kegiatan yang diprioritaskan untuk satu tahun?

        <b>I</b> · Kegiatan prioritas dalam Renja dipilih tanpa tolok ukur yang bisa dihitung, misalnya hanya mengulang tahun lalu.
        <b>II</b> · Prioritas dipilih setelah menelaah hasil (outcome) yang dituju tiap kegiatan, dan telaah itu tercatat.
        <b>III</b> · Selain hasil yang dituju, diuji pula apakah keluaran kegiatan memang sanggup mewujudkan hasil tersebut.
        <b>IV</b> · Prioritas ditetapkan dengan membandingkan hasil beberapa pilihan kegiatan, lalu mengambil yang hasilnya paling baik.
        <b>V</b> · Perbandingan pilihan kegiatan dijalankan dengan aplikasi perencanaan sehingga alasannya dapat ditelusuri.
        <blockquote expandable>Lihat Renja dan RKA. Yang dinilai bukan banyaknya kegiatan, melainkan dasar memilihnya, yaitu sejauh mana hasil (outcome) diperhitungkan.</blockquote>
        Pilih tingkat tertinggi yang dapat dibuktikan.
        [I] [II] [III] [IV] [V]
        [Lewati V01] [Tanya tim]
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
        Jelaskan keadaan sebenarnya dalam satu atau dua kalimat: dokumen apa, kapan, siapa yang mengerjakan.
        <blockquote expandable>Contoh: Renja 2026 memakai tabel keluaran dan hasil, dibahas pada forum 12 Februari 2026.</blockquote>
        [Ubah tingkat] [Buka daftar isi]
        """
    )


def test_an_explanation_opens_the_evidence():
    at_explanation().text(WORDS).asks_for(SaveExplanation(NUMBER, "V01", WORDS, ((1, WORDS),))).shows(
        """
        RECORD ✅ V01 Perencanaan: tingkat III, penjelasan “Renja 2026 memakai tabel keluaran dan hasil, di…” tersimpan
        NEW
        <b>V01 · Bukti untuk tingkat III</b>
        Kirim foto, dokumen, atau tautan. Setelah bukti pertama diterima, V02 terbuka sendiri.
        Yang biasanya diminta:
        • Renja akhir yang selaras dengan Renstra
        • Tabel hubungan keluaran dan hasil tiap kegiatan
        • KAK kegiatan prioritas
        <blockquote expandable>Bukti tingkat di bawahnya juga berlaku: rancangan awal Renja dengan indikator hasil; RKA sampai sub kegiatan; berita acara forum perangkat daerah atau verifikasi Renja; Renja perangkat daerah; RKA tahun berjalan</blockquote>
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
        📎 V01: 1 berkas diterima. Berkas berikutnya tetap masuk V01 sampai tingkat V02 dipilih.

        {V02}
        <blockquote expandable>Lihat jadwal, laporan, dan notulen monev tahun berjalan.</blockquote>
        Pilih tingkat tertinggi yang dapat dibuktikan.
        [I] [II] [III] [IV] [V]
        [Periksa bukti V01]
        [Lewati V02] [Tanya tim]
        [Buka daftar isi]
        """
    )
    keys = player.screen.rows
    player.file("a.pdf", album="a").file("b.pdf", album="a").text("https://drive.example.go.id/renja").shows(
        f"""
        MOVED
        📎 V01: 3 berkas dan 1 tautan diterima. Isi tautan dapat berubah; bila memungkinkan, kirim juga berkasnya. Berkas berikutnya tetap masuk V01 sampai tingkat V02 dipilih.

        {V02}
        Pilih tingkat tertinggi yang dapat dibuktikan.
        [I] [II] [III] [IV] [V]
        [Periksa bukti V01]
        [Lewati V02] [Tanya tim]
        [Buka daftar isi]
        """
    )
    player.asks_for(AttachLink(NUMBER, "V01", "https://drive.example.go.id/renja"))
    assert player.screen.rows == keys  # an arriving album spoils no tap
    assert player.evidence_for == "V01"


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
        Tuliskan keadaannya dalam satu kalimat. Tingkat I tidak memerlukan bukti; sesudahnya V09 terbuka.
        <blockquote expandable>Risiko dalam pelaksanaan tugas belum dikelola sama sekali.</blockquote>
        [Ubah tingkat] [Buka daftar isi]
        """
    )
    player.text("Risiko belum dicatat.").reads(
        "RECORD ✅ V08 Manajemen Risiko: tingkat I, penjelasan “Risiko belum dicatat.”\nNEW", "<b>V09 ·"
    )


def with_former() -> World:
    words = "Rencana diklat terlaksana seluruhnya, dievaluasi November 2025."
    return World().year_before("V05", FormerAnswer(4, words, 4, ((77, "Diklat.pdf"),)))


def test_last_years_answer_is_offered_and_taken_over_with_one_tap():
    player = (
        play(with_former())
        .command("isi")
        .tap("V05")
        .reads(
            "<b>V05 · Diklat Aparatur</b> (5 dari 11)\n"
            "Tahun 2025: mandiri IV, terverifikasi IV\n"
            "<blockquote expandable>Penjelasan 2025: Rencana diklat terlaksana seluruhnya, dievaluasi November 2025.</blockquote>",
            "[Pakai jawaban 2025]\n[I] [II] [III] [IV] [V]",
        )
    )
    words = "Rencana diklat terlaksana seluruhnya, dievaluasi November 2025."
    player.tap("Pakai jawaban 2025").asks_for(SaveLevel(NUMBER, "V05", 4), SaveExplanation(NUMBER, "V05", words))
    assert player.toast == "V05: tingkat IV dan penjelasan 2025 dipakai"
    player.reads("Bukti 2025 tidak ikut terbawa. Kirim bukti tahun ini, atau pakai kembali.", "[Pakai Diklat.pdf]")
    player.tap("Pakai Diklat.pdf").asks_for(CopyFormerEvidence(NUMBER, 77, "V05")).reads("<b>V06 ·")


def test_last_years_file_is_not_offered_first_to_a_new_answer():
    player = play(with_former()).command("isi").tap("V05").tap("III").text("Rencana semua jabatan.")
    player.hides("[Pakai Diklat.pdf]", "Bukti 2025")


def test_order_is_free():
    player = play(World()).command("isi").tap("V01").file("Renja_2026.pdf", caption="Renja 2026.")
    player.reads("📎 V01: 1 berkas diterima. Pilih tingkatnya.").tap("III").reads("<b>V02 ·")
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
