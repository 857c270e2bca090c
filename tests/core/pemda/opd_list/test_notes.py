"""What a list loses is said by name: sheets, columns, rows, telephones."""

from typing import Any

from core.pemda.opd_list.notes import spans
from core.pemda.opd_list.reading import read_opd_list
from tests.core.pemda.opd_list.files import hidden, page, workbook, workbook_of

HEAD = ["No", "Nama OPD"]
KECAMATAN = [[number, f"Kecamatan {number}"] for number in range(1, 19)]


def losses(data: bytes) -> tuple[str, ...]:
    return read_opd_list(data, "daftar.xlsx").losses


def not_read(which: str) -> str:
    return f"⚠️ Tidak dibaca: {which}. Kirim sebagai berkas sendiri bila berisi OPD lain."


def test_another_sheet_with_a_list_is_named_whatever_its_heading() -> None:
    first: list[list[object]] = [HEAD, [1, "Dinas Sosial"]]
    for rows in ([HEAD, *KECAMATAN], KECAMATAN, [["Wilayah"], *KECAMATAN]):
        assert losses(workbook_of({"Dinas": first, "Kecamatan": rows})) == (not_read("lembar Kecamatan"),)
    assert losses(workbook_of({"Dinas": first, "Lama": KECAMATAN}, hidden(1))) == (not_read("lembar Lama"),)
    assert losses(workbook_of({"Dinas": first, "Petunjuk": [["Isi lembar pertama"], HEAD]})) == ()
    many = workbook_of({"Dinas": first, **{f"Wilayah Kecamatan {number}": KECAMATAN for number in range(9)}})
    assert losses(many)[0].startswith("⚠️ Tidak dibaca: lembar Wilayah Kecamatan 0, Wilayah Kecamatan 1, ")
    assert "Wilayah Kecamatan 4, dan 4 lainnya. Kirim" in losses(many)[0]


def test_another_table_of_a_page_is_named() -> None:
    two = page([HEAD, ["1", "Dinas A"]], "<table><tr><td>Menu</td></tr></table>").replace(
        b"</body>", b"<table><tr><td>Nama OPD</td></tr><tr><td>Badan B</td></tr></table></body>"
    )
    assert losses(two) == (not_read("tabel ke-3"),)


def test_rows_that_find_no_room_are_named_by_number() -> None:
    rows = [
        ["Kode", "Nama"],
        ["D1", "Dinas Sosial"],
        *(["", f"Urusan wajib {'x' * 30} {n}"] for n in range(9)),
        ["D2", "B"],
    ]
    (one,) = losses(workbook(rows))
    assert one.startswith("⚠️ Dilewati karena bukan OPD: baris 3 (Urusan wajib xxxxxxxxxxxxxxxxxx…), 4 (")
    assert one.endswith("), 5-11.")
    assert len(one) < 200


def test_many_titles_of_groups_between_the_opd_are_all_named_by_number() -> None:
    pairs = ((["", f"Urusan wajib {n}"], [f"D{n}", f"Dinas {n}"]) for n in range(16))
    (one,) = losses(workbook([["Kode", "Nama"], *(row for pair in pairs for row in pair)]))
    assert one.endswith(", 26, 28, 30, 32.")
    assert "lainnya" not in one


def test_rows_without_words_lose_nothing() -> None:
    def prefilled(book: Any, sheet: Any) -> None:
        for number in range(2, 9):
            sheet.write(number, 0, number)

    assert losses(workbook([HEAD, [1, "Dinas Sosial"]], prefilled)) == ()


def test_spans_of_rows() -> None:
    assert spans([3, 60, 61, 62]) == "3, 60-62"
    assert spans(range(1, 20, 2)) == "1, 3, 5, 7, 9, 11, dan 4 lainnya"
