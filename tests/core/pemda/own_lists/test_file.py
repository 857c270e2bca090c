"""The XLSX of a Pemda's own list of evidence: read back, and each fault by its place, with what to do."""

from collections.abc import Sequence

import pytest

from core.instrument.parse import load_packaged
from core.papers import own_list
from core.pemda.own_lists.file import level_of, read, understood
from core.pemda.own_lists.rules import OwnCell, OwnList
from tests.core.pemda.opd_list.files import workbook_of
from tests.core.pemda.own_lists.test_rules import KEPT, USUAL

INSTRUMENT = load_packaged("kematangan-2018")
TITLES = ("Variabel", "Nama", "Tingkat", "Dokumen dari instrumen", *(f"Bukti daerah {n}" for n in range(1, 5)))


def read_rows(rows: Sequence[Sequence[object]], kept: OwnList = KEPT) -> tuple[tuple[OwnCell, ...], list[str]]:
    """What the rows below the titles change, and all faults."""
    found = read(workbook_of({"Daftar bukti": [TITLES, *rows]}), "isi.xlsx")
    listed = [(number, code, level, tuple(map(tuple, cells))) for number, code, level, cells in found.get("rows", ())]
    cells, faults = understood(kept, listed)
    told = sorted([*map(tuple, found["faults"]), *faults])
    return cells, [f"{row} {column}: {said}" for row, column, said in told]


def test_the_sheet_that_was_sent_changes_nothing_when_it_comes_back() -> None:
    found = read(own_list.render(own_list.to_plain(KEPT)), "Daftar_Bukti.xlsx")
    assert (found["sheet"], found["instrument"], found["faults"]) == ("Daftar bukti", "kematangan-2018", [])
    assert len(found["rows"]) == 44
    assert [15, "V04", "III", [["Bukti daerah 1", "SK tim evaluasi"], ["Bukti daerah 2", "Notulen evaluasi"]]] in found[
        "rows"
    ]
    listed = [(number, code, level, tuple(map(tuple, cells))) for number, code, level, cells in found["rows"]]
    assert understood(KEPT, listed) == ((), ())


def test_only_levels_that_differ_are_changed_and_rows_that_are_missing_are_not() -> None:
    rows = [("v04", "", "tingkat iii", "", "", "- Notulen  evaluasi "), ("V05", "", 2, "", "SK tim\nlayanan")]
    assert read_rows(rows) == ((("V04", 3, ("Notulen evaluasi",)), ("V05", 2, ("SK tim layanan",))), [])
    assert read_rows([("V04", "", "III", "", "-", "Notulen evaluasi")])[0] == (("V04", 3, ("Notulen evaluasi",)),)


BROKEN: tuple[tuple[Sequence[object], str], ...] = (
    (("V99", "", "III", "", "SK tim"), '2 Variabel: "V99" tidak ada. Tulis kode V01 sampai V11.'),
    (("", "", "III", "", "SK tim"), "2 Variabel: kosong. Tulis kode V01 sampai V11."),
    (("V05", "", "", "", "SK tim"), "2 Tingkat: kosong. Tulis II sampai V."),
    (("V05", "", "I", "", "SK tim"), '2 Tingkat: "I" tidak meminta bukti atau tidak ada. Tulis II sampai V.'),
    (("V05", "", "VI", "", "SK tim"), '2 Tingkat: "VI" tidak meminta bukti atau tidak ada. Tulis II sampai V.'),
    (("V05", "", "II", "", "SK"), "2 Bukti daerah 1: 2 karakter. Tulis 3 sampai 100 karakter."),
    (("V05", "", "II", "", "SK tim", "x" * 150), "2 Bukti daerah 2: 150 karakter. Tulis 3 sampai 100 karakter."),
    (("V05", "", "II", "", "=A1+A2"), "2 Bukti daerah 1: berisi rumus. Ganti dengan teks biasa."),
    (("V05", "", "II", "", "#REF!"), "2 Bukti daerah 1: berisi galat Excel (#REF!). Ganti dengan teks biasa."),
    (("V05", "", "II", "", "SK tim", "sk TIM"), "2 Bukti daerah 2: tertulis dua kali. Hapus salah satu."),
    (("V04", "", "III", "", USUAL), "2 Bukti daerah 1: sudah diminta instrumen. Hapus dari daftar daerah."),
)


@pytest.mark.parametrize(("row", "said"), BROKEN)
def test_a_fault_names_its_row_and_column_and_what_to_do(row: Sequence[object], said: str) -> None:
    _, faults = read_rows([row])
    assert said in faults


def test_a_level_in_two_rows_is_told_once_with_both_rows() -> None:
    _, faults = read_rows([("V05", "", "II", "", "SK tim"), ("V05", "", "2", "", "Notulen")])
    assert faults == ["3 Variabel: V05 2 sudah ada pada baris 2. Gabungkan dalam satu baris."]


def test_another_file_is_refused_with_what_to_do() -> None:
    for data, said in (
        (b"%PDF-1.7", "daftar bukti sebagai XLSX"),
        (b"", "kosong"),
        (workbook_of({"Lain": [["kode", "nama"], ["A", "B"]]}), "Unduh daftarnya sekali lagi"),
    ):
        ((row, column, message),) = read(data, "x.xlsx")["faults"]
        assert (row, column) == (0, "")
        assert said in message
        assert "OPD" not in message


def test_levels_are_read_as_people_write_them() -> None:
    assert [level_of(INSTRUMENT, words) for words in ("III", "3", "Tingkat iii", "3.0", "", "x")] == [
        3,
        3,
        3,
        3,
        None,
        None,
    ]
