"""Help, profile, privacy, and commands that lead nowhere."""

import pytest

from bot.commands import COMMANDS, find, menu, offered
from bot.flows.kit.outside import Outside
from bot.flows.people.help import ReadingHelp
from bot.flows.people.privacy import Erasing, ReadingPrivacy
from bot.flows.people.profile import Leaving, ReadingProfile, Renaming
from bot.flows.states.contact import Browsing, Evidencing, Explaining, Levelling
from bot.flows.states.coordinator import Administering
from bot.texts.people import help_topics as topics
from core.effects import ErasePerson, LeaveRole, Rename, RequestErasure, SendMyData, Tell, TellRole
from core.people.roles import Role
from core.screen import ButtonKind, Notice, steady
from tests.flows.expectations import labels
from tests.flows.ground import ORGANISER
from tests.flows.play import play
from tests.flows.world import NUMBER, OFFICE, PEMDA, World

# commands


def test_help_of_a_contact_names_what_a_contact_can_do() -> None:
    phone = play(World(organiser="Bagian Organisasi", rule_link="https://jdih.example/25")).command("bantuan")
    phone.stands(
        "<b>Bantuan untuk kontak</b>\nPilih yang ingin diketahui, atau ketuk perintahnya.\n"
        "/mulai melanjutkan\n/isi daftar isi\n/ringkasan yang belum lengkap\n/hasil nilai\n/profil nama dan peran\n"
        "/privasi data pribadi\n/bantuan cara memakai bot",
        "[Cara mengisi] [Mengirim bukti]",
        "[Beberapa berkas] [Memperbaiki isian]",
        "[Siapa dihubungi] [Arti tanda]",
        "[Buka peraturan]",
        "[Kembali]",
    )
    rule = phone.standing.rows[3][0]
    assert (rule.value, rule.kind) == ("https://jdih.example/25", ButtonKind.LINK)


def test_help_of_a_coordinator_who_is_also_a_contact() -> None:
    world = World()
    play(world, "Citra").command("bantuan").tap("Langkah koordinator").standing.text.index("/hubungkan")
    world.join("Citra", Role.CONTACT)
    phone = play(world, "Citra").command("bantuan")
    assert phone.standing.text.splitlines()[:7] == [
        "<b>Bantuan untuk kontak dan koordinator</b>",
        "Pilih yang ingin diketahui, atau ketuk perintahnya.",
        "/mulai melanjutkan",
        "/isi daftar isi",
        "/ringkasan yang belum lengkap",
        "/hasil nilai",
        "/admin menu koordinator",
    ]


def test_help_of_a_stranger() -> None:
    play(World(), "Zul").command("bantuan").stands(
        "<b>Bantuan</b>\nPilih yang ingin diketahui, atau ketuk perintahnya.\n/mulai melanjutkan\n"
        "/profil nama dan peran\n/privasi data pribadi\n/bantuan cara memakai bot",
        "[Siapa dihubungi] [Arti tanda]",
    )


@pytest.mark.parametrize("name", ["Ani", "Budi", "Citra", "Eko", "Zul"])
def test_every_topic_is_one_screen_for_whom_it_concerns(name: str) -> None:
    phone = play(World(), name).command("bantuan")
    for slug, topic in topics.TOPICS.items():
        if topic.button in [button.label for row in phone.standing.rows for button in row]:
            text = phone.tap(topic.button).standing.text
            assert text.startswith("<b>"), slug
            assert "{" not in text, slug
            assert len(text) < 700, slug
            phone.tap("Kembali ke bantuan")


def test_a_topic_of_another_role_is_not_opened_by_a_copied_button() -> None:
    phone = play(World(), "Ani").command("bantuan").forge("topic:run")
    assert "Langkah koordinator" not in phone.standing.text


def test_whom_to_call_names_the_organiser_and_the_team() -> None:
    text = play(World(organiser="Bagian Organisasi")).command("bantuan").tap("Siapa dihubungi").standing.text
    assert "ketuk Tanya tim" in text
    assert "Bagian Organisasi" in text


