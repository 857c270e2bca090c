"""Help, profile, privacy, and commands that lead nowhere."""

from dataclasses import replace

from bot.commands import COMMANDS, find, menu, offered
from bot.flows.base import Tap, Text
from bot.flows.kit.outside import Outside
from bot.flows.people.help import ReadingHelp
from bot.flows.people.privacy import Erasing, ReadingPrivacy
from bot.flows.people.profile import Leaving, ReadingProfile, Renaming
from bot.flows.states.contact import Browsing, Evidencing, Explaining, Levelling
from bot.flows.states.coordinator import Administering
from core.effects import ErasePerson, LeaveRole, Rename, RequestErasure, SendMyData, Tell, TellRole
from core.people.roles import Role
from core.screen import ButtonKind, Notice, steady
from tests.flows.play_people import Play
from tests.flows.world_people import (
    ANI,
    BUDI,
    CITRA,
    DINKES,
    ORGANISER,
    PEMDA,
    PEOPLE,
    RSUD,
    ani,
    budi,
    citra,
    member,
    person,
    stranger,
)

# commands


def test_help_of_a_contact_names_what_a_contact_can_do() -> None:
    play = Play(ani(organiser="Bagian Organisasi", rule_link="https://jdih.example/25")).begin("bantuan")
    play.shows(
        "<b>Bantuan untuk kontak</b>\n"
        "/mulai melanjutkan\n/isi daftar isi\n/ringkasan yang belum lengkap\n/hasil nilai\n/profil nama dan peran\n"
        "/privasi data pribadi\n/bantuan daftar perintah\n\n"
        "Pertanyaan isi: ketuk Tanya tim pada variabelnya, atau hubungi Bagian Organisasi.",
        "[Lihat arti tanda] [Buka peraturan]",
        "[Kembali]",
    )
    rule = play.screen.rows[0][1]
    assert (rule.value, rule.kind) == ("https://jdih.example/25", ButtonKind.LINK)


def test_help_of_a_coordinator_who_is_also_a_contact() -> None:
    facts = person(CITRA, member(Role.COORDINATOR, 3), member(Role.CONTACT, 4, DINKES))
    play = Play(facts).begin("bantuan")
    assert play.screen.text.splitlines()[:6] == [
        "<b>Bantuan untuk kontak dan koordinator</b>",
        "/mulai melanjutkan",
        "/isi daftar isi",
        "/ringkasan yang belum lengkap",
        "/hasil nilai",
        "/admin menu koordinator",
    ]
    alone = Play(person(CITRA, member(Role.COORDINATOR, 3))).begin("bantuan").screen.text
    assert alone.endswith(
        "\n\nUntuk menampilkan kemajuan di grup tim: tambahkan bot ke grup, lalu ketik /hubungkan di sana."
    )


def test_help_of_a_stranger() -> None:
    Play(stranger(organiser="Bagian Organisasi")).begin("bantuan").shows(
        "<b>Bantuan</b>\n/mulai melanjutkan\n/profil nama dan peran\n/privasi data pribadi\n"
        "/bantuan daftar perintah\n\n"
        "Pertanyaan isi: hubungi Bagian Organisasi.",
        "[Lihat arti tanda]",
    )


def test_the_marks_and_back() -> None:
    play = Play(ani(), Evidencing(7, "V04")).begin("bantuan").tap("Lihat arti tanda")
    play.shows(
        "<b>Arti tanda</b>\n✅ lengkap, diterima\n🟡 sebagian\n⬜ belum diisi\n⏳ menunggu pihak lain\n"
        "↩️ dikembalikan\n🔒 terkirim, terkunci\n📎 bukti\n⚠️ perlu tindakan\n\n"
        "Kode catatan: tanda pengenal seluruh catatan perubahan sampai saat itu. Simpan pesannya; dengan kode itu "
        "dapat dibuktikan bahwa catatan tidak diubah.",
        "[Kembali ke bantuan]",
    )
    play.tap("Kembali ke bantuan").tap("Kembali")
    assert play.state == Levelling(7, "V04")


def test_every_side_screen_leads_back_to_the_variable() -> None:
    for command in ("bantuan", "profil", "privasi"):
        play = Play(ani(), Explaining(7, "V04")).begin(command).tap("Kembali")
        assert play.state == Levelling(7, "V04")


def test_an_unknown_command_keeps_the_screen() -> None:
    play = Play(ani(), Browsing(7)).begin("abc").says("/abc tidak dikenal. Daftar perintah: /bantuan").ordered()
    assert play.state == Browsing(7)
    Play(ani()).begin("<b>").says("/&lt;b&gt; tidak dikenal. Daftar perintah: /bantuan")


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
        ("bantuan", "Daftar perintah"),
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
    Play(ani()).begin("profil").shows(
        "Ani, kontak Dinas Kesehatan sejak 1 Desember 2026",
        "[Ubah nama]",
        "[Lepas peran kontak]",
        "[Kembali]",
    )


