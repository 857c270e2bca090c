# ruff: noqa: E501 - screens stand here as they are read
"""The head approves and is asked once more, looks, or gives back."""

import pytest

from bot.flows.base import State
from bot.flows.people.help import ReadingHelp
from bot.flows.people.home import Serving
from bot.flows.states.contact import Consenting, Resulting, Waiting
from bot.flows.states.people import ConfirmingInvitation
from core.assessment.model import Approval, Declarant, Status
from core.effects import AskHead, HeadReturns, Invite, SaveLevel, SetDeclarant, Submit
from core.people.roles import Role
from core.screen import steady
from tests.flows.play import Play, face, play
from tests.flows.world import CODES, NUMBER, OFFICE, PEMDA, World, at

SITI = Declarant("Siti", "Kepala Subbagian Umum", "-")
NOTICE = """
Yth. Kepala Dinas Kesehatan
Penilaian mandiri 2026 telah diisi: 11 variabel, 11 bukti, nilai mandiri 33. Dengan menyetujui, Bapak/Ibu menyatakan isinya sesuai keadaan sebenarnya. Tenggat: Senin, 14 Desember 2026 pukul 16.00 WITA
[Setujui penilaian]
[Lihat jawaban]
[Kembalikan ke kontak]
""".strip()


def asked() -> tuple[World, Play, Play]:
    world = World(now=at("2026-12-10 14.00"), approval=Approval.IN_BOT).fill(*CODES)
    ani = play(world).command("ringkasan").text("Siti\nKepala Subbagian Umum\n-").tap("Kirim ke kepala")
    return world, ani, play(world, "Eko")


def test_the_contact_asks_and_waits():
    world, ani, _ = asked()
    assert ani.step.effects[:2] == (SetDeclarant(NUMBER, SITI), AskHead(NUMBER))
    ani.shows(
        """
        (toast: Penilaian diajukan kepada kepala)
        EDITED
        ⏳ Menunggu persetujuan kepala.
        Dinas Kesehatan · Penilaian 2026 · 11 variabel, 11 bukti
        Setelah disetujui, penilaian langsung diteruskan ke tim penilai.
        [Lihat kiriman]
        [Ingatkan kepala] [Tarik kembali]
        [Tanyakan ke tim]
        """
    )
    ((name, notice),) = world.told
    assert name == "Eko"
    assert face(notice) == NOTICE


def test_approving_is_asked_once():
    world, ani, eko = asked()
    eko.press(world.told[0][1], "Setujui penilaian").asks_for().shows(
        """
        EDITED
        Yth. Kepala Dinas Kesehatan
        Setujui dan kirim penilaian mandiri 2026 (11 variabel, 11 bukti, nilai mandiri 33)? Setelah dikirim, tim penilai mulai memeriksa, dan persetujuan tidak dapat dibatalkan dari sini.
        [Ya, setujui dan kirim]
        [Belum]
        """
    )
    assert world.status is Status.AWAITING_HEAD
    eko.tap("Ya, setujui dan kirim")
    assert eko.step.effects[0] == Submit(NUMBER)
    assert eko.toast == "Penilaian disetujui dan terkirim"
    eko.reads("🔒 Terkirim Kamis, 10 Desember 2026 pukul 14.00 WITA, kode <code>DINKES-26-7F3A</code>")
    notice = world.told_last("Ani")
    assert face(notice) == (
        "Kepala Dinas Kesehatan menyetujui penilaian 2026 pukul 14.00 WITA. "
        "Penilaian sudah diteruskan ke tim penilai.\n[Lihat tanda terima]"
    )
    ani.press(notice, "Lihat tanda terima").reads("🔒 <b>Tanda terima</b>", "oleh Eko")
    eko.press(world.told[0][1], "Setujui penilaian").asks_for().hides("[Belum]")
    assert eko.toast == "Penilaian ini tidak sedang menunggu persetujuan."


def test_an_old_notice_cannot_approve_what_it_never_named():
    world, ani, eko = asked()
    old = world.told[0][1]
    ani.tap("Tarik kembali").tap("Tarik kembali")
    assert world.told[-1][0] == "Eko"
    world.apply(SaveLevel(NUMBER, "V01", 5), "Ani")
    ani.tap("Kirim ke kepala")
    eko.press(old, "Setujui penilaian").asks_for().reads(
        "Isian berubah sejak pemberitahuan itu. Inilah yang terbaru.\n[Setujui", "nilai mandiri 35"
    )
    eko.tap("Setujui penilaian").reads("nilai mandiri 35").tap("Ya, setujui dan kirim")
    assert world.status is Status.SUBMITTED


