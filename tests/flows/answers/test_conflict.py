"""Two contacts of one OPD, and a question to the team."""

from bot.flows.states.contact import Asking, Levelling
from core.effects import Ask, SaveExplanation, SaveLevel
from tests.flows.play import Play, face, play
from tests.flows.world import NUMBER, World, at


def both() -> tuple[World, Play, Play]:
    world = World(now=at("2026-12-07 09.12"))
    return world, play(world, "Ani"), play(world, "Dewi")


def test_a_colleague_at_the_same_variable_is_named():
    _, ani, dewi = both()
    ani.command("isi").tap("V03")
    dewi.command("isi").tap("V03").reads(
        "<b>V03 · Penjaminan Mutu</b> (3 dari 11)\n",
        "\n🟡 Ani sedang mengisi variabel ini sejak pukul 09.12 WITA.\n[I]",
    )


def test_a_colleague_whose_text_is_still_to_be_sorted_is_at_no_variable():
    _, ani, dewi = both()
    dewi.command("isi").text("Rapat juga diadakan bulan Juni.").reads("\nV03 Penjaminan Mutu\n", "variabel mana?")
    ani.command("isi").tap("V03").reads("<b>V03 · Penjaminan Mutu</b> (3 dari 11)").hides("sedang mengisi")


def test_a_colleagues_level_is_replaced_only_knowingly_and_they_are_told():
    world, ani, dewi = both()
    ani.command("isi").tap("V03")
    dewi.command("isi").tap("V03")
    world.now = at("2026-12-07 09.14")
    ani.tap("III")
    world.now = at("2026-12-07 09.16")
    dewi.tap("IV").asks_for().shows(
        """
        EDITED
        <b>V03 · Sudah diisi rekan</b>
        Ani menyimpan tingkat III pukul 09.14 WITA. Pilihan Bapak/Ibu, tingkat IV, belum disimpan.
        [Pertahankan III]
        [Ganti menjadi IV]
        """
    )
    dewi.tap("Ganti menjadi IV")
    assert dewi.step.effects[0] == SaveLevel(NUMBER, "V03", 4)
    assert dewi.toast == "V03: tingkat IV tersimpan. Rekan diberi tahu."
    ((name, notice),) = world.told
    assert name == "Ani"
    assert face(notice) == (
        "Dewi mengubah V03 dari tingkat III menjadi IV pukul 09.16 WITA. Penjelasan dan bukti tetap.\n[Lihat V03]"
    )
    ani.press(notice, "Lihat V03").reads("<b>V03 · Penjaminan Mutu · tingkat IV</b>")


def test_a_colleagues_level_may_be_kept():
    _, ani, dewi = both()
    ani.command("isi").tap("V03")
    dewi.command("isi").tap("V03")
    ani.tap("III")
    dewi.text("4").reads("RECORD 🟡 V03: jawaban Bapak/Ibu belum disimpan", "Sudah diisi rekan").tap("Pertahankan III")
    dewi.asks_for().reads("<b>V03 · Penjaminan Mutu · tingkat III</b>")


def test_what_changed_since_it_was_shown_is_shown_again():
    _, ani, dewi = both()
    ani.command("isi").tap("V03")
    dewi.command("isi").tap("V03")
    ani.tap("III")
    dewi.tap("IV")
    stale = dewi.screen.rows[1][0].value
    ani.tap("Ubah tingkat").tap("II")
    dewi.forge(stale).asks_for().reads("Ani menyimpan tingkat II")
    assert dewi.toast == "Rekan baru saja mengubahnya. Periksa lagi."


def test_the_same_level_is_no_conflict():
    _, ani, dewi = both()
    ani.command("isi").tap("V03")
    dewi.command("isi").tap("V03")
    ani.tap("III")
    dewi.tap("III").asks_for()
    assert dewi.toast == "Sudah tersimpan: V03, tingkat III"


