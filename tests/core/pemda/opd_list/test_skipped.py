"""Lists as real offices send them: those that are refused, each with its own cause and remedy."""

from pathlib import Path

import pytest

from core.pemda.opd_list.reading import read_opd_list
from tests.core.pemda.opd_list.files import (
    archive,
    cell,
    coded,
    hidden,
    ods,
    ods_number,
    ods_row,
    text,
    without_columns,
    workbook,
    workbook_of,
)

FOLDER = Path(__file__).parent / "lists"
HEAD = ["Kode", "Nama"]
TWO = [["D1", "Dinas Sosial"], ["D2", "Dinas Kesehatan"]]
LINES = ("D1,Dinas Sosial", "D2,Dinas Kesehatan")
AS_TEXT = "Ubah kolom kode menjadi Teks di Excel, lalu ketik ulang kodenya."
DATE = f"Baris 2, kolom kode: Excel mengubah kode ini menjadi tanggal. {AS_TEXT}"
DIGITS = f"Baris 2, kolom kode: Excel hanya menyimpan 15 angka pertama kode ini. {AS_TEXT}"


def decimal(shown: str) -> str:
    return (
        f"Baris 2, kolom kode: {shown} tersimpan sebagai angka desimal, jadi nol di belakangnya dapat hilang "
        f"(1.10 menjadi 1.1). {AS_TEXT}"
    )


def error(shown: str) -> str:
    return f"Baris 2, kolom kode: berisi galat Excel ({shown}). {AS_TEXT}"


def not_read(kind: str) -> str:
    return (
        f"daftar.xlsx adalah {kind}; hanya XLSX, XLS, ODS, dan CSV yang dibaca. Simpan daftar OPD sebagai XLSX, "
        "lalu kirim ulang."
    )


def no_heading(found: str) -> str:
    return (
        "Judul kolom nama OPD tidak ditemukan pada 20 baris pertama. Beri satu baris judul kolom, misalnya kode, nama, "
        f"singkatan, jenis. Baris 1 berisi: {found}."
    )


QUOTE = "apit nama dengan tanda kutip, atau kirim sebagai XLSX."
TOO_MANY = f"Baris 2: isinya lebih banyak daripada judul kolom. Bila nama memuat koma, {QUOTE}"
SPACED = f"Baris 2: nama mungkin terpotong. Bila nama memuat koma, {QUOTE} Bila tidak, hapus spasi sesudah koma."

