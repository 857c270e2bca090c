"""An OPD registers its SOP, and answers for each of them by itself."""

from bot.flows.states.registers import ShowingLine
from core.assessment.subjects import Subject
from core.effects import KeepRegister, RetireSubject, SaveLevel
from core.instrument.parse import packaged_text
from core.people.roles import Role
from storage.engine.schema import ASSESSMENT, SUBJECT
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, OFFICE, PEMDA, World
from tests.made_instruments import REGISTER_TEXT

LINES = "065/01; Izin praktik; 12 Maret 2024; Sekretariat\n065/02; Rujukan; 3-2-2021"


def begun(world: World | None = None) -> Play:
    return play(world or World().with_instrument(REGISTER_TEXT)).command("mulai")


def test_an_empty_register_is_what_a_contact_sees_first():
    begun().shows(
        """
        NEW
        <b>Dinkes · Daftar SOP</b>
        Belum ada SOP dalam daftar.

        Tambah: tulis satu SOP satu baris, atau kirim berkas XLSX.
        <code>kode; nama; Tanggal pengesahan*; Unit pemilik</code>
        Nama saja juga cukup bila tanpa kode. Yang bertanda * wajib.
        [Unduh isian]
        """
    )


def test_an_empty_register_holds_nobody_who_has_something_else_to_fill_in():
    world = World().with_instrument(REGISTER_TEXT)
    world.join("Ani", Role.CONTACT, "RSUD")
    player = begun(world).tap("Isi Dinkes").reads("Belum ada SOP dalam daftar.")
    player.tap("Ganti OPD").tap("Isi RSUD").reads("RSUD", "Belum ada SOP dalam daftar.")


def test_lines_are_kept_together_or_not_at_all():
    player = begun().text("065/01; Izin praktik; 12 Maret 2024\n065/02; Rujukan; kapan-kapan")
    player.asks_for().reads("Baris 2, “065/02; Rujukan; kapan-kapan”: Tanggal pengesahan bukan tanggal;")
    first = Subject("sop", "065/01", "Izin praktik", {"TGL": "2024-03-12", "UNIT": "Sekretariat"})
    second = Subject("sop", "065/02", "Rujukan", {"TGL": "2021-02-03"})
    player.text(LINES).asks_for(KeepRegister(OFFICE, "sop", (first, second)))
    player.reads("Dua SOP tersimpan.", "065/01 · Izin praktik\n065/02 · Rujukan")


def test_each_line_is_an_assessment_and_the_contact_chooses():
    world = World().with_instrument(REGISTER_TEXT)
    player = begun(world).text(LINES).tap("Pilih yang diisi").reads("Izin praktik", "Rujukan")
    held = [row for row in world.conn.execute(ASSESSMENT.select()) if row.opd_id == OFFICE]
    assert sorted((row.id == NUMBER, row.status, row.subject_id is None) for row in held) == [
        (False, "not_started", False),
        (True, "not_started", False),
    ]
    player.tap("Isi Dinkes · Rujukan").reads("<b>Rujukan · E1 · Mudah dipahami</b>").tap("Ya")
    second = next(row.id for row in held if row.id != NUMBER)
    player.asks_for(SaveLevel(second, "E1", 1)).command("isi").reads("<b>Dinkes · Rujukan · ", "[Daftar SOP]")
    player.tap("Ganti penilaian").reads("Ada dua yang dapat diisi.", "[Isi Dinkes · Rujukan (1/2)]")


def test_a_line_is_taken_out_of_use_and_back():
    world = World().with_instrument(REGISTER_TEXT)
    player = begun(world).text(LINES).tap("065/01")
    player.reads("Tanggal pengesahan: 12 Maret 2024", "Unit pemilik: Sekretariat").tap("Tidak dipakai lagi")
    player.asks_for(RetireSubject(OFFICE, "sop", "065/01")).reads("065/01 · Izin praktik · tidak dipakai lagi")
    player.tap("065/01").tap("Pakai lagi").asks_for(RetireSubject(OFFICE, "sop", "065/01", retired=False))
    assert [row.retired_at for row in world.conn.execute(SUBJECT.select())] == [None, None]


def test_words_to_somebody_are_no_line_and_are_offered_to_the_team():
    world = World().with_instrument(packaged_text("sop-evaluasi"))
    for words in ("Mohon dijelaskan bagaimana mengisi ini", "Selamat pagi, Bu", "Besok kami kirim daftarnya"):
        player = begun(world).text(words).asks_for().reads("Itu terbaca sebagai pesan, jadi tidak masuk daftar.")
        player.reads("[Tanyakan ke tim]").tap("Batalkan").reads("Belum ada SOP dalam daftar.")
    player.text("01; Mohon dijelaskan").reads("Satu SOP tersimpan.").text("Pelayanan izin").reads("Satu SOP tersimpan.")
    player.text("Selamat siang, mohon bantuan").asks_for().reads("[Tanyakan ke tim]").tap("Batalkan")
    shown = play(world, "Ani", ShowingLine(PEMDA, OFFICE, "sop-evaluasi", 1)).tap("Nama").text("Mohon maaf").asks_for()
    shown.reads("Itu terbaca sebagai pesan, jadi tidak disimpan. Ketik nama yang baru.")
