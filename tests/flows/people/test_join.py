"""Joining, and the way back to one's place."""

from dataclasses import replace

import pytest

from bot.flows.base import Tap, Text
from bot.flows.kit.outside import Outside
from bot.flows.people import join
from bot.flows.people.dispute import Welcoming
from bot.flows.people.join import ChoosingOpd, Serving, choose
from bot.flows.states.contact import Approving, Browsing, Explaining, Levelling, Receipting, Sorting, Viewing, Waiting
from bot.flows.states.coordinator import Administering
from bot.flows.states.review import Queueing
from core.assessment.model import Answer, PeriodStatus, Status
from core.effects import CountGuess, DisputeOpd, Redeem, TellRole
from core.facts import Choice, Facts, InvitationState
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.play_people import Play
from tests.flows.world_people import (
    ANI,
    BUDI,
    CITRA,
    DINKES,
    PEMDA,
    PERIOD,
    RSUD,
    ani,
    assessment,
    at,
    citra,
    invitation,
    member,
    person,
    stranger,
)

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

DINKES_CHOICE = Choice(7, "Dinas Kesehatan", "Dinkes", Role.CONTACT, Status.DRAFT, 7, 11)
RSUD_CHOICE = Choice(8, "RSUD Kudungga", "RSUD", Role.CONTACT, Status.NOT_STARTED, 0, 11)


def joined() -> Play:
    return Play(stranger(invitation=invitation())).begin("mulai", "token", ani())


def test_a_contact_is_welcomed() -> None:
    play = joined().ordered(Redeem(5, "Ani"))
    play.shows(WELCOME, *WELCOME_BUTTONS)


def test_the_first_variable_comes_below_the_welcome() -> None:
    play = joined().tap("Mulai mengisi V01")
    assert play.state == Levelling(7, "V01")
    assert play.step is not None
    assert (play.step.fresh, play.step.evidence_for) == (True, None)


def test_the_table_of_contents_comes_below_the_welcome() -> None:
    play = joined().tap("Buka daftar isi")
    assert play.state == Browsing(7)
    assert play.step is not None
    assert play.step.fresh


@pytest.mark.parametrize("label", ["Mulai mengisi V01", "Buka daftar isi"])
def test_a_second_tap_leaves_the_welcome_standing(label: str) -> None:
    play = joined()
    press = play.press(label)
    first = play.does(press).state
    play.does(press)
    assert play.step is not None
    assert (play.state, play.step.fresh, play.step.stands) == (first, True, "Sudah terbuka di bawah.")


@pytest.mark.parametrize("label", ["Mulai mengisi V01", "Buka daftar isi"])
def test_a_late_second_tap_puts_no_undecided_words_away(label: str) -> None:
    play = joined()
    press = play.press(label)
    undecided = Sorting(7, "V01", "Renja disusun bersama.", 60)
    play = Play(ani(), undecided).does(press)
    assert play.step is not None
    assert play.step.stands == "Sudah terbuka di bawah."
    assert play.state == undecided


def test_the_welcome_leads_to_what_is_next_at_any_time() -> None:
    begun = assessment(answers={"V01": Answer("V01", 3, "", 1, 2, "Budi", at(6))})
    play = joined()
    press = play.press("Mulai mengisi V01")
    play.tap("Buka daftar isi").knows(ani(assessment=begun)).does(press)
    assert play.state == Explaining(7, "V01")
    assert play.step is not None
    assert play.step.fresh


def test_a_wrong_opd_is_reported_once_however_often_it_is_tapped() -> None:
    play = joined()
    press = play.press("Laporkan salah OPD")
    play.does(press).does(press).ordered().toasts("Koordinator sudah diberi tahu")


def test_the_welcome_of_an_opd_that_was_left_opens_nothing() -> None:
    play = joined()
    press = play.press("Mulai mengisi V01")
    play.knows(stranger()).does(press).toasts("Penilaian ini tidak lagi terbuka untuk Bapak/Ibu.")
    assert play.step is not None
    assert play.step.fresh