def test_the_question_approves_only_what_it_named():
    world, ani, eko = asked()
    old = eko.press(world.told[0][1], "Setujui penilaian").find("Ya, setujui dan kirim")
    ani.tap("Tarik kembali").tap("Tarik kembali")
    world.apply(SaveLevel(NUMBER, "V01", 5), "Ani")
    ani.tap("Kirim ke kepala")
    eko.forge(old.value).asks_for().reads("nilai mandiri 35", "[Setujui penilaian]")
    assert eko.toast == "Isian berubah sejak pemberitahuan itu. Inilah yang terbaru."
    assert world.status is Status.AWAITING_HEAD


def test_the_question_is_over_when_the_contact_withdraws():
    world, ani, eko = asked()
    old = eko.press(world.told[0][1], "Setujui penilaian").find("Ya, setujui dan kirim")
    ani.tap("Tarik kembali").tap("Tarik kembali")
    eko.forge(old.value).asks_for().reads("Tinggal dikirim oleh kontak.")
    assert eko.toast == "Penilaian ini tidak sedang menunggu persetujuan."


@pytest.mark.parametrize("words", ["Belum", "batal", "jangan dulu"])
def test_words_answer_the_question_too(words: str):
    world, _, eko = asked()
    eko.press(world.told[0][1], "Setujui penilaian").text(words).asks_for().reads("[Setujui penilaian]")
    eko.tap("Setujui penilaian").text("Ya, setujui dan kirim")
    assert world.status is Status.SUBMITTED


def test_who_leaves_the_question_has_not_approved():
    world, _, eko = asked()
    eko.press(world.told[0][1], "Setujui penilaian").tap("Belum").asks_for().shows(f"EDITED\n{NOTICE}")
    eko.tap("Setujui penilaian").command("bantuan").reads("RECORD Penilaian Dinkes 2026: belum disetujui")


def test_a_head_of_two_offices_can_go_to_the_other_one():
    world, _, eko = asked()
    world.join("Eko", Role.HEAD, "RSUD")
    eko.press(world.told[0][1], "Lihat jawaban").tap("Kembali")
    assert eko.screen.rows[-1] == (steady("Ganti OPD", "choose"),)
    eko.tap("Setujui penilaian").tap("Ya, setujui dan kirim")
    assert eko.screen.rows[-1] == (steady("Ganti OPD", "choose"),)


def test_the_head_looks_at_the_answers_first():
    world, _, eko = asked()
    eko.press(world.told[0][1], "Lihat jawaban").reads("V02 Monitoring · III, 1 bukti").tap("V02")
    eko.reads("<b>V02 · Monitoring · tingkat III</b>", "1. V02.pdf").hides("Ubah")
    eko.tap("Kembali ke daftar").tap("Kembali").shows(f"EDITED\n{NOTICE}")


def test_the_head_gives_back_with_a_note():
    world, ani, eko = asked()
    eko.press(world.told[0][1], "Kembalikan ke kontak").reads(
        "Tuliskan catatan untuk kontak", "[Kembalikan saja]\n[Batalkan]"
    )
    eko.reads("Penilaian belum dikembalikan.").hides("Penilaian dikembalikan")
    eko.text("SOP belum").asks_for().reads("RECORD Penilaian Dinkes 2026: belum dikembalikan")
    eko.text("SOP <belum> lengkap.").asks_for().reads(
        "Kembalikan penilaian kepada kontak dengan catatan ini?\n<blockquote>SOP &lt;belum&gt; lengkap.</blockquote>",
        "Kontak OPD diberi tahu",
        "[Kembalikan ke kontak]\n[Batalkan]",
    )
    eko.tap("Kembalikan ke kontak")
    assert eko.step.effects[0] == HeadReturns(NUMBER, "SOP <belum> lengkap.")
    notice = world.told_last("Ani")
    assert face(notice) == (
        "↩️ Kepala Dinas Kesehatan mengembalikan penilaian 2026 pukul 14.00 WITA.\n"
        "Catatan: <blockquote>SOP &lt;belum&gt; lengkap.</blockquote>\n[Buka ringkasan]"
    )
    ani.press(notice, "Buka ringkasan").reads("[Kirim ke kepala]")


