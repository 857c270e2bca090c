"""The list of OPD, one OPD."""

from dataclasses import replace

from sqlalchemy import update

from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import (
    Administering,
    AwaitingOpdFile,
    ChoosingExtension,
    ChoosingParticipants,
    ListingOpds,
    PickingDay,
    ShowingOpd,
)
from bot.flows.states.people import ListingPeople, Revoking
from core.assessment.model import Approval, Status
from core.effects import Invite, SendEvidence
from core.facts import OpdLine
from core.people.roles import Role
from storage.engine.schema import OPD
from tests.flows.play import play
from tests.flows.situations import sent_letter, unreachable
from tests.flows.world import DUE, NUMBER, OFFICE, PEMDA, World

BENGALON, SETDA, LAST = 41, 1, 55
"""Numbers of OPD: of one that fills in, of one that is verified, of one without a contact."""


def test_the_list_has_pages_and_marks() -> None:
    phone = play(World(), "Citra", AwaitingOpdFile(PEMDA)).tap("Lihat daftar OPD")
    phone.stands(
        "<b>OPD · Kutai Timur</b>\n55 OPD. Pilih, atau ketik kode atau namanya.",
        "[✅ Bapenda] [✅ Bappeda]",
        "[✅ BKPSDM] [✅ BPBD]",
        "[✅ BPKAD] [✅ BRIDA]",
        "[🔒 Damkar] [⬜ Dinkes]",
        "[‹] [1 dari 7] [›]",
        "[Kembali]",
    )
    phone.tap("‹")
    assert phone.state == ListingOpds(PEMDA, page=6)
    phone.tap("7 dari 7")
    assert phone.state == ListingOpds(PEMDA, page=6)
    phone.tap("Kembali")
    assert phone.state == AwaitingOpdFile(PEMDA)


def test_an_opd_is_found_by_code_or_name() -> None:
    for words in ("dinkes", "DINKES", "Dinas Kesehatan"):
        phone = play(World(), "Citra", AwaitingOpdFile(PEMDA)).text(words)
        assert phone.state == ShowingOpd(PEMDA, OFFICE)
    phone = play(World(), "Citra", AwaitingOpdFile(PEMDA)).text("sangatta")
    phone.stands(
        'Pencarian: "sangatta", 2 dari 55 cocok\n'
        "<b>OPD · Kutai Timur</b>\n55 OPD. Pilih, atau ketik kode atau namanya.",
        "[🟡 Sangatta Selatan] [🟡 Sangatta Utara]",
        "[Tampilkan semua] [Kembali]",
    )
    phone.tap("Tampilkan semua")
    assert phone.state == ListingOpds(PEMDA)
    play(World(), "Citra", ListingOpds(PEMDA)).text("kantor pos").says('Tidak ada yang cocok dengan "kantor pos".')


def test_one_opd() -> None:
    phone = play(World(), "Citra", ShowingOpd(PEMDA, BENGALON))
    phone.stands(
        "<b>Kecamatan Bengalon</b>\nKEC-BGL · Kecamatan\n1 kontak\nBelum ada kepala\n"
        "🟡 sedang mengisi, 7 variabel lengkap\n"
        "Tenggat Senin, 14 Desember 2026 pukul 16.00 WITA",
        "[Buat undangan]",
        "[Undang kepala] [Cabut undangan]",
        "[Beri perpanjangan] [Tidak ikut periode]",
        "[Atur orang] [Atur kepala]",
        "[Lihat daftar OPD] [Buka menu]",
    )
    phone.tap("Buat undangan").tap("Buat undangan").asks_for(Invite(PEMDA, Role.CONTACT, (BENGALON,), DUE))
    phone.says("Undangan kontak Bengalon dibuat; lembarnya dikirim ke sini.")
    phone.tap("Undang kepala").tap("Buat undangan").asks_for(Invite(PEMDA, Role.HEAD, (BENGALON,), DUE))
    assert phone.state == ShowingOpd(PEMDA, BENGALON)
    for label, leads_to in (
        ("Cabut undangan", Revoking(PEMDA, BENGALON)),
        ("Atur orang", ListingPeople(PEMDA, query="Bengalon")),
    ):
        assert play(phone.world, "Citra", ShowingOpd(PEMDA, BENGALON)).tap(label).state == leads_to
    phone = play(phone.world, "Citra", ShowingOpd(PEMDA, BENGALON)).tap("Beri perpanjangan")
    assert isinstance(phone.state, PickingDay)


def test_an_opd_without_contact_or_with_an_unreachable_one() -> None:
    world = unreachable(World(), "Kontak Setda")
    assert "⚠️ Belum ada kontak" in play(world, "Citra", ShowingOpd(PEMDA, LAST)).screen.text.splitlines()
    text = play(world, "Citra", ShowingOpd(PEMDA, SETDA)).screen.text
    assert "1 kontak, ⚠️ 1 tidak terjangkau" in text.splitlines()


