# ruff: noqa: E501 - screens stand here as they are read
"""Where files go, and what can be done with them."""

import pytest

from bot.flows.states.contact import Explaining
from bot.flows.states.evidence import Evidencing
from core.effects import DeclareYear, RemoveEvidence, RestoreEvidence, SaveLevel, UseEvidence
from tests.flows.answers.test_variable import WORDS, at_evidence, at_explanation
from tests.flows.play import play
from tests.flows.world import NUMBER, World


def test_an_album_stays_together_though_the_next_level_is_tapped():
    player = at_evidence().file(album="a").tap("III").file(album="a")
    assert player.world.evidence[1].variables == ("V01",)
    player.text("Monev triwulanan.").file(album="a")
    assert player.world.evidence[2].variables == ("V01",)
    assert player.state == Evidencing(NUMBER, "V02")
    player.file("Monev.pdf")
    assert player.world.evidence[3].variables == ("V02",)


def test_a_file_after_the_next_level_belongs_to_the_next_variable():
    player = at_evidence().file("a.pdf").tap("II")
    assert player.evidence_for is None
    player.file("b.pdf").reads("📎 b.pdf diterima untuk V02. Sekarang tulis penjelasannya.")


def test_evidence_is_listed_removed_and_moved():
    player = (
        at_evidence()
        .file()
        .file("Renja_2026.pdf")
        .text("https://a.go.id/x")
        .tap("Periksa bukti V01")
        .shows(
            """
        EDITED
        <b>V01 · 3 bukti</b>
        1. Foto · 7 Des 09.00 · tahun belum dinyatakan · diterima
        2. Renja_2026.pdf · 7 Des 09.00 · 2026 · diterima
        3. Tautan https://a.go.id/x · 7 Des 09.00
        Ketuk nomornya untuk melihat bukti.
        [Kembali ke V02]
        [1] [2] [3]
        [Nyatakan tahun]
        [Pindahkan bukti ke V02]
        """
        )
    )
    player.tap("3").reads("Tautan https://a.go.id/x").tap("Hapus dari V01").asks_for(RemoveEvidence(NUMBER, 3, "V01"))
    assert player.toast == "https://a.go.id/x dihapus dari V01"
    player.shows(
        """
        (toast: https://a.go.id/x dihapus dari V01)
        EDITED
        <b>V01 · 2 bukti</b>
        1. Foto · 7 Des 09.00 · tahun belum dinyatakan · diterima
        2. Renja_2026.pdf · 7 Des 09.00 · 2026 · diterima
        3. dihapus
        Ketuk nomornya untuk melihat bukti.
        [Kembali ke V02] [Urungkan]
        [1] [2] [·]
        [Nyatakan tahun]
        [Pindahkan bukti ke V02]
        """
    )
    player.tap("Nyatakan tahun").shows(
        """
        EDITED
        <b>V01 · Tahun dokumen</b>
        1 bukti yang belum dinyatakan tahunnya: 1 foto.
        Dokumen tahun berapa? Pilih, atau tulis tahunnya, misalnya 2019.
        [2026] [2025] [2024] [2023]
        [Batalkan]
        """
    )
    player.tap("2025").asks_for(DeclareYear(NUMBER, (1,), 2025)).reads("1. Foto · 7 Des 09.00 · 2025 · diterima")
    player.tap("Pindahkan bukti ke V02").reads("Bukti nomor berapa yang dipindahkan ke V02?", "[1] [2]")
    player.tap("2").asks_for(UseEvidence(NUMBER, 2, "V02"), RemoveEvidence(NUMBER, 2, "V01"))
    assert player.toast == "Renja_2026.pdf dipindahkan ke V02"
    player.reads("2. dipindahkan ke V02", "[Kembali ke V02] [Urungkan]")
    player.tap("Urungkan").asks_for(RestoreEvidence(NUMBER, 2, "V01"), RemoveEvidence(NUMBER, 2, "V02"))
    assert player.toast == "Renja_2026.pdf dipindahkan ke V01"
    player.reads("2. Renja_2026.pdf · 7 Des 09.00 · 2026 · diterima").tap("Pindahkan bukti ke V02").tap("2")
    player.tap("Kembali ke V02").reads("📎 V02: 1 berkas diterima. Pilih tingkatnya.")


