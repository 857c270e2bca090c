"""The coordinator's menu, several Pemda, making one."""

from bot.flows.base import Tap
from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering, ChoosingPemda, NamingPemda
from core.effects import CreatePemda
from tests.flows.play_people import Play
from tests.flows.world_people import (
    ASIDE,
    CITRA,
    PEMDA,
    UNREACHABLE,
    admin,
    ani,
    at,
    budi,
    citra,
    person,
    question,
    stranger,
)

MANY = {1: "Kutai Timur", 2: "Bontang", 3: "Kutai Kartanegara", 4: "Berau", 5: "Paser", 6: "Mahakam Ulu"}


def test_menu_with_problems() -> None:
    facts = citra({"unreachable": (UNREACHABLE, UNREACHABLE), "aside": (ASIDE,)})
    Play(facts).begin("admin").shows(
        "<b>Koordinator · Kutai Timur</b>\n"
        "Periode 2026: 33 dari 55 OPD mengirim, 7 hari lagi\n"
        "⚠️ 2 kontak tidak terjangkau, 1 kiriman disisihkan",
        "[Ingatkan OPD]",
        "[Tangani masalah (3)]",
        "[Kelola periode] [Kelola OPD]",
        "[Buat undangan] [Atur orang]",
        "[Buka pengaturan]",
    )


def test_menu_without_problems_has_no_warning() -> None:
    Play(citra()).begin("admin").shows(
        "<b>Koordinator · Kutai Timur</b>\nPeriode 2026: 33 dari 55 OPD mengirim, 7 hari lagi",
        "[Ingatkan OPD]",
        "[Kelola periode] [Kelola OPD]",
        "[Buat undangan] [Atur orang]",
        "[Buka pengaturan]",
    )


def test_menu_counts_open_questions_as_problems() -> None:
    play = Play(citra({"questions": (question(),)})).begin("admin")
    assert play.screen.text.splitlines()[-1] == "⚠️ 1 pertanyaan belum dijawab"
    assert play.screen.rows[1][0].label == "Tangani masalah (1)"


def test_menu_says_what_is_missing_at_the_beginning() -> None:
    assert Play(citra({"periods": ()})).begin("admin").screen.text == (
        "<b>Koordinator · Kutai Timur</b>\nBelum ada periode yang dibuka."
    )
    assert Play(citra({"opds": (), "periods": ()})).begin("admin").screen.text == (
        "<b>Koordinator · Kutai Timur</b>\nBelum ada OPD. Mulailah dari Kelola OPD dengan mengirim daftarnya."
    )


def test_days_left_on_the_last_days_and_after() -> None:
    said = [
        Play(citra(now=now)).begin("admin").screen.text.rpartition(", ")[2]
        for now in (at(13, 23), at(14, 8), at(17, 8))
    ]
    assert said == ["tenggat besok", "tenggat hari ini pukul 16.00 WITA", "tenggat lewat 3 hari"]


def test_a_file_on_the_menu_is_sent_to_its_place() -> None:
    Play(citra(), Administering(PEMDA)).file("opd.xlsx").says("Berkas daftar OPD dikirim setelah Kelola OPD dibuka.")


def test_a_text_on_the_menu_gets_an_answer() -> None:
    Play(citra(), Administering(PEMDA)).types("halo").says("Pilih salah satu tombol di bawah.").ordered()


def test_several_pemda_are_chosen_first() -> None:
    facts = citra(pemdas=MANY, admin=None)
    play = Play(facts).begin("admin")
    play.shows(
        "Pilih pemerintah daerah yang dikelola, atau ketik namanya.",
        "[Kutai Timur]",
        "[Bontang]",
        "[Kutai Kartanegara]",
        "[Berau]",
        "[‹] [1 dari 2] [›]",
    )
    play.tap("›")
    assert [row[0].label for row in play.screen.rows[:2]] == ["Paser", "Mahakam Ulu"]
    play.tap("Paser", citra({"pemda_id": 5, "pemda_name": "Paser"}, pemdas=MANY))
    assert play.state == Administering(5)
    assert play.screen.text.splitlines()[0] == "<b>Koordinator · Paser</b>"
    play.tap("Pilih Pemda lain")
    assert play.state == ChoosingPemda()