def both_explaining() -> tuple[World, Play, Play]:
    world, ani, dewi = both()
    ani.command("isi").tap("V03").tap("III")
    dewi.command("isi").tap("V03").reads("<b>V03 · Penjaminan Mutu · tingkat III</b>")
    ani.text("Standar ditetapkan 2025.")
    dewi.text("Diuji <setiap> bulan.").asks_for()
    return world, ani, dewi


def test_a_colleagues_explanation_is_not_overwritten():
    _, _, dewi = both_explaining()
    dewi.shows(
        """
        RECORD 🟡 V03: jawaban Bapak/Ibu belum disimpan
        NEW
        <b>V03 · Sudah diisi rekan</b>
        Ani menyimpan penjelasan pukul 09.12 WITA:
        <blockquote expandable>Standar ditetapkan 2025.</blockquote>
        Tulisan Bapak/Ibu belum disimpan:
        <blockquote expandable>Diuji &lt;setiap&gt; bulan.</blockquote>
        [Pertahankan yang ada]
        [Tambah tulisan saya]
        [Ganti penjelasan]
        """
    )


def test_a_colleagues_explanation_can_be_added_to_replaced_or_kept():
    world, _, dewi = both_explaining()
    dewi.tap("Tambah tulisan saya")
    assert world.answers["V03"].explanation == "Standar ditetapkan 2025.\nDiuji <setiap> bulan."
    ((name, notice),) = world.told
    assert (name, face(notice)) == (
        "Ani",
        "Dewi mengubah penjelasan V03 pukul 09.12 WITA. Tingkat dan bukti tetap.\n[Lihat V03]",
    )
    world, _, dewi = both_explaining()
    dewi.tap("Ganti penjelasan")
    assert dewi.step.effects[0] == SaveExplanation(
        NUMBER, "V03", "Diuji <setiap> bulan.", ((1, "Diuji <setiap> bulan."),)
    )
    world, _, dewi = both_explaining()
    dewi.tap("Pertahankan").asks_for().reads("<b>V03 · Bukti untuk tingkat III</b>")


def test_who_took_over_the_level_does_not_own_the_explanation():
    world, ani, dewi = both()
    ani.command("isi").tap("V03").tap("III").text("Standar ditetapkan 2025.")
    dewi.command("isi").tap("V03").tap("Ubah jawaban").tap("Ubah tingkat").tap("IV").tap("Ganti menjadi IV")
    world.told.clear()
    dewi.command("isi").tap("V03").tap("Ubah jawaban").tap("Ubah penjelasan").text("Diuji setiap bulan.").asks_for()
    dewi.reads("Ani menyimpan penjelasan pukul 09.12 WITA:").tap("Ganti penjelasan")
    assert [name for name, _ in world.told] == ["Ani"]


def test_who_took_over_the_explanation_does_not_own_the_level():
    world, _, dewi = both_explaining()
    dewi.tap("Ganti penjelasan")
    world.told.clear()
    dewi.command("isi").tap("V03").tap("Ubah jawaban").tap("Ubah tingkat").tap("V").asks_for()
    dewi.reads("Ani menyimpan tingkat III pukul 09.12 WITA.").tap("Ganti menjadi V")
    assert [name for name, _ in world.told] == ["Ani"]


def test_a_colleague_whose_file_is_removed_is_told():
    world, _, dewi = both()
    world.fill("V01")
    dewi.command("isi").tap("V01").tap("Periksa bukti").tap("1").tap("Hapus dari V01")
    ((name, notice),) = world.told
    assert name == "Ani"
    assert face(notice) == "Dewi menghapus V01.pdf dari V01 pukul 09.12 WITA.\n[Lihat V01]"


def test_a_text_that_waits_follows_its_edit():
    _, ani, dewi = both()
    ani.command("isi").tap("V01").tap("III")
    dewi.command("isi").tap("V01")
    ani.text("Renja disusun bersama bidang.")
    dewi.text("Renja ditelaah.", message=9).reads("Sudah diisi rekan", "Renja ditelaah.")
    dewi.text("RKA ditelaah.", message=9, edited=True).reads("RKA ditelaah.").hides("Renja ditelaah.")


