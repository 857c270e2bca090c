"""The list of OPD as a file."""

from typing import Any

from bot.flows.events import OpdFileRead
from bot.flows.states.contact import Browsing
from bot.flows.states.coordinator import Administering, AwaitingOpdFile, MendingOpdFile, ReadingOpdFile, SavingOpds
from core.effects import ImportOpds, ReadOpdFile, SendTemplate
from core.fit import SCREEN, length
from core.pemda.opd_list.reading import OpdList, OpdRow, read_opd_list, to_plain
from tests.core.pemda.opd_list.files import workbook_of
from tests.flows import ground
from tests.flows.play import Play, play
from tests.flows.situations import without_opds
from tests.flows.world import NUMBER, PEMDA, World

MENU = "[Buka menu]"
ROWS = tuple((row.code, row.name, row.short_name, row.kind) for row in ground.ROWS)
SETDA = 1
"""Number of an OPD that is verified."""


def read(name: str = "opd.xlsx", **more: object) -> OpdFileRead:
    return OpdFileRead(PEMDA, name, **more)  # type: ignore[arg-type]


def reading(name: str, empty: bool = False) -> Play:
    """The coordinator waits for the outcome of this file; `empty`: it is the first list of OPD."""
    world = without_opds(World()) if empty else World()
    return play(world, "Citra", ReadingOpdFile(PEMDA, name))


def test_the_file_is_ordered_read_and_saved() -> None:
    phone = play(without_opds(World()), "Citra").command("admin").tap("Kelola OPD")
    phone.stands(
        "<b>Kelola OPD · Kutai Timur</b>\nBelum ada OPD.\n\n"
        "Kirim berkas XLSX atau CSV untuk menambah atau memperbarui OPD. Kolom: kode, nama, singkatan, jenis, telepon. "
        "OPD yang tidak ada di berkas tetap tersimpan.\nUntuk mencari satu OPD, ketik kode atau namanya.",
        "[Unduh contoh isian]",
        MENU,
    )
    phone.file("opd.xlsx", size=20_000, message=7).asks_for(ReadOpdFile(PEMDA, "f7", "opd.xlsx", 20_000))
    phone.stands("📎 opd.xlsx diterima dan sedang dibaca. Hasilnya tampil di sini.", MENU)
    phone.receives(read(rows=ROWS)).stands(
        "55 OPD terbaca, semuanya baru.\n"
        "SETDA Sekretariat Daerah\n"
        "SETWAN Sekretariat Dewan Perwakilan Rakyat Daerah\n"
        "ITWIL Inspektorat Wilayah\n"
        "BAPPEDA Badan Perencanaan Pembangunan Daerah\n"
        "BPKAD Badan Pengelolaan Keuangan dan Aset Daerah\n"
        "BAPENDA Badan Pendapatan Daerah\n"
        f"dan 49 lainnya, yang terakhir {ROWS[-1][0]} {ROWS[-1][1]}",
        "[Simpan 55 OPD]",
        "[Batalkan]",
    )
    phone.tap("Simpan 55 OPD").asks_for(ImportOpds(PEMDA, tuple(OpdRow(*row) for row in ROWS)))
    assert phone.standing.text.splitlines()[-1] == "55 OPD tersimpan."


def test_faults_are_shown_by_row_and_column() -> None:
    faults = (
        (14, "kode", "DINKES sudah dipakai baris 13. Beri kode lain."),
        (40, "jenis", '"Dins" tidak dikenal. Mungkin maksudnya Dinas.'),
    )
    phone = reading("opd.xlsx", empty=True).receives(read(rows=ROWS, faults=faults)).asks_for()
    phone.stands(
        "⚠️ <b>opd.xlsx belum diimpor.</b> 2 dari 55 baris perlu diperbaiki; belum ada yang berubah.\n"
        "Baris 14, kolom kode: DINKES sudah dipakai baris 13. Beri kode lain.\n"
        'Baris 40, kolom jenis: "Dins" tidak dikenal. Mungkin maksudnya Dinas.\n'
        "Perbaiki, lalu kirim ulang berkasnya.",
        "[Unduh contoh isian]",
        "[Batalkan]",
    )
    phone.tap("Unduh contoh isian").asks_for(SendTemplate()).toasts("Contoh isian sedang dikirim")
    phone.file("lagi.csv")
    assert phone.state == ReadingOpdFile(PEMDA, "lagi.csv")


