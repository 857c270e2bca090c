"""Joining, and invitations that open nothing."""

import pytest

from bot.flows.events import OtherKind
from bot.flows.kit.outside import Outside
from bot.flows.people import join, welcome
from bot.flows.people.dispute import Welcoming
from bot.flows.states.contact import Browsing, Explaining, Levelling, Receipting, Sorting
from core.assessment.model import Status
from core.effects import CountGuess, Redeem, RevokeInvitations, SaveLevel
from core.instrument.parse import packaged_text
from core.people.roles import Role
from storage.engine.schema import PERIOD
from tests.flows.people.welcome import GONE, WELCOME, WELCOME_BUTTONS, joined
from tests.flows.play import play
from tests.flows.situations import token, without_period
from tests.flows.world import NUMBER, PEMDA, World, at

STRANGER = (
    "Bot ini hanya untuk perangkat daerah yang diundang oleh Bagian Organisasi di pemerintah daerahnya. "
    "Buka tautan pada surat undangan, atau tempelkan tautannya di sini."
)
UNKNOWN = "Undangan tidak dikenali. Buka kembali tautan dari surat undangan, atau hubungi Bagian Organisasi."
USED = (
    "Undangan ini sudah dipakai. Bila sudah terdaftar, ketuk /mulai; bila belum, mintalah undangan baru kepada "
    "Bagian Organisasi."
)


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


def test_the_welcome_of_an_opd_that_was_left_opens_nothing() -> None:
    phone = joined()
    welcome = phone.find("Mulai mengisi V01").value
    phone.world.without(Role.CONTACT)
    phone.steady(welcome).toasts(GONE)
    assert phone.step.fresh


def test_the_welcome_stays_word_for_word_when_it_is_left_behind() -> None:
    assert welcome.record(Welcoming(NUMBER), joined().facts) == WELCOME


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


def test_a_contact_who_joins_before_the_period_opens() -> None:
    phone = joined(without_period(World()))
    phone.stands(
        "Selamat datang, Bapak/Ibu kontak <b>Dinas Kesehatan</b>.\n"
        "Bot ini dijalankan Bagian Organisasi Setda Kabupaten Kutai Timur untuk penilaian mandiri perangkat "
        "daerah.\n\n"
        "Belum ada penilaian yang dibuka. Bapak/Ibu akan diberi tahu pada hari pembukaan.\n\n"
        "<i>Yang disimpan: nama dan nomor akun Telegram, jawaban, serta bukti. Penjelasan dan bukti hanya "
        "dilihat OPD Bapak/Ibu, tim penilai, dan koordinator; tingkat dan nilai juga oleh pimpinan dan grup tim "
        "penilai. Rincian: /privasi. Berhenti: /profil.</i>",
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


# the way back


def test_an_edited_message_on_the_welcome_changes_nothing() -> None:
    phone = joined().text("III", 5, edited=True)
    assert phone.step.silent
    assert phone.state == Welcoming(NUMBER)


def test_an_empty_register_is_where_a_new_contact_begins() -> None:
    world = World().with_instrument(packaged_text("sop-evaluasi"))
    world.set(PERIOD, name="Evaluasi SOP 2026")
    phone = joined(world).reads("untuk evaluasi SOP 2026.", "[Isi daftar SOP]").hides("[Buka tanda terima]")
    phone.hides("[Buka daftar isi]").tap("Isi daftar SOP").reads("Belum ada SOP dalam daftar.")