def test_a_colleague_whose_explanation_grows_is_told():
    world, ani, dewi = both()
    ani.command("isi").tap("V01").tap("III").text("Renja disusun bersama bidang.")
    dewi.command("isi").tap("V01").text("Juga RKA.").reads(
        "Penjelasan V01 ditulis Ani; perubahan diberitahukan kepadanya."
    )
    dewi.tap("Tambah ke penjelasan")
    assert [name for name, _ in world.told] == ["Ani"]


def test_a_colleague_sends_meanwhile():
    world, ani, dewi = both()
    world.fill(*world.assessment.instrument.codes)
    ani.command("isi").tap("Buka ringkasan")
    dewi.command("isi").tap("V05").tap("Ubah tingkat")
    ani.text("Siti\nKepala\n-").tap("Kirim ke tim penilai")
    assert dewi.screen.text == "<b>Dinkes · Penilaian 2026</b>\nPenilaian sudah dikirim dan terkunci."
    dewi.forge("V05:4").asks_for().reads(
        "(toast: Penilaian sudah dikirim dan terkunci.)\nEDITED\n🔒 <b>Tanda terima</b>"
    )


def test_a_file_after_a_colleague_has_sent_is_named_as_not_kept():
    world, ani, dewi = both()
    world.fill(*world.assessment.instrument.codes)
    dewi.command("isi").tap("V05")
    ani.command("ringkasan").text("Siti\nKepala\n-").tap("Kirim ke tim penilai")
    dewi.file("baru.pdf").asks_for().reads(
        "⚠️ baru.pdf tidak disimpan. Penilaian sudah dikirim dan terkunci. "
        "Untuk mengubahnya, tarik kembali kiriman lebih dahulu.\n[Lihat kiriman]",
        "NEW\n🔒 <b>Tanda terima</b>",
    )


# 5b


def test_a_question_carries_its_place_and_the_screen_comes_back():
    world = World(now=at("2026-12-07 09.20"))
    player = (
        play(world)
        .command("isi")
        .tap("V01")
        .tap("Tanya tim")
        .shows(
            """
        EDITED
        Tulis pertanyaan tentang V01. Jawaban tim disampaikan di sini; pengisian dapat dilanjutkan.
        Berkas yang dikirim bersama pertanyaan menjadi bukti V01.
        [Batalkan]
        """
        )
    )
    assert player.state == Asking(NUMBER, "V01", "Levelling")
    player.text("Apakah notulen tahun 2025 masih berlaku?")
    assert player.step.effects[0] == Ask(NUMBER, "V01", "Apakah notulen tahun 2025 masih berlaku?")
    player.reads("RECORD Pertanyaan V01 terkirim, pukul 09.20 WITA\nNEW\n<b>V01 · Perencanaan</b> (1 dari 11)")
    ((name, notice),) = world.told
    assert name == "Citra"
    assert face(notice) == (
        "Dinkes, Ani, bertanya tentang V01: <blockquote>Apakah notulen tahun 2025 masih berlaku?</blockquote>\n"
        "[Jawab]\n[Teruskan ke bidang]"
    )


def test_a_question_can_be_dropped():
    player = play(World()).command("isi").tap("V01").tap("Tanya tim").tap("Batalkan").asks_for()
    assert player.state == Levelling(NUMBER, "V01")


def test_a_question_asked_from_the_overview_returns_to_it():
    world = World().fill("V01")
    play(world).command("isi").tap("V01").tap("Tanya tim").text("Cukup?").reads("[Ubah tingkat] [Ubah penjelasan]")


def test_without_a_coordinator_nobody_is_asked_in_vain():
    player = play(World(coordinators=0)).command("isi").tap("V01").tap("Tanya tim").asks_for()
    assert player.toast == (
        "Belum ada koordinator di bot. Silakan hubungi Bagian Organisasi Setda Kabupaten Kutai Timur langsung."
    )


def test_a_question_too_long_is_kept_out_of_the_notice():
    player = play(World()).command("isi").tap("V01").tap("Tanya tim").text("x" * 701).asks_for()
    player.shows_last("Pertanyaan 701 huruf, paling banyak 700. Ringkas, lalu kirim ulang.")
