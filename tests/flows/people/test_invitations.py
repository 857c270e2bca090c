"""Invitations by the coordinator."""

from datetime import timedelta

import pytest

from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering, ShowingOpd
from bot.flows.states.people import ChoosingField, ChoosingInvited, ChoosingRole, Inviting, Revoking
from bot.texts.people.invitations import sheet_caption
from core.assessment.model import Approval, PeriodStatus
from core.effects import Invite, RevokeInvitations
from core.people.roles import Role
from tests.flows.ground import ROWS
from tests.flows.play import play
from tests.flows.situations import invited, without_opds
from tests.flows.world import MORNING, NUMBER, OFFICE, PEMDA, VERIFICATION_DUE, World, at

ALL = tuple(number for _, number in sorted((row.code, number) for number, row in enumerate(ROWS, 1)))
LACKING = tuple(number for number in ALL if number > 52)
"""OPD without a contact."""
BAPPEDA, SETDA = 4, 1


def test_the_overview_counts_who_has_come_and_who_was_invited() -> None:
    phone = play(invited(World(), 12), "Citra").command("admin").tap("Buat undangan")
    phone.stands(
        "<b>Buat undangan · Kutai Timur</b>\nKontak: 52 dari 55 OPD bergabung, 3 belum diundang.\n"
        "Kepala: 1 dari 55 OPD bergabung, 54 belum diundang.\n12 undangan belum dibuka.\n\n"
        "Undangan sekali pakai, berlaku sampai Senin, 14 Desember 2026. Lembar dan teksnya dikirim ke percakapan ini.\n"
        "Untuk kontak satu OPD, ketik kode atau nama OPD.",
        "[Undang semua OPD]",
        "[Pilih satu OPD] [Undang kepala]",
        "[Undang penilai] [Undang lainnya]",
        "[Lihat siapa yang belum]",
        "[Cabut undangan] [Buka menu]",
    )


def test_the_caption_of_the_sheet() -> None:
    assert sheet_caption(55, "Senin, 14 Desember 2026") == (
        "55 lembar dengan QR, sekali pakai, berlaku sampai Senin, 14 Desember 2026."
    )


def test_a_verifier_with_field_and_home_opd() -> None:
    phone = play(World(), "Citra", Inviting(PEMDA)).tap("Undang penilai")
    phone.stands(
        "Undang tim penilai: pilih bidangnya.",
        "[Organisasi] [Pengawasan]",
        "[Perencanaan] [Kepegawaian]",
        "[Keuangan]",
        "[Kembali]",
    )
    phone.tap("Perencanaan")
    assert phone.standing.text == (
        "Anggota tim penilai bidang perencanaan: pilih OPD asalnya, atau ketik kode atau namanya. "
        "OPD asal tidak dinilai oleh anggota itu."
    )
    names = {item.label for row in phone.screen.rows for item in row}
    assert {"Bappeda", "Bapenda"} <= names
    phone.text("bappeda").asks_for(Invite(PEMDA, Role.VERIFIER, (BAPPEDA,), VERIFICATION_DUE, field="perencanaan"))
    phone.says("Undangan tim penilai bidang perencanaan, OPD asal Bappeda dibuat; lembarnya dikirim ke sini.")
    outside = play(World(), "Citra", ChoosingInvited(PEMDA, "verifier", "perencanaan")).tap("Tanpa OPD asal")
    outside.asks_for(Invite(PEMDA, Role.VERIFIER, (), VERIFICATION_DUE, field="perencanaan"))


@pytest.mark.parametrize(
    ("label", "role", "called"),
    [
        ("Koordinator", Role.COORDINATOR, "koordinator"),
        ("Tim penilai provinsi", Role.PROVINCE, "tim penilai provinsi"),
        ("Peninjau", Role.VIEWER, "peninjau"),
    ],
)
def test_roles_of_the_whole_pemda(label: str, role: Role, called: str) -> None:
    phone = play(World(), "Citra", Inviting(PEMDA)).tap("Undang lainnya").tap(label)
    phone.asks_for(Invite(PEMDA, role, (), VERIFICATION_DUE))
    phone.says(f"Undangan {called} dibuat; lembarnya dikirim ke sini.")


