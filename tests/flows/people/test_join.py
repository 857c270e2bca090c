"""Joining, and the way back to one's place."""

import pytest
from sqlalchemy import func, select

from bot.flows.base import OtherKind
from bot.flows.kit.outside import Outside
from bot.flows.people import join
from bot.flows.people.dispute import Welcoming
from bot.flows.people.join import ChoosingOpd, Serving, choose
from bot.flows.states.contact import Approving, Browsing, Explaining, Levelling, Receipting, Sorting, Viewing, Waiting
from bot.flows.states.coordinator import Administering
from bot.flows.states.review import Queueing
from core.assessment.model import FormerAnswer, Status
from core.effects import CountGuess, DisputeOpd, Redeem, RevokeInvitations, SaveLevel, TellRole
from core.people.roles import Role
from core.screen import Notice, steady
from core.wish import Wish
from storage.engine.schema import ASSESSMENT
from tests.flows.expectations import labels
from tests.flows.ground import CODES, ROWS
from tests.flows.play import Play, play
from tests.flows.situations import standing_at, token, without_period
from tests.flows.world import NUMBER, PEMDA, World, at

WELCOME = (
    "Selamat datang, Bapak/Ibu kontak <b>Dinas Kesehatan</b>.\n"
    "Bot ini dijalankan Bagian Organisasi Setda Kabupaten Kutai Timur untuk penilaian mandiri kematangan 2026.\n"
    "\n"
    "Ada 11 variabel. Pada setiap variabel: pilih tingkat, tulis penjelasan, kirim bukti. Semua langsung tersimpan "
    "dan boleh diisi bertahap.\n"
    "Tenggat: <b>Senin, 14 Desember 2026 pukul 16.00 WITA</b>\n"
    "\n"
    "<i>Yang disimpan: nama dan nomor akun Telegram, jawaban, serta bukti. Hanya OPD Bapak/Ibu, tim penilai, dan "
    "koordinator yang dapat melihatnya. Rincian: /privasi. Berhenti: /profil.</i>"
)
WELCOME_BUTTONS = ("[Mulai mengisi V01]", "[Buka daftar isi]", "[Laporkan salah OPD]")
STRANGER = (
    "Bot ini hanya untuk perangkat daerah yang diundang oleh Bagian Organisasi di pemerintah daerahnya. "
    "Buka tautan pada surat undangan, atau tempelkan tautannya di sini."
)
UNKNOWN = "Undangan tidak dikenali. Buka kembali tautan dari surat undangan, atau hubungi Bagian Organisasi."
USED = (
    "Undangan ini sudah dipakai. Bila sudah terdaftar, ketuk /mulai; bila belum, mintalah undangan baru kepada "
    "Bagian Organisasi."
)

GONE = "Penilaian ini tidak lagi terbuka untuk Bapak/Ibu."


def joined(world: World | None = None) -> Play:
    """Zul has taken an invitation as a contact of Dinkes."""
    world = world or World()
    return play(world, "Zul").command("mulai", token(world))


def own_role(phone: Play) -> int:
    """The number of somebody's only membership."""
    (role,) = phone.facts.memberships
    return role.id


def test_a_contact_is_welcomed() -> None:
    phone = joined().asks_for(Redeem(1, "Zul"))
    phone.stands(WELCOME, *WELCOME_BUTTONS)


@pytest.mark.parametrize(
    ("label", "state"), [("Mulai mengisi V01", Levelling(NUMBER, "V01")), ("Buka daftar isi", Browsing(NUMBER))]
)
def test_what_is_opened_comes_below_the_welcome_once(label: str, state: object) -> None:
    phone = joined()
    welcome = phone.find(label).value
    phone.steady(welcome)
    assert (phone.state, phone.step.fresh, phone.step.evidence_for) == (state, True, None)
    phone.steady(welcome)
    assert (phone.state, phone.step.fresh, phone.step.stands) == (state, True, "Sudah terbuka di bawah.")


@pytest.mark.parametrize("label", ["Mulai mengisi V01", "Buka daftar isi"])
def test_a_late_second_tap_puts_no_undecided_words_away(label: str) -> None:
    phone = joined()
    welcome = phone.find(label).value
    undecided = Sorting(NUMBER, "V01", "Renja disusun bersama.", 60)
    phone = play(phone.world, "Zul", undecided).steady(welcome)
    assert phone.step.stands == "Sudah terbuka di bawah."
    assert phone.state == undecided


