# ruff: noqa: E501 - screens stand here as they are read
"""CONVERSATIONS 6: summary, identity, declaration, receipt, withdrawal."""

import pytest

from core.assessment import Approval, Declarant, PeriodStatus, Status
from core.effects import DeclareYear, SaveExplanation, SaveLevel, SendEvidence, SetDeclarant, Submit, Withdraw
from tests.flows.play import Play, play
from tests.flows.world import CODES, NUMBER, World, at

IDENTITY = "Siti Aminah\nKepala Subbagian Umum\n197501011998032001"
SITI = Declarant("Siti Aminah", "Kepala Subbagian Umum", "197501011998032001")
RECEIPT = """
🔒 <b>Tanda terima</b>
Dinas Kesehatan · Penilaian 2026 · 11 variabel, 11 bukti
Kamis, 10 Desember 2026 pukul 14.07 WITA, oleh Ani
Kode: <code>DINKES-26-7F3A</code>
Berikutnya tim penilai memeriksa. Hasilnya disampaikan di sini.
[Lihat kiriman]
[Salin kode] [Tarik kembali]
""".strip()


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
    player.tap("Lengkapi V08").tap("I").text("Belum dicatat.").reads("<b>V04 · Bukti untuk tingkat III</b>")
    player.file().shows(
        """
        RECORD ✅ V04 SOP Pelayanan: tingkat III, penjelasan, bukti
        NEW
        📎 V04: 1 berkas diterima. Berkas berikutnya tetap masuk V04.

        <b>Ringkasan Dinkes 2026</b>
        ▰▰▰▰▰▰▰▰▰▰▰ 11 dari 11 lengkap, 10 bukti
        V01 III · V02 III · V03 III · V04 III · V05 III · V06 III · V07 III · V08 I · V09 III · V10 III · V11 III
        Nilai mandiri 31 dari 55, belum diverifikasi.
        ⚠️ 1 foto belum dinyatakan tahunnya.

        Langkah terakhir: balas dengan nama, jabatan, dan NIP penanggung jawab, masing-masing satu baris.
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
        Setelah dikirim, isian terkunci. Selama belum diperiksa, kiriman dapat ditarik kembali.
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
            "Identitas belum lengkap: yang terbaca 1 dari tiga baris. "
            'Tulis tiga baris: nama, jabatan, lalu NIP; isi "-" bila tidak ber-NIP.',
        ),
        (
            "Siti Aminah S.Sos\n197501011998032001",
            "Nama dan jabatan belum dapat dibedakan. "
            'Tulis tiga baris: nama, jabatan, lalu NIP; isi "-" bila tidak ber-NIP.',
        ),
    ],
)
def test_an_unclear_identity_is_refused_with_what_to_do(text, line):
    play(full()).command("ringkasan").text(text).asks_for().shows_first(line)


def test_the_one_button_that_begins_with_kirim_submits():
    player = declared()
    player.tap("Kirim ke tim penilai").asks_for(SetDeclarant(NUMBER, SITI), Submit(NUMBER)).shows(
        f"(toast: Penilaian terkirim)\nEDITED\n{RECEIPT}"
    )
    assert player.world.status is Status.SUBMITTED
    assert player.evidence_for is None


def test_an_identity_that_is_known_saves_a_step():
    world = full()
    world.declarant = SITI
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
    world = full()
    world.declarant = SITI
    play(world).command("ringkasan").text("Mohon dicek.").asks_for().reads("penjelasan variabel mana?")


def test_what_became_incomplete_is_not_sent():
    player = declared()
    player.world.evidence.pop()
    assert player.screen.text == "<b>Dinkes · Penilaian 2026</b>\nIsian sudah berubah. Lanjutkan dari ringkasan."
    player.forge(f"submit:{NUMBER}").asks_for().reads("🟡 V11 Budaya Organisasi · III, kurang bukti")


def test_a_late_submission_is_accepted_and_marked():
    player = play(full())
    player.world.now = at("2026-12-15 09.00")
    player.command("ringkasan").text(IDENTITY).reads(
        "⚠️ Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA sudah lewat. Kiriman tetap diterima dan dicatat terlambat."
    )
    player.tap("Kirim").reads("Selasa, 15 Desember 2026 pukul 09.00 WITA, oleh Ani. Dicatat terlambat.")


def test_after_verification_is_due_nothing_is_accepted():
    player = declared()
    player.world.now = at("2027-01-09 09.00")
    player.forge(f"submit:{NUMBER}").asks_for().reads("🔒 Penilaian sudah ditutup, isian tidak dapat diubah lagi.")


def test_a_submission_can_be_withdrawn_after_a_question():
    player = (
        declared()
        .tap("Kirim")
        .tap("Tarik kembali")
        .shows(
            """
        EDITED
        Tarik kembali kiriman ini? Isian tetap tersimpan, tetapi tidak diperiksa sampai dikirim lagi.
        [Pertahankan kiriman]
        [Tarik kembali]
        """
        )
    )
    player.tap("Pertahankan kiriman").asks_for().shows(f"EDITED\n{RECEIPT}")
    player.tap("Tarik kembali").tap("Tarik kembali").asks_for(Withdraw(NUMBER)).reads(
        "(toast: Kiriman ditarik kembali)\nEDITED\n<b>Ringkasan Dinkes 2026</b>", "[Kirim ke tim penilai]"
    )


def test_a_submission_under_review_stays():
    player = declared().tap("Kirim").tap("Tarik kembali")
    player.world.status = Status.IN_REVIEW
    player.forge(f"withdraw:{NUMBER}").asks_for().hides("[Tarik kembali]")
    assert player.toast == "Penilaian sudah dikirim dan terkunci."


def test_the_receipt_counts_what_is_still_being_copied():
    player = play(full()).command("isi").tap("V01").tap("Periksa bukti").file("baru.pdf").command("ringkasan")
    player.text(IDENTITY).tap("Kirim").reads("⏳ 1 bukti masih disalin; tidak perlu dikirim ulang.")


def test_a_locked_assessment_is_read_variable_by_variable():
    player = (
        declared()
        .tap("Kirim")
        .tap("Lihat kiriman")
        .reads("V03 Penjaminan Mutu · III, 1 bukti")
        .tap("V03")
        .shows(
            """
        EDITED
        <b>V03 · Penjaminan Mutu · tingkat III</b>
        <i>Standar mutu hasil dan proses sudah ditetapkan, dan kantor mengujinya sendiri secara berkala.</i>
        <blockquote expandable>Penjelasan V03.</blockquote>
        1. V03.pdf · 2026 · tersimpan
        [1]
        [‹ V02] [V04 ›]
        [Kembali ke daftar]
        """
        )
    )
    player.tap("1").asks_for(SendEvidence(3))
    player.tap("V04 ›").tap("Kembali ke daftar").tap("Buka tanda terima").shows(f"EDITED\n{RECEIPT}")
    player.command("isi").reads("🔒 <b>Tanda terima</b>")
    player.file("susulan.pdf").asks_for().shows_first(
        "⚠️ susulan.pdf tidak disimpan. Penilaian sudah dikirim dan terkunci."
    )
    player.text("Mohon ditambah.").asks_for().shows_first(
        "Tulisan ini tidak disimpan. Penilaian sudah dikirim dan terkunci."
    )


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


def test_the_letter_way_waits_for_its_photo():
    player = (
        declared(approval=Approval.LETTER)
        .tap("Siapkan surat")
        .shows(
            """
        (toast: Isian dikunci sampai surat diterima)
        EDITED
        <b>Dinkes · Penilaian 2026</b>
        ⏳ Cetak, tanda tangani, bubuhkan cap, lalu kirim fotonya ke sini. Penilaian langsung diteruskan ke tim penilai.
        [Tarik kembali]
        """
        )
    )
    player.file().shows(
        "RECORD 🔒 Penilaian terkirim Kamis, 10 Desember 2026 pukul 14.07 WITA, kode DINKES-26-7F3A\nNEW\n" + RECEIPT
    )
    assert player.world.evidence[-1].variables == ("LETTER",)


def test_a_closed_period_keeps_a_submission_from_being_withdrawn():
    player = declared().tap("Kirim")
    player.world.stored = PeriodStatus.CLOSED
    player.command("isi").hides("[Tarik kembali]")
