"""What the commands of `pandu` say that write files and read them back: export, letters, backup."""

from datetime import datetime
from pathlib import Path

from bot.texts.common import thousands
from bot.texts.operations.cli import at

MIGRATE_BUSY = "Bot sedang berjalan. Hentikan bot, lalu jalankan lagi: pandu migrate"
MIGRATED = "Basis data sudah dibawa ke versi program ini."
UP_TO_DATE = "Basis data sudah berversi program ini; tidak ada yang diubah."


def unreadable(path: Path, reason: str) -> str:
    return f"{path} tidak dapat dibaca ({reason})."


def too_large(path: Path, megabytes: int) -> str:
    return f"{path} lebih dari {megabytes} MB, jadi bukan berkas yang diminta."


def unwritable(path: Path, reason: str) -> str:
    return f"{path} tidak dapat ditulis ({reason})."


_OWN = {
    "database": "berkas basis data bot",
    "evidence": "berkas dalam folder bukti",
    "settings": "berkas pengaturan bot",
}
"""What a file of the bot itself is, by its slug."""


def not_overwritten(path: Path, own: str) -> str:
    return f"{path} adalah {_OWN[own]}, jadi tidak ditimpa. Pilih nama atau folder lain."


def no_backup_there(path: Path, own: str) -> str:
    return f"{path} adalah {_OWN[own]}, bukan cadangan. Sebutkan berkas zip dari pandu backup."


def no_regular_file(path: Path) -> str:
    return f"{path} adalah folder atau perangkat, bukan berkas biasa. Sebutkan nama berkas lain."


NOTHING_STORED = "Belum ada basis data di sini. Periksa DATABASE_URL dan folder kerja."
NO_SUCH_FILE = "tidak ada"
NO_PLACE = "foldernya tidak ada atau tidak boleh ditulisi"
NEWER_BACKUP = "Cadangan atau basis data berasal dari versi program yang lebih baru. Perbarui program ini."
RESTORE_BUSY = "Bot sedang berjalan. Hentikan bot, lalu jalankan lagi: pandu restore"


def exported(path: Path, opds: int, verified: int) -> str:
    return f"{path}: {verified} terverifikasi dari {opds} OPD."


def evidence_exported(path: Path, files: int, links: int) -> str:
    return f"{path}: {files} berkas, {links} tautan."


def missing_files(count: int) -> str:
    return f"Peringatan: {count} berkas bukti tidak ada dalam zip; alasannya tertulis dalam index.csv."


def faulty_file(opd: str, variable: str, name: str, why: str) -> str:
    return f"Masalah: {opd} {variable}, {name}: {why}."


def backed_up(path: Path, files: int, size: int) -> str:
    return f"{path}: basis data dan {files} berkas bukti, {thousands(size)} byte."


def not_backed_up(count: int) -> str:
    return f"Peringatan: {count} berkas bukti hilang atau berbeda, jadi tidak ikut; jalankan: pandu doctor"


def restored(made_at: datetime, rows: int, files: int) -> str:
    made = at(made_at)
    return f"Cadangan dari {made} dikembalikan: {thousands(rows)} baris, {files} berkas bukti."


def illegible(where: str) -> str:
    """`where` as doctor says it: "tabel evidence, baris 3: isi kolom note tidak dapat dibaca"."""
    return f"Basis data tidak dapat dibaca seluruhnya, jadi tidak ada yang ditulis ({where}). Jalankan: pandu doctor"


def not_a_backup(path: Path) -> str:
    return f"{path} bukan cadangan dari pandu backup; tidak ada yang diubah."


def unfit(path: Path, name: str) -> str:
    return f"{path} tidak dapat dipulihkan ({name} tidak seperti yang ditulis pandu backup); tidak ada yang diubah."


def damaged(path: Path, name: str) -> str:
    return f"{path} rusak ({name} berbeda dari daftar isinya); tidak ada yang diubah."


def written(path: Path) -> str:
    return f"{path} ditulis."


def letter_written(path: Path, opd: str) -> str:
    return f"{path}: surat pengantar {opd}."


def letter_incomplete(code: str, done: int, of: int) -> str:
    return f"Surat pengantar dibuat setelah semua variabel lengkap; {code} baru {done} dari {of}."


def sent_already(code: str) -> str:
    return f"Penilaian {code} sudah dikirim; surat pengantar dibuat sebelum pengiriman."


def no_result_letter_yet(code: str) -> str:
    return f"Hasil {code} sudah ditetapkan; surat hasil belum dapat dibuat dengan versi ini."


def not_taking_part(code: str, period: str) -> str:
    return f"OPD {code} tidak ikut dalam periode {period}."


COLLECTING = "Mengumpulkan bukti"
WRITING_XLSX = "Menulis XLSX"
STAGES = {"check": "Memeriksa cadangan", "database": "Basis data", "evidence": "Bukti"}