def test_the_welcome_stays_word_for_word_when_it_is_left_behind() -> None:
    assert join.record(Welcoming(7), ani()) == WELCOME


def test_a_refusal_stays_word_for_word_too() -> None:
    assert join.record(Outside("unknown"), stranger()) == UNKNOWN


def test_a_colleague_began_already() -> None:
    begun = assessment(answers={"V01": Answer("V01", 3, "", 1, 2, "Budi", at(6))})
    play = Play(ani(assessment=begun), Welcoming(7))
    assert play.screen.rows[0][0].label == "Lanjutkan V01"
    play.tap("Lanjutkan V01")
    assert play.state == Explaining(7, "V01")


def test_a_colleague_has_sent_already() -> None:
    play = Play(ani(assessment=assessment(status=Status.SUBMITTED)), Welcoming(7)).tap("Buka tanda terima")
    assert play.state == Receipting(7)


def test_a_typed_level_on_the_welcome_counts() -> None:
    play = joined().types("III")
    assert play.state == Explaining(7, "V01")


def test_a_wrong_opd_is_reported_and_nothing_is_asked() -> None:
    play = joined().tap("Laporkan salah OPD")
    play.toasts("Koordinator sudah diberi tahu")
    play.ordered(
        DisputeOpd(1, True),
        TellRole(
            PEMDA,
            Role.COORDINATOR,
            Notice(
                "⚠️ Ani melaporkan salah OPD: terdaftar sebagai kontak Dinas Kesehatan. Keluarkan dari OPD itu, "
                "lalu kirim undangan OPD yang benar.",
                ((steady("Atur kontak ini", "people", PEMDA, 1),),),
            ),
        ),
    )
    play.shows(
        "⚠️ Salah OPD sudah dilaporkan kepada koordinator. Bapak/Ibu terdaftar sebagai kontak <b>Dinas Kesehatan</b>. "
        "Tunggu undangan yang benar; tidak perlu mengisi.",
        "[Batalkan laporan]",
    )
    undone = Notice("Ani membatalkan laporan salah OPD: tetap kontak Dinas Kesehatan.")
    play.tap("Batalkan laporan").ordered(DisputeOpd(1, False), TellRole(PEMDA, Role.COORDINATOR, undone)).shows(
        WELCOME, *WELCOME_BUTTONS
    )


def test_a_wrong_opd_without_any_coordinator_is_not_called_reported() -> None:
    play = joined().knows(ani(coordinators=0)).tap("Laporkan salah OPD")
    assert play.screen.text.splitlines()[0] == (
        "⚠️ Belum ada koordinator yang terdaftar di bot. Sampaikan salah OPD ini kepada Bagian Organisasi. "
        "Bapak/Ibu terdaftar sebagai kontak <b>Dinas Kesehatan</b>."
    )


def test_a_contact_who_joins_before_the_period_opens() -> None:
    facts = stranger(invitation=invitation(assessment=None))
    play = Play(facts).begin("mulai", "token", person(ANI, member(Role.CONTACT, 1, DINKES)))
    play.shows(
        "Selamat datang, Bapak/Ibu kontak <b>Dinas Kesehatan</b>.\n"
        "Bot ini dijalankan Bagian Organisasi Setda Kabupaten Kutai Timur untuk penilaian mandiri kematangan "
        "perangkat daerah.\n\n"
        "Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan.\n\n"
        "<i>Yang disimpan: nama dan nomor akun Telegram, jawaban, serta bukti. Hanya OPD Bapak/Ibu, tim penilai, "
        "dan koordinator yang dapat melihatnya. Rincian: /privasi. Berhenti: /profil.</i>",
        "[Laporkan salah OPD]",
    )
    play.types("halo").says("Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan.")


