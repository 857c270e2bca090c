"""What `pandu instrument preview` says, and what its two people write."""

from pathlib import Path

PEMDA, OPD, OPD_SHORT, OPD_CODE = "Kabupaten Contoh", "Dinas Contoh", "Dinas Contoh", "CONTOH"
CONTACT, VERIFIER = "Ani", "Budi"
SUBJECT, SUBJECT_CODE = "Contoh", "01"
FILLS_IN, CHECKS = "Pengisi", "Tim penilai"
IDENTITY = "Siti Aminah\nSekretaris\n-"
EVIDENCE = "https://contoh.go.id/bukti"
NO_BROWSER = (
    "Chromium tidak ada atau tidak dapat dijalankan di komputer ini, jadi gambar tidak dibuat. "
    "Yang di atas adalah semua layar sebagai teks."
)
DRAWING = "Menggambar layar"
STOPPED = "Layar sesudah ini belum dapat dipratinjau."


def explanation(variable: str, year: int) -> str:
    return f"Keadaan {variable} sudah diperiksa bersama pada {year}."


def heading(number: int, who: str, where: str) -> str:
    return f"== {number}. {who} · {where} =="


def contents(variables: int) -> str:
    return f"daftar isi ({variables} variabel)"


def level(variable: str) -> str:
    return f"{variable}, memilih tingkat"


def whole(variable: str) -> str:
    return f"{variable}, dibaca lengkap"


def words(variable: str) -> str:
    return f"{variable}, menulis penjelasan"


def proof(variable: str) -> str:
    return f"{variable}, mengirim bukti"


def answered(variable: str) -> str:
    return f"{variable}, sudah dijawab"


SUMMARY, DECLARATION, RECEIPT = "ringkasan", "pernyataan", "tanda terima"
RESULT, BY_VARIABLE = "kartu hasil, di bawah gambarnya", "hasil per variabel"
QUEUE, CONCLUSION, CONCLUDED = "antrean", "putusan sebelum dikirim", "putusan terkirim"


def card(variable: str) -> str:
    return f"{variable}, kartu penilaian"


def pictures_made(count: int, folder: Path) -> str:
    return f"{count} gambar dibuat. Buka: {folder / 'index.html'}"


def not_empty(folder: Path) -> str:
    return f"{folder} sudah berisi. Pilih folder lain, atau kosongkan dahulu."
