# ruff: noqa: E501 - screens stand here as they are read
"""Summary, identity, declaration."""

import pytest

from core.assessment.model import Declarant
from core.effects import DeclareYear, SaveExplanation, SaveLevel, SetDeclarant, Submit
from tests.flows.play import Play, play
from tests.flows.world import CODES, NUMBER, World, at

IDENTITY = "Siti Aminah\nKepala Subbagian Umum\n197501011998032001"
SITI = Declarant("Siti Aminah", "Kepala Subbagian Umum", "197501011998032001")


def full(**settings: object) -> World:
    return World(now=at("2026-12-10 14.07"), **settings).fill(*CODES)


def declared(**settings: object) -> Play:
    return play(full(**settings)).command("ringkasan").text(IDENTITY)


def test_the_summary_names_what_is_lacking():
    world = World(now=at("2026-12-10 14.00")).fill(*(code for code in CODES if code not in ("V04", "V08")))
    world.apply(SaveLevel(NUMBER, "V04", 3), "Ani")
    world.apply(SaveExplanation(NUMBER, "V04", "24 SOP."), "Ani")
    player = (
        play(world)
        .command("ringkasan")
        .shows(
            """
        NEW
        <b>Ringkasan Dinkes 2026</b>
        ▰▰▰▰▰▰▰▰▰▱▱ 9 dari 11 lengkap
        Lengkapi dahulu:
        🟡 V04 SOP Pelayanan: kurang bukti
        ⬜ V08 Manajemen Risiko: belum diisi
        [Lengkapi V04]
        [Lengkapi V08] [Buka daftar isi]
        """
        )
    )
    player.tap("Lengkapi V08").tap("I").text("Risiko belum dicatat.").reads("<b>V04 · Bukti untuk tingkat III</b>")
    player.file().shows(
        """
        RECORD ✅ V04 SOP Pelayanan: tingkat III, penjelasan, bukti
        NEW
        <b>Ringkasan Dinkes 2026</b>
        ▰▰▰▰▰▰▰▰▰▰▰ 11 dari 11 lengkap, 10 bukti
        V01 III · V02 III · V03 III · V04 III · V05 III · V06 III · V07 III · V08 I · V09 III · V10 III · V11 III
        Nilai mandiri 31 dari 55, belum diverifikasi.
        ⚠️ 1 foto (V04) belum dinyatakan tahunnya. Bila bukan 2026, tulis tahunnya.

        Langkah terakhir: balas dengan nama, jabatan, dan NIP penanggung jawab, masing-masing satu baris.

        📎 V04: 1 berkas diterima. Berkas berikutnya tetap masuk V04.
        [Nyatakan tahun 2026]
        [Periksa jawaban] [Buka daftar isi]
        """
    )
    player.tap("Nyatakan tahun 2026").asks_for(DeclareYear(NUMBER, (10,), 2026)).hides("⚠️", "[Nyatakan")
    assert player.toast == "Tahun 2026 dinyatakan untuk 1 bukti"


def test_many_incomplete_variables_fit_the_buttons():
    play(World()).command("ringkasan").reads(
        "[Lengkapi V01]\n[V02] [V03] [V04] [V05] [V06]\n[V07] [V08] [V09] [V10] [V11]\n[Buka daftar isi]"
    )


def test_the_identity_opens_the_declaration():
    declared().asks_for(SetDeclarant(NUMBER, SITI)).shows(
        """
        RECORD Ringkasan: 11 dari 11 lengkap
        NEW
        <b>Pernyataan</b>
        Saya, Siti Aminah, Kepala Subbagian Umum, NIP 197501011998032001, menyatakan bahwa jawaban dan bukti penilaian mandiri Dinas Kesehatan tahun 2026 sesuai keadaan sebenarnya.
        Setelah dikirim, isian terkunci. Selama tim penilai belum memeriksa, kiriman dapat ditarik kembali.
        [Kirim ke tim penilai]
        [Ubah identitas] [Buka ringkasan]
        """
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Siti\nKepala\n19750101199803200",
            'NIP terdiri atas 18 angka, yang ditulis 17. Tulis ulang; isi "-" bila tidak ber-NIP.',
        ),
        (
            "Siti Aminah",
            'Terbaca: nama Siti Aminah. Tulis jabatan dan NIP (isi "-" bila tidak ber-NIP). '
            "Bila keliru, tulis ketiganya sekali lagi.",
        ),
        (
            "Siti Aminah S.Sos\n197501011998032001",
            "Terbaca: nama Siti Aminah S.Sos, NIP 197501011998032001. Tulis jabatan. "
            "Bila keliru, tulis ketiganya sekali lagi.",
        ),
    ],
)
def test_an_unclear_identity_is_refused_with_what_to_do(text, line):
    play(full()).command("ringkasan").text(text).asks_for().shows_last(line)