def test_many_faults_name_the_first_and_count_the_rest() -> None:
    faults = tuple((row, "kode", "kosong. Isi kode OPD, misalnya DINKES.") for row in range(2, 22))
    phone = reading("opd.xlsx", empty=True).receives(read(rows=ROWS, faults=faults))
    lines = phone.standing.text.splitlines()
    assert lines[1:9] == [f"Baris {row}, kolom kode: kosong. Isi kode OPD, misalnya DINKES." for row in range(2, 10)]
    assert lines[9:] == ["Masih ada 12 kesalahan lain.", "Perbaiki, lalu kirim ulang berkasnya."]


def test_a_file_that_is_no_table() -> None:
    (fault,) = read_opd_list(b"%PDF-1.7 plain words", "opd.pdf").faults
    faults = ((fault.row, fault.column, fault.message),)
    reading("opd.pdf", empty=True).receives(read("opd.pdf", faults=faults)).stands(
        "⚠️ <b>Daftar OPD belum diimpor.</b>\n"
        "opd.pdf adalah dokumen PDF; hanya XLSX, XLS, ODS, dan CSV yang dibaca. Simpan daftar OPD sebagai XLSX, "
        "lalu kirim ulang.",
        "[Unduh contoh isian]",
        "[Batalkan]",
    )


def test_cells_of_the_file_are_made_safe() -> None:
    faults = ((2, "jenis", '"<b>" tidak dikenal.'),)
    phone = reading("<i>.csv", empty=True).receives(read("<i>.csv", rows=ROWS[:1], faults=faults))
    assert phone.standing.text.splitlines()[:2] == [
        "⚠️ <b>&lt;i&gt;.csv belum diimpor.</b> 1 dari 1 baris perlu diperbaiki; belum ada yang berubah.",
        'Baris 2, kolom jenis: "&lt;b&gt;" tidak dikenal.',
    ]


def test_a_file_that_could_not_be_fetched_or_is_too_large() -> None:
    assert reading("opd.xlsx", empty=True).receives(read(problem="unavailable")).standing.text == (
        "⚠️ <b>opd.xlsx belum diimpor.</b> Maaf, berkas gagal diambil dari Telegram. Kirim ulang berkas itu."
    )
    assert reading("opd.xlsx", empty=True).receives(read(problem="too_large")).standing.text == (
        "⚠️ <b>opd.xlsx belum diimpor.</b> Berkas lebih dari 2 MB. Kirim berkas yang hanya berisi daftar OPD."
    )
    many = tuple((f"OPD{n}", f"Dinas {n}", f"D{n}", "Dinas") for n in range(801))
    phone = reading("opd.xlsx", empty=True).receives(read(rows=many)).asks_for()
    assert phone.standing.text == (
        "⚠️ <b>opd.xlsx belum diimpor.</b> Berisi 801 OPD, di sini paling banyak 800. Bagi menjadi beberapa berkas, "
        "atau impor dengan perintah pandu opd import."
    )


def test_new_changed_and_same_rows_are_counted() -> None:
    changed = (
        (ROWS[0][0], "Sekretariat Daerah Kabupaten", *ROWS[0][2:]),
        *ROWS[1:5],
        ("BARU", "Dinas Baru", "Baru", "Dinas"),
    )
    phone = reading("opd.csv").receives(read(rows=changed))
    phone.stands(
        "6 OPD terbaca: 1 baru, 1 berubah, 4 tetap. OPD yang baru ikut periode 2026.\n"
        "SETDA: nama Sekretariat Daerah menjadi Sekretariat Daerah Kabupaten\n"
        "Baru: BARU Dinas Baru",
        "[Simpan 2 perubahan]",
        "[Batalkan]",
    )
    phone.tap("Simpan 2 perubahan").asks_for(ImportOpds(PEMDA, (OpdRow(*changed[0]), OpdRow(*changed[5]))))
    phone.says("2 perubahan tersimpan. OPD yang baru ikut periode 2026.")
    phone = reading("opd.csv").receives(read(rows=changed))
    phone.tap("Batalkan").says("Berkas tidak disimpan; daftar OPD tetap seperti semula.").asks_for()