NAMED: dict[str, tuple[bytes, str]] = {
    "41 characters": (
        text("kode,nama", f"{'9' * 41},Dinas"),
        "Baris 2, kolom kode: 41 karakter. Ringkas menjadi paling banyak 40.",
    ),
    "a date of the field": ((FOLDER / "07_kode_jadi_tanggal.xlsx").read_bytes(), DATE),
    "a date": (coded(46023, "d.mm"), DATE),
    "a built-in date": (coded(46023, "mm-dd-yy"), DATE),
    "a time": (coded(0.5, "[h]:mm"), DATE),
    "a date in text": (text("kode,nama", "01/02/2026,Dinas"), DATE),
    "a month in text": (text("kode,nama", "Jan-26,Dinas"), DATE),
    "a day in text": (text("kode,nama", "01-Mei,Dinas"), DATE),
    "a decimal": (coded(1.1, "General"), decimal("1.1")),
    "a decimal with a comma": (text("kode;nama", "1,1;Dinas"), decimal("1,1")),
    "open decimals": (coded(1.1, "0.##"), decimal("1.1")),
    "22 digits": (coded(1012220000010000000000, "0"), DIGITS),
    "scientific in text": (text("kode;nama", "1,01222E+21;Dinas"), DIGITS),
    "thousands": (coded(10203, "#,##0"), f"Baris 2, kolom kode: kode ini angka dengan pemisah ribuan. {AS_TEXT}"),
    "percent": (coded(0.01, "0%"), f"Baris 2, kolom kode: kode ini angka persen. {AS_TEXT}"),
    "a fraction": (
        coded(0.5, "# ?/?"),
        f"Baris 2, kolom kode: 0.5 tampil lain di Excel karena format angkanya. {AS_TEXT}",
    ),
    "true or false": (
        cell('<c r="A2" t="b"><v>1</v></c>'),
        f"Baris 2, kolom kode: kode ini berisi nilai benar atau salah, bukan teks. {AS_TEXT}",
    ),
    "an error": (cell('<c r="A2" t="e"><f>NA()</f><v>#N/A</v></c>'), error("#N/A")),
    "an error in text": (text("kode,nama", "#REF!,Dinas"), error("#REF!")),
    "a column too narrow": (text("kode,nama", "########,Dinas"), error("########")),
    "an error as name": (
        text("kode,nama", "D1,#N/A"),
        "Baris 2, kolom nama: berisi galat Excel (#N/A). Ganti dengan teks biasa.",
    ),
    "a formula without a result": (
        cell('<c r="A2"><f>"D"&amp;1</f></c>'),
        "Baris 2, kolom kode: rumusnya belum dihitung. Buka berkas di Excel, simpan, lalu kirim ulang.",
    ),
    "LibreOffice, a date": (
        ods(ods_row(*HEAD) + ods_row(ods_number("2026-01-01", "01/01/26", "date"), "Dinas")),
        DATE,
    ),
    "LibreOffice, a decimal": (
        ods(ods_row(*HEAD) + ods_row(ods_number("1.1", "1,1"), "Dinas")),
        decimal("1,1"),
    ),
    "Excel before 2007, a number": (
        (FOLDER / "kode_angka.xls").read_bytes(),
        "Baris 2, kolom kode: 1 tersimpan sebagai angka; nol di depannya tidak terbaca dari berkas XLS. "
        "Simpan ulang sebagai XLSX, lalu kirim ulang.",
    ),
    "an agency without a code at the end": (
        workbook([HEAD, *TWO, [], ["", "Kecamatan Busang"]]),
        "Baris 5, kolom kode: kosong. Isi kode OPD, misalnya DINKES.",
    ),
    "a list in a hidden sheet": (
        workbook_of({"Muka": [["Sampul"]], "Data": [HEAD, *TWO]}, hidden(1)),
        "Daftar OPD ada di lembar tersembunyi Data. Tampilkan lembar itu, lalu kirim ulang.",
    ),
    "names in a hidden column": (
        workbook([HEAD, *TWO], without_columns("B")),
        "Kolom nama OPD tersembunyi. Tampilkan kolom itu, lalu kirim ulang.",
    ),
    "no heading": (
        text(*LINES),
        no_heading("D1, Dinas Sosial"),
    ),
    "no names": (
        text("No,Kode SKPD", "1,D1"),
        "Baris 1: kolom nama tidak ada. Beri judul kolom kode, nama, singkatan, jenis. Baris 1 berisi: No, Kode SKPD.",
    ),
    "a list of persons": (
        text("No,Nama,NIP,Jabatan", "1,Budi,1978,Kepala"),
        no_heading("No, Nama, NIP, Jabatan"),
    ),
    "a Word document": (archive({"word/document.xml": "<x/>"}), not_read("dokumen Word")),
    "an XLSB": (archive({"xl/workbook.bin": "x"}), not_read("buku kerja biner (XLSB)")),
    "a ZIP": (archive({"daftar.csv": "kode,nama"}), not_read("arsip ZIP")),
    "a page without a table": (
        b"<html><body>Masuk dahulu</body></html>",
        "daftar.xlsx adalah halaman web tanpa tabel. Buka di Excel, simpan sebagai XLSX, lalu kirim ulang.",
    ),
    "an XML of Excel 2003": (b'<?xml version="1.0"?><Workbook/>', not_read("dokumen XML")),
    "no name beside a remark about a total": (
        text("kode;nama;keterangan", "D1;;Jumlah pegawai 30"),
        "Baris 2, kolom nama: kosong. Isi nama OPD.",
    ),
    "a name cut at a comma": (text("kode,nama", "D1,Dinas Komunikasi, Informatika dan Statistik"), TOO_MANY),
    "a name cut at a comma without a space": (text("kode,nama", "D1,Dinas Komunikasi,Informatika"), TOO_MANY),
    "a name cut at a bar": (text("kode|nama", "D1|Dinas A|B"), TOO_MANY.replace("koma", "garis tegak")),
    "a name cut at the separator that is named": (
        text("sep=,", "kode,nama", "D1,Dinas Komunikasi, Informatika"),
        TOO_MANY,
    ),
    "a name cut in a list without codes": (text("Nama OPD", "Dinas Komunikasi, Informatika"), TOO_MANY),
    "a name cut in a list saved in one column": (
        workbook([["kode,nama"], ["D1,Dinas Komunikasi, Informatika"]]),
        TOO_MANY,
    ),
    "the rest of a name as its short name": (
        text("kode,nama,singkatan,jenis", "D1,Dinas Komunikasi, Informatika dan Statistik,"),
        SPACED,
    ),
    "the rest of a name in a column that is not read": (
        text("kode,nama,alamat", "D1,Dinas Sosial, Tenaga Kerja"),
        SPACED,
    ),
    "the rest of a name in a list that begins with it": (text("nama,singkatan", "Dinas Sosial, Tenaga Kerja"), SPACED),
    "one name under two abbreviations, without codes": (
        text("No,Nama OPD,Singkatan", "1,Dinas Kesehatan,Dinkes", "2,DINAS KESEHATAN,Dinkes2"),
        "Baris 3, kolom nama: sama dengan baris 2. Hapus salah satu, bedakan namanya, atau tambahkan kolom kode.",
    ),
    "two OPD without codes alike": (
        text("No,Nama OPD,Singkatan", "1,Bagian Umum,Umum", "2,Subbagian Umum,Umum"),
        "Baris 3, kolom nama: tidak dapat dibedakan dari baris 2. Bedakan nama atau singkatannya, atau tambahkan "
        "kolom kode.",
    ),
}


