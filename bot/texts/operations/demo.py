"""What the people of the demo have written before the visitor comes, how they are introduced, and what the page offers
the visitor.
"""

from datetime import datetime

from bot.texts.common import moment
from core.pemda.zones import zone_label

ANI, CITRA, BUDI, HASAN, DODI = "Ani", "Citra", "Budi", "Hasan", "Dodi"
ABOUT = {
    ANI: "kontak Dinas Kesehatan",
    CITRA: "koordinator, Bagian Organisasi",
    BUDI: "tim penilai, bidang organisasi",
    HASAN: "kepala Dinas Kesehatan",
    DODI: "kontak 12 OPD lain",
}
GROUP = "Tim Penilai Kutai Timur"
PEMDA = "Kabupaten Kutai Timur"
ORGANISER = "Bagian Organisasi Setda Kabupaten Kutai Timur"
SEAT, CODE = "Sangatta", "KUTIM"
DECLARANT, POSITION = "Siti Aminah", "Sekretaris"

SOP_NOT_EVALUATED = "SOP belum dievaluasi"
INCOMPLETE = "Bukti belum lengkap"
OUTDATED = "Bukti masih tahun 2024"
UNREADABLE = "Foto tidak terbaca, mohon kirim hasil pindai."

STOP = "Buka alamat di atas dengan peramban. Berhenti: tekan Ctrl+C di jendela ini."

TITLE = "Mulai di sini"
BEGIN = "Ani mengisi untuk Dinas Kesehatan: ketuk MULAI, lalu ikuti tombolnya."
CHECK = "Budi memeriksa kiriman OPD: kirim /periksa"
LEAD = "Citra, koordinator, melihat semua OPD: kirim /admin"

EMPTY_TITLE = "Menyiapkan daerah dari awal"
FOUND = "Citra membuat daerah: ketuk MULAI, lalu tulis nama daerahnya."
LIST = "Citra mengirim daftar OPD: unduh contohnya di bawah, lalu lampirkan."
INVITED = "Ani bergabung: tempelkan tautan undangan yang dibuat Citra."
EXAMPLE = "contoh-opd.csv"

MORNING = "Pagi hari kerja berikutnya"
DAY_BEFORE = "Sehari sebelum tenggat"
AFTER_DUE = "Sesudah tenggat"
AFTER_REVIEW = "Sesudah verifikasi berakhir"
AGAIN = "Ulangi contoh dari awal"
EMPTY = "Daerah kosong"
LOST = "Semua yang dicoba di sini akan hilang."
NO_PERIOD = "Belum ada periode yang terbuka, jadi belum ada tenggat."
PAST = "Waktu itu sudah lewat. Untuk mencobanya lagi, ulangi contoh dari awal."
MADE_AGAIN = "Contoh dimulai dari awal."
MADE_EMPTY = "Daerah masih kosong. Mulailah sebagai Citra."


def explanation(variable: str) -> str:
    return f"Keadaan {variable} sudah diperiksa bersama."


def moved(at: datetime) -> str:
    return f"Sekarang {moment(at, zone_label(at))}."
