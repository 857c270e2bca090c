"""What does not fit is kept, offered back, or refused with what to do."""

import pytest
from sqlalchemy import update

from bot.flows.events import OtherKind
from bot.flows.states.contact import Explaining, Levelling, Sorting
from core.effects import AttachLink, SaveExplanation, SaveLevel, UseEvidence
from storage.engine.schema import EVIDENCE
from tests.flows.answers.test_variable import at_evidence, at_explanation
from tests.flows.play import play
from tests.flows.world import NUMBER, World

POST = "Pemerintah kabupaten menyalurkan bantuan beras kepada warga."
JUNE = "Rapat juga diadakan bulan Juni."
JULY = "Lalu sekali lagi pada bulan Juli."
TOLD = "Notulen rapatnya disimpan sekretaris."


def test_a_compressed_photo_of_a_document_is_hinted_at_once():
    player = (
        at_evidence()
        .file()
        .reads(
            "NEW\n<b>V02 ·",
            "📎 Foto diterima. Bila tulisannya kurang jelas, kirim lagi sebagai Berkas agar tidak dikecilkan.\n"
            "📎 V01: 1 berkas diterima. Berkas berikutnya tetap masuk V01 sampai tingkat V02 dipilih.\n[I]",
        )
    )
    player.tap("III").text("Monev berjalan tiap triwulan.").file().hides("Foto diterima")


def test_the_hint_goes_after_a_while():
    player = at_evidence().file()
    player.world.pass_time(minutes=5)
    assert "Foto diterima" not in player.screen.text


@pytest.mark.parametrize("at", [at_explanation, at_evidence])
def test_a_file_too_large_is_refused_and_nothing_else_is_lost(at):
    player = at().file("Laporan_2026.pdf", size=25 * 1024 * 1024).asks_for()
    player.shows_last(
        "⚠️ Laporan_2026.pdf (25,0 MB) belum tersimpan karena melebihi 20 MB. "
        "Bagi menjadi beberapa berkas, atau kirim tautan penyimpanan kantor."
    )


def test_an_empty_file_is_refused():
    player = at_evidence().file("notulen.pdf", size=0).asks_for()
    player.shows_last("⚠️ notulen.pdf kosong (0 byte). Periksa berkasnya, lalu kirim ulang.")


@pytest.mark.parametrize(
    ("name", "mime"),
    [("arsip.zip", "application/zip"), ("pasang.exe", ""), ("film.mp4", "video/mp4"), ("catatan.txt", "text/plain")],
)
def test_what_is_no_document_is_refused_at_once(name, mime):
    player = at_evidence().file(name, mime=mime or "application/octet-stream").asks_for()
    player.shows_last(
        f"⚠️ {name} belum tersimpan karena jenisnya tidak diterima. Kirim PDF, foto, Word, Excel, atau PowerPoint."
    )


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("SK.docx", "application/octet-stream"),
        ("SK.PDF", "application/x-pdf"),
        ("tanpa nama", ""),
        ("foto.jfif", "image/pjpeg"),
        ("foto", "image/pjpeg"),
        ("surat.rtf", "application/rtf"),
    ],
)
def test_what_may_be_a_document_is_judged_after_copying(name, mime):
    assert at_evidence().file(name, mime=mime or "application/octet-stream").step.effects


def test_the_same_file_twice_is_one():
    player = at_explanation().file("SK_Tim.pdf").file("SK_Tim.pdf").asks_for()
    player.shows_last("📎 Berkas ini sudah ada pada V01 (SK_Tim.pdf), jadi tidak digandakan.")


def test_a_file_of_another_variable_is_used_again():
    player = at_evidence().file("SK_Tim.pdf").tap("III").text("Monev berjalan tiap triwulan.").file("SK_Tim.pdf")
    player.asks_for(UseEvidence(NUMBER, 1, "V02")).reads(
        "NEW\n<b>V03 · Penjaminan Mutu</b>",
        "\n📎 Berkas ini sama dengan bukti V01 dan kini dipakai juga untuk V02.\n[I]",
    )


