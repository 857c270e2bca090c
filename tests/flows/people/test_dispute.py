"""A contact reports that the OPD is wrong."""

from sqlalchemy import select

from bot.flows.events import Changed
from bot.flows.states.contact import Levelling
from core.effects import DisputeOpd, TellRole
from core.people.roles import Role
from core.screen import Notice, steady
from storage.engine.schema import INBOX
from tests.flows.people.welcome import WELCOME, WELCOME_BUTTONS, joined, own_role
from tests.flows.play import Play, play
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


def reported() -> tuple[Play, Play]:
    """Zul has reported the wrong OPD, and Citra sees the report."""
    phone = joined().tap("Laporkan salah OPD").tap("Laporkan")
    citra = play(phone.world, "Citra").command("admin").tap("Tangani masalah")
    return phone, citra.tap("Lihat salah OPD")


def test_what_the_coordinator_answers_takes_the_place_of_tidak_perlu_mengisi() -> None:
    phone, citra = reported()
    phone.reads("tidak perlu mengisi")
    citra.tap("OPD sudah benar")
    assert [row.lane for row in phone.world.conn.execute(select(INBOX.c.lane))] == [f"p{phone.world.account('Zul')}"]
    phone.receives(Changed()).stands(WELCOME, *WELCOME_BUTTONS)


def test_an_old_batalkan_laporan_tells_nobody_when_the_report_was_settled() -> None:
    phone, citra = reported()
    citra.tap("OPD sudah benar")
    phone.forge("right").asks_for().stands(WELCOME, *WELCOME_BUTTONS)
    phone.tap("Laporkan salah OPD").reads("Laporkan kepada koordinator bahwa Bapak/Ibu bukan kontak")
