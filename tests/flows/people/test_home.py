"""Where everybody begins: the choice of several OPD, and the welcome of the other roles."""

import pytest

from bot.flows.people.home import ChoosingOpd, Serving, choose
from bot.flows.states.contact import Approving, Browsing, Levelling, Receipting, Viewing, Waiting
from bot.flows.states.coordinator import Administering
from bot.flows.states.review import Queueing
from core.assessment.model import Status
from core.effects import Redeem
from core.people.roles import Role
from core.wish import Wish
from tests.flows.expectations import labels
from tests.flows.ground import CODES, ROWS
from tests.flows.people.welcome import GONE
from tests.flows.play import Play, play
from tests.flows.situations import standing_at, token, without_period
from tests.flows.world import NUMBER, PEMDA, World

BOTH = (
    "Bapak/Ibu terdaftar pada dua OPD. Pilih yang akan diisi; namanya tertulis di baris pertama.",
    "[Isi Dinkes (7/11)]",
    "[Isi RSUD Kudungga (0/11)]",
)


def filled() -> World:
    """Dinkes has 7 of 11; RSUD has not begun."""
    world = World().fill(*CODES[:7])
    world.status = Status.DRAFT
    return standing_at(world, "RSUD", Status.NOT_STARTED)


def test_a_second_opd_leads_to_the_choice() -> None:
    world = filled()
    phone = play(world, "Ani", Browsing(NUMBER)).command("mulai", token(world, opd="RSUD"))
    phone.asks_for(Redeem(1, "Ani")).reads("✅ Bapak/Ibu kini juga kontak RSUD Kudungga.", *BOTH[1:])
    phone.tap("Isi RSUD Kudungga (0/11)")
    assert phone.state == Levelling(world.assessment_of("RSUD"), "V01")
    assert phone.step.evidence_for is None


def test_a_choice_of_somebody_elses_opd_is_refused() -> None:
    world = World()
    world.join("Ani", Role.CONTACT, "BAPPEDA")
    phone = play(world, "Ani", Browsing(NUMBER)).steady(f"fill:{world.assessment_of('RSUD')}")
    phone.toasts(GONE).asks_for()


def test_the_way_back_to_the_choice_from_within_an_opd() -> None:
    world = filled()
    world.join("Ani", Role.CONTACT, "RSUD")
    phone = play(world, "Ani", Browsing(world.assessment_of("RSUD"))).tap("Ganti OPD").stands(*BOTH)
    assert phone.step.evidence_for is None
    dinkes = phone.find("Isi Dinkes (7/11)").value
    world.status = Status.SUBMITTED
    assert phone.steady(dinkes).state == Receipting(NUMBER)


def test_an_invitation_taken_before_leads_to_its_own_opd() -> None:
    world = World()
    given = token(world, opd="RSUD")
    play(world, "Ani").command("mulai", given)
    assert play(world, "Ani", Browsing(NUMBER)).command("mulai", given).asks_for().state == ChoosingOpd()


def test_who_has_one_opd_is_offered_no_other() -> None:
    assert "[Ganti OPD]" not in labels(play(World(), "Ani", Browsing(NUMBER)).screen.rows)


def test_choose_with_none_one_and_several() -> None:
    world = World()
    assert choose(world.facts("Ani", Wish())).state == Browsing(NUMBER)
    assert choose(world.facts("Eko", Wish())).state == Approving(NUMBER)
    world.join("Ani", Role.CONTACT, "RSUD")
    assert choose(world.facts("Ani", Wish())).state == ChoosingOpd()
    assert choose(without_period(World()).facts("Ani", Wish())).state == Waiting()


def test_the_choice_names_what_a_press_does() -> None:
    world = World()
    world.status = Status.SUBMITTED
    world.join("Ani", Role.HEAD, "RSUD")
    phone = play(world, "Ani", ChoosingOpd())
    assert labels(phone.screen.rows) == ["[Lihat Dinkes]", "[Tinjau RSUD Kudungga]"]


def test_what_asks_for_work_comes_first() -> None:
    world = filled()
    world.join("Ani", Role.CONTACT, "RSUD")
    world.join("Ani", Role.HEAD, "BAPPEDA")
    world.status = Status.SUBMITTED
    phone = play(world, "Ani", ChoosingOpd())
    assert labels(phone.screen.rows)[0] == "[Isi RSUD Kudungga (0/11)]"
    world.status = Status.RETURNED
    assert labels(phone.screen.rows)[0] == "[Perbaiki Dinkes]"
    phone.tap("Perbaiki Dinkes")
    assert phone.state == Receipting(NUMBER)


