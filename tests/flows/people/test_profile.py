"""Help, profile, privacy, and commands that lead nowhere."""

from bot.flows.people.profile import Disputing, Leaving, ReadingProfile, Renaming
from core.effects import DisputeOpd, LeaveRole, Rename, TellRole
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.expectations import labels
from tests.flows.play import play
from tests.flows.world import NUMBER, OFFICE, PEMDA, World


def test_profile_of_a_contact() -> None:
    play(World()).command("profil").stands(
        "Ani, kontak Dinas Kesehatan sejak 2 November 2026",
        "[Ubah nama]",
        "[Laporkan salah OPD]",
        "[Lepas peran kontak]",
        "[Kembali]",
    )


def test_profile_with_several_roles() -> None:
    world = World()
    headed = world.join("Budi", Role.HEAD, "RSUD")
    phone = play(world, "Budi").command("profil")
    phone.stands(
        "Budi\n"
        "• tim penilai Kutai Timur, bidang perencanaan sejak 2 November 2026\n"
        "• kepala RSUD Kudungga sejak 7 Desember 2026",
        "[Ubah nama]",
        "[Lepas tim perencanaan Kutai Timur]",
        "[Lepas kepala RSUD Kudungga]",
        "[Kembali]",
    )
    phone.tap("Lepas kepala RSUD Kudungga")
    assert phone.state == Leaving(world.assessment_of("RSUD"), "", headed)


def test_no_two_roles_in_the_team_read_the_same() -> None:
    world = World()
    world.join("Budi", Role.VERIFIER, None, field="keuangan")
    world.join("Budi", Role.PROVINCE, None)
    assert labels(play(world, "Budi").command("profil").standing.rows)[1:4] == [
        "[Lepas tim perencanaan Kutai Timur]",
        "[Lepas tim keuangan Kutai Timur]",
        "[Lepas tim provinsi Kutai Timur]",
    ]


def test_the_name_is_changed() -> None:
    phone = play(World()).command("profil").tap("Ubah nama")
    phone.stands("Tulis nama Bapak/Ibu, seperti yang akan dibaca rekan dan tim penilai.", "[Batalkan]")
    phone.text("Ani Rahmawati, S.KM.").asks_for(Rename("Ani Rahmawati, S.KM."))
    phone.says("Nama tersimpan: Ani Rahmawati, S.KM.")


def test_a_name_of_two_lines_is_asked_again() -> None:
    bad = "Nama ditulis dalam satu baris, 2 sampai 80 huruf. Tulis ulang."
    phone = (
        play(World(), "Ani", Renaming()).text("Ani\nRahmawati").says(bad).text("A").says(bad).text("x" * 81).says(bad)
    )
    phone.text("Ani lama", 5, edited=True).asks_for()
    phone.tap("Batalkan")
    assert phone.state == ReadingProfile(NUMBER)


def test_leaving_a_role_asks_once() -> None:
    phone = play(World()).command("profil").tap("Lepas peran kontak")
    phone.stands(
        "Lepas peran kontak Dinas Kesehatan? Jawaban tetap milik OPD, koordinator diberi tahu.",
        "[Tetap menjadi kontak]",
        "[Lepas peran kontak]",
    )
    phone.tap("Tetap menjadi kontak").asks_for().tap("Lepas peran kontak")
    phone.tap("Lepas peran kontak").asks_for(
        TellRole(
            PEMDA,
            Role.COORDINATOR,
            Notice(
                "Ani melepas peran kontak Dinas Kesehatan.",
                ((steady("Buat undangan baru", "invite_opd", OFFICE, PEMDA),),),
            ),
        ),
        LeaveRole(1),
    )
    phone.stands(
        "Ani tidak memegang peran. Untuk terdaftar lagi, mintalah undangan kepada Bagian Organisasi.\n\n"
        "Peran kontak Dinas Kesehatan sudah dilepas.",
        "[Ubah nama]",
    )


def test_leaving_twice_leaves_once() -> None:
    world = World()
    world.without(Role.CONTACT)
    play(world, "Ani", Leaving(NUMBER, "", 1)).forge("leave:1").asks_for()


