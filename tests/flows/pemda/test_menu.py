"""The coordinator's menu, several Pemda, making one."""

from bot.flows.events import OpdFileRead
from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering, ChoosingPemda, NamingPemda
from core.effects import CreatePemda
from core.people.roles import Role
from tests.flows.expectations import labels
from tests.flows.play import play
from tests.flows.situations import (
    asked,
    coordinates,
    set_aside,
    unreachable,
    without_anything,
    without_opds,
    without_period,
)
from tests.flows.world import NUMBER, PEMDA, World, at

MANY = ("Kota Bontang", "Kutai Kartanegara", "Berau", "Paser", "Mahakam Ulu")
NOT_YOURS = "Hanya untuk koordinator pemerintah daerah ini."


def test_menu_with_problems() -> None:
    world = unreachable(unreachable(World(), "Ani"), "Dewi")
    set_aside(world, "Fajar")
    play(world, "Citra").command("admin").stands(
        "<b>Koordinator · Kutai Timur</b>\n"
        "Periode 2026: 33 dari 55 OPD mengirim, 7 hari lagi\n"
        "⚠️ 2 kontak tidak terjangkau, 1 kiriman disisihkan",
        "[Ingatkan OPD]",
        "[Tangani masalah (3)]",
        "[Kelola periode] [Kelola OPD]",
        "[Buat undangan] [Atur orang]",
        "[Buka pengaturan] [Dokumen daerah]",
    )


def test_menu_without_problems_has_no_warning() -> None:
    play(World(), "Citra").command("admin").stands(
        "<b>Koordinator · Kutai Timur</b>\nPeriode 2026: 33 dari 55 OPD mengirim, 7 hari lagi",
        "[Ingatkan OPD]",
        "[Kelola periode] [Kelola OPD]",
        "[Buat undangan] [Atur orang]",
        "[Buka pengaturan] [Dokumen daerah]",
    )


def test_menu_counts_open_questions_as_problems() -> None:
    world = World()
    asked(world)
    phone = play(world, "Citra").command("admin")
    assert phone.standing.text.splitlines()[-1] == "⚠️ 1 pertanyaan belum dijawab"
    assert phone.standing.rows[1][0].label == "Tangani masalah (1)"


def test_menu_says_what_is_missing_at_the_beginning() -> None:
    assert play(without_period(World()), "Citra").command("admin").standing.text == (
        "<b>Koordinator · Kutai Timur</b>\nBelum ada periode yang dibuka."
    )
    assert play(without_opds(World()), "Citra").command("admin").standing.text == (
        "<b>Koordinator · Kutai Timur</b>\nBelum ada OPD. Mulailah dengan Kirim daftar OPD."
    )


def test_days_left_on_the_last_days_and_after() -> None:
    said = [
        play(World(now=at(now)), "Citra").command("admin").standing.text.rpartition(", ")[2]
        for now in ("2026-12-13 23.00", "2026-12-14 08.00", "2026-12-17 08.00")
    ]
    assert said == ["tenggat besok", "tenggat hari ini pukul 16.00 WITA", "tenggat lewat 3 hari"]


def test_a_list_of_opd_is_read_from_the_menu_too() -> None:
    """Found: who had just made a region, and attached the list at once, was sent elsewhere with it."""
    phone = play(without_opds(World()), "Citra", Administering(PEMDA)).file("opd.xlsx")
    phone.receives(OpdFileRead(PEMDA, "opd.xlsx", (("DINKES", "Dinas Kesehatan", "Dinkes", "Dinas", ""),)))
    phone.reads("[Simpan 1 OPD]")
    phone.command("admin").file().says(
        "⚠️ Berkas tidak disimpan. Daftar OPD dikirim sebagai berkas XLSX atau CSV, bukan foto."
    )


def test_a_text_on_the_menu_gets_an_answer() -> None:
    play(World(), "Citra", Administering(PEMDA)).text("halo").says("Pilih salah satu tombol di bawah.").asks_for()


