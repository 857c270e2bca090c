# ruff: noqa: E501 - screens stand here as they are read
"""Table of contents, coming back, jumps."""

from datetime import datetime

from sqlalchemy import update

from bot.flows.answers.contents import resume
from bot.flows.events import Begin
from bot.flows.states.contact import Levelling, Waiting
from bot.flows.states.evidence import Evidencing
from core.assessment.model import PeriodStatus
from core.effects import SaveExplanation, SaveLevel
from storage.engine.schema import MEMBERSHIP
from tests.flows.play import play
from tests.flows.world import NUMBER, World, at


def seven(now: datetime | None = None) -> World:
    """Seven of eleven complete, V04 without evidence."""
    world = World(now=now or at("2026-12-07 10.00"))
    for code, level in {"V01": 3, "V02": 4, "V03": 4, "V05": 4, "V06": 3, "V07": 3, "V09": 5}.items():
        world.fill(code, level=level)
    world.apply(SaveLevel(NUMBER, "V04", 3), "Ani")
    world.apply(SaveExplanation(NUMBER, "V04", "24 SOP ditetapkan."), "Ani")
    return world


def test_contents_show_all_variables_and_the_first_that_lacks_something():
    play(seven()).command("isi").shows(
        """
        NEW
        <b>Dinkes · Penilaian 2026</b>
        ▰▰▰▰▰▰▰▱▱▱▱ 7 dari 11 lengkap
        ✅ V01 Perencanaan · III
        ✅ V02 Monitoring · IV
        ✅ V03 Penjaminan Mutu · IV
        🟡 V04 SOP Pelayanan · III, kurang bukti
        ✅ V05 Diklat Aparatur · IV
        ✅ V06 Analisis Kebijakan · III
        ✅ V07 Sumber Daya Kerja · III
        ⬜ V08 Manajemen Risiko
        ✅ V09 Pengukuran Kinerja · V
        ⬜ V10 Inovasi Layanan
        ⬜ V11 Budaya Organisasi
        7 hari lagi: Senin, 14 Desember 2026 pukul 16.00 WITA
        [Lanjutkan V04]
        [V01] [V02] [V03] [V04] [V05] [V06]
        [V07] [V08] [V09] [V10] [V11]
        [Buka ringkasan]
        """
    )


def test_a_jump_opens_what_is_lacking():
    player = play(seven()).command("isi").tap("V04").reads("<b>V04 · Bukti untuk tingkat III</b>")
    player.command("isi").tap("V08").reads("<b>V08 · Manajemen Risiko</b> (8 dari 11)")


def test_a_jump_to_a_complete_variable_shows_it_with_ways_to_change_it():
    play(seven()).command("isi").tap("V01").shows(
        """
        EDITED
        <b>V01 · Perencanaan · tingkat III</b>
        <i>Selain hasil yang dituju, diuji pula apakah keluaran kegiatan memang sanggup mewujudkan hasil tersebut.</i>
        <blockquote expandable>Penjelasan V01.</blockquote>
        📎 1 berkas
        [Lanjutkan V04]
        [Ubah tingkat] [Ubah penjelasan]
        [Periksa bukti] [Tanya tim]
        [Buka daftar isi]
        """
    )


def test_changing_a_complete_variable_shows_it_again():
    player = (
        play(seven()).command("isi").tap("V01").tap("Ubah tingkat").reads("Sekarang: tingkat III.", "[Pertahankan III]")
    )
    player.tap("IV").asks_for(SaveLevel(NUMBER, "V01", 4)).reads("<b>V01 · Perencanaan · tingkat IV</b>")
    player.tap("Ubah penjelasan").reads("Penjelasan sekarang:\n<blockquote>Penjelasan V01.</blockquote>")
    player.text("Renja 2026 dibahas.").reads(
        "<blockquote expandable>Renja 2026 dibahas.</blockquote>", "[Urungkan penjelasan V01]"
    )
    player.tap("Ubah tingkat").tap("Pertahankan IV").reads("[Lanjutkan V04]")


def test_begin_is_offered_before_anything_is_filled_in():
    play(World()).command("isi").reads("[Mulai mengisi V01]").tap("Mulai").reads("<b>V01 · Perencanaan</b> (1 dari 11)")


def test_the_office_is_named_to_people_who_have_several():
    play(World(other_office=True)).command("isi").tap("Isi Dinkes").reads(
        "<b>Dinkes · V01 · Perencanaan</b> (1 dari 11)"
    )


def test_coming_back_after_days_continues_where_one_stopped():
    world = seven(at("2026-12-04 15.20"))
    player = play(world).command("isi").tap("V04")
    world.now = at("2026-12-07 08.00")
    player.command("mulai").reads(
        "Terakhir diisi Jumat, 4 Desember 2026 pukul 15.20 WITA. Semua tersimpan, dilanjutkan dari sini.\n[",
        "NEW\n<b>V04 · Bukti untuk tingkat III</b>",
    )
    world.pass_time(minutes=30)
    player.command("mulai").reads("Terakhir diisi pukul 08.00 WITA. Semua tersimpan")