def test_profile_with_several_roles() -> None:
    facts = person(BUDI, member(Role.VERIFIER, 2, field="perencanaan"), member(Role.HEAD, 5, RSUD))
    play = Play(facts).begin("profil")
    play.shows(
        "Budi\n"
        "• tim penilai Kutai Timur, bidang perencanaan sejak 1 Desember 2026\n"
        "• kepala RSUD Kudungga sejak 1 Desember 2026",
        "[Ubah nama]",
        "[Lepas tim Kutai Timur]",
        "[Lepas kepala RSUD]",
        "[Kembali]",
    )
    play.tap("Lepas kepala RSUD")
    assert play.state == Leaving(None, "", 5)


def test_the_name_is_changed() -> None:
    play = Play(ani()).begin("profil").tap("Ubah nama")
    play.shows("Tulis nama Bapak/Ibu, seperti yang akan dibaca rekan dan tim penilai.", "[Batalkan]")
    play.types("Ani Rahmawati, S.KM.").ordered(Rename("Ani Rahmawati, S.KM."))
    play.says("Nama tersimpan: Ani Rahmawati, S.KM.")


def test_a_name_of_two_lines_is_asked_again() -> None:
    bad = "Nama ditulis dalam satu baris, 2 sampai 80 huruf. Tulis ulang."
    play = Play(ani(), Renaming()).types("Ani\nRahmawati").says(bad).types("A").says(bad).types("x" * 81).says(bad)
    play.file("nama.pdf").says("Tulis nama Bapak/Ibu, seperti yang akan dibaca rekan dan tim penilai.").ordered()
    play.does(Text("Ani lama", 5, edited=True)).ordered()
    play.tap("Batalkan")
    assert play.state == ReadingProfile(7)


def test_leaving_a_role_asks_once() -> None:
    play = Play(ani()).begin("profil").tap("Lepas peran kontak")
    play.shows(
        "Lepas peran kontak Dinas Kesehatan? Jawaban tetap milik OPD, koordinator diberi tahu.",
        "[Tetap menjadi kontak]",
        "[Lepas peran kontak]",
    )
    play.tap("Tetap menjadi kontak").ordered().tap("Lepas peran kontak")
    play.tap("Lepas peran kontak", person(ANI)).ordered(
        TellRole(
            PEMDA,
            Role.COORDINATOR,
            Notice(
                "Ani melepas peran kontak Dinas Kesehatan.",
                ((steady("Buat undangan baru", "invite_opd", DINKES, PEMDA),),),
            ),
        ),
        LeaveRole(1),
    )
    play.shows(
        "Peran kontak Dinas Kesehatan sudah dilepas.\n\n"
        "Ani tidak memegang peran. Untuk terdaftar lagi, mintalah undangan kepada Bagian Organisasi.",
        "[Ubah nama]",
    )


def test_leaving_twice_leaves_once() -> None:
    Play(person(ANI), Leaving(7, "", 1)).does(Tap("leave:1", 1)).ordered()


def test_nobody_leaves_anothers_role() -> None:
    Play(ani(), ReadingProfile(7)).does(Tap("leave:99", 1)).ordered()
    Play(ani(), Leaving(7, "", 1)).does(Tap("leave:99", 1)).ordered()


def test_profile_of_an_administrator_and_a_stranger() -> None:
    synthetic = member(Role.COORDINATOR, 0)
    Play(person(CITRA, synthetic, may_create_pemda=True)).begin("profil").shows(
        "Citra\nAkun ini pengelola bot, ditetapkan saat bot dipasang, dan menjadi koordinator setiap Pemda.",
        "[Ubah nama]",
        "[Kembali]",
    )
    Play(stranger()).begin("profil").shows(
        "Akun ini belum terdaftar. Peran diperoleh lewat undangan Bagian Organisasi."
    )


# privacy

NOTICE = (
    "<b>Data pribadi</b>\n"
    "Pengelola: Bagian Organisasi. Disimpan selama 5 tahun: nama, nomor akun Telegram, jabatan dan NIP penanggung "
    "jawab, jawaban, bukti, waktu. Nomor telepon tidak diminta.\n"
    "<blockquote expandable>Bapak/Ibu berhak melihat, memperbaiki, dan meminta penghapusan data (UU 27/2022). "
    "Catatan perubahan tetap ada tanpa nama.</blockquote>"
)


