"""A list of OPD that is sent or pasted, on each screen of the OPD."""

from bot.flows.states.coordinator import (
    AwaitingOpdFile,
    ListingOpds,
    MendingOpdFile,
    ReadingOpdFile,
    SavingOpds,
    ShowingOpd,
)
from core.effects import ImportOpds, ReadOpdFile
from core.pemda.opd_list.reading import OpdRow
from tests.flows.play import play
from tests.flows.world import OFFICE, PEMDA, World

ROWS = (("A", "Dinas A", "A", "Dinas"), ("B", "Dinas B", "B", "Dinas"))


def test_a_list_that_is_pasted_is_shown_before_it_is_saved_on_any_of_the_screens() -> None:
    for state in (
        AwaitingOpdFile(PEMDA),
        ListingOpds(PEMDA),
        ShowingOpd(PEMDA, OFFICE),
        MendingOpdFile(PEMDA, "a.csv"),
    ):
        phone = play(World(), "Citra", state).text("Kode\tNama OPD\nA1\tDinas Baru Satu\nA2\tDinas Baru Dua")
        phone.stands(
            "2 OPD terbaca, semuanya baru. OPD yang baru ikut periode 2026.\n"
            'Kode dari kolom "Kode"; nama dari kolom "Nama OPD".\n'
            "A1 Dinas Baru Satu\nA2 Dinas Baru Dua",
            "[Simpan 2 OPD]",
            "[Batalkan]",
        )
    phone.tap("Simpan 2 OPD").asks_for(
        ImportOpds(PEMDA, tuple(OpdRow(f"A{n}", f"Dinas Baru {w}", f"Dinas Baru {w}", "Dinas") for n, w in DUA))
    )


DUA = ((1, "Satu"), (2, "Dua"))


def test_a_long_list_that_telegram_cuts_in_two_is_one() -> None:
    phone = play(World(), "Citra", AwaitingOpdFile(PEMDA)).text("1. Dinas Baru Satu\n2. Setda Baru")
    phone.text("3. Dinas Baru Dua\n4. Kecamatan Baru")
    assert phone.standing.text.splitlines()[:2] == [
        "4 OPD terbaca, semuanya baru. OPD yang baru ikut periode 2026.",
        "Ditambahkan pada 2 OPD yang ditempel sebelumnya.",
    ]
    phone.text("kode,nama\nBARU,Dinas Lain").text("Dinas Lain\nDinas Baru Satu")
    assert phone.standing.text.splitlines()[0] == "5 OPD terbaca, semuanya baru. OPD yang baru ikut periode 2026."
    phone = play(World(), "Citra", SavingOpds(PEMDA, "opd.csv", ROWS[:2])).text("Dinas Baru\nKecamatan Baru")
    assert phone.standing.text.splitlines()[0] == "2 OPD terbaca, semuanya baru. OPD yang baru ikut periode 2026."


def test_a_pasted_list_with_faults_and_several_lines_that_are_none() -> None:
    phone = play(World(), "Citra", AwaitingOpdFile(PEMDA)).text("kode,nama\nDIN KES,Dinas A\nDX,Dinas B")
    assert phone.standing.text.startswith("⚠️ <b>Daftar yang ditempel belum diimpor.</b> 1 dari 2 baris perlu")
    assert phone.standing.text.endswith("Perbaiki, lalu kirim ulang.")
    phone = play(World(), "Citra", AwaitingOpdFile(PEMDA)).text("pos\nindonesia")
    assert isinstance(phone.state, AwaitingOpdFile | ListingOpds)


def test_a_file_is_taken_on_the_list_and_on_one_opd_too() -> None:
    for state in (ListingOpds(PEMDA), ShowingOpd(PEMDA, OFFICE)):
        phone = play(World(), "Citra", state).file("opd.xlsx", size=5, message=7)
        phone.asks_for(ReadOpdFile(PEMDA, "f7", "opd.xlsx", 5))
        photo = play(World(), "Citra", state).file()
        photo.says("⚠️ Berkas tidak disimpan. Daftar OPD dikirim sebagai berkas XLSX atau CSV, bukan foto.")


def test_a_list_does_not_get_ahead_of_a_file_that_is_read() -> None:
    phone = play(World(), "Citra", ReadingOpdFile(PEMDA, "opd.csv")).text("Dinas Baru\nKecamatan Baru")
    assert phone.state == ReadingOpdFile(PEMDA, "opd.csv")


def test_a_pasted_list_of_names_changes_nothing_that_is_stored() -> None:
    phone = play(World(), "Citra", AwaitingOpdFile(PEMDA)).text(
        "1. Dinas Kesehatan\n2. BADAN Pendapatan Daerah (Bapenda)\n3. Bappeda"
    )
    assert phone.standing.text.splitlines()[::2] == [
        "3 OPD terbaca: 1 berubah, 2 tetap.",
        "BAPENDA: nama Badan Pendapatan Daerah menjadi BADAN Pendapatan Daerah",
    ]