def test_a_typed_name_opens_its_opd_or_shows_those_that_may_be_meant() -> None:
    world = filled()
    for code in ("RSUD", "BAPPEDA"):
        world.join("Ani", Role.CONTACT, code)
    assert play(world, "Ani", ChoosingOpd()).text("Kudungga").state == Browsing(world.assessment_of("RSUD"))
    assert play(world, "Ani", ChoosingOpd()).text("bappeda").state == Receipting(world.assessment_of("BAPPEDA"))
    phone = play(world, "Ani", ChoosingOpd()).text("d")
    assert isinstance(phone.state, ChoosingOpd)
    assert len(phone.screen.rows) > 2
    phone.tap("Tampilkan semua")
    assert phone.state == ChoosingOpd()
    phone.text("xyz")
    assert phone.state == ChoosingOpd()
    world.status = Status.SUBMITTED
    assert phone.text("dinkes").state == Receipting(NUMBER)


def test_many_opds_are_paged() -> None:
    world = World()
    for row in ROWS[:11]:
        world.join("Ani", Role.CONTACT, row.code)
    phone = play(world, "Ani", ChoosingOpd())
    assert phone.screen.text == (
        "Bapak/Ibu terdaftar pada 12 OPD. Pilih yang akan diisi; namanya tertulis di baris pertama."
    )
    assert len(phone.screen.rows) == 6
    phone.tap("‹")
    assert phone.state == ChoosingOpd(page=2)
    assert len(phone.screen.rows) == 3


RUN = (
    "Bot ini dijalankan Bagian Organisasi Setda Kabupaten Kutai Timur untuk penilaian mandiri kematangan perangkat "
    "daerah."
)


KEPT = (
    "<i>Yang disimpan: nama dan nomor akun Telegram, serta yang dikerjakan di bot ini. Rincian: /privasi. "
    "Berhenti: /profil.</i>"
)


def welcomed(role: Role, opd: str | None = None) -> Play:
    world = World()
    return play(world, "Zul").command("mulai", token(world, role, opd))


def test_a_head_is_welcomed() -> None:
    phone = welcomed(Role.HEAD, "DINKES").stands(
        f"Selamat datang, Bapak/Ibu kepala <b>Dinas Kesehatan</b>.\n{RUN}\n\n"
        "Kontak mengisi penilaian. Bila persetujuan kepala diperlukan, ringkasannya datang ke sini dan disetujui "
        f"dengan satu ketukan.\n\n{KEPT}",
        "[Lihat penilaian]",
    )
    assert phone.command("mulai").state == Approving(NUMBER)


def test_a_coordinator_is_welcomed_and_led_to_the_menu() -> None:
    phone = welcomed(Role.COORDINATOR).stands(
        f"Selamat datang, Bapak/Ibu koordinator <b>Kutai Timur</b>.\n{RUN}\n\n"
        "Dari menu: daftar OPD, periode, undangan, orang, dan pengaturan. Menu terbuka juga dengan /admin.\n\n"
        f"{KEPT}",
        "[Buka menu koordinator]",
    )
    assert phone.tap("Buka menu koordinator").state == Administering(PEMDA)


def test_a_viewer_is_told_what_there_is_to_see() -> None:
    phone = welcomed(Role.VIEWER).stands(
        f"Selamat datang, Bapak/Ibu peninjau <b>Kutai Timur</b>.\n{RUN}\n\n"
        "Kemajuan pengisian, nilai, grafik, keadaan tiap OPD, dan berkas rekap terbuka dari papan. "
        f"Papan terbuka juga dengan /mulai.\n\n{KEPT}",
        "[Buka papan]",
    )
    assert phone.state == Serving(Role.VIEWER.value)
    assert phone.command("mulai").state == Viewing(PEMDA)


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.PROVINCE])
def test_the_team_is_welcomed_and_led_to_the_queue(role: Role) -> None:
    phone = welcomed(role)
    assert "/periksa" in phone.standing.text
    assert phone.tap("Buka antrean").state == Queueing(PEMDA)
    assert phone.command("mulai").state == Queueing()


@pytest.mark.parametrize("who", ["Budi", "Citra"])
def test_words_that_come_before_any_screen_are_not_passed_over_in_silence(who: str) -> None:
    """A verifier or coordinator answers a notice in words, and has no screen yet on which that means anything."""
    play(World(), who).text("Baik, segera saya periksa.").shows_last(
        "Pesan tadi belum diproses. Gunakan tombol di bawah, atau tulis lagi."
    )


def test_a_contacts_first_words_and_file_count_on_the_screen_that_opens() -> None:
    world = World().fill("V01")
    play(world).text("SOP pelayanan sudah lengkap.").reads("Simpan tulisan ini sebagai penjelasan variabel mana?")
    play(world).file("SOP.pdf").reads("SOP.pdf diterima untuk V02.")
    play(World()).text("batal").hides("Simpan tulisan ini")