def test_steps_back() -> None:
    assert play(World(), "Citra", ChoosingRole(PEMDA)).tap("Kembali").state == Inviting(PEMDA)
    assert play(World(), "Citra", ChoosingField(PEMDA)).tap("Kembali").state == Inviting(PEMDA)
    assert play(World(), "Citra", ChoosingInvited(PEMDA, "contact")).tap("Kembali").state == Inviting(PEMDA)
    back = play(World(), "Citra", ChoosingInvited(PEMDA, "verifier", "keuangan")).tap("Kembali").state
    assert back == ChoosingField(PEMDA)


def test_without_a_due_date_invitations_hold_thirty_days() -> None:
    for now, status in ((MORNING, PeriodStatus.CLOSED), (at("2026-12-15 09.00"), PeriodStatus.OPEN)):
        world = World(now=now)
        world.period_is(status)
        phone = play(world, "Citra", Inviting(PEMDA)).tap("Undang semua OPD").tap("Satu berkas untuk dicetak")
        phone.asks_for(Invite(PEMDA, Role.CONTACT, LACKING, world.now + timedelta(days=30)))


def test_without_opds_there_is_nobody_to_invite() -> None:
    phone = play(without_opds(World(approval=Approval.LETTER)), "Citra", Inviting(PEMDA))
    for label in ("Undang semua OPD", "Pilih satu OPD", "Undang kepala", "Lihat siapa yang belum"):
        phone.tap(label).asks_for().toasts("Belum ada OPD. Kirim daftar OPD lebih dahulu lewat Kelola OPD.")


def test_revoking_asks_once_with_the_safe_choice_where_the_finger_is() -> None:
    phone = play(invited(World(), 12), "Citra", Inviting(PEMDA)).tap("Cabut undangan")
    phone.stands(
        "Cabut 12 undangan yang masih terbuka? Lembar dan tautannya tidak berlaku lagi; yang sudah terdaftar tetap "
        "terdaftar.",
        "[Cabut 12 undangan]",
        "[Pertahankan undangan]",
    )
    phone.tap("Pertahankan undangan").asks_for().tap("Cabut undangan").tap("Cabut 12 undangan")
    phone.asks_for(RevokeInvitations(PEMDA, None)).says("Semua undangan yang terbuka sudah dicabut.")


def test_revoking_those_of_one_opd() -> None:
    phone = play(World(), "Citra", Revoking(PEMDA, OFFICE))
    phone.stands(
        "Cabut semua undangan Dinkes yang masih terbuka? Lembar dan tautannya tidak berlaku lagi; yang sudah "
        "terdaftar tetap terdaftar.",
        "[Cabut undangan Dinkes]",
        "[Pertahankan undangan]",
    )
    phone.tap("Cabut undangan Dinkes").asks_for(RevokeInvitations(PEMDA, OFFICE))
    phone.says("Undangan Dinkes sudah dicabut.")
    assert phone.state == ShowingOpd(PEMDA, OFFICE)


def test_nothing_to_revoke() -> None:
    play(World(), "Citra", Inviting(PEMDA)).tap("Cabut undangan").asks_for().toasts("Tidak ada undangan yang terbuka.")


def test_revoking_from_the_sheet() -> None:
    world = invited(World(), 12)
    citra = play(world, "Citra", Administering(PEMDA)).steady(f"revoke:{PEMDA}")
    assert citra.state == Revoking(PEMDA)
    play(world, "Ani", Browsing(NUMBER)).steady(f"revoke:{PEMDA}").asks_for().toasts(
        "Hanya untuk koordinator pemerintah daerah ini."
    )


def test_a_copied_button_invites_nobody() -> None:
    world = World()
    for name in ("Ani", "Hadi"):
        play(world, name, Inviting(PEMDA)).forge(f"all:{PEMDA}").asks_for()