def test_the_marks_and_back() -> None:
    phone = play(World(), "Ani", Evidencing(NUMBER, "V04")).command("bantuan").tap("Arti tanda")
    phone.stands(
        "<b>Arti tanda</b>\n✅ lengkap, diterima\n🟡 sebagian\n⬜ belum diisi\n⏳ menunggu pihak lain\n"
        "↩️ dikembalikan\n🔒 terkirim, terkunci\n📎 bukti\n⚠️ perlu tindakan\n\n"
        "Kode catatan: tanda pengenal seluruh catatan perubahan sampai saat itu. Simpan pesannya; dengan kode itu "
        "dapat dibuktikan bahwa catatan tidak diubah.",
        "[Kembali ke bantuan]",
    )
    phone.tap("Kembali ke bantuan").tap("Kembali")
    assert phone.state == Levelling(NUMBER, "V04")


def test_every_side_screen_leads_back_to_the_variable() -> None:
    for command in ("bantuan", "profil", "privasi"):
        phone = play(World(), "Ani", Explaining(NUMBER, "V04")).command(command).tap("Kembali")
        assert phone.state == Levelling(NUMBER, "V04")


def test_an_unknown_command_keeps_the_screen() -> None:
    phone = (
        play(World(), "Ani", Browsing(NUMBER))
        .command("abc")
        .says("/abc tidak dikenal. Daftar perintah: /bantuan")
        .asks_for()
    )
    assert phone.state == Browsing(NUMBER)
    play(World()).command("<b>").says("/&lt;b&gt; tidak dikenal. Daftar perintah: /bantuan")


def test_the_command_table() -> None:
    assert find("start") is find("MULAI") is COMMANDS[0]
    assert find("help") is COMMANDS[-1]
    assert find("rencana") is None
    assert "hasil" in dict(menu([Role.HEAD]))
    assert menu([Role.COORDINATOR]) == (
        ("mulai", "Melanjutkan"),
        ("admin", "Menu koordinator"),
        ("periksa", "Antrean verifikasi"),
        ("profil", "Nama dan peran"),
        ("privasi", "Data pribadi"),
        ("bantuan", "Cara memakai bot"),
    )
    assert [command.slug for command in offered([], group=True)] == [
        *("progres", "belum", "skor", "grafik", "opd", "rekap", "bantuan")
    ]
    assert {"ingatkan", "hubungkan"} < {command.slug for command in offered([Role.COORDINATOR], group=True)}
    words = [word for command in COMMANDS for word in (command.slug, *command.aliases)]
    assert len(words) == len(set(words))


def test_every_command_of_the_table_has_a_flow() -> None:
    from bot.flows import router

    assert {command.slug for command in COMMANDS if command.private} <= router.COMMANDS.keys()


# profile


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


# privacy

ANI = 1
NOTICE = (
    "<b>Data pribadi</b>\n"
    "Pengelola: Bagian Organisasi. Disimpan selama 5 tahun: nama, nomor akun Telegram, jabatan dan NIP penanggung "
    "jawab, jawaban, bukti, waktu. Nomor telepon tidak diminta.\n"
    "<blockquote expandable>Bapak/Ibu berhak melihat, memperbaiki, dan meminta penghapusan data (UU 27/2022). "
    "Catatan perubahan tetap ada tanpa nama.</blockquote>"
)


def test_privacy() -> None:
    phone = play(World(organiser="Bagian Organisasi")).command("privasi")
    phone.stands(NOTICE, "[Unduh data saya]", "[Minta penghapusan]", "[Kembali]")
    phone.tap("Unduh data saya").asks_for(SendMyData()).toasts("Data sedang disiapkan dan dikirim di sini")


