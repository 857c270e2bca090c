"""A returned variable is repaired; only what was returned is open."""

import pytest

from bot.flows.states.contact import LookingBack
from core.assessment.model import Status
from core.effects import SubmitRepair
from core.people.roles import Role
from storage.engine.schema import ASSESSMENT
from tests.flows.answers.test_summary import declared
from tests.flows.play import CODE, Play, play
from tests.flows.world import CODES, NUMBER, World, at

NOTE = "Foto piagam tidak terbaca, mohon kirim hasil pindai."


def returned(*codes: str) -> Play:
    world = World(now=at("2026-12-10 14.00")).fill(*CODES)
    player = play(world).command("ringkasan").text("Siti\nKepala\n-").tap("Kirim ke tim penilai")
    world.now = at("2026-12-23 09.05")
    for code in codes or ("V11",):
        world.give_back(code, NOTE)
    return player


def test_a_new_file_repairs():
    player = (
        returned()
        .steady(f"open:{NUMBER}:V11")
        .shows(
            f"""
        RECORD 🔒 Penilaian terkirim Kamis, 10 Desember 2026 pukul 14.00 WITA, kode {CODE}
        EDITED
        <b>V11 · Budaya Organisasi · tingkat III</b>
        Kirim bukti pengganti sekarang, atau ubah jawaban.

        ↩️ {NOTE}
        [Ubah jawaban] [Periksa bukti]
        [Buka tanda terima]
        """
        )
    )
    player.file("Piagam_Budaya_Kerja.pdf").shows(
        f"""
        RECORD ↩️ V11: perbaikan belum dikirim
        NEW
        <b>V11 · Budaya Organisasi · tingkat III</b>
        1 bukti baru diterima. Bukti lama tetap tersimpan.

        ↩️ {NOTE}
        [Kirim perbaikan]
        [Tambah bukti] [Ubah jawaban]
        """
    )
    player.file("lampiran.pdf").shows_last(f"↩️ {NOTE}").reads("2 bukti baru diterima.")
    player.tap("Kirim perbaikan")
    assert player.step.effects[0] == SubmitRepair(NUMBER, "V11")
    player.reads(
        "(toast: Perbaikan V11 terkirim)\nEDITED\n🔒 <b>Tanda terima</b>",
        "🔒 Perbaikan V11 dikirim Rabu, 23 Desember 2026 pukul 09.05 WITA.\n[",
    )
    name, notice = player.world.told[-1]
    assert (name, notice.text) == ("Budi", "Dinkes memperbaiki V11.")
    assert player.world.status is Status.SUBMITTED


def test_who_wanted_to_add_more_can_still_send():
    player = returned().steady(f"open:{NUMBER}:V11").file("Piagam_Budaya_Kerja.pdf").tap("Tambah bukti")
    player.shows(
        f"""
        EDITED
        <b>V11 · Budaya Organisasi · tingkat III</b>
        Kirim bukti pengganti sekarang, atau ubah jawaban.

        ↩️ {NOTE}
        [Kirim perbaikan]
        [Ubah jawaban] [Periksa bukti]
        [Buka tanda terima]
        """
    )
    player.tap("Kirim perbaikan")
    assert player.step.effects[0] == SubmitRepair(NUMBER, "V11")


def test_the_note_stays_above_the_buttons_while_the_answer_is_changed():
    player = returned().steady(f"open:{NUMBER}:V11").tap("Ubah jawaban").reads("EDITED\n<b>V11 ·", f"\n↩️ {NOTE}\n[")
    player.tap("Ubah tingkat").reads("<b>V11 · Budaya Organisasi</b> (11 dari 11)", f"\n↩️ {NOTE}\n[I]").tap("II")
    player.reads("Jawaban sudah diperbarui.", f"\n↩️ {NOTE}\n[Kirim perbaikan]")


def test_a_long_note_is_cut_where_another_question_is_asked():
    player = returned().steady(f"open:{NUMBER}:V11")
    player.world.give_back("V11", "Mohon dilengkapi. " * 20)
    player.tap("Ubah jawaban").tap("Ubah tingkat").reads("Mohon dilengkap…\n[I]")
    assert player.screen.text.count("Mohon dilengkap") == 9