# invitations that open nothing


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            InvitationState.EXPIRED,
            "Undangan ini berakhir Jumat, 20 November 2026. Mintalah undangan baru kepada Bagian Organisasi.",
        ),
        (InvitationState.USED_UP, USED),
        (InvitationState.REVOKED, "Undangan ini sudah dicabut. Mintalah undangan baru kepada Bagian Organisasi."),
    ],
)
def test_an_invitation_that_opens_nothing(state: InvitationState, sentence: str) -> None:
    facts = stranger(invitation=invitation(state=state))
    Play(facts).begin("mulai", "token").shows(sentence).ordered()
    known = replace(ani(), invitation=invitation(state=state))
    Play(known, Browsing(7)).begin("mulai", "token").says(sentence).ordered()


def test_a_wrong_token_is_counted_and_learns_nothing() -> None:
    play = Play(stranger()).begin("mulai", "guess").shows(UNKNOWN).ordered(CountGuess())
    play.begin("mulai", "guess").shows(UNKNOWN).ordered(CountGuess())


def test_a_wrong_token_of_a_known_person_keeps_the_screen() -> None:
    play = Play(ani(), Browsing(7)).begin("mulai", "guess").says(UNKNOWN).ordered(CountGuess())
    assert play.state == Browsing(7)


def test_the_sixth_guess_is_not_looked_at() -> None:
    sentence = "Terlalu banyak percobaan. Silakan mencoba lagi setelah pukul 11.20 WITA."
    facts = stranger(invitation=None, guesses_until=at(7, 11, 20))
    Play(facts).begin("mulai", "guess").shows(sentence).ordered()
    # the right token is refused alike, or guessing would go on
    facts = stranger(invitation=invitation(), guesses_until=at(7, 11, 20))
    Play(facts).begin("mulai", "token").shows(sentence).ordered()


def test_a_stranger() -> None:
    play = Play(stranger()).begin("mulai").shows(STRANGER).ordered()
    play.types("Saya mau ikut mengisi").shows(STRANGER).ordered()
    play.file("surat.pdf").shows(STRANGER).ordered()
    play.sticker().shows(STRANGER).ordered()


def test_the_owner_opens_the_link_again() -> None:
    facts = replace(ani(), invitation=invitation(state=InvitationState.HELD))
    play = Play(facts, Levelling(7, "V01")).begin("mulai", "token").ordered()
    assert play.state == Levelling(7, "V01")
    play = Play(facts).begin("mulai", "token").ordered()
    assert play.state == Levelling(7, "V01")


# several OPD


def test_a_second_opd_leads_to_the_choice() -> None:
    offered = invitation(opd_id=RSUD, opd_name="RSUD Kudungga", assessment=8)
    both = person(
        ANI, member(Role.CONTACT, 1, DINKES), member(Role.CONTACT, 2, RSUD), choices=(DINKES_CHOICE, RSUD_CHOICE)
    )
    play = Play(replace(ani(), invitation=offered), Browsing(7)).begin("mulai", "token", both)
    play.ordered(Redeem(5, "Ani"))
    play.shows(
        "Bapak/Ibu terdaftar pada dua OPD. Pilih yang akan diisi; namanya tertulis di baris pertama.",
        "[Isi Dinkes (7/11)]",
        "[Isi RSUD (0/11)]",
    )
    chosen = replace(both, assessment=assessment(8, RSUD))
    play.knows(chosen).tap("Isi RSUD (0/11)")
    assert play.state == Levelling(8, "V01")
    assert play.step is not None
    assert play.step.evidence_for is None


def test_a_choice_of_somebody_elses_opd_is_refused() -> None:
    play = Play(ani(assessment=None), Browsing(7)).does(Tap("fill:99"))
    play.toasts("Penilaian ini tidak lagi terbuka untuk Bapak/Ibu.").ordered()