@pytest.mark.parametrize(
    ("way", "words", "note"),
    [
        ((), "Tolong V08 diturunkan ke III", "Tolong V08 diturunkan ke III"),
        (("Setujui penilaian",), "Apakah V08 sudah benar?", "Apakah V08 sudah benar?"),
        (("Lihat jawaban",), "Bukti V08 belum lengkap.", "Bukti V08 belum lengkap."),
        (("Lihat jawaban", "V08"), "Buktinya belum lengkap.", "V08: Buktinya belum lengkap."),
    ],
)
def test_what_the_head_misses_is_offered_as_the_note_of_a_return_first(way: tuple[str, ...], words: str, note: str):
    world, _, eko = asked()
    eko.press(world.told[0][1], way[0] if way else "Setujui penilaian")
    for label in way[1:] or (() if way else ("Belum",)):
        eko.tap(label)
    eko.text(words).asks_for().reads(
        f"<blockquote>{note}</blockquote>\nTulisan ini belum disampaikan.",
        "[Kembalikan ke kontak]\n[Setujui penilaian]\n[Batalkan]",
    )
    assert world.status is Status.AWAITING_HEAD
    eko.tap("Kembalikan ke kontak")
    assert eko.step.effects[0] == HeadReturns(NUMBER, note)


def test_words_that_give_back_are_asked_about_that_alone():
    world, _, eko = asked()
    eko.press(world.told[0][1], "Lihat jawaban").tap("V08").text("kembalikan: foto V02 buram").asks_for().reads(
        "dengan catatan ini?\n<blockquote>foto V02 buram", "[Kembalikan ke kontak]\n[Batalkan]"
    )


@pytest.mark.parametrize(
    "words", ["Ok, lanjutkan", "Sudah saya baca, bagus sekali", "Terima kasih atas kerja kerasnya"]
)
def test_praise_is_no_note_unless_the_head_says_so(words: str):
    world, _, eko = asked()
    eko.press(world.told[0][1], "Lihat jawaban").text(words).asks_for().reads(
        f"<blockquote>{words}</blockquote>\nTulisan ini belum disampaikan.",
        "[Setujui penilaian]\n[Kembalikan ke kontak]\n[Batalkan]",
    )
    eko.tap("Setujui penilaian").reads("Setujui dan kirim").tap("Ya, setujui dan kirim")
    assert world.status is Status.SUBMITTED


FIRST_WORDS = {
    "Setuju": "Setujui dan kirim penilaian mandiri 2026",
    "Setujui penilaian": "Setujui dan kirim penilaian mandiri 2026",
    "V05 belum lengkap, mohon diperbaiki": "<blockquote>V05 belum lengkap, mohon diperbaiki</blockquote>",
    "halo": "Alasan ditulis 5 sampai 500 karakter.",
}


@pytest.mark.parametrize("state", [None, Waiting()])
@pytest.mark.parametrize("words", FIRST_WORDS)
def test_the_first_words_after_the_card_count(words: str, state: Waiting | None):
    """The card came as a notice: nobody has opened a screen yet, or it said that no period was open."""
    world, _, _ = asked()
    play(world, "Eko", state).text(words).asks_for().reads(FIRST_WORDS[words])


def test_a_reply_to_the_card_is_about_it_wherever_the_head_is():
    world, _, eko = asked()
    eko.command("bantuan").text("Setuju", replying=world.told[0][1]).asks_for().reads("Setujui dan kirim penilaian")
    eko.command("bantuan").text("V05 belum lengkap", replying=world.told[0][1]).reads("V05 belum lengkap", "[Setujui")
    eko.tap("Batalkan").text("hm", replying=world.told[0][1]).reads("Alasan ditulis 5")


@pytest.mark.parametrize("way", ["Setujui penilaian", "Lihat jawaban", "Kembalikan ke kontak"])
def test_consent_in_words_is_asked_once_too(way: str):
    world, _, eko = asked()
    eko.press(world.told[0][1], way).text("setuju").asks_for().reads(
        "Setujui dan kirim penilaian mandiri 2026", "[Ya, setujui dan kirim]\n[Belum]"
    )


def test_a_note_that_is_too_short_stays_where_it_was_written():
    world, _, eko = asked()
    eko.press(world.told[0][1], "Lihat jawaban").text("hm").asks_for().shows_last(
        "Alasan ditulis 5 sampai 500 karakter. Tulis ulang."
    )


def test_the_head_may_think_again():
    world, _, eko = asked()
    eko.press(world.told[0][1], "Kembalikan ke kontak").tap("Batalkan").asks_for().shows(f"EDITED\n{NOTICE}")
    eko.tap("Kembalikan").tap("Kembalikan saja")
    assert face(world.told[-1][1]).startswith(
        "↩️ Kepala Dinas Kesehatan mengembalikan penilaian 2026 pukul 14.00 WITA.\n["
    )