def test_many_changes_name_the_first_and_count_the_rest() -> None:
    changed = tuple((row[0], row[1], row[2] + " Baru", "Lainnya") for row in ROWS[:18])
    phone = reading("opd.csv").receives(read(rows=changed))
    lines = phone.standing.text.splitlines()
    assert lines[1] == "SETDA: singkatan Setda menjadi Setda Baru; jenis Sekretariat menjadi Lainnya"
    assert lines[7:] == ["dan 12 lainnya"]


def test_what_does_not_occur_is_not_counted() -> None:
    changed = (*ROWS[:2], ("BARU", "Dinas Baru", "Baru", "Dinas"))
    phone = reading("opd.csv").receives(read(rows=changed))
    phone.stands(
        "3 OPD terbaca: 1 baru, 2 tetap. OPD yang baru ikut periode 2026.\nBaru: BARU Dinas Baru",
        "[Simpan 1 OPD]",
        "[Batalkan]",
    )


def test_a_list_that_changes_nothing_says_what_it_lost() -> None:
    phone = reading("opd.csv").receives(read(rows=ROWS, losses=("⚠️ Tidak dibaca: lembar Kecamatan.",)))
    assert phone.standing.text.splitlines()[1:] == ["⚠️ Tidak dibaca: lembar Kecamatan."]


def test_a_list_that_changes_nothing_has_nothing_to_save() -> None:
    reading("opd.csv").receives(read(rows=ROWS)).stands(
        "55 OPD terbaca, semuanya sama dengan yang tersimpan. Tidak ada yang perlu disimpan.", "[Kembali]"
    ).tap("Kembali").asks_for()


def test_the_preview_shows_codes_and_how_they_were_read() -> None:
    notes = ("Dibaca dari lembar OPD.", "Kode dibaca seperti yang tampil di Excel, misalnya 001.")
    rows = (("001", "Dinas Satu", "Satu", "Dinas"), ("1.01.2.22.0.00.01.0000", "Dinas <b>", "Dua", "Dinas"))
    reading("opd.csv", empty=True).receives(read(rows=rows, notes=notes)).stands(
        "2 OPD terbaca, semuanya baru.\nDibaca dari lembar OPD.\n"
        "Kode dibaca seperti yang tampil di Excel, misalnya 001.\n"
        "001 Dinas Satu\n1.01.2.22.0.00.01.0000 Dinas &lt;b&gt;",
        "[Simpan 2 OPD]",
        "[Batalkan]",
    )


def test_the_sheet_is_named_where_its_faults_are() -> None:
    faults = ((2, "kode", "kosong. Isi kode OPD, misalnya DINKES."),)
    phone = reading("opd.xlsx", empty=True).receives(
        read(rows=ROWS, faults=faults, notes=("Dibaca dari lembar Data.",))
    )
    assert phone.standing.text.splitlines()[1:3] == [
        "Dibaca dari lembar Data.",
        "Baris 2, kolom kode: kosong. Isi kode OPD, misalnya DINKES.",
    ]


def test_a_name_that_is_stored_under_another_code_is_said() -> None:
    rows = (("1.02", "DINAS KESEHATAN", "Dinkes", "Dinas"),)
    phone = reading("opd.csv").receives(read(rows=rows))
    assert phone.standing.text.splitlines()[1] == (
        "⚠️ DINAS KESEHATAN sudah tersimpan dengan kode DINKES; kode 1.02 menjadi OPD kedua."
    )


def test_a_list_without_codes_finds_the_stored_ones_by_name() -> None:
    rows = (("DINAS-KESEHATAN", "Dinas Kesehatan", "Dinkes", "Dinas"), ("BARU", "Dinas Baru", "Baru", "Dinas"))
    phone = reading("opd.csv").receives(read(rows=rows, made=True))
    assert phone.state == SavingOpds(PEMDA, "opd.xlsx", (("DINKES", *rows[0][1:]), rows[1]))
    assert (
        phone.standing.text == "2 OPD terbaca: 1 baru, 1 tetap. OPD yang baru ikut periode 2026.\nBaru: BARU Dinas Baru"
    )