def test_a_file_where_the_explanation_is_asked_is_attached():
    player = at_explanation().file("SK_Tim.pdf")
    player.shows_last("📎 SK_Tim.pdf diterima untuk V01. Sekarang tulis penjelasannya.")
    player = at_explanation().text("https://a.go.id/x").asks_for(AttachLink(NUMBER, "V01", "https://a.go.id/x"))
    player.shows_last("📎 1 tautan diterima untuk V01. Sekarang tulis penjelasannya.")


@pytest.mark.parametrize(
    ("at", "kind", "line"),
    [
        (at_evidence, OtherKind.STICKER, "Stiker tidak dapat dijadikan bukti. Kirim foto, dokumen, atau tautan."),
        (at_evidence, OtherKind.LOCATION, "Lokasi tidak dapat dijadikan bukti. Kirim foto, dokumen, atau tautan."),
        (
            at_explanation,
            OtherKind.VOICE,
            "Pesan suara belum dapat dibaca. Tuliskan penjelasan dalam satu atau dua kalimat.",
        ),
        (at_evidence, OtherKind.VOICE, "Pesan suara belum dapat dibaca. Kirim foto, dokumen, atau tautan."),
        (
            at_explanation,
            OtherKind.VIDEO,
            "Video tidak dapat dijadikan bukti. Tuliskan penjelasan dalam satu atau dua kalimat.",
        ),
    ],
)
def test_stickers_and_voices_change_nothing(at, kind, line):
    player = at().other(kind).asks_for()
    player.shows_last(line)


def test_a_text_where_evidence_is_asked_is_offered_back():
    player = (
        at_evidence()
        .text(JUNE)
        .asks_for()
        .shows(
            """
        RECORD 🟡 V01 Perencanaan: kurang bukti
        NEW
        <b>V01 · Perencanaan</b>
        <blockquote>Rapat juga diadakan bulan Juni.</blockquote>
        Simpan tulisan ini sebagai apa?
        [Tambah ke penjelasan]
        [Ganti penjelasan]
        [Tanyakan ke tim] [Abaikan tulisan]
        """
        )
    )
    before = player.world.answers["V01"].explanation
    player.tap("Tambah ke penjelasan").asks_for(
        SaveExplanation(NUMBER, "V01", f"{before}\n{JUNE}", ((1, before), (2, f"\n{JUNE}")))
    ).reads("(toast: Ditambahkan ke penjelasan V01)\nEDITED\n<b>V01 · Bukti untuk tingkat III</b>")


def test_a_text_may_replace_the_explanation_or_be_ignored():
    player = at_evidence().text(JUNE).tap("Ganti penjelasan")
    player.asks_for(SaveExplanation(NUMBER, "V01", JUNE, ((2, JUNE),)))
    player = at_evidence().text(JUNE).tap("Abaikan tulisan").asks_for()
    assert player.toast == "Tulisan diabaikan"


def test_a_level_typed_after_other_words_is_a_level_and_the_words_wait_on():
    player = play(World()).command("isi").tap("V07").text("sepertinya empat").reads("Simpan tulisan ini")
    player.text("5").asks_for(SaveLevel(NUMBER, "V07", 5)).reads("RECORD V07: tingkat V tersimpan\n")
    player.reads("<blockquote>sepertinya empat</blockquote>", "[Jadikan tulisan ini penjelasan V07]")
    player.tap("Abaikan tulisan").reads("tingkat V</b>")
    assert player.state == Explaining(NUMBER, "V07")


def test_a_number_in_words_is_a_level():
    play(World()).command("isi").tap("V07").text("Empat").asks_for(SaveLevel(NUMBER, "V07", 4))


def test_no_line_says_unsaved_of_words_that_were_joined_and_dropped():
    player = at_evidence().text(JUNE).text("Dan Juli.").reads("RECORD Tulisan digabung dengan pesan berikutnya\n")
    player.tap("Abaikan tulisan").hides("belum disimpan")


def test_changing_an_explanation_can_be_given_up():
    player = play(World().fill("V03")).command("isi").tap("V03").tap("Ubah penjelasan")
    player.reads("[Pertahankan penjelasan]\n[Ubah tingkat] [Buka daftar isi]").tap("Pertahankan penjelasan").asks_for()
    player.reads("[Ubah tingkat] [Ubah penjelasan]")


