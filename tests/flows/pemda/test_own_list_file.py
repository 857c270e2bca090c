"""A list of evidence that was filled in and sent back."""

from bot.flows.events import OwnListRead
from bot.flows.states.own_lists import MendingOwnList, OwnLists, ReadingOwnList
from core.effects import ChangeOwnList, ReadOwnList, SendOwnList
from core.fit import SCREEN, length
from core.pemda.own_lists.file import FileRow
from tests.flows.pemda.test_own_lists import ID, NOTULEN, SK, asking
from tests.flows.play import Play, play
from tests.flows.world import PEMDA, World


def row(number: int, code: str, level: str, *lines: str) -> FileRow:
    return number, code, level, tuple((f"Bukti daerah {at}", words) for at, words in enumerate(lines, start=1))


def read(*rows: FileRow, **more: object) -> OwnListRead:
    return OwnListRead(PEMDA, ID, "isi.xlsx", "Daftar bukti", ID, rows, **more)  # type: ignore[arg-type]


def waiting(world: World | None = None) -> Play:
    return play(world or World(), "Citra", ReadingOwnList(PEMDA, ID, "isi.xlsx"))


def test_the_file_is_fetched_previewed_and_saved_at_once() -> None:
    phone = play(asking(("V04", 3, (SK,))), "Citra", OwnLists(PEMDA)).file("isi.xlsx", size=900, message=7)
    phone.asks_for(ReadOwnList(PEMDA, ID, "f7", "isi.xlsx", 900)).reads("isi.xlsx diterima dan sedang dibaca")
    phone.receives(read(row(9, "V04", "III", NOTULEN), row(12, "V05", "II", "SK tim layanan"))).asks_for()
    phone.reads("2 bukti ditambah, 1 dihapus", f"− V04 III: {SK}", f"+ V04 III: {NOTULEN}", "+ V05 II: SK tim layanan")
    phone.tap("Simpan 3 perubahan")
    phone.asks_for(ChangeOwnList(PEMDA, ID, (("V04", 3, (NOTULEN,)), ("V05", 2, ("SK tim layanan",)))))
    assert phone.state == OwnLists(PEMDA, ID)


def test_a_file_that_changes_nothing_says_so() -> None:
    phone = waiting(asking(("V04", 3, (SK,)))).receives(read(row(9, "V04", "III", SK)))
    phone.reads("Isinya sama dengan yang tersimpan.").hides("[Simpan")


def test_faults_name_sheet_row_and_column() -> None:
    phone = waiting().receives(read(row(9, "V99", "III", SK), row(12, "V05", "II", "ab")))
    phone.asks_for().reads(
        "⚠️ <b>isi.xlsx belum disimpan.</b> 2 baris perlu diperbaiki; belum ada yang berubah.",
        'Lembar Daftar bukti, baris 9, kolom Variabel: "V99" tidak ada. Tulis kode V01 sampai V11.',
        "Lembar Daftar bukti, baris 12, kolom Bukti daerah 1: 2 karakter. Tulis 3 sampai 100 karakter.",
        "Perbaiki, lalu kirim ulang berkasnya.",
    )
    phone.tap("Unduh daftar").asks_for(SendOwnList(PEMDA, ID))
    phone.file("lagi.xlsx")
    assert phone.state == ReadingOwnList(PEMDA, ID, "lagi.xlsx")


def test_many_faults_and_many_changes_fit_a_screen() -> None:
    phone = waiting().receives(read(*(row(n, f"X{n}<&", "III", SK) for n in range(2, 60))))
    assert length(phone.screen.text) <= SCREEN
    phone.reads("58 baris perlu diperbaiki", "kesalahan lain.")
    cells = [row(n, f"V{n:02d}", "III", *(f"{n} {at} {'&' * 90}" for at in range(3))) for n in range(1, 12)]
    phone = waiting().receives(read(*cells)).reads("33 bukti ditambah", "lainnya")
    assert length(phone.screen.text) <= SCREEN


def test_a_file_as_a_whole_may_be_wrong() -> None:
    for event, said in (
        (read(problem="too_large"), "lebih dari 2 MB"),
        (read(problem="unavailable"), "gagal diambil dari Telegram"),
        (read(), "Tidak ada baris di bawah judul kolom"),
        (read(faults=((0, "", "isi.xlsx kosong."),)), "isi.xlsx kosong."),
        (OwnListRead(PEMDA, ID, "isi.xlsx", "Lembar1", "pekppp-2023", (row(2, "V04", "III", SK),)), "instrumen lain"),
    ):
        phone = waiting().receives(event).asks_for().reads(said)
        assert isinstance(phone.state, MendingOwnList)


def test_the_outcome_reaches_only_who_coordinates() -> None:
    play(World(), "Ani").command("isi").receives(read(row(9, "V04", "III", SK))).asks_for().hides("SK tim")
