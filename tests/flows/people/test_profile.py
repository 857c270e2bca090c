"""Help, profile, privacy, and commands that lead nowhere."""

from bot.flows.people.profile import Leaving, ReadingProfile, Renaming
from core.effects import LeaveRole, Rename, TellRole
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.expectations import labels
from tests.flows.play import play
from tests.flows.world import NUMBER, OFFICE, PEMDA, World


def test_profile_of_a_contact() -> None:
    play(World()).command("profil").stands(
        "Ani, kontak Dinas Kesehatan sejak 2 November 2026",
        "[Ubah nama]",
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
    phone.file("nama.pdf").says("Tulis nama Bapak/Ibu, seperti yang akan dibaca rekan dan tim penilai.").asks_for()
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
