"""A contact reports that the OPD is wrong."""

from bot.flows.states.contact import Levelling
from core.effects import DisputeOpd, TellRole
from core.people.roles import Role
from core.screen import Notice, steady
from tests.flows.people.welcome import WELCOME, WELCOME_BUTTONS, joined, own_role
from tests.flows.world import NUMBER, PEMDA, World


def test_a_wrong_opd_is_reported_once_however_often_it_is_tapped() -> None:
    phone = joined()
    report = phone.find("Laporkan salah OPD").value
    phone.steady(report).tap("Laporkan").steady(report).asks_for().toasts("Koordinator sudah diberi tahu")


def test_a_wrong_opd_is_asked_about_below_the_welcome_first() -> None:
    phone = joined()
    phone.steady(phone.find("Laporkan salah OPD").value).asks_for().stands(
        "Laporkan kepada koordinator bahwa Bapak/Ibu bukan kontak <b>Dinas Kesehatan</b>?\n"
        "Koordinator lalu mengirim undangan OPD yang benar.",
        "[Laporkan]",
        "[OPD ini benar]",
    )
    assert phone.step.fresh
    assert phone.tap("OPD ini benar").asks_for().state == Levelling(NUMBER, "V01")


def test_a_wrong_opd_is_reported_and_nothing_is_asked() -> None:
    phone = joined()
    role = own_role(phone)
    phone.tap("Laporkan salah OPD").tap("Laporkan").toasts("Koordinator sudah diberi tahu")
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
    phone = joined(World(coordinators=0)).tap("Laporkan salah OPD").tap("Laporkan")
    assert phone.standing.text.splitlines()[0] == (
        "⚠️ Belum ada koordinator yang terdaftar di bot. Sampaikan salah OPD ini kepada Bagian Organisasi. "
        "Bapak/Ibu terdaftar sebagai kontak <b>Dinas Kesehatan</b>."
    )