def test_a_text_where_the_level_is_asked_may_be_its_explanation():
    player = (
        play(World())
        .command("isi")
        .tap("V01")
        .text(JUNE)
        .reads("[Jadikan tulisan ini penjelasan V01]\n[Tanyakan ke tim] [Abaikan tulisan]")
    )
    player.tap("Jadikan tulisan ini penjelasan V01").asks_for(SaveExplanation(NUMBER, "V01", JUNE, ((1, JUNE),)))
    assert player.state == Levelling(NUMBER, "V01")


def test_a_text_after_the_file_belongs_to_either_variable():
    player = (
        at_evidence()
        .file("a.pdf")
        .text(JUNE)
        .reads(
            "<b>V02 · Monitoring</b>\n",
            "[Tambah ke penjelasan V01]\n[Jadikan tulisan ini penjelasan V02]\n[Ganti penjelasan V01]\n"
            "[Tanyakan ke tim] [Abaikan tulisan]",
        )
    )
    player.tap("Tambah ke penjelasan V01")
    assert player.world.answers["V01"].explanation.endswith(f"\n{JUNE}")
    assert player.state == Levelling(NUMBER, "V02")


def test_a_second_text_joins_the_one_that_waits():
    player = at_evidence().text(JUNE).text("Juga bulan Juli.")
    assert player.state == Sorting(NUMBER, "V01", f"{JUNE}\nJuga bulan Juli.", 2, "Evidencing")


def test_a_text_left_unsorted_is_kept_in_the_record():
    at_evidence().text(f"<b>{JUNE}").command("isi").reads(
        f"RECORD Tulisan untuk V01 belum disimpan:\n<blockquote>&lt;b&gt;{JUNE}</blockquote>"
    )


def test_links_are_evidence_with_or_without_a_name():
    player = at_evidence().text("Renja: https://a.go.id/renja dan www.b.go.id/rka.")
    player.asks_for(
        AttachLink(NUMBER, "V01", "https://a.go.id/renja"), AttachLink(NUMBER, "V01", "https://www.b.go.id/rka")
    )
    player.reads("📎 V01: 2 tautan diterima. Isi tautan dapat berubah; bila memungkinkan, kirim juga berkasnya.")
    player.text("https://a.go.id/renja").asks_for()
    player.shows_last("📎 Tautan ini sudah ada pada V01, jadi tidak digandakan.")


def test_a_link_that_follows_waiting_words_is_evidence():
    player = at_evidence().text("Ini buktinya ya:").text("https://drive.google.com/file/d/1aBcD/view")
    player.asks_for(AttachLink(NUMBER, "V01", "https://drive.google.com/file/d/1aBcD/view"))
    player.reads("1 tautan diterima", "Ini buktinya ya:", "Simpan tulisan")
    player.tap("Abaikan")
    assert [item.name for item in player.world.evidence] == ["https://drive.google.com/file/d/1aBcD/view"]


def test_a_longer_text_with_a_link_is_both():
    words = "Rapat evaluasi diadakan setiap bulan, notulennya di https://a.go.id/n dan dapat dibuka siapa saja."
    player = at_evidence().text(words).asks_for(AttachLink(NUMBER, "V01", "https://a.go.id/n"))
    player.reads("📎 1 tautan diterima untuk V01.", "Simpan tulisan ini sebagai apa?").tap("Tambah")
    player.reads("<b>V02 · Monitoring</b>")
    assert words in player.world.answers["V01"].explanation


def test_a_long_paste_that_phones_split_is_joined():
    player = (
        at_explanation()
        .text("x" * 4096)
        .text("y" * 904)
        .shows_last("Penjelasan V01 tersimpan utuh: 5.000 huruf, dua pesan digabung.")
    )
    assert player.world.answers["V01"].explanation == "x" * 4096 + "y" * 904


def test_a_paste_split_at_a_space_gets_it_back():
    first = ("kata " * 810).strip()
    player = at_explanation().text(first).text("lanjut " * 580).text("selesai")
    assert player.world.answers["V01"].explanation == f"{first} {('lanjut ' * 580).strip()} selesai"
    player.reads("tiga pesan digabung.")