def test_the_longest_preview_fits_the_screen() -> None:
    rows = tuple((f"{n:040d}", "Dinas " + "x" * 190, "y" * 60, "Dinas") for n in range(60))
    phone = reading("opd.csv", empty=True).receives(read(rows=rows, notes=("z" * 300,) * 9))
    assert "dan 5 hal lain" in phone.standing.text
    assert "yang terakhir " + f"{59:040d}" in phone.standing.text
    assert length(phone.standing.text) <= SCREEN


def test_a_corrected_file_replaces_the_one_that_waits() -> None:
    phone = play(World(), "Citra", SavingOpds(PEMDA, "opd.csv", ROWS[:2])).file("lain.csv", size=5, message=7)
    phone.asks_for(ReadOpdFile(PEMDA, "f7", "lain.csv", 5))


def test_the_outcome_arrives_while_another_screen_stands() -> None:
    phone = play(without_opds(World()), "Citra", Administering(PEMDA)).receives(read(rows=ROWS))
    assert phone.state == SavingOpds(PEMDA, "opd.xlsx", ROWS)


def test_the_outcome_for_somebody_who_lost_the_role_is_dropped() -> None:
    phone = play(World(), "Ani", Browsing(NUMBER)).receives(read(rows=ROWS)).asks_for()
    assert (phone.state, phone.step.silent) == (Browsing(NUMBER), True)


def test_a_photo_is_no_list() -> None:
    phone = play(World(), "Citra", AwaitingOpdFile(PEMDA)).file()
    phone.says("⚠️ Berkas tidak disimpan. Daftar OPD dikirim sebagai berkas XLSX atau CSV, bukan foto.").asks_for()


def test_faults_longer_than_the_screen_are_cut() -> None:
    state = MendingOpdFile(PEMDA, "opd.xlsx", "", tuple("x" * 200 for _ in range(8)), 8, 8, 55)
    assert play(World(), "Citra", state).standing.text.count("x" * 199) == 3
    assert "Masih ada 5 kesalahan lain." in play(World(), "Citra", state).standing.text


def all_losses() -> tuple[OpdList, tuple[str, ...]]:
    """A list that loses something of every kind, and what is said of each."""

    def hide(book: Any, sheet: Any) -> None:
        sheet.set_column("A:A", None, None, {"hidden": True})
        for row in range(40, 60):
            sheet.set_row(row, None, None, {"hidden": True})

    rows = [[f"L{n}", n, f"Dinas Urusan {'x' * 60} {n}", f"Singkat {n}", "tanya bu Ani", "di kanan"] for n in range(60)]
    listed = [["Kode Lama yang Tidak Dipakai", "No", "Nama OPD", "Singkatan", "No HP"], *rows]
    below = [["", "", f"Urusan wajib {n} {'y' * 30}"] for n in range(20)]
    sheets = {f"Lembar dengan Nama Panjang {n}": listed for n in range(6)}
    found = read_opd_list(workbook_of({"OPD": [*listed, *below], **sheets}, hide), "opd.xlsx")
    return found, ("lembar Lembar", "Kolom tersembunyi", "bukan OPD: baris 62 (", "Telepon", "kanan", "Tersembunyi,")


def test_all_that_is_lost_stands_first_and_whole_on_the_screen() -> None:
    found, said = all_losses()
    assert len(found.losses) == len(said)
    answer = OpdFileRead.of(PEMDA, "opd.xlsx", to_plain(found))
    phone = reading("opd.xlsx", empty=True).receives(answer)
    lines = phone.standing.text.splitlines()
    assert tuple(lines[1 : len(said) + 1]) == found.losses
    assert all(part in line for part, line in zip(said, lines[1:], strict=False))
    assert length(phone.standing.text) <= SCREEN


def test_a_single_name_in_an_empty_region_says_how_a_list_is_sent() -> None:
    phone = play(without_opds(World()), "Citra", AwaitingOpdFile(PEMDA)).text("Dinas Kesehatan")
    assert phone.step.banner.startswith("Belum ada OPD untuk dicari. Untuk menambah OPD, kirim berkasnya")
