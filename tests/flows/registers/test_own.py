"""The register of an OPD in the chat: looked at, changed line by line, sent as a file, and by whom."""

from typing import Any

from bot.flows.events import RegisterRead
from bot.flows.states.registers import ListingRegisters, MendingRegister, SavingRegister, ShowingLine, ShowingRegister
from core.assessment.subjects import Subject
from core.effects import KeepRegister, KeepSubject, ReadRegister, SendRegister
from core.fit import length
from storage.engine.schema import SUBJECT
from tests.flows.play import Play, play
from tests.flows.world import OFFICE, PEMDA, World

ID = "standar-pelayanan"
GOOD = {"TETAP": "2026-01-15", "KOMP": "14", "SKM": "2026-06-01"}
OLD = {"TETAP": "2024-03-12", "KOMP": "9"}
FIRST, SECOND = Subject("service", "L1", "Rawat jalan", GOOD), Subject("service", "L2", "Imunisasi", OLD)
TITLES = ["Kode", "Nama", "Tanggal penetapan standar", "Komponen standar", "SKM terakhir"]


def kept(*lines: Subject) -> World:
    world = World()
    world.apply(KeepRegister(OFFICE, "service", lines), "Ani")
    return world


def shown(world: World, who: str = "Ani") -> Play:
    return play(world, who, ShowingRegister(PEMDA, OFFICE, ID))


def sheet(*rows: list[str], **more: Any) -> RegisterRead:
    cells = [
        [at, [[title, text, ""] for title, text in zip(TITLES, row, strict=True)]] for at, row in enumerate(rows, 2)
    ]
    return RegisterRead.of(PEMDA, OFFICE, ID, "layanan.xlsx", {"titles": TITLES, "rows": cells, **more})


MORE = "Nomor penetapan; Tanggal penetapan standar; Tinjauan terakhir; Komponen standar; Tanggal maklumat; SKM terakhir"
AS_KEPT = (
    ["L1", "Rawat jalan", "15 Januari 2026", "14", "1 Juni 2026"],
    ["L2", "Imunisasi", "12 Maret 2024", "9", ""],
)


def test_what_is_old_missing_or_incomplete_is_red_in_words() -> None:
    phone = shown(kept(FIRST, SECOND)).command("register").reads("Daftar SOP").tap("Daftar layanan: Standar")
    phone.shows(
        f"""
        EDITED
        <b>Dinkes · Daftar layanan</b>
        L1 · Rawat jalan
        L2 · Imunisasi · 🔴
        🔴 1 dari 2 layanan perlu diperbarui.

        Tambah: tulis satu layanan satu baris, atau kirim berkas XLSX.
        <code>kode; nama; {MORE}</code>
        Nama saja juga cukup bila tanpa kode.
        [L1] [🔴 L2]
        [Unduh isian]
        [Daftar SOP: Evaluasi SOP]
        [Pilih yang diisi] [Kembali]
        """
    )
    phone.tap("🔴 L2").reads(
        "<b>L2 · Imunisasi</b>\nNomor penetapan: –\nTanggal penetapan standar: 12 Maret 2024\n",
        "🔴 Tanggal penetapan standar sudah lewat 1 tahun\n🔴 SKM terakhir belum ada",
        "🔴 Komponen standar belum lengkap",
    )


def test_a_date_a_count_and_a_name_are_changed_in_a_few_taps() -> None:
    world = kept(FIRST, SECOND)
    phone = shown(world).tap("🔴 L2").tap("Tinjauan terakhir").tap("Hari ini, 7 Desember 2026")
    changed = OLD | {"TINJAU": "2026-12-07"}
    number = next(row.id for row in world.conn.execute(SUBJECT.select()) if row.code == "L2")
    phone.asks_for(KeepSubject(OFFICE, Subject("service", "L2", "Imunisasi", changed, number)))
    phone.hides("sudah lewat 1 tahun").tap("Komponen standar").tap("Lengkap, 14 dari 14")
    phone.tap("SKM terakhir").text("kemarin dulu").asks_for()
    phone.reads("SKM terakhir bukan tanggal;").text("8 Desember 2026").asks_for().reads("belum lewat; periksa tahunnya")
    phone.text("1/11/2026").hides("🔴").tap("Nama").text("Imunisasi dasar").reads("<b>L2 · Imunisasi dasar</b>")
    phone.tap("SKM terakhir").tap("Kosongkan").reads("🔴 SKM terakhir belum ada")
    assert phone.state == ShowingLine(PEMDA, OFFICE, ID, number)


def test_a_file_shows_what_it_changes_and_leaves_out_the_rows_that_are_wrong() -> None:
    phone = shown(kept(FIRST, SECOND)).tap("Unduh isian").asks_for(SendRegister(OFFICE, ID))
    phone.file("layanan.xlsx", message=7).asks_for(ReadRegister(OFFICE, ID, "f7", "layanan.xlsx", 1000))
    new = ["L3", "Surat sehat", "1 Februari 2026", "14", "1 Mei 2026"]
    phone.receives(sheet(AS_KEPT[0], [*AS_KEPT[1][:3], "14", "besok"], new, ["L4", "", "", "", ""]))
    phone.shows(
        """
        MOVED
        <b>Daftar layanan · Dinkes</b>
        layanan.xlsx
        1 baru
        + L3 Surat sehat
        ⚠️ 2 baris perlu diperbaiki dan tidak ikut disimpan:
        Baris 3, kolom SKM terakhir: bukan tanggal; tulis hari, bulan, dan tahun, misalnya 12 Maret 2024
        Baris 5, kolom Nama: kosong; isi
        [Simpan 1 baris]
        [Unduh isian] [Batalkan]
        """
    )
    third = Subject("service", "L3", "Surat sehat", {"TETAP": "2026-02-01", "KOMP": "14", "SKM": "2026-05-01"})
    phone.tap("Simpan 1 baris").asks_for(KeepRegister(OFFICE, "service", (third,))).reads("1 baris tersimpan.")


