"""Lists as real offices send them: those that are read, and what is said about how they were read."""

from pathlib import Path

import pytest

from core.pemda.opd_list.reading import OpdList, read_opd_list
from tests.core.pemda.opd_list.files import (
    cell,
    coded,
    hidden,
    ods,
    ods_number,
    ods_row,
    page,
    patched,
    text,
    without_columns,
    workbook,
    workbook_of,
)

FOLDER = Path(__file__).parent / "lists"
SIPD = "1.01.2.22.0.00.01.0000"
HEAD = ["Kode", "Nama"]
TWO = [["D1", "Dinas Sosial"], ["D2", "Dinas Kesehatan"]]
LIST = {"D1": "Dinas Sosial", "D2": "Dinas Kesehatan"}
LINES = ("D1,Dinas Sosial", "D2,Dinas Kesehatan")
NUMBERED = ("1;D1;Dinas Sosial", "2;D2;Dinas Kesehatan")
OLD_CODES = [["Kode", "Kode OPD", "Nama"], ["L1", "D1", "Dinas Sosial"], ["L2", "D2", "Dinas Kesehatan"]]
ODS_HIDDEN = '<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="2"/>'
NOT_READ = ("⚠️ Kolom tersembunyi tidak dibaca: Kode.", 'Kode dari kolom "Kode OPD"; nama dari kolom "Nama".')
SIGNED = [[], ["", "Sangatta, 2 Januari 2026"], ["", "Kepala Bagian Organisasi"], ["", "Ir. Budi"], ["", "NIP. 1978"]]


def read(data: bytes, name: str = "daftar.xlsx") -> OpdList:
    return read_opd_list(data, name)