@pytest.mark.parametrize("which", NAMED)
def test_a_list_that_is_refused_with_its_own_cause(which: str) -> None:
    data, fault = NAMED[which]
    assert [str(one) for one in read_opd_list(data, "daftar.xlsx").faults] == [fault]


OFFICES = (
    "Sekretariat Daerah",
    "Sekretariat DPRD",
    "Satpol PP",
    "Inspektorat Daerah",
    "Setda",
    "Catatan Sipil",
    "Penata Ruang",
)
"""OPD whose names are or resemble titles of groups, signatures or notes."""


def read(*rows: list[object]) -> list[str]:
    """The names that are read, or are faults; never left out."""
    return [row.name for row in read_opd_list(workbook(rows), "daftar.xlsx").rows]


@pytest.mark.parametrize(
    "name", [*OFFICES, "Sumber Daya Alam", "Lainnya", "Sekretariat", "Total Care", "Kepala Daerah"]
)
def test_an_opd_with_a_number_or_a_code_is_never_left_out(name: str) -> None:
    below = [[2, "D2", "Dinas Sosial", "Dinsos"], [3, "D3", "Dinas Kesehatan", "Dinkes"]]
    names = ["Dinas Sosial", "Dinas Kesehatan"]
    for code in ("", "X1"):
        row = [1, code, name, ""]
        assert read(["No", "Kode", "Nama", "Singkatan"], row, *below) == [name, *names]
        assert read(["No", "Kode", "Nama", "Singkatan"], *below, row) == [*names, name]
    for row in ([1, name, ""], ["", name, "Singkat"]):
        listed = [[number, *rest] for number, _, *rest in below]
        assert read(["No", "Nama OPD", "Singkatan"], row, *listed) == [name, *names]


@pytest.mark.parametrize("name", OFFICES)
def test_an_opd_with_nothing_but_its_name_is_never_left_out(name: str) -> None:
    assert name in read(["Nama OPD"], [name], [], ["Mengetahui,"], ["Sekretaris Daerah"], ["Budi"])
    for rows in (["Dinas Sosial"], [name]), ([name], ["Dinas Sosial"]), (["Dinas Sosial"], [], [name]):
        assert name in read(["Nama OPD"], *rows)
        assert name in read(["Kode", "Nama OPD"], *(["D1" if row == ["Dinas Sosial"] else "", *row] for row in rows))


def test_a_kind_is_the_title_of_a_group_only_where_an_opd_stands_below() -> None:
    assert read(["Nama OPD"], ["Dinas"], ["Dinas Sosial"], ["B. Kecamatan"], ["Busang"]) == ["Dinas Sosial", "Busang"]
    assert read(["No", "Nama OPD"], ["I", "Badan Daerah"], [1, "Dinas Sosial"], ["", "Kecamatan"]) == [
        "Dinas Sosial",
        "Kecamatan",
    ]


SIGNATURES = [
    ["Sangatta, 5 Mei 2026", "Sekretaris Daerah,", "Ttd", "H. RIZALI HADI"],
    ["Mengetahui,", "Kepala Bagian Organisasi", "Sekretariat Daerah", "RIZALI HADI", "NIP. 1970"],
    ["Kepala Bagian Organisasi", "Drs. Budi, M.Si", "NIP. 1970"],
    ["Sumber: BKPSDM"],
    ["*) digabung"],
]


@pytest.mark.parametrize("lines", SIGNATURES)
@pytest.mark.parametrize("gap", [False, True])
def test_text_below_the_list_is_left_out_with_or_without_a_gap(lines: list[str], gap: bool) -> None:
    below = [[], *([line] for line in lines)] if gap else [[line] for line in lines]
    two = ["Dinas Sosial", "Kecamatan Busang"]
    assert read(["Nama OPD"], *([name] for name in two), *below) == two
    for numbered in ("No", "Kode"):
        listed = [[f"{number}", name] for number, name in enumerate(two, 1)]
        assert read([numbered, "Nama OPD"], *listed, *(["", *row] for row in below)) == two