def test_the_same_file_changes_nothing_and_what_is_missing_goes_only_when_chosen() -> None:
    world = kept(FIRST, SECOND)
    phone = shown(world).file("a.xlsx").receives(sheet(*AS_KEPT)).reads("Isinya sama dengan yang tersimpan.")
    assert phone.tap("Kembali ke daftar").state == ShowingRegister(PEMDA, OFFICE, ID)
    phone.file("a.xlsx").receives(sheet(AS_KEPT[0])).reads("1 tidak ada di berkas", "− L2 Imunisasi")
    phone.tap("Keluarkan 1 baris").asks_for(KeepRegister(OFFICE, "service", (), ("L2",)))
    phone.reads("L2 · Imunisasi · tidak dipakai lagi", "1 tidak dipakai lagi.")
    phone.file("a.xlsx").receives(sheet(*AS_KEPT)).reads("1 berubah", "• L2 Imunisasi: dipakai lagi")


def test_a_file_is_shown_again_when_a_colleague_has_changed_the_register_meanwhile() -> None:
    world = kept(FIRST)
    phone = shown(world).file("a.xlsx").receives(sheet(*AS_KEPT))
    world.apply(KeepSubject(OFFICE, SECOND), "Dewi")
    phone.forge("save:0123456789ab").asks_for()
    assert phone.toast == "Daftar baru saja berubah. Periksa sekali lagi."


def test_a_file_that_is_another_thing_is_refused_with_what_to_do() -> None:
    phone = shown(kept(FIRST))
    for given, why in (
        ({"mark": f"{ID} DISHUB"}, "Berkas ini dibuat untuk OPD lain."),
        ({"mark": "sop-evaluasi DINKES"}, "Berkas ini dibuat untuk daftar lain."),
        ({"refused": "a.pdf adalah <PDF>."}, "a.pdf adalah &lt;PDF&gt;."),
        ({"problem": "too_large"}, "Berkas lebih dari 2 MB."),
    ):
        phone.file("a.xlsx").receives(sheet(AS_KEPT[0], **given)).reads(why).asks_for()
        assert isinstance(phone.state, MendingRegister)
    phone.tap("Kembali ke daftar")


def test_a_coordinator_sees_all_and_others_nothing() -> None:
    world = kept(FIRST, SECOND)
    phone = play(world, "Citra").command("register")
    assert phone.state == ListingRegisters(PEMDA)
    phone.tap("Daftar layanan: Standar").reads(
        "<b>Kutai Timur · Daftar layanan</b>", "🔴 1 layanan perlu diperbarui.", "yang lewat 1 tahun"
    )
    phone.tap("Dinkes · 🔴 1/2").reads("L2 · Imunisasi · 🔴").text("L9; Rujukan").reads("Satu layanan tersimpan.")
    phone.tap("Semua OPD").reads("3 layanan pada 1 dari")
    for stranger in ("Fajar", "Gita", "Hadi", "Budi"):
        other = shown(world, stranger).hides("Rawat jalan").text("L1; Bocor").asks_for()
        other.receives(sheet(*AS_KEPT)).asks_for()
        assert not isinstance(other.state, SavingRegister)


def test_long_registers_fit_the_screen() -> None:
    world = kept(*(Subject("service", f"{n:03}-{'K' * 30}", f"<b>{'Layanan ' * 18}", OLD) for n in range(60)))
    phone = shown(world).tap("›")
    assert length(phone.screen.text) <= 900
    rows = [[f"{n}", "Nama " * 30, "x", "y", "z"] for n in range(300)]
    phone.file("a.xlsx").receives(sheet(*rows))
    assert length(phone.screen.text) <= 900
    assert phone.screen.text.count("Baris ") <= 4


def test_sop_are_old_after_two_years_and_after_five() -> None:
    """By the day on which they were set or last revised."""
    days = (("01", "2020-05-01", ""), ("02", "2023-01-10", ""), ("03", "2019-01-10", "2026-02-01"))
    world = World()
    lines = tuple(Subject("sop", code, f"SOP {code}", {"TGL": day, "REV": again}) for code, day, again in days)
    world.apply(KeepRegister(OFFICE, "sop", lines), "Ani")
    phone = play(world, "Ani").command("register").reads("03 · SOP 03\n", "🔴 2 dari 3 SOP perlu diperbarui.")
    phone.tap("🔴 01").reads("🔴 Tanggal pengesahan sudah lewat 5 tahun").tap("Kembali")
    phone.tap("🔴 02").reads("🔴 Tanggal pengesahan sudah lewat 2 tahun")
    play(world, "Citra").command("register").reads(
        "🔴 2 SOP perlu diperbarui.", "2 tahun dan 5 tahun", "[Dinkes · 🔴 2/3]"
    )