def test_the_receipt_counts_what_was_sent():
    player = returned().steady(f"open:{NUMBER}:V11").file("baru.pdf").file("lain.pdf").tap("Tambah bukti")
    assert len(player.world.assessment.evidence) == 13
    player.tap("Buka tanda terima").reads("Penilaian 2026 · 11 variabel, 11 bukti").hides("Dalam perbaikan")
    player.tap("Perbaiki V11").tap("Kirim perbaikan")
    player.reads("Penilaian 2026 · 11 variabel, 11 bukti", "Dalam perbaikan ditambah 2 bukti.")


def test_nothing_is_sent_before_something_changed():
    returned().steady(f"open:{NUMBER}:V11").hides("Kirim perbaikan").tap("Ubah jawaban").tap("Kembali ke V11").hides(
        "Kirim perbaikan"
    )


def test_all_others_stay_locked():
    player = returned().steady(f"open:{NUMBER}:V03").asks_for().reads("🔒 <b>Tanda terima</b>")
    assert player.toast == "Tim penilai mengembalikan V11. Hanya itu yang dapat diubah."
    player.forge("relevel:V03").hides("[I] [II]")


def test_the_receipt_offers_what_is_open():
    player = (
        returned("V03", "V11")
        .command("isi")
        .reads(
            "Dikembalikan tim penilai, batas Selasa, 5 Januari 2027 pukul 16.00 WITA:\n"
            f"↩️ V03 Penjaminan Mutu: {NOTE}\n↩️ V11 Budaya Organisasi: {NOTE}\n[Perbaiki V03] [Perbaiki V11]"
        )
    )
    player.tap("Perbaiki V03").file("baru.pdf").tap("Kirim perbaikan").reads("[Perbaiki V11]").hides("[Perbaiki V03]")
    assert player.world.status is Status.RETURNED


def test_a_limit_that_has_passed_is_said_with_what_still_counts():
    player = returned()
    player.world.now = at("2027-01-06 09.00")
    player.command("isi").reads(
        "Dikembalikan tim penilai, batas Selasa, 5 Januari 2027 pukul 16.00 WITA, sudah lewat; "
        "perbaikan masih diterima sampai periode ditutup:\n"
    )


def test_a_text_while_repairing_is_sorted():
    player = returned().steady(f"open:{NUMBER}:V11").text("Piagam diserahkan 2026.").tap("Tambah ke penjelasan")
    player.reads("[Kirim perbaikan]")


def test_evidence_that_failed_is_asked_again():
    world = World().fill("V01", "V02", "V03")
    world.lose_evidence()
    player = play(world).steady(f"replace:{NUMBER}:V02").reads("<b>V02 · Bukti untuk tingkat III</b>")
    assert player.evidence_for == "V02"
    returned().steady(f"replace:{NUMBER}:V11").reads("Kirim bukti pengganti sekarang, atau ubah jawaban.")


def test_the_screen_and_the_receipt_count_the_same_new_evidence():
    """Also where the file of before bears the instant of the sending and of the return."""
    world = World(now=at("2026-12-10 14.00")).fill(*CODES)
    player = play(world).command("ringkasan").text("Siti\nKepala\n-").tap("Kirim ke tim penilai")
    world.give_back("V11", NOTE)
    world.pass_time(minutes=5)
    player.steady(f"open:{NUMBER}:V11").file("baru.pdf").reads("1 bukti baru diterima.")
    player.tap("Kirim perbaikan").reads("Dalam perbaikan ditambah 1 bukti.")


@pytest.mark.parametrize("asked", [False, True])
def test_tarik_kembali_on_an_old_receipt_says_what_was_returned(asked):
    """The button stands on the receipt, or below the question, that was drawn before the team returned V04."""
    player = declared().tap("Kirim")
    if asked:
        player.tap("Tarik kembali")
    player.world.give_back("V04", "Bukti tidak terbaca")
    player.forge(f"withdraw:{NUMBER}").asks_for().reads("[Perbaiki V04]").hides("ubungi")
    assert player.toast == "Tim penilai mengembalikan V04. Hanya itu yang dapat diubah."


@pytest.mark.parametrize("asked", [False, True])
def test_tarik_kembali_after_the_review_has_begun_says_so(asked):
    player = declared().tap("Kirim")
    if asked:
        player.tap("Tarik kembali")
    player.world.set(ASSESSMENT, status=Status.IN_REVIEW.value, review_began_at=player.world.now)
    player.forge(f"withdraw:{NUMBER}").asks_for().reads("[Tanyakan ke tim]")
    assert "Tarik kembali" not in [button.label for row in player.screen.rows for button in row]
    assert player.toast == "Tim penilai sudah mulai memeriksa, jadi kiriman tidak dapat ditarik kembali."


