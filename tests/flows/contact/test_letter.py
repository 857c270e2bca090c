"""The head signs a letter, its photo submits; and what happens when the way of approval changes."""

import pytest

from bot.flows.states.contact import Levelling
from core.assessment.model import LETTER, Approval, EvidenceKind, PeriodStatus, Status
from core.effects import AskHead, AttachFile, SendLetter, SetDeclarant, Submit, Withdraw
from core.people.roles import Role
from tests.flows.answers.test_receipt import RECEIPT as UNSIGNED_RECEIPT
from tests.flows.answers.test_summary import SITI, declared
from tests.flows.play import Play, play
from tests.flows.world import CODES, NUMBER, World, at

WAITING = """
<b>Dinkes · Penilaian 2026</b>
⏳ Cetak, tanda tangani, bubuhkan cap, lalu kirim fotonya ke sini. Penilaian langsung diteruskan ke tim penilai.
[Ambil surat lagi]
[Lihat kiriman] [Tarik kembali]
[Tanyakan ke tim]
""".strip()
RECEIPT = UNSIGNED_RECEIPT.replace("Berikutnya", "📎 Surat pengantar: 1 berkas\nBerikutnya")
SENT = "RECORD 🔒 Penilaian terkirim Kamis, 10 Desember 2026 pukul 14.07 WITA, kode DINKES-26-7F3A\nNEW\n" + RECEIPT


def prepared() -> Play:
    return declared(approval=Approval.LETTER).tap("Siapkan surat")


def letters(player: Play) -> list[str]:
    return [item.name for item in player.world.evidence if LETTER in item.variables]


def test_the_letter_is_made_and_waited_for():
    player = prepared().asks_for(SetDeclarant(NUMBER, SITI), AskHead(NUMBER), SendLetter(NUMBER))
    player.shows(f"(toast: Isian dikunci sampai surat diterima)\nEDITED\n{WAITING}")
    player.tap("Ambil surat lagi").asks_for(SendLetter(NUMBER))
    assert player.toast == "Surat dikirim di bawah"
    player.command("isi").reads(WAITING)


def test_its_photo_is_the_submission():
    player = prepared().file().shows(SENT)
    attached, submitted = player.step.effects
    assert (attached.variable, attached.kind, submitted) == (LETTER, EvidenceKind.PHOTO, Submit(NUMBER))
    assert player.world.status is Status.SUBMITTED


@pytest.mark.parametrize("name", ["Hasil pindai.pdf", "SURAT.PDF"])
def test_a_scan_does_as_well(name):
    player = prepared().file(name).shows(SENT)
    assert letters(player) == [name]


def test_further_photos_are_pages_of_the_same_letter():
    player = prepared()
    player.world.pass_time(minutes=1)
    player.file(album="a").file(album="a")
    assert [type(effect) for effect in player.step.effects] == [AttachFile]
    player.reads("MOVED\n🔒 <b>Tanda terima</b>", "📎 Surat pengantar: 2 berkas")
    player.world.pass_time(minutes=11)
    player.file("susulan.pdf").asks_for().shows_last(
        "⚠️ susulan.pdf tidak disimpan. Penilaian sudah dikirim dan terkunci. "
        "Untuk mengubahnya, tarik kembali kiriman lebih dahulu."
    )


def test_the_rest_of_an_album_of_evidence_is_no_letter():
    player = prepared()
    player.world.pass_time(seconds=10)
    player.file(album="a").asks_for().shows_last(
        "⚠️ Foto tidak disimpan. Isian sudah dikunci; yang ditunggu sekarang adalah surat bertanda tangan."
    )
    assert player.world.status is Status.AWAITING_HEAD
    player.world.pass_time(minutes=5)
    player.file(album="b").shows(SENT.replace("14.07", "14.12"))


def test_the_same_photo_twice_is_one_page():
    player = prepared().file(unique="u").file(unique="u")
    player.reads("📎 Surat pengantar: 1 berkas\n")


def test_a_letter_that_could_not_be_stored_is_sent_again():
    player = prepared().file()
    player.world.lose_evidence(player.world.evidence[-1].id)
    player.world.pass_time(days=1)
    player.command("isi").hides("Surat pengantar:").file().reads("📎 Surat pengantar: 1 berkas\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Surat_Pengantar_DINKES_2026.pdf", "Ini surat yang belum ditandatangani. Cetak dan tanda tangani dahulu"),
        ("Surat_Pengantar_DINKES_2026.docx", "Ini surat yang belum ditandatangani. Cetak dan tanda tangani dahulu"),
        ("surat.docx", "Yang ditunggu adalah foto atau hasil pindai surat yang sudah ditandatangani."),
        ("surat.exe", "surat.exe"),
    ],
)
def test_what_cannot_be_a_signed_letter_is_refused(name, words):
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document" if "docx" in name else ""
    mime = "application/x-msdownload" if name.endswith("exe") else mime
    player = prepared().file(name, mime=mime).asks_for().reads("\n⚠️ ", words, WAITING.partition("\n[")[0])
    player.text("Sudah ditandatangani").asks_for().reads(
        "⚠️ Yang ditunggu adalah foto atau hasil pindai surat yang sudah ditandatangani.\n<blockquote>"
    )
    player.file().reads("RECORD Pertanyaan tentang penilaian\nNEW", RECEIPT)


def test_the_photo_counts_on_whatever_screen_it_comes():
    player = prepared().tap("Lihat kiriman").tap("V03").file()
    assert player.step.effects[-1] == Submit(NUMBER)
    player.reads(RECEIPT)
    asking = prepared().tap("Tarik kembali").file()
    assert asking.step.effects[-1] == Submit(NUMBER)