def test_the_head_is_reminded_once_a_day():
    world, ani, _ = asked()
    ani.tap("Ingatkan kepala")
    assert world.told[-1][1].text.startswith("Penilaian menunggu persetujuan Bapak/Ibu.\nYth. Kepala Dinas Kesehatan")
    ani.tap("Ingatkan kepala").asks_for()
    assert ani.toast == "Kepala sudah diingatkan hari ini"
    world.pass_time(days=1)
    ani.tap("Ingatkan kepala")
    assert ani.toast == "Kepala sudah diingatkan"


def test_without_a_head_in_the_bot_it_is_said_what_to_do():
    world = World(now=at("2026-12-10 14.00"), approval=Approval.IN_BOT, heads=0).fill(*CODES)
    ani = (
        play(world)
        .command("ringkasan")
        .text("Siti\nKepala Subbagian Umum\n-")
        .reads(
            "⚠️ Penilaian ini memerlukan persetujuan kepala, tetapi kepala belum terdaftar di bot. Tekan Minta kepala "
            "diundang untuk memberi tahu Bagian Organisasi Setda Kabupaten Kutai Timur."
        )
    )
    ani.tap("Kirim ke kepala").asks_for()
    assert ani.toast == "Belum ada kepala yang terdaftar di bot"
    ani.tap("Minta kepala diundang").toasts("Koordinator diberi tahu bahwa kepala perlu diundang")
    notice = world.told_last("Citra")
    assert "penilaian 2026 siap disetujui, tetapi kepala Dinas Kesehatan belum terdaftar di bot." in notice.text
    ani.tap("Minta kepala diundang").asks_for().toasts("Koordinator sudah diberi tahu hari ini")
    citra = play(world, "Citra").press(notice, "Undang kepala")
    assert citra.state == ConfirmingInvitation(PEMDA, "head", OFFICE, of_opd=True)
    assert isinstance(citra.tap("Buat undangan").orders[0], Invite)


def test_a_head_who_left_while_the_approval_waits_is_called_too():
    world, ani, _ = asked()
    world.without(Role.HEAD)
    ani.command("isi").reads("Kepala belum terdaftar di bot.", "[Minta kepala diundang]").hides("[Ingatkan kepala]")
    ani.tap("Minta kepala diundang").toasts("Koordinator diberi tahu bahwa kepala perlu diundang")


def test_a_head_who_fills_in_submits_directly():
    world = World(now=at("2026-12-10 14.00"), approval=Approval.IN_BOT).fill(*CODES)
    world.join("Ani", Role.HEAD)
    ani = play(world).command("ringkasan").text("Siti\nKepala\n-").tap("Kirim ke kepala")
    assert ani.step.effects == (SetDeclarant(NUMBER, Declarant("Siti", "Kepala", "-")), AskHead(NUMBER), Submit(NUMBER))


def test_a_contact_cannot_approve():
    world, ani, _ = asked()
    ani.press(world.told[0][1], "Setujui penilaian").asks_for()
    assert ani.toast == "Hanya kepala yang dapat menyetujui."


def test_the_head_sees_how_far_the_contacts_are():
    world = World().fill("V01")
    play(world, "Eko").command("isi").reads(
        "Yth. Kepala Dinas Kesehatan\nPenilaian mandiri 2026, Dinas Kesehatan\n▰▱▱▱▱▱▱▱▱▱▱ 1 dari 11 lengkap\n"
        "Belum lengkap: V02, V03, V04, V05, V06, V07, V08, V09, V10, V11\n"
        "Tenggat: Senin, 14 Desember 2026 pukul 16.00 WITA"
    )
    play(World(), "Eko").command("isi").reads("0 dari 11 lengkap\nBelum ada variabel yang lengkap.\nTenggat: Senin")


# what the contact does then


def given_back(note: str) -> Play:
    """The contact's screen still waits for the head."""
    world, ani, eko = asked()
    eko.press(world.told[0][1], "Kembalikan ke kontak")
    if note:
        eko.text(note).tap("Kembalikan ke kontak")
    else:
        eko.tap("Kembalikan saja")
    world.pass_time(hours=1)
    return ani


@pytest.mark.parametrize(
    "note", ["Bukti V02 kurang", "bukti v 2 kurang.", "Variabel 2: kurang", "Monitoring kurang bukti"]
)
@pytest.mark.parametrize("way", ["old screen", "summary", "contents", "looking back"])
def test_a_file_goes_to_the_one_variable_that_the_head_named(note: str, way: str) -> None:
    ani = given_back(note)
    WAYS[way](ani)
    ani.file("Monev.pdf").reads("Monev.pdf diterima untuk V02. Bila bukan untuk V02, buka V02").hides("sudah terkunci")
    assert len(ani.world.evidence_of("V02")) == 2