def test_the_welcome_leads_to_what_is_next_at_any_time() -> None:
    phone = joined()
    welcome = phone.find("Mulai mengisi V01").value
    phone.tap("Buka daftar isi")
    phone.world.apply(SaveLevel(NUMBER, "V01", 3), "Dewi")
    phone.steady(welcome)
    assert phone.state == Explaining(NUMBER, "V01")
    assert phone.step.fresh


def test_a_wrong_opd_is_reported_once_however_often_it_is_tapped() -> None:
    phone = joined()
    report = phone.find("Laporkan salah OPD").value
    phone.steady(report).steady(report).asks_for().toasts("Koordinator sudah diberi tahu")


def test_the_welcome_of_an_opd_that_was_left_opens_nothing() -> None:
    phone = joined()
    welcome = phone.find("Mulai mengisi V01").value
    phone.world.without(Role.CONTACT)
    phone.steady(welcome).toasts(GONE)
    assert phone.step.fresh


def test_the_welcome_stays_word_for_word_when_it_is_left_behind() -> None:
    assert join.record(Welcoming(NUMBER), joined().facts) == WELCOME


def test_a_refusal_stays_word_for_word_too() -> None:
    assert join.record(Outside("unknown"), play(World(), "Zul", Outside()).facts) == UNKNOWN


def test_a_colleague_began_already() -> None:
    phone = joined()
    phone.world.apply(SaveLevel(NUMBER, "V01", 3), "Dewi")
    phone.tap("Lanjutkan V01")
    assert phone.state == Explaining(NUMBER, "V01")


def test_a_colleague_has_sent_already() -> None:
    world = World()
    world.status = Status.SUBMITTED
    assert joined(world).tap("Buka tanda terima").state == Receipting(NUMBER)


def test_a_typed_level_on_the_welcome_counts() -> None:
    phone = joined().text("III")
    assert phone.state == Explaining(NUMBER, "V01")


def test_a_wrong_opd_is_reported_and_nothing_is_asked() -> None:
    phone = joined()
    role = own_role(phone)
    phone.tap("Laporkan salah OPD").toasts("Koordinator sudah diberi tahu")
    phone.asks_for(
        DisputeOpd(role, True),
        TellRole(
            PEMDA,
            Role.COORDINATOR,
            Notice(
                "⚠️ Zul melaporkan salah OPD: terdaftar sebagai kontak Dinas Kesehatan. Keluarkan dari OPD itu, "
                "lalu kirim undangan OPD yang benar.",
                ((steady("Atur kontak ini", "people", PEMDA, role),),),
            ),
        ),
    )
    phone.stands(
        "⚠️ Salah OPD sudah dilaporkan kepada koordinator. Bapak/Ibu terdaftar sebagai kontak <b>Dinas Kesehatan</b>. "
        "Tunggu undangan yang benar; tidak perlu mengisi.",
        "[Batalkan laporan]",
    )
    undone = Notice("Zul membatalkan laporan salah OPD: tetap kontak Dinas Kesehatan.")
    phone.tap("Batalkan laporan").asks_for(DisputeOpd(role, False), TellRole(PEMDA, Role.COORDINATOR, undone)).stands(
        WELCOME, *WELCOME_BUTTONS
    )


def test_a_wrong_opd_without_any_coordinator_is_not_called_reported() -> None:
    phone = joined(World(coordinators=0)).tap("Laporkan salah OPD")
    assert phone.standing.text.splitlines()[0] == (
        "⚠️ Belum ada koordinator yang terdaftar di bot. Sampaikan salah OPD ini kepada Bagian Organisasi. "
        "Bapak/Ibu terdaftar sebagai kontak <b>Dinas Kesehatan</b>."
    )


def test_a_contact_who_joins_before_the_period_opens() -> None:
    phone = joined(without_period(World()))
    phone.stands(
        "Selamat datang, Bapak/Ibu kontak <b>Dinas Kesehatan</b>.\n"
        "Bot ini dijalankan Bagian Organisasi Setda Kabupaten Kutai Timur untuk penilaian mandiri kematangan "
        "perangkat daerah.\n\n"
        "Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan.\n\n"
        "<i>Yang disimpan: nama dan nomor akun Telegram, jawaban, serta bukti. Hanya OPD Bapak/Ibu, tim penilai, "
        "dan koordinator yang dapat melihatnya. Rincian: /privasi. Berhenti: /profil.</i>",
        "[Laporkan salah OPD]",
    )
    phone.text("halo").says("Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan.")


# invitations that open nothing


def expired(world: World) -> str:
    return token(world, until=at("2026-11-20 23.59"))


def used_up(world: World) -> str:
    given = token(world, opd="RSUD")
    play(world, "Yuni").command("mulai", given)
    return given