def test_a_colleague_may_send_it():
    ani = prepared()
    dewi = play(ani.world, "Dewi").command("isi").reads(WAITING).file()
    assert dewi.step.effects[-1] == Submit(NUMBER)
    ani.file().reads("NEW\n🔒 <b>Tanda terima</b>", "📎 Surat pengantar: 2 berkas")


def test_the_head_only_looks_and_sends_nothing():
    world = prepared().world
    eko = play(world, "Eko").command("isi").reads("⏳ Penilaian sedang menunggu surat bertanda tangan.")
    eko.file().asks_for()
    eko.tap("Lihat jawaban").file().asks_for()
    assert world.status is Status.AWAITING_HEAD


@pytest.mark.parametrize("name", ["Ani", "Eko"])
def test_the_signed_letter_can_be_looked_at(name):
    world = prepared().file().file("Halaman 2.pdf").world
    player = play(world, name).command("isi").tap("Lihat kiriman" if name == "Ani" else "Lihat jawaban")
    player.tap("Lihat surat").reads("<b>Surat pengantar · bukti</b>", "[‹] [1 dari 2] [›]\n[Kembali ke daftar]")
    assert player.screen.media == world.evidence[-2].media
    assert player.tap("›").screen.media == world.evidence[-1].media
    player.tap("Kembali ke daftar").reads("MOVED", "[Lihat surat]")


def test_a_withdrawn_submission_needs_a_letter_of_its_own():
    player = prepared().file().tap("Tarik kembali")
    player.reads("setelah Bapak/Ibu mengirim lagi. Kiriman berikutnya memerlukan surat bertanda tangan yang baru.\n")
    player.tap("Tarik kembali").asks_for(Withdraw(NUMBER))
    assert letters(player) == []
    player.tap("Siapkan surat").reads(WAITING).file().reads(RECEIPT)
    assert len(letters(player)) == 1


def test_a_late_letter_is_accepted_and_marked():
    player = prepared()
    player.world.now = at("2026-12-15 09.00")
    player.command("isi").reads(
        "⚠️ Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA sudah lewat. Kiriman tetap diterima dan dicatat terlambat."
    )
    player.file().reads("Selasa, 15 Desember 2026 pukul 09.00 WITA, oleh Ani. Dicatat terlambat.")


def test_after_the_period_nothing_is_accepted():
    player = prepared()
    player.world.period_is(PeriodStatus.CLOSED)
    player.file().asks_for().reads("🔒 Penilaian sudah ditutup").hides("[Ambil surat lagi]", "[Tarik kembali]")


# another way of approval, while somebody waits


def test_without_approval_what_waits_is_sent_by_a_tap():
    player = prepared()
    player.world.approval = Approval.NONE
    player.command("isi").reads(
        "⚠️ Penilaian belum dikirim. Persetujuan kepala tidak diperlukan lagi.\n"
        "Dinas Kesehatan · Penilaian 2026 · 11 variabel, 11 bukti",
        "[Kirim ke tim penilai]\n[Lihat kiriman] [Tarik kembali]",
    )
    player.file("susulan.pdf").asks_for().reads("susulan.pdf tidak disimpan. Penilaian tinggal dikirim ke tim penilai.")
    player.tap("Kirim ke tim penilai").asks_for(Submit(NUMBER)).reads(UNSIGNED_RECEIPT)


def test_the_head_approves_in_the_bot_what_waited_for_a_letter():
    player = prepared()
    player.world.approval = Approval.IN_BOT
    player.file().asks_for().reads("⏳ Menunggu persetujuan kepala.", "[Ingatkan kepala]")
    eko = play(player.world, "Eko").command("isi").tap("Setujui penilaian").tap("Ya, setujui dan kirim")
    assert eko.step.effects[0] == Submit(NUMBER)


def test_a_letter_takes_the_place_of_approval_in_the_bot():
    player = declared(approval=Approval.IN_BOT).tap("Kirim ke kepala")
    player.world.approval = Approval.LETTER
    player.command("isi").reads(WAITING).tap("Ambil surat lagi").asks_for(SendLetter(NUMBER))
    player.file().reads(RECEIPT)


def test_an_old_button_of_the_former_way_does_nothing():
    player = declared(approval=Approval.IN_BOT).tap("Kirim ke kepala")
    player.world.approval = Approval.NONE
    player.forge(f"letter:{NUMBER}").asks_for()
    player.world.approval = Approval.LETTER
    player.forge(f"submit:{NUMBER}").asks_for()
    assert player.world.status is Status.AWAITING_HEAD


def test_without_a_head_in_the_bot_the_wait_says_so():
    player = prepared()
    player.world.approval = Approval.IN_BOT
    player.world.without(Role.HEAD)
    player.command("isi").reads(
        "⚠️ Kepala belum terdaftar di bot. Tekan Minta kepala diundang untuk memberi tahu Bagian Organisasi"
    )
    player.hides("[Ingatkan kepala]").forge(f"remind:{NUMBER}").asks_for()
    assert player.toast == "Belum ada kepala yang terdaftar di bot"


def test_the_whole_way_costs_38_actions():
    """With the invitation and [Mulai mengisi V01], as in test_variable: the letter's photo is one more than 37."""
    world = World(approval=Approval.LETTER)
    player = play(world, state=Levelling(NUMBER, "V01"))
    for code in CODES:
        player.tap("III").text(f"Penjelasan {code}.").file(f"{code}_2026.pdf")
    player.text("Siti\nKepala Subbagian Umum\n-").tap("Siapkan surat").file()
    assert world.status is Status.SUBMITTED
    assert player.actions + 2 == 38