@pytest.mark.parametrize(
    "messages",
    [
        ("Siti Aminah", "Kepala Subbagian Umum", "197501011998032001"),
        ("Siti Aminah", "Kepala Subbagian Umum\n197501011998032001"),
        ("Siti Aminah\n197501011998032001", "Kepala Subbagian Umum"),
        ("Siti Aminah\nKepala Subbagian Umum\n19750101", "197501011998032001"),
        ("keliru", "Siti Aminah\nKepala Subbagian Umum\n197501011998032001"),
        ("Siti Aminah, Kepala Subbagian Umum, 197501011998032001",),
    ],
)
def test_an_identity_may_come_in_parts(messages):
    player = play(full()).command("ringkasan")
    for words in messages[:-1]:
        player.text(words).asks_for().reads("MOVED")
    player.text(messages[-1]).asks_for(SetDeclarant(NUMBER, SITI)).reads("<b>Pernyataan</b>")


def test_a_position_nobody_lists_is_told_from_degrees():
    player = play(full()).command("ringkasan").text("Siti, S.Sos, M.Si, Guru Ahli Madya, 197501011998032001")
    player.asks_for(SetDeclarant(NUMBER, Declarant("Siti, S.Sos, M.Si", "Guru Ahli Madya", SITI.nip)))


def test_an_identity_written_at_the_declaration_corrects_it():
    player = declared().text("Budi\nSekretaris\n-").asks_for(SetDeclarant(NUMBER, Declarant("Budi", "Sekretaris", "-")))
    player.reads("MOVED", "Saya, Budi, Sekretaris, menyatakan")
    player.text("Budi\nSekretaris\n1975010119980320").asks_for().shows_last(
        'NIP terdiri atas 18 angka, yang ditulis 16. Tulis ulang; isi "-" bila tidak ber-NIP.'
    )
    player.text("Mohon dicek.").asks_for().reads("penjelasan variabel mana?")


def test_an_identity_that_is_known_saves_a_step():
    world = full().declare(SITI)
    player = (
        play(world)
        .command("ringkasan")
        .reads(
            "Saya, Siti Aminah, Kepala Subbagian Umum, NIP 197501011998032001, menyatakan",
            "[Kirim ke tim penilai]\n[Periksa jawaban] [Ubah identitas]\n[Buka daftar isi]",
        )
    )
    player.tap("Kirim ke tim penilai").asks_for(SetDeclarant(NUMBER, SITI), Submit(NUMBER)).reads("Tanda terima")


def test_the_identity_can_be_changed():
    player = (
        declared()
        .tap("Ubah identitas")
        .shows(
            """
        EDITED
        <b>Dinkes · Penanggung jawab</b>
        Tulis nama, jabatan, dan NIP penanggung jawab yang baru, masing-masing satu baris.
        Sekarang: Siti Aminah, Kepala Subbagian Umum, NIP 197501011998032001.
        [Batalkan]
        """
        )
    )
    player.text("Budi <S.Sos>\nSekretaris\n-").asks_for(
        SetDeclarant(NUMBER, Declarant("Budi <S.Sos>", "Sekretaris", "-"))
    )
    player.reads("Saya, Budi &lt;S.Sos&gt;, Sekretaris, menyatakan bahwa")


def test_other_words_are_kept_once_the_identity_is_known():
    world = full().declare(SITI)
    play(world).command("ringkasan").text("Mohon dicek.").asks_for().reads("penjelasan variabel mana?")


def test_what_became_incomplete_is_not_sent():
    player = declared()
    player.world.lose_evidence(player.world.evidence[-1].id)
    assert player.screen.text == "<b>Dinkes · Penilaian 2026</b>\nIsian sudah berubah. Lanjutkan dari ringkasan."
    player.forge(f"submit:{NUMBER}").asks_for().reads("🟡 V11 Budaya Organisasi · III, kurang bukti")


def test_answers_are_checked_and_changed_before_sending():
    player = (
        play(full()).command("ringkasan").tap("Periksa jawaban").tap("V03").reads("[Ubah tingkat] [Ubah penjelasan]")
    )
    player.tap("Buka ringkasan").reads("Langkah terakhir")


def test_only_one_button_of_all_begins_with_kirim():
    player = play(full()).command("isi")
    for label in (
        "V01",
        "Periksa bukti",
        "Kembali",
        "Ubah tingkat",
        "Pertahankan",
        "Ubah penjelasan",
        "Buka daftar isi",
    ):
        player.tap(label).hides("[Kirim")
    player.tap("Buka ringkasan").hides("[Kirim").text(IDENTITY).reads("[Kirim ke tim penilai]")