def test_coming_back_to_nothing_begins_with_the_first_variable():
    world = World()
    assert resume(Begin("mulai"), None, play(world).facts).state == Levelling(NUMBER, "V01")


def test_a_reminders_button_opens_what_is_lacking():
    player = play(seven()).steady(f"open:{NUMBER}:V04").reads("EDITED", "<b>V04 · Bukti untuk tingkat III</b>")
    assert player.state == Evidencing(NUMBER, "V04")
    assert player.evidence_for == "V04"


def test_a_button_of_a_notice_may_leave_its_words_standing():
    assert play(seven()).steady(f"open:{NUMBER}:V04:keep").step.fresh


def test_a_button_to_an_assessment_one_may_not_see_says_so():
    player = play(seven()).command("isi").steady("open:77:V04")
    assert player.toast == "Penilaian ini tidak lagi terbuka untuk Bapak/Ibu. Ketuk /mulai untuk melanjutkan."
    player.reads("<b>Dinkes · Penilaian 2026</b>")


def test_the_deadline_is_counted_down():
    world, said = seven(), []
    for now in ("2026-12-13 10.00", "2026-12-14 10.00", "2026-12-14 17.00", "2026-12-16 10.00"):
        world.now = at(now)
        said.append(play(world).command("isi").screen.text.splitlines()[-1])
    assert said == [
        "Besok: Senin, 14 Desember 2026 pukul 16.00 WITA",
        "Tenggat hari ini pukul 16.00 WITA",
        "Tenggat lewat hari ini pukul 16.00 WITA. Isian masih diterima, dicatat terlambat.",
        "Tenggat lewat 2 hari. Isian masih diterima, dicatat terlambat.",
    ]


def test_a_closed_period_is_only_to_be_read():
    world = seven()
    player = play(world).command("isi").tap("V08")
    world.period_is(PeriodStatus.CLOSED)
    assert [item.label for row in player.screen.rows for item in row] == ["Buka tanda terima"]
    player.forge("V08:3").asks_for().shows(
        """
        (toast: Penilaian sudah ditutup dan isian belum dikirim. Isian tetap tersimpan, tetapi tidak dapat dikirim lagi.)
        EDITED
        <b>Dinkes · Penilaian 2026</b>
        🔒 Penilaian sudah ditutup dan isian belum dikirim. Isian tetap tersimpan, tetapi tidak dapat dikirim lagi. Untuk perbaikan, hubungi Bagian Organisasi Setda Kabupaten Kutai Timur.
        [Lihat jawaban]
        [Tanyakan ke tim]
        """
    )
    player.tap("Lihat jawaban").tap("V01").reads("<blockquote expandable>Penjelasan V01.</blockquote>").hides("Ubah")


def test_without_a_period_people_are_told_to_wait():
    player = play(World(), state=Waiting())
    assert player.screen.text == "Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan."


def test_a_text_on_the_contents_is_kept_and_sorted():
    player = play(seven()).command("isi").text("Kajian <b>retribusi</b> & survei.")
    player.reads(
        "Simpan tulisan ini sebagai penjelasan variabel mana?", "Kajian &lt;b&gt;retribusi&lt;/b&gt; &amp; survei."
    )
    player.tap("V10").asks_for(
        SaveExplanation(NUMBER, "V10", "Kajian <b>retribusi</b> & survei.", ((1, "Kajian <b>retribusi</b> & survei."),))
    )
    player.reads("🟡 V10 Inovasi Layanan · kurang tingkat, bukti")


def test_a_file_on_the_contents_goes_to_the_first_that_lacks_proof():
    player = play(seven()).command("isi").file("Daftar_SOP.pdf")
    player.reads("📎 Daftar_SOP.pdf diterima untuk V04. Bila bukan untuk V04, buka V04 lalu pindahkan buktinya.")


def test_the_line_of_a_screen_tells_of_its_own_office():
    ani = play(World(other_office=True).fill("V01", "V02")).command("isi").tap("Isi Dishub")
    ani.steady(f"open:{NUMBER}:V02").reads("RECORD ⬜ V01 Perencanaan: belum diisi · Dishub\n").hides("tersimpan")
    ani.command("isi").tap("Ganti OPD").tap("Isi Dishub").tap("Buka daftar isi")
    ani.steady(f"open:{NUMBER}:V02").reads("0 dari 11", "· Dishub\n")


def test_nothing_of_another_office_is_changed_where_the_own_one_is_lost():
    world = World(other_office=True)
    ani = play(world).command("isi").tap("Isi Dishub")
    lost = (MEMBERSHIP.c.person_id == world.number("Ani")) & (MEMBERSHIP.c.opd_id == world.opd("DISHUB"))
    world.conn.execute(update(MEMBERSHIP).where(lost).values(ended_at=world.now))
    assert ani.forge("V01:3").step.effects == ()
    assert not world.answers