READ: dict[str, tuple[bytes, dict[str, str]]] = {
    "SIPD codes": (text("kode,nama", f"{SIPD},DINAS PENDIDIKAN"), {SIPD: "DINAS PENDIDIKAN"}),
    "a code of 40": (text("kode,nama", f"{'9' * 40},Dinas"), {"9" * 40: "Dinas"}),
    "sep= and semicolons": (text("sep=;", "kode;nama", "D1;Dinas Sosial"), {"D1": "Dinas Sosial"}),
    "sep= and tabs": (text("sep=\t", "kode\tnama", "D1\tDinas, Sosial"), {"D1": "Dinas, Sosial"}),
    "tabs": (text("kode\tnama", "D1\tDinas Sosial", "D2\tDinas Kesehatan"), LIST),
    "bars": (text("kode|nama", "D1|Dinas Sosial", "D2|Dinas Kesehatan"), LIST),
    "semicolons, commas in the title": (
        text("Daftar OPD, Kabupaten, Tahun 2026", "kode;nama", "D1;Dinas Sosial", "D2;Dinas Kesehatan"),
        LIST,
    ),
    "Unicode text of Excel": ("kode\tnama\r\nD1\tDinas Sosial\r\n".encode("utf-16"), {"D1": "Dinas Sosial"}),
    "UTF-16 without a mark": ("kode;nama\r\nD1;Dinas Sosial\r\n".encode("utf-16-le"), {"D1": "Dinas Sosial"}),
    "UTF-8 with a mark": (text("\ufeffkode,nama", *LINES), LIST),
    "Windows": (text("kode,nama", "D1,Dinas – Sosial", encoding="cp1252"), {"D1": "Dinas – Sosial"}),
    "old Mac line ends": (b"kode,nama\rD1,Dinas Sosial\rD2,Dinas Kesehatan\r", LIST),
    "titles above": (text("PEMERINTAH KABUPATEN", "DAFTAR OPD", "", "kode,nama", *LINES), LIST),
    "empty rows above": (workbook([[], [], HEAD, *TWO]), LIST),
    "empty columns before": (workbook([["", "", *HEAD], *(["", "", *row] for row in TWO)]), LIST),
    "titles merged above": (
        workbook(
            [["DAFTAR PERANGKAT DAERAH"], ["Tahun 2026"], ["No", *HEAD], *([n, *row] for n, row in enumerate(TWO, 1))]
        ),
        LIST,
    ),
    "Kode OPD, Nama OPD": (text("No,Kode OPD,Nama OPD", "1,D1,Dinas Sosial", "2,D2,Dinas Kesehatan"), LIST),
    "KODE SKPD, NAMA SKPD": (text("NAMA SKPD;KODE SKPD", "Dinas Sosial;D1", "Dinas Kesehatan;D2"), LIST),
    "Perangkat Daerah": (text("Kode Perangkat Daerah,Nama Perangkat Daerah", *LINES), LIST),
    "a heading with line breaks": (workbook([["Kode\nSKPD", "Nama\r\nPerangkat  Daerah"], *TWO]), LIST),
    "a heading with brackets and signs": (text("KODE*,Nama OPD (sesuai Perda)", *LINES), LIST),
    "Unit Kerja": (text("Kode Unit,Unit Kerja", *LINES), LIST),
    "several candidates": (
        text(
            "Kode Urusan,Kode SKPD,Kode Unit,Nama SKPD,Nama Kepala",
            "1,D1,77,Dinas Sosial,Budi",
            "1,D2,78,Dinas Kesehatan,Ani",
        ),
        LIST,
    ),
    "code and name in one column": (
        text("No,Kode dan Nama SKPD", f"1,{SIPD} DINAS PENDIDIKAN", "2,1.02.0.00 - DINAS KESEHATAN"),
        {SIPD: "DINAS PENDIDIKAN", "1.02.0.00": "DINAS KESEHATAN"},
    ),
    "codes before the names": (
        text("No,SKPD", f"1,{SIPD} DINAS PENDIDIKAN", "2,1.02.0.00 DINAS KESEHATAN"),
        {SIPD: "DINAS PENDIDIKAN", "1.02.0.00": "DINAS KESEHATAN"},
    ),
    "a heading in two rows": (
        workbook([["No", "Perangkat Daerah"], ["", "Nama", "Kode"], [1, "Dinas Sosial", "D1"]]),
        {"D1": "Dinas Sosial"},
    ),
    "numbers of the columns": (
        workbook([["No", *HEAD], [1, 2, 3], [1, "D1", "Dinas Sosial"], [2, "D2", "Dinas Kesehatan"]]),
        LIST,
    ),
    "numbers in brackets": (text("No,Kode,Nama", "(1),(2),(3)", "1,D1,Dinas Sosial", "2,D2,Dinas Kesehatan"), LIST),
    "titles of groups": (workbook([HEAD, ["", "SEKRETARIAT"], TWO[0], ["", "B. DINAS DAERAH"], TWO[1]]), LIST),
    "titles of urusan": (text("kode,nama", "1,URUSAN PEMERINTAHAN WAJIB", *LINES), LIST),
    "a sum below": (workbook([HEAD, *TWO, ["", "Jumlah: 2"]]), LIST),
    "a sum in the first column": (workbook([HEAD, *TWO, ["Jumlah", 2]]), LIST),
    "a total beside its count": (text("No;Kode;Nama", *NUMBERED, ";55;Total Perangkat Daerah"), LIST),
    "a count before its total": (text("No;Nama;Kode", "1;Dinas Sosial;D1", "2;Dinas Kesehatan;D2", ";55;Total"), LIST),
    "a total between": (text("No;Kode;Nama", NUMBERED[0], ";1;Sub-Total:", NUMBERED[1], "Grand Total;;2"), LIST),
    "a total in the first column": (text("No;Kode;Nama", *NUMBERED, "Jumlah OPD;2;2"), LIST),
    "a total in the last column": (
        text("Kode;Nama;Keterangan", "D1;Dinas Sosial;Jumlah pegawai 30", "D2;Dinas Kesehatan;", "2;2 OPD;Jumlah"),
        LIST,
    ),
    "a total as short name": (text("kode,nama,singkatan", *(f"{line}," for line in LINES), "2,,Jml."), LIST),
    "a total in spaced letters": (workbook([HEAD, *TWO, ["2", "J U M L A H"]]), LIST),
    "a count in words": (workbook([HEAD, *TWO, ["", "2 Perangkat Daerah"]]), LIST),
    "a total in a list without codes": (
        text("Nama OPD", "Dinas Sosial", "2 Jumlah"),
        {"DINAS-SOSIAL": "Dinas Sosial"},
    ),
    "a signature below": (workbook([HEAD, *TWO, *SIGNED]), LIST),
    "a heading on each page": (text("kode,nama", LINES[0], "kode,nama", LINES[1]), LIST),
    "the same row twice": (text("kode,nama", *LINES, LINES[0]), LIST),
    "a hidden first sheet": (
        workbook_of({"Ref": [["jangan dihapus"]], "OPD": [HEAD, *TWO]}, hidden(0)),
        LIST,
    ),
    "a hidden first sheet with a list": (
        workbook_of({"Lama": [HEAD, ["X", "Dinas X"]], "OPD": [HEAD, *TWO]}, hidden(0)),
        LIST,
    ),
    "a first sheet of another kind": (workbook_of({"Petunjuk": [["Isi lembar kedua"]], "Data": [HEAD, *TWO]}), LIST),
    "a cell far to the right": (workbook([HEAD, *TWO], lambda book, sheet: sheet.write("XFD2", " ")), LIST),
    "a cell far below": (workbook([HEAD, *TWO], lambda book, sheet: sheet.write("A1048576", " ")), LIST),
    "a word far away": (workbook([HEAD, *TWO], lambda book, sheet: sheet.write("XFD1048576", "x")), LIST),
    "spaces and breaks": (
        workbook([HEAD, [" D1\u00a0", "Dinas\nSosial "], ["D2\u200b", "\ufeffDinas  Kesehatan"]]),
        LIST,
    ),
    "numbers as codes": (workbook([HEAD, [101, "Dinas Sosial"]]), {"101": "Dinas Sosial"}),
    "zeros in front": (coded(1, "000"), {"001": "Dinas Sosial"}),
    "dots between": (coded(10203, r"0\.00\.00"), {"1.02.03": "Dinas Sosial"}),
    "quoted signs between": (coded(10203, '0"."00"."00'), {"1.02.03": "Dinas Sosial"}),
    "letters in front": (coded(7, '"OPD-"00'), {"OPD-07": "Dinas Sosial"}),
    "sections and colours": (coded(12, "[Blue]0000;[Red]-0000"), {"0012": "Dinas Sosial"}),
    "two fixed decimals": (coded(1.1, "0.00"), {"1.10": "Dinas Sosial"}),
    "text format on a number": (coded(12, "@"), {"12": "Dinas Sosial"}),
    "15 digits": (coded(123456789012345, "General"), {"123456789012345": "Dinas Sosial"}),
    "zero": (coded(0, "00"), {"00": "Dinas Sosial"}),
    "a formula with its result": (cell('<c r="A2" t="str"><f>"D"&amp;1</f><v>D1</v></c>'), {"D1": "Dinas Sosial"}),
    "a rich text": (
        cell('<c r="A2" t="inlineStr"><is><r><t>D</t></r><r><t>1</t></r></is></c>'),
        {"D1": "Dinas Sosial"},
    ),
    "cells without an address": (
        patched(workbook([HEAD, *TWO]), r' r="[A-Z]*\d+"', ""),
        LIST,
    ),
    "text written as a formula": (
        text("kode;nama", '="001";Dinas Sosial', '"=""002""";Dinas Kesehatan'),
        {"001": "Dinas Sosial", "002": "Dinas Kesehatan"},
    ),
    "an apostrophe typed in front": (text("kode,nama", "'001,Dinas Sosial"), {"001": "Dinas Sosial"}),
    "all in one column": (workbook([["kode;nama"], ["D1;Dinas Sosial"], ["D2;Dinas Kesehatan"]]), LIST),
    "names with commas in a workbook of one column": (
        workbook([["Nama OPD"], ["Dinas Sosial, Tenaga Kerja"], ["Dinas Kesehatan"]]),
        {"DINAS-SOSIAL-TENAGA-KERJA": "Dinas Sosial, Tenaga Kerja", "DINAS-KESEHATAN": "Dinas Kesehatan"},
    ),
    "a web page named .xls": (page([HEAD, *TWO], "<h3>Daftar &amp; Nama</h3>"), LIST),
    "the second table of a page": (page([HEAD, *TWO], "<table><tr><td>Menu</td></tr></table>"), LIST),
    "LibreOffice": (ods(ods_row(*HEAD) + ods_row(*TWO[0]) + ods_row(*TWO[1])), LIST),
    "LibreOffice, zeros in front": (
        ods(ods_row(*HEAD) + ods_row(ods_number("1", "001"), "Dinas Sosial")),
        {"001": "Dinas Sosial"},
    ),
    "LibreOffice, repeated cells": (
        ods(
            '<table:table-row table:number-rows-repeated="3">'
            '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
            + ods_row('<table:table-cell table:number-columns-repeated="2"/>', *HEAD)
            + ods_row('<table:table-cell table:number-columns-repeated="2"/>', *TWO[0])
            + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        ),
        {"D1": "Dinas Sosial"},
    ),
    "Excel before 2007": (
        (FOLDER / "kode_teks.xls").read_bytes(),
        {SIPD: "Dinas Pendidikan", "DINKES": "Dinas Kesehatan"},
    ),
    "separators after the last title": (text("kode,nama", f"{LINES[0]},", f"{LINES[1]},,"), LIST),
    "a space after every separator": (
        text("kode, nama, singkatan", "D1, Dinas Sosial, Dinsos", "D2, Dinas Kesehatan, Dinkes"),
        LIST,
    ),
    "a quoted name, and a space after it": (
        text("kode,nama,singkatan", 'D1,"Dinas Sosial", Dinsos'),
        {"D1": "Dinas Sosial"},
    ),
    "a signature beyond the last title": (text("kode,nama", *LINES, "", ",,,Sangatta, 2 Januari 2026"), LIST),
    "a hidden column with the better title": (workbook(OLD_CODES, without_columns("A")), LIST),
    "a column of no width": (
        workbook(OLD_CODES, lambda book, sheet: sheet.set_column("A:A", 0)),
        LIST,
    ),
    "a hidden column of the same title": (
        workbook([["Kode", *HEAD], *(["L", *row] for row in TWO)], without_columns("A")),
        LIST,
    ),
    "LibreOffice, a hidden column": (ods(ODS_HIDDEN + "".join(ods_row(*row) for row in OLD_CODES)), LIST),
    "Excel before 2007, a hidden column": ((FOLDER / "kolom_tersembunyi.xls").read_bytes(), LIST),
    "hidden codes and no others": (
        workbook([HEAD, *TWO], without_columns("A")),
        {"DINAS-SOSIAL": "Dinas Sosial", "DINAS-KESEHATAN": "Dinas Kesehatan"},
    ),
    "months as own codes": (
        text("kode,nama", "DES-01,Desa Satu", "1.01.2022,Dinas Sosial"),
        {"DES-01": "Desa Satu", "1.01.2022": "Dinas Sosial"},
    ),
}