def test_a_second_tap_removes_nothing_else_and_a_removal_is_undone():
    player = play(World().fill("V01")).command("isi").tap("V01").tap("Periksa bukti").file("b.pdf").file("c.pdf")
    player.tap("1").tap("Hapus dari").forge("drop:1").asks_for().reads("[·] [2] [3]")
    player.forge("view:1").asks_for().reads("[Kembali ke V01] [Urungkan]")
    player.tap("2").tap("Hapus dari").reads("1. dihapus\n2. dihapus\n3. c.pdf", "[·] [·] [3]")
    player.tap("Urungkan").asks_for(RestoreEvidence(NUMBER, 2, "V01")).reads("2. b.pdf", "[·] [2] [3]")
    assert player.toast == "Bukti dikembalikan ke V01"
    player.hides("[Urungkan]").forge("undo:2").asks_for()
    player.tap("2").tap("Hapus dari").tap("3").tap("Hapus dari").reads("Belum ada bukti.", "[Urungkan]")
    player.tap("Kembali ke V01").tap("Buka daftar isi").tap("V01").reads("Bukti untuk tingkat III")


def test_evidence_moves_to_any_variable_from_its_own_list():
    player = play(World().fill("V01")).command("isi").tap("V01").tap("Periksa bukti").tap("Pindahkan bukti")
    player.reads(
        "V01.pdf dipindahkan ke variabel mana?\nV02 Monitoring\nV03 Penjaminan Mutu\n", "\nV11 Budaya Organisasi\n"
    )
    player.tap("V07")
    player.asks_for(UseEvidence(NUMBER, 1, "V07"), RemoveEvidence(NUMBER, 1, "V01"))
    player.reads("Belum ada bukti. Kirim foto atau dokumen.").file("baru.pdf").reads("1. baru.pdf")


def test_a_long_list_of_evidence_has_pages():
    world = World().fill("V01", "V02")
    player = play(world).command("isi").tap("V01").tap("Periksa bukti")
    for number in range(10):
        player.file(f"bukti_{number}.pdf")
    player.reads("[1] [2] [3] [4] [5]\n[‹] [1 dari 3] [›]").tap("‹").reads("[11]\n[‹] [3 dari 3] [›]")
    player.tap("11").reads("[‹] [11 dari 11] [›]").tap("Kembali ke daftar").reads("[3 dari 3]")
    player.tap("11").tap("Hapus dari V01").asks_for(RemoveEvidence(NUMBER, 12, "V01"))


def test_a_document_of_another_variable_is_offered():
    player = (
        at_evidence()
        .file("Monev_2026.pdf")
        .tap("IV")
        .text("Monev triwulanan.")
        .shows(
            """
        RECORD ✅ V02 Monitoring: tingkat IV, penjelasan “Monev triwulanan.” tersimpan
        NEW
        <b>V02 · Bukti untuk tingkat IV</b>
        Yang biasanya diminta:
        • Laporan tindak lanjut monev kepada pimpinan
        • Bukti perbaikan kegiatan yang menyimpang
        <blockquote expandable>Bukti tingkat di bawahnya juga berlaku: batas deviasi baku per tahap kegiatan, misalnya tertinggal paling banyak 5% dari rencana; laporan capaian yang menandai kegiatan menyimpang; jadwal atau ketentuan monev yang memuat waktu dan isi; rekap realisasi fisik, keuangan, dan kinerja triwulanan; undangan, daftar hadir, dan notulen rapat pemantauan</blockquote>
        Bukti pertama membuka V03.
        Kirim foto, dokumen, atau tautan.
        [Pilih bukti lain] [Lewati bukti]
        [Pakai Monev_2026.pdf]
        [Ubah jawaban] [Buka daftar isi]
        """
        )
    )
    player.tap("Pilih bukti lain").reads("1. Monev_2026.pdf · V01", "[Kembali ke V02]").tap("Kembali ke V02")
    player.tap("Pakai Monev_2026.pdf").asks_for(UseEvidence(NUMBER, 1, "V02")).reads(
        "<b>V03 · Penjaminan Mutu</b> (3 dari 11)"
    )
    assert player.toast == "Monev_2026.pdf dipakai juga untuk V02"


@pytest.mark.parametrize(
    "name", ["Register_Risiko_2026.pdf", "Laporan_2026.pdf", "SK_Tim_2026.pdf", "Foto kegiatan.pdf"]
)
def test_a_document_that_shares_no_telling_word_is_only_to_be_chosen(name):
    player = at_evidence().file(name).tap("IV").text("Monev triwulanan.").hides("[Pakai")
    player.reads("[Pilih bukti lain] [Lewati bukti]\n[Ubah jawaban]").tap("Pilih bukti lain").tap("1")
    player.asks_for(UseEvidence(NUMBER, 1, "V02"))