def both_opds(**more: object) -> Facts:
    choices = (DINKES_CHOICE, RSUD_CHOICE)
    return person(ANI, member(Role.CONTACT, 1, DINKES), member(Role.CONTACT, 2, RSUD), choices=choices, **more)


def test_the_way_back_to_the_choice_from_within_an_opd() -> None:
    play = Play(both_opds(assessment=assessment(8, RSUD)), Browsing(8)).tap("Ganti OPD")
    play.shows(
        "Bapak/Ibu terdaftar pada dua OPD. Pilih yang akan diisi; namanya tertulis di baris pertama.",
        "[Isi Dinkes (7/11)]",
        "[Isi RSUD (0/11)]",
    )
    assert play.step is not None
    assert play.step.evidence_for is None
    play.knows(both_opds(assessment=assessment(status=Status.SUBMITTED))).tap("Isi Dinkes (7/11)")
    assert play.state == Receipting(7)


def test_an_invitation_taken_before_leads_to_its_own_opd() -> None:
    held = invitation(state=InvitationState.HELD)
    play = Play(both_opds(assessment=assessment(8, RSUD), invitation=held), Browsing(8)).begin("mulai", "token")
    assert play.state == ChoosingOpd()


def test_who_has_one_opd_is_offered_no_other() -> None:
    assert "Ganti OPD" not in [entry.label for row in Play(ani(), Browsing(7)).screen.rows for entry in row]


def test_choose_with_none_one_and_several() -> None:
    facts = person(ANI, member(Role.CONTACT, 1, DINKES))
    assert choose(facts).state == Waiting()
    assert choose(replace(facts, choices=(DINKES_CHOICE,))).state == Browsing(7)
    assert choose(replace(facts, choices=(replace(DINKES_CHOICE, role=Role.HEAD),))).state == Approving(7)
    assert choose(replace(facts, choices=(DINKES_CHOICE, RSUD_CHOICE))).state == ChoosingOpd()


def test_the_choice_names_what_a_press_does() -> None:
    sent = replace(DINKES_CHOICE, status=Status.SUBMITTED)
    head = replace(RSUD_CHOICE, role=Role.HEAD)
    play = Play(person(ANI, member(Role.CONTACT, 1, DINKES), choices=(sent, head)), ChoosingOpd())
    assert [button.label for row in play.screen.rows for button in row] == ["Lihat Dinkes", "Tinjau RSUD"]


def test_many_opds_are_paged() -> None:
    many = tuple(replace(DINKES_CHOICE, assessment=number) for number in range(1, 13))
    play = Play(person(ANI, member(Role.CONTACT, 1, DINKES), choices=many), ChoosingOpd())
    assert play.screen.text == (
        "Bapak/Ibu terdaftar pada 12 OPD. Pilih yang akan diisi; namanya tertulis di baris pertama."
    )
    assert len(play.screen.rows) == 6
    play.tap("‹")
    assert play.state == ChoosingOpd(page=2)
    assert len(play.screen.rows) == 3


# the other roles

RUN = (
    "Bot ini dijalankan Bagian Organisasi Setda Kabupaten Kutai Timur untuk penilaian mandiri kematangan perangkat "
    "daerah."
)
KEPT = (
    "<i>Yang disimpan: nama dan nomor akun Telegram, serta yang dikerjakan di bot ini. Rincian: /privasi. "
    "Berhenti: /profil.</i>"
)


def test_a_head_is_welcomed() -> None:
    head = person(BUDI, member(Role.HEAD, 2, DINKES), assessment=assessment())
    play = Play(stranger(invitation=invitation(Role.HEAD))).begin("mulai", "token", head)
    play.shows(
        f"Selamat datang, Bapak/Ibu kepala <b>Dinas Kesehatan</b>.\n{RUN}\n\n"
        "Kontak mengisi penilaian. Bila persetujuan kepala diperlukan, ringkasannya datang ke sini dan disetujui "
        f"dengan satu ketukan.\n\n{KEPT}",
        "[Lihat penilaian]",
    )
    play.begin("mulai")
    assert play.state == Approving(7)


