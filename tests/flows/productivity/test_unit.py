"""The table of positions of an OPD in the chat: sent, mended, saved, looked at, removed, and by whom."""

from decimal import Decimal
from typing import Any

from bot.flows.events import WorkloadRead
from bot.flows.states.productivity import ChoosingUnit, ReadingTable, SavingTable, ShowingUnit
from core.effects import ReadWorkload, RemoveWorkload, SaveWorkload, SendWorkloadForm, SendWorkloadTemplate
from core.fit import length
from core.people.roles import Role
from core.productivity.model import MOST_POSITIONS, Position
from tests.flows.play import Play, play
from tests.flows.world import OFFICE, PEMDA, World

ROWS = [["Analis <b>", "2500", 1, 1], ["Arsiparis", "1000", 1, 0], ["Pengadministrasi", "600", 0, 1]]
POSITIONS = tuple(Position(name, Decimal(workload), pns, pppk) for name, workload, pns, pppk in ROWS)
READING = "<i>Rumus EJ dan EU menurut pembacaan penyusun atas Permendagri 12/2008; periksa dengan pedoman daerah.</i>"


def answer(**read: Any) -> WorkloadRead:
    return WorkloadRead.of(PEMDA, OFFICE, "jabatan.xlsx", read)


def opened(world: World, who: str = "Ani") -> Play:
    return play(world, who, ShowingUnit(PEMDA, OFFICE))


def with_table(year: int = 2026) -> World:
    world = World()
    world.apply(SaveWorkload(OFFICE, year, POSITIONS), "Ani")
    return world


def test_a_contact_sends_a_table_and_saves_it() -> None:
    phone = opened(World())
    phone.tap("Unduh isian").asks_for(SendWorkloadTemplate(OFFICE, 2026)).toasts("Isian sedang dikirim")
    phone.file("jabatan.xlsx", message=7).asks_for(ReadWorkload(OFFICE, "f7", "jabatan.xlsx", 1000))
    assert phone.state == ReadingTable(PEMDA, OFFICE, name="jabatan.xlsx")
    phone.receives(answer(rows=ROWS, losses=["⚠️ Dilewati: baris 7 (<i>Jumlah)."], notes=["1 jabatan tanpa pemangku."]))
    phone.shows(
        f"""
        MOVED
        <b>Periksa sebelum disimpan · Dinas Kesehatan</b>
        Efisiensi unit (EU) 0,82
        Prestasi kerja (PU) C (Cukup)
        3 jabatan, 4.100 jam setahun
        4 pemangku (2 PNS, 2 PPPK), kebutuhan 3, lebih 1 (3,28 sebelum dibulatkan per jabatan)
        ⚠️ Dilewati: baris 7 (&lt;i&gt;Jumlah).
        1 jabatan tanpa pemangku.
        • Analis &lt;b&gt;: 2.500 jam, 1 PNS, 1 PPPK
        • Arsiparis: 1.000 jam, 1 PNS, 0 PPPK
        • Pengadministrasi: 600 jam, 0 PNS, 1 PPPK
        {READING}
        [Simpan untuk 2026]
        [Simpan untuk 2025]
        [Batalkan]
        """
    )
    phone.tap("Simpan untuk 2026").asks_for(SaveWorkload(OFFICE, 2026, POSITIONS))
    phone.reads(
        "<b>Produktivitas · Dinas Kesehatan · 2026</b>\nEfisiensi unit (EU) 0,82\nPrestasi kerja (PU) C (Cukup)",
        "• Analis &lt;b&gt;: EJ 1,00 B\n• Arsiparis: EJ 0,80 C\n• Pengadministrasi: EJ 0,48 E, lebih 1\n",
        "Disimpan Ani, 7 Desember 2026",
        "Tabel 2026 disimpan: 3 jabatan.",
        READING,
    )
    phone.tap("Unduh Formulir D").asks_for(SendWorkloadForm(OFFICE, 2026))


def test_faults_are_named_and_nothing_is_saved() -> None:
    phone = opened(World()).file("jabatan.xlsx")
    phone.receives(answer(faults=[["Bidang A", 5, "PNS", '"<b>" bukan angka.'], ["", 9, "jabatan", "kosong."]]))
    phone.shows(
        """
        MOVED
        ⚠️ <b>jabatan.xlsx belum disimpan.</b> 2 baris perlu diperbaiki; belum ada yang berubah.
        Lembar Bidang A, baris 5, kolom PNS: "&lt;b&gt;" bukan angka.
        Baris 9, kolom jabatan: kosong.
        Perbaiki, lalu kirim ulang berkasnya.
        [Unduh isian]
        [Batalkan]
        """
    ).asks_for()
    phone.file("lagi.xlsx").receives(answer(problem="too_large")).reads("Berkas lebih dari 2 MB.")
    phone.file("lagi.xlsx").receives(answer(faults=[["", 0, "", "a.xlsx kosong."]])).reads(
        "⚠️ <b>Tabel jabatan belum disimpan.</b>\na.xlsx kosong."
    )
    assert phone.tap("Batalkan").state == ShowingUnit(PEMDA, OFFICE)
    phone.file().asks_for().says(
        "⚠️ Berkas tidak disimpan. Tabel jabatan dikirim sebagai berkas XLSX. Ketuk Unduh isian untuk memperolehnya."
    )


