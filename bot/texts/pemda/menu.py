"""The coordinator's menu, the choice of a Pemda, and making one."""

from datetime import datetime

from bot.texts.common import hour, named
from bot.texts.sent import of_all
from core.assessment.sent import Sent

ONLY_COORDINATOR = "Hanya untuk koordinator pemerintah daerah ini."
BACK_TO_MENU = "Buka menu"
CANCEL = "Batalkan"
RECORD = "Menu koordinator"
USE_BUTTONS = "Pilih salah satu tombol di bawah."
BIND_IN_GROUP = "Tambahkan bot ke grup tim, lalu ketik /hubungkan di grup itu."
UNKNOWN_PRESS = "Tombol ini tidak berlaku lagi. Layar terbaru ditampilkan."

REMIND = "Ingatkan OPD"
MANAGE_PERIOD = "Kelola periode"
MANAGE_OPDS = "Kelola OPD"
INVITE = "Buat undangan"
PEOPLE = "Atur orang"
SETTINGS = "Buka pengaturan"
OTHER_PEMDA = "Pilih Pemda lain"
NEW_PEMDA = "Tambah Pemda"


def problems(count: int) -> str:
    return f"Tangani masalah ({count})"


def title(pemda: str) -> str:
    return f"<b>Koordinator · {named(pemda, 60)}</b>"


def progress(period: str, sent: Sent, left: str) -> str:
    return f"Periode {named(period, 30)}: {of_all(sent)} mengirim, {left}"


def left(due: datetime, now: datetime, zone: str) -> str:
    """ "7 hari lagi", "besok", "hari ini pukul 16.00 WITA", "lewat 3 hari"."""
    days = (due.date() - now.date()).days
    if days == 0:
        return f"tenggat hari ini {hour(due, zone)}"
    if days == 1:
        return "tenggat besok"
    return f"{days} hari lagi" if days > 1 else f"tenggat lewat {-days} hari"


NO_OPDS = "Belum ada OPD. Mulailah dengan Kirim daftar OPD."


def no_period(closed: str, coming: str = "", opens: str = "") -> str:
    """`closed`: a period whose results are not made known yet. `coming`: one that opens by itself, and on which day.
    Empty without both.
    """
    lines = []
    if closed:
        lines.append(f"Periode {named(closed, 30)} sudah ditutup; hasilnya belum diumumkan.")
    if coming:
        lines.append(f"Periode {named(coming, 30)} terjadwal: dibuka {opens}.")
    return "\n".join(lines)


NO_PERIOD = "Belum ada periode yang dibuka."


def waiting(period: str, reopened: int, verified: int) -> str:
    """Results of a closed period that wait for the team or for the coordinator."""
    parts = (
        f"{reopened} hasil dibuka kembali, menunggu verifikasi" if reopened else "",
        f"{verified} hasil terverifikasi menunggu ditetapkan" if verified else "",
    )
    return f"Periode {named(period, 30)}: {'; '.join(part for part in parts if part)}."


def troubles(unreachable: int, disputed: int, aside: int, stuck: int, late: int, headless: int, questions: int) -> str:
    """The line of warnings; empty when there is nothing to do."""
    parts = [
        f"{unreachable} kontak tidak terjangkau" if unreachable else "",
        f"{disputed} laporan salah OPD" if disputed else "",
        f"{aside} kiriman disisihkan" if aside else "",
        f"{stuck} pekerjaan bot belum berhasil" if stuck else "",
        f"{late} berkas belum tersalin" if late else "",
        f"{headless} OPD menunggu kepala yang belum terdaftar" if headless else "",
        f"{questions} pertanyaan belum dijawab" if questions else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"⚠️ {said}" if said else ""


def choose_pemda(count: int) -> str:
    if count == 0:
        return "Tidak ada pemerintah daerah yang cocok."
    return "Pilih pemerintah daerah yang dikelola, atau ketik namanya."


NO_PEMDA = (
    "Belum ada pemerintah daerah. Tulis nama lengkapnya untuk membuat yang pertama, misalnya Kabupaten Kutai Timur."
)
NAME_PEMDA = "Tulis nama lengkap pemerintah daerah yang baru, misalnya Kabupaten Kutai Timur."
BAD_PEMDA_NAME = "Nama ditulis dalam satu baris, 3 sampai 80 huruf. Tulis ulang."
ZONES = (("WIB", "Asia/Jakarta"), ("WITA", "Asia/Makassar"), ("WIT", "Asia/Jayapura"))


def pemda_exists(name: str) -> str:
    return f"{named(name, 80)} sudah ada. Tulis nama lain, atau buka yang ada lewat /admin."


def choose_zone(name: str) -> str:
    return f"<b>{named(name, 80)}</b>\nPilih zona waktunya; tenggat dan pengingat mengikuti zona ini."


def pemda_made(name: str) -> str:
    return f"{named(name, 80)} sudah dibuat. Berikutnya: daftar OPD, periode, lalu undangan."


def no_match(words: str) -> str:
    return f'Tidak ada yang cocok dengan "{named(words, 40)}".'


def searching(words: str, found: int = 0, of: int = 0) -> str:
    """The words that were searched for; with `of`, how many of all match."""
    return f'Pencarian: "{named(words, 40)}"' + (f", {found} dari {of} cocok" if of else "")


SHOW_ALL = "Tampilkan semua"