def test_a_coordinator_is_welcomed_and_led_to_the_menu() -> None:
    play = Play(stranger(invitation=invitation(Role.COORDINATOR))).begin("mulai", "token", citra())
    play.shows(
        f"Selamat datang, Bapak/Ibu koordinator <b>Kutai Timur</b>.\n{RUN}\n\n"
        "Dari menu: daftar OPD, periode, undangan, orang, dan pengaturan. Menu terbuka juga dengan /admin.\n\n"
        f"{KEPT}",
        "[Buka menu koordinator]",
    )
    play.tap("Buka menu koordinator")
    assert play.state == Administering(PEMDA)


@pytest.mark.parametrize(
    ("role", "text"),
    [
        (
            Role.VIEWER,
            f"Selamat datang, Bapak/Ibu peninjau <b>Kutai Timur</b>.\n{RUN}\n\n"
            "Kemajuan pengisian, nilai, grafik, keadaan tiap OPD, dan berkas rekap terbuka dari papan. "
            f"Papan terbuka juga dengan /mulai.\n\n{KEPT}",
        ),
    ],
)
def test_a_viewer_is_told_what_there_is_to_see(role: Role, text: str) -> None:
    facts = person(BUDI, member(role, 2))
    play = Play(stranger(invitation=invitation(role))).begin("mulai", "token", facts).shows(text, "[Buka papan]")
    assert play.state == Serving(role.value)
    assert play.begin("mulai").state == Viewing(PEMDA)


@pytest.mark.parametrize("role", [Role.VERIFIER, Role.PROVINCE])
def test_the_team_is_welcomed_and_led_to_the_queue(role: Role) -> None:
    facts = person(BUDI, member(role, 2))
    play = Play(stranger(invitation=invitation(role))).begin("mulai", "token", facts)
    assert "/periksa" in play.screen.text
    play.tap("Buka antrean")
    assert play.state == Queueing(PEMDA)
    play.begin("mulai")
    assert play.state == Queueing()


# the way back


def test_a_known_contact_goes_on_where_things_stand() -> None:
    play = Play(ani()).begin("mulai")
    assert play.state == Levelling(7, "V01")


def test_a_contact_without_an_open_period_waits() -> None:
    Play(person(ANI, member(Role.CONTACT, 1, DINKES))).begin("mulai").shows(
        "Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan."
    )


def test_a_new_period_is_preferred_to_the_closed_one() -> None:
    old = assessment(3, period=replace(PERIOD, status=PeriodStatus.CLOSED))
    play = Play(ani(assessment=old, choices=(DINKES_CHOICE,))).begin("mulai")
    assert play.state == Browsing(7)


def test_a_coordinator_goes_to_the_menu_but_a_contact_role_comes_first() -> None:
    assert Play(citra()).begin("mulai").state == Administering(PEMDA)
    both = person(
        CITRA,
        member(Role.COORDINATOR, 3),
        member(Role.CONTACT, 4, DINKES),
        assessment=assessment(),
        pemdas={PEMDA: "Kutai Timur"},
    )
    assert Play(both).begin("mulai").state == Levelling(7, "V01")
    assert Play(replace(both, assessment=None)).begin("mulai").state == Administering(PEMDA)


def test_a_person_whose_place_is_unknown_is_led_back() -> None:
    play = Play(ani(), Outside())
    play.shows("Bapak/Ibu sudah terdaftar. Ketuk tombol di bawah untuk melanjutkan.", "[Mulai mengisi V01]")
    play.tap("Mulai mengisi V01")
    assert play.state == Levelling(7, "V01")


def test_an_edited_message_on_the_welcome_changes_nothing() -> None:
    play = joined().does(Text("III", 5, edited=True))
    assert play.step is not None
    assert play.step.silent
    assert play.state == Welcoming(7)
