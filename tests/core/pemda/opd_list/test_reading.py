"""OPD lists as offices send them. Real names: Kutai Timur, 55 OPD."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings, strategies as st

import core
from core.pemda.opd_list.reading import KINDS, ListFault, OpdRow, read_opd_list, read_pasted_list

KUTIM = (Path(core.__file__).parent / "examples" / "opd-kutai-timur.csv").read_bytes()
LINES = KUTIM.decode().splitlines()
DINKES = OpdRow("DINKES", "Dinas Kesehatan", "Dinkes", "Dinas")
DINSOS = OpdRow("DINSOS", "Dinas Sosial", "Dinsos", "Dinas")
HEADING = ["kode", "nama", "singkatan", "jenis"]


def workbook(
    rows: list[list[object]], write: Callable[[xlsxwriter.worksheet.Worksheet], object] | None = None
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("OPD")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if write:
            write(sheet)
        book.add_worksheet("Lain").write(0, 0, "=bukan urusan kita")
    return out.getvalue()


def said(data: bytes, name: str = "opd.csv") -> list[str]:
    return [str(fault) for fault in read_opd_list(data, name).faults]


def csv_of(*lines: str, heading: str = "kode,nama,singkatan,jenis") -> bytes:
    return "\r\n".join([heading, *lines]).encode()


def test_kutai_timur_has_55_opd() -> None:
    found = read_opd_list(KUTIM, "opd-kutai-timur.csv")
    assert found.faults == ()
    assert (len(found.rows), found.count, len({row.code for row in found.rows})) == (55, 55, 55)
    assert found.rows[0] == OpdRow("SETDA", "Sekretariat Daerah", "Setda", "Sekretariat")
    comma = "Dinas Komunikasi, Informatika, Statistik dan Persandian"
    assert OpdRow("DISKOMINFO", comma, "Diskominfo", "Dinas") in found.rows
    assert {row.kind for row in found.rows} <= set(KINDS)


def test_the_same_list_as_workbook() -> None:
    rows = [[*line.split(",")] for line in LINES if '"' not in line]
    found = read_opd_list(workbook(rows), "opd.xlsx")  # type: ignore[arg-type]
    assert found.faults == ()
    assert found.rows == tuple(r for r in read_opd_list(KUTIM, "a.csv").rows if "," not in r.name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_encodings_and_separators(encoding: str, mark: str) -> None:
    text = "kode,nama,singkatan,jenis\nBPBD,Badan Penanggulangan – Bencana é,BPBD,Badan\n".replace(",", mark)
    row = OpdRow("BPBD", "Badan Penanggulangan – Bencana é", "BPBD", "Badan")
    assert read_opd_list(text.encode(encoding), "opd.csv").rows == (row,)


def test_columns_in_any_order_and_case_with_others_between() -> None:
    data = b"Jenis;Alamat;NAMA; Kode \ndinas;=1+1;Dinas Sosial;dinsos\n"
    found = read_opd_list(data, "opd.csv")
    assert (found.rows, found.faults) == ((OpdRow("DINSOS", "Dinas Sosial", "", "Dinas"),), ())


def test_only_code_and_name_are_needed() -> None:
    row = OpdRow("DINSOS", "Dinas Sosial", "", "")
    assert read_opd_list(b"kode,nama\nDINSOS,Dinas Sosial", "opd.csv").rows == (row,)


def test_blank_rows_are_skipped_and_keep_their_numbers() -> None:
    data = csv_of("DINKES,Dinas Kesehatan,Dinkes,Dinas", "", ",,,", "DINKES,Dinas Sosial,,Dinas")
    assert said(data) == ["Baris 5, kolom kode: DINKES sudah dipakai baris 2. Beri kode lain."]
    rows = [HEADING, [], ["DINKES", "Dinas Kesehatan"], [], ["DINKES", "Dinas Sosial"]]
    assert said(workbook(rows)) == ["Baris 5, kolom kode: DINKES sudah dipakai baris 3. Beri kode lain."]  # type: ignore


def test_a_cell_with_a_line_break_is_one_row_as_in_excel() -> None:
    data = csv_of('DINKES,"Dinas\nKesehatan",,', "DINSOS,,,")
    assert said(data) == ["Baris 3, kolom nama: kosong. Isi nama OPD."]
    assert read_opd_list(data, "opd.csv").rows[0].name == "Dinas Kesehatan"


def test_golden_faults_of_the_conversation() -> None:
    lines = list(LINES)
    lines[13] = lines[13].replace("DPUPR", "DINKES")
    lines[39] = lines[39].replace(",Kecamatan", ",Dins")
    found = read_opd_list("\n".join(lines).encode(), "opd.csv")
    assert [str(fault) for fault in found.faults] == [
        "Baris 14, kolom kode: DINKES sudah dipakai baris 13. Beri kode lain.",
        'Baris 40, kolom jenis: "Dins" tidak dikenal. Mungkin maksudnya Dinas.',
    ]
    assert (found.count, found.faulty_rows) == (55, 2)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",Dinas Sosial,,", "Baris 2, kolom kode: kosong. Isi kode OPD, misalnya DINKES."),
        ("DINSOS,,,", "Baris 2, kolom nama: kosong. Isi nama OPD."),
        ("DINSOS", "Baris 2, kolom nama: kosong. Isi nama OPD."),
        (
            "DIN SOS,Dinas Sosial,,",
            'Baris 2, kolom kode: "DIN SOS" tidak dapat dipakai. Pakai huruf A-Z, angka, tanda hubung, titik, '
            "atau garis bawah.",
        ),
        (f"{'D' * 41},Dinas Sosial,,", "Baris 2, kolom kode: 41 karakter. Ringkas menjadi paling banyak 40."),
        (f"D,{'n' * 201},,", "Baris 2, kolom nama: 201 karakter. Ringkas menjadi paling banyak 200."),
        (f"D,Dinas,{'n' * 61},", "Baris 2, kolom singkatan: 61 karakter. Ringkas menjadi paling banyak 60."),
        (
            "D,Dinas,,Perusahaan",
            'Baris 2, kolom jenis: "Perusahaan" tidak dikenal. Pilih Dinas, Badan, Kecamatan, Sekretariat, '
            "Inspektorat, Satuan, Kantor, RSUD, UPTD, Kelurahan, Bagian, atau Lainnya.",
        ),
        ("D,=A1,,", "Baris 2, kolom nama: berisi rumus. Ganti dengan teks biasa."),
        ("D,+62811,,", "Baris 2, kolom nama: berisi rumus. Ganti dengan teks biasa."),
        ("D,Dinas,-1,", "Baris 2, kolom singkatan: berisi rumus. Ganti dengan teks biasa."),
        ("D,Dinas,,@SUM(A1)", "Baris 2, kolom jenis: berisi rumus. Ganti dengan teks biasa."),
        ("D,\u3164\u202e,,", "Baris 2, kolom nama: kosong. Isi nama OPD."),
        ("-,Dinas,,", "Baris 2, kolom kode: kosong. Isi kode OPD, misalnya DINKES."),
        ("D,–,,", "Baris 2, kolom nama: kosong. Isi nama OPD."),
        ('D,"Dinas,,', "Baris 2: tanda kutip tidak berpasangan. Periksa baris ini, atau kirim sebagai XLSX."),
        (
            'D,"Dinas" A,,',
            "Baris 2: masih ada isi sesudah tanda kutip penutup. Periksa baris ini, atau kirim sebagai XLSX.",
        ),
        (
            f"D,{'n' * 131_073},,",
            "Baris 2: isi satu kolom lebih dari 131.072 karakter, mungkin karena tanda kutip tidak ditutup. "
            "Periksa baris ini, atau kirim sebagai XLSX.",
        ),
    ],
)
def test_fault_in_a_row(line: str, fault: str) -> None:
    assert said(csv_of(line)) == [fault]


REMEDY = (
    "Judul kolom nama OPD tidak ditemukan pada 20 baris pertama. Beri satu baris judul kolom, misalnya kode, nama, "
)
NAMED = "hanya XLSX, XLS, ODS, dan CSV yang dibaca. Simpan daftar OPD sebagai XLSX, lalu kirim ulang."
BROKEN = "rusak atau bukan XLSX. Simpan ulang sebagai XLSX, lalu kirim ulang."


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "opd.csv kosong. Isi daftar OPD, lalu kirim ulang."),
        (b" \r\n\r\n", "opd.csv kosong. Isi daftar OPD, lalu kirim ulang."),
        (b"\xef\xbb\xbf", "opd.csv kosong. Isi daftar OPD, lalu kirim ulang."),
        (b"kode,nama\n", "opd.csv belum berisi OPD. Isi mulai baris 2, lalu kirim ulang."),
        (
            b"kode,singkatan\nD,D",
            "Baris 1: kolom nama tidak ada. Beri judul kolom kode, nama, singkatan, jenis. "
            "Baris 1 berisi: kode, singkatan.",
        ),
        (b"satu,dua\nD,Dinas", f"{REMEDY}singkatan, jenis. Baris 1 berisi: satu, dua."),
        (b"kode,nama,Kode\nD,Dinas,E", "Baris 1, kolom kode: kolom ini ada dua kali. Hapus salah satu."),
        (b"\x89PNG\r\n\x1a\n\0\0\0", f"opd.csv adalah gambar; {NAMED}"),
        (b"{\\rtf1 daftar}", f"opd.csv adalah dokumen Word (RTF); {NAMED}"),
        (b"kode,nama\nD,\x81\x8d", "opd.csv tidak terbaca sebagai teks. Simpan ulang sebagai CSV UTF-8 atau XLSX."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"opd.csv {BROKEN}"),
        (b"PK\x03\x04potongan", f"opd.csv {BROKEN}"),
        (
            b"kode,nama\n" + b"D,Dinas\n" * 300_000,
            "opd.csv lebih dari 2 MB. Kirim berkas yang hanya berisi daftar OPD.",
        ),
        (
            b"kode,nama\n" + b"".join(b"D%d,Dinas\n" % n for n in range(5_001)),
            "opd.csv berisi lebih dari 5.000 baris. Kirim daftar OPD satu pemerintah daerah.",
        ),
    ],
)
def test_fault_of_the_file(data: bytes, fault: str) -> None:
    found = read_opd_list(data, "opd.csv")
    assert [str(one) for one in found.faults] == [fault]


def test_5000_rows_are_read() -> None:
    data = b"kode,nama\n" + b"".join(b"D%d,Dinas\n" % n for n in range(5_000)) + b"\n\n,\n"
    assert read_opd_list(data, "opd.csv").count == 5_000


def test_a_formula_is_read_by_its_result() -> None:
    rows: list[list[object]] = [HEADING, ["DINKES", "Dinas Kesehatan", "Dinkes", "Dinas"], ["DINSOS"]]
    data = workbook(
        rows, lambda sheet: sheet.write_formula("B3", '=CONCATENATE("Dinas ","Sosial")', None, "Dinas Sosial")
    )
    assert read_opd_list(data, "opd.xlsx").rows[1].name == "Dinas Sosial"


def test_a_formula_in_a_column_that_is_not_used_does_no_harm() -> None:
    rows: list[list[object]] = [[*HEADING, "jumlah"], ["DINKES", "Dinas Kesehatan", "Dinkes", "Dinas"]]
    found = read_opd_list(workbook(rows, lambda sheet: sheet.write_formula("E2", "=1+1", None, 2)), "opd.xlsx")
    assert (found.rows, found.faults) == ((DINKES,), ())


def test_text_that_looks_like_a_formula_is_refused_in_a_workbook_too() -> None:
    rows: list[list[object]] = [HEADING, ["DINKES", "=Dinas", "", ""]]
    assert said(workbook(rows)) == ["Baris 2, kolom nama: berisi rumus. Ganti dengan teks biasa."]


def test_numbers_as_codes_are_text() -> None:
    found = read_opd_list(workbook([HEADING, [101, "Dinas Sosial", "Dinsos", "Dinas"]]), "opd.xlsx")
    assert found.rows == (OpdRow("101", "Dinas Sosial", "Dinsos", "Dinas"),)


def test_a_list_that_begins_in_another_column() -> None:
    rows: list[list[object]] = [["", *HEADING], ["", "DINSOS", "Dinas Sosial", "Dinsos", "Dinas"]]
    assert read_opd_list(workbook(rows), "opd.xlsx").rows == (DINSOS,)


def test_5001_rows_of_a_workbook_are_refused() -> None:
    rows: list[list[object]] = [HEADING, *([f"D{n}", "Dinas"] for n in range(5_001))]
    assert said(workbook(rows), "opd.xlsx") == [
        "opd.xlsx berisi lebih dari 5.000 baris. Kirim daftar OPD satu pemerintah daerah."
    ]


def test_a_first_sheet_without_a_list() -> None:
    assert said(workbook([]), "opd.xlsx") == [
        f"Lembar Lain: judul{REMEDY[5:]}singkatan, jenis. Baris 1 berisi: =bukan urusan kita."
    ]


def test_a_zip_that_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("surat.txt", "bukan tabel")
    assert said(out.getvalue(), "a.xlsx") == [f"a.xlsx adalah arsip ZIP; {NAMED}"]


def test_a_zip_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 30_000_000)
    fault = "a.xlsx terlalu besar setelah dibuka. Kirim berkas yang hanya berisi daftar OPD."
    assert said(out.getvalue(), "a.xlsx") == [fault]


def test_a_cut_workbook_is_refused() -> None:
    data = workbook([HEADING, ["DINKES", "Dinas Kesehatan"]])
    assert said(data[: len(data) // 2], "a.xlsx") == [f"a.xlsx {BROKEN}"]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_that_is_sent_raises(data: bytes) -> None:
    for sent in (data, b"kode,nama\n" + data, b"PK" + data):
        found = read_opd_list(sent, "opd")
        assert found.rows or found.faults


@settings(max_examples=100)
@given(st.integers(0, 20_000), st.integers(0, 255))
def test_a_damaged_workbook_never_raises(place: int, byte: int) -> None:
    data = bytearray(workbook([HEADING, ["DINKES", "Dinas Kesehatan", "Dinkes", "Dinas"]]))
    data[place % len(data)] = byte
    found = read_opd_list(bytes(data), "opd.xlsx")
    assert found.rows or found.faults


word = st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=30)
code = st.from_regex(r"[A-Z0-9][A-Z0-9._-]{0,39}", fullmatch=True)


@given(st.dictionaries(code, st.tuples(word, st.sampled_from(KINDS)), min_size=1, max_size=20), st.sampled_from(",;"))
def test_what_is_written_is_read(offices: dict[str, tuple[str, str]], mark: str) -> None:
    lines = [f"kode{mark}jenis{mark}nama"] + [
        f'{key}{mark}{kind}{mark}"{name}"' for key, (name, kind) in offices.items()
    ]
    found = read_opd_list("\n".join(lines).encode(), "opd.csv")
    assert found.faults == ()
    assert found.rows == tuple(OpdRow(key, name, "", kind) for key, (name, kind) in offices.items())


def test_fault_reads_as_a_sentence() -> None:
    assert str(ListFault(14, "kode", "kosong.")) == "Baris 14, kolom kode: kosong."
    assert str(ListFault(3, "", "rusak.")) == "Baris 3: rusak."
    assert str(ListFault(0, "", "opd.csv kosong.")) == "opd.csv kosong."


def phones(data: bytes) -> list[str]:
    return [row.phone for row in read_opd_list(data, "opd.xlsx").rows]


@pytest.mark.parametrize("title", ["telepon", "Telepon", "No. HP", "Nomor WhatsApp", "No Telp.", "Telepon OPD"])
def test_telephones_are_read_under_the_usual_titles(title: str) -> None:
    data = workbook([["kode", "nama", title], ["D1", "Dinas Sosial", "0812-3456-7890"], ["D2", "Dinas Kesehatan", ""]])
    assert phones(data) == ["6281234567890", ""]


def test_a_zero_that_excel_has_dropped_is_no_loss() -> None:
    data = workbook(
        [["kode", "nama", "telepon"], ["D1", "Dinas Sosial", 81234567890], ["D2", "Dinas B", 6281234567890]]
    )
    assert phones(data) == ["6281234567890"] * 2
    assert phones(csv_of("D,Dinas,,,+62 812 3456 7890", heading="kode,nama,singkatan,jenis,telepon")) == [
        "6281234567890"
    ]


def test_a_telephone_that_cannot_be_read_is_noted_and_nothing_else_is_lost() -> None:
    found = read_opd_list(
        csv_of("D1,A,8.12346E+10", "D2,B,-", "D3,C,belum ada", heading="kode,nama,telepon"), "opd.csv"
    )
    assert [row.code for row in found.rows] == ["D1", "D2", "D3"]
    assert found.faults == ()
    assert found.losses == ("⚠️ Telepon tidak terbaca: baris 2 (8.12346E+10), 4 (belum ada).",)


def test_a_list_of_opd_without_codes_may_have_telephones_and_a_list_of_persons_is_none() -> None:
    (one,) = read_opd_list(csv_of("Dinas Sosial,0812-3456-7890", heading="Nama OPD,No HP"), "opd.csv").rows
    assert (one.code, one.phone) == ("DINAS-SOSIAL", "6281234567890")
    assert read_opd_list(csv_of("Budi,0812-3456-7890", heading="Nama,No HP"), "opd.csv").faults


def names_of(*lines: str) -> list[tuple[str, str]]:
    """Code and name of each OPD of a list without faults."""
    found = read_opd_list(text_of(*lines), "opd.csv")
    assert [str(fault) for fault in found.faults] == []
    return [(row.code, row.name) for row in found.rows]


def text_of(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize(
    "title",
    [
        *("OPD/SKPD", "Nama OPD / SKPD", "Nama Perangkat Daerah / Unit Kerja", "Nama Dinas", "NAMA DINAS/BADAN"),
        *("Dinas/Badan", "Dinas / Badan / Kantor/RSUD", "Nama OPD atau UPTD/Unit Kerja", "SKPD/Unit Kerja (2026)"),
    ],
)
def test_headings_that_name_an_opd_in_several_ways(title: str) -> None:
    assert names_of(f"No;{title};Alamat", "1;Dinas Sosial;Jalan 1") == [("DINAS-SOSIAL", "Dinas Sosial")]


def test_the_name_of_a_kind_is_the_title_only_where_no_other_is() -> None:
    beside = names_of("Perangkat Daerah;Nama Kecamatan;Nama Dinas Induk", "UPTD A;Sangatta;Dinas B")
    assert beside == [("UPTD-A", "UPTD A")]
    assert names_of("Kode Dinas;Nama Dinas", "D1;Dinas A") == [("D1", "Dinas A")]


def test_a_short_name_that_is_a_dash_is_none() -> None:
    found = read_opd_list(csv_of("D1,Dinas Sosial,-,", "D2,Dinas Kesehatan,–,-", "D3,Dinas Pangan,..,"), "opd.csv")
    assert found.faults == ()
    assert [row.short_name for row in found.rows] == ["", "", ""]


SIPD = "1.01.2.22.0.00.01.0000"


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (
            ("1. Dinas A", "2) Badan B", "(3) Setda"),
            [("DINAS-A", "Dinas A"), ("BADAN-B", "Badan B"), ("SETDA", "Setda")],
        ),
        (("1 Dinas A", "2 Badan B"), [("DINAS-A", "Dinas A"), ("BADAN-B", "Badan B")]),
        (("9 Dinas A", "10 Badan B"), [("DINAS-A", "Dinas A"), ("BADAN-B", "Badan B")]),
        (("1. Setda", "1.1 Bagian Umum"), [("SETDA", "Setda"), ("BAGIAN-UMUM", "Bagian Umum")]),
        ((f"1. {SIPD} Dinas A", "2. 1.02.0.00 Dinas B"), [(SIPD, "Dinas A"), ("1.02.0.00", "Dinas B")]),
        (("Dinas A", "112 Call Center"), [("DINAS-A", "Dinas A"), ("112-CALL-CENTER", "112 Call Center")]),
    ],
)
def test_numbers_before_names_are_no_part_of_them(lines: tuple[str, ...], read: list[tuple[str, str]]) -> None:
    assert names_of("Nama OPD", *lines) == read


def test_one_name_without_a_code_among_coded_ones_is_a_fault_and_the_others_keep_theirs() -> None:
    for others in ((f"{SIPD} Dinas A",), ("1.01 Dinas A", "1.02 Dinas B")):
        found = read_opd_list(text_of("SKPD", *others, "Dinas Kesehatan"), "opd.csv")
        assert [fault.row for fault in found.faults] == [len(others) + 2]
        assert [row.code for row in found.rows] == [*(line.split()[0] for line in others), ""]


def test_codes_that_were_numbers_once_are_faults_unless_points_belong_to_the_codes() -> None:
    assert [fault.row for fault in read_opd_list(csv_of("101.0,A", "102.0,B", "103,C"), "opd.csv").faults] == [2, 3]
    assert names_of("kode,nama", "1.0,A", "1.1,B") == [("1.0", "A"), ("1.1", "B")]


def pasted(*lines: str) -> list[tuple[str, str]] | None:
    found = read_pasted_list("\n".join(lines), "Daftar")
    return None if found is None else [(row.code, row.name) for row in found.rows if not found.faults]


def test_a_list_that_is_pasted() -> None:
    two = [("DINAS-A", "Dinas A, B dan C"), ("SETDA", "Setda")]
    assert pasted("1. Dinas A, B dan C", "", "2. Setda") == [("DINAS-A-B-C", "Dinas A, B dan C"), two[1]]
    assert pasted("-Dinas A", "-Setda") == [("DINAS-A", "Dinas A"), two[1]]
    assert pasted("kode\tnama", "D1\tDinas A", "D2\tDinas B") == [("D1", "Dinas A"), ("D2", "Dinas B")]
    assert pasted("No,Nama OPD", "1,Dinas A") == [("DINAS-A", "Dinas A")]
    assert pasted("D1\tDinas A", "D2\tDinas B") == [], "columns without titles are a fault"
    assert pasted("1\tDinas A, B dan C", "2.\tSetda") == pasted("Berikut daftarnya:", "Dinas A, B dan C", "Setda")
    assert pasted("DAFTAR OPD KABUPATEN", "1. Bappeda", "2. Dinas A") == [
        ("BAPPEDA", "Bappeda"),
        ("DINAS-A", "Dinas A"),
    ]
    for words in (
        ("Dinas Kesehatan kapan mulai?", "Terima kasih"),
        ("Dinas Kesehatan",),
        ("Selamat pagi,", "mohon bantuannya"),
        ("", ""),
    ):
        assert pasted(*words) is None
    found = read_pasted_list("Dinas A\n\nDinas A\nDINAS A", "Daftar")
    assert found is not None
    assert [fault.row for fault in found.faults] == [4]


def test_a_summary_gives_way_to_the_sheet_with_codes_and_names() -> None:
    """The bot's own recap of a period: its first sheet counts OPD, its second lists them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        first, second = book.add_worksheet("Ringkasan"), book.add_worksheet("Rekap")
        first.write_column(0, 0, ["Kematangan 2026", "Perangkat daerah yang dinilai", "Sudah mengirim", "Instrumen"])
        second.write_row(0, 0, ["No", "Kode", "Perangkat Daerah", "Status"])
        second.write_row(1, 0, [1, "DINKES", "Dinas Kesehatan", "belum mulai"])
        second.write_row(2, 2, ["Rata-rata nilai resmi", ""])
    listed = read_opd_list(out.getvalue(), "rekap.xlsx")
    assert [(row.code, row.name) for row in listed.rows] == [("DINKES", "Dinas Kesehatan")]
    assert not listed.faults