def test_erasure_is_asked_for_and_granted() -> None:
    phone = play(World()).command("privasi").tap("Minta penghapusan")
    phone.stands(
        "Minta penghapusan data pribadi? Setelah disetujui koordinator, nama dan nomor akun dihapus dan semua peran "
        "berakhir. Jawaban dan bukti tetap milik OPD.",
        "[Tetap simpan data]",
        "[Minta penghapusan]",
    )
    phone.tap("Tetap simpan data").asks_for().tap("Minta penghapusan").tap("Minta penghapusan")
    request = Notice(
        "⚠️ Ani, kontak Dinas Kesehatan, meminta penghapusan data pribadinya (UU 27/2022).",
        ((steady("Hapus data", "erase", ANI, PEMDA),),),
    )
    phone.asks_for(RequestErasure(), TellRole(PEMDA, Role.COORDINATOR, request))
    phone.says("Permintaan penghapusan sudah disampaikan kepada koordinator; hasilnya diberitahukan di sini.")
    assert phone.state == ReadingPrivacy(NUMBER)

    coordinator = play(phone.world, "Citra", Administering(PEMDA)).steady(f"erase:{ANI}:{PEMDA}")
    coordinator.stands(
        "Hapus data pribadi Ani, kontak Dinkes? Nama dan nomor akun dihapus, semua perannya berakhir, dan catatan "
        "perubahan tinggal tanpa nama. Jawaban dan bukti tetap milik OPD. Tidak dapat dibatalkan.",
        "[Hapus data]",
        "[Buka menu]",
    )
    coordinator.tap("Hapus data").asks_for(
        Tell(
            (ANI,),
            Notice(
                "Permintaan penghapusan sudah dipenuhi: peran berakhir, nama dan nomor akun dihapus, kecuali masih "
                "dipakai pada pemerintah daerah lain. Jawaban dan bukti tetap milik OPD."
            ),
        ),
        ErasePerson(ANI),
    )
    coordinator.stands(
        "Orang ini tidak lagi terdaftar, jadi tidak ada yang perlu dihapus.\n\nData pribadi Ani sudah dihapus.",
        "[Buka menu]",
    )
    coordinator.forge(f"erase:{ANI}").asks_for()


def test_only_a_coordinator_of_that_pemda_grants_an_erasure() -> None:
    world = World()
    for name in ("Ani", "Budi", "Hadi", "Zul"):
        phone = play(world, name, Browsing(NUMBER)).steady(f"erase:{ANI}:{PEMDA}").asks_for()
        phone.toasts("Hanya untuk koordinator pemerintah daerah ini.")
    play(world, "Ani", Erasing(PEMDA, ANI)).forge(f"erase:{ANI}").asks_for()
    assert play(world, "Ani", Erasing(PEMDA, ANI)).screen.text == "Hanya untuk koordinator pemerintah daerah ini."


def test_the_request_goes_to_every_pemda_with_a_role() -> None:
    world = World()
    world.join("Ani", Role.VERIFIER, None, pemda_id=2)
    phone = play(world).command("privasi").tap("Minta penghapusan").tap("Minta penghapusan")
    assert [order.pemda for order in phone.orders if isinstance(order, TellRole)] == [PEMDA, 2]
    assert phone.notices[1].text == (
        "⚠️ Ani, tim penilai Kota Bontang, meminta penghapusan data pribadinya (UU 27/2022)."
    )


def test_privacy_for_a_stranger_and_for_somebody_without_a_role() -> None:
    play(World(), "Zul").command("privasi").stands(
        "<b>Data pribadi</b>\nAkun ini belum terdaftar. Yang tersimpan hanya nomor akun Telegram, agar percakapan "
        "dapat dijawab."
    )
    world = World()
    world.without(Role.CONTACT)
    play(world).command("privasi").stands(NOTICE, "[Unduh data saya]")


def test_side_screens_of_a_stranger_remember_nothing() -> None:
    phone = play(World(), "Zul", Outside()).command("bantuan")
    assert phone.state == ReadingHelp()


def test_the_organiser_is_named_in_full() -> None:
    assert f"Pengelola: {ORGANISER}." in play(World()).command("privasi").standing.text