def test_a_long_paste_for_the_last_level_one_does_not_land_in_the_identity():
    world = World().fill(*[f"V{n:02}" for n in range(1, 11)])
    player = play(world).command("isi").tap("V11").tap("I").text("x" * 4096).reads("<b>Ringkasan Dinkes 2026</b>")
    player.text("y" * 100).reads("Penjelasan V11 tersimpan utuh: 4.196 huruf, dua pesan digabung.")


def test_a_text_long_after_a_long_one_is_a_text_of_its_own():
    player = at_explanation().text("x" * 4096)
    player.world.pass_time(minutes=10)
    player.text(JUNE).reads("Simpan tulisan ini sebagai apa?")


@pytest.mark.parametrize(
    "between",
    [
        pytest.param(lambda ani: ani.file("Renja_2026.pdf").tap("II"), id="a file and a level"),
        pytest.param(lambda ani: ani.tap("Buka daftar isi").tap("V02").tap("II"), id="another variable opened"),
        pytest.param(lambda ani: ani.command("isi").tap("V02").tap("II"), id="a command"),
    ],
)
def test_whatever_comes_between_ends_a_long_text(between):
    player = at_explanation()
    player.text("x" * 4050)
    player.world.pass_time(seconds=5)
    between(player)
    player.text(JUNE)
    assert player.world.answers["V01"].explanation == "x" * 4050
    assert player.world.answers["V02"].explanation == JUNE


def test_a_level_typed_after_a_long_text_is_the_level():
    player = play(World()).command("isi").tap("V01").tap("I").text("x" * 4050).reads("<b>V02 · Monitoring</b>")
    player.text("3").reads("tingkat III")
    assert (player.world.answers["V02"].level, player.world.answers["V01"].explanation) == (3, "x" * 4050)


def test_an_edited_message_updates_the_explanation_it_came_from():
    player = at_evidence().text("Renja 2026 & RKA.", message=1, edited=True)
    player.asks_for(SaveExplanation(NUMBER, "V01", "Renja 2026 & RKA.", ((1, "Renja 2026 & RKA."),)))
    player.shows_last("Penjelasan V01 diperbarui sesuai suntingan.")


def test_an_edited_part_keeps_the_others():
    player = at_evidence().text(JUNE).tap("Tambah").text("Rapat bulan Juli.", message=2, edited=True)
    assert player.world.answers["V01"].explanation.endswith("\nRapat bulan Juli.")


@pytest.mark.parametrize("message", [2, 3])
@pytest.mark.parametrize("kept", ["Tambah ke penjelasan", "Ganti penjelasan"])
def test_an_edited_one_of_several_joined_texts_keeps_the_others(message: int, kept: str):
    """Found: what was joined was stored as one message, so an edit of the first threw the rest away."""
    new = {2: (TOLD, JULY), 3: (JUNE, TOLD)}[message]
    player = at_evidence().text(JUNE).text(JULY)
    player.text(TOLD, message=message, edited=True).reads(f"<blockquote>{new[0]}\n{new[1]}</blockquote>")
    player = at_evidence().text(JUNE).text(JULY).tap(kept).text(TOLD, message=message, edited=True)
    player.reads("Penjelasan V01 diperbarui sesuai suntingan.")
    assert player.world.answers["V01"].explanation.endswith(f"{new[0]}\n{new[1]}")


def test_an_edit_of_something_else_answers_nothing():
    player = at_evidence().text("halo", message=77, edited=True).asks_for()
    assert player.seen == ""


def test_an_edit_after_sending_changes_nothing():
    world = World().fill(*[f"V{n:02}" for n in range(1, 12)])
    player = play(world).command("isi").tap("V01").tap("Ubah penjelasan").text("Renja disusun bersama bidang.")
    player.command("ringkasan").text("Siti\nKepala\n-").tap("Kirim").text("Renstra.", message=1, edited=True).asks_for()
    player.shows_last("Suntingan tidak mengubah penjelasan V01, karena sudah terkunci.")


