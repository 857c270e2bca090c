"""What the commands of `pandu` say. Plain sentences, no markup: a terminal."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.texts.common import day, moment
from bot.texts.people.help import ROLES
from core.pemda.zones import zone_label
from core.people.roles import Role


def no_port(port: int) -> str:
    return f"Tidak ada porta bebas mulai {port}. Pilih yang lain dengan --port."


# database and Pemda

OLDER_BOT_RUNS = "Basis data perlu diperbarui, tetapi bot sedang berjalan. Hentikan bot, lalu ulangi."
NO_PEMDA = "Belum ada pemerintah daerah. Tambahkan dahulu: pandu pemda add NAMA"
EMPTY_NAME = "Nama tidak boleh kosong."


def name_length(given: int, fewest: int, most: int) -> str:
    return f"Nama terdiri dari {given} karakter; tulis {fewest} sampai {most} karakter."


def which_pemda(names: Sequence[str]) -> str:
    return f"Ada {len(names)} pemerintah daerah: {', '.join(names)}. Pilih satu dengan --pemda."


def unknown_pemda(name: str, names: Sequence[str]) -> str:
    return f"Pemerintah daerah {name} tidak ada. Yang ada: {', '.join(names)}."


def pemda_added(name: str, zone: str, label: str) -> str:
    return f"{name} ditambahkan, zona waktu {zone} ({label})."


def pemda_renamed(former: str, name: str) -> str:
    return f"{former} kini bernama {name}. Hasil yang sudah diumumkan tetap memakai nama lama."


def pemda_taken(name: str) -> str:
    return f"{name} sudah ada."


def bad_zone(name: str) -> str:
    return f"{name} bukan zona waktu Indonesia. Pilih Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura."


def pemda_line(name: str, zone: str, opds: int, periods: Sequence[str]) -> str:
    opened = f"periode {', '.join(periods)} terbuka" if periods else "tidak ada periode terbuka"
    return f"{name} · {zone} · {opds} OPD · {opened}"


# OPD


def import_refused(name: str, faulty: int, count: int) -> str:
    """The line above the faults."""
    rows = f"{faulty} dari {count} baris perlu diperbaiki; belum" if count else "Belum"
    return f"{name} belum diimpor. {rows} ada yang berubah."


def imported(count: int, new: int, changed: int) -> str:
    if new == count:
        return f"{count} OPD diimpor, semuanya baru."
    return f"{count} OPD diimpor: {new} baru, {changed} diperbarui, {count - new - changed} tetap."


def second_opd(name: str, stored: str, new: str) -> str:
    return f"Perhatian: {name} sudah tersimpan dengan kode {stored}; kode {new} menjadi OPD kedua."


def unknown_opd(code: str) -> str:
    return f"OPD {code} tidak ada. Periksa kodenya dalam daftar OPD."


NO_OPD = "Belum ada OPD. Impor dahulu: pandu opd import BERKAS"

NO_OPD_YET = "Belum ada OPD; yang diimpor kemudian ikut serta dengan sendirinya."

# periods

DUE_PASSED = "Peringatan: tenggat sudah lewat; kiriman akan dicatat terlambat."
DUE_BEFORE_OPENING = "Tenggat harus sesudah hari pembukaan."
VERIFY_BEFORE_DUE = "Batas verifikasi harus sesudah tenggat."


def bad_instant(words: str) -> str:
    return f'"{words}" bukan tanggal. Tulis misalnya 2026-12-18 atau 2026-12-18T15:30.'


def due_on_day_off(due: datetime) -> str:
    return f"Peringatan: tenggat jatuh pada {day(due)}, bukan hari kerja."


def period_taken(name: str) -> str:
    return f"Periode {name} sudah ada."


def another_open(name: str) -> str:
    return f"Periode {name} memakai instrumen yang sama dan masih terbuka. Tutup dahulu: pandu period close {name}"


def unknown_instrument(name: str, names: Sequence[str]) -> str:
    return f"Instrumen {name} tidak ada. Yang ada: {', '.join(names)}."


def unknown_period(name: str, names: Sequence[str]) -> str:
    known = f"Yang ada: {', '.join(names)}." if names else "Belum ada periode."
    return f"Periode {name} tidak ada. {known}"


def period_opened(name: str, opds: int, due: datetime, verification: datetime) -> str:
    return f"Periode {name} dibuka untuk {opds} OPD. Tenggat {at(due)}, verifikasi sampai {at(verification)}."


def contacts_told(opds: int) -> str:
    """`opds`: those with a contact who can be told."""
    if not opds:
        return "Belum ada OPD yang punya kontak: pandu invite --all"
    return f"{opds} OPD punya kontak dan akan diberi tahu."


def opens_later(opens: datetime) -> str:
    return f"Dapat diisi mulai {at(opens)}; kontak belum diberi tahu."


def period_closed(name: str) -> str:
    return f"Periode {name} ditutup."


def already_closed(name: str) -> str:
    return f"Periode {name} sudah ditutup sebelumnya."


# invitations

NEED_OPD = "Peran ini diundang untuk OPD: tambahkan --opd KODE atau --all."
ONE_OF_OPD_ALL = "Pilih salah satu: --opd KODE atau --all."
NO_OPD_FOR_ROLE = "Peran ini tidak terikat OPD: hapus --opd dan --all."
NO_ALL_FOR_VERIFIER = "--all hanya untuk contact dan head; OPD asal anggota tim penilai ditulis dengan --opd."
FIELD_FOR_VERIFIER = "--field hanya untuk verifier."
JSON_OR_SHEET = "Pilih salah satu: --json atau --sheet."
UNTIL_PASSED = "Undangan tidak dapat berakhir di masa lalu; pilih --until sesudah sekarang."
UNKNOWN_LINK = "Tautan belum diketahui karena bot belum pernah berjalan. Token dikirim ke bot setelah /start."


def invited(count: int, role: Role, uses: int, until: datetime) -> str:
    how_often = "sekali pakai" if uses == 1 else f"untuk {uses} orang"
    return f"{count} undangan {ROLES[role]} dibuat, {how_often}, berlaku sampai {at(until)}."


def sheet_written(path: Path, count: int) -> str:
    return f"{path}: {count} lembar."


def revoked(count: int) -> str:
    return f"{count} undangan dicabut." if count else "Tidak ada undangan yang masih terbuka."


def at(instant: datetime) -> str:
    """With the name of its own zone."""
    return moment(instant, zone_label(instant))


# progress

READING_OPD = "Mengimpor OPD"
DRAWING_SHEETS = "Menyusun lembar"
CHECKING = "Memeriksa bukti"
