"""Invitations by the coordinator."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.flows.base import Tap
from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering, ShowingOpd
from bot.flows.states.people import ChoosingField, ChoosingInvited, ChoosingRole, Inviting, Revoking
from bot.texts.people.invitations import sheet_caption
from core.assessment.model import Approval
from core.effects import Invite, RevokeInvitations
from core.people.roles import Role
from tests.flows.play_people import Play
from tests.flows.world_people import DUE, NOW, OPDS, PEMDA, ani, at, citra, find_opd

ALL = tuple(line.id for line in OPDS)
DINKES_LINE = find_opd("DINKES")


def test_all_opds_with_two_taps() -> None:
    play = Play(citra({"open_invitations": 12})).begin("admin").tap("Buat undangan")
    play.shows(
        "<b>Buat undangan · Kutai Timur</b>\n52 dari 55 OPD punya kontak. 12 undangan masih terbuka.\n\n"
        "Undangan sekali pakai, berlaku sampai Senin, 14 Desember 2026. Lembar dengan QR dikirim ke percakapan ini.\n"
        "Untuk kontak satu OPD, ketik kode atau nama OPD.",
        "[Undang 3 OPD tanpa kontak]",
        "[Undang semua OPD]",
        "[Pilih satu OPD]",
        "[Undang penilai] [Undang lainnya]",
        "[Cabut undangan] [Buka menu]",
    )
    play.tap("Undang semua OPD").ordered(Invite(PEMDA, Role.CONTACT, ALL, DUE))
    play.says("Undangan kontak untuk 55 OPD dibuat; lembarnya dikirim ke sini.")
    play.tap("Undang 3 OPD tanpa kontak").ordered(Invite(PEMDA, Role.CONTACT, ALL[52:], DUE))


def test_the_caption_of_the_sheet() -> None:
    assert sheet_caption(55, "Senin, 14 Desember 2026") == (
        "55 lembar dengan QR, sekali pakai, berlaku sampai Senin, 14 Desember 2026."
    )


def test_one_opd_by_typing_or_choosing() -> None:
    play = Play(citra(), Inviting(PEMDA)).types("dinkes").ordered(Invite(PEMDA, Role.CONTACT, (DINKES_LINE.id,), DUE))
    play.says("Undangan kontak Dinkes dibuat; lembarnya dikirim ke sini.")
    assert play.state == Inviting(PEMDA)
    play.tap("Pilih satu OPD")
    assert play.screen.text == "Undang kontak: pilih satu dari 55 OPD, atau ketik kode atau namanya."
    assert len(play.screen.rows) == 6
    play.tap("✅ Setda").ordered(Invite(PEMDA, Role.CONTACT, (OPDS[0].id,), DUE))


def test_heads() -> None:
    play = Play(citra({"approval": Approval.IN_BOT}), Inviting(PEMDA)).tap("Undang kepala")
    assert play.state == ChoosingInvited(PEMDA, "head")
    assert play.screen.text == "Undang kepala OPD: pilih satu dari 55 OPD, atau ketik kode atau namanya."
    play.tap("Undang semua OPD").ordered(Invite(PEMDA, Role.HEAD, ALL, DUE))
    play.says("Undangan kepala OPD untuk 55 OPD dibuat; lembarnya dikirim ke sini.")


def test_a_verifier_with_field_and_home_opd() -> None:
    play = Play(citra(), Inviting(PEMDA)).tap("Undang penilai")
    play.shows(
        "Undang tim penilai: pilih bidangnya.",
        "[Organisasi] [Pengawasan]",
        "[Perencanaan] [Kepegawaian]",
        "[Keuangan]",
        "[Kembali]",
    )
    play.tap("Perencanaan")
    assert play.screen.text == (
        "Anggota tim penilai bidang perencanaan: pilih OPD asalnya, atau ketik kode atau namanya. "
        "OPD asal tidak dinilai oleh anggota itu."
    )
    home = find_opd("BAPPEDA")
    play.types("bappeda").ordered(Invite(PEMDA, Role.VERIFIER, (home.id,), DUE, field="perencanaan"))
    play.says("Undangan tim penilai bidang perencanaan, OPD asal Bappeda dibuat; lembarnya dikirim ke sini.")
    outside = Play(citra(), ChoosingInvited(PEMDA, "verifier", "perencanaan")).tap("Tanpa OPD asal")
    outside.ordered(Invite(PEMDA, Role.VERIFIER, (), DUE, field="perencanaan"))


@pytest.mark.parametrize(
    ("label", "role", "called"),
    [
        ("Koordinator", Role.COORDINATOR, "koordinator"),
        ("Tim penilai provinsi", Role.PROVINCE, "tim penilai provinsi"),
        ("Peninjau", Role.VIEWER, "peninjau"),
    ],
)
def test_roles_of_the_whole_pemda(label: str, role: Role, called: str) -> None:
    play = Play(citra(), Inviting(PEMDA)).tap("Undang lainnya").tap(label)
    play.ordered(Invite(PEMDA, role, (), DUE))
    play.says(f"Undangan {called} dibuat; lembarnya dikirim ke sini.")


def test_steps_back() -> None:
    assert Play(citra(), ChoosingRole(PEMDA)).tap("Kembali").state == Inviting(PEMDA)
    assert Play(citra(), ChoosingField(PEMDA)).tap("Kembali").state == Inviting(PEMDA)
    assert Play(citra(), ChoosingInvited(PEMDA, "contact")).tap("Kembali").state == Inviting(PEMDA)
    back = Play(citra(), ChoosingInvited(PEMDA, "verifier", "keuangan")).tap("Kembali").state
    assert back == ChoosingField(PEMDA)


def test_without_a_due_date_invitations_hold_thirty_days() -> None:
    for facts in (citra({"periods": ()}), citra(now=at(15))):
        play = Play(facts, Inviting(PEMDA)).tap("Undang semua OPD")
        play.ordered(Invite(PEMDA, Role.CONTACT, ALL, facts.now + timedelta(days=30)))
    assert at(15) > DUE > NOW


def test_without_opds_there_is_nobody_to_invite() -> None:
    play = Play(citra({"opds": (), "approval": Approval.LETTER}), Inviting(PEMDA))
    for label in ("Undang semua OPD", "Pilih satu OPD", "Undang kepala"):
        play.tap(label).ordered().toasts("Belum ada OPD. Kirim daftar OPD lebih dahulu lewat Kelola OPD.")


def test_revoking_asks_once_with_the_safe_choice_where_the_finger_is() -> None:
    play = Play(citra({"open_invitations": 12}), Inviting(PEMDA)).tap("Cabut undangan")
    play.shows(
        "Cabut 12 undangan yang masih terbuka? Lembar dan tautannya tidak berlaku lagi; yang sudah terdaftar tetap "
        "terdaftar.",
        "[Cabut 12 undangan]",
        "[Pertahankan undangan]",
    )
    play.tap("Pertahankan undangan").ordered().tap("Cabut undangan").tap("Cabut 12 undangan")
    play.ordered(RevokeInvitations(PEMDA, None)).says("Semua undangan yang terbuka sudah dicabut.")


def test_revoking_those_of_one_opd() -> None:
    play = Play(citra(), Revoking(PEMDA, DINKES_LINE.id))
    play.shows(
        "Cabut semua undangan Dinkes yang masih terbuka? Lembar dan tautannya tidak berlaku lagi; yang sudah "
        "terdaftar tetap terdaftar.",
        "[Cabut undangan Dinkes]",
        "[Pertahankan undangan]",
    )
    play.tap("Cabut undangan Dinkes").ordered(RevokeInvitations(PEMDA, DINKES_LINE.id))
    play.says("Undangan Dinkes sudah dicabut.")
    assert play.state == ShowingOpd(PEMDA, DINKES_LINE.id)


def test_nothing_to_revoke() -> None:
    Play(citra(), Inviting(PEMDA)).tap("Cabut undangan").ordered().toasts("Tidak ada undangan yang terbuka.")


def test_revoking_from_the_sheet() -> None:
    play = Play(citra({"open_invitations": 12}), Administering(PEMDA)).does(Tap(f"revoke:{PEMDA}"))
    assert play.state == Revoking(PEMDA)
    Play(ani(), Browsing(7)).does(Tap(f"revoke:{PEMDA}")).ordered().toasts(
        "Hanya untuk koordinator pemerintah daerah ini."
    )


def test_a_copied_button_invites_nobody() -> None:
    for facts in (ani(), replace(citra(), admin=None)):
        Play(facts, Inviting(PEMDA)).does(Tap(f"all:{PEMDA}", 1)).ordered()