def test_hostile_names_and_words_are_shown_as_written():
    player = at_explanation().file("SK <b>Tim</b> & \u202efdp.exe.pdf")
    player.shows_last(
        "📎 SK &lt;b&gt;Tim&lt;/b&gt; &amp; fdp.exe.pdf diterima untuk V01. Sekarang tulis penjelasannya."
    )
    player.text("<b>مرحبا</b> & 🙂").command("isi").tap("V01").reads("&lt;b&gt;مرحبا&lt;/b&gt; &amp; 🙂")


def test_files_sent_together_from_the_contents_say_where_they_went_and_how_many():
    """The last part of an album says what the first one did: the variable was only guessed."""
    player = play(World().fill("V01")).command("isi").file(album="a", caption="Rapat bidang")
    player.shows_last("📎 Rapat bidang diterima untuk V02. Bila bukan untuk V02, buka V02 lalu pindahkan buktinya.")
    player.file(album="a").file("c.pdf", album="a")
    player.shows_last("📎 3 berkas diterima untuk V02. Bila bukan untuk V02, buka V02 lalu pindahkan buktinya.")


@pytest.mark.parametrize("label", ["V05", "Buka ringkasan"])
def test_a_guess_is_said_wherever_the_rest_of_the_album_arrives(label):
    player = play(World().fill("V01")).command("isi").file(album="a").tap(label).file(album="a")
    player.shows_last("📎 2 berkas diterima untuk V02. Bila bukan untuk V02, buka V02 lalu pindahkan buktinya.")


def test_a_guess_is_said_beside_the_questionnaire_too():
    player = play(World().fill("V01")).command("isi").file(album="a").command("bantuan").file(album="a")
    player.reads("📎 2 berkas diterima untuk V02. Bila bukan untuk V02, buka V02 lalu pindahkan buktinya.")


def test_an_album_whose_first_file_was_refused_says_that_its_variable_was_guessed():
    player = play(World().fill("V01")).command("isi").file("a.exe", mime="application/x-msdownload", album="a")
    player.file("b.pdf", album="a").reads("📎 b.pdf diterima untuk V02. Bila bukan untuk V02, buka V02")


def test_an_album_for_an_open_variable_says_how_many_files_came():
    player = play(World().fill("V01")).command("isi").tap("V01").file(album="a").file(album="a")
    player.shows_last("📎 2 berkas diterima untuk V01.").hides("Bila bukan")


def test_files_sent_one_by_one_before_an_answer_stay_with_the_first_guess():
    """The first file completes what was guessed; those sent with it are not guessed anew."""
    world = World().fill("V01", "V02")
    world.lose_evidence(2)
    player = play(world).command("isi").file("a.pdf").file("b.pdf", message=1)
    player.reads("📎 2 berkas diterima untuk V02. Bila bukan untuk V02, buka V02 lalu pindahkan buktinya.")


# what somebody else wrote


def test_the_caption_of_a_forwarded_post_is_no_explanation() -> None:
    player = play(World()).command("isi").tap("V01").tap("III").file("SK.pdf", caption=POST, forwarded=True)
    assert [type(order).__name__ for order in player.step.effects] == ["AttachFile"]
    assert player.world.evidence[0].note == POST
    assert player.state == Explaining(NUMBER, "V01")


def test_a_forwarded_text_is_asked_about() -> None:
    player = play(World()).command("isi").tap("V01").tap("III").text(POST, forwarded=True).asks_for()
    player.reads("[Jadikan tulisan ini penjelasan V01]", "[Tanyakan ke tim]").tap("Jadikan tulisan ini penjelasan V01")
    assert player.world.answers["V01"].explanation == POST


def test_a_forwarded_text_is_no_question_of_ones_own() -> None:
    player = play(World()).command("isi").tap("V01").tap("Tanya tim").text(POST, forwarded=True).asks_for()
    player.reads("[Tanyakan ke tim]\n[Batalkan]")


def test_a_variable_without_evidence_says_so_where_files_go_to_it() -> None:
    player = play(World()).command("isi").tap("V01").tap("III").text("Renja disusun bersama bidang.").file("a.pdf")
    player.world.conn.execute(update(EVIDENCE).values(state="refused"))
    assert "⚠️ V01 belum punya bukti. Berkas berikutnya masuk V01 sampai tingkat V02 dipilih." in player.screen.text