def test_several_pemda_are_chosen_first() -> None:
    phone = play(coordinates(World(), "Citra", *MANY), "Citra").command("admin")
    phone.stands(
        "Pilih pemerintah daerah yang dikelola, atau ketik namanya.",
        "[Kutai Timur]",
        "[Kota Bontang]",
        "[Kutai Kartanegara]",
        "[Berau]",
        "[‹] [1 dari 2] [›]",
    )
    phone.tap("›")
    assert labels(phone.standing.rows[:2]) == ["[Paser]", "[Mahakam Ulu]"]
    assert phone.tap("Paser").state == Administering(5)
    assert phone.standing.text.splitlines()[0] == "<b>Koordinator · Paser</b>"
    assert phone.tap("Pilih Pemda lain").state == ChoosingPemda()


def test_a_pemda_is_found_by_typing() -> None:
    world = coordinates(World(), "Citra", *MANY)
    phone = play(world, "Citra").command("admin").text("kutai")
    phone.stands(
        'Pencarian: "kutai"\nPilih pemerintah daerah yang dikelola, atau ketik namanya.',
        "[Kutai Timur]",
        "[Kutai Kartanegara]",
        "[Tampilkan semua]",
    )
    assert phone.text("bont").state == Administering(2)
    play(world, "Citra").command("admin").text("<Jawa>").says('Tidak ada yang cocok dengan "&lt;Jawa&gt;".')


def test_an_administrator_makes_the_first_pemda() -> None:
    phone = play(without_anything(World(admin="Tuan")), "Tuan").command("mulai")
    phone.stands(
        "Belum ada pemerintah daerah. Tulis nama lengkapnya untuk membuat yang pertama, misalnya Kabupaten Kutai Timur."
    )
    phone.text("Kutai Timur").stands(
        "<b>Kutai Timur</b>\nPilih zona waktunya; tenggat dan pengingat mengikuti zona ini.",
        "[WIB] [WITA] [WIT]",
        "[Batalkan]",
    )
    phone.tap("WITA").asks_for(CreatePemda("Kutai Timur", "Asia/Makassar")).stands(
        "<b>Koordinator · Kutai Timur</b>\nBelum ada OPD. Mulailah dengan Kirim daftar OPD.\n\n"
        "Kutai Timur sudah dibuat. Berikutnya: daftar OPD, periode, lalu undangan.",
        "[Kirim daftar OPD]",
        "[Kelola periode] [Kelola OPD]",
        "[Buat undangan] [Atur orang]",
        "[Buka pengaturan] [Dokumen daerah]",
        "[Tambah Pemda]",
    )


def test_a_pemda_name_is_checked() -> None:
    phone = play(World(admin="Tuan"), "Tuan", NamingPemda())
    phone.text("kutai timur").says("kutai timur sudah ada. Tulis nama lain, atau buka yang ada lewat /admin.")
    phone.text("K").says("Nama ditulis dalam satu baris, 3 sampai 80 huruf. Tulis ulang.")
    phone.tap("Batalkan").asks_for()


def test_admin_by_others_keeps_the_screen() -> None:
    world = World()
    for name in ("Ani", "Budi", "Zul"):
        phone = play(world, name, Browsing(NUMBER) if name == "Ani" else None).command("admin")
        phone.says("/admin hanya untuk koordinator. Daftar perintah: /bantuan").asks_for()
        assert "Koordinator · " not in phone.standing.text
        assert (phone.state == Browsing(NUMBER)) is (name == "Ani")


def test_a_copied_admin_button_does_nothing_for_a_contact() -> None:
    phone = play(World(), "Ani", Browsing(NUMBER)).steady(f"admin:{PEMDA}")
    phone.toasts(NOT_YOURS).asks_for()
    assert phone.state == Browsing(NUMBER)


def test_a_coordinator_of_another_pemda_sees_nothing_of_this_one() -> None:
    phone = play(World(), "Hadi", Administering(2)).steady(f"admin:{PEMDA}")
    phone.toasts(NOT_YOURS).asks_for()
    assert "Kutai Timur" not in phone.standing.text


def test_a_coordinator_who_lost_the_role_is_shown_out() -> None:
    world = World()
    world.without(Role.COORDINATOR)
    phone = play(world, "Citra", Administering(PEMDA)).stands(NOT_YOURS)
    phone.forge(f"period:{PEMDA}").toasts(NOT_YOURS).asks_for()
    assert "Kutai Timur" not in phone.standing.text