def test_the_document_that_fits_the_list_best_is_offered():
    world = World().fill("V01").fill("V05", "V06")
    player = play(world).command("isi").tap("V05").file("Laporan_Tindak_Lanjut_Monev.pdf").file("Sertifikat.pdf")
    player.command("isi").tap("V02").tap("IV").text("Monev berjalan tiap triwulan.").reads(
        "[Pakai Laporan_Tindak_Lanjut….pdf]"
    )


def test_a_document_of_another_year_is_never_offered_first():
    player = play(World()).command("isi").tap("V01").tap("III").text("Renja disusun bersama bidang.")
    player.file("Monev 2024.pdf").tap("IV").text("Monev berjalan tiap triwulan.").hides("[Pakai")
    player.tap("Pilih bukti lain").reads("Monev 2024.pdf · V01").tap("Kembali ke V02").tap("Buka daftar isi")
    player.tap("V01").tap("Periksa bukti").file("Monev 2026.pdf").command("isi").tap("V02")
    player.reads("[Pakai Monev 2026.pdf]")


def test_what_a_receipt_says_of_later_files_is_true_on_its_screen():
    player = (
        play(World().fill("V01"))
        .command("isi")
        .tap("V11")
        .tap("III")
        .text("Budaya kerja dibahas bersama.")
        .file("a.pdf")
    )
    player.reads("Berkas berikutnya tetap masuk V11").command("isi").tap("V01").hides("Berkas berikutnya")
    player.file("b.pdf").shows_last("📎 b.pdf diterima untuk V01.").hides("V11")


def test_the_advice_on_links_ends_with_a_file():
    player = at_evidence().text("https://a.go.id/x").reads("Isi tautan dapat berubah")
    player.file("a.pdf").reads("📎 V01: 1 berkas dan 1 tautan diterima. Berkas berikutnya")


def test_a_link_alone_may_be_too_little():
    player = at_evidence(World(links_alone=False)).reads("Kirim foto atau dokumen; tautan hanya tambahan.")
    player.text("https://a.go.id/x").reads(
        "MOVED", "📎 V01: 1 tautan diterima. Tautan saja belum cukup; kirim juga berkasnya."
    )
    player.file("a.pdf").reads("📎 V01: 1 berkas dan 1 tautan diterima.", "<b>V02 ·")


def test_a_caption_is_the_explanation_if_there_is_none():
    player = at_explanation().file("Renja.pdf", caption="Renja 2026 dibahas 12 Februari.")
    player.reads(
        "RECORD ✅ V01 Perencanaan: tingkat III, penjelasan “Renja 2026 dibahas 12 Februari.”, bukti", "<b>V02 ·"
    )
    player.reads("Keterangan berkas dicatat sebagai penjelasan V01.")
    assert player.world.answers["V01"].explanation == "Renja 2026 dibahas 12 Februari."
    player = at_evidence().file(caption="Notulen <rapat> Juni")
    assert player.world.answers["V01"].explanation == WORDS
    player.tap("Periksa bukti V01").reads("1. Foto Notulen &lt;rapat&gt; Juni · 7 Des 09.00 · tahun belum dinyatakan")


def test_files_sent_before_the_explanation_keep_their_variable():
    player = at_explanation().file("a.pdf").text(WORDS)
    player.reads("📎 V01: 1 berkas diterima. Berkas berikutnya tetap masuk V01 sampai tingkat V02 dipilih.").file(
        "b.pdf"
    )
    assert player.world.evidence[1].variables == ("V01",)


def test_a_jump_into_a_variable_without_explanation_says_where_files_go():
    world = World()
    world.apply(SaveLevel(NUMBER, "V02", 3), "Ani")
    player = (
        at_evidence(world)
        .file("a.pdf")
        .reads(
            "<b>V02 · Monitoring · tingkat III</b>",
            "📎 V01: 1 berkas diterima. Berkas berikutnya tetap masuk V01 sampai penjelasan V02 ditulis.\n[Ubah tingkat]",
        )
    )
    assert isinstance(player.state, Explaining)
    player.file("b.pdf")
    assert player.world.evidence[1].variables == ("V01",)