def test_privacy() -> None:
    play = Play(ani(organiser="Bagian Organisasi")).begin("privasi")
    play.shows(NOTICE, "[Unduh data saya]", "[Minta penghapusan]", "[Kembali]")
    play.tap("Unduh data saya").ordered(SendMyData()).toasts("Data sedang disiapkan dan dikirim di sini")


def test_erasure_is_asked_for_and_granted() -> None:
    play = Play(ani()).begin("privasi").tap("Minta penghapusan")
    play.shows(
        "Minta penghapusan data pribadi? Setelah disetujui koordinator, nama dan nomor akun dihapus dan semua peran "
        "berakhir. Jawaban dan bukti tetap milik OPD.",
        "[Tetap simpan data]",
        "[Minta penghapusan]",
    )
    play.tap("Tetap simpan data").ordered().tap("Minta penghapusan").tap("Minta penghapusan")
    request = Notice(
        "⚠️ Ani, kontak Dinas Kesehatan, meminta penghapusan data pribadinya (UU 27/2022).",
        ((steady("Hapus data", "erase", ANI.id, PEMDA),),),
    )
    play.ordered(RequestErasure(), TellRole(PEMDA, Role.COORDINATOR, request))
    play.says("Permintaan penghapusan sudah disampaikan kepada koordinator; hasilnya diberitahukan di sini.")
    assert play.state == ReadingPrivacy(7)

    coordinator = Play(citra({"people": PEOPLE}), Administering(PEMDA)).does(Tap(f"erase:{ANI.id}:{PEMDA}"))
    coordinator.shows(
        "Hapus data pribadi Ani, kontak Dinkes? Nama dan nomor akun dihapus, semua perannya berakhir, dan catatan "
        "perubahan tinggal tanpa nama. Jawaban dan bukti tetap milik OPD. Tidak dapat dibatalkan.",
        "[Hapus data]",
        "[Buka menu]",
    )
    coordinator.tap("Hapus data", citra({"people": PEOPLE[1:]}))
    coordinator.ordered(
        Tell(
            (ANI.id,),
            Notice(
                "Permintaan penghapusan sudah dipenuhi: peran berakhir, nama dan nomor akun dihapus, kecuali masih "
                "dipakai pada pemerintah daerah lain. Jawaban dan bukti tetap milik OPD."
            ),
        ),
        ErasePerson(ANI.id),
    )
    coordinator.shows(
        "Data pribadi Ani sudah dihapus.\n\nOrang ini tidak lagi terdaftar, jadi tidak ada yang perlu dihapus.",
        "[Buka menu]",
    )
    coordinator.does(Tap(f"erase:{ANI.id}", 1)).ordered()


def test_only_a_coordinator_of_that_pemda_grants_an_erasure() -> None:
    for facts in (ani(), budi(), citra(pemdas={2: "Bontang"}, admin=None), stranger()):
        play = Play(facts, Browsing(7)).does(Tap(f"erase:{ANI.id}:{PEMDA}")).ordered()
        play.toasts("Hanya untuk koordinator pemerintah daerah ini.")
    Play(ani(), Erasing(PEMDA, ANI.id)).does(Tap(f"erase:{ANI.id}", 1)).ordered()
    assert Play(ani(), Erasing(PEMDA, ANI.id)).screen.text == "Hanya untuk koordinator pemerintah daerah ini."


def test_the_request_goes_to_every_pemda_with_a_role() -> None:
    elsewhere = replace(member(Role.VERIFIER, 5), pemda_id=2, pemda_name="Bontang")
    facts = person(ANI, member(Role.CONTACT, 1, DINKES), elsewhere)
    play = Play(facts).begin("privasi").tap("Minta penghapusan").tap("Minta penghapusan")
    assert play.step is not None
    assert [effect.pemda for effect in play.step.effects if isinstance(effect, TellRole)] == [PEMDA, 2]
    assert play.notices[1].text == ("⚠️ Ani, tim penilai Bontang, meminta penghapusan data pribadinya (UU 27/2022).")


def test_privacy_for_a_stranger_and_for_somebody_without_a_role() -> None:
    Play(stranger()).begin("privasi").shows(
        "<b>Data pribadi</b>\nAkun ini belum terdaftar. Yang tersimpan hanya nomor akun Telegram, agar percakapan "
        "dapat dijawab."
    )
    Play(person(ANI, organiser="Bagian Organisasi")).begin("privasi").shows(NOTICE, "[Unduh data saya]")


def test_side_screens_of_a_stranger_remember_nothing() -> None:
    play = Play(stranger(), Outside()).begin("bantuan")
    assert play.state == ReadingHelp()


def test_the_organiser_is_named_in_full() -> None:
    assert f"Pengelola: {ORGANISER}." in Play(ani()).begin("privasi").screen.text
