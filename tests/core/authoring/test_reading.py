"""Broken workbooks: each fault is told by its place and what to do."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest

from core.authoring.reading import read_workbook
from tests.core.authoring.book import Book

Change = Callable[[Book], object]


def faults(data: bytes, name: str = "layanan.xlsx") -> list[str]:
    return list(map(str, read_workbook(data, name).faults))


def test_the_book_that_is_broken_below_is_sound_before() -> None:
    assert faults(Book().data()) == []


def aspects(book: Book, *within: str) -> None:
    """Two aspects, each in the one named for it."""
    for row, (code, holder) in enumerate(zip(("LAY", "SDM"), within, strict=True), start=3):
        book.put("Aspek", row, "Kode", code)
        book.put("Aspek", row, "Nama", code)
        book.put("Aspek", row, "Bagian dari", holder or None)


BROKEN: dict[str, tuple[Change, list[str]]] = {
    "no title": (
        lambda book: book.say("Judul", None),
        [
            "Instrumen, baris 3, Judul: belum ada; isi sel ini",
        ],
    ),
    "id with spaces": (
        lambda book: book.say("Id", "Layanan Kami"),
        [
            'Instrumen, baris 2, Id: "Layanan Kami" bukan id; pakai huruf kecil, angka, dan tanda hubung',
        ],
    ),
    "version as a word": (
        lambda book: book.say("Versi", "satu"),
        [
            'Instrumen, baris 5, Versi: "satu" bukan bilangan bulat; tulis misalnya 3',
        ],
    ),
    "unknown status": (
        lambda book: book.say("Status", "terbitt"),
        [
            'Instrumen, baris 6, Status: "terbitt" tidak dikenal; mungkin maksudnya terbit',
        ],
    ),
    "title that is none of ours": (
        lambda book: book.at("Instrumen", 3, 0, "Judull"),
        [
            'Instrumen, baris 3: isian "Judull" tidak dikenal; mungkin maksudnya Judul',
        ],
    ),
    "row twice": (
        lambda book: book.at("Instrumen", 40, 0, "Judul"),
        [
            "Instrumen, baris 40, Judul: sudah ada di baris 3; hapus salah satu",
        ],
    ),
    "proof from a level that is not there": (
        lambda book: book.say("Bukti mulai tingkat", 7),
        [
            "Instrumen, baris {Bukti mulai tingkat}, Bukti mulai tingkat: "
            "tingkat 7 tidak ada pada skala; pilih 1 sampai 3",
        ],
    ),
    "wrong numeral": (
        lambda book: book.put("Skala", 4, "Tertulis", "IV"),
        [
            'Skala, baris 4, Tertulis: "IV" bukan angka untuk tingkat 2; tulis II',
        ],
    ),
    "name of a level twice": (
        lambda book: book.put("Skala", 4, "Nama", "Belum tertata"),
        [
            'Skala, baris 4, Nama: "Belum tertata" sudah dipakai di baris 3; beri yang lain',
        ],
    ),
    "gap between bands": (
        lambda book: book.put("Kategori", 4, "Mulai", "5,5"),
        [
            "Kategori, baris 4: Rendah berakhir di 5, Sedang mulai di 5,5; isi rentang di antaranya",
        ],
    ),
    "bands overlap": (
        lambda book: book.put("Kategori", 4, "Mulai", 5),
        [
            "Kategori, baris 4: Rendah berakhir di 5, Sedang mulai di 5; mulai di 5,1",
        ],
    ),
    "bound as percent": (
        lambda book: book.put("Kategori", 3, "Sampai", 0.5),
        [
            "Kategori, baris 3, Sampai: tersimpan sebagai persen; ubah sel menjadi Umum, lalu ketik ulang",
        ],
    ),
    "wrong example of a band": (
        lambda book: book.put("Contoh kategori", 3, "Kategori", "Sedang"),
        [
            "Contoh kategori, baris 3: 5,04 jatuh pada Rendah, bukan Sedang; perbaiki contoh ini",
        ],
    ),
    "wrong example of a result": (
        lambda book: book.put("Contoh hasil", 4, "Nilai", 8),
        [
            "Contoh hasil, baris 4: hitungannya 7, Sedang; perbaiki contoh ini",
        ],
    ),
    "levels of an example": (
        lambda book: book.put("Contoh hasil", 4, "Tingkat", "III, II, II"),
        [
            'Contoh hasil, baris 4, Tingkat: "III, II, II" bukan daftar angka; tulis misalnya 3, 2, 4',
        ],
    ),
    "code in small letters": (
        lambda book: book.put("Variabel", 4, "Kode", "l02"),
        [
            'Tingkat, baris 6, Kode variabel: "L02" tidak ada pada lembar Variabel; di sana tertulis l02; samakan',
        ],
    ),
    "code twice": (
        lambda book: book.put("Variabel", 4, "Kode", "L01"),
        [
            'Variabel, baris 4, Kode: "L01" sudah dipakai di baris 3; beri yang lain',
        ],
    ),
    "code as a date": (
        lambda book: book.put("Variabel", 4, "Kode", date(2026, 2, 1)),
        [
            "Variabel, baris 4, Kode: Excel menyimpannya sebagai tanggal; ubah sel menjadi Teks, lalu ketik ulang",
        ],
    ),
    "field": (
        lambda book: book.put("Variabel", 3, "Bidang", "organisas"),
        [
            'Variabel, baris 3, Bidang: "organisas" tidak dikenal; mungkin maksudnya organisasi',
        ],
    ),
    "long short name": (
        lambda book: book.put("Variabel", 3, "Nama pendek", "Jam layanan kantor ini"),
        [
            "Variabel, baris 3, Nama pendek: 22 karakter; ringkas menjadi paling banyak 20",
        ],
    ),
    "aspect without aspects": (
        lambda book: book.put("Variabel", 3, "Aspek", "LAY"),
        [
            'Variabel, baris 3, Aspek: "LAY" bukan aspek terbawah pada lembar Aspek; pakai salah satu kode di sana',
        ],
    ),
    "aspects of a sum": (
        lambda book: aspects(book, "", ""),
        [
            "Aspek: jumlah tidak memakai aspek; kosongkan lembar Aspek, atau pakai rumus rata-rata berbobot",
            'Variabel, baris 3, Aspek: "" bukan aspek terbawah pada lembar Aspek; pakai salah satu kode di sana',
            'Variabel, baris 4, Aspek: "" bukan aspek terbawah pada lembar Aspek; pakai salah satu kode di sana',
            'Variabel, baris 5, Aspek: "" bukan aspek terbawah pada lembar Aspek; pakai salah satu kode di sana',
        ],
    ),
    "aspects that hold each other": (
        lambda book: aspects(book, "SDM", "LAY"),
        [
            "Aspek, baris 3, Bagian dari: baris-baris ini saling memuat; kosongkan salah satu",
            "Aspek, baris 4, Bagian dari: baris-baris ini saling memuat; kosongkan salah satu",
        ],
    ),
    "aspect in none": (
        lambda book: aspects(book, "", "UMUM"),
        [
            'Aspek, baris 4, Bagian dari: "UMUM" tidak ada pada lembar Aspek; tulis salah satu kode di sana',
        ],
    ),
    "line break": (
        lambda book: book.put("Variabel", 3, "Pertanyaan", "Bagaimana jam\nlayanan?"),
        [
            "Variabel, baris 3, Pertanyaan: berisi ganti baris atau karakter kendali; tulis dalam satu baris",
        ],
    ),
    "weight": (
        lambda book: book.put("Variabel", 5, "Bobot", "dua"),
        [
            'Variabel, baris 5, Bobot: "dua" bukan bilangan; tulis misalnya 19 atau 19,1',
        ],
    ),
    "truth": (
        lambda book: book.put("Variabel", 5, "Terbalik", "mungkin"),
        [
            'Variabel, baris 5, Terbalik: "mungkin" tidak dikenal; tulis ya atau tidak',
        ],
    ),
    "level of no variable": (
        lambda book: book.put("Tingkat", 4, "Kode variabel", "L09"),
        [
            'Tingkat, baris 4, Kode variabel: "L09" tidak ada pada lembar Variabel; tulis salah satu kode di sana',
        ],
    ),
    "level without its variable": (
        lambda book: book.put("Tingkat", 4, "Kode variabel", None),
        [
            "Tingkat, baris 4, Kode variabel: masih kosong; isi sel ini",
        ],
    ),
    "level deleted": (
        lambda book: book.remove("Tingkat", 4),
        [
            "Variabel, baris 3: L01: tingkat tertulis 1, 3; harus 1, 2, 3, lengkap dan berurutan",
        ],
    ),
    "statement missing": (
        lambda book: book.put("Tingkat", 7, "Uraian", None),
        [
            "Tingkat, baris 7, Uraian: belum ada; isi sel ini",
        ],
    ),
    "formula": (
        lambda book: book.put("Tingkat", 7, "Uraian", "=A1&B1"),
        [
            "Tingkat, baris 7, Uraian: berisi rumus; ketik hasilnya",
        ],
    ),
    "no documents": (
        lambda book: book.put("Tingkat", 7, "Bukti", None),
        [
            "Tingkat, baris 7, Bukti: L02 tingkat 2: belum ada dokumen; sebutkan, atau tulis "
            '"Tidak ada dokumen yang diwajibkan"',
        ],
    ),
    "short sentence missing": (
        lambda book: book.put("Tingkat", 4, "Uraian pendek", None),
        [
            "Tingkat, baris 4: L01: kalimat pendek belum ada, padahal tingkat lain memilikinya; "
            "lengkapi atau hapus semuanya",
        ],
    ),
    "screen too long": (
        lambda book: book.put("Tingkat", 8, "Uraian", "Panjang sekali. " * 60),
        [
            "Variabel, baris 4: L02: teks satu layar 1169 karakter; ringkas menjadi 850",
        ],
    ),
    "column renamed": (
        lambda book: book.at("Tingkat", 1, book.place("Tingkat", "Uraian"), "Urain"),
        [
            'Tingkat, baris 1: judul kolom "Urain" tidak dikenal; mungkin maksudnya Uraian',
        ],
    ),
    "words in a column without title": (
        lambda book: book.at("Tingkat", 5, 12, "catatan"),
        [
            "Tingkat, baris 5, kolom M: kolom ini tidak berjudul; hapus atau pindahkan isinya",
        ],
    ),
    "no titles": (
        lambda book: book.remove("Variabel", 1),
        [
            "Variabel, baris 1: baris judul tidak ada; salin dari formulir baru (pandu instrument new)",
        ],
    ),
    "row hidden": (
        lambda book: book.hidden_rows.add(("Variabel", 4)),
        [
            "Variabel, baris 4: baris ini tersembunyi; tampilkan, atau hapus",
        ],
    ),
    "column hidden": (
        lambda book: book.hidden_columns.add(("Variabel", 1)),
        [
            "Variabel, kolom B: kolom ini tersembunyi; tampilkan, atau hapus",
        ],
    ),
    "sheet hidden": (
        lambda book: book.hidden.add("Kategori"),
        [
            "Kategori: lembar ini tersembunyi; tampilkan, lalu periksa isinya",
        ],
    ),
    "sheet renamed": (
        lambda book: book.cells.update({"Tingkatan": book.cells.pop("Tingkat")}),
        [
            "Tingkatan: lembar ini tidak dikenal; mungkin maksudnya Tingkat",
        ],
    ),
    "sheet of somebody else": (
        lambda book: book.cells.update({"Rekap": {(1, 0): "x"}}),
        [
            "Rekap: lembar ini tidak dikenal; hapus, atau beri nama Catatan",
        ],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_workbook_is_told_where_and_what_to_do(case: str) -> None:
    change, expected = BROKEN[case]
    book = Book()
    change(book)
    assert faults(book.data()) == [f"Lembar {book.in_rows(line)}" for line in expected]


def zipped(**parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return made.getvalue()


def other_book() -> bytes:
    book = Book()
    book.cells = {"Sheet1": {(1, 0): "kode", (1, 1): "nama"}}
    return book.data()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "layanan.xlsx kosong. Isi formulir instrumen, lalu kirim ulang."),
        (b"%PDF-1.7", "layanan.xlsx adalah dokumen PDF; hanya XLSX, XLS, ODS, dan CSV yang dibaca."),
        (b"kode;nama\nL01;Jam\n", "layanan.xlsx bukan formulir instrumen: tidak ada lembar Instrumen."),
        (other_book(), "layanan.xlsx bukan formulir instrumen: tidak ada lembar Instrumen."),
        (Book().data()[:2000], "layanan.xlsx rusak atau bukan XLSX."),
        (zipped(word__document_xml="x"), "layanan.xlsx adalah dokumen Word;"),
        (zipped(xl__workbook_xml="x" * 21_000_000), "layanan.xlsx terlalu besar setelah dibuka."),
        (b"PK" + b"x" * 2_100_000, "layanan.xlsx lebih dari 2 MB."),
    ],
)
def test_what_is_no_form_of_ours_is_named(data: bytes, said: str) -> None:
    (fault,) = faults(data)
    assert fault.startswith(said)