@pytest.mark.parametrize("which", READ)
def test_a_list_that_is_read(which: str) -> None:
    data, rows = READ[which]
    found = read(data)
    assert [str(fault) for fault in found.faults] == []
    assert {row.code: row.name for row in found.rows} == rows
    assert len(found.rows) == len(rows)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("01_sipd_kode.csv", [SIPD, "1.02.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0001", "5.03.5.04.0.00.01.0000"]),
        ("06_nol_di_depan.xlsx", ["001", "012"]),
        ("04_lembar_tersembunyi.xlsx", ["D1"]),
        ("09_sep.csv", ["D1"]),
        ("24_baris_atas_kosong.xlsx", ["D1"]),
        ("17_nama_ganda.csv", ["D1", "D2"]),
    ],
)
def test_files_from_the_field(name: str, codes: list[str]) -> None:
    found = read((FOLDER / name).read_bytes(), name)
    assert found.faults == ()
    assert [row.code for row in found.rows] == codes


def test_a_whole_list_of_a_region_with_sipd_codes() -> None:
    found = read((FOLDER / "daftar_struktur_nyata.csv").read_bytes())
    assert (len(found.rows), found.faults, found.notes) == (20, (), ())


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (workbook([HEAD, *TWO]), ()),
        (coded(1, "000"), ("Kode dibaca seperti yang tampil di Excel, misalnya 001.",)),
        (
            workbook_of({"Muka": [["Sampul"]], "OPD": [HEAD, *TWO], "Lama": [HEAD, *TWO]}),
            (
                "⚠️ Tidak dibaca: lembar Lama. Kirim sebagai berkas sendiri bila berisi OPD lain.",
                "Dibaca dari lembar OPD.",
            ),
        ),
        (
            text("Kode Urusan,Kode SKPD,Nama SKPD", "1,D1,Dinas Sosial"),
            ('Kode dari kolom "Kode SKPD"; nama dari kolom "Nama SKPD".', "Kolom yang tidak dibaca: Kode Urusan."),
        ),
        (
            text("No,Kode,Nama,TIPE,NO. HP/WA OPERATOR", "1,D1,Dinas Sosial,A,0812-3456-7890"),
            (
                'Kode dari kolom "Kode"; nama dari kolom "Nama"; telepon dari kolom "NO. HP/WA OPERATOR".',
                "Kolom yang tidak dibaca: TIPE.",
            ),
        ),
        (
            workbook([HEAD, *TWO, *SIGNED]),
            (
                "⚠️ Dilewati karena bukan OPD: baris 5 (Sangatta, 2 Januari 2026), 6 (Kepala Bagian Organisasi), "
                "7 (Ir. Budi), 8 (NIP. 1978).",
            ),
        ),
        (
            workbook([HEAD, *TWO], lambda book, sheet: sheet.set_row(2, None, None, {"hidden": True})),
            ("⚠️ Tersembunyi, tetapi ikut dibaca: baris 3 (Dinas Kesehatan).",),
        ),
        (
            (FOLDER / "17_nama_ganda.csv").read_bytes(),
            ("⚠️ Umum adalah nama 2 OPD (D1, D2); kodenya ikut ditampilkan.",),
        ),
        (
            text("kode,nama,singkatan", "D1,Dinas Komunikasi,Informatika dan Statistik"),
            ("⚠️ Baris 2: singkatan mungkin potongan nama. Bila ya, apit nama dengan tanda kutip.",),
        ),
        (text("kode,nama,singkatan", "D1,Bagian Umum dan Protokol,Umum dan Protokol"), ()),
        (text("kode,nama,singkatan", 'D1,"Dinas Perkim","Permukiman dan Lahan"'), ()),
        (
            workbook([HEAD, ["D1", "Dinas Komunikasi", "Informatika"], TWO[1]]),
            ("⚠️ Isi di kanan judul kolom terakhir tidak dibaca: baris 2 (Informatika).",),
        ),
        (
            text("No;Kode;Nama", *NUMBERED, ";55;Total Perangkat Daerah"),
            ("⚠️ Dilewati karena bukan OPD: baris 4 (Total Perangkat Daerah).",),
        ),
        (workbook(OLD_CODES, without_columns("A")), NOT_READ),
        (ods(ODS_HIDDEN + "".join(ods_row(*row) for row in OLD_CODES)), NOT_READ),
        (
            (FOLDER / "kolom_tersembunyi.xls").read_bytes(),
            (
                NOT_READ[0],
                "⚠️ Tersembunyi, tetapi ikut dibaca: baris 3 (Dinas Kesehatan).",
                "Dibaca dari lembar OPD.",
                NOT_READ[1],
            ),
        ),
        (
            workbook([[*HEAD, "A", "", "C", "D"], *([*row, *"1234"] for row in TWO)], without_columns(*"CDEF")),
            ("⚠️ Kolom tersembunyi tidak dibaca: A, D, C, D.",),
        ),
        (
            text("Nama OPD", "Dinas Sosial"),
            (
                'Nama dari kolom "Nama OPD".',
                "Berkas tidak memuat kode, jadi kode dibuat dari singkatan atau nama OPD.",
            ),
        ),
    ],
)
def test_what_was_read_otherwise_is_said(data: bytes, notes: tuple[str, ...]) -> None:
    found = read(data)
    assert (*found.losses, *found.notes) == notes


def test_codes_made_from_names_stay_the_same_whatever_else_the_list_holds() -> None:
    long = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"
    first = read(text("No,Nama OPD,Singkatan", "1,Dinas Kesehatan,Dinkes", f'2,"{long}",'))
    later = read(text("Nama OPD,Singkatan", "Inspektorat,", f'"{long}",', "Dinas Kesehatan,Dinkes"))
    codes = {row.name: row.code for row in first.rows}
    assert first.made
    assert codes["Dinas Kesehatan"] == "DINKES"
    assert codes[long].startswith("DINAS-PEMBERDAYAAN-PEREMPUAN-")
    assert len(codes[long]) <= 40
    assert {row.name: row.code for row in later.rows} == codes | {"Inspektorat": "INSPEKTORAT"}