def test_a_table_that_is_there_is_replaced_knowingly_or_removed() -> None:
    phone = opened(with_table()).file("baru.xlsx").receives(answer(rows=ROWS[:1]))
    phone.tap("Batalkan").says("Tabel tidak disimpan; yang lama tetap berlaku.")
    phone.file("baru.xlsx").receives(answer(rows=ROWS[:1])).tap("Simpan untuk 2025")
    assert phone.state == ShowingUnit(PEMDA, OFFICE, 2025)
    phone.tap("Tahun 2026").reads("(EU) 0,82")
    phone.file("baru.xlsx").receives(answer(rows=ROWS[:1])).tap("Ganti tabel 2026").reads("(EU) 1,00")
    phone.tap("Hapus tabel").tap("Batalkan").asks_for()
    phone.tap("Hapus tabel").reads("Hapus tabel jabatan Dinas Kesehatan tahun 2026 (1 jabatan)?")
    phone.tap("Hapus tabel 2026").asks_for(RemoveWorkload(OFFICE, 2026)).says("Tabel 2026 sudah dihapus.")
    phone.reads("<b>Produktivitas · Dinas Kesehatan · 2025</b>")


def test_the_head_looks_and_changes_nothing() -> None:
    phone = opened(with_table(), "Eko").tap("Unduh Formulir D").asks_for(SendWorkloadForm(OFFICE, 2026))
    phone.hides("[Hapus tabel]", "[Unduh isian]", "kirim berkas")
    phone.file("x.xlsx").asks_for().says("⚠️ Berkas tidak disimpan. Tabel jabatan ini tidak terbuka untuk akun ini.")
    for forged in ("remove", "template", "save:2026"):
        assert phone.forge(forged).orders == ()


def test_others_learn_nothing() -> None:
    world = with_table()
    for stranger in ("Fajar", "Gita", "Hadi", "Budi"):
        phone = play(world, stranger, ShowingUnit(PEMDA, OFFICE)).forge("form").asks_for()
        phone.hides("EU", "Analis", "Dinas Kesehatan").reads("Tabel jabatan ini tidak terbuka untuk akun ini.")
        assert phone.steady(f"workload:{OFFICE}").toast == "Tabel jabatan ini tidak terbuka untuk akun ini."
        phone.receives(answer(rows=ROWS)).asks_for()
        assert not isinstance(phone.state, SavingTable)


def test_the_way_there_from_the_profile_and_by_its_name() -> None:
    play(World(), "Ani").command("profil").hides("[Beban kerja jabatan]")
    world = with_table()
    phone = play(world, "Ani").command("profil").tap("Beban kerja jabatan").reads("(EU) 0,82")
    assert phone.tap("Kembali").state != ShowingUnit(PEMDA, OFFICE)
    assert phone.text("produktivitas").state == ShowingUnit(PEMDA, OFFICE)
    world.join("Ani", Role.CONTACT, "DISHUB")
    phone = play(world, "Ani").command("produktivitas")
    assert phone.state == ChoosingUnit()
    assert phone.text("dishub").reads("Belum ada tabel jabatan.").state == ShowingUnit(PEMDA, world.opd("DISHUB"))
    phone.command("produktivitas").tap("Dinkes").reads("(EU) 0,82")
    play(world, "Budi").command("produktivitas").reads(
        "/produktivitas hanya untuk kontak, kepala OPD, dan koordinator."
    )


def test_long_tables_fit_the_screen_and_the_conversation() -> None:
    rows = [
        [f"{'Analis Kebijakan Ahli Muda ' * 4}{number}"[:120], "12345.6789", 11, 12] for number in range(MOST_POSITIONS)
    ]
    remarks = ["⚠️ " + "panjang " * 30] * 5
    phone = opened(World()).file("panjang.xlsx").receives(answer(rows=rows, notes=remarks, losses=remarks))
    assert length(phone.screen.text) <= 900
    phone.tap("Simpan untuk 2026").reads("[‹] [1 dari 120] [›]").tap("›")
    assert length(phone.screen.text) <= 900