def test_a_pemda_is_found_by_typing() -> None:
    facts = citra(pemdas=MANY, admin=None)
    play = Play(facts).begin("admin").types("kutai")
    play.shows(
        'Pencarian: "kutai"\nPilih pemerintah daerah yang dikelola, atau ketik namanya.',
        "[Kutai Timur]",
        "[Kutai Kartanegara]",
        "[Tampilkan semua]",
    )
    play.types("bont")
    assert play.state == Administering(2)
    Play(facts).begin("admin").types("<Jawa>").says('Tidak ada yang cocok dengan "&lt;Jawa&gt;".')


def test_an_administrator_makes_the_first_pemda() -> None:
    nobody = stranger(may_create_pemda=True)
    play = Play(nobody).begin("mulai")
    play.shows("Belum ada pemerintah daerah. Tulis namanya untuk membuat yang pertama, misalnya Kutai Timur.")
    play.types("Kutai Timur")
    play.shows(
        "<b>Kutai Timur</b>\nPilih zona waktunya; tenggat dan pengingat mengikuti zona ini.",
        "[WIB] [WITA] [WIT]",
        "[Batalkan]",
    )
    play.tap("WITA", stranger(may_create_pemda=True, pemdas={PEMDA: "Kutai Timur"}))
    play.ordered(CreatePemda("Kutai Timur", "Asia/Makassar"))
    play.shows(
        "Kutai Timur sudah dibuat. Berikutnya: daftar OPD, periode, lalu undangan.\n\n"
        'Pencarian: "Kutai Timur"\nPilih pemerintah daerah yang dikelola, atau ketik namanya.',
        "[Kutai Timur]",
        "[Tampilkan semua] [Tambah Pemda]",
    )


def test_a_pemda_name_is_checked() -> None:
    facts = stranger(may_create_pemda=True, pemdas={PEMDA: "Kutai Timur"})
    Play(facts, NamingPemda()).types("kutai timur").says(
        "kutai timur sudah ada. Tulis nama lain, atau buka yang ada lewat /admin."
    )
    Play(facts, NamingPemda()).types("K").says("Nama ditulis dalam satu baris, 3 sampai 80 huruf. Tulis ulang.")
    Play(facts, NamingPemda()).tap("Batalkan")


def test_admin_by_a_contact_keeps_the_screen() -> None:
    play = Play(ani(), Browsing(7)).begin("admin")
    play.says("/admin hanya untuk koordinator. Daftar perintah: /bantuan").ordered()
    assert play.state == Browsing(7)


def test_admin_by_a_verifier_and_a_stranger() -> None:
    for facts in (budi(), stranger()):
        play = Play(facts).begin("admin")
        play.says("/admin hanya untuk koordinator. Daftar perintah: /bantuan").ordered()
        assert "Kutai Timur" not in play.screen.text


def test_a_copied_admin_button_does_nothing_for_a_contact() -> None:
    play = Play(ani(), Browsing(7)).does(Tap(f"admin:{PEMDA}"))
    play.toasts("Hanya untuk koordinator pemerintah daerah ini.").ordered()
    assert play.state == Browsing(7)


def test_a_coordinator_of_another_pemda_sees_nothing_of_this_one() -> None:
    facts = citra(admin=None, pemdas={2: "Bontang"})
    play = Play(facts, Administering(2)).does(Tap(f"admin:{PEMDA}"))
    play.toasts("Hanya untuk koordinator pemerintah daerah ini.").ordered()
    assert "Kutai Timur" not in play.screen.text


def test_a_coordinator_who_lost_the_role_is_shown_out() -> None:
    play = Play(citra(), Administering(PEMDA)).knows(person(CITRA))
    play.shows("Hanya untuk koordinator pemerintah daerah ini.")
    play.does(Tap(f"period:{PEMDA}", 1)).toasts("Hanya untuk koordinator pemerintah daerah ini.").ordered()
    assert "Kutai Timur" not in play.screen.text


def test_admin_facts_of_the_world_add_up() -> None:
    assert len(admin().opds) == 55
