"""Help, the table of commands, and commands that lead nowhere."""

import pytest

from bot.commands import COMMANDS, find, menu, offered
from bot.flows.kit.outside import Outside
from bot.flows.people.help import ReadingHelp
from bot.flows.states.contact import Browsing, Explaining, Levelling
from bot.flows.states.evidence import Evidencing
from bot.texts.people import help_topics as topics
from core.people.roles import Role
from core.screen import ButtonKind
from tests.flows.play import play
from tests.flows.world import NUMBER, World


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
        ("progres", "Kemajuan hari ini"),
        ("belum", "Yang belum mengirim"),
        ("skor", "Nilai yang sudah terverifikasi"),
        ("grafik", "Gambar peringkat, sebaran, kemajuan"),
        ("opd", "Keadaan satu OPD"),
        ("rekap", "Berkas rekap"),
        ("ingatkan", "Mengingatkan OPD"),
        ("hubungkan", "Menghubungkan grup"),
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

    assert {command.slug for command in COMMANDS} <= router.COMMANDS.keys()


def test_side_screens_of_a_stranger_remember_nothing() -> None:
    phone = play(World(), "Zul", Outside()).command("bantuan")
    assert phone.state == ReadingHelp()