def test_beside_what_was_returned_a_file_is_taken_and_a_text_is_offered_for_it():
    player = returned().steady(f"receipt:{NUMBER}").file("Lain.pdf").reads("Lain.pdf diterima untuk V11.")
    player.tap("Tambah bukti").tap("Buka tanda terima").text("Mohon ditambah.").reads(
        "[Tambah ke penjelasan]", "[Tanyakan ke tim]"
    )


EXPLAINS = "Piagam budaya kerja ditandatangani seluruh pegawai pada Januari 2026."


def test_an_explanation_right_after_a_return_is_offered_for_what_was_returned():
    player = returned("V03", "V11").steady(f"receipt:{NUMBER}").text(EXPLAINS).asks_for()
    player.reads("Simpan tulisan ini sebagai penjelasan variabel mana?", "[V03] [V11]\n[Tanyakan ke tim]")
    player.tap("V11").reads("[Tambah ke penjelasan]").tap("Ganti penjelasan").reads("[Kirim perbaikan]")
    assert player.world.answers["V11"].explanation == EXPLAINS
    player = returned().steady(f"receipt:{NUMBER}").text(EXPLAINS).reads("[Tambah ke penjelasan]", "[Tanyakan ke tim]")
    player.tap("Abaikan tulisan").asks_for().reads("🔒 <b>Tanda terima</b>", "[Perbaiki V11]")
    player = returned("V03", "V11").steady(f"receipt:{NUMBER}").text(EXPLAINS).tap("Tanyakan ke tim")
    player.reads("🔒 <b>Tanda terima</b>")


WAYS = {
    "the answer": ("Ubah jawaban",),
    "the level": ("Ubah jawaban", "Ubah tingkat"),
    "the explanation": ("Ubah jawaban", "Ubah penjelasan"),
    "the evidence": ("Ubah jawaban", "Periksa bukti"),
    "the years": ("Ubah jawaban", "Periksa bukti", "Nyatakan tahun"),
    "the repair": (),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("command", ["profil", "bantuan", "isi"])
def test_a_screen_of_an_unsent_repair_leaves_a_line_that_says_so(way: str, command: str) -> None:
    player = returned().steady(f"open:{NUMBER}:V11").file("Piagam.pdf")
    for label in WAYS[way]:
        if label != "Nyatakan tahun" or any(label in button.label for row in player.screen.rows for button in row):
            player.tap(label)
    player.command(command).reads("RECORD ↩️ V11: perbaikan belum dikirim").hides("✅", "🟡")


@pytest.mark.parametrize("words", ["Ubah jawaban", "Ubah tingkat"])
def test_the_line_names_the_opd_for_people_with_several(words: str) -> None:
    player = returned()
    player.world.join("Ani", Role.CONTACT, "DISHUB")
    player.steady(f"open:{NUMBER}:V11").file("Piagam.pdf").tap("Ubah jawaban")
    player.text(words) if words == "Ubah tingkat" else player.command("profil")
    player.reads("RECORD ↩️ Dinkes V11: perbaikan belum dikirim")


def test_a_repair_that_was_sent_leaves_the_line_of_an_answer() -> None:
    player = returned().steady(f"open:{NUMBER}:V11").file("Piagam.pdf").tap("Ubah jawaban")
    player.world.apply(SubmitRepair(NUMBER, "V11"), "Dewi")
    player.command("profil").reads("RECORD ✅ V11")


def test_words_that_are_dropped_beside_a_link_leave_it_and_say_so():
    player = returned("V05").command("mulai").tap("Perbaiki V05")
    player.text(
        "Ini tautan penggantinya, mohon diperiksa kembali oleh tim ya: https://drive.google.com/file/d/1aBc/view"
    )
    player.tap("Abaikan tulisan")
    assert player.toast == "Tulisan diabaikan. Tautan tetap tersimpan sebagai bukti V05"


def test_a_locked_answer_is_read_where_a_colleagues_notice_leads_to_it():
    player = returned("V08").steady(f"open:{NUMBER}:V05:look")
    assert player.state == LookingBack(NUMBER, "V05")