@pytest.mark.parametrize("note", ["", "Lengkapi lagi.", "V02 dan V04 kurang bukti"])
@pytest.mark.parametrize("way", ["old screen", "summary", "contents", "looking back"])
def test_where_the_head_named_none_or_several_the_person_chooses(note: str, way: str) -> None:
    ani = given_back(note)
    WAYS[way](ani)
    ani.file("Monev.pdf").asks_for().reads("⚠️ Monev.pdf belum disimpan. Buka dahulu variabelnya, lalu kirim lagi.")
    ani.hides("sudah terkunci").file("Monev.pdf", album="a").file("Lagi.pdf", album="a").asks_for()
    ani.reads("2 dari 2 berkas tidak tersimpan: Monev.pdf (variabelnya belum dipilih)")
    ani.tap("V02").file("Monev.pdf").reads("diterima untuk V02.")


WAYS = {
    "old screen": lambda player: player,
    "summary": lambda player: player.command("ringkasan"),
    "contents": lambda player: player.command("isi"),
    "looking back": lambda player: player.command("ringkasan").tap("Periksa jawaban"),
}


def test_the_summary_keeps_the_note_and_offers_to_repair_before_to_send() -> None:
    ani = given_back("Bukti <V02> kurang").command("ringkasan")
    ani.reads("↩️ Catatan kepala: Bukti &lt;V02&gt; kurang\n[Perbaiki V02]\n[Buka daftar isi]")
    assert ani.screen.rows[-1][0].label == "Kirim ke kepala"
    ani.tap("Perbaiki V02").file("Monev.pdf").reads("Monev.pdf diterima untuk V02.").command("ringkasan")
    ani.reads("↩️ Catatan kepala: Bukti &lt;V02&gt; kurang\n[Kirim ke kepala]").tap("Kirim ke kepala")
    again = ani.world.told_last("Eko").text
    assert "↩️ Diajukan lagi. Sejak catatan Bapak/Ibu “Bukti &lt;V02&gt; kurang”: yang berubah V02.\n" in again
    ani.tap("Tarik kembali").tap("Tarik kembali").reads("Catatan kepala: Bukti &lt;V02&gt; kurang")


def test_without_a_note_the_summary_says_that_the_head_gave_it_back() -> None:
    ani = given_back("").command("ringkasan").reads("↩️ Kepala mengembalikan penilaian ini.\n[Buka daftar isi]")
    ani.tap("Kirim ke kepala")
    assert "↩️ Diajukan lagi. Sejak catatan Bapak/Ibu: tidak ada yang berubah.\n" in ani.world.told_last("Eko").text


def test_words_on_the_old_screen_are_not_called_locked() -> None:
    given_back("Bukti V02 kurang").text("https://drive.example.go.id/monev.pdf").reads("1 tautan diterima untuk V02.")


def test_the_note_outlives_a_withdrawal() -> None:
    _, ani, eko = asked()
    eko.command("mulai").tap("Kembalikan ke kontak").text("V03 belum sesuai SK").tap("Kembalikan ke kontak")
    ani.command("ringkasan").tap("Kirim ke kepala").tap("Tarik kembali").tap("Tarik kembali")
    ani.command("ringkasan").reads("↩️ Catatan kepala: V03 belum sesuai SK", "[Perbaiki V03]").tap("Kirim ke kepala")
    again = "Diajukan lagi. Sejak catatan Bapak/Ibu “V03 belum sesuai SK”: tidak ada yang berubah."
    assert again in ani.world.told_last("Eko").text
    eko.command("mulai").reads(again).tap("Setujui penilaian").tap("Ya, setujui dan kirim")
    ani.command("mulai").tap("Tarik kembali").tap("Tarik kembali").command("ringkasan").hides("Catatan kepala")


@pytest.mark.parametrize("here", [Serving(Role.HEAD, NUMBER), ReadingHelp(NUMBER), Resulting(NUMBER)])
def test_words_of_a_head_beside_the_card_count_as_on_it(here: State) -> None:
    world, _, _ = asked()
    eko = play(world, "Eko", here).text("ok").asks_for()
    assert isinstance(eko.state, Consenting)
    eko = play(world, "Eko", here).text("Tolong V03 diperbaiki dulu, SK belum ada").asks_for()
    eko.reads("Tolong V03 diperbaiki dulu, SK belum ada", "[Kembalikan ke kontak]", "[Setujui penilaian]")
    eko.tap("Kembalikan ke kontak")
    assert HeadReturns(NUMBER, "Tolong V03 diperbaiki dulu, SK belum ada") in eko.step.effects