def test_nobody_leaves_anothers_role() -> None:
    play(World(), "Ani", ReadingProfile(NUMBER)).forge("leave:99").asks_for()
    play(World(), "Ani", Leaving(NUMBER, "", 1)).forge("leave:99").asks_for()


def test_profile_of_an_administrator_and_a_stranger() -> None:
    world = World(admin="Citra")
    world.without(Role.COORDINATOR)
    play(world, "Citra").command("profil").stands(
        "Citra\nAkun ini pengelola bot, ditetapkan saat bot dipasang, dan menjadi koordinator setiap Pemda.",
        "[Ubah nama]",
        "[Kembali]",
    )
    play(World(), "Zul").command("profil").stands(
        "Akun ini belum terdaftar. Peran diperoleh lewat undangan Bagian Organisasi."
    )


def test_the_wrong_opd_is_reported_and_taken_back_long_after_joining() -> None:
    phone = play(World()).command("profil").tap("Laporkan salah OPD").asks_for()
    phone.stands(
        "Laporkan kepada koordinator bahwa Bapak/Ibu bukan kontak <b>Dinas Kesehatan</b>?\n"
        "Koordinator lalu mengirim undangan OPD yang benar.",
        "[Laporkan]",
        "[OPD ini benar]",
    )
    phone.tap("OPD ini benar").asks_for().tap("Laporkan salah OPD").tap("Laporkan")
    order = steady("Atur kontak ini", "people", PEMDA, 1)
    wrong = (
        "⚠️ Ani melaporkan salah OPD: terdaftar sebagai kontak Dinas Kesehatan. Keluarkan dari OPD itu, lalu kirim "
        "undangan OPD yang benar."
    )
    phone.asks_for(DisputeOpd(1, True), TellRole(PEMDA, Role.COORDINATOR, Notice(wrong, ((order,),))))
    phone.stands(
        "Ani, kontak Dinas Kesehatan sejak 2 November 2026, dilaporkan salah OPD\n\n"
        "⚠️ Salah OPD sudah dilaporkan kepada koordinator. Bapak/Ibu terdaftar sebagai kontak <b>Dinas Kesehatan</b>. "
        "Tunggu undangan yang benar; tidak perlu mengisi.",
        "[Ubah nama]",
        "[Batalkan laporan]",
        "[Lepas peran kontak]",
        "[Kembali]",
    )
    right = Notice("Ani membatalkan laporan salah OPD: tetap kontak Dinas Kesehatan.")
    phone.tap("Batalkan laporan").asks_for(DisputeOpd(1, False), TellRole(PEMDA, Role.COORDINATOR, right))
    phone.says("Laporan salah OPD dibatalkan. Bapak/Ibu tetap kontak Dinas Kesehatan.")


def test_of_several_opd_the_wrong_one_is_named() -> None:
    world = World()
    second = world.join("Ani", Role.CONTACT, "RSUD")
    phone = play(world).command("profil").tap("Laporkan salah OPD")
    phone.stands("OPD mana yang salah?", "[Dinkes]", "[RSUD Kudungga]", "[Batalkan]")
    phone.tap("RSUD Kudungga").reads("bukan kontak <b>RSUD Kudungga</b>").tap("Laporkan")
    assert DisputeOpd(second, True) in phone.step.effects
    phone.reads("kontak RSUD Kudungga sejak 7 Desember 2026, dilaporkan salah OPD")
    phone.tap("Laporkan salah OPD").tap("RSUD Kudungga").reads("sudah dilaporkan").tap("Batalkan laporan")
    assert DisputeOpd(second, False) in phone.step.effects


def test_nobody_reports_another_role_or_the_same_twice() -> None:
    phone = play(World()).command("profil").tap("Laporkan salah OPD")
    phone.forge("report:99").asks_for()
    phone.tap("Laporkan salah OPD").tap("Laporkan")
    assert play(phone.world, "Ani", Disputing(NUMBER, "", 1)).forge("report:1").step.effects == ()
    world = World()
    headed = world.join("Budi", Role.HEAD, "RSUD")
    play(world, "Budi", Disputing(NUMBER, "", headed)).forge(f"report:{headed}").asks_for()
    labels_of_budi = labels(play(world, "Budi").command("profil").standing.rows)
    assert "[Laporkan salah OPD]" not in labels_of_budi