def revoked(world: World) -> str:
    given = token(world, opd="RSUD")
    world.apply(RevokeInvitations(PEMDA, None), "Citra")
    return given


@pytest.mark.parametrize(
    ("invitation", "sentence"),
    [
        (expired, "Undangan ini berakhir Jumat, 20 November 2026. Mintalah undangan baru kepada Bagian Organisasi."),
        (used_up, USED),
        (revoked, "Undangan ini sudah dicabut. Mintalah undangan baru kepada Bagian Organisasi."),
    ],
)
def test_an_invitation_that_opens_nothing(invitation, sentence: str) -> None:
    world = World(organiser="Bagian Organisasi")
    given = invitation(world)
    play(world, "Zul").command("mulai", given).stands(sentence).asks_for()
    play(world, "Fajar").command("mulai", given).says(sentence).asks_for()


def test_a_wrong_token_is_counted_and_learns_nothing() -> None:
    phone = play(World(), "Zul").command("mulai", "guess").stands(UNKNOWN).asks_for(CountGuess())
    phone.command("mulai", "guess").stands(UNKNOWN).asks_for(CountGuess())


def test_a_wrong_token_of_a_known_person_keeps_the_screen() -> None:
    phone = play(World(), "Ani", Browsing(NUMBER)).command("mulai", "guess").asks_for(CountGuess())
    phone.says(UNKNOWN)
    assert phone.state == Browsing(NUMBER)


def test_the_sixth_guess_is_not_looked_at() -> None:
    sentence = "Terlalu banyak percobaan. Silakan mencoba lagi setelah pukul 10.20 WIB."
    world = World(now=at("2026-12-07 11.05"))
    phone = play(world, "Zul")
    for _ in range(5):
        phone.command("mulai", "guess")
    phone.command("mulai", "guess").stands(sentence).asks_for()
    # the right token is refused alike, or guessing would go on
    phone.command("mulai", token(world)).stands(sentence).asks_for()


def test_a_stranger() -> None:
    phone = play(World(), "Zul").command("mulai").stands(STRANGER).asks_for()
    phone.text("Saya mau ikut mengisi").stands(STRANGER).asks_for()
    phone.file("surat.pdf").stands(STRANGER).asks_for()
    phone.other(OtherKind.STICKER).stands(STRANGER).asks_for()


def test_the_owner_opens_the_link_again() -> None:
    world = World()
    given = token(world)
    phone = play(world, "Zul").command("mulai", given).tap("Mulai mengisi V01")
    assert phone.command("mulai", given).asks_for().state == Levelling(NUMBER, "V01")
    assert play(world, "Zul").command("mulai", given).asks_for().state == Levelling(NUMBER, "V01")


# several OPD

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
    phone.asks_for(Redeem(1, "Ani")).stands(*BOTH)
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


# the other roles

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


# the way back


def test_a_known_contact_goes_on_where_things_stand() -> None:
    assert play(World(), "Ani").command("mulai").state == Levelling(NUMBER, "V01")


def test_a_contact_without_an_open_period_waits() -> None:
    play(without_period(World()), "Ani").command("mulai").stands(
        "Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan."
    )


def test_a_new_period_is_preferred_to_the_closed_one() -> None:
    world = World().year_before("V01", FormerAnswer(3, "Ada.", None, ()))
    old = world.conn.execute(select(func.max(ASSESSMENT.c.id))).scalar_one()
    assert play(world, "Ani", Browsing(old)).command("mulai").state == Browsing(NUMBER)


def test_a_coordinator_goes_to_the_menu_but_a_contact_role_comes_first() -> None:
    world = World()
    assert play(world, "Citra").command("mulai").state == Administering(PEMDA)
    world.join("Citra", Role.CONTACT)
    assert play(world, "Citra").command("mulai").state == Levelling(NUMBER, "V01")
    world = without_period(World())
    world.join("Citra", Role.CONTACT)
    assert play(world, "Citra").command("mulai").state == Administering(PEMDA)


def test_a_person_whose_place_is_unknown_is_led_back() -> None:
    phone = play(World(), "Ani", Outside())
    phone.stands("Bapak/Ibu sudah terdaftar. Ketuk tombol di bawah untuk melanjutkan.", "[Mulai mengisi V01]")
    assert phone.tap("Mulai mengisi V01").state == Levelling(NUMBER, "V01")


def test_an_edited_message_on_the_welcome_changes_nothing() -> None:
    phone = joined().text("III", 5, edited=True)
    assert phone.step.silent
    assert phone.state == Welcoming(NUMBER)
