"""Sending, the receipt, withdrawal."""

import pytest

from core.assessment.model import Approval, PeriodStatus, Status
from core.effects import SetDeclarant, Submit, Withdraw
from core.screen import Media
from tests.flows.answers.test_summary import IDENTITY, SITI, declared, full
from tests.flows.play import play
from tests.flows.world import NUMBER, at

RECEIPT = """
🔒 <b>Tanda terima</b>
Dinas Kesehatan · Penilaian 2026 · 11 variabel, 11 bukti
Kamis, 10 Desember 2026 pukul 14.07 WITA, oleh Ani
Kode: <code>DINKES-26-7F3A</code>
Berikutnya tim penilai memeriksa. Hasilnya disampaikan di sini.
[Lihat kiriman]
[Salin kode] [Tarik kembali]
[Tanyakan ke tim]
""".strip()


def test_the_one_button_that_begins_with_kirim_submits():
    player = declared()
    player.tap("Kirim ke tim penilai").asks_for(SetDeclarant(NUMBER, SITI), Submit(NUMBER)).shows(
        f"(toast: Penilaian terkirim)\nEDITED\n{RECEIPT}"
    )
    assert player.world.status is Status.SUBMITTED
    assert player.evidence_for is None


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
    player.forge(f"submit:{NUMBER}").asks_for().reads(
        "🔒 Penilaian sudah ditutup dan isian belum dikirim. Isian tetap tersimpan"
    )


def test_a_submission_can_be_withdrawn_after_a_question():
    player = (
        declared()
        .tap("Kirim")
        .tap("Tarik kembali")
        .shows(
            """
        EDITED
        Tarik kembali kiriman ini? Isian tetap tersimpan; tim penilai memeriksa setelah Bapak/Ibu mengirim lagi.
        [Pertahankan kiriman]
        [Tarik kembali]
        """
        )
    )
    player.tap("Pertahankan kiriman").asks_for().shows(f"EDITED\n{RECEIPT}")
    player.tap("Tarik kembali").tap("Tarik kembali").asks_for(Withdraw(NUMBER)).reads(
        "(toast: Kiriman ditarik kembali)\nEDITED\n<b>Ringkasan Dinkes 2026</b>",
        "⚠️ Penilaian belum dikirim. Periksa lagi isiannya, lalu kirim dari sini.\n[Kirim ke tim penilai]",
    )


@pytest.mark.parametrize("approval", list(Approval))
def test_a_second_tap_does_not_confirm_the_withdrawal(approval):
    player = play(full(approval=approval)).command("ringkasan").text(IDENTITY)
    player.tap("Siapkan" if approval is Approval.LETTER else "Kirim")
    assert player.screen.rows[-2][-1].label == "Tarik kembali"  # rows are counted from below, where the screen stands
    player.tap("Tarik kembali")
    assert [button.label for button in player.screen.rows[-2]] == ["Pertahankan kiriman"]


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
        1. V03.pdf · 10 Des 14.07 · 2026 · tersimpan
        [1]
        [‹ V02] [V04 ›]
        [Kembali ke daftar]
        """
        )
    )
    assert player.tap("1").screen.media == Media("document", "uV03", 3)
    player.asks_for().shows(
        """
        EDITED
        <b>V03 · bukti</b>
        V03.pdf · 2026 · tersimpan
        Dikirim Kamis, 10 Desember 2026 pukul 14.07 WITA.
        [Kembali ke V03]
        """
    )
    player.forge("view:4").asks_for().reads("<b>V03 · bukti</b>")  # that one is of another variable
    player.tap("Kembali ke V03").reads("MOVED", "<b>V03 · Penjaminan Mutu")
    player.tap("V04 ›").tap("Kembali ke daftar").tap("Buka tanda terima").shows(f"EDITED\n{RECEIPT}")
    player.command("isi").reads("🔒 <b>Tanda terima</b>")
    player.file("susulan.pdf").asks_for().shows_last(
        "⚠️ susulan.pdf tidak disimpan. Penilaian sudah dikirim dan terkunci. "
        "Untuk mengubahnya, tarik kembali kiriman lebih dahulu."
    )
    player.text("Mohon ditambah.").asks_for().reads(
        "Tulisan ini tidak disimpan. Penilaian sudah dikirim dan terkunci. "
        "Untuk mengubahnya, tarik kembali kiriman lebih dahulu.\n<blockquote>"
    )


def test_what_cannot_be_withdrawn_any_more_is_for_the_organiser():
    player = declared().tap("Kirim")
    player.world.status = Status.IN_REVIEW
    player.text("Mohon ditambah.").asks_for().reads(
        "Tulisan ini tidak disimpan. Penilaian sudah dikirim dan terkunci. "
        "Untuk perbaikan, hubungi Bagian Organisasi Setda Kabupaten Kutai Timur.\n<blockquote>"
    )


def test_a_closed_period_keeps_a_submission_from_being_withdrawn():
    player = declared().tap("Kirim")
    player.world.period_is(PeriodStatus.CLOSED)
    player.command("isi").hides("[Tarik kembali]")
