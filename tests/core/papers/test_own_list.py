"""The sheet on which an office fills in its own list of evidence."""

from python_calamine import CalamineWorkbook

from core.papers import own_list
from tests.core.pemda.own_lists.test_rules import KEPT


def test_the_sheet_shows_what_the_instrument_asks_and_what_the_region_does(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "isi.xlsx").write_bytes(own_list.render(own_list.to_plain(KEPT)))
    book = CalamineWorkbook.from_path(str(tmp_path / "isi.xlsx"))
    assert book.sheet_names == ["Daftar bukti", "Petunjuk"]
    titles, *rows = book.get_sheet_by_name("Daftar bukti").to_python()
    assert titles[:5] == ["Variabel", "Nama", "Tingkat", "Dokumen dari instrumen", "Bukti daerah 1"]
    (row,) = [row for row in rows if row[:3:2] == ["V04", "III"]]
    assert row[3].startswith("Undangan, daftar hadir, dan notulen rapat evaluasi SOP; ")
    assert row[4:] == ["SK tim evaluasi", "Notulen evaluasi", "", ""]
    assert len(rows) == 11 * 4
    assert book.get_sheet_by_name("Petunjuk").to_python()[1][:2] == ["Instrumen", "kematangan-2018"]