def test_an_opd_that_sent_has_no_extension() -> None:
    phone = play(World(), "Citra", ShowingOpd(PEMDA, SETDA))
    assert [button.label for button in phone.standing.rows[2]] == ["Tidak ikut periode"]
    phone.forge(f"extend:{SETDA}").toasts("OPD ini sudah mengirim, jadi tidak perlu perpanjangan.")


def test_the_signed_letter_of_an_opd_is_looked_at() -> None:
    world = World(approval=Approval.LETTER)
    files = [sent_letter(world, "SETDA") for _ in range(2)]
    phone = play(world, "Citra", ShowingOpd(PEMDA, SETDA))
    assert [button.label for button in phone.standing.rows[0]] == ["Lihat surat"]
    phone.tap("Lihat surat").asks_for(*(SendEvidence(file, "Salinan surat pengantar Setda") for file in files)).toasts(
        "Surat dikirim di bawah"
    )
    phone.forge(f"letter:{2}").asks_for()


def test_the_next_opd_is_typed_where_one_stands() -> None:
    assert play(World(), "Citra", ShowingOpd(PEMDA, BENGALON)).text("dinkes").state == ShowingOpd(PEMDA, OFFICE)


def test_an_opd_that_is_gone() -> None:
    phone = play(World(), "Citra", ShowingOpd(PEMDA, 99))
    phone.stands("OPD ini tidak lagi ada.", "[Lihat daftar OPD] [Buka menu]")
    phone.forge("invite:99").asks_for().toasts("OPD ini tidak lagi ada.")


def test_a_new_invitation_from_a_notice() -> None:
    for item in (f"invite_opd:{BENGALON}", f"invite_opd:{BENGALON}:{PEMDA}"):
        assert play(World(), "Citra").steady(item).state == ShowingOpd(PEMDA, BENGALON)
    for item in ("invite_opd:13:2", "invite_opd:x", "invite_opd"):
        play(World(), "Citra", Administering(PEMDA)).steady(item).asks_for().toasts(
            "Hanya untuk koordinator pemerintah daerah ini."
        )
    play(World(), "Ani", Browsing(NUMBER)).steady(f"invite_opd:13:{PEMDA}").asks_for()


def test_status_marks_are_those_of_the_help() -> None:
    from bot.texts.pemda.opds import mark

    line = OpdLine(SETDA, "SETDA", "Sekretariat Daerah", "Setda", "Sekretariat", 1, 0, 1, None, 0, DUE)
    assert [mark(replace(line, status=status)) for status in (None, *Status)] == [
        *("", "⬜", "🟡", "⏳", "🔒", "🔒", "↩️", "✅", "✅"),
    ]


def test_an_opd_in_repair_shows_the_limit_of_its_repairs() -> None:
    world = World().fill("V04").give_back("V04", "Bukti tidak terbaca.")
    text = play(world, "Citra", ShowingOpd(PEMDA, OFFICE)).screen.text
    assert "Batas perbaikan Selasa, 5 Januari 2027 pukul 16.00 WITA" in text
    assert "Tenggat" not in text


def alike() -> World:
    """Two OPD without a short name, whose names begin alike."""
    world = World()
    for code, name in (("KEC-BGL", "Kecamatan Wahaulu Utara"), ("DINKES", "Kecamatan Wahaulu Selatan")):
        world.conn.execute(update(OPD).where(OPD.c.id == world.opd(code)).values(name=name, short=name))
    return world


def test_names_that_begin_alike_are_told_apart_on_every_list() -> None:
    world = alike()
    for state in (
        ListingOpds(PEMDA),
        ChoosingExtension(PEMDA),
        ChoosingParticipants(PEMDA, "2027-03-01", "2027-04-01"),
    ):
        phone = play(world, "Citra", state).text("wahaulu")
        phone.reads("Kec… Wahaulu Utara]", "…Wahaulu Selatan]", 'Pencarian: "wahaulu", 2 dari')


def test_a_whole_name_is_exactly_one() -> None:
    play(alike(), "Citra", ListingOpds(PEMDA)).text("kecamatan  Wahaulu Utara").reads("<b>Kecamatan Wahaulu Utara")
    long = "Unit Pelaksana Teknis Daerah Pusat Kesehatan Masyarakat Wahaulu"
    world = alike()
    for code, name in (("KEC-BGL", f"{long} Utara"), ("DINKES", f"{long} Utara Dua")):
        world.conn.execute(update(OPD).where(OPD.c.id == world.opd(code)).values(name=name, short=name))
    play(world, "Citra", ListingOpds(PEMDA)).text(f"{long} Utara").reads("[Buat undangan]", "KEC-BGL")
